#!/usr/bin/env bash
# shellcheck disable=SC2016  # programs for shells inside the lab
# Does the lab keep what its README says? Brings up a lab (and a second one) of
# a random name, asks, breaks, repairs, takes down, and looks for leftovers.
# Ends with "N passed, N failed". Runs as root; needs about a minute.
set -euo pipefail

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
  local link there left=""
  other_labs_namespaces >"$WORK/others"
  for link in /proc/[0-9]*/ns/{net,mnt,pid,uts}; do
    there=$(readlink "$link" 2>/dev/null) || continue
    ! grep -qxF "$there" "$WORK/namespaces" || grep -qxF "$there" "$WORK/others" || left+="$link $there"$'\n'
  done
  printf '%s' "$left"
  [[ -z $left ]]
}
# other_labs_namespaces: the kernel gives a namespace the number of one that is gone.
other_labs_namespaces() {
  local file
  for file in /proc/[0-9]*/cmdline; do
    ! grep -qsz '/host-init\.sh$' "$file" || grep -qsz "^$NAME" "$file" || readlink "${file%cmdline}ns/"{net,mnt,pid,uts} || :
  done 2>/dev/null
}
no_process_named() {
  local file line left=""
  for file in /proc/[0-9]*/cmdline; do
    line=$(tr '\0' ' ' <"$file") || continue
    [[ $line != *"$NAME"* ]] || left+=$line$'\n'
  done 2>/dev/null
  printf '%s' "$left"
  [[ -z $left ]]
}
nothing_found() {
  local found
  found=$(find "$@" -name "*$NAME*" 2>/dev/null || :)
  printf '%s\n' "$found"
  [[ -z $found ]]
}

# signal_through: TERM to `lab exec`; the command catches it, then dies of it.
signal_through() {
  local pid status=0
  ./lab --name "$NAME" exec a -- sh -c 'trap "echo caught; trap - TERM; kill -TERM \$\$" TERM
    : >/run/signal-test; while :; do sleep 0.05; done' & pid=$!
  until lab exec a -- test -e /run/signal-test; do :; done
  kill -TERM "$pid"
  wait "$pid" || status=$?
  lab exec a -- rm /run/signal-test
  echo "$status"
}

for part in whole swarm wan; do
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
check "the twin, by two at once" bash -c "./lab --name $TWIN up & ./lab --name $TWIN up; first=\$?; wait \$! && exit \$first"
namespaces >"$WORK/namespaces"

check "an unknown host key is not accepted silently" fails as_dev ssh -o BatchMode=yes a true
facts_of_whole

check "root's key" prints root as_root ssh "${ssh_options[@]}" root@a.lab whoami
check "deploy may use Docker" prints 8 as_dev ssh "${ssh_options[@]}" deploy@a 'docker ps --all --quiet | wc -l'
check "guest may not" fails as_dev ssh "${ssh_options[@]}" guest@a docker ps
check "ops becomes root without a password" prints root as_dev ssh "${ssh_options[@]}" ops@a sudo -n whoami
check "the stranger's key is refused" exits 255 as_dev ssh "${ssh_options[@]}" -o IdentitiesOnly=yes -i /home/dev/.ssh/id_stranger a true
check "the encrypted key wants its passphrase" fails as_dev ssh-keygen -y -P wrong -f /home/dev/.ssh/id_encrypted
check "and has it" as_dev ssh-keygen -y -P gangplank -f /home/dev/.ssh/id_encrypted
check "ssh -w opens a tunnel on port 22" says 'tun7: .*POINTOPOINT' \
  as_root timeout 3 ssh "${ssh_options[@]}" -w 7:7 a ip -o link show tun7 # does not end by itself
check "and is refused on port 2222" says 'administratively prohibited|open failed' \
  as_root timeout 3 ssh "${ssh_options[@]}" -p 2222 -w 7:7 a true

check "pkexec elevates dev" prints 0 as_dev pkexec id -u
as_dev touch /run/gangway-lab/deny-elevation
check "pkexec is denied on demand" exits 127 as_dev pkexec id -u
as_dev rm /run/gangway-lab/deny-elevation
check "and granted again" prints 0 as_dev pkexec id -u
check "dev has a private run directory" prints '700 dev /run/user/1500' \
  as_dev sh -c 'echo $(stat -c "%a %U" "$XDG_RUNTIME_DIR") $XDG_RUNTIME_DIR'
check "the project is at /opt/gangway" as_dev test -x lab/lab
check "interfaces in /sys are the host's" prints eth0 as_dev sh -c 'ls /sys/class/net | grep -vx lo'
check "names outside fail at once" timeout 2 ./lab --name "$NAME" exec laptop -- sh -c '! getent hosts nowhere.example'
check "addresses outside fail at once" exits 7 as_dev curl -s --max-time 2 http://198.51.100.1/

check "exec passes stdin" prints hello bash -c "echo hello | ./lab --name $NAME exec a -- cat"
check "exec passes the exit status" exits 42 lab exec a -- sh -c 'exit 42'
check "exec passes signals in and out" prints "caught"$'\n'143 signal_through
check "exec on no such host" exits 2 lab exec nowhere -- true

facts_of_swarm
facts_of_wan
check "a line, and a cut, for down to take away" bash -c "./lab --name $NAME wan a --rtt 5 && ./lab --name $NAME wan b --cut"

# Damage: the daemons of a, all of b, the switch.
lab exec a -- sh -c 'kill -KILL $(cat /run/docker.pid) $(cat /run/sshd.pid)'
kill -KILL "$(json 'h["b"]["pid"]')" "$(json 'h["wan"]["pid"]')"
check "a damaged lab is told" prints False json 's["up"]'
check "up repairs it" lab up
facts_of_whole
facts_of_swarm
namespaces >>"$WORK/namespaces"

check "down" lab down
check "the twin does not mind" prints 'Hello from web-a' ./lab --name "$TWIN" exec a -- curl -s --max-time 5 http://172.17.0.2/
kill -KILL "$(./lab --name "$TWIN" status --json | grep -oP -m1 '"pid": \K[0-9]+')"
check "down of the damaged twin" ./lab --name "$TWIN" down
check "down of nothing" lab down

# An interrupted first `up`.
./lab --name "$NAME" up >"$WORK/interrupted" 2>&1 & up=$!
until grep -q laptop "$WORK/interrupted"; do sleep 0.05; done
namespaces >>"$WORK/namespaces"
kill -TERM "$up"
check "an interrupted up ends with its signal's status" exits 143 wait "$up"

machine_state >"$WORK/after"
check "links, routes, mounts, rules and files of the machine are as before" diff "$WORK/before" "$WORK/after"
check "no process is left in the labs' namespaces" nothing_in_namespaces
check "no process is left by name" no_process_named
check "no file is left" nothing_found /var/lib /var/tmp /tmp /run /etc /opt /var/log
check "no control group is left" nothing_found /sys/fs/cgroup

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
