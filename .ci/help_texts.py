"""Print the help of all commands as marked texts, for the catalogues."""

from __future__ import annotations

import sys

from unionoffice.cli.program import all_help

sys.stdout.writelines(f"N_({text!r})\n" for text in dict.fromkeys(all_help()) if text)
