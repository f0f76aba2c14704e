"""Working ahead: the next batch is made ready in a thread while the one before is used."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@contextlib.contextmanager
def batches_ahead(
    items: Iterable[Item], work: Callable[[Item], Result], size: int
) -> Iterator[Iterator[list[Result]]]:
    """The results of `work`, in order, so many to a batch; never more than one batch ahead.

    What `work` raises is raised where its batch is asked for. Leaving waits for the item at hand.
    """
    waiting = iter(items)
    is_over = threading.Event()

    def batch() -> list[Result]:
        results = []
        for item in islice(waiting, size):
            if is_over.is_set():
                break
            results.append(work(item))
        return results

    def batches() -> Iterator[list[Result]]:
        coming = thread.submit(batch)
        while results := coming.result():
            coming = thread.submit(batch)
            yield results

    with ThreadPoolExecutor(1) as thread:
        try:
            yield batches()
        finally:
            is_over.set()
