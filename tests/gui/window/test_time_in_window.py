"""Travelling in the window: every part of it shows the time that is travelled to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.window.main_window import MainWindow
from model.experiment import Experiment, LoopSettings
from model.files.run_file import write_run
from model.history import Change, History
from model.run import Replay
from tests.gui.conftest import WaitFor, diverge, run_some

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(reuse_window: MakeWindow) -> MakeWindow:
    """One window for all tests."""
    return reuse_window


@pytest.fixture
def travelled(active: MainWindow, qtbot: QtBot, wait_for: WaitFor) -> MainWindow:
    """A window with the keyboard and some epochs behind it, at epoch 20."""
    run_some(active.session, qtbot)
    active.session.travel(20)
    return active


def test_left_travels_back_one_epoch(travelled: MainWindow) -> None:
    QTest.keyClick(travelled, Qt.Key.Key_Left)
    assert (travelled.session.time, travelled.view.readouts.epoch.text()) == (19, "19")


def test_home_travels_to_the_start(travelled: MainWindow) -> None:
    QTest.keyClick(travelled, Qt.Key.Key_Home)
    assert (travelled.session.time, travelled.view.readouts.epoch.text()) == (-1, "–")
    assert (travelled.view.fit.drawn, travelled.view.timeline.where.text()[0]) == ((0.0, 0.0), "–")
    assert not travelled.actions_["back"].isEnabled()


def test_right_only_looks_at_the_next_epoch_where_it_is_recorded(travelled: MainWindow) -> None:
    history, done = travelled.session.history, len(travelled.session.history)
    for time in (21, 22):
        QTest.keyClick(travelled, Qt.Key.Key_Right)
        assert (travelled.session.time, travelled.view.readouts.epoch.text()) == (time, str(time))
    assert travelled.session.history is history
    assert len(history) == done
    assert not travelled.actions_["undo"].isEnabled()


def test_ctrl_g_asks_for_an_epoch_and_goes_there(travelled: MainWindow, wait_for: WaitFor) -> None:
    done = len(travelled.session.history)
    for epoch in (7, done + 100):
        QTest.keyClick(travelled, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        assert travelled.view.timeline.goal.hasFocus()
        QTest.keyClicks(travelled.view.timeline.goal, str(epoch))
        QTest.keyClick(travelled.view.timeline.goal, Qt.Key.Key_Return)
        if epoch > done:
            assert travelled._status.message.text() == f"Running to epoch {epoch}"
        wait_for(travelled.session, State.PAUSED)
        assert (travelled.session.time, travelled.view.readouts.epoch.text()) == (epoch, str(epoch))


def test_the_timeline_keeps_its_keys_while_it_has_the_focus(travelled: MainWindow) -> None:
    travelled.view.timeline.slider.setFocus()
    for key, epoch in ((Qt.Key.Key_Left, 19), (Qt.Key.Key_Right, 20), (Qt.Key.Key_Home, -1)):
        QTest.keyClick(travelled.view.timeline.slider, key)
        assert travelled.session.time == epoch


def test_the_whole_window_shows_the_time_travelled_to(travelled: MainWindow) -> None:
    shown, view = travelled.session.history.epoch(20), travelled.view
    assert view.readouts.epoch.text() == "20"
    assert view.fit.drawn == (shown.W, shown.b)
    assert view.timeline.slider.value() == 20
    assert view.loss.plot._time == 20
    assert travelled._status.message.text().startswith("Travelled back to epoch 20.")


def test_dragging_the_timeline_pauses_a_run_and_shows_that_time(window: MainWindow, qtbot: QtBot) -> None:
    run_some(window.session, qtbot)
    qtbot.waitUntil(lambda: window.view.timeline.slider.value() > 12)
    window.view.timeline.slider.setValue(12)
    assert (window.session.state, window.session.time) == (State.PAUSED, 12)
    assert window.view.readouts.epoch.text() == "12"


def test_the_controls_follow_a_run_that_repeats_its_changes(make_window: MakeWindow, wait_for: WaitFor) -> None:
    window = make_window(Experiment(epochs=20))
    window.session.run()
    wait_for(window.session, State.FINISHED)
    window.session.changes.set_skip(True)
    window.session.changes.set_epochs(60)
    window.session.run()
    wait_for(window.session, State.FINISHED)
    window.session.travel(5)
    assert not window.view.loop.skip.isChecked()
    window.session.run()
    wait_for(window.session, State.FINISHED)
    assert window.view.loop.skip.isChecked()


def test_ctrl_z_brings_the_old_continuation_back(travelled: MainWindow, qtbot: QtBot) -> None:
    done = len(travelled.session.history)
    travelled.session.changes.set_lr(0.02)
    QTest.keyClick(travelled, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(travelled.session.history) == 22)
    QTest.keyClick(travelled, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (len(travelled.session.history), travelled.session.time) == (done, done - 1)
    QTest.keyClick(travelled, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(travelled.session.history) == 22
    assert not travelled.actions_["redo"].isEnabled()


def test_the_banner_is_gone_at_an_epoch_before_the_overflow(window: MainWindow, qtbot: QtBot) -> None:
    diverge(window.session, qtbot)
    window.session.travel(0)
    assert not window.view.banner.isVisible()
    window.session.travel(len(window.session.history) - 1)
    assert window.view.banner.isVisible()


@pytest.fixture
def rows_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many numbers of the history's columns have been computed with, one entry for each time."""
    read: list[int] = []

    class Counted(np.ndarray[Any, Any]):
        def astype(self, *args: Any, **kwargs: Any) -> Any:
            read.append(self.size)
            return np.asarray(self).astype(*args, **kwargs)

        def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
            read.append(self.size)
            plain = [np.asarray(one) if isinstance(one, Counted) else one for one in inputs]
            return getattr(ufunc, method)(*plain, **kwargs)

    column = History.column
    monkeypatch.setattr(History, "column", lambda history, name: column(history, name).view(Counted))
    return read


@pytest.mark.parametrize("way", ["one back", "far back", "to the start"])
def test_travelling_in_a_long_run_computes_with_no_whole_column(
    window: MainWindow, rows_read: list[int], way: str
) -> None:
    epochs = 1_000_000
    window.session.present.history = History()
    window.session.history._make_room(epochs)
    window.session.history._rows[:] = 1e-3
    window.session.history._length = epochs
    window.session.history.changes = [Change(0, LoopSettings())]
    window.show_frame()
    window.session.travel(epochs - 2)
    rows_read.clear()
    window.session.travel({"one back": epochs - 3, "far back": 500_000, "to the start": -1}[way])
    assert sum(rows_read) < 10_000


def test_a_run_that_takes_long_to_be_opened_tells_how_far_it_is_and_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    status, session = window._status, window.session
    write_run(Replay(Experiment(epochs=10_000_000), done=10_000_000), tmp_path / "a.slopewise")
    before = session.experiment
    assert status.cancel.isHidden()
    window.files.open_path(tmp_path / "a.slopewise")
    qtbot.waitUntil(lambda: status.cancel.isVisible() and "epoch 9999999, 0 %" in status.message.text())
    status.cancel.click()
    assert session.experiment == before
    assert window.document.path is None
    assert status.cancel.isHidden()


def test_a_run_that_is_opened_in_a_moment_does_not_offer_to_be_cancelled(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    write_run(Replay(Experiment(epochs=2000), done=2000), tmp_path / "a.slopewise")
    window.files.open_path(tmp_path / "a.slopewise")
    assert window.session.frame().opening
    window.show_frame()
    assert window._status.cancel.isHidden()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
