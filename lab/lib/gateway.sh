# shellcheck shell=bash
# A gateway: a cloud machine with its own users, sshd and dockerd, and a VPC behind it (vpc.sh).

GATEWAY_USERS=("deploy 1500 docker" "guest 1501" "ops 1502 docker")

# gateway_start HOST: leaves sshd and dockerd answering. Prints nothing.
gateway_start() {
  local host=$1 pid
  pid=$(host_pid "$host")
  if [[ ! -e /proc/$pid/root/run/.gateway-written ]]; then
    write_names "$pid" "$host"
    write_users "$pid" "${GATEWAY_USERS[@]}"
    authorize_keys "$pid"
    write_sudoers "$pid"
    write_sshd "$pid" "$host"
    write_dockerd "$pid" "$host"
    : >"/proc/$pid/root/run/.gateway-written"
  fi
  sshd_start "$host" "$pid"
  vpc_start "$host" "$pid"
  dockerd_start "$host" "$pid"
}

authorize_keys() {
  local pid=$1 spec name uid
  local keys=$LAB_STATE/keys
  for spec in "root 0" "${GATEWAY_USERS[@]}"; do
    read -r name uid _ <<<"$spec"
    local home=/home/$name
    [[ $uid -ne 0 ]] || home=/root
    cat "$keys/id_ed25519.pub" "$keys/id_encrypted.pub" |
      install_file "$pid" 0600 "$uid:$uid" "$home/.ssh/authorized_keys"
  done
}

# write_sudoers PID: ops becomes root without a password, and nobody else.
write_sudoers() {
  printf '%s\n' 'Defaults !fqdn' 'root ALL=(ALL:ALL) ALL' 'ops ALL=(ALL:ALL) NOPASSWD: ALL' |
    install_file "$1" 0440 0:0 /etc/sudoers
}

write_sshd() {
  local pid=$1 host=$2 ssh
  ssh=$(host_file "$pid" /etc/ssh)
  rm -f "$ssh"/ssh_host_* "$ssh/ssh_known_hosts"
  install_file "$pid" 0600 0:0 /etc/ssh/ssh_host_ed25519_key <"$LAB_STATE/keys/host_$host"
  install_file "$pid" 0644 0:0 /etc/ssh/ssh_host_ed25519_key.pub <"$LAB_STATE/keys/host_$host.pub"
  install_file "$pid" 0644 0:0 /etc/ssh/sshd_config <"$LAB_DIR/etc/sshd_config"
  mkdir -p "$(host_file "$pid" /run/sshd)"
}

write_dockerd() {
  local pid=$1 host=$2
  mkdir -p "$(host_file "$pid" /etc/docker)"
  sed "s|@CGROUP@|$(cgroup_of "$host")|" "$LAB_DIR/etc/daemon.json" |
    install_file "$pid" 0644 0:0 /etc/docker/daemon.json
}

# cgroup_of HOST: the parent of its containers' cgroups, in every hierarchy.
# Lab names hold no dot, so no two labs and hosts share one.
cgroup_of() { say "/gangway-lab.$LAB_NAME.$1"; }

# daemon_lives PID PIDFILE: does the process named in the host's PIDFILE live?
daemon_lives() {
  local inner=""
  { read -r inner <"$(host_file "$1" "$2")" || [[ -n $inner ]]; } 2>/dev/null || return 1
  [[ $inner =~ ^[0-9]+$ && -e /proc/$1/root/proc/$inner/stat ]] &&
    ! grep -q '^State:.Z' "/proc/$1/root/proc/$inner/status"
}

sshd_start() {
  local host=$1 pid=$2
  ! daemon_lives "$pid" /run/sshd.pid || return 0
  in_host "$pid" env -i PATH="$PATH" LANG=C.UTF-8 \
    /usr/sbin/sshd -E /var/log/sshd.log </dev/null >>"$LAB_STATE/$host/log/sshd.log" 2>&1 {LOCK_FD}>&-
  until_true 10 daemon_lives "$pid" /run/sshd.pid ||
    { warn "sshd on gateway $host did not start"; return 1; }
}

dockerd_start() {
  local host=$1 pid=$2
  if ! daemon_lives "$pid" /run/docker.pid; then
    rm -f "$(host_file "$pid" /run/docker.pid)"
    await_manager "$host"
    # An engine of its own is in /usr/local/bin.
    in_host "$pid" env -i PATH="/usr/local/bin:$PATH" LANG=C.UTF-8 HOME=/root setsid --fork \
      dockerd --pidfile /run/docker.pid \
      </dev/null >>"$LAB_STATE/$host/log/dockerd.log" 2>&1 {LOCK_FD}>&-
  fi
  until_true 30 docker_answers "$pid" ||
    { warn "dockerd on gateway $host does not answer"; return 1; }
}

docker_answers() {
  [[ -S /proc/$1/root/run/docker.sock ]] &&
    curl --silent --fail --max-time 5 --output /dev/null \
      --unix-socket "/proc/$1/root/run/docker.sock" http://docker/_ping
}

# docker_on PID ARG...: the Docker client, talking to a gateway's daemon.
docker_on() {
  local pid=$1
  shift
  env -i PATH="$PATH" HOME=/nonexistent \
    /usr/bin/docker --host "unix:///proc/$pid/root/run/docker.sock" "$@" </dev/null
}
