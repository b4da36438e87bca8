"""Work that nobody may be waiting for any more."""

from __future__ import annotations

from collections.abc import Callable

CheckCancelled = Callable[..., object]
"""To be called now and then by what works, with the share that is done (0 to 1) if that is known; it stops the work by
raising, once nobody waits for its result."""


def wanted(_share: float | None = None) -> None:
    """The CheckCancelled of work that is waited for, however long it takes."""
