"""Whatever is handed to the program, it reads it or says in a sentence why it does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from trust.input_torture import Readers, faults
from trust.readers import Reader

pytestmark = pytest.mark.slow

INPUTS = 8  # for each reader; `make torture` tries many


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Reader]]:
    made = Readers(tmp_path_factory.mktemp("readers"))
    yield {reader.name: reader for reader in made.all()}
    made.close()


def test_good_files_are_read_by_all_readers(readers: dict[str, Reader]) -> None:
    for reader in readers.values():
        for example in reader.examples:
            assert reader.fault(example) == "", reader.name
    plain = readers["package"]
    (taken,) = plain.read(plain.examples[0])  # type: ignore[misc] # of collecting
    assert taken.status == "already_held"


def test_spoilt_files_are_refused_with_a_sentence(readers: dict[str, Reader]) -> None:
    told = [fault for reader in readers.values() for fault in faults(reader, 0, INPUTS)]
    assert told == []
    assert len(readers) > 30
