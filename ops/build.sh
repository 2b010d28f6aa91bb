# shellcheck shell=bash
# Builds the program when a source is newer than the last build. Needs root, the folder of the clone.
#
# Every build gets a folder of its own under artifacts/cer, so a running program never sees its files change.
# The file `current` names the newest folder and the dotnet that made it; its time is the time of the build.

# CER_TEST_CLOCK=1 asks for the test build beside it, whose verbs have --clock.
builds=${root:?}/artifacts/cer${CER_TEST_CLOCK:+-test}
build_lock=$root/artifacts/lock

# Sets dotnet to a command that has the SDK of global.json: on the path, or where its installers put it.
find_dotnet() {
  local place
  for place in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    if [ -x "$place" ] && "$place" --list-sdks 2>/dev/null | grep -q '^10\.'; then
      dotnet=$place
      return 0
    fi
  done
  return 1
}

# Whether the newest build is newer than every source; a folder counts too, so a removed file is noticed.
program_is_fresh() {
  [ -e "$builds/current" ] || return 1
  local place sources=()
  for place in src netdaemon-apps rules db workflows grafana Directory.Build.props Directory.Packages.props BannedSymbols.txt global.json; do
    [ -e "$root/$place" ] && sources+=("$root/$place")
  done
  [ -z "$(find "${sources[@]}" \( -name bin -o -name obj -o -name '.?*' \) -prune \
    -o -newer "$builds/current" -print -quit)" ] && web_is_older_than "$builds/current"
}

# Whether no source of the pages is newer than a file. A clone without pages has none to be newer.
web_is_older_than() { # file
  [ -d "$root/web" ] || return 0
  [ -e "$1" ] && [ -z "$(find "$root/web" -mindepth 1 \( -name node_modules -o -path "$root/web/dist" \) -prune \
    -o -newer "$1" -print -quit)" ]
}

# Builds the pages into web/dist, if it must. Their packages come by name, as package-lock.json says.
build_web() {
  web_is_older_than "$root/web/dist/index.html" && return 0
  if ! command -v npm >/dev/null; then
    echo "The pages need Node 20.19 or newer with npm: ./install.sh says how to get it." >&2
    return 1
  fi
  local start status=0
  start=$(mktemp)
  echo "Building the pages ..." >&2
  (
    cd "$root/web" || exit
    # What npm installed before is kept while the list of packages is the same.
    [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error || exit
    npm run build
  ) </dev/null >"$start.log" 2>&1 || status=$?
  if [ "$status" -eq 0 ]; then
    # A source saved during the build must count as newer.
    touch -r "$start" "$root/web/dist/index.html"
  else
    cat "$start.log" >&2
    echo "The pages do not build: the lines above say why." >&2
  fi
  rm -f "$start" "$start.log"
  return "$status"
}

# Packages that hold the dashboards against Grafana, if they are not here as package-lock.json says.
install_grafana_checks() {
  (
    cd "${root:?}/tests/grafana" || exit
    [ node_modules/.package-lock.json -nt package-lock.json ] ||
      npm ci --no-audit --no-fund --loglevel=error </dev/null >&2
  )
}

# Builds, if it must. Everything it says goes to standard error.
build_program() {
  program_is_fresh && return 0
  if ! { mkdir -p "$builds" && [ -w "$builds" ]; } 2>/dev/null; then
    if [ -e "$builds/current" ]; then
      echo "A source is newer than the program, but $builds is not writable: running the older build." >&2
      return 0
    fi
    echo "The program is not built yet and $builds is not writable: build it once as the owner of the clone." >&2
    return 1
  fi
  if ! find_dotnet; then
    echo "The .NET 10 SDK is not here: ./install.sh says how to get it." >&2
    return 1
  fi

  # A build that outlives a killed script keeps the lock, so the next one waits for it.
  (
    exec 7>"$build_lock"
    flock 7
    program_is_fresh || build_into_new_folder
  )
}

build_into_new_folder() {
  local name start
  name=$(date -u +%Y%m%dT%H%M%S)-$$
  start=$builds/$name.start
  rm -f "$builds"/*.start
  touch "$start"
  build_web || return
  echo "Building the program ..." >&2
  if ! dotnet_build publish src/Cer.Host -c Release -o "$builds/$name" ${CER_TEST_CLOCK:+-p:CerTestClock=true}; then
    rm -rf "${builds:?}/$name" "$start"
    echo "The program does not build: the lines above say why." >&2
    return 1
  fi

  [ ! -d "$root/web/dist" ] || cp -R "$root/web/dist" "$builds/$name/web"

  # A source saved during the build must count as newer; the folders that the build itself made must not.
  printf '%s\n%s\n' "$name" "$dotnet" >"$builds/current.new"
  { [ -z "$(find "$root/src" "$root/netdaemon-apps" \( -name bin -o -name obj -o -name '.?*' \) -prune \
    -o -type f -newer "$start" -print -quit)" ] && web_is_older_than "$root/web/dist/index.html"; } ||
    touch -r "$start" "$builds/current.new"
  mv -f "$builds/current.new" "$builds/current"
  rm -f "$start"
  remove_unused_builds "$name"
}

# A dotnet command that builds: quiet, no server left behind, standard output to standard error. Where compiler names one, one
# compiler serves all projects, which is faster for many.
dotnet_build() { # verb, options ...
  local verb=$1 servers=(--disable-build-servers)
  shift
  [ -z "${compiler:-}" ] || servers=(-nodeReuse:false -p:UseRazorBuildServer=false
    -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler")
  (
    cd "$root" || exit
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-${HOME:-/tmp}}
    exec "$dotnet" "$verb" "$@" "${servers[@]}" \
      -nologo -v quiet -tl:off -clp:NoSummary </dev/null >&2
  )
}

# One compiler for all projects of a build, as a child of this script: sets compiler to its name and compiler_process. It must not
# hold the build's lock, and ends itself after ten idle minutes.
start_compiler() {
  local version place
  version=$(cd "$root" && "$dotnet" --version) || return 0
  place=$("$dotnet" --list-sdks | sed -n "s/^$version \[\(.*\)\]$/\1/p" | head -n 1)
  compiler=cer-build-$$
  "$dotnet" exec "$place/$version/Roslyn/bincore/VBCSCompiler.dll" "-pipename:$compiler" </dev/null >/dev/null 2>&1 &
  compiler_process=$!
}

end_compiler() {
  [ -z "${compiler_process:-}" ] || kill "$compiler_process" 2>/dev/null || true
  compiler_process='' compiler=''
}

# A program holds a shared lock on its folder while it runs; what nobody holds and is not current goes.
remove_unused_builds() { # current
  local folder
  for folder in "$builds"/*/; do
    folder=${folder%/}
    [ "${folder##*/}" = "$1" ] && continue
    flock --nonblock --exclusive "$folder" rm -rf "$folder" || true
  done
}
