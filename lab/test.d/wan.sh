# shellcheck shell=bash disable=SC2016,SC2154
# Lines with delay, loss and cuts. Part of lab/test.sh.

# ping_of OPTIONS...: "received average" of pings from the laptop to a, the average in whole ms.
ping_of() { as_root ping -q "$@" a | awk -F'[ /]' '/received/ { got = $4 } /^rtt/ { rtt = int($8) } END { print got, rtt }'; }
# between LOW HIGH FIELD WORDS: is that field of the words in between?
between() { awk -v low="$1" -v high="$2" -v field="$3" '{ print; exit !($field >= low && $field <= high) }' <<<"$4"; }

facts_of_wan() {
  check "a line of 40 ms" lab wan a --rtt 40
  check "is 40 ms long" between 40 80 2 "$(ping_of -c 5 -i 0.1)"
  check "the line to b is as it was" says 'plain' lab wan b
  check "a cut" lab wan a --cut
  check "lets nothing through" prints '0 ' ping_of -c 1 -W 1
  check "also on another line: 10 % loss, seed 7" says 'loss 10 .*cut' lab wan a --loss 10 --seed 7
  check "until it heals" lab wan a --heal
  check "a tenth is lost, there and back" between 140 185 1 "$(ping_of -c 200 -i 0.005)"
  check "a rate of 50 Mbit/s" lab wan a --rate 50
  check "is kept: 2 MB take 0.32 s and not much more" between 300 3000 1 "$(copy_milliseconds)"
  check "jitter" lab wan a --rtt 20 --jitter 10 --seed "$$"
  check "is no reordering and no loss" between 12 50 2 "$(ping_of -c 20 -i 0.05)"
  check "a line's process ends" kill -KILL "$(pgrep -f "^/usr/bin/python3 -B .*/wan-line.py tap-a .* 20 10 0 0 $$\$")"
  check "and that is told" says broken lab wan a
  check "off" lab wan a --off
  check "and all is as before" between 0 20 2 "$(ping_of -c 2 -i 0.1)"
  check "no line to nowhere" exits 2 lab wan nowhere --rtt 5
  check "no loss above 100 %" exits 2 lab wan a --loss 101
}
# copy_milliseconds: of 2 MB from a to the laptop, over ssh that is up already.
copy_milliseconds() {
  as_root ssh "${ssh_options[@]}" root@a 'echo; head -c 2000000 /dev/urandom' |
    perl -MTime::HiRes=time -e '<STDIN>; $start = time; 1 while read STDIN, $_, 65536; printf "%d\n", 1000 * (time - $start)'
}
