# shellcheck shell=bash
# The WAN: one switch (a Linux bridge in the host `wan`) and a cable (a veth
# pair) to each other host. Interfaces are made inside the namespaces, so no
# name ever shows, or clashes, on the machine.

WAN_PREFIX_LENGTH=24

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
