"""Gives one reader inputs that atheris chooses by the lines they reach: `NAME SECONDS FOLDER`."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import atheris

LONGEST_INPUT = 200_000
MEGABYTES = 3000


def main(name: str, seconds: str, folder: Path) -> None:
    with atheris.instrument_imports(include=["unionoffice"]):
        from trust.input_torture import Readers

    readers = Readers(folder / "offices")
    (reader,) = (each for each in readers.all() if each.name == name)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, example in enumerate(reader.examples):
        (corpus / str(number)).write_bytes(example)

    def try_one(content: bytes) -> None:
        with contextlib.suppress(*reader.refusals):
            reader.read(content)

    options = (
        *("-timeout=10", f"-rss_limit_mb={MEGABYTES}", f"-max_total_time={seconds}"),
        *(f"-max_len={LONGEST_INPUT}", "-print_final_stats=1", f"-artifact_prefix={folder}/"),
    )
    atheris.Setup([sys.argv[0], *options, str(corpus)], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    os.environ.setdefault("UNIONOFFICE_HOME", sys.argv[3])
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
