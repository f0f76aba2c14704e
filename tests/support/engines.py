"""One cache of compiled statements for all engines of a process.

A program opens one office and compiles each of its statements once. Tests open thousands, and a
fifth of their time went into compiling the same statements for each of them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Engine, create_engine

STATEMENTS = 2_000


class SharedCache:
    """Makes engines as SQLAlchemy does, which take over what others of their kind have compiled."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Dialect, Any]] = {}

    def __call__(self, url: str, **options: Any) -> Engine:
        engine = create_engine(url, query_cache_size=STATEMENTS, **options)
        dialect, compiled = self._known.setdefault(
            engine.name, (engine.dialect, engine._compiled_cache)
        )
        if dialect.server_version_info:  # it has met its database
            engine.dialect, engine._compiled_cache = dialect, compiled
        else:
            self._known[engine.name] = (engine.dialect, engine._compiled_cache)
        return engine
