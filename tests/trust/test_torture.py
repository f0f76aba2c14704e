"""Whatever the moment at which the program is killed or the disk fails, nothing is lost or half."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from trust.district_torture import DEEDS as DISTRICT_DEEDS
from trust.district_torture import DistrictTorture
from trust.nursery import Nursery, nursery_in
from trust.power_torture import Power, can_mount
from trust.secret_torture import SECRET_DEEDS, SecretTorture
from trust.torture import DEEDS, NARROW, UNREADABLE, Torture
from trust.window_torture import WindowTorture

pytestmark = pytest.mark.slow

POINTS = 2  # of each deed; `make torture` tries many
ROOMS = 5


def can_inject() -> bool:
    program = shutil.which("strace")
    probe = [str(program), "-qq", "-o", "/dev/null", "-e", "trace=fsync", "true"]
    return program is not None and subprocess.run(probe, capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    if not can_inject():
        pytest.skip("strace is not installed or not allowed here: `make setup` installs it")
    with nursery_in(tmp_path_factory.mktemp("nursery")) as made:
        yield made


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Torture:
    return Torture(tmp_path_factory.mktemp("torture") / "scenes", nursery)


@pytest.fixture(scope="module")
def secret_torture(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> SecretTorture:
    return SecretTorture(tmp_path_factory.mktemp("secret") / "scenes", nursery)


@pytest.fixture(scope="module")
def district_torture(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> DistrictTorture:
    return DistrictTorture(tmp_path_factory.mktemp("district") / "scenes", nursery)


@pytest.mark.parametrize("deed", DEEDS)
def test_killed_deed_is_done_or_not_begun(torture: Torture, deed: str) -> None:
    assert [fault for faults in torture.points(deed, POINTS) for fault in faults] == []


@pytest.mark.parametrize("deed", ["import", "backup", "report"])
def test_too_little_memory_is_said_and_leaves_the_old_state_or_the_new(
    torture: Torture, deed: str
) -> None:
    assert [fault for faults in torture.points(deed, ROOMS, NARROW) for fault in faults] == []


@pytest.mark.parametrize("error", ["EIO", "ENOSPC", UNREADABLE])
def test_failing_disk_is_said_and_nothing_is_half_written(torture: Torture, error: str) -> None:
    assert [fault for faults in torture.points("keep", POINTS, error) for fault in faults] == []


@pytest.mark.parametrize("deed", DISTRICT_DEEDS)
def test_killed_deed_between_levels_is_done_or_not_begun(
    district_torture: DistrictTorture, deed: str
) -> None:
    assert [fault for faults in district_torture.points(deed, 1) for fault in faults] == []


@pytest.mark.parametrize("deed", [each for each in SECRET_DEEDS if each != "new"])  # it takes long
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


@pytest.fixture(scope="module")
def power(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Iterator[Power]:
    if not can_mount():
        pytest.skip("power cuts need root and the rights to mount a file")
    made = Power(tmp_path_factory.mktemp("power") / "disk", nursery)
    yield made
    made.end()


@pytest.mark.parametrize("deed", ["many", "restore"])
def test_what_was_acknowledged_is_there_after_a_power_cut(power: Power, deed: str) -> None:
    assert [fault for faults in power.points(deed, POINTS) for fault in faults] == []


def test_whoever_was_saved_is_there_when_the_window_was_killed(
    tmp_path_factory: pytest.TempPathFactory, nursery: Nursery
) -> None:
    torture = WindowTorture(tmp_path_factory.mktemp("window") / "scenes", nursery)
    assert [fault for faults in torture.kills(3) for fault in faults] == []
