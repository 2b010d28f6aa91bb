# shellcheck shell=bash
# The running server of a data folder: `cer serve` in the background. Needs root, and ops/build.sh.
#
# In DATA:  cer.pid        its process
#           log/cer.log    what it says

server_url() { # data
  local url
  url=$(setting "$1/settings.json" url)
  echo "${url:-http://127.0.0.1:8099}"
}

# Pid of the running server; false when it does not run.
server_pid() { # data
  local pid
  [ -r "$1/cer.pid" ] || return 1
  read -r pid <"$1/cer.pid" || return 1
  process_is "$pid" cer.dll serve "$1" && echo "$pid"
}

# Status code of a GET; nothing when nobody answers.
http_status() { # url
  local place=${1#http://} host port path code
  path=/${place#*/}
  place=${place%%/*}
  host=${place%:*}
  port=${place##*:}
  (
    exec 3<>"/dev/tcp/$host/$port" || exit
    printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$path" "$place" >&3
    read -r -t 5 _ code _ <&3 && echo "$code"
  ) 2>/dev/null
}

server_is_healthy() { [ "$(http_status "$(server_url "$1")/api/health")" = 200 ]; } # data

# Whether the running server is the newest build and has read the settings as they are.
server_is_current() { # data
  local pid build
  pid=$(server_pid "$1") || return 1
  read -r build <"${builds:?}/current"
  process_is "$pid" "/$build/" && [ ! "$1/settings.json" -nt "$1/cer.pid" ]
}

# Starts the server, or starts it anew when the program or the settings have changed; waits until it answers.
server_start() { # data
  local data=$1 url
  server_is_current "$data" && server_is_healthy "$data" && return 0
  server_stop "$data"
  url=$(server_url "$data")
  if port_is_taken "${url##*:}"; then
    echo "Another program listens on ${url#http://}: stop it, or choose a port with --port." >&2
    return 1
  fi

  server_data=$data
  start_in_background "$data" cer "$data/cer.pid" 1800 started_server_is_healthy \
    "The server does not answer on $url/api/health." "${root:?}/cer" serve --data "$data" && return 0
  server_stop "$data"
  return 1
}

# The question above, of the data folder that was named last, whose name may hold blanks.
started_server_is_healthy() { server_is_healthy "$server_data"; }

# Asks it to end, and ends it when it does not within 30 seconds.
server_stop() { stop_in_background "$1/cer.pid" server_pid "$1"; } # data
