"""A widget is never asked for the screen on which it stands."""

from __future__ import annotations

import re

from support.sources import name_of, project_files, text_of

# PySide makes the screen the widget's child, and destroys it when it sweeps the widget up.
ASKED_OF_A_WIDGET = re.compile(r"\.screen\(\)")


def test_no_widget_is_asked_for_its_screen() -> None:
    asking = [
        f"{name_of(path)}:{number}"
        for path in project_files("unionoffice/gui/**/*.py")
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if ASKED_OF_A_WIDGET.search(line)
    ]
    assert not asking
