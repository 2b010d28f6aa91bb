#!/usr/bin/env bash
# What must not be in a committed file: a package registry's address, a path of one machine, a lock file's
# download address, a script without its run bit. What must be there: a page for each package, each page in its
# list, and every file that a page names. Prints what it finds; false when it finds something.
set -euo pipefail
cd "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
git rev-parse --git-dir >/dev/null 2>&1 ||
  { echo "Not a git clone: the files that are committed cannot be told from the others." >&2 && exit 1; }

files() { git ls-files -z --cached --others --exclude-standard -- "$@"; }

# Lines of the text files given that match a pattern.
lines() { # pattern, files ...
  local pattern=$1
  shift
  files "$@" | xargs -0r grep -InE "$pattern" -- 2>/dev/null || true
}

scripts_without_run_bit() {
  local file
  while IFS= read -r -d '' file; do
    [ "$(head -c 2 "$file")" != '#!' ] || [ -x "$file" ] || echo "$file"
  done < <(files '*.sh' cer .ci/run)
}

packages_without_page() {
  local package
  while read -r package; do
    grep -qrF "$package" docs/adr || echo "$package"
  done < <(sed -n 's/.*<PackageVersion Include="\([^"]*\)".*/\1/p' Directory.Packages.props)
}

pages_without_entry() {
  local page
  for page in docs/adr/0*.md; do
    grep -qF "(${page##*/})" docs/adr/README.md || echo "$page"
  done
}

# A file in backquotes, below a folder that is in the clone.
files_that_are_not_there() {
  local page name
  while IFS=: read -r page name; do
    [ -e "${name//\`/}" ] || echo "$page: $name"
  done < <(grep -oE "\`(src|rules|db|ops|tests|docs)/[^\`*…]*\`" docs/*.md docs/adr/*.md README.md CONTRIBUTING.md)
}

# Longer than a screen; 120 is the aim, and those between are to become fewer.
lines_too_long() { lines '.{141}' 'src/*.cs' 'tests/*.cs' | cut -d : -f 1,2; }

found=0
report() { # title, lines
  [ -n "$2" ] || return 0
  printf '%s\n%s\n' "$1" "$2" >&2
  found=1
}

report "A package registry's address:" "$(lines '(nuget|npmjs|deb(ian)?)\.(org|com)' .)"
report "A path of one machine:" "$(lines "[\"' =:(]/(w[o]rk|r[o]ot)/" .)"
report "A download address in a lock file:" "$(lines '"?resolved"?:? +"http' '*package-lock.json' '*.lock.json' '*.lock')"
report "A script without its run bit:" "$(scripts_without_run_bit)"
report "A package without a page in docs/adr:" "$(packages_without_page)"
report "A page that docs/adr/README.md does not list:" "$(pages_without_entry)"
report "A page that names a file which is not there:" "$(files_that_are_not_there)"
report "A line of more than 140 characters:" "$(lines_too_long)"
exit "$found"
