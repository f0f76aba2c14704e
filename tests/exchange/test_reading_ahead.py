"""The next packages are read while those before are judged, and nothing gets lost between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange.levels import AnOffice, Levels

from unionoffice.exchange import collecting
from unionoffice.store.package_files import PackageFolder


def test_the_same_package_in_several_batches_is_taken_in_once_and_kept_whole(
    levels: Levels, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(collecting, "BATCH", 2)
    district, primaries = levels.office("H1", "district"), levels.primaries("T1", "T2", "T3")
    district.enrol(*primaries)
    stranger = levels.office("T9").send()
    first, second, third = (each.send() for each in primaries)
    came = [first, stranger, first, second, stranger, third, second, first]
    copies = [copy_of(path, tmp_path / str(place)) for place, path in enumerate(came)]
    taken, held, refused = "accepted", "already_held", "refused"
    assert district.statuses(*copies) == [
        *(taken, refused, held, taken, refused, taken, held, held),
    ]
    assert contents_kept(district) == sorted(path.read_bytes() for path in (first, second, third))


def copy_of(path: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    return folder / path.name


def contents_kept(office: AnOffice) -> list[bytes]:
    assert office.store.path is not None
    folder = PackageFolder(office.store.path).path
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())
