# shellcheck shell=sh disable=SC2034,SC2154 # shared with others of these files
# The firewall, declaratively: $want says which rules of ours there shall be, `scan` which there are, and `commit`
# makes the difference. A rule is known by its comment, MARK/KEY, and belongs before all rules that are not ours.

tables_of() { # FAMILY: sets $tables
  tables=iptables
  [ "$1" = 4 ] || tables=ip6tables
}

# Sets $ours ("TABLE CHAIN KEY good|bad RULE" a line), $foreign (" TABLE/CHAIN" of rules that are not ours), $open
# (" CHAIN" of the filter table with policy ACCEPT), $hooked and $drops (yes|no), and $others: marks in use.
scan() { # FAMILY
  tables_of "$1"
  ours='' foreign=' ' open=' ' others=' ' hooked=no drops=no filtered=no
  saved=$(${tables}-save 2>/dev/null)
  IFS=$newline
  for line in $saved; do
    case $line in
      '*'*) table=${line#?} ;;
      ':'*)
        [ "$table" = filter ] || continue
        filtered=yes
        case $line in *' ACCEPT '*)
          line=${line#?}
          open="$open${line%% *} "
          ;;
        esac
        ;;
      '-A '*gangway:*)
        found=gangway:${line#*gangway:}
        found=${found%%[\" ]*}
        case $others in *" ${found%%/*} "*) ;; *) others="$others${found%%/*} " ;; esac
        [ "${found%%/*}" = "$mark" ] || continue
        chain=${line#-A }
        chain=${chain%% *}
        place=good
        case $foreign in *" $table/$chain "*) place=bad ;; esac
        ours="$ours$table $chain ${found#*/} $place ${line#-A }$newline"
        ;;
      '-A '*)
        chain=${line#-A }
        chain=${chain%% *}
        case $foreign in *" $table/$chain "*) ;; *) foreign="$foreign$table/$chain " ;; esac
        case $table$line in
          'filter-A FORWARD '*'-j DOCKER-USER') hooked=yes ;;
          # Docker Engine 28 and later: a container answers only to what came through its own bridge.
          'raw-A PREROUTING -d '*' ! -i '*'-j DROP') drops=yes ;;
        esac
        ;;
    esac
  done
  IFS=$blank
}

wish() { # TABLE CHAIN KEY RULE...
  want="$want$*$newline"
}

wish_accepts() { # PROTOCOL TYPE-OPTION OWN: lets through what comes from our tun and goes to it, and nothing else
  chain=FORWARD
  [ "$hooked" = no ] || chain=DOCKER-USER
  if [ "$hooked" = yes ] || ! is_open FORWARD; then
    wish filter $chain in -i "$tun" -j ACCEPT
    wish filter $chain out -o "$tun" -j ACCEPT
  fi
  # The link is verified by an echo to our own inner address.
  is_open INPUT || wish filter INPUT echo -d "$3" -i "$tun" -p "$1" "$2" echo-request -j ACCEPT
  [ "$drops" = no ] || wish raw PREROUTING raw -i "$tun" -j ACCEPT
}

is_open() { # CHAIN of the filter table: nothing in it, and a policy that lets through
  [ "$filtered" = yes ] || return 0
  case $foreign in *" filter/$1 "*) return 1 ;; esac
  case $open in *" $1 "*) return 0 ;; esac
  return 1
}

# The list of changes: $changes ("TABLE -I|-D CHAIN RULE" a line).
difference() {
  changes='' have=$newline
  IFS=$newline
  for line in $ours; do
    IFS=$blank
    rest=${line#* * * }
    place=${rest%% *}
    name=${line%" $rest"}
    case $newline$want in
      *"$newline$name "*) [ "$place" = bad ] || { have="$have$name$newline" && continue; } ;;
    esac
    changes="$changes${line%% *} -D ${rest#* }$newline"
  done
  IFS=$newline
  for line in $want; do
    IFS=$blank
    rule=${line#* * * }
    name=${line%" $rule"}
    case $have in *"$newline$name$newline"*) continue ;; esac
    key=${name##* }
    name=${name% *}
    changes="$changes${name% *} -I ${name#* } -m comment --comment $mark/$key $rule$newline"
  done
  IFS=$blank
}

# Makes our rules what $want says: all at once, or one by one if that fails. Sets $refused ("KEY MESSAGE" a line).
commit() { # FAMILY
  difference
  refused=''
  [ -n "$changes" ] || return 0
  input=''
  for table in raw filter nat; do
    IFS=$newline
    part=''
    for line in $changes; do
      case $line in "$table "*) part="$part${line#* }$newline" ;; esac
    done
    IFS=$blank
    [ -z "$part" ] || input="$input*$table$newline${part}COMMIT$newline"
  done
  "$tables-restore" -w -n 2>/dev/null <<END && return 0
$input
END
  scan "$1" # some tables may have been changed
  difference
  IFS=$newline
  for line in $changes; do
    IFS=$blank
    while :; do
      case $line in *\"*) line=${line%%\"*}${line#*\"} ;; *) break ;; esac
    done
    # shellcheck disable=SC2086 # split into arguments
    message=$($tables -w -t $line 2>&1) && continue
    case $line in *' -D '*) continue ;; esac
    key=${line#*"$mark/"}
    # shellcheck disable=SC2086 # its lines as one
    refused="$refused${key%% *} $(say $message)$newline"
  done
  IFS=$blank
  [ -z "$refused" ]
}

drop_rules() { # FAMILY: takes away all that carries $mark
  want=''
  scan "$1"
  commit "$1"
}
