#!/usr/bin/env bash
# Fetches the schemas of payments that ISO 20022 has published, for tests: out of a package of the distribution that brings them.
# Nothing of it is installed or run:   ops/schemas.sh
set -euo pipefail
root=$(cd "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
folder=$root/artifacts/sepa
names=(pain.001.001.09.xsd pain.002.001.03.xsd pain.002.001.10.xsd)
complete=yes
for name in "${names[@]}"; do [ -s "$folder/$name" ] || complete=no; done
[ $complete = no ] || exit 0

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
apt-get download -qq libhbci4j-core-java >/dev/null 2>&1 || {
  [ "$(id -u)" -ne 0 ] || apt-get update -qq || true
  apt-get download -qq libhbci4j-core-java >/dev/null
} || {
  echo "The published schemas of payments cannot be had here: they come with the package libhbci4j-core-java." >&2
  exit 1
}
dpkg-deb -x libhbci4j-core-java_*.deb there
mkdir -p "$folder"
/usr/bin/python3 - "$folder" "${names[@]}" <<'END'
import sys, zipfile
with zipfile.ZipFile("there/usr/share/java/hbci4j-core.jar") as jar:
    for name in sys.argv[2:]:
        jar.extract(name, sys.argv[1])
END
