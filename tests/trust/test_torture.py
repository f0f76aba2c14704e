"""Whatever the moment at which the program is killed or the disk fails, nothing is lost or half."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from trust.secret_torture import SECRET_DEEDS, SecretTorture
from trust.torture import DEEDS, Torture

pytestmark = pytest.mark.slow

POINTS = 2  # of each deed; `make torture` tries many


def can_inject() -> bool:
    program = shutil.which("strace")
    probe = [str(program), "-qq", "-o", "/dev/null", "-e", "trace=fsync", "true"]
    return program is not None and subprocess.run(probe, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Torture:
    if not can_inject():
        pytest.skip("strace is not installed or not allowed here: `make setup` installs it")
    return Torture(tmp_path_factory.mktemp("torture") / "scenes")


@pytest.fixture(scope="module")
def secret_torture(tmp_path_factory: pytest.TempPathFactory) -> SecretTorture:
    if not can_inject():
        pytest.skip("strace is not installed or not allowed here: `make setup` installs it")
    return SecretTorture(tmp_path_factory.mktemp("secret") / "scenes")


@pytest.mark.parametrize("deed", DEEDS)
def test_killed_deed_is_done_or_not_begun(torture: Torture, deed: str) -> None:
    assert [fault for faults in torture.points(deed, POINTS) for fault in faults] == []


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_failing_disk_is_said_and_nothing_is_half_written(torture: Torture, error: str) -> None:
    assert [fault for faults in torture.points("keep", POINTS, error) for fault in faults] == []


@pytest.mark.parametrize("deed", SECRET_DEEDS)
def test_office_opens_whenever_its_encryption_was_killed(
    secret_torture: SecretTorture, deed: str
) -> None:
    assert [fault for faults in secret_torture.points(deed, POINTS) for fault in faults] == []


@pytest.mark.parametrize("deed", ["set", "change", "remove"])
def test_full_disk_leaves_the_encryption_as_it_was(
    secret_torture: SecretTorture, deed: str
) -> None:
    found = secret_torture.points(deed, POINTS, "ENOSPC")
    assert [fault for faults in found for fault in faults] == []
