# shellcheck shell=bash disable=SC2016,SC2154
# The public DNS, systemd-resolved on the laptop, and the VPC's nameserver. Part of lab/test.sh.

facts_of_names() {
  check "the public DNS knows www.example.com" prints '198.51.100.80' as_dev dig +short www.example.com
  check "by TCP, too" prints '198.51.100.81' as_dev dig +tcp +short example.net
  check "and by IPv6" prints '2001:db8::80' as_dev dig +short www.example.com AAAA
  check "a gateway, as its person calls it" prints '203.0.113.21' as_dev dig +short gw.staging.yourapp
  check "and as it is called the other way round" prints 'a.lab.' as_dev dig +short -x 203.0.113.21
  check "but no container" says 'status: NXDOMAIN' as_dev dig redis.staging.yourapp
  check "nor whose address that is" says 'status: NXDOMAIN' as_dev dig -x 172.17.0.2
  check "dev reads what it was asked" as_dev grep -q 'query\[A\] redis.staging.yourapp from 203.0.113.10' /run/gangway-lab/public-dns.log
  lab exec wan -- sh -c 'kill -KILL $(cat /run/public-dns.pid)'
  check "killed, it is missed" prints False json 's["up"]'
  check "names fail at once even so" timeout 2 ./lab --name "$NAME" exec laptop -- sh -c '! getent hosts www.example.com'
  check "up starts it" lab up
  check "and dev reads on" eventually_asked again.example

  facts_of_resolved
  facts_of_vpc
}

# eventually_asked NAME: asks for it, and looks whether the public DNS has heard it.
eventually_asked() {
  as_dev dig +short "$1" >/dev/null
  within 5 as_dev grep -qF "query[A] $1 " /run/gangway-lab/public-dns.log
}

facts_of_resolved() {
  resolver_files >"$WORK/resolver"
  check "the laptop has no systemd-resolved" prints False json 'h["laptop"]["resolved"]'
  check "on" lab resolved on
  check "twice is once" lab resolved on
  check "it is in the status" prints True json 'h["laptop"]["resolved"]'
  check "it is what is asked" prints 'nameserver 127.0.0.53' as_dev grep ^nameserver /etc/resolv.conf
  check "and asks the public DNS, by eth0" says 'Link [0-9]+ \(eth0\): 203.0.113.1$' as_dev resolvectl dns
  check "names outside answer" prints '198.51.100.81   example.net' as_dev getent hosts example.net
  check "and fail at once" timeout 2 ./lab --name "$NAME" exec laptop -- sh -c '! getent hosts nowhere.example'
  check "what is another interface's is asked there" prints 10.66.0.10 name_of_another_interface
  as_root pkill -KILL -x systemd-resolve
  check "killed, it is gone" prints False json 'h["laptop"]["resolved"]'
  check "up starts it again" lab up
  check "and names answer" prints '198.51.100.81   example.net' as_dev getent hosts example.net
  as_root pkill -KILL -x systemd-resolve
  check "off, of what was killed" lab resolved off
  check "on by dev, with pkexec" as_dev pkexec /opt/gangway/lab/laptop-resolved on
  check "and off" as_dev pkexec /opt/gangway/lab/laptop-resolved off
  check "off, twice" lab resolved off
  resolver_files >"$WORK/resolver-after"
  check "all of it is as before" diff "$WORK/resolver" "$WORK/resolver-after"
  check "no other words" exits 2 lab resolved maybe
  check "for down to take away" lab resolved on
}

# name_of_another_interface: `~service.consul` of a vpn0 that leads to a server of its own.
name_of_another_interface() {
  as_root sh -euc '
    ip link add vpn7 type veth peer name behind
    ip address add 192.168.77.1/24 dev vpn7
    ip link set behind up
    ip link set vpn7 up
    dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --bind-interfaces --listen-address=192.168.77.1 --except-interface=lo \
      --user=nobody --group=nogroup --pid-file=/run/dns7.pid --host-record=vault.service.consul,10.66.0.10
    resolvectl dns vpn7 192.168.77.1
    resolvectl domain vpn7 "~service.consul"
    resolvectl default-route vpn7 no
    getent ahostsv4 vault.service.consul | sed -n "s/ *STREAM.*//p"
    kill "$(cat /run/dns7.pid)"
    rm /run/dns7.pid
    ip link delete vpn7'
}

resolver_files() {
  as_root sh -c '
    stat -c "%n %F %a %i %y %s" /etc/resolv.conf /etc/hosts /etc/nsswitch.conf; cat /etc/resolv.conf /etc/hosts /etc/passwd
    find /run /etc -xdev | sort; cut -d" " -f5- /proc/self/mountinfo; ps -e -o comm= | grep resolve; ls -l /usr/bin/resolvectl' 2>&1 || :
}

facts_of_vpc() {
  local host
  for host in a b; do
    check "the VPC of $host has a nameserver" prints 10.66.0.10 lab exec "$host" -- dig +short @10.66.0.10 vault.service.consul
    check "and a web server" prints "Hello from vault.service.consul of $host" \
      lab exec "$host" -- curl -s --max-time 5 --resolve vault.service.consul:80:10.66.0.10 http://vault.service.consul/
  done
  check "two private domains" prints 10.66.0.20 lab exec a -- dig +short @10.66.0.10 db.corp.internal
  check "and the other way round" prints vault.service.consul. lab exec a -- dig +short @10.66.0.10 -x 10.66.0.10
  check "nothing else" says 'status: NXDOMAIN' lab exec a -- dig @10.66.0.10 www.example.com
  check "120 addresses, by TCP" prints 120 lab exec a -- sh -c 'dig +short @10.66.0.10 many.corp.internal | wc -l'
  check "because they are too many for UDP" says 'flags:.* tc ' lab exec a -- dig +ignore @10.66.0.10 many.corp.internal
  check "and so are 3 kB of text" says 'flags:.* tc ' lab exec a -- dig +ignore @10.66.0.10 TXT big.corp.internal
  check "it knows no way to the laptop" fails lab exec a -- ip netns exec vpc ping -c 1 -W 1 203.0.113.10
  lab exec a -- sh -c 'kill -KILL $(cat /run/vpc-dns.pid /run/vpc-nginx.pid)'
  check "killed, up starts it" lab up
  check "and it answers" prints 'Hello from 10.66.0.20 of a' lab exec a -- curl -s --max-time 5 http://10.66.0.20/
  check "api has another name in its network" prints backend-api lab exec a -- sh -c \
    "docker inspect --format '{{range .NetworkSettings.Networks}}{{join .Aliases \" \"}}{{end}}' api | cut -d' ' -f1"
}
