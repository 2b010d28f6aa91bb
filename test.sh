#!/usr/bin/env bash
# Runs every test. Last line: N passed, N failed, N skipped. A failure or a skip makes the exit status 1.
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

usage() {
  cat <<'TEXT'
Use: ./test.sh [--soak] [WORD ...]

Installs what tests need, builds, checks the format, and runs every test on a private PostgreSQL that is gone
afterwards. With words, only the test projects whose name holds one of them.

  --soak    the long runs too (CER_SOAK=1)
  --help    this text

CER_TEST_POSTGRES, a connection string of a superuser, names a server to use instead.
TEXT
}

words=() left_out=() besides=
while [ $# -gt 0 ]; do
  case $1 in
    --soak) export CER_SOAK=1 ;;
    --help | -h)
      usage
      exit 0
      ;;
    -*) fail "Found '$1', expected --soak, --help or words of test projects." ;;
    *) words+=("$1") ;;
  esac
  shift
done

export TESTINGPLATFORM_TELEMETRY_OPTOUT=1

passed=0 failed=0 skipped=0 failures=""
scratch=$(mktemp -d /tmp/cer-test-XXXXXX)
reports=$root/artifacts/tests

clean_up() {
  local status=$?
  trap - EXIT
  end_compiler
  [ -z "${besides:-}" ] || kill -- -"$besides" 2>/dev/null || true
  [ ! -d "$scratch/data" ] || cluster_remove "$scratch/data" || true
  rm -rf "$scratch"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A check that is not a test project counts as one test; its end is put down for count_checks.
check() { # name, command ...
  local status=0
  ("${@:2}") || status=$?
  echo "$status" >"$scratch/$1.check"
}

count_checks() { # name ...
  local name
  for name in "$@"; do
    if [ "$(cat "$scratch/$name.check" 2>/dev/null)" = 0 ]; then passed=$((passed + 1)); else
      failed=$((failed + 1))
      failures+="FAILED: the check of $name"$'\n'
    fi
  done
}

# A server for the tests alone. It may forget what it wrote when the power goes, so it need not wait for the disk.
start_postgres() {
  local word folder port
  mkdir "$scratch/data"
  chmod 0711 "$scratch" "$scratch/data"
  cluster_create "$scratch/data"
  folder=$(cluster_folder "$scratch/data")
  printf "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 500\n" >>"$folder/private.conf"
  cluster_up "$folder"
  word=$(random_hex 20)
  cluster_sql "$folder" --file=- <<<"alter role postgres password '$word';"
  port=$(cluster_port "$folder")
  export CER_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Database=postgres;Username=postgres;Password=$word"
}

# Shell scripts without a fault, when the tool for it can be had.
check_shell() {
  command -v shellcheck >/dev/null || install_packages shellcheck || {
    note "shellcheck cannot be had here: the scripts go unread"
    return 0
  }
  local scripts
  mapfile -t scripts < <(cd "$root" && find cer install.sh test.sh .ci/run ops addon/rootfs/opt -type f \( -name '*.sh' -o ! -name '*.*' \))
  (cd "$root" && shellcheck -x "${scripts[@]}")
}

check_format() {
  (cd "$root" && "$dotnet" format whitespace CerAutomation.sln --no-restore --verify-no-changes --verbosity quiet)
}

check_web() {
  (cd "$root/web" && npm run --silent check && npm test --silent)
}

# The dashboard files against Grafana's own types and functions; its packages are for this alone.
check_grafana() {
  install_grafana_checks && (cd "$root/tests/grafana" && npm test --silent)
}

wanted() { # project
  local word
  [ ${#words[@]} -gt 0 ] || return 0
  for word in "${words[@]}"; do [[ $1 != *"$word"* ]] || return 0; done
  return 1
}

# A number of the report that a test project writes.
reported() { sed -n "s/.*<assembly [^>]*[[:space:]]$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; } # report, attribute

# Runs the tests of a project; its end is put down beside its report.
run_project() { # folder
  local name status=0
  name=$(basename "$1")
  rm -f "$reports/$name.xml"
  local options=()
  [ "$name" != Cer.Mail.Tests ] || options=("${left_out[@]}")
  (cd "$root" && timeout --kill-after=30 4200 "$dotnet" "$1/bin/Debug/net10.0/$name.dll" --no-progress --no-ansi \
    --results-directory "$reports" --report-xunit --report-xunit-filename "$name.xml" "${options[@]}" </dev/null) || status=$?
  echo "$status" >"$scratch/$name.status"
}

# Counts what a project that has run reports.
count_project() { # folder
  local name report status
  name=$(basename "$1")
  report=$reports/$name.xml
  status=$(cat "$scratch/$name.status" 2>/dev/null || echo 1)
  local ok bad idle errors
  ok=$(reported "$report" passed 2>/dev/null || true)
  bad=$(reported "$report" failed 2>/dev/null || true)
  idle=$(reported "$report" skipped 2>/dev/null || true)
  errors=$(reported "$report" errors 2>/dev/null || true)
  passed=$((passed + ${ok:-0}))
  skipped=$((skipped + ${idle:-0}))
  bad=$((${bad:-0} + ${errors:-0}))
  # A project that ends badly without a failed test, or ran none, counts as one failure.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "${ok:-0}" -eq 0 ]; } && [ "${idle:-0}" -eq 0 ]; then
    bad=1
    echo "FAILED: $name ended with status $status and ${ok:-no} tests passed" >&2
  fi
  failed=$((failed + bad))
  [ "$bad" -eq 0 ] || failures+="$(failed_tests "$report")"$'\n'
}

# The failed tests of a report with what they said, for the end of the output, where it is looked for.
failed_tests() { # report
  python3 - "$1" <<'READ' 2>/dev/null || echo "FAILED: something of $(basename "$1" .xml), whose report cannot be read"
import sys, xml.etree.ElementTree as tree
project = sys.argv[1].rsplit("/", 1)[-1].removesuffix(".xml")
for test in tree.parse(sys.argv[1]).iter("test"):
    if test.get("result") != "Fail": continue
    print("FAILED:", project, test.get("name"))
    for part in ("failure/message", "failure/stack-trace", "output"):
        said = (test.findtext(part) or "").strip()
        if said: print("   ", said[:1500].replace("\n", "\n    "))
READ
}

steps=3
step "What tests need"
require_icu && require_dotnet && require_node || exit 1
[ -n "${CER_TEST_POSTGRES:-}" ] || require_postgres || exit 1
command -v git >/dev/null || install_packages git || exit 1
require_mqtt_peers || exit 1
! wanted Cer.Market.Tests || require_series_peers || exit 1
! wanted Cer.Exchange.Tests || require_workbook_peer || exit 1
require_weasyprint && require_poppler || exit 1
! wanted Cer.Browser.Tests || require_chromium || exit 1
if other_mail_server_stands; then
  note "another mail server stands on this machine and is left alone: the tests against Exim are left out"
  left_out=(--filter-not-trait Peer=Exim)
else
  require_smtp_peer || exit 1
fi

step "Building"
mkdir -p "$builds" "$reports"
start_compiler
(
  exec 7>"$build_lock"
  flock 7
  # Debug, because only such builds have --clock, which tests set.
  build_web && dotnet_build build CerAutomation.sln -c Debug
) || fail "It does not build: the lines above say why."
end_compiler

step "Testing"
[ -n "${CER_TEST_POSTGRES:-}" ] || start_postgres
projects=()
for project in "$root"/tests/*.Tests/*.csproj; do
  folder=$(dirname "$project")
  ! wanted "$(basename "$folder")" || projects+=("$folder")
done

# Two at a time, the longest first, so that neither waits long for the other at the end. A third made two cores so busy that tests ran
# out of patience.
first=(Cer.Host.Tests Cer.Browser.Tests Cer.Installation.Tests Cer.Operations.Tests Cer.Database.Tests Cer.Mail.Tests Cer.Crash.Tests Cer.Year.Tests)
queue=()
for name in "${first[@]}"; do
  for folder in "${projects[@]}"; do [ "$(basename "$folder")" != "$name" ] || queue+=("$folder"); done
done
for folder in "${projects[@]}"; do
  [[ " ${first[*]} " == *" $(basename "$folder") "* ]] || queue+=("$folder")
done

checks=(repository scripts format pages dashboards)
run_checks() {
  check repository "$root/ops/check-repository.sh"
  check scripts check_shell
  check format check_format
  check pages check_web
  check dashboards check_grafana
}

# Whoever is free takes the next; what a project says is told in one piece when it is through.
work_off() {
  local folder name
  for folder in "${queue[@]}"; do
    name=$(basename "$folder")
    mkdir "$scratch/$name.taken" 2>/dev/null || continue
    run_project "$folder" >"$scratch/$name.log" 2>&1
    tell "$name"
  done
}

tell() { # name
  (
    flock 8
    echo "-- $1"
    cat "$scratch/$1.log"
  ) 8>"$scratch/tell"
}

run_beside() {
  run_checks >"$scratch/checks.log" 2>&1
  tell checks
  work_off
}

# A group of its own, so that whoever breaks off here ends all of it.
set -m
run_beside &
besides=$!
set +m
work_off
wait "$besides" || true
count_checks "${checks[@]}"
for folder in "${queue[@]}"; do count_project "$folder"; done
step_done

[ -z "$failures" ] || printf '%s' "$failures" >&2
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
