"""The program: `python -m unionoffice`, and the entry of both built programs."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Start the part that the arguments ask for; returns the exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read-workbook"]:
        # A child of the program that parses one foreign file: it must load nothing else.
        from unionoffice.spreadsheets import child

        return child.main(arguments[1:])
    from unionoffice import bootstrap

    try:
        status = bootstrap.main(arguments)
    except (MemoryError, ImportError) as error:  # before there was anybody to tell it to
        from unionoffice.core.errors import lack_of_memory

        words = lack_of_memory(error)
        if not words:
            raise
        sys.stderr.write(f"{words}\n")
        return 1
    gc.freeze()  # all memory goes back with the process: nobody need look for circles in it
    return status


if __name__ == "__main__":
    raise SystemExit(main())
