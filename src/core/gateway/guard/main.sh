# shellcheck shell=sh disable=SC2034,SC2154 # shared with others of these files
# The guard's course: facts, `go`, any number of `apply`, and undoing.

attempt() { # STEP COMMAND...: a step that has to succeed
  step=$1
  shift
  message=$("$@" 2>&1) && return
  give_up "$step" "$message"
}

give_up() { # STEP MESSAGE
  # shellcheck disable=SC2086 # its lines as one
  say "error $1" $2
  finish 1
}

read_state() { # sets $network: tun devices, addresses, routes
  network=$(ip_batch "link show type tun${newline}addr${newline}route" -o 2>/dev/null)
  [ -n "$network" ] || {
    single=yes
    network=$(ip_batch "link${newline}addr${newline}route" -o)
  }
}

say_state() { # as facts
  IFS=$newline
  # shellcheck disable=SC2086 # a fact a line
  printf 'ip %s\n' $network
  IFS=$blank
}

reserve() { # takes the first free unit from 64 on
  unit=64
  while :; do
    case $network in *": tun$unit:"* | *": tun$unit@"*) ;; *)
      (set -C && say "$mark" >"$state/tun$unit") 2>/dev/null && return
      ;;
    esac
    unit=$((unit + 1))
    [ $unit -lt 1024 ] || return 1
  done
}

wish_for_us() { # FAMILY: what the link itself needs
  if [ "$1" = 4 ]; then
    wish_accepts icmp --icmp-type "$own"
  else
    wish_accepts icmpv6 --icmpv6-type "$own6"
  fi
}

open_firewall() { # FAMILY, after `scan`
  want=''
  wish_for_us "$1"
  commit "$1" && return
  # Somebody changed the chains since we read them.
  scan "$1"
  want=''
  wish_for_us "$1"
  commit "$1" || give_up firewall "${refused#* }"
}

set_up() { # DEVICE OWN LAPTOP MTU [OWN6 LAPTOP6]
  tun=$1 own=$2 laptop=$3 own6=$5 laptop6=$6
  [ -f "$state/$tun" ] || give_up state "$tun is not reserved"
  conf=/proc/sys/net/ipv6/conf/$tun
  six=''
  {
    if [ -n "$own6" ]; then
      note six
      echo 0 >"$conf/disable_ipv6"
      # No address but the one we give it, and no router solicitations.
      echo 1 >"$conf/addr_gen_mode"
      echo 0 >"$conf/accept_ra"
      six="addr add $own6 peer $laptop6 dev $tun nodad"
    else
      echo 1 >"$conf/disable_ipv6"
    fi
  } 2>/dev/null
  if ! message=$(ip_batch "addr add $own peer $laptop dev $tun
link set $tun mtu $4
link set $tun up
link show dev $tun
$six" -o 2>&1); then
    case $message in
      *-:1) step=address ;;
      *-:2) step=mtu ;;
      *-:5) step=address6 ;;
      *) step=up ;;
    esac
    give_up $step "${message%Command failed*}"
  fi
  note link "${message%%:*}"
  open_firewall 4
  if [ -n "$own6" ]; then
    scan 6
    open_firewall 6
  fi
  read -r forwards <"$forwarding"
  if [ "$forwards" = 0 ]; then
    attempt state touch "$state/ip_forward"
    attempt forwarding sh -c "echo 1 >$forwarding"
  fi
}

prefix4() { # WORD: whether it is no name that iptables would look up
  case $1 in *[!0-9./]* | '') return 1 ;; esac
}

apply() { # makes the networks what $items says
  scan 4
  want='' wanted=''
  wish_for_us 4
  IFS=$newline
  for line in $items; do
    IFS=$blank
    # shellcheck disable=SC2086 # split into words
    set -- $line
    case $1 in
      remap)
        if ! prefix4 "$2" || ! prefix4 "$3"; then
          say "failed remap $2 not IPv4"
          continue
        fi
        wish nat PREROUTING "remap:$2:$3" -d "$3" -i "$tun" -j NETMAP --to "$2"
        # Connections that begin in a container: the laptop knows it by its other address.
        wish nat POSTROUTING "remap:$2:$3" -s "$2" -o "$tun" -j NETMAP --to "$3"
        ;;
      masquerade)
        if prefix4 "$2"; then
          wish nat POSTROUTING "masquerade:$2" -s "$laptop" -d "$2" -j MASQUERADE
        else
          say "failed masquerade $2 not IPv4"
        fi
        ;;
      attach)
        shift
        wish_attachment "$@"
        ;;
    esac
  done
  IFS=$blank
  commit 4
  told=' '
  IFS=$newline
  for line in $refused; do
    IFS=$blank
    key=${line%% *}
    case $key in *:*) ;; *) continue ;; esac
    item=${key%%:*}
    key=${key#*:}
    case $told in *" $item:${key%%:*} "*) continue ;; esac
    told="$told$item:${key%%:*} "
    say "failed $item ${key%%:*} ${line#* }"
  done
  IFS=$blank
  if [ -n "$own6" ]; then
    scan 6
    want=''
    wish_for_us 6
    commit 6
  fi
  hold
}

while read -r key _ value _; do
  [ "$key" != Uid: ] || { uid=$value && break; }
done </proc/self/status
say "gangway-guard 1"
say "uid $uid"
if [ "$uid" != 0 ]; then
  find_ip
  say "user $(id -un)"
  if [ "$mode" = serve ] && prepared; then serve_prepared; fi
  if may_use_docker; then through_docker; fi
  say waiting
  exit 1
fi
say "user root"
usable=yes
find_ip
[ -n "$ip" ] || { say "missing ip" && usable=no; }
for tool in iptables flock; do
  command -v $tool >/dev/null || { say "missing $tool" && usable=no; }
done
[ -c /dev/net/tun ] || { say "missing /dev/net/tun" && usable=no; }
if [ $usable = no ]; then
  say waiting
  exit 1
fi

lock
scan 4
if [ "$mode" = sweep ]; then
  sweep 2>/dev/null
  unlock
  say undone
  exit 0
fi

trap 'finish 1' TERM HUP INT PIPE
replace 2>/dev/null
[ "$replaced" = no ] || scan 4
sweep 2>/dev/null
[ "$swept" = no ] || scan 4
start_of $$
mark=gangway:$bridge:$$:$started
[ -d "$state" ] || attempt state mkdir -p -m 700 "$state"
read_state
reserve || give_up state 'no tun unit is free'
rights=root
[ -z "$SUDO_UID" ] || rights=sudo
if [ "$3" = docker ]; then
  rights=docker
  # Nobody but this login may attach to it, and it has to wait for that.
  note made
  attempt device ip tuntap add dev "tun$unit" mode tun user "$4" vnet_hdr
fi
unlock

six=no
if command -v ip6tables >/dev/null && [ -f /proc/sys/net/ipv6/conf/all/forwarding ]; then
  read -r forwards6 </proc/sys/net/ipv6/conf/all/forwarding
  [ "$forwards6" = 0 ] || six=yes
fi
say "rights $rights"
say "mark $mark"
say "unit $unit"
say "ipv6 $six"
say_state
say waiting

items=''
while read -r verb rest; do
  case $verb in
    go)
      lock
      # shellcheck disable=SC2086 # split into words
      set_up $rest
      unlock
      say ready
      ;;
    attachments) note docker ;;
    apply) request=$rest items='' ;;
    remap | masquerade | attach) items="$items$verb $rest$newline" ;;
    end)
      lock
      apply
      unlock
      say "applied $request"
      ;;
  esac
done
finish 0
