"""No widget is asked for what PySide would then count among its children."""

from __future__ import annotations

import re

from support.sources import name_of, project_files, text_of

# The screen and the neighbours of a widget outlive it, but not once PySide has swept it up together
# with what it takes for its children.
NO_CHILDREN = re.compile(r"\.(screen|thread|(next|previous)InFocusChain|nativeParentWidget)\(\)")


def test_no_widget_is_asked_for_what_outlives_it() -> None:
    asking = [
        f"{name_of(path)}:{number}"
        for path in project_files("unionoffice/gui/*.py")
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if NO_CHILDREN.search(line)
    ]
    assert not asking
