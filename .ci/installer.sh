#!/usr/bin/env bash
# Build the programs for this system into dist/, and pack them into one archive.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONHASHSEED=1 # the same sources give the same programs
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 315532800)
export SOURCE_DATE_EPOCH

rm -rf dist/UnionOffice
echo "installer: building dist/UnionOffice (about a minute)"
.venv/bin/python -m PyInstaller --noconfirm --log-level ERROR \
    --distpath dist --workpath build/installer build_installer.spec

version=$(.venv/bin/python -c 'import unionoffice; print(unionoffice.__version__)')
archive=dist/unionoffice-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m).tar.gz
tar --create --gzip --file "$archive" --directory dist --sort=name \
    --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" UnionOffice
(cd dist && sha256sum "$(basename "$archive")" >"$(basename "$archive").sha256")
du -sh dist/UnionOffice "$archive"
