#!/usr/bin/env bash
# What must not be in a committed file: a package registry's address, a path of one machine, a lock file's
# download address, a script without its run bit. Prints what it finds; false when it finds something.
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

files() { git ls-files -z --cached --others --exclude-standard -- "$@"; }

found=0
report() { # title; the findings come on standard input
  local lines
  lines=$(cat)
  [ -n "$lines" ] || return 0
  printf '%s\n%s\n' "$1" "$lines" >&2
  found=1
}

if ! git rev-parse --git-dir >/dev/null 2>&1; then
  echo "Not a git clone: the files that are committed cannot be told from the others." >&2
  exit 1
fi
files . | xargs -0 grep -InE '(nuget|npmjs|deb(ian)?)\.(org|com)' -- 2>/dev/null |
  report "A package registry's address:" || true
files . | xargs -0 grep -InE "[\"' =:(]/(w[o]rk|r[o]ot)/" -- 2>/dev/null |
  report "A path of one machine:" || true
files '*package-lock.json' '*packages.lock.json' '*.lock' | xargs -0r grep -InE '"?resolved"?:? +"http' -- 2>/dev/null |
  report "A download address in a lock file:" || true
files '*.sh' cer .ci/run | while IFS= read -r -d '' file; do
  [ "$(head -c 2 "$file")" != '#!' ] || [ -x "$file" ] || echo "$file"
done | report "A script without its run bit:"
exit "$found"
