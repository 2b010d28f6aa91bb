# shellcheck shell=bash
# What the add-on's scripts share. In the container nothing below is set from outside; tests set the folders, a port
# shellcheck disable=SC2034 # those who source it use them
# and the program, and run the same scripts without a container.

addon_home=${CER_ADDON_HOME:-/opt/cer}
addon_data=${CER_ADDON_DATA:-/data}
addon_config=${CER_ADDON_CONFIG:-/config}
addon_port=${CER_ADDON_POSTGRES_PORT:-5432}
addon_url=${CER_ADDON_URL:-http://0.0.0.0:8099}
data=$addon_data/cer
options=$addon_data/options.json
# A consistent copy that a backup of Home Assistant takes along, and the mark of one that is being put back.
saved=$data/saved
restoring=$data/restoring

# shellcheck source=ops/cluster.sh
. "$addon_home/ops/cluster.sh"

# The user of the program: one of its own where we may choose, else whoever runs this.
if [ "$(id -u)" -eq 0 ] && getent passwd cer >/dev/null; then addon_user=cer; else addon_user=$(id -un); fi

say() { printf '%s cer-addon: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }

give_up() {
  say "$*" >&2
  exit 1
}

# The program, as its user and by the data folder.
cer() { as_user "$addon_user" dotnet "$addon_home/app/cer.dll" "$@"; }

# In the place of this shell, so that a signal reaches the program itself.
become() { # user, command ...
  local user=$1
  shift
  cd /
  if [ "$(id -un)" = "$user" ]; then exec "$@"; fi
  exec setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups env HOME=/tmp "$@"
}

# What devices of other houses are shown. The files are root's where Home Assistant keeps them: the program has copies.
copy_certificate() {
  local from name
  [ -s "$data/tls/from" ] || return 0
  mapfile -t from <"$data/tls/from"
  for name in key.pem certificate.pem; do
    if [ "$name" = key.pem ]; then set -- "${from[1]}"; else set -- "${from[0]}"; fi
    ! cmp -s "$1" "$data/tls/$name" || continue
    install -m 0600 -o "$addon_user" "$1" "$data/tls/$name.new" && mv "$data/tls/$name.new" "$data/tls/$name"
  done
}

# The newest backup in a folder; nothing when there is none.
newest_saved() { # folder
  [ ! -d "$1" ] || find "$1" -maxdepth 1 -name 'cer-*.cerbackup' | sort | tail -n 1
}
