# shellcheck shell=bash
# What runs on every gateway: the same five containers, with the same addresses,
# told apart by their host names.
#
#   bridge   (172.17.0.0/16)  web      nginx, published on 8080
#                             cache    redis
#   backend  (172.18.0.0/16)  api      nginx, with a health check
#                             worker   a busybox loop
#                             old-job  exited with code 0

# containers_start PID HOST: missing ones are made, stopped ones started again.
containers_start() {
  local pid=$1 host=$2 nginx redis busybox default_net backend
  nginx=$(image_tag nginx) redis=$(image_tag redis) busybox=$(image_tag busybox)
  docker_on "$pid" network inspect backend >/dev/null 2>&1 ||
    docker_on "$pid" network create backend >/dev/null
  # One network after the other's container would be slow; one network's
  # containers at once would get their addresses in any order.
  {
    container "$pid" web --hostname "web-$host" --publish 8080:80 --stop-signal SIGTERM "$nginx"
    container "$pid" cache --hostname "cache-$host" "$redis"
  } & default_net=$!
  {
    container "$pid" api --hostname "api-$host" --network backend --stop-signal SIGTERM \
      --label com.docker.compose.project=shop --label com.docker.compose.service=api \
      --health-cmd 'wget -q -O /dev/null http://127.0.0.1/' --health-interval 5s \
      --health-timeout 3s --health-retries 2 "$nginx"
    container "$pid" worker --hostname "worker-$host" --network backend \
      --label com.docker.compose.project=shop --label com.docker.compose.service=worker \
      "$busybox" sh -c 'trap "exit 0" TERM; echo waiting for jobs; while :; do sleep 3600 & wait $!; done'
    container "$pid" old-job --network backend "$busybox" sh -c 'echo migrated 42 rows'
  } & backend=$!
  wait "$default_net"
  wait "$backend"
  until_true 30 containers_settled "$pid" ||
    { warn "containers on gateway $host do not get healthy"; return 1; }
}

# container PID NAME RUN-ARGUMENT...
container() {
  local pid=$1 name=$2 state
  shift 2
  state=$(docker_on "$pid" inspect --format '{{.State.Status}}' "$name" 2>/dev/null) || state=absent
  case $state in
    running) ;;
    exited) [[ $name == old-job ]] || docker_on "$pid" start "$name" >/dev/null ;;
    absent) docker_on "$pid" run --detach --name "$name" "$@" >/dev/null ;;
    *) # created, dead, paused: of no use
      docker_on "$pid" rm --force "$name" >/dev/null
      docker_on "$pid" run --detach --name "$name" "$@" >/dev/null
      ;;
  esac
}

containers_settled() {
  [[ $(docker_on "$1" inspect --format '{{.State.Status}} {{.State.ExitCode}} {{if .State.Health}}{{.State.Health.Status}}{{end}}' \
    web cache api worker old-job | tr '\n' ';') == 'running 0 ;running 0 ;running 0 healthy;running 0 ;exited 0 ;' ]]
}
