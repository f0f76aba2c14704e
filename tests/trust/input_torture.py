"""Gives every reader of what comes from outside hostile input, and tells what was tried.

`python -m trust.input_torture 1000` tries so many inputs of each, made by lot; `--guided 60` adds a
minute of each in which atheris chooses them by the lines they reach, where it is installed. A fault
is told with the number that makes it again.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from support.sources import ROOT
from trust.list_readers import ListReaders
from trust.outcomes import Outcome, summary
from trust.readers import ExchangeReaders, Reader

LONGEST = 5.0  # seconds for one input: what takes longer hangs


class Readers:
    """All readers, with the offices that they read for."""

    def __init__(self, folder: Path) -> None:
        self._exchange = ExchangeReaders(folder / "exchange")
        self._lists = ListReaders(self._exchange.district, folder / "lists")

    def all(self) -> Iterator[Reader]:
        yield from self._exchange.all()
        yield from self._lists.all()

    def close(self) -> None:
        self._exchange.close()


def faults(reader: Reader, first: int, count: int) -> Iterator[str]:
    """Read `count` inputs that the numbers from `first` on make; what goes wrong with which."""
    for number in range(first, first + count):
        content = reader.worse(Random(f"{reader.name} {number}"))
        begun = time.monotonic()
        fault = reader.fault(content)
        if not fault and time.monotonic() - begun > LONGEST:
            fault = "takes too long"
        if fault:
            yield f"{reader.name} {number}: {fault}"


def by_lot(readers: Sequence[Reader], count: int, first: int) -> Outcome:
    """Try these readers with inputs made by lot."""
    found = 0
    for reader in readers:
        begun = time.monotonic()
        told = list(faults(reader, first, count))
        found += len(told)
        took = time.monotonic() - begun
        print(f"{reader.name}: {count} inputs, {len(told)} faults, {took:.0f} s", flush=True)
        for line in told[:20]:
            print(f"  {line}", flush=True)
    return Outcome(f"inputs made by lot for {len(readers)} readers", count * len(readers), found)


def guided(folder: Path, names: Sequence[str], seconds: int) -> Outcome:
    """Let atheris look for inputs that reach new lines, a process for each reader."""
    tried = found = 0
    for number, name in enumerate(names):
        place = folder / f"guided-{number}"
        place.mkdir()
        command = [sys.executable, "-m", "trust.guided_torture", name, str(seconds), str(place)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        count = int("".join(re.findall(r"number_of_executed_units: +(\d+)", ran.stderr)) or 0)
        tried, found = tried + count, found + (ran.returncode != 0)
        print(f"{name}: {count} guided inputs, {int(ran.returncode != 0)} faults", flush=True)
        if ran.returncode:
            print((ran.stdout + ran.stderr)[-3000:], flush=True)
    return Outcome(f"guided inputs for {len(names)} readers", tried, found)


def outcomes(count: int, first: int = 0, only: str = "", guided_for: int = 0) -> Iterator[Outcome]:
    """Both, for the readers with this in their names."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UNIONOFFICE_HOME"] = str(Path(folder) / "home")
        readers = Readers(Path(folder))
        wanted = [reader for reader in readers.all() if only in reader.name]
        yield by_lot(wanted, count, first)
        readers.close()
        if guided_for and importlib.util.find_spec("atheris") is None:
            yield Outcome("guided inputs", 0, 0, "not tried: atheris is not for this Python")
        elif guided_for:
            yield guided(Path(folder), [reader.name for reader in wanted], guided_for)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--first", type=int, default=0, help="another number, other inputs")
    parser.add_argument("--only", default="", help="readers with this in their names")
    parser.add_argument("--guided", type=int, metavar="SECONDS", default=0)
    chosen = parser.parse_args()
    began = time.monotonic()
    found = [*outcomes(chosen.count, chosen.first, chosen.only, chosen.guided)]
    print(summary(found, time.monotonic() - began))
    return int(any(each.faults for each in found))


if __name__ == "__main__":
    raise SystemExit(main())
