"""The program: `python -m unionoffice`, and the entry of both built programs."""

from __future__ import annotations

import sys


def main() -> int:
    """Start the part that the arguments ask for; returns the exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read-workbook"]:
        # A child of the program that parses one foreign file: it must load nothing else.
        from unionoffice.spreadsheets import child

        return child.main(arguments[1:])
    from unionoffice import bootstrap

    return bootstrap.main(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
