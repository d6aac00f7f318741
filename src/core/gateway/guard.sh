# Gangway's guard: runs on the gateway beside a link, as `sh -c SCRIPT guard serve|sweep BRIDGE`.
# It says facts, sets the gateway's end of the link up on `go`, and undoes all of it when its stdin
# ends, whatever ended it. What a killed guard left is undone by the next one. POSIX sh, nothing else.
#
# Whatever is set up carries a mark, gangway:BRIDGE:PID:START, with the guard's process id and its start
# time (proc(5), stat field 22): a mark is a leftover exactly if that process does not live.
#   /run/gangway/tunN        reserves a unit: "MARK [IFINDEX]"
#   /run/gangway/ip_forward  is there if forwarding was off before the first guard
# All changes happen under a lock on /run itself, which the kernel drops with its holder.
#
# For a login that is not root it changes nothing: it names the tun device that an administrator has
# prepared for that login (addresses, MTU, up, firewall, forwarding), if there is one.

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin
LC_ALL=C
export PATH LC_ALL
mode=$1
bridge=$2
state=/run/gangway
forwarding=/proc/sys/net/ipv4/ip_forward
mark=''

say() { printf '%s\n' "$*"; }
lock() { exec 9</run && flock 9; }
unlock() { exec 9<&-; }

start_of() { # PID: its start time; fails if it is gone or a zombie
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086 # split into fields
  set -- ${stat##*) }
  [ "$1" != Z ] && say "${20}"
}

pid_of() { # MARK
  pid=${1%:*}
  say "${pid##*:}"
}

lives() { # MARK
  started=$(start_of "$(pid_of "$1")") && [ "$started" = "${1##*:}" ]
}

rules() { # every rule of ours, as iptables takes it
  iptables -w -S | tr -d '"' | grep -e '--comment gangway:'
}

marks() { # every mark on this machine
  { cat "$state"/tun* 2>/dev/null; rules; } | grep -o 'gangway:[^ ]*' | sort -u
}

ifindex() { # INTERFACE: changes when another one takes the name
  link=$(ip -o link show dev "$1" 2>/dev/null) && say "${link%%:*}"
}

undo() { # MARK: takes away all that carries it
  rules | grep -e " $1 " | while read -r _ rule; do
    # shellcheck disable=SC2086 # split into arguments
    iptables -w -D $rule
  done
  for file in "$state"/tun*; do
    [ -f "$file" ] || continue
    owner='' index=''
    read -r owner index <"$file"
    [ "$owner" = "$1" ] || continue
    tun=${file##*/}
    [ -n "$index" ] && [ "$(ifindex "$tun")" = "$index" ] && ip link del "$tun"
    rm -f "$file"
  done
  for file in "$state"/tun*; do
    [ -f "$file" ] && return
  done
  if [ -f "$state/ip_forward" ]; then
    echo 0 >"$forwarding"
    rm -f "$state/ip_forward"
  fi
  [ ! -d "$state" ] || rmdir "$state"
}

sweep() {
  for found in $(marks); do
    lives "$found" || undo "$found"
  done
  undo '' # a guard killed between making its file and writing its mark
}

replace() { # ends the guard of this bridge's last connection, which has lost its laptop
  for found in $(marks | grep "^gangway:$bridge:"); do
    left=30
    signal=TERM
    while lives "$found" && [ $left -gt 0 ]; do
      [ $left -gt 1 ] || signal=KILL
      kill -s $signal "$(pid_of "$found")"
      sleep 0.1
      left=$((left - 1))
    done
  done
}

finish() { # STATUS
  trap '' TERM HUP INT PIPE
  lock
  [ -z "$mark" ] || undo "$mark"
  unlock
  say undone
  exit "$1"
} 2>/dev/null

attempt() { # STEP COMMAND...: a step that has to succeed
  step=$1
  shift
  message=$("$@" 2>&1) && return
  say "error $step $(say "$message" | tr '\n' ' ')"
  finish 1
}

reserve() { # takes the first free unit from 64 on
  unit=64
  until [ -z "$(ifindex "tun$unit")" ] && (set -C && say "$mark" >"$state/tun$unit") 2>/dev/null; do
    unit=$((unit + 1))
    [ $unit -lt 1024 ] || return 1
  done
}

accepts() { # CHAIN: whether its policy lets through what no rule names
  [ "$(iptables -w -S "$1" | head -n 1)" = "-P $1 ACCEPT" ]
}

accept() { # CHAIN MATCH...
  attempt firewall iptables -w -I "$@" -m comment --comment "$mark" -j ACCEPT
}

set_up() { # DEVICE OWN LAPTOP MTU
  tun=$1
  attempt state test -f "$state/$tun"
  say "$mark $(ifindex "$tun")" >"$state/$tun"
  # Nothing of IPv6 goes through yet; this keeps the kernel's router solicitations off the link.
  echo 1 2>/dev/null >"/proc/sys/net/ipv6/conf/$tun/disable_ipv6"
  attempt address ip addr add "$2" peer "$3" dev "$tun"
  attempt mtu ip link set "$tun" mtu "$4"
  attempt up ip link set "$tun" up
  if [ "$docker_user" = yes ]; then
    accept DOCKER-USER -o "$tun"
    accept DOCKER-USER -i "$tun"
  elif ! accepts FORWARD; then
    accept FORWARD -o "$tun"
    accept FORWARD -i "$tun"
  fi
  # The link is verified by an echo to our own inner address.
  accepts INPUT || accept INPUT -i "$tun" -d "$2" -p icmp --icmp-type echo-request
  if [ "$(cat "$forwarding")" = 0 ]; then
    attempt state touch "$state/ip_forward"
    attempt forwarding sh -c "echo 1 >$forwarding"
  fi
}

prepared() { # says the first tun device of this login that nobody has open: "NAME MTU ADDRESS [peer ADDRESS]"
  for owner in /sys/class/net/*/owner; do
    [ "$(cat "$owner" 2>/dev/null)" = "$(id -u)" ] || continue
    device=${owner%/owner}
    tun=${device##*/}
    # It has a carrier exactly while it is open; one that is down says nothing of its carrier.
    [ "$(cat "$device/carrier" 2>/dev/null)" = 0 ] || continue
    # shellcheck disable=SC2046 # split into words
    set -- $(ip -o -4 addr show dev "$tun")
    [ $# -ge 4 ] || continue
    [ "$5" = peer ] && say "prepared $tun $(cat "$device/mtu") $4 ${6%/*}" && return
    say "prepared $tun $(cat "$device/mtu") $4" && return
  done
}

say "gangway-guard 1"
say "user $(id -un)"
say "uid $(id -u)"
usable=yes
for tool in ip iptables flock; do
  command -v $tool >/dev/null || { say "missing $tool"; usable=no; }
done
[ -c /dev/net/tun ] || { say "missing /dev/net/tun"; usable=no; }
if [ "$mode" = serve ] && [ "$(id -u)" != 0 ]; then
  prepared
  ip -o -4 addr | sed 's/^/address /'
  ip -4 route | sed 's/^/route /'
  say waiting
  while read -r verb _; do
    [ "$verb" != go ] || say ready
  done
  say undone
  exit 0
fi
if [ "$usable" = no ] || [ "$(id -u)" != 0 ]; then
  say waiting
  exit 1
fi

if [ "$mode" = sweep ]; then
  lock
  sweep
  say undone
  exit 0
fi

trap 'finish 1' TERM HUP INT PIPE
replace 2>/dev/null
lock
sweep
mark=gangway:$bridge:$$:$(start_of $$)
attempt state mkdir -p -m 700 "$state"
reserve || attempt state false
unlock

docker_user=no
iptables -w -n -L DOCKER-USER >/dev/null 2>&1 && docker_user=yes
say "unit $unit"
say "docker-user $docker_user"
say "ip-forward $(cat "$forwarding")"
ip -o -4 addr | sed 's/^/address /'
ip -4 route | sed 's/^/route /'
say waiting

while read -r verb device own laptop mtu; do
  [ "$verb" = go ] || continue
  lock
  set_up "$device" "$own" "$laptop" "$mtu"
  unlock
  say ready
done
finish 0
