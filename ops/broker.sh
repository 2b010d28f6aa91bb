#!/usr/bin/env bash
# A private MQTT broker (Mosquitto) in a data folder: made, started, stopped.
# Sourced by install.sh; by itself:   ops/broker.sh start|stop|kill|status DATA
#
# In DATA:  broker/           its configuration, and who may do what there: both written by `cer device`
#           broker/state/     what it holds for those who are away
#           broker-location   a line with the folder of one that stands elsewhere
#           broker.pid        its process
#           log/broker.log    what it says
#
# The broker is a transport, not a store: what it loses is found as a gap and filled in by a device, REST or a file.

broker_scripts=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
# shellcheck source=ops/common.sh
. "$broker_scripts/common.sh"
# shellcheck source=ops/cluster.sh
. "$broker_scripts/cluster.sh"

brokers_of_root=/var/lib/cer-automation

# The program, which Debian puts where only root's path looks.
broker_program() { PATH=$PATH:/usr/sbin:/usr/local/sbin command -v mosquitto; }

broker_folder() { # data
  if [ -s "$1/broker-location" ]; then cat "$1/broker-location"; else echo "$1/broker"; fi
}

broker_exists() { [ -s "$(broker_folder "$1")/mosquitto.conf" ]; } # data

# Pid of the running broker; false when it does not run.
broker_pid() { # data
  local pid
  [ -r "$1/broker.pid" ] || return 1
  read -r pid <"$1/broker.pid" || return 1
  process_is "$pid" mosquitto "$(broker_folder "$1")/mosquitto.conf" && echo "$pid"
}

# The line of the settings about the broker; nothing when there is none.
broker_line() { [ ! -r "$1/settings.json" ] || grep -m 1 '^ *"mqtt": *{.*}' "$1/settings.json" || true; } # data

# A broker of one's own, named in the settings in place of the private one, is used and never touched from here.
broker_is_private() { # data
  local line
  line=$(broker_line "$1")
  [ -z "$line" ] || [[ $line == *'"broker": "private"'* ]]
}

broker_port() { broker_line "$1" | sed -n 's/.*"port": *\([0-9]*\).*/\1/p'; } # data
broker_word() { broker_line "$1" | sed -n 's/.*"password": *"\([^"]*\)".*/\1/p'; } # data

# Puts the broker's line behind the first brace of the settings, in place of the one that was there.
write_broker_line() { # data, line or nothing
  local file=$1/settings.json
  [ "$(head -n 1 "$file")" = '{' ] ||
    fail "Found $file that does not begin with a line '{', expected one: the broker is told below it."
  (
    umask 077
    {
      echo '{'
      [ -z "$2" ] || printf '%s\n' "$2"
      tail -n +2 "$file" | grep -v '^ *"mqtt": *{.*}'
    } >"$file.new"
  )
  if cmp -s "$file.new" "$file"; then rm "$file.new"; else mv -f "$file.new" "$file"; fi
}

# Makes its folder and its place in the settings. Whoever runs `cer` writes there, and the broker's user reads.
broker_prepare() { # data, port or nothing
  local data=$1 port=$2 folder word
  if [ "$(id -u)" -eq 0 ] && [ ! -s "$data/broker-location" ] && [ ! -d "$data/broker" ] &&
    ! as_user mosquitto test -x "$data"; then
    echo "$brokers_of_root/$(random_hex 4)/broker" >"$data/broker-location.new"
    mv "$data/broker-location.new" "$data/broker-location"
  fi
  folder=$(broker_folder "$data")
  mkdir -p "$(dirname "$folder")"
  if [ "$(id -u)" -eq 0 ]; then
    install -d -m 2750 -o root -g mosquitto "$folder"
    install -d -m 0700 -o mosquitto -g mosquitto "$folder/state"
  else
    install -d -m 0700 "$folder" "$folder/state"
  fi

  [ -n "$port" ] || port=$(broker_port "$data")
  [ -n "$port" ] || port=$(free_port)
  word=$(broker_word "$data")
  write_broker_line "$data" "  \"mqtt\": { \"broker\": \"private\", \"host\": \"127.0.0.1\", \"port\": $port, \"username\": \"cer-1\", \"password\": \"${word:-$(random_hex 20)}\" },"
  broker_configure "$folder" "$port"
}

# Limits such that what does not fit is refused to the sender or told in the log, and never dropped in silence.
broker_configure() { # folder, port
  local file=$1/mosquitto.conf
  (
    umask 027
    cat >"$file.new" <<CONF
# Written by ops/broker.sh; a change here does not last.
listener $2 127.0.0.1
# A name of one's own: nobody can put another out by calling himself the same.
use_username_as_clientid true
allow_anonymous false
password_file $1/passwords
acl_file $1/access

# For those who are away: as many messages as there are, up to these bytes each; the log tells when they are full.
max_queued_messages 0
max_queued_bytes 536870912
max_inflight_messages 1000
persistent_client_expiration 14d

# More than a message may have, so that one too large is refused by the program, with its reason, up to this size.
# A larger one ends the connection: of message_size_limit, which drops it, a sender would not hear.
max_packet_size 6291456

persistence true
persistence_location $1/state/
autosave_interval 30

log_dest stdout
log_type error
log_type warning
log_type notice
log_timestamp_format %Y-%m-%dT%H:%M:%SZ
connection_messages false
CONF
  )
  if cmp -s "$file.new" "$file"; then rm "$file.new"; else mv -f "$file.new" "$file"; fi
}

# Starts it, or starts it anew when its configuration has changed; waits until it listens.
broker_start() { # data
  local data=$1 folder port
  folder=$(broker_folder "$data")
  port=$(broker_port "$data")
  if broker_pid "$data" >/dev/null; then
    [ "$folder/mosquitto.conf" -nt "$data/broker.pid" ] || return 0
    broker_stop "$data"
  fi
  if port_is_taken "$port"; then
    echo "Another program listens on 127.0.0.1:$port, where the broker was: stop it, or choose a port with --mqtt-port." >&2
    return 1
  fi

  # Times in its log are UTC, as their Z says.
  start_in_background "$data" broker "$data/broker.pid" 100 "port_is_taken $port" "The broker does not start." \
    env TZ=UTC "$(broker_program)" -c "$folder/mosquitto.conf" && return 0
  broker_stop "$data"
  return 1
}

# Asks it to end, which writes down what it holds, and ends it when it does not within 30 seconds.
broker_stop() { stop_in_background "$1/broker.pid" broker_pid "$1"; } # data

# Removes the broker of a data folder, wherever it stands.
broker_remove() { # data
  local folder
  broker_stop "$1"
  folder=$(broker_folder "$1")
  if [ -s "$1/broker-location" ] && [[ $folder == "$brokers_of_root"/* ]]; then
    rm -rf "$(dirname "$folder")"
    rmdir "$brokers_of_root" 2>/dev/null || true
  fi
  rm -rf "$1/broker" "$1/broker-location"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  [ $# -eq 2 ] || fail "Use: ops/broker.sh start|stop|kill|status DATA"
  data=$(absolute_path "$2")
  broker_exists "$data" || fail "There is no broker in $data: ./install.sh makes one."
  case $1 in
    start) broker_start "$data" ;;
    stop) broker_stop "$data" ;;
    kill) kill -KILL "$(broker_pid "$data")" ;;
    status) broker_pid "$data" ;;
    *) fail "Found '$1', expected start, stop, kill or status." ;;
  esac
fi
