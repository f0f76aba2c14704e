#!/usr/bin/env bash
# Make the sample office under demo/ and open its window; without a screen it leaves pictures.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m unionoffice demo demo/
