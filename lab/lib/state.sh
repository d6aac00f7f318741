# shellcheck shell=bash
# What every command needs: messages, the table of hosts, where a lab keeps its
# state, and which of its hosts live.
#
#   /var/lib/gangway-lab/NAME/       everything a lab keeps; `down` removes it
#     keys/                          login keys and the gateways' host keys
#     HOST/pid                       "<pid> <start time>" of the host's init
#     HOST/log/                      /var/log inside the host
#     HOST/docker/                   /var/lib/docker inside a gateway
#     added                          lines of host_table that `lab add` made

LAB_ROOT=/var/lib/gangway-lab

say() { printf '%s\n' "$*"; }
warn() { printf 'lab: %s\n' "$*" >&2; }
die() { warn "$*"; exit 1; }
die_usage() { warn "$* (lab/lab --help)"; exit 2; }

valid_lab_name() { [[ $1 =~ ^[a-z0-9][a-z0-9-]{0,31}$ ]]; }

set_lab_paths() {
  LAB_STATE=$LAB_ROOT/$1
  # shellcheck disable=SC2034  # used by up and down
  LAB_LOCK=$LAB_ROOT/$1.lock
}

# host_table: one line "name role address swarm [engine]" per host: those of
# every lab, then what `lab add` made of the spare ones.
host_table() {
  all_hosts | grep -v '^[^ ]* *spare '
  added_hosts
}
all_hosts() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$LAB_DIR/etc/hosts.table"; }
spare_hosts() { all_hosts | while read -r name role _; do [[ $role != spare ]] || say "$name"; done; }
spare_address() { all_hosts | while read -r name role address _; do [[ $role != spare || $name != "$1" ]] || say "$address"; done; }
added_hosts() { cat "$LAB_STATE/added" 2>/dev/null || :; }
host_names() { host_table | while read -r name _; do say "$name"; done; }
hosts_of_role() { host_table | while read -r name role _; do [[ $role != "$1" ]] || say "$name"; done; }

# host_lookup NAME: sets host_role, host_address, host_swarm and host_engine, or fails.
host_lookup() {
  local name role address swarm engine
  while read -r name role address swarm engine; do
    [[ $name == "$1" ]] || continue
    # shellcheck disable=SC2034  # the result
    host_role=$role host_address=$address host_swarm=$swarm host_engine=$engine
    return 0
  done < <(host_table)
  return 1
}

# read_stat PID: sets stat_field to /proc/PID/stat from the state on.
read_stat() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra stat_field <<<"${stat##*) }" # the command name may hold spaces
}

# start_time PID: the kernel's start time in clock ticks, which tells a process
# from a later one with the same PID. Fails for the dead and for zombies.
start_time() {
  local -a stat_field
  read_stat "$1" && [[ ${stat_field[0]} != Z ]] && say "${stat_field[19]}"
}

# session_of PID
session_of() {
  local -a stat_field
  read_stat "$1" && say "${stat_field[3]}"
}

# host_pid NAME: prints the PID of a living host's init, or fails.
host_pid() {
  local pid start
  { read -r pid start <"$LAB_STATE/$1/pid"; } 2>/dev/null || return 1
  [[ $(start_time "$pid") == "$start" ]] || return 1
  say "$pid"
}

# until_true SECONDS COMMAND...: polls COMMAND every 20 ms (or $POLL seconds); fails after SECONDS.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep "${POLL-0.02}"
  done
}

# in_host PID COMMAND...: COMMAND inside a host, as root, for the lab's own use.
# (`lab exec` is lib/exec.sh: it also passes signals and terminals through.)
in_host() {
  local pid=$1
  shift
  nsenter --target "$pid" --mount --uts --net --pid --wd=/ -- "$@"
}
