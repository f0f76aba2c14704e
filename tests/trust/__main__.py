"""`python -m trust 20 --inputs 500 --guided 20`: breaks deeds, disks, files and inputs, and counts.

Every deed is broken at twenty points, each way after the other; then each reader of what comes from
outside gets five hundred spoilt inputs, and for twenty seconds those that atheris chooses.
"""

from __future__ import annotations

import argparse
import time

from trust import (
    damage_torture,
    district_torture,
    input_torture,
    power_torture,
    secret_torture,
    torture,
    window_torture,
)
from trust.outcomes import Outcome, summary

PARTS = (damage_torture, torture, district_torture, secret_torture, power_torture, window_torture)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("most", type=int, nargs="?", default=20)
    parser.add_argument("--inputs", type=int, default=500)
    parser.add_argument("--guided", type=int, metavar="SECONDS", default=20)
    chosen = parser.parse_args()
    began = time.monotonic()
    outcomes: list[Outcome] = []
    for part in PARTS:
        outcomes += part.main(chosen.most)
    outcomes += input_torture.outcomes(chosen.inputs, guided_for=chosen.guided)
    print(summary(outcomes, time.monotonic() - began), flush=True)
    return int(any(each.faults for each in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
