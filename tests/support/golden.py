"""`make golden`: keeps files of the present schema, as a release leaves them on people's disks.

Call it once for each release that brings a new schema, and commit the folder: what it holds is
never changed afterwards, and every later program must still open it. All people are invented.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from support.sources import ROOT
from unionoffice import bootstrap
from unionoffice.services.office import OwnOrganisation
from unionoffice.store.header import SCHEMA

GOLDEN = ROOT / "tests" / "data" / "golden"
FORM = "vn-member-benefit"
MEMBERS, SEED = "24", "7"
PASSPHRASE = "bốn con trâu ăn cỏ"
SECRET, KEY = "secret.uoffice", "secret.key"
SECRET_OWN = OwnOrganisation("AG-CP-077", "CĐCS Nhà máy Kín", "primary")
SECRET_LIST = "Họ và tên,Ngày sinh,Giới tính,Ngày vào Công đoàn\n" + "".join(
    f"Lý Thị Kín {number},{number:02}/03/1985,Nữ,01/05/2019\n" for number in range(1, 9)
)


def make(folder: Path) -> None:
    """Fill the folder, which is not there yet."""
    year = str(date.today().year)
    days = ("--from", f"{year}-01-01", "--to", f"{year}-12-31")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ |= {"UNIONOFFICE_HOME": str(place / "home"), "UNIONOFFICE_LANG": "vi"}
        _run("demo", place / "demo", "--members", MEMBERS, "--seed", SEED, "--no-window")
        primary, district = place / "primary.uoffice", place / "district.uoffice"
        (primary_made,) = (place / "demo").glob("*.uoffice")
        (district_made,) = (place / "demo" / "district").glob("*.uoffice")
        shutil.copyfile(primary_made, primary)
        shutil.copyfile(district_made, district)
        kept = place / "made"
        kept.mkdir()
        for office in (primary, district):
            _run("card", office, "--out", kept / f"{office.stem}.ucard")
        _run("enrol", primary, kept / "district.ucard", "--upper")
        _run("send", primary, FORM, *days, "--out", kept / "primary.upack")
        _run("send", primary, FORM, *days, "--seal", "--out", kept / "primary-sealed.upack")
        _run("send", district, FORM, *days, "--out", kept / "district.upack")
        secret = _secret(place, kept)
        for office in (primary, district, secret):
            _run("report", office, FORM, *days, "--out", kept / f"{office.stem}.json")
            packed = gzip.compress(office.read_bytes(), 9, mtime=0)
            (kept / f"{office.name}.gz").write_bytes(packed)
        shutil.copytree(kept, folder)


def _secret(place: Path, kept: Path) -> Path:
    """A small office that is encrypted; its recovery key is kept beside it."""
    office, words, people = place / SECRET, place / "passphrase", place / "people.csv"
    words.write_text(PASSPHRASE, encoding="utf-8")
    people.write_text(SECRET_LIST, encoding="utf-8")
    os.environ["UNIONOFFICE_PASSPHRASE_FILE"] = str(words)
    key = bootstrap.create_encrypted(str(office), SECRET_OWN, (), PASSPHRASE)
    (kept / KEY).write_text(f"{key}\n", encoding="utf-8")
    _run("import", office, "members", people)
    return office


def _run(*arguments: object) -> None:
    status = bootstrap.main([str(each) for each in arguments])
    if status:
        raise SystemExit(f"{arguments[0]} ended with {status}")


def main() -> None:
    folder = GOLDEN / f"schema-{SCHEMA}"
    if folder.exists():
        raise SystemExit(f"{folder} is there already: what a release has left is never changed")
    make(folder)
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{folder}: {size >> 10} KB", json.dumps(sorted(file.name for file in folder.iterdir())))


if __name__ == "__main__":
    main()
