"""What is remembered from one start to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings
from pytestqt.qtbot import QtBot

from gui.theme.theme import Scheme
from gui.theme.translation import Language, system_language
from gui.window import preferences as preferences_module
from gui.window.preferences import Preferences, PreferencesFile, load_preferences, save_preferences, trouble_with

CHOSEN = Preferences(
    Language.KOREAN,
    Scheme.DARK,
    decimals=10,
    logarithmic=True,
    exact=True,
    squares=True,
    theory=False,
    sound=True,
    less_motion=True,
    speed=123.5,
    geometry=QByteArray(b"\x00\x01place"),
    splitters=(QByteArray(b"\xff1"), QByteArray(b"2"), QByteArray(b"3")),
)
INFINITE = r"@Variant(\0\0\0\x6\x7f\xf0\0\0\0\0\0\0\0)"
"""As Qt writes the float."""

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
    "decimals": ["2", "11", "-6", "6.5", "many", "", "5, 6", "1e9", "inf", INFINITE],
    "zoom": ["99", "large", INFINITE],
    "logarithmic": ["maybe", "1", "", "true, false"],
    "exact": ["maybe", "1", "", "true, false"],
    "squares": ["maybe", "1", "", "true, false"],
    "theory": ["perhaps", "0"],
    "sound": ["loud", "1"],
    "less_motion": ["perhaps", "0"],
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


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 4, b"[General]\nlanguage=ko\nsche", b"\0" * 100, b'{"a": 1}'], ids=len
)
def test_a_file_that_is_odd_is_kept_under_another_name_and_that_is_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    sentence = trouble_with(store_in(file))
    (aside,) = file.parent.glob("Slopewise-unreadable-*.ini")
    assert (aside.read_bytes(), str(aside) in sentence) == (content, True)


def test_a_file_that_cannot_be_read_is_told(file: Path) -> None:
    file.mkdir()
    assert str(file) in trouble_with(store_in(file))


def test_a_file_that_is_not_there_yet_is_no_trouble(file: Path) -> None:
    assert trouble_with(store_in(file)) == ""


def test_of_two_windows_neither_loses_what_the_other_has_chosen(file: Path) -> None:
    start = replace(DEFAULTS, recent=(Path("/a"), Path("/b")))
    saved(start, file)
    one, other = store_in(file), store_in(file)
    save_preferences(replace(start, scheme=Scheme.DARK, recent=(Path("/one"), *start.recent)), one, start)
    one.sync()
    save_preferences(replace(start, decimals=9, recent=(Path("/other"), Path("/a"))), other, start)  # /b had no room
    other.sync()
    now = load_preferences(store_in(file))
    assert (now.scheme, now.decimals) == (Scheme.DARK, 9)
    assert now.recent == (Path("/other"), Path("/a"), Path("/one"))


def test_what_changes_is_written_a_moment_later_and_not_only_at_the_end(
    file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences_module, "LOOK_EVERY", 10)
    chosen = [DEFAULTS]
    keeper = PreferencesFile(store_in(file), lambda: chosen[0], DEFAULTS)
    chosen[0] = CHOSEN
    qtbot.waitUntil(lambda: load_preferences(store_in(file)) == CHOSEN)
    del keeper


def test_what_could_not_be_written_is_told_once_and_written_as_soon_as_it_can_be(file: Path) -> None:
    chosen, told = [DEFAULTS], list[str]()
    keeper = PreferencesFile(store_in(file), lambda: chosen[0], DEFAULTS)
    keeper.failed.connect(told.append)
    file.mkdir()  # which nobody may write over, whatever their rights
    chosen[0] = CHOSEN
    keeper.save()
    keeper.save()
    assert (len(told), str(file) in told[0]) == (1, True)
    file.rmdir()
    keeper.save()
    assert load_preferences(store_in(file)) == CHOSEN
