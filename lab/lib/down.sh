# shellcheck shell=bash
# `lab down`: leaves no process, namespace, mount, cgroup or file of the lab.
# Works on whatever is there: a whole lab, a half-killed one, or only remains.

lab_down() {
  lock_lab
  trap '' INT TERM HUP # half a clean-up helps nobody
  local was=""
  [[ ! -e $LAB_STATE && -z $(lab_inits) ]] || was=yes
  remove_lab
  remove_lock
  if [[ -n $was ]]; then say "lab $LAB_NAME is down"; else say "lab $LAB_NAME was not up"; fi
}

remove_lab() {
  # shellcheck disable=SC2119  # all of them
  end_hosts
  rm -rf --one-file-system "$LAB_STATE"
}

# end_hosts [HOST]: that one or all. Ending a host's init makes the kernel end all in its
# PID namespace; with the last process go mounts, interfaces and rules.
# shellcheck disable=SC2120  # lib/add.sh passes one
end_hosts() {
  local pid inits namespaces
  inits=$(lab_inits "$@")
  namespaces=$(for pid in $inits; do namespaces_of "$pid"; done)
  for pid in $inits; do kill -KILL "$pid" 2>/dev/null || :; done
  for pid in $inits; do
    until_true 15 process_gone "$pid" || warn "process $pid does not end"
  done
  # Entered from outside with nsenter, say: not in the PID namespace, but ours.
  if [[ -n $namespaces ]] && ! until_true 2 no_process_in "$namespaces"; then
    for pid in $(processes_in "$namespaces"); do kill -KILL "$pid" 2>/dev/null || :; done
    until_true 5 no_process_in "$namespaces" || warn "some processes hold the lab's namespaces"
  fi
  until_true 10 remove_cgroups "$@" || warn "some control groups of the lab are busy"
}

# lab_inits [HOST]: PIDs of this lab's hosts, found by their command line, so that a
# lost state directory loses no process.
lab_inits() {
  local file words
  for file in /proc/[0-9]*/cmdline; do
    mapfile -d '' -t words <"$file" || continue
    [[ ${words[0]-} == bash && ${words[1]-} == */host-init.sh && ${words[2]-} == gangway-lab &&
      ${words[3]-} == "$LAB_NAME" && ${words[4]-} == "${1-${words[4]-}}" ]] || continue
    file=${file#/proc/}
    say "${file%/cmdline}"
  done 2>/dev/null
}

process_gone() { ! start_time "$1" >/dev/null; }

# namespaces_of PID: its network and mount namespaces, unless they are ours.
namespaces_of() {
  local kind there
  for kind in net mnt; do
    there=$(readlink "/proc/$1/ns/$kind") || continue
    [[ $there == "$(readlink "/proc/self/ns/$kind")" ]] || say "$there"
  done 2>/dev/null
}

processes_in() {
  find /proc/[0-9]*/ns/{net,mnt} -maxdepth 0 -printf '%h %l\n' 2>/dev/null |
    grep -F "$1" | sed -E 's|^/proc/([0-9]+).*|\1|' | sort -u || :
}

no_process_in() { [[ -z $(processes_in "$1") ]]; }

# remove_cgroups [HOST]: what dockerd made, in every hierarchy. True when none is left.
remove_cgroups() {
  local -a left
  mapfile -t left < <(find /sys/fs/cgroup -mindepth 1 -maxdepth 2 -type d -name "gangway-lab.$LAB_NAME.${1-*}")
  ((${#left[@]} > 0)) || return 0
  find "${left[@]}" -depth -type d -exec rmdir {} + 2>/dev/null || :
  [[ -z $(find /sys/fs/cgroup -mindepth 1 -maxdepth 2 -type d -name "gangway-lab.$LAB_NAME.${1-*}") ]]
}
