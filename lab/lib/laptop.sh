# shellcheck shell=bash
# The laptop: user dev with keys, a system bus, polkit and a run directory, as
# on a desktop. It has no sshd and no Docker.

laptop_start() {
  local pid
  pid=$(host_pid laptop)
  if [[ ! -e /proc/$pid/root/run/.laptop-written ]]; then
    write_names "$pid" laptop
    write_users "$pid" "$DEV_USER $DEV_UID"
    rm -f "$(host_file "$pid" /etc/ssh/ssh_known_hosts)"
    write_keys "$pid" 0 /root
    write_keys "$pid" "$DEV_UID" "/home/$DEV_USER"
    write_run_directories "$pid"
    write_polkit "$pid"
    : >"/proc/$pid/root/run/.laptop-written"
  fi
  bus_start "$pid"
  polkit_start "$pid"
  show_public_dns_log "$pid"
  # It was on, and somebody killed it.
  [[ ! -e /proc/$pid/root/etc/resolv.conf.before-resolved ]] || in_host "$pid" /opt/gangway/lab/laptop-resolved on {LOCK_FD}>&-
}

# show_public_dns_log PID: what the public DNS was asked, for tests that run on the laptop.
show_public_dns_log() {
  local log=/run/gangway-lab/public-dns.log
  [[ ! -e /proc/$1/root$log ]] || return 0
  : >"/proc/$1/root$log"
  in_host "$1" mount --bind "$LAB_STATE/wan/log/${PUBLIC_DNS_LOG##*/}" "$log"
}

# write_keys PID UID HOME: the three keys and ~/.ssh/config. No known_hosts: the
# first connection must ask.
write_keys() {
  local pid=$1 uid=$2 ssh=$3/.ssh key
  for key in id_ed25519 id_encrypted id_stranger; do
    install_file "$pid" 0600 "$uid:$uid" "$ssh/$key" <"$LAB_STATE/keys/$key"
    install_file "$pid" 0644 "$uid:$uid" "$ssh/$key.pub" <"$LAB_STATE/keys/$key.pub"
  done
  install_file "$pid" 0600 "$uid:$uid" "$ssh/config" <"$LAB_DIR/etc/ssh_config"
}

write_run_directories() {
  local run
  run=$(host_file "$1" /run)
  mkdir -p "$run/dbus" "$run/user/$DEV_UID" "$run/gangway-lab"
  chmod 0700 "$run/user/$DEV_UID"
  chown "$DEV_UID:$DEV_UID" "$run/user/$DEV_UID" "$run/gangway-lab"
}

write_polkit() {
  local pid=$1 rules polkitd
  rules=$(host_file "$pid" /etc/polkit-1/rules.d)
  polkitd=$(id -u polkitd):0
  mkdir -p "$rules"
  rm -f "$rules"/*
  chown "$polkitd" "$rules"
  chmod 0700 "$rules"
  install_file "$pid" 0600 "$polkitd" /etc/polkit-1/rules.d/50-gangway-lab.rules <"$LAB_DIR/etc/polkit.rules"
}

bus_start() {
  local pid=$1
  ! daemon_lives "$pid" /run/dbus/pid || return 0
  rm -f "$(host_file "$pid" /run/dbus/pid)"
  in_host "$pid" env -i PATH="$PATH" LANG=C.UTF-8 \
    dbus-daemon --system --fork </dev/null >>"$LAB_STATE/laptop/log/dbus.log" 2>&1 {LOCK_FD}>&-
  until_true 10 daemon_lives "$pid" /run/dbus/pid ||
    { warn "the laptop's system bus did not start"; return 1; }
}

polkit_start() {
  local pid=$1
  ! polkit_answers "$pid" || return 0
  in_host "$pid" env -i PATH="$PATH" LANG=C.UTF-8 setsid --fork \
    /usr/lib/polkit-1/polkitd --no-debug </dev/null >>"$LAB_STATE/laptop/log/polkit.log" 2>&1 {LOCK_FD}>&-
  until_true 10 polkit_answers "$pid" ||
    { warn "polkit on the laptop did not start"; return 1; }
}

# Asks the bus who has the name: that starts nothing by itself.
polkit_answers() {
  in_host "$1" dbus-send --system --print-reply --reply-timeout=3000 --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.PolicyKit1 2>/dev/null |
    grep -q 'boolean true'
}
