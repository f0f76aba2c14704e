"""`unionoffice demo` on a machine without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_without_a_screen_the_demo_leaves_pictures_of_the_pages(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    folder = tmp_path / "demo"

    done = subprocess.run(
        [sys.executable, "-m", "unionoffice", "demo", str(folder), "--members", "30"],
        env=environment | {"UNIONOFFICE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "no screen" in done.stderr
    assert str(folder) in done.stderr
    pictures = {path.stem: path.stat().st_size for path in (folder / "pictures").glob("*.png")}
    assert {"today", "members", "benefits", "appendix", "journal"} <= set(pictures)
    assert min(pictures.values()) > 10_000
