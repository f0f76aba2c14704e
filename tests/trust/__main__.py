"""`python -m trust 20`: breaks every deed at twenty points, one way after another."""

from __future__ import annotations

import sys

from trust import (
    damage_torture,
    district_torture,
    power_torture,
    secret_torture,
    torture,
    window_torture,
)

PARTS = (damage_torture, torture, district_torture, secret_torture, power_torture, window_torture)

if __name__ == "__main__":
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    results = [part.main(most) for part in PARTS]
    raise SystemExit(max(results))
