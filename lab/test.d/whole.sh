# shellcheck shell=bash disable=SC2016,SC2154
# What a whole lab answers, also after a repair. Part of lab/test.sh.

facts_of_whole() {
  check "status says up" prints True json 's["up"]'
  check "dev connects to a by name and sees the containers" \
    prints 8 as_dev ssh "${ssh_options[@]}" a 'docker ps --all --quiet | wc -l'
  check "seven of them run" prints 7 as_dev ssh "${ssh_options[@]}" a 'docker ps --quiet | wc -l'
  check "api is healthy, old-job exited with 0" prints 'healthy 0' \
    json '[(c["health"]) for c in h["a"]["docker"]["containers"] if c["name"]=="api"][0], [(c["exitCode"]) for c in h["a"]["docker"]["containers"] if c["name"]=="old-job"][0]'
  check "web on a tells its name" prints 'Hello from web-a' page_from a 172.17.0.2
  check "web on b, at the same address, tells another" prints 'Hello from web-b' page_from b 172.17.0.2
  check "api on the network backend" prints 'Hello from api-a' page_from a 172.18.0.2
  check "redis answers" prints PONG lab exec a -- redis-cli -h 172.17.0.3 ping
  check "web6 on a, by IPv6" prints 'Hello from web6-a' page_from a '[fd00:6a::2]'
  check "web6 on b, at another address" prints 'Hello from web6-b' page_from b '[fd00:6b::2]'
  check "the internal network answers its gateway" prints 'Hello from ledger-a' page_from a 172.29.0.2
  check "the published port, from the laptop" prints 'Hello from web-b' as_dev curl -s --max-time 5 http://b:8080/
  check "no way to a container's address yet" fails as_dev curl -s --max-time 2 http://172.17.0.2/
}

# page_from HOST ADDRESS
page_from() { lab exec "$1" -- curl -sg --max-time 5 "http://$2/"; }
