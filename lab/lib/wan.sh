# shellcheck shell=bash
# The WAN: one switch (a Linux bridge in the host `wan`) and a cable (a veth
# pair) to each other host. Interfaces are made inside the namespaces, so no
# name ever shows, or clashes, on the machine. On its own address it is also
# everybody's nameserver: the public DNS, as far as a lab needs one.

WAN_PREFIX_LENGTH=24
PUBLIC_DNS_LOG=/var/log/public-dns.log

# wan_start: the switch. Whoever sends to the rest of the world gets "host
# unreachable" at once, as fast as a refused connection.
wan_start() {
  local pid
  pid=$(host_pid wan)
  ! in_net "$pid" ip link show switch >/dev/null 2>&1 || return 0
  # shellcheck disable=SC2016  # for the inner shell
  in_net "$pid" sh -euc '
    ip link add switch type bridge
    ip address add "$1" dev switch
    ip link set switch up
    ip route add unreachable default
    echo 1 >/proc/sys/net/ipv4/ip_forward
    # Every refusal is told, not one a second: name look-ups fail at once.
    echo 0 >/proc/sys/net/ipv4/icmp_ratelimit
    # Switch, not firewall, whatever the machine sets for its own bridges.
    [ ! -e /proc/sys/net/bridge/bridge-nf-call-iptables ] ||
      echo 0 >/proc/sys/net/bridge/bridge-nf-call-iptables
  ' sh "$WAN_ADDRESS/$WAN_PREFIX_LENGTH"
}

# public_dns_start: what it is asked is in PUBLIC_DNS_LOG, word for word.
public_dns_start() {
  local pid name role address log
  pid=$(host_pid wan)
  ! daemon_lives "$pid" /run/public-dns.pid || return 0
  {
    cat "$LAB_DIR/etc/public-dns.conf"
    say "listen-address=$WAN_ADDRESS"
    # The first name of an address is what it is called the other way round.
    while read -r name role address _; do say "host-record=$name.lab,$address"; done < <(all_hosts)
    while read -r name role address _; do
      [[ $role != gateway ]] || say "host-record=gw.$(environment_of "$name").yourapp,$address"
    done < <(all_hosts)
  } | install_file "$pid" 0644 0:0 /etc/public-dns.conf
  # The laptop has this very file, too.
  log=$LAB_STATE/wan/log/${PUBLIC_DNS_LOG##*/}
  : >>"$log"
  chown nobody "$log"
  in_host "$pid" env -i PATH="$PATH" LANG=C.UTF-8 dnsmasq --conf-file=/etc/public-dns.conf \
    --pid-file=/run/public-dns.pid --log-facility="$PUBLIC_DNS_LOG" \
    </dev/null >>"$LAB_STATE/wan/log/init.log" 2>&1 {LOCK_FD}>&-
  until_true 10 daemon_lives "$pid" /run/public-dns.pid || { warn "the public DNS did not start"; return 1; }
  chmod 0644 "$log" # dnsmasq had taken that away
}

# environment_of GATEWAY: of which a profile that connects to it would be.
environment_of() { case $1 in a) say staging ;; b) say production ;; *) say "$1" ;; esac; }

# wan_connect HOST ADDRESS: the cable from HOST's eth0 to the switch.
wan_connect() {
  local host=$1 address=$2 wan pid
  wan=$(host_pid wan)
  pid=$(host_pid "$host")
  ! in_net "$pid" ip link show eth0 >/dev/null 2>&1 || return 0
  in_net "$wan" ip link add "to-$host" type veth peer name eth0 netns "$pid"
  in_net "$wan" ip link set "to-$host" master switch up
  # shellcheck disable=SC2016  # for the inner shell
  in_net "$pid" sh -euc '
    ip address add "$1" dev eth0
    ip link set eth0 up
    ip route add default via "$2"
  ' sh "$address/$WAN_PREFIX_LENGTH" "$WAN_ADDRESS"
}

# in_net PID COMMAND...: in the host's network, but in the machine's PID
# namespace, so that `ip ... netns PID` means what it says.
in_net() {
  local pid=$1
  shift
  nsenter --target "$pid" --net -- "$@"
}
