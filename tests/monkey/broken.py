"""Functions of the program that raise, once each, the next time they are called."""

from __future__ import annotations

import sys
from random import Random
from types import CodeType, FunctionType

AT_ONCE = 12
"""Functions that are broken together: few of them are called soon."""

KEPT = ("close", "end", "leave", "load_fonts", "generateDrawSpecs")
"""What the monkey itself relies on, and what takes faults of others from Qt."""

RAISING = "def raising(*_, **__):\n    from tests.monkey.broken import meet\n    meet({name!r})"


class InjectedError(Exception):
    """What a broken function raises."""


class Broken:
    """Some functions of gui/ and model/, chosen by chance among the methods of the classes that are loaded.

    Their code is exchanged and not the functions: PySide trusts a class to keep those that signals are connected to.
    """

    present: Broken | None = None

    def __init__(self, chance: Random) -> None:
        self.met: list[str] = []
        """Those that have been called, and have raised."""
        methods = _methods()
        chosen = chance.sample(sorted(methods), AT_ONCE)
        self._whole = {name: (methods[name], methods[name].__code__) for name in chosen}
        for name, (function, code) in self._whole.items():
            function.__code__ = _raising(name).replace(co_freevars=code.co_freevars)
        Broken.present = self

    def mend(self) -> None:
        """Put the functions right."""
        for function, code in self._whole.values():
            function.__code__ = code

    def meet(self, name: str) -> None:
        """Put one right that has been called, and raise in its place."""
        function, code = self._whole[name]
        function.__code__ = code
        self.met.append(name)
        print(f"broken: {name}", file=sys.stderr, flush=True)  # the process may not live to tell of it
        raise InjectedError(name)


def meet(name: str) -> None:
    """What a broken function does."""
    assert Broken.present is not None
    Broken.present.meet(name)


def _raising(name: str) -> CodeType:
    names: dict[str, FunctionType] = {}
    exec(RAISING.format(name=name), names)
    return names["raising"].__code__


def _methods() -> dict[str, FunctionType]:
    classes = {
        each
        for name, module in sys.modules.items()
        if name.startswith(("gui.", "model."))
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == name
    }
    return {
        f"{each.__module__}.{each.__name__}.{name}": function
        for each in classes
        for name, function in vars(each).items()
        if isinstance(function, FunctionType) and not name.startswith("__") and name not in KEPT
    }
