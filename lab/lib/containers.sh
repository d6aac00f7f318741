# shellcheck shell=bash
# What runs on every gateway beside the Swarm (lib/swarm.sh): the same networks
# and containers, with the same addresses, told apart by their host names.
#
#   bridge   172.17.0.0/16  web      nginx, published on 8080
#                           cache    redis
#   backend  172.18.0.0/16  api      nginx, with a health check
#                           worker   a busybox loop
#                           old-job  exited with code 0
#   six      172.28.0.0/16 and fd00:6a::/64 (on a; fd00:6b on b, and so on)
#                           web6     nginx
#   sealed   172.29.0.0/16  ledger   nginx; the network is internal

# networks_start PID ADDRESS: docker_gwbridge of the Swarm gets 172.19.0.0/16, the
# next that is free.
networks_start() {
  local pid=$1 prefix
  ! docker_on "$pid" network inspect backend six sealed >/dev/null 2>&1 || return 0
  printf -v prefix 'fd00:%x::/64' $((0x6a + ${2##*.} - 21))
  bridge_network "$pid" backend
  bridge_network "$pid" six --ipv6 --subnet 172.28.0.0/16 --subnet "$prefix"
  bridge_network "$pid" sealed --internal --subnet 172.29.0.0/16
}

# bridge_network PID NAME OPTION...
bridge_network() {
  local pid=$1 name=$2
  shift 2
  docker_on "$pid" network inspect "$name" >/dev/null 2>&1 ||
    docker_on "$pid" network create "$@" "$name" >/dev/null
}

# containers_start PID HOST: missing ones are made, stopped ones started again.
containers_start() {
  local pid=$1 host=$2 nginx redis busybox groups=() group
  ! containers_settled "$pid" || return 0
  nginx=$(image_tag nginx) redis=$(image_tag redis) busybox=$(image_tag busybox)
  # One network after the other's container would be slow; one network's
  # containers at once would get their addresses in any order.
  {
    container "$pid" web --hostname "web-$host" --publish 8080:80 --stop-signal SIGTERM "$nginx"
    container "$pid" cache --hostname "cache-$host" "$redis"
  } & groups+=($!)
  {
    container "$pid" api --hostname "api-$host" --network backend --network-alias backend-api --stop-signal SIGTERM \
      --label com.docker.compose.project=shop --label com.docker.compose.service=api \
      --health-cmd 'wget -q -O /dev/null http://127.0.0.1/' --health-interval 5s \
      --health-timeout 3s --health-retries 2 "$nginx"
    container "$pid" worker --hostname "worker-$host" --network backend \
      --label com.docker.compose.project=shop --label com.docker.compose.service=worker \
      "$busybox" sh -c 'trap "exit 0" TERM; echo waiting for jobs; while :; do sleep 3600 & wait $!; done'
    container "$pid" old-job --network backend "$busybox" sh -c 'echo migrated 42 rows'
  } & groups+=($!)
  {
    container "$pid" web6 --hostname "web6-$host" --network six --stop-signal SIGTERM "$nginx"
    container "$pid" ledger --hostname "ledger-$host" --network sealed --stop-signal SIGTERM "$nginx"
  } & groups+=($!)
  for group in "${groups[@]}"; do wait "$group"; done
  # shellcheck disable=SC2034  # of until_true
  local POLL=0.2
  until_true 90 containers_settled "$pid" ||
    { warn "containers on gateway $host do not get healthy"; return 1; }
}

# container PID NAME RUN-ARGUMENT...
container() {
  local pid=$1 name=$2 state
  shift 2
  state=$(docker_on "$pid" inspect --format '{{.State.Status}}' "$name" 2>/dev/null) || state=absent
  case $state in
    running) return ;;
    exited)
      [[ $name != old-job ]] || return 0
      # A Swarm may have forgotten, while it was down, where this one belongs.
      ! docker_on "$pid" start "$name" >/dev/null 2>&1 || return 0
      ;;
  esac
  [[ $state == absent ]] || docker_on "$pid" rm --force "$name" >/dev/null # created, dead, paused
  docker_on "$pid" run --detach --name "$name" "$@" >/dev/null
}

containers_settled() {
  [[ $(docker_on "$1" inspect --format '{{.State.Status}} {{.State.ExitCode}} {{if .State.Health}}{{.State.Health.Status}}{{end}}' \
    web cache api worker web6 ledger old-job 2>/dev/null | tr '\n' ';') == \
    'running 0 ;running 0 ;running 0 healthy;running 0 ;running 0 ;running 0 ;exited 0 ;' ]]
}
