"""What the tests of the exchange share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from exchange.by_workbook import ByWorkbook
from exchange.levels import Levels
from support.offices import OfficeMaker


@pytest.fixture
def levels(offices: OfficeMaker, tmp_path: Path) -> Iterator[Levels]:
    """Makes offices of every level."""
    levels = Levels(offices, tmp_path)
    yield levels
    levels.close()


@pytest.fixture
def books(levels: Levels) -> ByWorkbook:
    return ByWorkbook(levels)
