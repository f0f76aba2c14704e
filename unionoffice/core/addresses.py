"""Addresses of offices on a server, such as `postgresql+psycopg://name@server/database`."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

SCHEME = "postgresql+psycopg"


def is_address(office: str) -> bool:
    return "://" in office


def server_address(server: str, database: str, name: str) -> str:
    """The address of a database at a server; the server may name a port after a colon."""
    return f"{SCHEME}://{quote(name, safe='')}@{server}/{quote(database, safe='')}"


def without_password(office: str) -> str:
    """An office as it may be kept, shown and logged; the path of a file stays as it is."""
    if not is_address(office):
        return office
    parts = urlsplit(office)
    login, at, server = parts.netloc.rpartition("@")
    options = [(key, value) for key, value in parse_qsl(parts.query) if key != "password"]
    kept = urlencode(options, safe="/")
    return urlunsplit(parts._replace(netloc=login.partition(":")[0] + at + server, query=kept))


def with_password(office: str, password: str) -> str:
    """The address with a password, which goes nowhere but to the server."""
    parts = urlsplit(without_password(office))
    login, _at, server = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{login}:{quote(password, safe='')}@{server}"))
