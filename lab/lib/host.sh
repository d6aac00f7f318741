# shellcheck shell=bash
# One host: its namespaces and its place in the file tree.

# host_start HOST ROLE [ENGINE]: starts the host unless it lives; waits until it is ready.
host_start() {
  local host=$1 role=$2 home=$LAB_STATE/$1 engine=""
  [[ -z ${3-} ]] || engine=$(engine_bin "$3")
  ! host_pid "$host" >/dev/null || return 0
  # What a killed host left is of no use; a gateway's containers are.
  mkdir -p "$home/log"
  [[ $role != gateway ]] || mkdir -p "$home/docker"
  rm -f "$home/pid"
  # A session of its own: it outlives the caller and its terminal. The lock and
  # every other descriptor of ours stay behind.
  env -i PATH="$PATH" LANG=C.UTF-8 setsid \
    unshare --fork --pid --mount --uts --net \
    bash "$LAB_DIR/lib/host-init.sh" gangway-lab "$LAB_NAME" "$host" "$role" "$LAB_STATE" "$PROJECT_DIR" "$engine" \
    </dev/null >"$home/log/init.log" 2>&1 {LOCK_FD}>&- &
  local starter=$!
  until_true 10 host_ready_or_dead "$host" "$starter"
  host_ready "$host" || { warn "host $host did not start"; return 1; }
}

host_ready() {
  local pid
  pid=$(host_pid "$1") && [[ -e /proc/$pid/root/run/.host-ready ]]
}

host_ready_or_dead() { host_ready "$1" || ! kill -0 "$2" 2>/dev/null; }

# host_file PID PATH: where the machine finds a host's file. Do not follow
# absolute links through it (say /run, not /var/run).
host_file() { say "/proc/$1/root$2"; }

# install_file PID MODE OWNER PATH: writes stdin to PATH in the host, whole.
# OWNER is a numeric uid:gid.
install_file() {
  local target
  target=$(host_file "$1" "$4")
  cat >"$target.lab-new"
  chown "$3" "$target.lab-new"
  chmod "$2" "$target.lab-new"
  mv "$target.lab-new" "$target"
}

# write_names PID HOST: hostname, hosts, resolver, which is the public DNS (wan.sh).
write_names() {
  local pid=$1 host=$2 name role address
  say "$host" | install_file "$pid" 0644 0:0 /etc/hostname
  {
    printf '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n'
    while read -r name role address _; do
      if [[ $role == gateway || $role == spare ]]; then
        printf '%s\t%s.lab %s\n' "$address" "$name" "$name"
      else
        printf '%s\t%s\n' "$address" "$name"
      fi
    done < <(all_hosts)
  } | install_file "$pid" 0644 0:0 /etc/hosts
  say "nameserver $WAN_ADDRESS" | install_file "$pid" 0644 0:0 /etc/resolv.conf
  sed 's/^hosts:.*/hosts:          files dns/' /etc/nsswitch.conf |
    install_file "$pid" 0644 0:0 /etc/nsswitch.conf
}
