#!/usr/bin/env bash
# Make the sample office under demo/ and open its window, where there is a screen to open it on.
set -euo pipefail
cd "$(dirname "$0")/.."
options=()
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "demo: there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)," \
        "so the sample is made without opening its window."
    export QT_QPA_PLATFORM=offscreen
    options+=(--no-window)
fi
exec .venv/bin/python -m unionoffice demo demo/ "${options[@]}"
