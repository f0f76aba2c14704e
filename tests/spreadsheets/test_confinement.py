"""What the child that reads foreign files may take of the machine; it may write nothing."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest
from support.sources import ROOT

from unionoffice.spreadsheets.confinement import (
    BasicLimits,
    ExtendedLimits,
    Hold,
    holding_limits,
    reading_limits,
)

MEGABYTE = 1024 * 1024
CONFINED = """
from unionoffice.spreadsheets.confinement import confine_this_process

confine_this_process(400 * 1024 * 1024, 1)
try:
    {deed}
except (MemoryError, OSError) as error:
    print(type(error).__name__)
else:
    print("done")
"""


def confined(deed: str) -> tuple[int, str]:
    """How a process that confines itself ends when it does this, and what it says."""
    command = [sys.executable, "-c", CONFINED.format(deed=deed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout.strip()


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="The layout of 64-bit Windows")
def test_structures_are_laid_out_as_windows_has_them() -> None:
    names = [name for name, _type in BasicLimits._fields_]
    assert [getattr(BasicLimits, name).offset for name in names] == [
        *(0, 8, 16, 24, 32, 40, 48, 56, 60)
    ]
    assert ctypes.sizeof(BasicLimits) == 64
    names = [name for name, _type in ExtendedLimits._fields_]
    assert [getattr(ExtendedLimits, name).offset for name in names] == [0, 64, 112, 120, 128, 136]
    assert ctypes.sizeof(ExtendedLimits) == 144


def test_job_of_the_child_allows_one_process_its_memory_and_its_time() -> None:
    limits = reading_limits(300 * MEGABYTE, 120)
    assert limits.basic.flags == 0x250A
    assert (limits.basic.processes, limits.process_memory) == (1, 300 * MEGABYTE)
    assert limits.basic.process_time == 1_200_000_000


def test_job_of_the_program_ends_the_child_and_limits_nothing() -> None:
    assert holding_limits().basic.flags == 0x2400


@pytest.mark.skipif(sys.platform == "win32", reason="Jobs that are closed end their processes")
def test_elsewhere_nothing_is_held() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        Hold(process.pid).release()
        assert process.poll() is None
        process.communicate(b"\n")


def test_child_within_its_limits_is_left_alone() -> None:
    assert confined("bytearray(50_000_000)") == (0, "done")


def test_child_that_takes_too_much_memory_gets_none() -> None:
    assert confined("bytearray(600_000_000)") == (0, "MemoryError")


@pytest.mark.skipif(sys.platform != "linux", reason="Limits of this system")
def test_child_can_write_no_file(tmp_path: Path) -> None:
    path = tmp_path / "written"
    assert confined(f"open({str(path)!r}, 'wb').write(b'x' * 100_000)") == (0, "OSError")
    assert path.stat().st_size == 0


def test_child_that_calculates_for_ever_is_ended() -> None:
    status, said = confined("while True: pass")
    assert (status != 0, said) == (True, "")
