#!/usr/bin/env bash
# What the machine must have: checked, and installed from the distribution where it has it. Sourced by install.sh
# and test.sh; the part that needs root runs by itself:   sudo ops/packages.sh PACKAGE ...

# shellcheck source=ops/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# ---- as root --------------------------------------------------------------------------------------------------

# Services that these packages would start by themselves.
quiet_services=(postgresql mosquitto exim4 influxdb victoria-metrics)

# Installs packages without starting any service, and leaves running only what ran before.
install_as_root() { # package ...
  local guard=/usr/sbin/policy-rc.d no_cluster=/etc/postgresql-common/createcluster.d/cer-automation.conf
  local names=("$@") service were_active=' ' made=()
  for service in "${quiet_services[@]}"; do
    ! service_is_active "$service" || were_active+="$service "
  done

  # Debian asks this file before it starts a service, and the other before it makes a cluster of its own.
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$guard"
    chmod 0755 "$guard"
    made+=("$guard")
  fi
  if [ ! -d /var/lib/postgresql ]; then
    mkdir -p "$(dirname "$no_cluster")"
    echo 'create_main_cluster = false' >"$no_cluster"
    made+=("$no_cluster")
  fi
  # shellcheck disable=SC2064 # the names of now
  [ ${#made[@]} -eq 0 ] || trap "rm -f $(printf '%q ' "${made[@]}")" EXIT

  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq || echo "The package lists could not be refreshed; going on with those here." >&2
  if [[ " ${names[*]} " == *" libicu "* ]]; then names=("${names[@]/#libicu/$(newest_icu)}"); fi
  local told
  told=$(apt-get install -y -qq --no-install-recommends "${names[@]}" 2>&1) || fail "$told"

  command -v systemctl >/dev/null || return 0
  for service in "${quiet_services[@]}"; do
    [[ $were_active == *" $service "* ]] || systemctl --quiet disable --now "$service" 2>/dev/null || true
  done
}

service_is_active() { command -v systemctl >/dev/null && systemctl --quiet is-active "$1" 2>/dev/null; }

newest_icu() { apt-cache search --names-only '^libicu[0-9]+$' | cut -d' ' -f1 | sort -V | tail -n 1; }

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  [ $# -gt 0 ] || fail "Use: ops/packages.sh PACKAGE ..."
  [ "$(id -u)" -eq 0 ] || fail "Installing packages needs root: sudo $0 $*"
  install_as_root "$@"
  exit
fi

# ---- as anybody -----------------------------------------------------------------------------------------------

# Installs packages with sudo where needed; false, with the command to run, when it cannot.
install_packages() { # package ...
  local command="apt-get install -y --no-install-recommends $*"
  if ! command -v apt-get >/dev/null; then
    echo "Missing: $*. This system has no apt-get: install them its own way and run this again." >&2
    return 1
  fi
  note "installing from the distribution: $*"
  if [ "$(id -u)" -eq 0 ]; then
    "${root:?}/ops/packages.sh" "$@"
  elif command -v sudo >/dev/null; then
    sudo "$root/ops/packages.sh" "$@"
  else
    echo "Missing: $*. There is no sudo here; as root run:  $command" >&2
    return 1
  fi
}

# The version a distribution would install, without its epoch and revision; nothing when it has none.
candidate() { # package
  command -v apt-cache >/dev/null || return 0
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9][0-9.]*).*/\2/p'
}

at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; } # version, least

require_postgres() {
  server_programs >/dev/null && return 0
  install_packages postgresql && server_programs >/dev/null
}

require_mosquitto() {
  broker_program >/dev/null && return 0
  install_packages mosquitto && broker_program >/dev/null
}

# .NET needs ICU for Italian dates and numbers.
require_icu() {
  [[ $(PATH=$PATH:/sbin ldconfig -p) == *libicuuc* ]] && return 0
  install_packages libicu
}

require_dotnet() {
  find_dotnet && return 0
  if [ -n "$(candidate dotnet-sdk-10.0)" ]; then
    install_packages dotnet-sdk-10.0 && find_dotnet && return 0
  fi
  cat >&2 <<'TEXT'
The .NET 10 SDK is missing, and this distribution does not have it. To get it into ~/.dotnet, without root:

    curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0

then run this again: the folder ~/.dotnet is found by itself.
TEXT
  return 1
}

# Node 20.19 or newer builds the pages; until there are pages to build its absence is only told.
require_node() {
  local have version archive
  have=$(node --version 2>/dev/null || true)
  if [ -n "$have" ] && at_least "${have#v}" 20.19; then return 0; fi
  version=$(candidate nodejs)
  if [ -n "$version" ] && at_least "$version" 20.19; then
    install_packages nodejs npm && return 0
  fi
  archive=node-v22.12.0-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/').tar.xz
  cat >&2 <<TEXT
Node ${have:-is missing}: the pages need 20.19 or newer, and this distribution has ${version:-none}. To get it:

    curl -fsSLO https://nodejs.org/dist/v22.12.0/$archive
    sudo tar -xJf $archive -C /usr/local --strip-components=1

TEXT
  [ ! -d "${root:?}/web" ]
}

# Prints documents: WeasyPrint in the system's Python, and the letters they are set in.
require_weasyprint() {
  /usr/bin/python3 -c 'import weasyprint' 2>/dev/null &&
    [ -e /usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf ] && return 0
  install_packages weasyprint fonts-open-sans fonts-dejavu-core
}

# Reads PDFs back in tests.
require_poppler() {
  command -v pdftotext >/dev/null && command -v pdfinfo >/dev/null && return 0
  install_packages poppler-utils
}

# Looks at the pages in tests.
require_chromium() {
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] && return 0
  install_packages chromium && [ -x /usr/bin/chromium ]
}

# What the workbooks that the program writes are read with in tests: a library of other hands.
require_workbook_peer() {
  /usr/bin/python3 -c 'import openpyxl' 2>/dev/null && return 0
  install_packages python3-openpyxl
}

# What the MQTT client is tested against: a broker, and a client of other hands.
require_mqtt_peers() {
  [ -x /usr/sbin/mosquitto ] && /usr/bin/python3 -c 'import paho.mqtt.client' 2>/dev/null && return 0
  install_packages mosquitto python3-paho-mqtt
}

# What the series are written to in tests: servers that the tests start themselves, on loopback.
require_series_peers() {
  [ -x /usr/bin/influxd ] && [ -x /usr/bin/victoria-metrics ] && return 0
  install_packages influxdb victoria-metrics && [ -x /usr/bin/influxd ] && [ -x /usr/bin/victoria-metrics ]
}

# What the mail client is tested against: Exim, by a configuration of the tests' own. A machine has one mail server:
# where another one stands it stays.
require_smtp_peer() {
  [ -x /usr/sbin/exim4 ] && return 0
  install_packages exim4-daemon-light && [ -x /usr/sbin/exim4 ]
}

# Whether a mail server stands here that is not Exim.
other_mail_server_stands() {
  [ ! -x /usr/sbin/exim4 ] || return 1
  [ -e /usr/sbin/sendmail ] || [ -e /usr/lib/sendmail ] ||
    dpkg-query -W -f '${Status} ${Provides}\n' 2>/dev/null | grep -q '^install ok installed .*mail-transport-agent'
}
