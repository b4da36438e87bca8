"""What the program remembers from one start to the next."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSettings, QTimer, Signal

from gui.theme.number_format import DECIMALS, DEFAULT_DECIMALS
from gui.theme.theme import Scheme
from gui.theme.translation import Language, system_language

SPEEDS = (1.0, 10_000.0)
"""Epochs a second at the two ends of the speed slider, before 'as fast as it goes'."""

DEFAULT_SPEED = 50.0

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200, 225, 250)
"""The sizes of the type that can be had, in per cent."""

LOOK_EVERY = 2000
"""Milliseconds between two looks whether something has changed."""

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
    more: bool = False
    sound: bool = False
    less_motion: bool = False
    """Whether what would glide is there at once. Qt 6.10 does not tell what the desktop wishes."""
    zoom: int = 100
    """The size of the type, in per cent of what suits the window: one of ZOOMS."""
    speed: float | None = DEFAULT_SPEED
    """Epochs a second; None is as fast as it goes."""
    geometry: QByteArray | None = None
    splitters: tuple[QByteArray, ...] = ()
    recent: tuple[Path, ...] = ()
    """The files that were opened or saved last, the newest first."""


def preferences_store() -> QSettings:
    """The user's file, and behind it that of the computer, which counts for what the user has not chosen."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Slopewise", "Slopewise")


def trouble_with(store: QSettings) -> str:
    """What is wrong with the user's file, in a sentence, or nothing; one that is odd is kept under another name."""
    store.allKeys()  # which reads the file
    file = Path(store.fileName())
    if store.status() is QSettings.Status.NoError:
        return ""
    if store.status() is QSettings.Status.AccessError:
        return _not_kept(store)
    aside = file.with_name(f"{file.stem}-unreadable-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}{file.suffix}")
    with suppress(OSError):
        shutil.copyfile(file, aside)
    text = QCoreApplication.translate("Preferences", "The settings were damaged; what was there is in {file}")
    return text.format(file=aside)


def _not_kept(store: QSettings) -> str:
    text = QCoreApplication.translate("Preferences", "The settings cannot be read or kept: {file}")
    return text.format(file=Path(store.fileName()))


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
        more=_read(store, "more", _flag, defaults.more),
        sound=_read(store, "sound", _flag, defaults.sound),
        less_motion=_read(store, "less_motion", _flag, defaults.less_motion),
        zoom=_read(store, "zoom", _zoom, defaults.zoom),
        speed=_read(store, "speed", _speed, defaults.speed),
        geometry=_read(store, "geometry", QByteArray, None),
        splitters=tuple(splitters),
        recent=_read(store, "recent", _paths, ()),
    )


def save_preferences(settings: Preferences, store: QSettings, before: Preferences | None = None) -> None:
    """Write the settings, or of them what is other than before: another window may have written the rest.

    Files that others have opened meanwhile stay among those opened last.
    """
    recent = settings.recent
    if before is not None:
        store.sync()
        others: tuple[Path, ...] = _read(store, "recent", _paths, ())
        recent = (*recent, *(path for path in others if path not in recent and path not in before.recent))
    values = _stored(replace(settings, recent=recent))
    known = {} if before is None else _stored(before)
    for name, value in values.items():
        if name not in known or value != known[name]:
            store.setValue(name, value)


def _stored(settings: Preferences) -> dict[str, Any]:
    """What is written of the settings."""
    flags = ("logarithmic", "exact", "squares", "theory", "more", "sound", "less_motion", "speed")
    return {
        "language": settings.language.value,
        "scheme": settings.scheme.value,
        "decimals": settings.decimals,
        "zoom": settings.zoom,
        "geometry": settings.geometry,
        "recent": [str(path) for path in settings.recent],
        **{name: str(getattr(settings, name)) for name in flags},
        **{f"splitter{i}": state for i, state in enumerate(settings.splitters)},
    }


class PreferencesFile(QObject):
    """Keeps a window's preferences in the user's file, a moment after they change: a crash must not lose them."""

    failed = Signal(str)
    """They cannot be kept, in a sentence that is told once; it is tried again as long as they have not been."""

    def __init__(self, store: QSettings, now: Callable[[], Preferences], loaded: Preferences) -> None:
        super().__init__()
        self._store, self._now, self._saved = store, now, loaded
        self._fails = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.save)
        self._clock.start(LOOK_EVERY)

    def save(self) -> None:
        """Write what has changed."""
        now = self._now()
        if now == self._saved:
            return
        store = QSettings(self._store.fileName(), QSettings.Format.IniFormat)  # another keeps its status for ever
        save_preferences(now, store, self._saved)
        store.sync()
        failed, self._fails = self._fails, store.status() is QSettings.Status.AccessError
        if not self._fails:
            self._saved = now
        elif not failed:
            self.failed.emit(_not_kept(store))


def _read(store: QSettings, name: str, parse: Callable[[Any], T], default: T) -> T:
    value = store.value(name)
    if value is None:
        return default
    try:
        return parse(value)
    except (ValueError, TypeError, OverflowError):
        return default


def _paths(stored: Any) -> tuple[Path, ...]:
    """Qt stores a list of one text as that text."""
    names = [stored] if isinstance(stored, str) else stored
    return tuple(Path(name) for name in names if isinstance(name, str) and name)


def _decimals(text: str) -> int:
    if int(text) not in DECIMALS:
        raise ValueError(text)
    return int(text)


def _zoom(text: str) -> int:
    return int(text) if int(text) in ZOOMS else _fail(text)


def _flag(text: str) -> bool:
    return {"True": True, "False": False}[text] if text in ("True", "False") else _fail(text)


def _speed(text: str) -> float | None:
    if text == "None":
        return None
    speed = float(text)
    return speed if SPEEDS[0] <= speed <= SPEEDS[1] else _fail(text)


def _fail(text: str) -> Any:
    raise ValueError(text)
