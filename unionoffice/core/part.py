"""What is put together when it is first asked for, by one thread for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Made = TypeVar("Made")


class part(Generic[Made]):  # noqa: N801 - stands like `property`
    """An attribute that is made once, however many threads ask for it first.

    Its owner has `making`, a lock that one thread may take several times: parts need parts.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, whole: None, owner: type[Any]) -> part[Made]: ...
    @overload
    def __get__(self, whole: object, owner: type[Any]) -> Made: ...
    def __get__(self, whole: Any, owner: type[Any]) -> part[Made] | Made:
        if whole is None:
            return self
        with whole.making:
            parts = vars(whole)
            if self._name not in parts:
                parts[self._name] = self._make(whole)
            made: Made = parts[self._name]
            return made
