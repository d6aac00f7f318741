#!/usr/bin/env bash
# shellcheck disable=SC2016,SC2034  # programs for shells inside the lab; variables of test.d
# Does the lab keep what its README says? Brings up a lab (and a second one) of
# a random name, asks, breaks, repairs, takes down, and looks for leftovers.
# Ends with "N passed, N failed". Runs as root; needs one to two minutes.
#
#   lab/test.sh [PART...]   whole access exec swarm laptop names gateways wan repair
set -euo pipefail

PARTS=(whole access exec swarm laptop names gateways wan) # a cut line costs a Swarm its nodes for a while: last
WANTED=" $* "
wanted() { [[ $WANTED == "  " || $WANTED == *" $1 "* ]]; }

cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
unset GANGWAY_LAB
NAME=test-$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')
TWIN=$NAME-twin
WORK=$(mktemp -d)
passed=0 failed=0

finish() {
  ./lab --name "$NAME" down >/dev/null 2>&1 || :
  ./lab --name "$TWIN" down >/dev/null 2>&1 || :
  rm -rf "$WORK"
}
trap finish EXIT

lab() { ./lab --name "$NAME" "$@"; }
as_dev() { ./lab --name "$NAME" exec --user dev laptop -- "$@"; }
as_root() { ./lab --name "$NAME" exec laptop -- "$@"; }
ssh_options=(-o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=5)

# check TEXT COMMAND...: one line per fact; the output only if it does not hold.
check() {
  local text=$1 start=$SECONDS
  shift
  if "$@" >"$WORK/output" 2>&1; then
    passed=$((passed + 1))
    ((SECONDS - start < 2)) || text+=" ($((SECONDS - start)) s)"
    printf 'ok      %s\n' "$text"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$text"
    sed 's/^/        /' "$WORK/output"
  fi
}
fails() { ! "$@"; }
prints() { local want=$1; shift; [[ $("$@" 2>/dev/null) == "$want" ]]; }
says() { local want=$1; shift; { "$@" 2>&1 || :; } | tee /dev/stderr | grep -E -- "$want" >/dev/null; }
# within SECONDS COMMAND...: until it holds.
within() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}
waited() { wait "$1" || { cat "$WORK/twin"; false; }; }
exits() { local want=$1 got=0; shift; "$@" >/dev/null 2>&1 || got=$?; [[ $got -eq $want ]]; }
json() { lab status --json | /usr/bin/python3 -c "import json,sys; s=json.load(sys.stdin); h={x['name']:x for x in s['hosts']}; print($1)"; }

# machine_state: what a lab must not change on the machine.
machine_state() {
  ip -o link | sed 's/^[0-9]*: //'
  ip route show table all
  cut -d' ' -f5- /proc/self/mountinfo
  iptables-save 2>/dev/null | grep -v '^#' || :
  nft list ruleset
  sha256sum /etc/passwd /etc/group /etc/shadow /etc/hosts /etc/resolv.conf /etc/hostname
  hostname
  ls -A /etc/docker /var/lib/docker /etc/polkit-1/rules.d /etc/ssh /opt /home /root/.ssh 2>&1 || :
  stat -c '%n %Y' /etc/ssh/* /var/log/wtmp /var/log/lastlog 2>/dev/null || :
}

# namespaces: those of the labs' hosts while they are up.
namespaces() {
  local name pid
  for name in "$NAME" "$TWIN"; do
    for pid in $(./lab --name "$name" status --json | grep -oP '"pid": \K[0-9]+'); do
      readlink "/proc/$pid/ns/"{net,mnt,pid,uts}
    done
  done
}
nothing_in_namespaces() {
  other_labs_namespaces >"$WORK/others"
  { find /proc/[0-9]*/ns/{net,mnt,pid,uts} -maxdepth 0 -printf '%h %l\n' 2>/dev/null || :; } |
    { grep -F -f "$WORK/namespaces" || :; } | fails grep -vF -f "$WORK/others"
}
# other_labs_namespaces: the kernel gives a namespace the number of one that is gone,
# and one that is being made does not tell yet whose it is.
other_labs_namespaces() {
  local file
  while read -r file; do
    grep -qsz "^$NAME" "$file" || readlink "${file%cmdline}ns/"{net,mnt,pid,uts} || :
  done < <(grep -lsz '/host-init\.sh$' /proc/[0-9]*/cmdline)
}
no_process_named() {
  printf '%s\n' "$NAME" >"$WORK/name" # not among grep's own arguments
  local left
  left=$(grep -asz -f "$WORK/name" /proc/[0-9]*/cmdline | tr '\0' '\n' || :)
  printf '%s' "$left"
  [[ -z $left ]]
}
nothing_found() {
  local found
  found=$(find "$@" -name "*$NAME*" 2>/dev/null || :)
  printf '%s\n' "$found"
  [[ -z $found ]]
}

# make_twin: by two at once, and with its engines, while the first lab is asked.
make_twin() {
  local first
  lab up & first=$!
  lab up || return
  wait "$first" || return
  ! wanted gateways || make_engines
}

for part in "${PARTS[@]}"; do
  # shellcheck source=/dev/null
  . "test.d/$part.sh"
done

echo "lab $NAME"
machine_state >"$WORK/before"
start=$EPOCHSECONDS
check "up, with stdin closed" lab up <&-
check "up took less than 30 s" test $((EPOCHSECONDS - start)) -lt 30
start=$EPOCHSECONDS
check "up again" lab up
check "up again took less than 5 s" test $((EPOCHSECONDS - start)) -lt 5
check "an unknown host key is not accepted silently" fails as_dev ssh -o BatchMode=yes a true

NAME=$TWIN make_twin >"$WORK/twin" 2>&1 & twin=$!
for part in "${PARTS[@]}"; do
  ! wanted "$part" || "facts_of_$part"
done
check "the twin, by two at once" waited "$twin"
namespaces >>"$WORK/namespaces"
! wanted gateways || NAME=$TWIN facts_of_engines
check "a line, and a cut, for down to take away" bash -c "./lab --name $NAME wan a --rtt 5 && ./lab --name $NAME wan b --cut"

if wanted repair; then
  # Damage: the daemons of a, all of b, the switch.
  lab exec a -- sh -c 'kill -KILL $(cat /run/docker.pid) $(cat /run/sshd.pid)'
  kill -KILL "$(json 'h["b"]["pid"]')" "$(json 'h["wan"]["pid"]')"
  check "a damaged lab is told" prints False json 's["up"]'
  check "up repairs it" lab up
  facts_of_whole
  facts_of_swarm
  namespaces >>"$WORK/namespaces"
fi

check "a clash and another tunnel, too" bash -c "./lab --name $NAME clash on && ./lab --name $NAME vpn on"
check "down" lab down
check "the twin does not mind" prints 'Hello from web-a' ./lab --name "$TWIN" exec a -- curl -s --max-time 5 http://172.17.0.2/
kill -KILL "$(NAME=$TWIN json 'h["wan"]["pid"]')"
check "down of the damaged twin" ./lab --name "$TWIN" down
check "down of nothing" lab down

if wanted repair; then
  # An interrupted first `up`.
  ./lab --name "$NAME" up >"$WORK/interrupted" 2>&1 & up=$!
  until grep -q laptop "$WORK/interrupted"; do sleep 0.05; done
  namespaces >>"$WORK/namespaces"
  kill -TERM "$up"
  check "an interrupted up ends with its signal's status" exits 143 wait "$up"
fi

machine_state >"$WORK/after"
check "links, routes, mounts, rules and files of the machine are as before" diff "$WORK/before" "$WORK/after"
check "no process is left in the labs' namespaces" within 5 nothing_in_namespaces
check "no process is left by name" no_process_named
check "no file is left" nothing_found /var/lib /var/tmp /tmp /run /etc /opt /var/log
check "no control group is left" nothing_found /sys/fs/cgroup

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
