"""The commands: one table, of which every row is complete."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon, QKeySequence

from gui.theme.theme import DARK, LIGHT, Scheme
from gui.theme.translation import Language, Translators
from gui.window.actions import COMMANDS, Actions, Command, key_name
from tests.gui.conftest import colours, is_korean

pytestmark = pytest.mark.usefixtures("qapp")

NATIVE = QKeySequence.SequenceFormat.NativeText
EACH = pytest.mark.parametrize("command", COMMANDS, ids=[command.id for command in COMMANDS])


@pytest.fixture
def actions() -> Iterator[Actions]:
    owner = QObject()
    actions = Actions(owner)
    actions.restyle(LIGHT)
    yield actions
    del owner


@pytest.fixture
def korean() -> Iterator[None]:
    translators = Translators()
    translators.use(Language.KOREAN)
    yield
    translators.use(Language.ENGLISH)


def ink(icon: QIcon) -> set[str]:
    """The colours of an icon where it is not transparent."""
    return colours(icon.pixmap(40).toImage())


def test_each_command_and_each_shortcut_is_there_once() -> None:
    ids = [command.id for command in COMMANDS]
    shortcuts = [keys for command in COMMANDS for keys in command.shortcut.split()]
    assert len(set(ids)) == len(ids)
    assert len(set(shortcuts)) == len(shortcuts)


@EACH
def test_each_action_has_a_text_and_its_shortcut(actions: Actions, command: Command) -> None:
    assert actions[command.id].text()
    assert actions[command.id].shortcuts() == [QKeySequence(keys) for keys in command.shortcut.split()]


@EACH
def test_each_tool_tip_names_the_shortcut(actions: Actions, command: Command) -> None:
    tip = actions[command.id].toolTip()
    assert tip.endswith(f"({key_name(command.shortcut)})") if command.shortcut else tip


def test_the_arrow_keys_have_the_signs_that_stand_on_them(actions: Actions, korean: None) -> None:
    del korean
    actions.retranslate()
    tips = [actions[command].toolTip() for command in ("back", "step_line", "step_epoch")]
    in_menus = [actions[command].shortcut().toString(NATIVE) for command in ("back", "step_line", "step_epoch")]
    assert ([tip[-3:] for tip in tips], in_menus) == (["(←)", "(↓)", "(→)"], ["←", "↓", "→"])


@EACH
@pytest.mark.usefixtures("korean")
def test_each_text_is_korean_in_korean(actions: Actions, command: Command) -> None:
    actions.retranslate()
    assert is_korean(actions[command.id].text()) or "zero_grad" in actions[command.id].text()
    assert is_korean(actions[command.id].toolTip())


def test_run_is_named_after_what_it_does(actions: Actions) -> None:
    run = actions["run"]
    texts = []
    for does in ("pause", "again", "run"):
        actions.show_run(does)
        texts.append((run.text(), run.toolTip()))
    assert texts == [("Pause", "Pause (Space)"), ("Run again", "Run again (Space)"), ("Run", "Run (Space)")]


def test_the_status_line_says_pause_too(actions: Actions) -> None:
    actions.show_run("pause")
    assert actions["run"].statusTip() == "Pause (Space)"


@pytest.mark.usefixtures("korean")
def test_pause_stays_pause_in_another_language(actions: Actions) -> None:
    run = actions["run"].text()
    actions.show_run("pause")
    actions.retranslate()
    assert is_korean(actions["run"].text())
    assert actions["run"].text() != run


def test_run_and_pause_have_icons_of_their_own(actions: Actions) -> None:
    before = actions["run"].icon().cacheKey()
    actions.show_run("pause")
    assert actions["run"].icon().cacheKey() != before


def test_icons_wear_the_theme(actions: Actions) -> None:
    for theme in (LIGHT, DARK, LIGHT):
        actions.restyle(theme)
        assert theme.text in ink(actions["reset"].icon())
        actions.draw_menu_icons()
        assert theme.text in ink(actions.schemes[Scheme.DARK].icon())
        assert theme.text in ink(actions["open"].icon())
        assert theme.on_accent in ink(actions["run"].icon())


@pytest.mark.usefixtures("korean")
def test_languages_are_named_in_themselves(actions: Actions) -> None:
    actions.retranslate()
    assert [action.text() for action in actions.languages.values()] == ["English", "한국어"]


def test_one_scheme_and_one_language_are_chosen_at_a_time(actions: Actions) -> None:
    for choices in (actions.schemes.values(), actions.languages.values()):
        for choice in choices:
            choice.setChecked(True)
            assert [other for other in choices if other.isChecked()] == [choice]


def test_only_steps_repeat_while_their_key_is_held() -> None:
    steps = ["step_epoch", "step_line", "back", "zoom_in", "zoom_out"]
    assert [command.id for command in COMMANDS if command.repeats] == steps


def test_the_squares_are_shown_or_not_with_the_letter_q(actions: Actions) -> None:
    squares = actions["squares"]
    assert squares.isCheckable()
    assert squares.shortcut() == QKeySequence("Q")
    assert squares.text() == "Residuals as squares"
