#!/usr/bin/env bash
# PID 1 of one host. Runs inside fresh pid, mount, uts and net namespaces, turns
# the machine's file tree into the host's own, says that it is ready and then
# only reaps. When it ends, the kernel ends everything else in the host.
#
#   host-init.sh gangway-lab NAME HOST ROLE STATE_DIR PROJECT_DIR [ENGINE_DIR]
set -euo pipefail

private_tmpfs() { mount -t tmpfs -o "mode=$2" gangway-lab "$1"; }

# copy_on_write DIR: the host's own version of a directory of the machine. What
# it changes lives in a tmpfs and vanishes with the host.
copy_on_write() {
  local layers=$stage/${1//\//-}
  mkdir "$layers" "$layers/upper" "$layers/work"
  mount -t overlay -o "lowerdir=$1,upperdir=$layers/upper,workdir=$layers/work" gangway-lab "$1"
}

own_file_tree() {
  local role=$1 home=$2 project=$3 engine=$4 stage=/run/.stage
  mount -t proc proc /proc
  private_tmpfs /run 0755
  mkdir "$stage"

  # A fresh sysfs shows this host's interfaces; dockerd needs the cgroups back in it.
  mkdir "$stage/cgroup"
  mount --rbind /sys/fs/cgroup "$stage/cgroup"
  mount -t sysfs sysfs /sys
  mount --rbind "$stage/cgroup" /sys/fs/cgroup
  umount --lazy "$stage/cgroup"
  rmdir "$stage/cgroup"

  private_tmpfs "$stage" 0700
  mount --bind "$home/log" /var/log
  case $role in
    gateway)
      mkdir "$stage/docker"
      mount --bind "$home/docker" "$stage/docker"
      copy_on_write /var/lib
      mkdir -p /var/lib/docker
      mount --bind "$stage/docker" /var/lib/docker
      mkdir "$stage/engine"
      [[ -z $engine ]] || mount --bind "$engine" "$stage/engine"
      # What somebody installed on the machine by hand is not on a cloud's.
      private_tmpfs /usr/local 0755
      if [[ -n $engine ]]; then
        mkdir /usr/local/bin
        mount --bind "$stage/engine" /usr/local/bin
        mount -o remount,bind,ro /usr/local/bin
      fi
      # containerd keeps its plug-ins there.
      private_tmpfs /opt 0755
      ;;
    laptop)
      mkdir "$stage/project"
      mount --bind "$project" "$stage/project"
      copy_on_write /opt
      mkdir -p /opt/gangway
      mount --bind "$stage/project" /opt/gangway
      ;;
  esac
  copy_on_write /etc
  private_tmpfs /root 0700
  private_tmpfs /home 0755
  umount --lazy --recursive "$stage"
  rmdir "$stage"
  mkdir -m 1777 /run/lock
}

main() {
  local host=$3 role=$4 state=$5 project=$6 engine=${7-}
  local home=$state/$host pid stat
  local -a field
  # The machine's /proc is still mounted: self is our PID as the machine sees it.
  read -r stat </proc/self/stat
  pid=${stat%% *}
  read -ra field <<<"${stat##*) }"
  printf '%s %s\n' "$pid" "${field[19]}" >"$home/pid.new"
  mv "$home/pid.new" "$home/pid"

  own_file_tree "$role" "$home" "$project" "$engine"
  hostname "$host"
  ip link set lo up
  cd /
  : >/run/.host-ready
  # bash reaps every child it inherits; the sleeper keeps `wait` from returning.
  trap : TERM INT HUP
  sleep infinity &
  while :; do wait || :; done
}

main "$@"
