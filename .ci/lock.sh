#!/usr/bin/env bash
# Write the requirements files anew from pyproject.toml: newest versions allowed, each with its hashes.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .venv/bin/uv)
if [ ! -x "$uv" ]; then
    echo "lock: installing uv into .venv"
    .venv/bin/python -m pip install --quiet uv
    uv=.venv/bin/uv
fi

compile() { # FILE OPTION…
    local file=$1
    shift
    echo "lock: $file"
    {
        echo "# Written by \`make lock\` from pyproject.toml; do not edit."
        "$uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
            --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@" pyproject.toml
    } >"$file.partial"
    mv "$file.partial" "$file"
}

compile requirements.txt
compile requirements-dev.txt --extra postgresql --extra dev
# The same programs with the newest Qt, for `make test-newest`.
compile requirements-newest.txt --extra postgresql --extra dev \
    --override <(echo "PySide6-Essentials>=6.12,<7")
