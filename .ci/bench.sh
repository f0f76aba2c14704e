#!/usr/bin/env bash
# Run the benches, or those that BENCHES names, one after another; then say all limits, our figures
# and their ratios together.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} PYTHONPATH=.:tests
# As the built program has them: otherwise every start would compile the words first.
.venv/bin/pybabel --quiet compile --directory translations --domain unionoffice
said=$(mktemp)
trap 'rm -f "$said"' EXIT
broken=()
shopt -s nullglob
for bench in ${BENCHES:-tests/bench/[a-z]*.py}; do
    echo "== $bench"
    # One that breaks off must not take the others along.
    .venv/bin/python -u "$bench" | tee -a "$said" || broken+=("$bench")
done
echo "== all together"
grep -F '(target ' "$said" || true
if ((${#broken[@]})); then
    echo "broken off: ${broken[*]}"
    exit 1
fi
