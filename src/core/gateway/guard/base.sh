# shellcheck shell=sh disable=SC2034,SC2154 # shared with others of these files
# What every part of the guard stands on: words, locks, processes and marks. No part of it forks where the
# shell can do it itself: a person waits for the guard's first answer at every connect.

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin
LC_ALL=C
export PATH LC_ALL
mode=$1
bridge=$2
state=/run/gangway
forwarding=/proc/sys/net/ipv4/ip_forward
mark=''
newline='
'
blank=" 	$newline"
IFS=$blank
set -f # words are split all over, and none of them is a pattern

say() { printf '%s\n' "$*"; }
lock() { exec 9</run && flock 9; }
unlock() { exec 9<&-; }

numeric() { # WORD
  case $1 in '' | *[!0-9]*) return 1 ;; esac
}

start_of() { # PID: sets $started; fails if the process is gone or a zombie
  started=''
  numeric "$1" && { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # shellcheck disable=SC2086 # split into fields
  set -- ${stat##*) }
  [ "$1" != Z ] && started=${20}
}

pid_of() { # MARK: sets $pid
  pid=${1%:*}
  pid=${pid##*:}
}

lives() { # MARK
  pid_of "$1"
  start_of "$pid" && [ "$started" = "${1##*:}" ]
}

reservations() { # sets $files: those of all units that are taken
  files=''
  set +f
  for file in "$state"/tun*; do
    [ ! -f "$file" ] || files="$files $file"
  done
  set -f
}

read_reservation() { # FILE: sets $owner, $index, $made, $six, $docker and $pauses ("PID START" a line)
  owner='' index='' made='' six='' docker='' pauses=''
  {
    read -r owner
    while read -r word value; do
      case $word in
        link) index=$value ;;
        made) made=yes ;;
        six) six=yes ;;
        docker) docker=yes ;;
        pause) docker=yes pauses="$pauses$value$newline" ;;
      esac
    done
  } <"$1"
}

note() { # WORD...: appends to our own reservation what whoever sweeps has to know
  say "$*" >>"$state/tun$unit"
}

find_ip() { # sets $ip to its path: a busybox shell would take its own applet
  IFS=:
  for folder in $PATH; do
    ip=$folder/ip
    [ ! -x "$ip" ] || break
    ip=''
  done
  IFS=$blank
}

ip() { "$ip" "$@"; }

single=no # whether this ip knows no -batch

ip_batch() { # LINES [OPTION...]: many commands of ip as one process
  lines=$1
  shift
  if [ $single = no ]; then
    ip "$@" -batch - <<END
$lines
END
    return
  fi
  count=0
  IFS=$newline
  for line in $lines; do
    IFS=$blank
    count=$((count + 1))
    # shellcheck disable=SC2086 # split into words
    ip "$@" $line || { say "Command failed -:$count" && return 1; }
  done
  IFS=$blank
}
