"""Fitting by hand in the window: its key, the run beside it, its buttons, and the room that it has."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.fit.hand.by_hand import ByHand
from gui.panels.fit.hand.hand_board import HandBoard
from gui.session.engine import State
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from model.experiment import Experiment, Parameters, Start
from tests.gui.conftest import OVERFLOWS, WaitFor, run_some, trained
from tests.gui.window.conftest import LANGUAGES, AtSize, cut_off, present, settle

Key = Qt.Key


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(window.focusWidget() or window, key)


def by_hand(window: MainWindow) -> ByHand:
    """What is tested."""
    return window.view.fit.by_hand


def board(window: MainWindow) -> HandBoard:
    """Its numbers and buttons."""
    found = by_hand(window).board
    assert found is not None
    return found


@pytest.mark.parametrize("leave", [Key.Key_H, Key.Key_Escape], ids=["H", "Esc"])
def test_h_lets_the_line_be_moved_and_the_run_stays_as_it_was(active: MainWindow, leave: Qt.Key) -> None:
    session = active.session
    session.present.history = trained(20)
    active.show_frame()
    before = session.frame()
    press(active, Key.Key_H)
    assert (by_hand(active).on, active.actions_["by_hand"].isChecked()) == (True, True)
    for _ in range(3):
        press(active, Key.Key_Up)  # with the keyboard alone
    assert before.parameters is not None
    assert active.view.fit.drawn[0] > before.parameters.W
    active.view.loss.plot.setFocus()
    press(active, leave)
    assert (by_hand(active).on, active.actions_["by_hand"].isChecked()) == (False, False)
    assert active.view.fit.drawn == before.parameters
    after = session.frame()
    assert (after.time, after.parameters, after.experiment) == (before.time, before.parameters, before.experiment)
    assert not active.actions_["undo"].isEnabled()
    assert not active.actions_["leave"].isEnabled()


def test_a_run_that_goes_on_rests_meanwhile(active: MainWindow, qtbot: QtBot, wait_for: WaitFor) -> None:
    run_some(active.session, qtbot)
    press(active, Key.Key_H)
    wait_for(active.session, State.PAUSED)
    active.show_frame()
    assert (by_hand(active).on, by_hand(active).position) == (True, active.session.frame().parameters)
    press(active, Key.Key_Space)
    assert (active.session.state, by_hand(active).on) == (State.RUNNING, False)


@pytest.mark.parametrize("command", ["step_epoch", "step_line", "reset", "back"])
def test_a_command_to_the_run_shows_the_run(active: MainWindow, qtbot: QtBot, command: str) -> None:
    active.session.step_epoch()
    qtbot.waitUntil(lambda: len(active.session.history) == 1)
    active.show_frame()
    press(active, Key.Key_H)
    by_hand(active).move_to(0.5, 0.5)
    active.actions_[command].trigger()
    qtbot.waitUntil(lambda: not by_hand(active).on)
    qtbot.waitUntil(lambda: active.view.fit.drawn == active.session.frame().parameters)


def test_other_data_show_the_run(active: MainWindow) -> None:
    press(active, Key.Key_H)
    active.session.changes.set_data(OVERFLOWS.data.of([1, 2], [3, 4]))
    assert not by_hand(active).on


def test_start_from_here_begins_a_run_there_which_undo_takes_back(active: MainWindow, qtbot: QtBot) -> None:
    session = active.session
    session.present.history = trained(20)
    active.show_frame()
    press(active, Key.Key_H)
    by_hand(active).move_to(1.5, 0.25)
    QTest.mouseClick(board(active).start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.start == Parameters(1.5, 0.25))
    assert (len(session.history), session.state, by_hand(active).on) == (0, State.PAUSED, False)
    assert session.experiment.initial.start is Start.NUMBERS
    assert active.view.fit.drawn == (1.5, 0.25)
    press(active, Key.Key_H)
    press(active, Key.Key_Escape)
    active.actions_["undo"].trigger()
    assert len(session.history) == 20


def test_pytorch_goes_on_from_there_with_the_loss_that_was_shown(active: MainWindow, qtbot: QtBot) -> None:
    session = active.session
    press(active, Key.Key_H)
    by_hand(active).move_to(1.3, -0.7)
    loss = by_hand(active).loss
    QTest.mouseClick(board(active).go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.history) > 10 and session.start is not None)
    assert session.start == pytest.approx((1.3, -0.7))
    assert (session.history.epoch(0).loss, by_hand(active).on) == (loss, False)


def test_until_it_is_wanted_nothing_of_it_is_there(make_window: type[MainWindow]) -> None:
    window = make_window(Experiment())  # type: ignore[call-arg,arg-type]
    window.show_frame()
    assert (by_hand(window).board, by_hand(window).editor, by_hand(window)._torch) == (None, None, None)
    assert window.view.fit.findChildren(HandBoard) == []


def test_presented_the_fit_comes_to_the_line_by_hand_and_esc_first_leaves_the_line(active: MainWindow) -> None:
    present(active, 1, 3)
    press(active, Key.Key_H)
    assert 0 in active.presenting.parts
    assert by_hand(active).on
    assert active.view.readouts.isHidden()
    press(active, Key.Key_Escape)
    assert (by_hand(active).on, active.presenting.on) == (False, True)
    assert not active.view.readouts.isHidden()
    press(active, Key.Key_Escape)
    assert not active.presenting.on


def test_presented_afterwards_the_numbers_of_the_run_stay_away(active: MainWindow) -> None:
    press(active, Key.Key_H)
    present(active, 0, 1)
    assert active.view.readouts.isHidden()
    active.presenting.stop()
    settle()
    assert active.view.readouts.isHidden()


def test_however_little_the_fit_is_given_plot_and_numbers_have_room(active: MainWindow) -> None:
    active.resize(1024, 560)
    active.view.code.set_up.fold.click()
    press(active, Key.Key_H)
    active.view._keep_arrangement()
    active.view._middle.setSizes([1, 0, 10_000])
    settle()
    fit = active.view.fit
    assert fit.plot.inside().height() > 2 * fit.fontMetrics().height()
    assert cut_off(active, within=fit) == []


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@LANGUAGES
@pytest.mark.parametrize("presented", [False, True])
def test_all_of_it_has_room_and_nothing_moves_when_its_numbers_do(
    at_size: AtSize, size: tuple[int, int], language: Language, presented: bool
) -> None:
    window = at_size(size, language)
    if presented:
        present(window, 0, 1)
    before = _places(window)
    window.actions_["by_hand"].trigger()
    settle()
    fit = window.view.fit
    assert fit.plot.inside().height() > 6 * fit.fontMetrics().height()
    places = _places(window)
    for W, b in ((1.23456, -0.654321), (-123456.0, 1e-7), (-1e30, 1e30), (2.0, 0.0)):
        by_hand(window).move_to(W, b)
        settle()
        assert (cut_off(window, within=fit), _places(window)) == ([], places)
    by_hand(window).set_on(False)
    settle()
    assert _places(window) == before


def _places(window: MainWindow) -> list[tuple[int, int, int, int]]:
    """Where the panels and the parts of the fit are."""
    fit = window.view.fit
    parts: list[QWidget] = [*window.view.parts, fit.plot, *fit.findChildren(HandBoard)]
    return [part.geometry().getRect() for part in parts if part.isVisible()]  # type: ignore[misc]


@pytest.mark.parametrize("command", ["step_epoch", "step_line"])
def test_pressed_right_after_a_step_h_is_on_or_off_and_nothing_between(
    active: MainWindow, qtbot: QtBot, command: str
) -> None:
    session = active.session
    stands = session.time, session.moment
    active.actions_[command].trigger()
    qtbot.waitUntil(lambda: (session.time, session.moment) != stands)  # no frame has shown it
    active.actions_["by_hand"].trigger()
    settle()
    hand = by_hand(active)
    assert hand.on
    assert (active.actions_["by_hand"].isChecked(), board(active).isVisible()) == (True, True)
    press(active, Key.Key_Up)
    assert hand.position != session.frame().parameters
    active.actions_["by_hand"].trigger()


def test_a_step_that_no_frame_has_shown_yet_is_where_the_hand_begins(active: MainWindow) -> None:
    session = active.session
    active.actions_["step_epoch"].trigger()
    while not len(session.history):  # without letting the window hear of it
        time.sleep(0.001)
    active.actions_["by_hand"].trigger()
    hand = by_hand(active)
    assert hand.on
    assert hand.position == session.history.epoch(0)[2:4]
    active.actions_["by_hand"].trigger()


def test_a_frame_in_which_the_run_has_gone_on_leaves_nothing_half_on(
    active: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = by_hand(active)
    made_board, _ = hand._made()
    show = made_board.setVisible

    def go_on(on: bool) -> None:
        show(on)
        active.session.present.history = trained(3)
        active.show_frame()

    monkeypatch.setattr(made_board, "setVisible", go_on)
    active.actions_["by_hand"].trigger()
    monkeypatch.undo()
    assert (hand.on, active.actions_["by_hand"].isChecked(), board(active).isVisible()) == (False, False, False)
    press(active, Key.Key_Up)
    settle()
    assert hand.position == active.session.frame().parameters
