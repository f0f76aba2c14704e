#!/usr/bin/env bash
# Try the installer for Windows under Wine: install, work, install over it, remove; data must stay.
# Needs wine, xvfb-run, makensis and dist/UnionOffice as built by a Windows Python (WINDOWS.md).
# Usage: xvfb-run -a .ci/windows.sh [OPTIONS OF MAKENSIS]
set -euo pipefail
cd "$(dirname "$0")/.."
export WINEPREFIX=${WINEPREFIX:-$HOME/.wine} WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="
export UNIONOFFICE_LANG=en

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' unionoffice/__init__.py)
user=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local
data=$user/UnionOffice program=$user/Programs/UnionOffice
golden=tests/data/golden
seen=0

saw() { # WHAT: what is said only if it is so, for the script ends at the first failure
    seen=$((seen + 1))
    echo "windows: $*"
}

setup() { wine "dist/unionoffice-$version-setup.exe" /S; }
cli() { wine "$program/unionoffice-cli.exe" "$@"; }
is_sound() { cli check "Z:$1" | grep "All pages and references are sound" >/dev/null; }
sums() { (cd "$data" && find . -type f -exec sha256sum {} + | sort -k 2); }
figures() { # OFFICE: those of the year of the golden files, without the moment
    cli report "$1" vn-member-benefit --from 2026-01-01 --to 2026-12-31 \
        --out "Z:$data/figures.json" >/dev/null 2>&1
    grep -v generated_at "$data/figures.json"
    rm "$data/figures.json"
}

for place in "$data" "$program"; do
    [ ! -e "$place" ] || { echo "windows: $place is there; name another WINEPREFIX" >&2; exit 2; }
done
makensis -V2 "-DVERSION=$version" "$@" windows_installer.nsi
saw "the installer is made: $(du -h "dist/unionoffice-$version-setup.exe" | cut -f 1)"

setup
[ "$(cli --version | tr -d '\r')" = "unionoffice $version" ]
saw "silently installed, and the program runs"

mkdir -p "$data"
offices=()
for folder in "$golden"/schema-*; do
    office="$data/Công đoàn Đào ${folder##*-}.uoffice"
    gunzip -c "$folder/primary.uoffice.gz" >"$office"
    [ "$(figures "Z:$office")" = "$(grep -v generated_at "$folder/primary.json")" ]
    offices+=("$office")
done
saw "${#offices[@]} offices of released schemas brought up to date, with the figures they had"

before=$(sums)
setup
[ "$(sums)" = "$before" ]
saw "installed over itself: $(wc -l <<<"$before") files of data untouched"
for office in "${offices[@]}"; do
    is_sound "$office"
done
saw "all of these offices are sound for the newly installed program"

wine "$program/UnionOffice.exe" "Z:${offices[0]}" &
sleep 20
status=0
setup || status=$?
[ "$status" -eq 2 ]
[ -d "$program/_internal" ]
saw "refused while the window is open, with nothing removed"
wine taskkill /F /IM UnionOffice.exe >/dev/null
wait || true
is_sound "${offices[0]}"
saw "the office is sound after the window was killed"

echo kept >"$program/mine.txt"
before=$(sums)
wine "$program/uninstall.exe" /S
for _ in $(seq 60); do [ ! -e "$program/uninstall.exe" ] || sleep 0.5; done # it goes on by a copy
[ "$(ls "$program")" = mine.txt ]
[ "$(sums)" = "$before" ]
saw "removed; what lay beside it, and all data, are still there"
echo "windows: $seen things seen"
