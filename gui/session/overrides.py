"""What Qt calls in a Python class, where an exception would end the process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Method = TypeVar("Method", bound=Callable[..., None])


def keeps_faults(method: Method) -> Method:
    """Let an exception be told, as one of a slot is, and none leave the method."""

    @wraps(method)
    def kept(*arguments: Any) -> None:
        try:
            method(*arguments)
        except Exception:
            sys.excepthook(*sys.exc_info())

    return cast(Method, kept)
