"""The ground that the other tests stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text

from unionoffice.core import i18n
from unionoffice.core.paths import home_folder


def test_the_home_of_the_program_is_a_folder_of_the_test_run(home: Path) -> None:
    assert home_folder() == home


def test_a_test_may_choose_its_language(use_language: Callable[[str], None]) -> None:
    assert i18n.current_language() == "en"
    use_language("vi")
    assert i18n.current_language() == "vi"


def test_every_test_gets_an_empty_postgresql_database(postgresql_url: str) -> None:
    assert tables_in(postgresql_url) == set()
    with connected_to(postgresql_url) as connection:
        connection.execute(text("CREATE TABLE đoàn_viên (name TEXT)"))
        connection.execute(text("INSERT INTO đoàn_viên VALUES ('Đặng Thị Ánh')"))
        assert connection.scalar(text("SELECT lower(name) FROM đoàn_viên")) == "đặng thị ánh"


def test_the_database_of_the_test_before_is_gone(postgresql_url: str) -> None:
    assert tables_in(postgresql_url) == set()


def test_an_office_on_postgresql_has_its_tables(postgresql_office_url: str) -> None:
    assert {"people", "benefits", "alembic_version"} <= tables_in(postgresql_office_url)


@contextmanager
def connected_to(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def tables_in(url: str) -> set[str]:
    with connected_to(url) as connection:
        return set(inspect(connection).get_table_names())
