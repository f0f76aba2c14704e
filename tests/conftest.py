"""What every test stands on: no screen, a home of its own, English, and PostgreSQL on demand."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before anything imports Qt: it chooses its platform once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from support.accounts import make_office_of_everybody
from support.command_line import Answer, Run
from support.engines import SharedCache
from support.offices import PRIMARY, LayOut, OfficeMaker
from support.postgresql import Server, find_programs, running_server

from unionoffice import bootstrap
from unionoffice.core import i18n
from unionoffice.services.office import Office
from unionoffice.store.store import Store, open_store
from unionoffice.store.upgrade import upgrade_server
from unionoffice.store.wrapping import LIGHTER


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that nobody waits for it alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, logs and backups of this run; children of the tests inherit it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONOFFICE_HOME", str(folder))
        patch.setenv("UNIONOFFICE_LANG", i18n.SOURCE_LANGUAGE)
        yield folder


@pytest.fixture(scope="session", autouse=True)
def _an_old_computer() -> Iterator[None]:
    """Passwords and passphrases, hundreds in a run, are stretched as the oldest computer bears it.

    How it is found out what a computer bears is tested in `services/test_secrecy.py`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unionoffice.store.passwords.bearable_stretch", lambda: LIGHTER[-1])
        patch.setattr("unionoffice.store.wrapping.bearable_stretch", lambda: LIGHTER[-1])
        yield


@pytest.fixture(scope="session", autouse=True)
def _laid_out_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """New offices of this process are copies of the first: the migrations take a third second."""
    lay_out = LayOut(tmp_path_factory.mktemp("laid-out"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unionoffice.store.upgrade.lay_out", lay_out)
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """All offices of this process share the statements that one of them has had compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unionoffice.store.engine.create_engine", SharedCache())
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read the English sentences, whatever the test before them chose."""
    i18n.use_language(i18n.SOURCE_LANGUAGE)
    yield
    i18n.use_language(i18n.SOURCE_LANGUAGE)


@pytest.fixture(autouse=True)
def _sweep_again() -> Iterator[None]:
    """A window has the objects of its process swept up by its own clock; it is gone now."""
    yield
    gc.enable()


@pytest.fixture
def use_language(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Choose another language for this test and for the programs that it starts."""

    def choose(language: str) -> None:
        i18n.use_language(language)
        monkeypatch.setenv("UNIONOFFICE_LANG", language)

    return choose


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server for each process of the test run, started when the first test asks for it."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here: `make setup` installs it")
    with running_server(programs) as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """An empty database for one test."""
    with postgresql_server.database() as name:
        yield postgresql_server.url(name)


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: Server) -> Iterator[str]:
    """A database with the tables of an office, made once and then only copied."""
    with postgresql_server.database() as name:
        upgrade_server(postgresql_server.url(name))
        yield name


@pytest.fixture
def postgresql_office_url(postgresql_server: Server, _postgresql_template: str) -> Iterator[str]:
    """A database with the tables of an office, and nothing in them, for one test."""
    with postgresql_server.database(_postgresql_template) as name:
        yield postgresql_server.url(name)


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> OfficeMaker:
    """Makes offices quickly."""
    return OfficeMaker(tmp_path_factory.mktemp("offices"))


@pytest.fixture(scope="session")
def _file_of_everybody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("everybody") / "office.uoffice"
    make_office_of_everybody(str(path))
    return path


@pytest.fixture
def office_of_everybody(_file_of_everybody: Path, tmp_path: Path) -> str:
    """A primary office with an account of every role."""
    return str(shutil.copyfile(_file_of_everybody, tmp_path / "office.uoffice"))


@pytest.fixture(scope="session")
def _database_of_everybody(postgresql_server: Server, _postgresql_template: str) -> Iterator[str]:
    with postgresql_server.database(_postgresql_template) as name:
        make_office_of_everybody(postgresql_server.url(name))
        yield name


@pytest.fixture
def postgresql_office_of_everybody(
    postgresql_server: Server, _database_of_everybody: str
) -> Iterator[str]:
    """A primary office on a server with an account of every role."""
    with postgresql_server.database(_database_of_everybody) as name:
        yield postgresql_server.url(name)


@pytest.fixture
def store(offices: OfficeMaker, tmp_path: Path) -> Iterator[Store]:
    """An empty primary office, open for writing."""
    store = offices.make(tmp_path / "office.uoffice")
    yield store
    store.close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `unionoffice …` and gives back its exit status and what it said."""

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        status = bootstrap.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return call


@pytest.fixture
def data() -> Path:
    """Lists as offices keep them; everybody on them is invented."""
    return Path(__file__).parent / "data"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty primary office, once in a file and once on a server."""
    if request.param == "sqlite":
        yield request.getfixturevalue("store")
        return
    store = open_store(request.getfixturevalue("postgresql_office_url"))
    Office(store).found(PRIMARY)
    yield store
    store.close()
