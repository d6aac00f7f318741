# shellcheck shell=bash
# `lab exec`: a command inside a host, as if logged in there. Descriptors, the
# terminal, signals and the exit status pass untouched. When `lab exec` itself is
# killed, the command gets SIGTERM.

lab_exec() {
  local user=root dir="" host pid host_role=""
  while [[ ${1-} == -* && $1 != -- ]]; do
    case $1 in
      --user) [[ $# -ge 2 ]] || die_usage "--user needs a value"; user=$2; shift 2 ;;
      --user=*) user=${1#*=}; shift ;;
      --cwd) [[ $# -ge 2 ]] || die_usage "--cwd needs a value"; dir=$2; shift 2 ;;
      --cwd=*) dir=${1#*=}; shift ;;
      *) die_usage "unknown option $1" ;;
    esac
  done
  [[ $# -ge 1 ]] || die_usage "exec needs a host"
  host=$1
  shift
  [[ ${1-} != -- ]] || shift
  host_lookup "$host" || die_usage "no host '$host'; there are: $(host_names | tr '\n' ' ')"
  pid=$(host_pid "$host") || die "host $host of lab $LAB_NAME is down: run lab/lab up"

  local uid gid home shell
  find_user "$pid" "$user" || die "no user '$user' on $host"
  [[ $# -gt 0 ]] || set -- "$shell" -l
  if [[ -z $dir ]]; then
    dir=$home
    [[ $host_role != laptop ]] || dir=/opt/gangway
  fi
  login_environment "$pid"

  local as=(--reuid "$uid" --regid "$gid" --init-groups --pdeathsig TERM)
  local mirror
  mirror=$(<"$LAB_DIR/lib/pass-signals.pl")
  exec nsenter --target "$pid" --mount --uts --net --pid --no-fork -- \
    perl -e "$mirror" "" setpriv "${as[@]}" -- \
    perl -e "$mirror" "$dir" setpriv --pdeathsig TERM -- "$@"
}

# find_user PID NAME: sets uid, gid, home and shell from the host's passwd.
find_user() {
  local name
  while IFS=: read -r name _ uid gid _ home shell; do
    [[ $name != "$2" ]] || return 0
  done <"/proc/$1/root/etc/passwd"
  return 1
}

# login_environment PID: the caller's environment, less what belongs to the
# caller's own login and network.
login_environment() {
  local name
  for name in $(compgen -e); do
    case $name in
      XDG_* | SSH_* | DBUS_* | SUDO_* | DOCKER_* | GIT_* | PYENV_* | NVM_* | npm_* | MAIL | OLDPWD | BASH_ENV | ENV) unset "$name" ;;
      *_proxy | *_PROXY | LD_* | PYTHON* | PERL* | GANGWAY_LAB) unset "$name" ;;
    esac
  done
  export HOME=$home USER=$user LOGNAME=$user SHELL=$shell PWD=$dir
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  export LANG=${LANG:-C.UTF-8}
  [[ ! -d /proc/$1/root/run/user/$uid ]] || export XDG_RUNTIME_DIR=/run/user/$uid
}
