"""Files that only pass through do not stay when their program was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from unionoffice.gui import passing_folder
from unionoffice.gui.passing_folder import PassingFolder, sweep_passing_folders

KILLED = """
import os, signal
from unionoffice.gui.passing_folder import PassingFolder
folder = PassingFolder()
(folder.path / "list.tsv").write_text("Nguyễn Thị Hằng", encoding="utf-8")
print(folder.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_folder_goes_with_what_needed_it(tmp_path: Path) -> None:
    folder = PassingFolder()
    (folder.path / "list.tsv").write_text("An")
    folder.cleanup()
    assert list(tmp_path.iterdir()) == []


def test_folder_that_nobody_asks_for_any_more_goes(tmp_path: Path) -> None:
    folder = PassingFolder()
    del folder
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a program is killed otherwise there")
def test_folder_of_a_killed_program_goes_at_the_next_start(tmp_path: Path) -> None:
    env = os.environ | {"TMPDIR": str(tmp_path)}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED], env=env, capture_output=True, text=True, check=False
    )
    left = Path(killed.stdout.strip())
    assert left.parent == tmp_path
    assert (left / "list.tsv").exists()
    assert sweep_passing_folders() == 1
    assert not left.exists()


def test_folder_in_use_stays(tmp_path: Path) -> None:
    folder = PassingFolder()
    assert sweep_passing_folders() == 0
    assert folder.path.exists()


def test_folder_that_is_being_made_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / f"{passing_folder.PREFIX}x"
    made.mkdir()
    assert sweep_passing_folders() == 0
    monkeypatch.setattr(passing_folder, "BEING_MADE", -1.0)
    assert sweep_passing_folders() == 1
