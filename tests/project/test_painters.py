"""Who paints a widget puts the painter down again, whoever still looks at the call."""

from __future__ import annotations

import re

from support.sources import name_of, project_files, text_of

# As a local name it lives as long as the call is remembered: by an error, or whoever looks on.
# Qt then complains of a painter that is still at work, and may fall with it.
KEPT_PAINTER = re.compile(r"\w+ = QPainter\((self|widget)\b")


def test_a_painter_of_a_widget_ends_with_its_block() -> None:
    kept = [
        f"{name_of(path)}:{number}"
        for path in project_files("unionoffice/gui/*.py")
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if KEPT_PAINTER.search(line)
    ]
    assert not kept
