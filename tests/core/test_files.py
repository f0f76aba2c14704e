"""Files are written whole, and are on the disk what was written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unionoffice.core.errors import UserError
from unionoffice.core.files import write_whole


def test_what_the_disk_gives_back_otherwise_never_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worn stick takes all bytes, and gives back others once they are no longer in memory."""
    target = tmp_path / "figures.upack"
    target.write_bytes(b"of last year")

    def worn(descriptor: int, *_more: int) -> None:
        os.pwrite(os.open(f"/proc/self/fd/{descriptor}", os.O_WRONLY), b"?", 3)

    monkeypatch.setattr(os, "posix_fadvise", worn)
    with pytest.raises(UserError, match="is not what was written"):
        write_whole(target, b"of this year")
    assert target.read_bytes() == b"of last year"
    assert list(tmp_path.iterdir()) == [target]
