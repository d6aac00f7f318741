# shellcheck shell=sh disable=SC2034,SC2154 # shared with others of these files
# Undoing all that carries a mark: our own at the end, and what killed guards left.

undo() { # MARK
  unwire "$1"
  [ "$looked" = no ] || unlock
  [ "$looked" = no ] || clear_docker "$1"
  [ "$looked" = no ] || lock
  release "$1"
}

# The host's network: rules, attachments, the tun. Sets $looked: whether there may be something in Docker.
unwire() { # MARK
  looked=no six_rules=no
  reservations
  for file in $files; do
    read_reservation "$file"
    [ "$owner" = "$1" ] || continue
    device=${file##*/}
    unit_of=${device#tun}
    [ -z "$six" ] || six_rules=yes
    [ -z "$docker" ] || looked=yes
    [ -z "$pauses" ] || leave "$unit_of" "$pauses"
    link=$(ip -o link show dev "$device") || continue
    if [ -n "$made" ] || [ "${link%%:*}" = "$index" ]; then ip link del "$device"; fi
  done
  mine=$mark
  mark=$1
  if [ -n "$mark" ]; then
    drop_rules 4
    [ $six_rules = no ] || drop_rules 6
  fi
  mark=$mine
}

leave() { # UNIT PAUSES: undoes attachments; a container whose only process is gone removes itself
  for link in $(ip -o link show type veth); do
    case $link in "gw$1-"*@*) ip link del "${link%%@*}" ;; esac
  done
  unsteer "$1"
  IFS=$newline
  for line in $2; do
    IFS=$blank
    start_of "${line% *}" && [ "$started" = "${line#* }" ] && kill -9 "${line% *}"
  done
  IFS=$blank
}

# What Docker still has with the mark: services, containers, and the image, unless others use it.
clear_docker() { # MARK
  [ -S /var/run/docker.sock ] || return 0
  if command -v python3 >/dev/null; then
    python3 -c "$docker_program" "$1"
    return
  fi
  filter=label=gangway.mark=$1
  # shellcheck disable=SC2046 # ids
  set -- $(engine service ls -q --filter "$filter")
  [ $# = 0 ] || engine service rm "$@"
  # shellcheck disable=SC2046 # ids
  set -- $(engine ps -aq --filter "$filter")
  [ $# = 0 ] || engine rm -f "$@"
  # Docker refuses it for as long as it is still taking the last container of it apart.
  for _ in 1 2 3 4 5; do
    # shellcheck disable=SC2046 # ids
    set -- $(engine images -q --filter label=gangway.image=1)
    if [ $# = 0 ] || engine rmi "$@"; then break; fi
    sleep 0.2
  done
} >/dev/null

engine() { # ARGUMENT...: the Docker client, for 3 s at most
  if command -v timeout >/dev/null; then
    timeout 3 docker -H unix:///var/run/docker.sock "$@"
  else
    docker -H unix:///var/run/docker.sock "$@"
  fi
}

release() { # MARK: its units, and forwarding after the last one
  reservations
  left=''
  for file in $files; do
    read_reservation "$file"
    if [ "$owner" = "$1" ]; then rm -f "$file"; else left=yes; fi
  done
  [ -z "$left" ] || return 0
  if [ -f "$state/ip_forward" ]; then
    echo 0 >"$forwarding"
    rm -f "$state/ip_forward"
  fi
  [ ! -d "$state" ] || rmdir "$state"
}

marks() { # sets $found_marks: all on this machine, and $blanks: a reservation whose guard was killed as it made it
  found_marks=$others blanks=no
  reservations
  for file in $files; do
    read_reservation "$file"
    [ -n "$owner" ] || blanks=yes
    case $found_marks in *" $owner "*) ;; *) found_marks="$found_marks$owner " ;; esac
  done
}

sweep() { # after `scan`
  marks
  swept=no
  for dead in $found_marks; do
    lives "$dead" || { swept=yes && undo "$dead"; }
  done
  [ $blanks = no ] || undo ''
}

replace() { # after `scan`: ends the guard of this bridge's last connection, which has lost its laptop
  marks
  replaced=no
  for old in $found_marks; do
    case $old in "gangway:$bridge:"*) ;; *) continue ;; esac
    lives "$old" || continue
    replaced=yes
    unlock
    left=30
    signal=TERM
    while lives "$old" && [ $left -gt 0 ]; do
      [ $left -gt 1 ] || signal=KILL
      kill -s $signal "$pid"
      sleep 0.1
      left=$((left - 1))
    done
    lock
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
