# shellcheck shell=bash disable=SC2016,SC2154
# Commands on hosts. Part of lab/test.sh.

facts_of_exec() {
  check "exec passes stdin" prints hello bash -c "echo hello | ./lab --name $NAME exec a -- cat"
  check "exec passes the exit status" exits 42 lab exec a -- sh -c 'exit 42'
  check "exec passes signals in and out" prints "caught"$'\n'143 signal_through
  check "exec on no such host" exits 2 lab exec nowhere -- true
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
