#!/usr/bin/env bash
# Run the benches one after another: each prints its limit, our figure and their ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} PYTHONPATH=.:tests
# As the built program has them: otherwise every start would compile the words first.
.venv/bin/pybabel --quiet compile --directory translations --domain unionoffice
shopt -s nullglob
for bench in tests/bench/[a-z]*.py; do
    echo "== $bench"
    .venv/bin/python "$bench"
done
