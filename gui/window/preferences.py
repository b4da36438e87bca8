"""What the program remembers from one start to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from gui.theme.number_format import DECIMALS, DEFAULT_DECIMALS
from gui.theme.theme import Scheme
from gui.theme.translation import Language, system_language

SPEEDS = (1.0, 10_000.0)
"""Epochs a second at the two ends of the speed slider, before 'as fast as it goes'."""

DEFAULT_SPEED = 50.0

T = TypeVar("T")


@dataclass(frozen=True)
class Preferences:
    """The user's choices about the window; the experiment is not among them: every start is the lesson's."""

    language: Language
    scheme: Scheme = Scheme.SYSTEM
    decimals: int = DEFAULT_DECIMALS
    logarithmic: bool = False
    exact: bool = False
    squares: bool = False
    theory: bool = True
    speed: float | None = DEFAULT_SPEED
    """Epochs a second; None is as fast as it goes."""
    geometry: QByteArray | None = None
    splitters: tuple[QByteArray, ...] = ()
    recent: tuple[Path, ...] = ()
    """The files that were opened or saved last, the newest first."""


def load_preferences(store: QSettings) -> Preferences:
    """Read the settings; whatever is missing or makes no sense there has its default."""
    defaults = Preferences(system_language())
    splitters = (_read(store, f"splitter{i}", QByteArray, QByteArray()) for i in range(3))
    return Preferences(
        language=_read(store, "language", Language, defaults.language),
        scheme=_read(store, "scheme", Scheme, defaults.scheme),
        decimals=_read(store, "decimals", _decimals, defaults.decimals),
        logarithmic=_read(store, "logarithmic", _flag, defaults.logarithmic),
        exact=_read(store, "exact", _flag, defaults.exact),
        squares=_read(store, "squares", _flag, defaults.squares),
        theory=_read(store, "theory", _flag, defaults.theory),
        speed=_read(store, "speed", _speed, defaults.speed),
        geometry=_read(store, "geometry", QByteArray, None),
        splitters=tuple(splitters),
        recent=_read(store, "recent", _paths, ()),
    )


def save_preferences(settings: Preferences, store: QSettings) -> None:
    """Write the settings."""
    store.setValue("language", settings.language.value)
    store.setValue("scheme", settings.scheme.value)
    store.setValue("decimals", settings.decimals)
    store.setValue("logarithmic", str(settings.logarithmic))
    store.setValue("exact", str(settings.exact))
    store.setValue("squares", str(settings.squares))
    store.setValue("theory", str(settings.theory))
    store.setValue("speed", str(settings.speed))
    store.setValue("geometry", settings.geometry)
    store.setValue("recent", [str(path) for path in settings.recent])
    for i, state in enumerate(settings.splitters):
        store.setValue(f"splitter{i}", state)


def _read(store: QSettings, name: str, parse: Callable[[Any], T], default: T) -> T:
    value = store.value(name)
    if value is None:
        return default
    try:
        return parse(value)
    except (ValueError, TypeError):
        return default


def _paths(stored: Any) -> tuple[Path, ...]:
    """Qt stores a list of one text as that text."""
    names = [stored] if isinstance(stored, str) else stored
    return tuple(Path(name) for name in names if isinstance(name, str) and name)


def _decimals(text: str) -> int:
    if int(text) not in DECIMALS:
        raise ValueError(text)
    return int(text)


def _flag(text: str) -> bool:
    return {"True": True, "False": False}[text] if text in ("True", "False") else _fail(text)


def _speed(text: str) -> float | None:
    if text == "None":
        return None
    speed = float(text)
    return speed if SPEEDS[0] <= speed <= SPEEDS[1] else _fail(text)


def _fail(text: str) -> Any:
    raise ValueError(text)
