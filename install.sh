#!/usr/bin/env bash
# Installs CerAutomation on this machine and starts it. Again: finishes what is missing, changes nothing else.
set -euo pipefail

root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
# shellcheck source=ops/common.sh
. "$root/ops/common.sh"
# shellcheck source=ops/build.sh
. "$root/ops/build.sh"
# shellcheck source=ops/packages.sh
. "$root/ops/packages.sh"
# shellcheck source=ops/cluster.sh
. "$root/ops/cluster.sh"
# shellcheck source=ops/broker.sh
. "$root/ops/broker.sh"
# shellcheck source=ops/server.sh
. "$root/ops/server.sh"

usage() {
  cat <<'TEXT'
Use: ./install.sh [option ...]

Installs what is missing, builds, makes and starts a private database and a private MQTT broker, loads a demo
community with months of messages, settles them, and starts the server.

  --data DIR       the data folder (default: $CER_DATA, else ./var of this clone)
  --port N         the server's port on 127.0.0.1 (default: 8099, or what the data folder has)
  --mqtt-port N    the broker's port on 127.0.0.1 (default: a free one, or what the data folder has)
  --no-broker      no MQTT: readings come by REST and file alone
  --no-demo        leave the demo community out
  --demo-months N  how many months the demo has, the running one included (13)
  --restore FILE   put this backup into a new data folder, in place of the demo community
  --keep-people    with --restore: passwords and passkeys go on as the backup has them
  --headless       do the work, print, and stop everything again
  --stop           stop server, broker and database
  --status         tell what runs; exit status 0 when all does, 3 when not
  --purge          remove the data folder; asks first, unless --yes
  --move-cluster   move the data to the newest installed PostgreSQL, by dump and restore
  --yes            answer yes to what would be asked
  --help           this text
TEXT
}

action=install data=${CER_DATA:-$root/var} port='' mqtt_port='' broker=yes demo=yes months=13 restore='' keep='' headless=no yes=no
while [ $# -gt 0 ]; do
  case $1 in
    --data | --port | --mqtt-port | --demo-months | --restore)
      [ -n "${2:-}" ] || fail "Found $1 without a value, expected one. ./install.sh --help lists the options."
      case $1 in
        --data) data=$2 ;;
        --port) port=$2 ;;
        --mqtt-port) mqtt_port=$2 ;;
        --demo-months) months=$2 ;;
        *) restore=$2 ;;
      esac
      shift
      ;;
    --data=*) data=${1#*=} ;;
    --port=*) port=${1#*=} ;;
    --restore=*) restore=${1#*=} ;;
    --mqtt-port=*) mqtt_port=${1#*=} ;;
    --demo-months=*) months=${1#*=} ;;
    --no-broker) broker=no ;;
    --no-demo) demo=no ;;
    --keep-people) keep=--keep-people ;;
    --headless) headless=yes ;;
    --stop | --status | --purge) action=${1#--} ;;
    --move-cluster) action=move ;;
    --yes) yes=yes ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) fail "Found '$1', expected an option. ./install.sh --help lists them." ;;
  esac
  shift
done
is_port() { [[ -z $1 || ($1 =~ ^[0-9]{1,5}$ && $1 -ge 1 && $1 -le 65535) ]]; }
is_port "$port" || fail "Found --port $port, expected a number from 1 to 65535."
[[ $months =~ ^[0-9]{1,2}$ && $((10#$months)) -ge 1 && $((10#$months)) -le 60 ]] ||
  fail "Found --demo-months $months, expected a number from 1 to 60."
is_port "$mqtt_port" || fail "Found --mqtt-port $mqtt_port, expected a number from 1 to 65535."
[[ $data != *[\"\$\`\\$'\n']* ]] || fail "Found a quote, dollar or backslash in the data folder's name, expected none."
data=$(absolute_path "$data")
settings=$data/settings.json
if [ -n "$restore" ]; then
  { [ -f "$restore" ] && [ -r "$restore" ]; } || fail "Found no file $restore that can be read, expected a backup."
  restore=$(absolute_path "$restore")
  demo=no
fi

# A database of one's own, named in the settings in place of the private one, is used and never touched from here.
database_is_private() { [ ! -e "$settings" ] || [ "$(setting "$settings" cluster)" = private ]; }

# One script at a time on a data folder. What a killed one left running is waited for.
take_the_lock() {
  exec 9>"$data/.lock"
  flock --nonblock 9 || {
    echo "Another install.sh works on $data: waiting for it."
    flock 9
  }
}

is_data_folder() { [ -e "$data/.lock" ]; }

make_data_folder() {
  if [ ! -d "$data" ]; then
    mkdir -p "$data" 2>/dev/null || fail "The data folder $data cannot be made by $(id -un): choose another with --data."
    # The database's user must be able to pass through, and nobody else needs to look in.
    chmod "$([ "$(id -u)" -eq 0 ] && echo 0711 || echo 0700)" "$data"
  fi
  [ "$(stat -c %u "$data")" = "$(id -u)" ] ||
    fail "The data folder $data belongs to $(stat -c %U "$data"): run this as that user, or choose another with --data."
}

install_all() {
  steps=5
  [ "$demo$restore" = no ] || steps=$((steps + 1))
  [ "$headless" = yes ] || steps=$((steps + 2))
  local started=$EPOCHREALTIME

  step "What the machine needs"
  require_icu || exit 1
  require_dotnet || exit 1
  require_node || exit 1
  command -v /usr/bin/python3 >/dev/null || install_packages python3 || exit 1
  require_weasyprint || note "without WeasyPrint everything works but PDFs: run this again once it can be had"
  if database_is_private; then require_postgres || exit 1; fi
  if [ "$broker" = yes ] && broker_is_private "$data"; then require_mosquitto || exit 1; fi

  step "The program"
  build_program || exit 1

  step "The database, in $data"
  make_data_folder
  take_the_lock
  if database_is_private; then
    cluster_start "$data"
    cluster_prepare "$data" "$(if [ -n "$port" ]; then echo "http://127.0.0.1:$port"; else server_url "$data"; fi)"
    ! cluster_is_older "$data" ||
      note "A newer PostgreSQL is installed: ./install.sh --move-cluster moves the data to it."
  elif [ -n "$port" ] && [[ $(server_url "$data") != *":$port" ]]; then
    fail "The settings are your own: write the port into $settings."
  else
    note "your own, as $settings says"
  fi

  step "Its tables"
  # A program of yesterday does not go on while its tables become those of today.
  server_is_current "$data" || server_stop "$data"
  "$root/cer" migrate --data "$data" | sed 's/^/      /'

  if [ -n "$restore" ]; then
    step "The backup"
    server_stop "$data"
    "$root/cer" restore "$restore" ${keep:+"$keep"} --data "$data" | sed 's/^/      /' ||
      fail "The backup was not restored, or not everything is as it was: the lines above say why."
  fi

  if [ "$broker" = yes ]; then step "The broker"; else step "No broker"; fi
  prepare_broker || exit 1

  local table='' people='' status=0
  if [ "$demo" = yes ]; then
    step "The demo community"
    table=$("$root/cer" demo --data "$data" --months "$months")
  fi

  people=$(make_people "$table") || exit 1

  if [ "$headless" = no ]; then
    step "The server"
    server_start "$data" || exit 1
    step "Looking it over"
    "$root/cer" doctor --data "$data" | sed 's/^/      /' || status=1
  fi
  step_done

  [ -z "$table" ] || printf '\n%s\n' "$table"
  [ -z "$people" ] || printf '\nWho may sign in, each by a link that works once (anew: ./cer person invite LOGIN --data %s):\n%s\n' "$data" "$people"
  if [ "$headless" = yes ]; then
    stop_all
    printf '\nDone in %s; everything is stopped again. The data are in %s.\n' "$(seconds_since "$started")" "$data"
  else
    cat <<TEXT

Done in $(seconds_since "$started").
  open      $(server_url "$data")
  ask       ./install.sh --status
  stop      ./install.sh --stop
  data      $data (log: log/cer.log)
TEXT
  fi
  return "$status"
}

# The first administrator, and in the demo a member; a link for each one made now, nothing when they are there.
make_people() { # table of the demo
  {
    "$root/cer" person add amministratore --name Amministratore --role administrator --if-first --data "$data"
    [[ $1 != *'Magliano (dimostrazione)'* ]] ||
      "$root/cer" person add membro.demo --name 'Famiglia Ginestra (inventata)' --role member \
        --email famiglia.ginestra@magliano.example --community magliano --member fam-ginestra --if-new --data "$data"
  } | sed 's/^/  /'
}

# The private broker with the accounts that the store has; or, not wanted, none.
prepare_broker() {
  if [ "$broker" = no ]; then
    broker_stop "$data"
    ! broker_is_private "$data" || write_broker_line "$data" ''
  elif broker_is_private "$data"; then
    broker_prepare "$data" "$mqtt_port"
    "$root/cer" device write --data "$data" | sed "s/^/      /" || return 1
    broker_start "$data"
  else
    note "your own, as $settings says"
  fi
}

stop_all() {
  server_stop "$data"
  broker_stop "$data"
  ! database_is_private || cluster_stop "$data"
}

show_status() {
  local folder pid all=0
  is_data_folder || fail "There is no installation in $data."
  echo "data      $data ($(du -sh "$data" 2>/dev/null | cut -f1))"
  if database_is_private; then
    folder=$(cluster_folder "$data")
    if pid=$(cluster_pid "$folder"); then
      echo "database  PostgreSQL $(cat "$folder/PG_VERSION") runs (process $pid, port $(cluster_port "$folder"))"
    else
      echo "database  stopped"
      all=3
    fi
  else
    echo "database  your own, as $settings says"
  fi
  if [ -n "$(broker_line "$data")" ] && broker_is_private "$data"; then
    if pid=$(broker_pid "$data"); then
      echo "broker    Mosquitto runs on mqtt://127.0.0.1:$(broker_port "$data") (process $pid)"
    else
      echo "broker    stopped"
      all=3
    fi
  fi
  if pid=$(server_pid "$data"); then
    if server_is_healthy "$data"; then
      echo "server    runs on $(server_url "$data") (process $pid)"
    else
      echo "server    runs (process $pid) but does not answer: see $data/log/cer.log"
      all=3
    fi
  else
    echo "server    stopped"
    all=3
  fi
  exit "$all"
}

purge() {
  is_data_folder || fail "There is no installation in $data."
  if [ "$yes" = no ]; then
    local answer=
    read -r -p "Remove $data with everything the community has stored, its backups there too? Type yes: " answer || true
    [ "$answer" = yes ] || fail "Nothing was removed."
  fi
  take_the_lock
  server_stop "$data"
  broker_remove "$data"
  cluster_remove "$data"
  # Only what this program made: a file somebody else put there stays, and then the folder does too.
  rm -f "$data"/backup/cer-*.cerbackup "$data"/backup/.cer-backup-* "$data"/.cer-pgpass-* "$data/backup-failure.json"
  [ ! -d "$data/backup" ] || rmdir "$data/backup" 2>/dev/null || true
  rm -f "$data/keys/people.key" "$data"/keys/.people-*
  [ ! -d "$data/keys" ] || rmdir "$data/keys" 2>/dev/null || true
  # Letters of the local folder: the demo's, or those of a town without a mail server. They stand in the database too.
  rm -f "$data"/mail/new/*.cer "$data"/mail/tmp/*.cer
  rmdir "$data/mail/new" "$data/mail/cur" "$data/mail/tmp" "$data/mail" 2>/dev/null || true
  rm -rf "$data/log" "$settings" "$settings.new" "$data/cer.pid" "$data/.lock"
  rmdir "$data" 2>/dev/null || echo "Some files in $data are not ours; they stay."
  echo "Removed."
}

case $action in
  install) install_all ;;
  status) show_status ;;
  purge) purge ;;
  stop)
    is_data_folder || fail "There is no installation in $data."
    take_the_lock
    stop_all
    echo "Stopped. ./install.sh starts it again."
    ;;
  move)
    is_data_folder || fail "There is no installation in $data."
    database_is_private || fail "The database is your own: move it with its own tools."
    take_the_lock
    server_stop "$data"
    cluster_move "$data"
    echo "./install.sh starts it again."
    ;;
esac
