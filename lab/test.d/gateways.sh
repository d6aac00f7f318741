# shellcheck shell=bash disable=SC2016,SC2154
# Gateways that are added and removed. Part of lab/test.sh.

facts_of_gateways() {
  check "c, a worker of the Swarm" lab add c --join
  check "the manager knows it" prints 'c Ready' node c
  check "it is in the status" prints 'a True' json 'h["c"]["swarm"], h["c"]["added"]'
  check "it is called c.lab on the laptop" prints 'Hello from web-c' as_dev curl -s --max-time 5 http://c.lab:8080/
  check "dev gets in" prints c as_dev ssh "${ssh_options[@]}" root@c hostname
  check "its IPv6 is its own" prints 'Hello from web6-c' page_from c '[fd00:6c::2]'
  lab exec a -- docker service scale --detach shop=3 >/dev/null
  check "a third task of shop gets there" within 15 task_on_c
  check "and answers the one on a" within 15 says "^Hello from shop-c-3\$" from_task "$(overlay_address c mesh shop)"
  lab exec a -- docker service scale --detach shop=2 >/dev/null
  check "adding it again changes nothing" lab add c --join
  check "adding it otherwise is refused" exits 1 lab add c
  check "a line to it" lab wan c --rtt 5
  namespaces >>"$WORK/namespaces"
  check "remove" lab remove c
  check "it is not in the status" prints False json '"c" in h'
  check "the Swarm does not know it" prints '' node c
  check "its cable is gone" fails lab exec wan -- ip link show to-c
  check "no host to add" exits 2 lab add nowhere
  check "no engine" exits 2 lab add c --engine 1.13
  check "a stays" exits 2 lab remove a
}

node() { lab exec a -- docker node ls --filter "name=$1" --format '{{.Hostname}} {{.Status}}'; }
task_on_c() { [[ -n $(lab exec c -- docker ps --quiet --filter name=^shop) ]]; }

make_engines() { lab add d --engine 28.5 --swarm && lab add e --engine 26.1; }

facts_of_engines() {
  check "d runs Engine 28.5, e 26.1" says '28\.5\.[0-9]+ 26\.1\.[0-9]+' json 'h["d"]["docker"]["version"], h["e"]["docker"]["version"]'
  check "whoever logs in has the client, too" says '^28\.5\.[^ ]+ 28\.5\.' as_root ssh "${ssh_options[@]}" root@d \
    "docker version --format '{{.Client.Version}} {{.Server.Version}}'"
  check "a has the machine's own" prints 20.10.24 json 'h["a"]["docker"]["version"]'
  check "web on d" prints 'Hello from web-d' page_from d 172.17.0.2
  check "web on e" prints 'Hello from web-e' page_from e 172.17.0.2
  check "28.5 drops what comes to a container from elsewhere, before all" says '-d 172.17.0.2/32 ! -i docker0 -j DROP' \
    lab exec d -- iptables -t raw -S PREROUTING
  check "the Swarm of d has the addresses of the other" prints 'Hello from kiosk-d' from_kiosk d
  check "and each its own content" prints 'Hello from kiosk-b' from_kiosk b
}

# from_kiosk HOST: what its kiosk has at the address that all kiosks have.
from_kiosk() { lab exec "$1" -- docker exec kiosk wget -qO- http://10.20.1.80/; }
