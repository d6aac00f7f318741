#!/usr/bin/env bash
# Renders the SVG sources to the PNG files that the app loads; run it after changing a source and commit both.
# Needs rsvg-convert (Debian: librsvg2-bin; macOS: brew install librsvg).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Mid-tones: at least 3:1 on a white panel and on a dark grey one. macOS tints its templates itself.
declare -A LINUX=([idle]='#7d858d' [connecting]='#b87a10' [connected]='#12938a' [attention]='#e03e43')

# render SOURCE COLOUR PIXELS FILE
render() {
  sed "s/currentColor/$2/g" "$1" | rsvg-convert --width "$3" --height "$3" --output "$4"
}

mkdir -p tray/darwin tray/linux
for state in "${!LINUX[@]}"; do
  render "tray/$state.svg" '#000' 18 "tray/darwin/${state}Template.png"
  render "tray/$state.svg" '#000' 36 "tray/darwin/${state}Template@2x.png"
  render "tray/$state.svg" "${LINUX[$state]}" 24 "tray/linux/$state.png"
  render "tray/$state.svg" "${LINUX[$state]}" 48 "tray/linux/$state@2x.png"
done
render app/icon.svg none 512 app/icon.png
