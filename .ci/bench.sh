#!/usr/bin/env bash
# Run the benches one after another: each prints its limit, our figure and their ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} PYTHONPATH=.:tests
shopt -s nullglob
for bench in tests/bench/[a-z]*.py; do
    echo "== $bench"
    .venv/bin/python "$bench"
done
