# shellcheck shell=bash
# What the scripts share: telling what happens, and reading the settings file of a data folder.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# A step with its number and, when it ends, its seconds. Set steps to their count first.
step_number=0
step() {
  step_done
  step_number=$((step_number + 1))
  step_started=$EPOCHREALTIME
  printf '[%d/%d] %s\n' "$step_number" "${steps:?}" "$*"
}

step_done() {
  [ -n "${step_started:-}" ] || return 0
  printf '      %s\n' "$(seconds_since "$step_started")"
  step_started=
}

note() { printf '      %s\n' "$*"; }

# Seconds since a moment of $EPOCHREALTIME, with one decimal.
seconds_since() {
  local from=${1/[.,]/} to=${EPOCHREALTIME/[.,]/}
  local tenths=$(((to - from) / 100000))
  printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

# The absolute path of a file or folder that may not exist yet.
absolute_path() { realpath -m -- "$1"; }

# A text value of DATA/settings.json; nothing when it is not there.
setting() { # file, key
  [ ! -r "$1" ] || sed -n "s/.*\"$2\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$1" | head -n 1
}

# Whether something listens on a TCP port of this machine.
port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

random_hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

# Whether a process is alive and its command line holds every one of the words given.
process_is() { # pid, word ...
  local pid=$1 line word
  [[ $pid =~ ^[0-9]+$ ]] && [ -r "/proc/$pid/cmdline" ] || return 1
  line=$(tr '\0' ' ' <"/proc/$pid/cmdline")
  shift
  for word in "$@"; do
    [[ $line == *"$word"* ]] || return 1
  done
}

# A program of a data folder in the background: its process in FILE, what it says in DATA/log/NAME.log, which is set
# aside when it has grown. Waits for a question to be answered with yes, as many tenths of a second as given; false,
# with the end of the log, when the program ends before that or does not get so far.
start_in_background() { # data, name, pid file, tenths, question, complaint, command ...
  local data=$1 log=$1/log/$2.log file=$3 tenths=$4 question=$5 complaint=$6 pid tries
  shift 6
  install -d -m 0700 "$data/log"
  [ "$(stat -c %s "$log" 2>/dev/null || echo 0)" -lt 10000000 ] || mv -f "$log" "$log.1"
  setsid "$@" </dev/null >>"$log" 2>&1 7>&- 9>&- &
  pid=$!
  echo "$pid" >"$file"
  for ((tries = 0; tries < tenths; tries++)); do
    ! $question || return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  {
    echo "$complaint The last lines of $log:"
    tail -n 15 "$log"
  } >&2
  return 1
}

# Asks a program to end, and ends it when it does not within 30 seconds. The question tells its process.
stop_in_background() { # pid file, question ...
  local file=$1 pid tries
  shift
  if pid=$("$@"); then
    kill -TERM "$pid"
    for ((tries = 0; tries < 300; tries++)); do
      "$@" >/dev/null || break
      sleep 0.1
    done
    ! "$@" >/dev/null || kill -KILL "$pid"
  fi
  rm -f "$file"
}
