# shellcheck shell=sh disable=SC2034,SC2154 # shared with others of these files
# Overlay networks: a veth pair, gwUNIT-N at both ends, leads from the host into the network namespace of a container
# that is on the overlay; there, what comes from the laptop is forwarded and masqueraded. On the host the way into it
# is a routing table that only our tun is looked up in, so that nobody else's routes are shadowed.
# N is one of the 64 /30 of 169.254.77.0/24: .1 is the host's end, .2 the container's.

held='' # "N NETWORK PID START SUBNET..." a line

wish_attachment() { # NETWORK PID START SUBNET...: adds to $wanted, with the start time, if the process is there
  network=$1 given=$3
  pid=$2
  shift 3
  if ! start_of "$pid" || { [ "$given" != - ] && [ "$given" != "$started" ]; }; then
    say "failed attach $network its container is gone"
    return
  fi
  wanted="$wanted$network $pid $started $*$newline"
}

hold() { # makes the attachments what $wanted says, and mends those that stay
  [ -n "$held$wanted" ] || return 0
  links=$(ip -o link show type veth) kept=''
  IFS=$newline
  for line in $held; do
    IFS=$blank
    case $newline$wanted in
      *"$newline${line#* }$newline"*)
        case $links in *": gw$unit-${line%% *}@"*) kept="$kept$line$newline" && continue ;; esac
        ;;
    esac
    case $links in *": gw$unit-${line%% *}@"*) ip link del "gw$unit-${line%% *}" 2>/dev/null ;; esac
  done
  held=$kept
  steer
  IFS=$newline
  for line in $wanted; do
    IFS=$blank
    case $newline$held in *" $line$newline"*) continue ;; esac
    # shellcheck disable=SC2086 # split into words
    set -- $line
    message=$(join "$@" 2>&1 8<"/proc/$2/ns/net") && number=$message || number=''
    if numeric "$number"; then
      held="$held$number $line$newline"
    else
      # shellcheck disable=SC2086 # its lines as one
      say "failed attach $1" ${message:-its container is gone}
    fi
  done
  IFS=$blank
  [ -n "$held" ] || unsteer "$unit"
}

# Has our tun looked up in our table, and puts back the routes that somebody flushed.
steer() {
  aim=$((7420000 + unit))
  case $(ip rule) in *" iif $tun lookup $aim"*) ;; *) ip rule add pref 4767 iif "$tun" lookup $aim ;; esac
  if [ -n "$own6" ]; then
    case $(ip -6 rule) in *" iif $tun lookup $aim"*) ;; *) ip -6 rule add pref 4767 iif "$tun" lookup $aim ;; esac
  fi
  routes=''
  IFS=$newline
  for line in $held; do
    IFS=$blank
    # shellcheck disable=SC2086 # split into words
    set -- $line
    number=$1
    shift 4
    routes_to "$number" "$@"
  done
  IFS=$blank
  [ -z "$routes" ] || ip_batch "$routes" -force 2>/dev/null
  return 0
}

unsteer() { # UNIT
  {
    for family in -4 -6; do
      ip $family rule del iif "tun$1" lookup $((7420000 + $1))
      ip $family route flush table $((7420000 + $1))
    done
  } 2>/dev/null
}

routes_to() { # N SUBNET...: adds to $routes
  device=gw$unit-$1
  via=169.254.77.$(($1 * 4 + 2))
  shift
  for subnet in "$@"; do
    case $subnet in
      *:*) [ -z "$own6" ] || routes="${routes}route replace $subnet via fe80::2 dev $device table $aim$newline" ;;
      *) routes="${routes}route replace $subnet via $via dev $device table $aim$newline" ;;
    esac
  done
}

# With the namespace as descriptor 8, which stays that of the process whatever becomes of its id. Says N, or what failed.
join() { # NETWORK PID START SUBNET...
  if ! start_of "$2" || [ "$started" != "$3" ]; then
    say 'its container is gone'
    return 1
  fi
  # shellcheck disable=SC3013 # dash, busybox and bash have it
  if [ "/proc/$2/ns/net" -ef "/proc/$$/ns/net" ]; then
    say 'its container is in the network of the host'
    return 1
  fi
  note pause "$2" "$3"
  shift 3
  number=0
  taken=$(ip -o -4 addr show to 169.254.77.0/24)
  while :; do
    near=169.254.77.$((number * 4 + 1)) far=169.254.77.$((number * 4 + 2))
    case $taken in *" $near "*) number=$((number + 1)) ;; *) break ;; esac
    [ $number -lt 64 ] || { say 'no address left' && return 1; }
  done
  device=gw$unit-$number
  if ! message=$( (inside "$@" && outside "$@") 2>&1); then
    ip link del "$device" 2>/dev/null
    say "$message"
    return 1
  fi
  say $number
}

inside() { # SUBNET...: the container's end
  lines="link add $device type veth peer name $device netns $$
addr add $far peer $near dev $device
link set $device up
route replace $laptop via $near dev $device"
  nat='' nat6='' ways='' ways6=''
  for subnet in "$@"; do
    case $subnet in
      *:*)
        ways6="$ways6-A GANGWAY -i $device -s $laptop6 -d $subnet -j ACCEPT$newline"
        nat6="$nat6-A GANGWAY -s $laptop6 -d $subnet -j MASQUERADE$newline"
        ;;
      *)
        ways="$ways-A GANGWAY -i $device -s $laptop -d $subnet -j ACCEPT$newline"
        nat="$nat-A GANGWAY -s $laptop -d $subnet -j MASQUERADE$newline"
        ;;
    esac
  done
  [ -n "$own6" ] || nat6=''
  lines6=''
  [ -z "$nat6" ] || lines6="addr add fe80::2/64 dev $device nodad
route replace $laptop6 via fe80::1 dev $device"
  # An overlay's MTU is smaller than the link's. And nobody on the overlay gets a way out by us: not to the host,
  # and not to its other networks.
  before='*mangle
:GANGWAY -
-A GANGWAY -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
-A FORWARD -j GANGWAY
COMMIT
*filter
:GANGWAY -
-A GANGWAY -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
'
  between='-A GANGWAY -j DROP
-A FORWARD -j GANGWAY
COMMIT
*nat
:GANGWAY -
-A POSTROUTING -j GANGWAY
'
  # shellcheck disable=SC2016 # for the other shell
  nsenter --net=/proc/self/fd/8 sh -c 'set -e
    rules() { "$1-restore" -w -n <<END
$2
END
    }
    "$6" -batch - <<END
$2
END
    echo 1 >/proc/sys/net/ipv4/ip_forward
    rules iptables "$4"
    [ -n "$3" ] || exit 0
    echo 0 >"/proc/sys/net/ipv6/conf/$1/disable_ipv6"
    echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
    "$6" -batch - <<END
$3
END
    rules ip6tables "$5"' inside "$device" "$lines" "$lines6" \
    "$before$ways$between${nat}COMMIT" "$before$ways6$between${nat6}COMMIT" "$ip"
}

outside() { # SUBNET...: the host's end
  # Its replies come from addresses that the main table knows nothing of.
  echo 2 >"/proc/sys/net/ipv4/conf/$device/rp_filter"
  routes=''
  routes_to "$number" "$@"
  six=''
  [ -z "$own6" ] || {
    echo 0 >"/proc/sys/net/ipv6/conf/$device/disable_ipv6"
    six="addr add fe80::1/64 dev $device nodad$newline"
  }
  ip_batch "addr add $near peer $far dev $device
link set $device up
$six$routes"
}
