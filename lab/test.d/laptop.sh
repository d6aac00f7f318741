# shellcheck shell=bash disable=SC2016,SC2154
# What clashes on the laptop. Part of lab/test.sh.

facts_of_laptop() {
  facts_of_systemd
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
  check "systemd, for down to take away" as_root /opt/gangway/lab/laptop-systemd on
}

facts_of_systemd() {
  laptop_net >"$WORK/laptop"
  check "systemd by dev, with pkexec" as_dev pkexec /opt/gangway/lab/laptop-systemd on
  check "twice is once" as_root /opt/gangway/lab/laptop-systemd on
  check "it runs what is installed" as_root sh -ec '
    printf "[Service]\nType=oneshot\nExecStart=/usr/bin/mkdir /run/installed\n" >/etc/systemd/system/install.service
    systemctl start install && rmdir /run/installed'
  check "and nothing of the machine" prints "" as_root systemctl list-units --type service --plain --no-legend
  check "off" as_root /opt/gangway/lab/laptop-systemd off
  laptop_net >"$WORK/laptop-after"
  check "nothing of it is left" diff "$WORK/laptop" "$WORK/laptop-after"
  check "on" as_root /opt/gangway/lab/laptop-systemd on
  as_root sh -c 'umount /etc/systemd/system && rm -rf /run/systemd/private'
  check "half of it is gone: off" as_root /opt/gangway/lab/laptop-systemd off
  check "off, twice" as_root /opt/gangway/lab/laptop-systemd off
}
laptop_net() { as_root sh -c 'ip -o address; ip -o link; ip route show table all; find /run -xdev | sort; cut -d" " -f5- /proc/self/mountinfo; ps -e -o comm= | grep nginx | sort'; }
