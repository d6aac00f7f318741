# shellcheck shell=bash disable=SC2016,SC2154
# What clashes on the laptop. Part of lab/test.sh.

facts_of_laptop() {
  laptop_net >"$WORK/laptop"
  check "a Docker of the laptop's own" lab clash on
  check "twice is once" lab clash on
  check "its container answers" prints "Hello from the laptop's docker" as_dev curl -s --max-time 5 http://172.17.0.2:8080/
  check "another tunnel" lab vpn on
  check "all that it leads to answers" prints "Hello from the laptop's vpn" as_dev curl -s --max-time 5 http://172.18.200.7/
  check "off" lab vpn off
  check "one that leads elsewhere" lab vpn on 10.20.0.0/16
  check "answers there" prints "Hello from the laptop's vpn" as_dev curl -s --max-time 5 http://10.20.1.80/
  check "which dev may do with pkexec" as_dev pkexec /opt/gangway/lab/laptop-net vpn off
  check "off, too" lab clash off
  laptop_net >"$WORK/laptop-after"
  check "and nothing of it is left" diff "$WORK/laptop" "$WORK/laptop-after"
  check "no other words" exits 2 lab vpn maybe
}
laptop_net() { as_root sh -c 'ip -o address; ip -o link; ip route show table all; find /run -xdev | sort; cut -d" " -f5- /proc/self/mountinfo; ps -e -o comm= | grep nginx | sort'; }
