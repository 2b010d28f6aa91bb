#!/usr/bin/env bash
# Makes a folder that the Supervisor, or whoever publishes an image, can build: addon/ with the program beside it.
#   ops/addon/pack.sh [--image NAME] [--app FOLDER] [FOLDER]      FOLDER: default artifacts/addon/cer_automation
# --app names a folder with cer.dll, in place of the newest build.
# Copy it to the folder of local apps of a Home Assistant, or build it for both architectures and publish NAME:
#   docker buildx build --platform linux/amd64,linux/arm64 --build-arg BUILD_VERSION=… --build-arg BUILD_ARCH=… FOLDER
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
# shellcheck source=ops/common.sh
. "$root/ops/common.sh"
# shellcheck source=ops/build.sh
. "$root/ops/build.sh"

image='' app='' folder=$root/artifacts/addon/cer_automation
while [ $# -gt 0 ]; do
  case $1 in
    --image)
      [[ ${2:-} =~ ^[a-z0-9./:_-]+$ ]] || fail "Found --image '${2:-}', expected the plain name of an image."
      image=$2
      shift
      ;;
    --app)
      [ -e "${2:-}/cer.dll" ] || fail "Found no cer.dll in '${2:-}', expected the folder of a build."
      app=$2
      shift
      ;;
    -*) fail "Found '$1', expected --image NAME, --app FOLDER or a folder." ;;
    *) folder=$(absolute_path "$1") ;;
  esac
  shift
done

if [ -z "$app" ]; then
  build_program
  read -r build <"$builds/current"
  app=$builds/$build
fi

rm -rf "$folder"
mkdir -p "$folder/program/ops" "$folder/program/db"
cp -R "$root/addon/." "$folder"
cp -R "$app" "$folder/program/app"
cp "$root/ops/common.sh" "$root/ops/cluster.sh" "$folder/program/ops"
cp "$root/db/roles.sql" "$folder/program/db"
# Packed pages are served as they are; symbols help nobody on a Raspberry Pi.
find "$folder/program/app" \( -name '*.pdb' -o -name '*.xml' \) -delete
[ -z "$image" ] || printf 'image: %s\n' "$image" >>"$folder/config.yaml"
echo "$folder"
