"""`python -m messy 40 --seed 1`: lists of forty offices come in, beside the truth."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import tempfile
import time
from pathlib import Path

from support.command_line import Answer

from messy.comparing import Account, bring_in
from messy.offices import all_offices
from unionoffice import bootstrap


def run(*arguments: object) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = bootstrap.main([str(argument) for argument in arguments])
    return Answer(status, out.getvalue(), err.getvalue())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("offices", type=int, nargs="?", default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wave", choices=("first", "odd"), default="")
    parser.add_argument("--keep", type=Path, help="a folder in which the lists are left")
    chosen = parser.parse_args()
    account, began = Account(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UNIONOFFICE_HOME"] = folder
        for year in all_offices(
            chosen.keep or Path(folder), chosen.seed, chosen.offices, chosen.wave
        ):
            bring_in(year, run, account)
    for line in account.deviations:
        print(line)
    print(f"seed {chosen.seed}, {time.monotonic() - began:.0f} s: {account.summary()}")
    return int(bool(account.deviations))


if __name__ == "__main__":
    raise SystemExit(main())
