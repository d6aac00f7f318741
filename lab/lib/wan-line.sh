# shellcheck shell=bash
# `lab wan HOST`: what the line between the switch and one host is like. An impaired line is a process (wan-line.py)
# between two taps: one on the switch, one on a bridge of its own (`far-HOST`) with the host's cable. It lives in the
# host `wan` and ends with it. A cut is a firewall on the host's cable, so it works with and without a line.

WAN_LINE_DEFAULTS=(--rtt 0 --jitter 0 --loss 0 --rate 0 --seed 1)

lab_wan() {
  [[ $# -ge 1 ]] || die_usage "wan needs a host"
  local host=$1 wan host_role=""
  shift
  if ! host_lookup "$host" || [[ $host_role == wan ]]; then die_usage "no line to '$host'"; fi
  wan=$(host_pid wan) || die "lab $LAB_NAME is down: run lab/lab up"
  case ${1-} in
    '') ;;
    --off | --cut | --heal)
      [[ $# -eq 1 ]] || die_usage "$1 stands alone"
      lock_lab
      case $1 in
        --off) line_off ;;
        --cut) line_cut ;;
        --heal) line_heal ;;
      esac
      ;;
    *)
      line_options "${WAN_LINE_DEFAULTS[@]}" "$@"
      lock_lab
      line_on
      ;;
  esac
  line_status
}

# line_options OPTION VALUE...: sets line to the words that wan-line.py takes.
line_options() {
  local -A value
  while (($# > 0)); do
    case $1 in
      --rtt | --jitter | --loss | --rate)
        [[ ${2-} =~ ^[0-9]+([.][0-9]+)?$ ]] || die_usage "$1 needs a number that is not negative"
        ;;
      --seed) [[ ${2-} =~ ^[0-9]+$ ]] || die_usage "--seed needs a whole number" ;;
      *) die_usage "unknown option $1" ;;
    esac
    value[${1#--}]=$2
    shift 2
  done
  awk -v loss="${value[loss]}" 'BEGIN { exit !(loss <= 100) }' || die_usage "--loss is a percentage"
  line=("${value[rtt]}" "${value[jitter]}" "${value[loss]}" "${value[rate]}" "${value[seed]}")
}

# line_on: whatever was there before gives way. Packets on the line meanwhile are lost.
line_on() {
  local log=$LAB_STATE/wan/log/line-$host.log
  end_line_process
  # shellcheck disable=SC2016  # for the inner shell
  in_net "$wan" sh -euc '
    ip link show "far-$1" >/dev/null 2>&1 || {
      ip link add "far-$1" type bridge
      ip link set "far-$1" addrgenmode none up
    }
    ip link set "to-$1" master "far-$1"' sh "$host"
  in_host "$wan" env -i PATH="$PATH" LANG=C.UTF-8 setsid --fork \
    /usr/bin/python3 -B "$LAB_DIR/lib/wan-line.py" "tap-$host" "line-$host" "${line[@]}" \
    </dev/null >"$log" 2>&1 {LOCK_FD}>&-
  until_true 10 grep -q ready "$log" || {
    die "the line did not start: $(<"$log")"
  }
  # shellcheck disable=SC2016  # for the inner shell
  in_net "$wan" sh -euc '
    ip link set "tap-$1" addrgenmode none master switch up
    ip link set "line-$1" addrgenmode none master "far-$1" up' sh "$host"
}

line_off() {
  end_line_process
  # shellcheck disable=SC2016  # for the inner shell
  in_net "$wan" sh -euc '
    ip link set "to-$1" master switch
    ip link delete "far-$1" 2>/dev/null || :' sh "$host"
}

# A cut line is silent: nobody is told, unlike by a cable without carrier.
line_cut() {
  ! line_is_cut || return 0
  in_net "$wan" nft -f - <<RULES
table netdev cut-$host {
  chain in { type filter hook ingress device "to-$host" priority 0; policy drop; }
  chain out { type filter hook egress device "to-$host" priority 0; policy drop; }
}
RULES
}

line_heal() { ! line_is_cut || in_net "$wan" nft delete table netdev "cut-$host"; }

line_is_cut() { in_net "$wan" nft list table netdev "cut-$host" >/dev/null 2>&1; }

# line_process: PID, as the machine sees it, of the process that is the line; fails if there is none.
line_process() {
  local file words
  for file in /proc/[0-9]*/cmdline; do
    mapfile -d '' -t words <"$file" || continue
    [[ ${words[2]-} == */lib/wan-line.py && ${words[3]-} == "tap-$host" ]] || continue
    file=${file%/cmdline}
    [[ $(readlink "$file/ns/net") == "$(readlink "/proc/$wan/ns/net")" ]] || continue
    say "${file#/proc/}"
    return
  done 2>/dev/null
  return 1
}

end_line_process() {
  local pid
  pid=$(line_process) || return 0
  kill -KILL "$pid" 2>/dev/null || :
  # Its taps go with it, and the next line wants their names.
  until_true 5 line_is_gone "$pid" || die "process $pid does not end"
}

line_is_gone() { ! start_time "$1" >/dev/null && ! in_net "$wan" ip link show "tap-$host" >/dev/null 2>&1; }

line_status() {
  local pid words text="plain"
  if pid=$(line_process); then
    mapfile -d '' -t words <"/proc/$pid/cmdline"
    text="round trip +${words[5]} ms, jitter ${words[6]} ms, loss ${words[7]} %, rate ${words[8]} Mbit/s (0: no limit), seed ${words[9]}"
  elif in_net "$wan" ip link show "far-$host" >/dev/null 2>&1; then
    text="broken: its process ended (lab/lab wan $host --off)"
  fi
  ! line_is_cut || text+=", cut"
  say "line to $host: $text"
}
