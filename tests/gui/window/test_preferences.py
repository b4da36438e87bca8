"""What is remembered from one start to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from gui.theme.theme import Scheme
from gui.theme.translation import Language, system_language
from gui.window.preferences import Preferences, load_preferences, save_preferences

CHOSEN = Preferences(
    Language.KOREAN,
    Scheme.DARK,
    decimals=10,
    logarithmic=True,
    exact=True,
    squares=True,
    theory=False,
    speed=123.5,
    geometry=QByteArray(b"\x00\x01place"),
    splitters=(QByteArray(b"\xff1"), QByteArray(b"2"), QByteArray(b"3")),
)
DEFAULTS = replace(Preferences(system_language()), splitters=(QByteArray(),) * 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Slopewise.ini"


def store_in(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)


def saved(settings: Preferences, file: Path) -> Preferences:
    """What the next start reads from the file."""
    store = store_in(file)
    save_preferences(settings, store)
    store.sync()
    assert store.status() is QSettings.Status.NoError
    return load_preferences(store_in(file))


def test_all_settings_come_back(file: Path) -> None:
    assert saved(CHOSEN, file) == CHOSEN


def test_as_fast_as_it_goes_comes_back(file: Path) -> None:
    assert saved(replace(CHOSEN, speed=None), file).speed is None


def test_what_was_not_chosen_comes_back_as_it_was(file: Path) -> None:
    plain = replace(CHOSEN, logarithmic=False, geometry=None)
    assert saved(plain, file) == plain


def test_a_first_start_has_the_defaults(file: Path) -> None:
    assert load_preferences(store_in(file)) == DEFAULTS


NONSENSE = {
    "language": ["xx", "", "a, b", "7", "@ByteArray(ko)"],
    "scheme": ["pink", "", "light, dark", "@Invalid()"],
    "decimals": ["2", "11", "-6", "6.5", "many", "", "5, 6", "1e9", "inf"],
    "logarithmic": ["maybe", "1", "", "true, false"],
    "exact": ["maybe", "1", "", "true, false"],
    "squares": ["maybe", "1", "", "true, false"],
    "theory": ["perhaps", "0"],
    "speed": ["0", "-5", "0.5", "20000", "nan", "inf", "fast", "", "1, 2", "1e999"],
    "geometry": ["1, 2"],
    "splitter1": ["1, 2"],
}


def with_default_of(key: str) -> Preferences:
    """What is chosen, but for the default in the place of one key."""
    if key == "splitter1":
        first, _, third = CHOSEN.splitters
        return replace(CHOSEN, splitters=(first, QByteArray(), third))
    return replace(CHOSEN, **{key: getattr(DEFAULTS, key)})


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in NONSENSE.items() for value in values])
def test_nonsense_gives_the_default_of_its_key_and_leaves_the_others(
    file: Path, tmp_path: Path, key: str, value: str
) -> None:
    saved(CHOSEN, file)
    lines = file.read_text("utf-8").splitlines()
    edited = tmp_path / "edited.ini"  # another file, because Qt remembers what it has read from the first
    edited.write_text("\n".join(f"{key}={value}" if line.startswith(f"{key}=") else line for line in lines), "utf-8")
    assert f"\n{key}={value}" in edited.read_text("utf-8")
    assert load_preferences(store_in(edited)) == with_default_of(key)


def test_a_file_that_is_no_settings_file_gives_the_defaults(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 4)
    assert load_preferences(store_in(file)) == DEFAULTS
