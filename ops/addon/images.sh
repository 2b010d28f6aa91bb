#!/usr/bin/env bash
# Draws addon/icon.png (128x128) and addon/logo.png (250x100) from the icon of the pages. Needs WeasyPrint and poppler.
set -euo pipefail
root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../..
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

draw() { # name, width, height, body
  printf '<style>@page{size:%spx %spx;margin:0}body{margin:0}%s' "$2" "$3" "$4" >"$scratch/$1.html"
  weasyprint --quiet "$scratch/$1.html" "$scratch/$1.pdf"
  # 96 dots an inch: a pixel of the page is a pixel of the picture.
  pdftocairo -png -transp -r 96 -singlefile "$scratch/$1.pdf" "$root/addon/$1"
}

sized() { sed "s/<svg /<svg width=\"$1\" height=\"$1\" /" "$root/web/public/icon.svg"; } # pixels

draw icon 128 128 "</style>$(sized 128)"
draw logo 250 100 "svg{position:absolute;left:8px;top:26px}
  p{position:absolute;left:64px;top:33px;margin:0;font:600 24px/34px 'Open Sans';color:#0066cc}</style>
  $(sized 48)<p>CerAutomation</p>"
