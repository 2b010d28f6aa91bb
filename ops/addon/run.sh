#!/usr/bin/env bash
# The app's services without a container: what s6 would start, in its order, under a plain shell; for tests and measures.
#   ops/addon/run.sh start|stop|kill FOLDER      FOLDER: what /data is in the container, with its options.json
#
# Set APP to the folder with cer.dll (default: the newest build), CER_ADDON_URL and CER_ADDON_POSTGRES_PORT to places
# of this machine. Only the shebang of s6 is replaced by its meaning; orders, scripts, signals and waits are its own.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
# shellcheck source=ops/common.sh
. "$root/ops/common.sh"

[ $# -eq 2 ] || fail "Use: ops/addon/run.sh start|stop|kill FOLDER"
action=$1 folder=$(absolute_path "$2")
services=$root/addon/rootfs/etc/s6-overlay/s6-rc.d
home=$folder.home
: "${APP:=$root/artifacts/cer/$(head -n 1 "$root/artifacts/cer/current" 2>/dev/null || true)}"

# The file tree of the image, by links.
make_home() {
  mkdir -p "$home/run/s6-linux-init-container-results" "$home/pids" "$home/log"
  ln -sfn "$APP" "$home/app"
  ln -sfn "$root/ops" "$home/ops"
  ln -sfn "$root/db" "$home/db"
  ln -sfn "$root/addon/rootfs/opt/cer/addon" "$home/addon"
}

# Services in the order in which each comes after those that it needs.
ordered() {
  local done=' ' name needed ready found
  while :; do
    found=no
    for name in "$services"/user/contents.d/*; do
      name=${name##*/}
      [[ $done != *" $name "* ]] || continue
      ready=yes
      for needed in "$services/$name/dependencies.d"/*; do
        needed=${needed##*/}
        [ "$needed" = base ] || [[ $done == *" $needed "* ]] || ready=no
      done
      [ "$ready" = yes ] || continue
      echo "$name"
      done+="$name "
      found=yes
    done
    [ "$found" = yes ] || return 0
  done
}

# What with-contenv does, with the folders of this place.
command_of() { # file
  sed -n -e 's|^/command/with-contenv bash /opt/cer/addon/||p' -e 's|^exec /opt/cer/addon/||p' "$1" | head -n 1
}

environment() {
  export CER_ADDON_HOME=$home CER_ADDON_DATA=$folder CER_ADDON_RUN=$home/run
  export CER_ADDON_POSTGRES_PORT=${CER_ADDON_POSTGRES_PORT:-5432} CER_ADDON_URL=${CER_ADDON_URL:-http://127.0.0.1:8099}
}

start() {
  local name script
  make_home
  environment
  for name in $(ordered); do
    if [ "$(cat "$services/$name/type")" = oneshot ]; then
      bash "$home/addon/$(command_of "$services/$name/up")" || fail "$name failed."
    else
      script=$home/addon/$(command_of "$services/$name/run")
      # A shell gives what runs in its background no interrupt; s6 does.
      setsid env --default-signal=INT,QUIT "$script" </dev/null >>"$home/log/$name.log" 2>&1 &
      echo $! >"$home/pids/$name"
    fi
  done
}

# In the opposite order; each gets its signal, and the time that it is given.
stop() {
  local name pid signal wait tries
  for name in $(ordered | tac); do
    [ -r "$home/pids/$name" ] || continue
    read -r pid <"$home/pids/$name"
    signal=TERM wait=0
    [ ! -e "$services/$name/down-signal" ] || signal=$(cat "$services/$name/down-signal")
    [ ! -e "$services/$name/timeout-kill" ] || wait=$(cat "$services/$name/timeout-kill")
    kill -s "${signal#SIG}" "$pid" 2>/dev/null || true
    for ((tries = 0; tries < wait / 100; tries++)); do
      alive "$pid" || break
      sleep 0.1
    done
    if alive "$pid"; then
      kill -s KILL "$pid"
      echo "$name had to be killed after $wait ms" >&2
    fi
    rm -f "$home/pids/$name"
  done
}

# A process that has ended may wait for its parent, without a command line.
alive() { grep -qs . "/proc/$1/cmdline"; } # pid

# As when the power goes: all at once. PostgreSQL's processes are sessions of their own.
kill_all() {
  local file pid pids=()
  for file in "$home/pids"/*; do
    read -r pid <"$file"
    mapfile -t -O "${#pids[@]}" pids < <(echo "$pid" && ps -o pid= --ppid "$pid" | tr -d ' ')
    rm -f "$file"
  done
  kill -s KILL "${pids[@]}" 2>/dev/null || true
  for pid in "${pids[@]}"; do
    while alive "$pid"; do sleep 0.1; done
  done
}

case $action in
  start) start ;;
  stop) stop ;;
  kill) kill_all ;;
  *) fail "Found '$action', expected start, stop or kill." ;;
esac
