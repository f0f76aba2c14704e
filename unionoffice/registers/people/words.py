"""Header words."""

from collections import defaultdict

WORDS: dict[str, tuple[str, ...]] = defaultdict(tuple)
