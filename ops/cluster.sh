#!/usr/bin/env bash
# A private PostgreSQL cluster in a data folder: made, started, stopped, moved to a newer version.
# Sourced by install.sh and test.sh; by itself:   ops/cluster.sh start|stop|kill|status|psql DATA [SQL options]
#
# In DATA:  cluster/            the cluster, or
#           cluster-location    a line with the folder of one that stands elsewhere
#           settings.json       how the program reaches it
# Its superuser is the role `postgres`, over the unix socket, for the system user who owns the folder.

cluster_scripts=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
# shellcheck source=ops/common.sh
. "$cluster_scripts/common.sh"

clusters_of_root=/var/lib/cer-automation

# ---- programs, folder, user ----------------------------------------------------------------------------------

# Folder of the newest server programs, or of those of one major version; false when there are none.
server_programs() { # [major]
  local found
  found=$(find /usr/lib/postgresql -maxdepth 3 -name initdb -path "*/${1:-*}/bin/*" 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] && dirname "$found"
}

# The folder of the cluster of a data folder, whether or not it exists yet.
cluster_folder() { # data
  if [ -s "$1/cluster-location" ]; then cat "$1/cluster-location"; else echo "$1/cluster"; fi
}

cluster_exists() { [ -s "$(cluster_folder "$1")/PG_VERSION" ]; } # data

# Programs of the version that made a cluster.
programs_of() { server_programs "$(cat "$1/PG_VERSION")"; } # folder

# Runs a command as a system user, from a folder it may read and with its own HOME.
as_user() { # user, command ...
  local user=$1 home
  shift
  if [ "$(id -un)" = "$user" ]; then
    (cd / && exec "$@")
  elif [ "$(id -u)" -eq 0 ]; then
    home=$(getent passwd "$user" | cut -d: -f6)
    (cd / && exec setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups \
      env HOME="${home:-/}" "$@")
  else
    fail "The cluster belongs to the user $user: run this as $user or as root."
  fi
}

as_owner() { # folder, command ...
  local folder=$1
  shift
  as_user "$(stat -c %U "$folder")" "$@"
}

# Writes standard input to a file that belongs to the owner of its folder.
write_in() { # folder, name
  local file=$1/$2
  cat >"$file.new"
  chown --reference="$1" "$file.new"
  chmod 0600 "$file.new"
  mv -f "$file.new" "$file"
}

# ---- a cluster by its folder ---------------------------------------------------------------------------------

# Makes a cluster in a folder that does not exist. One left half made is made anew.
cluster_init() { # folder, user, programs
  local folder=$1 user=$2 programs=$3
  rm -rf "$folder.making"
  install -d -m 0700 -o "$user" -g "$(id -g "$user")" "$folder.making"
  as_user "$user" "$programs/initdb" --pgdata="$folder.making" --username=postgres --auth=reject \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums --no-instructions >/dev/null
  write_in "$folder.making" pg_hba.conf <<'HBA'
# Over the socket: the system user who owns the cluster. Over loopback: by password.
local all all              peer map=owner
host  all all 127.0.0.1/32 scram-sha-256
HBA
  echo "owner $user postgres" | write_in "$folder.making" pg_ident.conf
  # Terse and without statements: points of delivery do not belong in a log.
  write_in "$folder.making" private.conf <<'CONF'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
shared_buffers = '256MB'
max_wal_size = '2GB'
password_encryption = 'scram-sha-256'
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_rotation_age = '1d'
log_truncate_on_rotation = on
log_error_verbosity = terse
log_min_error_statement = panic
CONF
  : | write_in "$folder.making" listen.conf
  as_user "$user" mkdir --mode=0700 "$folder.making/log"
  printf "include 'private.conf'\ninclude 'listen.conf'\n" >>"$folder.making/postgresql.conf"
  mv -T "$folder.making" "$folder"
}

# Pid of its running server; false when it does not run.
cluster_pid() { # folder
  local pid
  [ -r "$1/postmaster.pid" ] || return 1
  read -r pid <"$1/postmaster.pid"
  process_is "$pid" postgres "$1" && echo "$pid"
}

listening() { sed -n "s/^$2 = '\(.*\)'/\1/p" "$1/listen.conf"; } # folder, key
cluster_port() { listening "$1" port; }
cluster_socket() { listening "$1" unix_socket_directories; }

# A loopback port that nobody has, below those the system hands out to clients.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    port_is_taken "$port" || break
  done
  echo "$port"
}

# A folder for the socket that only the owner may enter. A socket's path may have 107 bytes, and a folder
# in the settings no comma or quote: where the cluster's own neighbourhood does not suit, one under /tmp.
choose_socket_folder() { # folder
  local place
  place=$(dirname "$1")/socket
  if [[ ${#place} -le 80 && $place =~ ^[A-Za-z0-9._/-]+$ ]]; then
    install -d -m 0700 "$place"
    chown --reference="$1" "$place"
    echo "$place"
    return
  fi
  place=$(cluster_socket "$1")
  if [ -n "$place" ] && [ -d "$place" ] && [ "$(stat -c %U "$place")" = "$(stat -c %U "$1")" ]; then
    echo "$place"
  else
    as_owner "$1" mktemp -d /tmp/cer-XXXXXX
  fi
}

# A server just killed may linger in the process table, without a command line: PostgreSQL takes it for alive.
wait_for_the_dead() { # folder
  local pid tries=0
  [ -r "$1/postmaster.pid" ] && read -r pid <"$1/postmaster.pid" || return 0
  while [ "$tries" -lt 300 ] && [ -d "/proc/$pid" ] && ! grep -qs . "/proc/$pid/cmdline"; do
    tries=$((tries + 1))
    sleep 0.1
  done
}

# Waits until a server that runs also answers: it may be mending what a crash left behind.
wait_for_answer() { # folder
  local programs tries
  programs=$(programs_of "$1") || explain_missing_version "$1"
  for ((tries = 0; tries < 3000; tries++)); do
    "$programs/pg_isready" --quiet --host=127.0.0.1 --port="$(cluster_port "$1")" && return 0
    cluster_pid "$1" >/dev/null || return 1
    sleep 0.1
  done
  echo "PostgreSQL runs in $1, but does not answer: its last words are in $1/log." >&2
  return 1
}

# Starts its server, with the same port as last time if that is still free, and without our locks.
cluster_up() { # folder
  local folder=$1 programs port socket try
  if cluster_pid "$folder" >/dev/null; then
    wait_for_answer "$folder" && return 0
    # It may have been about to die.
    ! cluster_pid "$folder" >/dev/null || return 1
  fi
  wait_for_the_dead "$folder"
  programs=$(programs_of "$folder") || explain_missing_version "$folder"
  port=$(cluster_port "$folder")
  if [ -z "$port" ] || port_is_taken "$port"; then port=$(free_port); fi
  socket=$(choose_socket_folder "$folder")

  for try in 1 2 3 4; do
    printf "listen_addresses = '127.0.0.1'\nport = '%s'\nunix_socket_directories = '%s'\n" "$port" "$socket" |
      write_in "$folder" listen.conf
    as_owner "$folder" rm -f "$folder/log/start.log"
    as_owner "$folder" "$programs/pg_ctl" start --silent --wait --timeout=300 \
      --pgdata="$folder" --log="$folder/log/start.log" </dev/null >/dev/null 2>&1 7>&- 8>&- 9>&- && return 0
    grep -qs 'in use' "$folder"/log/* || break
    port=$(free_port)
  done
  {
    echo "PostgreSQL does not start in $folder (try $try). Its last words:"
    tail -n 5 "$folder/log/start.log"
    find "$folder/log" -name 'postgresql-*.log' -newer "$folder/listen.conf" -exec tail -n 10 {} +
  } >&2
  return 1
}

cluster_down() { # folder
  local folder=$1 programs
  cluster_pid "$folder" >/dev/null || return 0
  programs=$(programs_of "$folder") || explain_missing_version "$folder"
  as_owner "$folder" "$programs/pg_ctl" stop --silent --pgdata="$folder" --mode=fast --timeout=60 >/dev/null ||
    as_owner "$folder" "$programs/pg_ctl" stop --silent --pgdata="$folder" --mode=immediate
}

# SQL as the superuser, over the socket.
cluster_sql() { # folder, psql options ...
  local folder=$1
  shift
  as_owner "$folder" "$(programs_of "$folder")/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
    --host="$(cluster_socket "$folder")" --port="$(cluster_port "$folder")" --username=postgres "$@"
}

# ---- a cluster by its data folder ----------------------------------------------------------------------------

# Makes the data folder, and in it or in its place the cluster, when there is none.
cluster_create() { # data
  local data=$1 folder user=postgres programs
  cluster_exists "$data" && return 0
  programs=$(server_programs) || fail "There are no PostgreSQL server programs under /usr/lib/postgresql."
  if [ "$(id -u)" -ne 0 ]; then
    user=$(id -un)
  elif [ ! -s "$data/cluster-location" ] && ! as_user postgres test -x "$data"; then
    # The server refuses to run as root, and the user it runs as cannot reach a folder below, say, /root.
    echo "$clusters_of_root/$(random_hex 4)/cluster" >"$data/cluster-location.new"
    mv "$data/cluster-location.new" "$data/cluster-location"
  fi
  folder=$(cluster_folder "$data")
  [[ $folder != "$clusters_of_root"/* ]] || install -d -m 0711 "$clusters_of_root" "$(dirname "$folder")"
  cluster_init "$folder" "$user" "$programs"
}

cluster_start() { # data
  cluster_create "$1"
  cluster_up "$(cluster_folder "$1")"
}

cluster_stop() { ! cluster_exists "$1" || cluster_down "$(cluster_folder "$1")"; } # data

# Removes the cluster of a data folder, wherever it stands, with what older versions left beside it.
cluster_remove() { # data
  local folder socket=''
  cluster_stop "$1"
  folder=$(cluster_folder "$1")
  [ ! -e "$folder/listen.conf" ] || socket=$(cluster_socket "$folder")
  [[ $socket == /tmp/cer-* ]] && rm -rf "$socket"
  if [ -s "$1/cluster-location" ] && [[ $folder == "$clusters_of_root"/* ]]; then
    rm -rf "$(dirname "$folder")"
    rmdir "$clusters_of_root" 2>/dev/null || true
  fi
  rm -rf "$1"/cluster "$1"/cluster-* "$1"/cluster.making "$1"/socket
}

# Roles, database and settings.json: made when they are missing, mended when they do not fit, else left alone.
cluster_prepare() { # data, url
  local data=$1 url=$2 folder port role key word made=no words=()
  folder=$(cluster_folder "$data")
  port=$(cluster_port "$folder")
  for role in cer_owner:owner_connection cer_app:connection cer_member:member_connection cer_rep:rep_connection; do
    key=${role#*:}
    role=${role%:*}
    word=$(connection_word "$data" "$key")
    if ! can_log_in "$folder" "$role" "$word"; then
      # A role that a newer version brings, or everything at first: each once, whichever is missing.
      [ "$made" = yes ] || cluster_sql "$folder" --file=- <"$cluster_scripts/../db/roles.sql"
      made=yes
      word=$(random_hex 20)
      cluster_sql "$folder" --file=- <<<"alter role $role password '$word';"
    fi
    words+=("$word")
  done
  [ "$made" = no ] || cluster_sql "$folder" --file=- <<'SQL'
select 'create database cer owner cer_owner template template0' where not exists (
  select from pg_database where datname = 'cer') \gexec
SQL
  write_settings "$data" "$port" "$url" "${words[@]}"
}

connection_word() { setting "$1/settings.json" "$2" | sed -n 's/.*Password=\([0-9a-f]*\).*/\1/p'; } # data, key

# A role that the schema does not let in yet, because it is older, is known by what the server says of it.
can_log_in() { # folder, role, password
  local said
  [ -n "$3" ] || return 1
  said=$(PGPASSWORD=$3 LC_ALL=C "$(programs_of "$1")/psql" --no-psqlrc --quiet --no-password --host=127.0.0.1 \
    --port="$(cluster_port "$1")" --username="$2" --dbname=cer --command='select' 2>&1 >/dev/null) ||
    [[ $said == *"permission denied for database"* ]]
}

# Who connects how is written anew; whatever else stands in the settings stays, as it is written there.
write_settings() { # data, port, url, owner password, app password, member password, rep password
  local file=$1/settings.json
  (
    umask 077
    # Passwords go by the environment, which nobody else on the machine can read.
    place="Host=127.0.0.1;Port=$2;Database=cer" url=$3 owner=$4 app=$5 member=$6 rep=$7 \
      /usr/bin/python3 -I -c "$settings_writer" "$file" >"$file.new"
  ) || {
    rm -f "$file.new"
    return 1
  }
  if cmp -s "$file.new" "$file"; then rm "$file.new"; else mv -f "$file.new" "$file"; fi
}

# The broker's line stays the first: broker.sh puts it there.
settings_writer=$(
  cat <<'PYTHON'
import json, os, re, sys
known, lines = {}, []
if os.path.exists(sys.argv[1]):
    text = open(sys.argv[1], encoding="utf-8").read()
    try:
        known = json.loads(text)
    except ValueError as fault:
        sys.exit(f"Found {sys.argv[1]} that is no JSON ({fault}), expected settings: mend it and try again.")
    lines = text.splitlines()
if not isinstance(known, dict):
    sys.exit(f"Found {sys.argv[1]} that is no object, expected settings: mend it and try again.")
written = {}
for line in lines:
    member = re.fullmatch(r'\s*"([^"]+)"\s*:\s*(.*?),?\s*', line)
    if not member or member[1] not in known: continue
    try:
        if json.loads(member[2]) == known[member[1]]: written[member[1]] = member[2]
    except ValueError: pass
say = lambda key: written.get(key) or json.dumps(known[key], ensure_ascii=False)
here = os.environ
own = {"cluster": "private"}
for key, role in ("connection", "app"), ("owner_connection", "owner"), ("member_connection", "member"), ("rep_connection", "rep"):
    own[key] = f"{here['place']};Username=cer_{role};Password={here[role]}"
own["url"] = here["url"]
rows = [f'"mqtt": {say("mqtt")}'] if "mqtt" in known else []
rows += [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in own.items()]
rows += [f'"{key}": {say(key)}' for key in known if key not in own and key != "mqtt"]
print("{\n  " + ",\n  ".join(rows) + "\n}")
PYTHON
)

# ---- from one PostgreSQL version to another ------------------------------------------------------------------

explain_missing_version() { # folder
  local have newest
  have=$(cat "$1/PG_VERSION")
  newest=$(server_programs || true)
  fail "The data in $1 were written by PostgreSQL $have, and this system no longer has its programs" \
    "${newest:+(it has $newest)}. Install the package postgresql-$have again, from this distribution or the last one;" \
    "then ./install.sh --move-cluster moves the data to the newer version by dump and restore."
}

# Whether the newest server programs are newer than the cluster.
cluster_is_older() { # data
  local folder newest
  folder=$(cluster_folder "$1")
  newest=$(server_programs) && [[ $newest != */"$(cat "$folder/PG_VERSION")"/bin ]]
}

# Moves the data into a new cluster of the newest version, by dump and restore. The old one stays beside it.
cluster_move() { # data
  local data=$1 old new user programs dump
  old=$(cluster_folder "$data")
  programs=$(server_programs)
  user=$(stat -c %U "$old")
  new=$(dirname "$old")/cluster-$(basename "$(dirname "$programs")")-$(date -u +%Y%m%d%H%M%S)
  dump=$old/move.sql

  cluster_up "$old"
  as_owner "$old" "$programs/pg_dumpall" --host="$(cluster_socket "$old")" --port="$(cluster_port "$old")" \
    --username=postgres --file="$dump"
  cluster_down "$old"
  cluster_init "$new" "$user" "$programs"
  write_in "$new" listen.conf <"$old/listen.conf"
  cluster_up "$new"
  # The new cluster has its own superuser already.
  grep -v '^CREATE ROLE postgres;$' "$dump" | cluster_sql "$new" --dbname=postgres --file=- >/dev/null
  cluster_sql "$new" --dbname=cer --command='analyze'
  cluster_down "$new"
  rm -f "$dump"

  echo "$new" >"$data/cluster-location.new"
  mv -f "$data/cluster-location.new" "$data/cluster-location"
  note "Moved from PostgreSQL $(cat "$old/PG_VERSION") to $(cat "$new/PG_VERSION"); the old cluster stays in $old."
}

# ---- by itself -----------------------------------------------------------------------------------------------

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  [ $# -ge 2 ] || fail "Use: ops/cluster.sh start|stop|kill|status|psql DATA [psql options]"
  data=$(absolute_path "$2")
  case $1 in
    start)
      mkdir -p "$data"
      cluster_start "$data"
      url=$(setting "$data/settings.json" url)
      cluster_prepare "$data" "${url:-http://127.0.0.1:8099}"
      ;;
    stop) cluster_stop "$data" ;;
    kill) kill -KILL "$(cluster_pid "$(cluster_folder "$data")")" ;;
    status) cluster_pid "$(cluster_folder "$data")" ;;
    psql) cluster_sql "$(cluster_folder "$data")" "${@:3}" ;;
    *) fail "Found '$1', expected start, stop, kill, status or psql." ;;
  esac
fi
