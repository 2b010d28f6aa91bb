#!/usr/bin/env bash
# Prints how large the app is and how long it takes to start, measured on this machine, in an empty private folder.
#   ops/addon/measure.sh [FOLDER]      FOLDER: that of a build with cer.dll, in place of the newest
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
# shellcheck source=ops/common.sh
. "$root/ops/common.sh"
# shellcheck source=ops/build.sh
. "$root/ops/build.sh"
# shellcheck source=ops/cluster.sh
. "$root/ops/cluster.sh"
# shellcheck source=ops/server.sh
. "$root/ops/server.sh"

megabytes() { printf '%d.%d MB' "$(($1 / 1000000))" "$(($1 % 1000000 / 100000))"; }

# Sizes of the packages that the image names and of all they need, without those that every Debian has.
package_bytes() {
  local names
  names=$(sed -n '/apt-get install -y --no-install-recommends \\$/{n;s/\\$//;s/^ *//;p}' "$root/addon/Dockerfile" |
    tail -n 1 | sed 's/&&.*//')
  # Chosen as for a machine that has nothing yet.
  # shellcheck disable=SC2086 # words
  apt-get install --simulate --no-install-recommends -o Dir::State::status=/dev/null $names 2>/dev/null |
    sed -n 's/^Inst \([^ ]*\).*/\1/p' | xargs apt-cache show --no-all-versions 2>/dev/null |
    awk -v RS= '!/\nPriority: (required|important)\n/ && match($0, /\nInstalled-Size: [0-9]+/) {
      sum += substr($0, RSTART + 17, RLENGTH - 17) } END { print sum * 1024 }'
}

folder=$("$root/ops/addon/pack.sh" ${1:+--app "$1"} "$root/artifacts/addon/measured")
scratch=$(mktemp -d /tmp/cer-addon-XXXXXX)
chmod 0711 "$scratch"
export APP=$folder/program/app
CER_ADDON_POSTGRES_PORT=$(free_port)
port=$(free_port)
export CER_ADDON_POSTGRES_PORT CER_ADDON_URL=http://127.0.0.1:$port
trap '"$root/ops/addon/run.sh" stop "$scratch/data" || true; rm -rf "$scratch" "$folder"' EXIT
mkdir "$scratch/data"
printf '{"demo": false, "silent_after_minutes": 120, "discovery_prefix": "homeassistant", "backup": {}}\n' \
  >"$scratch/data/options.json"

until_healthy() {
  local from=$EPOCHREALTIME tries
  "$root/ops/addon/run.sh" start "$scratch/data" >"$scratch/said" 2>&1 || { cat "$scratch/said" && exit 1; }
  for ((tries = 0; tries < 1200; tries++)); do
    [ "$(http_status "http://127.0.0.1:$port/api/health")" != 200 ] || break
    sleep 0.1
  done
  seconds_since "$from"
}

runtime=$(dirname "$(dirname "$(readlink -f "$(command -v dotnet)")")")/dotnet/shared
[ -d "$runtime" ] || runtime=$(dirname "$(readlink -f "$(command -v dotnet)")")/shared
echo "program          $(megabytes "$(du -sb "$folder/program" | cut -f1)")"
echo ".NET runtime     $(megabytes "$(du -sb "$runtime" | cut -f1)")"
echo "Debian packages  $(megabytes "$(package_bytes)")"
first=$(until_healthy)
from=$EPOCHREALTIME
"$root/ops/addon/run.sh" stop "$scratch/data"
echo "stop             $(seconds_since "$from")"
second=$(until_healthy)
echo "first start      $first"
echo "start            $second"
from=$EPOCHREALTIME
env CER_ADDON_HOME="$scratch/data.home" CER_ADDON_DATA="$scratch/data" "$root/addon/rootfs/opt/cer/addon/backup-pre" >/dev/null
echo "backup hook      $(seconds_since "$from")"
