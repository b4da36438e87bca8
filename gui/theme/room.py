"""Which of several ways to say a thing has room."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def first_that_fits(texts: Iterable[str], room: float, length: Callable[[str], float] = len) -> str:
    """The first of these texts that is no longer than the room, else the last; the length may be that in pixels."""
    text = ""
    for text in texts:
        if length(text) <= room:
            break
    return text
