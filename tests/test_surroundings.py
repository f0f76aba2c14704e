"""The ground that the other tests stand on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, text

from unionoffice.core import i18n
from unionoffice.core.paths import home_folder


def test_the_home_of_the_program_is_a_folder_of_the_test_run(home: Path) -> None:
    assert home_folder() == home


def test_a_test_may_choose_its_language(use_language: Callable[[str], None]) -> None:
    assert i18n.current_language() == "en"
    use_language("vi")
    assert i18n.current_language() == "vi"


def test_every_test_gets_an_empty_postgresql_database(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE đoàn_viên (name TEXT)"))
        connection.execute(text("INSERT INTO đoàn_viên VALUES ('Đặng Thị Ánh')"))
        assert connection.scalar(text("SELECT lower(name) FROM đoàn_viên")) == "đặng thị ánh"
    engine.dispose()


def test_the_database_of_the_test_before_is_gone(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    with engine.connect() as connection:
        tables = connection.scalar(
            text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        )
    engine.dispose()
    assert tables == 0
