"""The main window: commands, state, language, colours and sizes of the whole."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event, Timer

import pytest
from PySide6.QtCore import SIGNAL, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QStatusTipEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.cli.options import CHARTS
from gui.panels.data.table_view import CellsView
from gui.plots.glide import Glide
from gui.plots.plot import Plot
from gui.session.background import unfinished
from gui.session.engine import State
from gui.session.session import Session
from gui.session.training_thread import TrainingThread
from gui.theme.theme import DARK, LIGHT, Scheme
from gui.theme.translation import Language, Translators
from gui.widgets.inputs import Choice, Slider
from gui.widgets.number_edit import NumberEdit
from gui.window import status
from gui.window.main_window import MainWindow
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start, ZeroGrad
from model.loop import source_of
from tests.gui.conftest import (
    AS_AT_FIRST,
    FOREVER,
    OVERFLOWS,
    SKIPPED,
    WaitFor,
    colours,
    diverge,
    frame_of,
    hear_language,
    is_korean,
    run_some,
    trained,
    turn_wheel,
)
from tests.gui.window.conftest import cut_off, settle

MakeWindow = Callable[..., MainWindow]
LONGEST = LoopSettings(accumulate=3, backward_twice=True)


def speak(window: MainWindow, language: Language) -> None:
    """Choose a language in the menu."""
    window.actions_.languages[language].trigger()
    hear_language()


# --- commands and state ---


def enabled(window: MainWindow) -> list[str]:
    """Which of the commands that depend on the state can be given."""
    return [command for command in ("run", "step_epoch", "reset") if window.actions_[command].isEnabled()]


def test_while_torch_is_loading_everything_can_be_asked_for(qtbot: QtBot) -> None:
    window = MainWindow(Session(Experiment()), AS_AT_FIRST, Translators())
    qtbot.addWidget(window)
    assert enabled(window) == ["run", "step_epoch", "reset"]
    assert window._status.message.text() == "Preparing PyTorch …"


def test_at_the_start_everything_can_be_asked_for(window: MainWindow) -> None:
    assert enabled(window) == ["run", "step_epoch", "reset"]
    assert window._status.message.text().startswith("Ready: press Run")


def test_while_running_run_is_pause(window: MainWindow, qtbot: QtBot, wait_for: WaitFor) -> None:
    run_some(window.session, qtbot)
    assert (window.actions_["run"].text(), enabled(window)) == ("Pause", ["run", "step_epoch", "reset"])
    assert window._status.message.text() == "Running to epoch 9999999"
    window.actions_["run"].trigger()
    wait_for(window.session, State.PAUSED)
    assert window.actions_["run"].text() == "Run"
    assert window._status.message.text().startswith("Paused: ")


@pytest.fixture
def finished(reuse_window: MakeWindow, wait_for: WaitFor) -> MainWindow:
    """A window whose run of five epochs has come to its end."""
    window = reuse_window(Experiment(epochs=5))
    window.session.run()
    wait_for(window.session, State.FINISHED)
    return window


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Down])
def test_finished_it_runs_again_and_has_no_epoch_left_to_step_through(
    finished: MainWindow, activate: Callable[[QWidget], None], key: Qt.Key
) -> None:
    activate(finished)
    QTest.keyClick(finished.view.fit.plot, key)
    finished.session.engine.close()
    assert (len(finished.session.history), finished.session.moment) == (5, None)
    assert enabled(finished) == ["run", "reset"]
    assert not finished.actions_["step_line"].isEnabled()
    assert finished.actions_["run"].text() == "Run again"
    assert finished._status.message.text() == "Finished: 5 epochs done."


def test_an_undo_stack_that_ends_leaves_nothing_to_undo(window: MainWindow) -> None:
    """As one does when Qt ends first: what it tells then is heard without asking it anything."""
    changes = window.session.changes
    changes.set_lr(0.002)
    assert window.actions_["undo"].isEnabled()
    delete(changes.stack)
    assert not window.actions_["undo"].isEnabled()
    changes.set_aside()  # the session ends with a stack that is there


@pytest.mark.parametrize("by", ["space", "button"])
def test_a_finished_run_begins_again_and_undo_brings_it_back(
    finished: MainWindow, by: str, activate: Callable[[QWidget], None], wait_for: WaitFor
) -> None:
    session, old = finished.session, finished.session.history
    if by == "space":
        activate(finished)
        QTest.keyClick(finished, Qt.Key.Key_Space)
    else:
        finished._status.again.click()
    assert session.state is State.RUNNING
    wait_for(session, State.FINISHED)
    assert (len(session.history), session.history.key is old.key) == (5, False)
    session.changes.stack.undo()
    assert session.history.key is old.key


def test_a_finished_run_goes_on_for_a_thousand_epochs_more(finished: MainWindow, wait_for: WaitFor) -> None:
    session, first = finished.session, finished.session.history.epoch(0)
    finished._status.more.click()
    assert (session.state, session.experiment.epochs) == (State.RUNNING, 1005)
    wait_for(session, State.FINISHED)
    assert (len(session.history), session.history.epoch(0)) == (1005, first)
    session.changes.stack.undo()
    assert session.experiment.epochs == 5


def test_what_can_be_done_with_a_finished_run_is_offered_only_then(
    finished: MainWindow, qtbot: QtBot, wait_for: WaitFor
) -> None:
    buttons = finished._status.again, finished._status.more
    assert [button.isVisible() for button in buttons] == [True, True]
    finished.statusBar().showMessage("a tip")
    finished.session.travel(2)
    finished.statusBar().clearMessage()
    assert [button.isVisible() for button in buttons] == [False, False]
    finished.session.travel(4)
    assert [button.isVisible() for button in buttons] == [True, True]
    with qtbot.waitSignal(finished.session.renewed):
        finished.session.reset()
    assert [button.isVisible() for button in buttons] == [False, False]


@pytest.mark.parametrize("language", list(Language))
def test_run_keeps_its_width_whatever_it_is_called(window: MainWindow, language: Language) -> None:
    speak(window, language)
    button = window.toolbar.widgetForAction(window.actions_["run"])
    widths, places = set(), set()
    for does in ("run", "pause", "again"):
        window.actions_.show_run(does)
        QApplication.processEvents()
        assert button.sizeHint().width() <= button.width()
        widths.add(button.width())
        places.add(window.toolbar.speed.x())
    assert (len(widths), len(places)) == (1, 1)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("zoom", [100, 150, 250])
def test_no_button_of_the_toolbar_is_folded_away_in_large_type(
    window: MainWindow, language: Language, zoom: int
) -> None:
    speak(window, language)
    window.resize(1024, 700)
    window.set_zoom(zoom)
    QApplication.processEvents()
    bar = window.toolbar
    assert bar.sizeHint().width() <= bar.width()
    (rest,) = bar.findChildren(QWidget, "qt_toolbar_ext_button")
    assert not rest.isVisible()


def test_a_run_of_more_epochs_than_are_asked_for_is_not_called_paused(reuse_window: MakeWindow, qtbot: QtBot) -> None:
    window = reuse_window(Experiment(epochs=5))
    for _ in range(2):
        with qtbot.waitSignal(window.session.state_changed):
            window.session.step_epoch()
    window.session.changes.set_epochs(1)
    assert window._status.message.text() == "Finished: 2 epochs done."


def test_more_epochs_let_it_run_again(reuse_window: MakeWindow, wait_for: WaitFor) -> None:
    window = reuse_window(Experiment(epochs=5))
    window.session.run()
    wait_for(window.session, State.FINISHED)
    window.session.changes.set_epochs(10)
    assert enabled(window) == ["run", "step_epoch", "reset"]


def test_diverged_it_can_only_begin_again(window: MainWindow, qtbot: QtBot) -> None:
    diverge(window.session, qtbot)
    assert enabled(window) == ["run", "reset"]
    assert window.actions_["run"].text() == "Run again"
    last = window.session.history.last()
    assert last is not None
    assert window._status.message.text() == f"Stopped at epoch {last.number}: the numbers overflowed"


def test_the_button_that_runs_is_the_one_that_stands_out(window: MainWindow) -> None:
    for place in (window.toolbar, window.presenting.strip):
        buttons = [button for button in place.findChildren(QToolButton) if button.property("primary")]
        assert [button.defaultAction() for button in buttons] == [window.actions_["run"]]


# --- keys ---


def test_space_runs_and_pauses(active: MainWindow, wait_for: WaitFor) -> None:
    QTest.keyClick(active, Qt.Key.Key_Space)
    wait_for(active.session, State.RUNNING)
    QTest.keyClick(active, Qt.Key.Key_Space)
    wait_for(active.session, State.PAUSED)


def test_right_runs_one_epoch(active: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(active.session.state_changed):
        QTest.keyClick(active, Qt.Key.Key_Right)
    assert len(active.session.history) == 1


def test_r_resets(active: MainWindow, qtbot: QtBot) -> None:
    run_some(active.session, qtbot)
    with qtbot.waitSignal(active.session.renewed):
        QTest.keyClick(active, Qt.Key.Key_R)
    assert len(active.session.history) == 0


def test_z_skips_zero_grad_and_calls_it_again(active: MainWindow) -> None:
    for skipping in (True, False):
        QTest.keyClick(active, Qt.Key.Key_Z)
        assert active.session.experiment.settings.skips is skipping
        assert active.view.loop.skip.isChecked() is skipping
        assert active.actions_["skip"].isChecked() is skipping


def test_l_changes_the_axis_of_the_loss(active: MainWindow) -> None:
    for on in (True, False):
        QTest.keyClick(active, Qt.Key.Key_L)
        assert active.view.loss.logarithmic.isChecked() is on
        assert active.preferences.logarithmic is on


def test_q_shows_the_squares_and_their_mean_and_hides_them_again(active: MainWindow) -> None:
    for on in (True, False):
        QTest.keyClick(active, Qt.Key.Key_Q)
        assert active.view.fit.residuals.squared is on
        assert active.view.fit.residuals.bar.isVisible() is on
        assert active.actions_["squares"].isChecked() is on
        assert active.preferences.squares is on


def test_less_motion_is_a_choice_of_the_menu_that_is_remembered_and_reaches_whatever_glides(
    active: MainWindow,
) -> None:
    glide = Glide(active.view)
    glide.follow(frame_of(trained(3), speed=10.0))
    for on, moves in ((True, False), (False, True)):
        active.actions_["less_motion"].trigger()
        assert active.preferences.less_motion is on
        history = trained(5)
        for epochs in (4, 5):
            glide.follow(frame_of(history.upto(epochs), speed=10.0))
        assert glide.is_moving is moves
    glide.setParent(None)


def test_t_keeps_limits_and_expectations_from_a_class_that_is_to_guess(active: MainWindow) -> None:
    limits, arrival = active.view.training.lr_limits, active.view.loss.arrival
    heights = limits.height(), arrival.height()
    for on in (False, True):
        QTest.keyClick(active, Qt.Key.Key_T)
        assert bool(limits.words.text()) is on
        assert bool(limits.marks()) is on
        assert bool(limits.accessibleDescription()) is on
        assert bool(arrival.text()) is on
        assert active.preferences.theory is on
        assert (limits.height(), arrival.height()) == heights


@pytest.fixture
def heard(make_window: MakeWindow, activate: Callable[[QWidget], None]) -> tuple[MainWindow, list[str]]:
    """A window of its own in which commands do nothing, and those that are given."""
    window, heard = make_window(), list[str]()
    activate(window)
    for command in ("run", "reset", "skip", "logarithmic", "squares", "sound", "step_epoch"):
        action = window.actions_[command]
        window.actions_.enable(command, True)  # sound, too, where its library is missing
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, command=command: heard.append(command))
    return window, heard


def test_space_presses_the_button_of_the_toolbar_that_has_the_focus(heard: tuple[MainWindow, list[str]]) -> None:
    window, commands = heard
    button = window.toolbar.widgetForAction(window.actions_["reset"])
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert commands == ["reset"]


def test_tab_goes_through_the_window_as_it_is_read(active: MainWindow) -> None:
    parts = [active.toolbar, *active.view.reading_order]
    first = active.toolbar.widgetForAction(active.actions_["step_line"])
    first.setFocus()
    seen, widgets = list[int](), set[QWidget]()
    for _ in range(200):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in widgets:
            break
        widgets.add(focused)
        seen.append(next(number for number, part in enumerate(parts) if part is focused or part.isAncestorOf(focused)))
        focused.window().focusNextChild()
    assert focused is first  # and nowhere is it caught
    assert [part for part in seen if part] == sorted(part for part in seen if part)
    assert {0, 1, 2, 3, 4, 5, 8, 9, 11} <= set(seen)


def test_a_shortcut_works_wherever_the_focus_is(heard: tuple[MainWindow, list[str]]) -> None:
    window, commands = heard
    keys = {
        "Space": "run",
        "R": "reset",
        "Z": "skip",
        "L": "logarithmic",
        "Q": "squares",
        "S": "sound",
        "Right": "step_epoch",
    }
    own = {
        "Space": (QAbstractButton, Choice),
        "Right": (NumberEdit, Slider, QSpinBox, Choice, CellsView, QTabBar),
    }  # keys they use themselves
    deaf = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        for key, command in keys.items():
            widget.setFocus()
            if not widget.hasFocus() or isinstance(QApplication.focusWidget(), own.get(key, ())):
                continue
            commands.clear()
            QTest.keyClick(widget, Qt.Key[f"Key_{key}"])
            if commands != [command]:
                deaf.append((key, widget))
    assert deaf == []


def test_ctrl_q_closes(make_window: MakeWindow, activate: Callable[[QWidget], None]) -> None:
    window = make_window()
    activate(window)
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


# --- controls ---


def test_a_seed_before_the_first_epoch_renews_the_run(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.renewed):
        window.view.start.seed.changed.emit(7)
    assert "next Reset" not in window.view.start.note.text()


def test_a_seed_after_the_first_epoch_waits_for_reset_and_the_note_says_so(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.state_changed):
        window.session.step_epoch()
    window.view.start.seed.changed.emit(7)
    assert "next Reset" in window.view.start.note.text()
    with qtbot.waitSignal(window.session.renewed):
        window.session.reset()
    assert "next Reset" not in window.view.start.note.text()


def test_choosing_a_random_start_shows_what_is_drawn_from_the_seed(window: MainWindow, qtbot: QtBot) -> None:
    box = window.view.start.start
    with qtbot.waitSignal(window.session.renewed):
        QTest.keyClick(box, Qt.Key.Key_End)
    assert box.currentText() == "random"
    assert (window.view.readouts.W.text(), window.view.readouts.b.text()) == ("0.757632", "0.279311")


def test_choosing_numbers_shows_their_fields(window: MainWindow, qtbot: QtBot) -> None:
    box = window.view.start.start
    with qtbot.waitSignal(window.session.renewed):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "numbers"
    assert window.view.start.W.isVisible()


def test_the_learning_rate_is_shown_in_field_and_slider(window: MainWindow) -> None:
    window.view.training.lr_slider.setValue(150)
    assert window.view.training.lr.text() == "0.1"
    assert window.session.experiment.settings.lr == 0.1


def test_the_speed_slider_sets_the_speed_of_the_run(window: MainWindow) -> None:
    window.toolbar.speed.setValue(100)
    assert window.session.engine.speed == 100.0
    assert (window.preferences.speed, window.toolbar._speed_value.text()) == (100.0, "100 epochs/s")
    window.toolbar.speed.setValue(window.toolbar.speed.maximum())
    assert window.session.engine.speed is None
    assert (window.preferences.speed, window.toolbar._speed_value.text()) == (None, "as fast as it goes")


def test_more_decimals_are_remembered(window: MainWindow) -> None:
    window.view.readouts.decimals.stepUp()
    assert window.preferences.decimals == 7


def test_the_checkbox_changes_the_axis_of_the_loss(window: MainWindow) -> None:
    QTest.mouseClick(window.view.loss.logarithmic, Qt.MouseButton.LeftButton)
    assert window.actions_["logarithmic"].isChecked()
    assert window.preferences.logarithmic


def test_what_has_been_typed_counts_before_a_run_that_a_key_asks_for(
    active: MainWindow, qtbot: QtBot, wait_for: WaitFor
) -> None:
    field = active.view.training.lr
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.05")
    QTest.keyClick(field, Qt.Key.Key_Space)
    wait_for(active.session, State.RUNNING)
    qtbot.waitUntil(lambda: len(active.session.history) > 0)
    assert active.session.history.changes[0].settings.lr == 0.05


def test_the_list_and_the_checkbox_show_that_zero_grad_is_never_called(window: MainWindow) -> None:
    loop, session = window.view.loop, window.session
    for never in (True, False):
        QTest.keyClick(loop.where, Qt.Key.Key_End if never else Qt.Key.Key_Home)
        assert (loop.skip.isChecked(), window.actions_["skip"].isChecked()) == (never, never)
        assert session.experiment.settings.skips is never
    for never in (True, False):
        QTest.mouseClick(loop.skip, Qt.MouseButton.LeftButton, pos=QPoint(8, loop.skip.height() // 2))
        assert (loop.where.chosen() is ZeroGrad.NEVER, window.actions_["skip"].isChecked()) == (never, never)


def test_the_code_shows_a_variant_as_soon_as_it_is_chosen(window: MainWindow) -> None:
    for settings in (LONGEST, SKIPPED, LoopSettings()):
        window.session.changes.set_settings(settings)
        shown = [row.code.accessibleName() for row in window.view.code.rows]
        assert shown == list(source_of(settings, str(FOREVER.epochs)))


def test_no_wheel_over_a_control_changes_a_thing(window: MainWindow) -> None:
    before = (
        window.session.experiment,
        window.session.engine.speed,
        window.session.time,
        window.view.charts.backward.code[1].text(),
    )
    for tab in range(window.view.charts.count()):
        window.view.charts.setCurrentIndex(tab)
        for widget in window.findChildren(QWidget):
            if isinstance(widget, (QAbstractSlider, QComboBox)) and not isinstance(widget, QScrollBar):
                turn_wheel_over(widget)
    after = (
        window.session.experiment,
        window.session.engine.speed,
        window.session.time,
        window.view.charts.backward.code[1].text(),
    )
    assert after == before


def turn_wheel_over(widget: QWidget) -> None:
    """Turn the wheel a notch each way, the one that is not at its end first."""
    for notch in (-120, -120, 120):
        at = QPointF(widget.rect().center())
        none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        point, phase = widget.mapToGlobal(at), Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, point, QPoint(), QPoint(0, notch), none, keys, phase, False)
        QApplication.sendEvent(widget, event)


# --- frames ---


def test_the_frame_clock_runs_only_while_the_loop_runs(window: MainWindow, qtbot: QtBot, wait_for: WaitFor) -> None:
    assert not window._clock.isActive()
    run_some(window.session, qtbot)
    assert window._clock.isActive()
    window.session.pause()
    wait_for(window.session, State.PAUSED)
    assert not window._clock.isActive()


@pytest.mark.parametrize("settings", [LoopSettings(), OVERFLOWS], ids=["finished", "diverged"])
def test_the_frame_clock_stops_at_the_end(reuse_window: MakeWindow, qtbot: QtBot, settings: LoopSettings) -> None:
    window = reuse_window(Experiment(epochs=50, settings=settings))
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state in (State.FINISHED, State.DIVERGED))
    assert not window._clock.isActive()


def test_the_last_picture_shows_the_last_epoch(reuse_window: MakeWindow, wait_for: WaitFor) -> None:
    window = reuse_window(Experiment(epochs=777))
    window.session.run()
    wait_for(window.session, State.FINISHED)
    last = window.session.history.last()
    assert last is not None
    assert window.view.readouts.epoch.text() == "776"
    assert window.view.fit.drawn == (last.W, last.b)
    assert window.view.loss.plot.curves["loss"].rows == 777


def test_frames_are_drawn_while_the_loop_runs(window: MainWindow, qtbot: QtBot) -> None:
    run_some(window.session, qtbot)
    qtbot.waitUntil(lambda: window.view.readouts.epoch.text() not in ("–", "0"))


def test_the_pace_is_shown_while_the_loop_runs(
    window: MainWindow, qtbot: QtBot, wait_for: WaitFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "COUNTED", 0.0)
    run_some(window.session, qtbot)
    qtbot.waitUntil(lambda: re.fullmatch(r"[\d,]+ epochs/s", window._status.pace.text()) is not None)
    window.session.pause()
    wait_for(window.session, State.PAUSED)
    assert window._status.pace.text() == ""


def test_reset_clears_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    run_some(window.session, qtbot)
    with qtbot.waitSignal(window.session.renewed):
        window.session.reset()
    assert (window.view.readouts.epoch.text(), window.view.readouts.W_grad.text()) == ("–", "None")
    assert window.view.fit.drawn == (0.0, 0.0)
    plots = [window.view.loss.plot, *window.view.charts.gradients.plots.values()]
    assert [curve.limits for plot in plots for curve in plot.curves.values()] == [None] * 5


def test_no_widget_listens_to_the_epochs(window: MainWindow) -> None:
    assert window.session.engine.training.receivers(SIGNAL("epoch_done(PyObject)")) == 0


# --- divergence ---


def test_the_banner_is_there_from_divergence_to_reset(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.view.banner.isVisible()
    diverge(window.session, qtbot)
    assert window.view.banner.isVisible()
    with qtbot.waitSignal(window.session.renewed):
        window.session.reset()
    assert not window.view.banner.isVisible()


@pytest.fixture(params=["at once", "after a switch of the language", "after the divider moved", "after a resize"])
def banner_of(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> QWidget:
    """The banner, after what might leave it in the wrong place."""
    if request.param == "after a switch of the language":
        speak(window, Language.KOREAN)
    QApplication.processEvents()
    diverge(window.session, qtbot)
    QApplication.processEvents()
    if request.param == "after a switch of the language":
        speak(window, Language.ENGLISH)
    elif request.param == "after the divider moved":
        left, middle, right = window.view._columns.sizes()
        window.view._columns.setSizes([left, middle - 120, right + 120])
    elif request.param == "after a resize":
        window.resize(1500, 900)
    QApplication.sendPostedEvents()
    return window.view.banner


def test_the_banner_lies_over_the_explanation_and_shows_all_its_text(banner_of: QWidget, window: MainWindow) -> None:
    assert banner_of.parentWidget() is window.view.explanation
    assert window.view.explanation.rect() == banner_of.geometry()
    assert cut_off(window, within=banner_of) == []


def test_while_presenting_the_banner_has_a_row_of_its_own_unless_the_explanation_is_seen(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.presenting.start(full_screen=False)
    diverge(window.session, qtbot)
    QApplication.processEvents()
    banner, stage = window.view.banner, window.view._stage
    assert banner.parentWidget() is window.view
    assert not banner.geometry().intersects(stage.geometry())
    assert cut_off(window, within=banner) == []
    window.presenting.choose(5)
    assert banner.parentWidget() is window.view.explanation
    window.presenting.stop()
    assert banner.parentWidget() is window.view.explanation


def test_one_click_after_an_overflow_runs_again_with_a_smaller_learning_rate(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    diverge(session, qtbot)
    before = len(session.history)
    window.view.banner.first.click()
    assert (session.state, session.experiment.settings.lr) == (State.RUNNING, 0.17)
    qtbot.waitUntil(lambda: len(session.history) > 100)
    session.pause()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert session.history.epoch(100).loss < 0.1
    session.changes.stack.undo()
    assert (len(session.history), session.experiment.settings) == (before, OVERFLOWS)
    assert session.state is State.DIVERGED


# --- language ---


CODE = re.compile(
    r"\b(SGD|lr|W|b|x|y|e|None|inf|nan|English|x_train|y_train|shape|torch|Size|mean|hypothesis|zero_grad|grad"
    r"|manual_seed|optimizer|backward)\b"
)


def texts(window: MainWindow) -> dict[str, str]:
    """Every text that can be seen or heard in the window, by where it is."""
    found: dict[str, str] = {}
    for index, label in enumerate(window.findChildren(QLabel)):
        if label.property("role") != "code":
            found[f"label {index}"] = re.sub("<[^>]*>|&nbsp;", " ", label.text())
    for index, button in enumerate(window.findChildren(QAbstractButton)):
        found[f"button {index}"] = button.text()
    for index, box in enumerate(window.findChildren(QComboBox)):
        found |= {f"choice {index} {item}": box.itemText(item) for item in range(box.count())}
    for name, menu in window.menus._menus.items():
        found[f"menu {name}"] = menu.title()
        found |= {f"action {name} {index}": action.text() for index, action in enumerate(menu.actions())}
    for index, plot in enumerate(window.findChildren(Plot)):
        for side, axis in zip(("bottom", "left"), plot.axes.both, strict=True):
            found[f"axis {index} {side}"] = axis.label.toPlainText().strip()
    for index, widget in enumerate(window.findChildren(QWidget)):
        if isinstance(widget.parent(), QTabBar) or widget.property("role") == "code":
            continue  # Qt's own buttons for tabs that do not fit; code
        found[f"tip {index}"] = widget.toolTip()
        found[f"name {index}"] = widget.accessibleName()
    return found


def left_in_english(window: MainWindow) -> list[str]:
    """Texts with English words in them that are not code, and no Korean."""
    words = (text for text in texts(window).values() if not is_korean(text))
    return [text for text in words if re.search("[A-Za-z]{2,}", CODE.sub("", text))]


def test_the_menu_switches_every_text_to_korean(make_window: MakeWindow) -> None:
    window = make_window(FOREVER)
    speak(window, Language.KOREAN)
    assert left_in_english(window) == []


def test_every_text_comes_back_in_english(window: MainWindow) -> None:
    before = texts(window)
    speak(window, Language.KOREAN)
    speak(window, Language.ENGLISH)
    assert texts(window) == before


def test_texts_that_come_later_are_korean_too(window: MainWindow, qtbot: QtBot) -> None:
    speak(window, Language.KOREAN)
    window.session.changes.set_skip(True)
    diverge(window.session, qtbot)
    window.view.start.seed.changed.emit(7)
    assert left_in_english(window) == []


def test_texts_that_are_there_while_running_switch_too(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FOREVER)
    run_some(window.session, qtbot)
    window.session.changes.set_skip(True)
    speak(window, Language.KOREAN)
    assert is_korean(window.actions_["run"].text())
    assert left_in_english(window) == []


def test_a_window_that_starts_in_korean_has_the_texts_of_one_that_was_switched(make_window: MakeWindow) -> None:
    window = make_window(FOREVER)
    speak(window, Language.KOREAN)
    other = make_window(FOREVER, replace(AS_AT_FIRST, language=Language.KOREAN))
    hear_language()
    assert texts(other) == texts(window)


def test_the_language_chosen_is_marked_and_remembered(window: MainWindow) -> None:
    for language in (Language.KOREAN, Language.ENGLISH):
        speak(window, language)
        assert [one for one, action in window.actions_.languages.items() if action.isChecked()] == [language]
        assert window.preferences.language is language


# --- colours ---


def test_the_menu_switches_every_colour_at_once(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.state_changed):
        window.session.step_epoch()
    for scheme, theme, other in ((Scheme.DARK, DARK, LIGHT), (Scheme.LIGHT, LIGHT, DARK)):
        window.actions_.schemes[scheme].trigger()
        seen = colours(window.grab().toImage())
        used = {theme.window, theme.card, theme.border, theme.text, theme.muted, theme.line, theme.error, theme.fresh}
        assert used - seen == set()
        assert {other.window, other.card, other.grid, other.line, other.error, other.fresh, other.muted} & seen == set()


def test_the_plots_wear_the_scheme(window: MainWindow) -> None:
    window.actions_.schemes[Scheme.DARK].trigger()
    for plot in window.findChildren(Plot):
        assert plot.axes.backgroundBrush().color() == QColor(DARK.card)
        assert plot.canvas.grid.pen().color() == QColor(DARK.grid)
        for axis in plot.axes.both:
            assert (axis.pen().color(), axis.textPen().color()) == (QColor(DARK.border), QColor(DARK.muted))


def test_the_icons_wear_the_scheme(window: MainWindow) -> None:
    window.actions_.schemes[Scheme.DARK].trigger()
    for button in window.findChildren(QToolButton):
        if button.isVisible() and not button.icon().isNull():
            ink = DARK.on_accent if button.property("primary") else DARK.text
            assert ink in colours(button.icon().pixmap(40).toImage())


def test_the_scheme_chosen_is_marked_and_remembered(window: MainWindow) -> None:
    for scheme in Scheme:
        window.actions_.schemes[scheme].trigger()
        assert [one for one, action in window.actions_.schemes.items() if action.isChecked()] == [scheme]
        assert window.preferences.scheme is scheme


# --- window ---


def test_full_screen_and_back(window: MainWindow) -> None:
    window.actions_["full_screen"].trigger()
    assert window.isFullScreen()
    window.actions_["full_screen"].trigger()
    assert not window.isFullScreen()


def test_full_screen_and_back_keeps_a_maximized_window_maximized(window: MainWindow) -> None:
    window.showMaximized()
    assert window.isMaximized()
    window.actions_["full_screen"].trigger()
    window.actions_["full_screen"].trigger()
    assert window.isMaximized()


def test_a_window_that_starts_in_full_screen_can_leave_it_at_once(make_window: MakeWindow, window: MainWindow) -> None:
    window.actions_["full_screen"].trigger()
    other = make_window(FOREVER, replace(AS_AT_FIRST, geometry=window.preferences.geometry))
    assert other.isFullScreen()
    other.actions_["full_screen"].trigger()
    assert not other.isFullScreen()


def test_the_arrangement_comes_back(make_window: MakeWindow, window: MainWindow) -> None:
    window.resize(800, 700)  # no larger than the screen that the tests run on
    QApplication.processEvents()
    window.view._middle.setSizes([250, 150, 180])
    window.view._middle.splitterMoved.emit(250, 1)  # as where the user moves it
    QApplication.sendPostedEvents()
    other = make_window(FOREVER, window.preferences)
    settle()
    assert other.size() == window.size()
    assert other.view._middle.sizes() == pytest.approx(window.view._middle.sizes(), abs=8)


def test_the_type_grows_with_the_window(window: MainWindow) -> None:
    before = window.view.readouts.equation.metrics().height()
    window.resize(1920, 1200)
    assert window.view.readouts.equation.metrics().height() > 1.3 * before


def test_about_opens_over_the_run_and_does_not_hold_it_up(window: MainWindow, qtbot: QtBot) -> None:
    run_some(window.session, qtbot)
    window.actions_["about"].trigger()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.isVisible()
    done = len(window.session.history)
    qtbot.waitUntil(lambda: len(window.session.history) > done)


def test_closing_at_full_speed_leaves_no_thread(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FOREVER)
    run_some(window.session, qtbot)
    window.close()
    assert not window.isVisible()
    assert [thread for thread in window.session.findChildren(TrainingThread) if thread.isRunning()] == []
    assert not window._clock.isActive()


def test_closing_while_torch_is_loading_leaves_no_thread(loading: Event, qtbot: QtBot) -> None:
    window = MainWindow(Session(FOREVER), AS_AT_FIRST, Translators())
    qtbot.addWidget(window)
    window.show()
    window.session.begin()
    Timer(0.05, loading.set).start()
    window.close()
    assert window.session.engine.training.isFinished()


@pytest.fixture
def early(qtbot: QtBot, loading: Event) -> Iterator[MainWindow]:
    """A window that has been painted and waits for torch; the test says when it is loaded."""
    window = MainWindow(Session(FOREVER), AS_AT_FIRST, Translators())
    window.show()
    yield window
    loading.set()  # by hand, before pytest-qt would close the window and wait for the thread that waits for this
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    window.close()
    window.deleteLater()


def test_what_stands_behind_other_tabs_is_made_once_a_run_can_begin(
    early: MainWindow, loading: Event, qtbot: QtBot
) -> None:
    early.begin()
    qtbot.waitUntil(early.session.engine.training.isRunning)
    assert early.view.loss.plot.axes.isVisible()
    assert not early.view.charts.filled
    loading.set()
    qtbot.waitUntil(lambda: early.view.charts.filled)
    assert early.session.state is State.PAUSED


def test_a_tab_is_filled_when_it_is_turned_to_while_torch_is_loading(early: MainWindow, qtbot: QtBot) -> None:
    early.begin()
    qtbot.waitUntil(early.session.engine.training.isRunning)
    early.view.charts.setCurrentIndex(CHARTS.index("compare"))
    assert early.view.charts.compare.isVisible()
    assert early.session.state is State.PREPARING


def test_a_tab_in_front_from_the_start_is_filled_before_torch_is_there(early: MainWindow, qtbot: QtBot) -> None:
    early.view.charts.setCurrentIndex(CHARTS.index("landscape"))
    early.begin()
    assert not early.view.charts.filled
    qtbot.waitUntil(early.session.engine.training.isRunning)
    assert early.view.charts.landscape.isVisible()


def test_while_it_is_loading_it_answers_between_the_steps(make_window: MakeWindow) -> None:
    """A timer due meanwhile comes before the next step, as what a user does would."""
    window = make_window()
    told: list[str] = []
    loop = QEventLoop()

    def steps() -> Iterator[None]:
        for _ in range(12):
            told.append("step")
            time.sleep(0.01)
            yield
        loop.quit()

    clock = QTimer(window, timerType=Qt.TimerType.PreciseTimer)
    clock.timeout.connect(lambda: told.append("answer"))
    clock.start(2)
    window._do_in_turn(steps())
    loop.exec()
    clock.stop()
    assert "step step" not in " ".join(told)


def test_closed_before_all_is_loaded_it_begins_nothing(qtbot: QtBot) -> None:
    window = MainWindow(Session(FOREVER), AS_AT_FIRST, Translators())
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.close()
    qtbot.waitUntil(lambda: not unfinished)
    qtbot.wait(20)
    assert not window.session.engine.training.isRunning()


def test_closed_among_the_panels_that_come_last_it_makes_no_more(qtbot: QtBot) -> None:
    window = MainWindow(Session(FOREVER), AS_AT_FIRST, Translators())
    qtbot.addWidget(window)
    window.show()
    window.session.begin()
    qtbot.waitUntil(lambda: hasattr(window.view.charts, "landscape"))
    window.close()
    qtbot.wait(20)
    assert not hasattr(window.view.charts, "output")


def test_a_reset_while_torch_is_loading_shows_the_start(loading: Event, qtbot: QtBot) -> None:
    window = MainWindow(Session(Experiment()), AS_AT_FIRST, Translators())
    qtbot.addWidget(window)
    window.session.begin()
    window.session.changes.set_initial(InitialParameters(Start.NUMBERS, 1.5, -0.5))
    window.actions_["reset"].trigger()
    loading.set()
    qtbot.waitUntil(lambda: window.session.start == Parameters(1.5, -0.5))
    assert window.view.readouts.equation.text() == "y = 1.500 x − 0.500"
    window.close()


def test_zoomed_in_and_then_begun_far_away_it_still_draws(window: MainWindow, qtbot: QtBot) -> None:
    """A view that is as narrow as a step of float64 at 1e20 would have no width there."""
    session, charts = window.session, window.view.charts
    charts.setCurrentIndex(1)
    for _ in range(6):
        turn_wheel(charts.landscape.plot)
    for W, b in ((1e20, -1e20), (0.0, 0.0), (3e38, 3e38), (0.0, 0.0)):
        with qtbot.waitSignal(session.renewed):
            session.start_from(W, b)
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
        turn_wheel(charts.landscape.plot)
        across, up = charts.landscape.plot.visible_range().size
        assert across > 0
        assert up > 0


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1920, 1080)])
def test_the_loss_is_the_largest_chart_on_its_side_and_no_tab_moves_it(
    reuse_window: Callable[..., MainWindow], size: tuple[int, int], language: Language
) -> None:
    window, right = reuse_window(), reuse_window().view._right
    window.set_language(language)
    window.resize(*size)
    QTest.qWait(20)
    found = {tuple(right.sizes())}
    for tab in range(window.view.charts.count()):
        window.view.charts.setCurrentIndex(tab)
        QTest.qWait(5)
        found.add(tuple(right.sizes()))
    window.session.changes.set_skip(True)
    QTest.qWait(5)
    found.add(tuple(right.sizes()))
    assert len(found) == 1
    loss, *others = found.pop()
    assert loss > max(others)


def test_in_the_smallest_window_the_loss_gets_its_height_back(reuse_window: Callable[..., MainWindow]) -> None:
    window = reuse_window()
    window.resize(1024, 700)
    QTest.qWait(20)
    for tab in (4, 3, 0):  # that of backward() needs more of the height
        window.view.charts.setCurrentIndex(tab)
        QTest.qWait(5)
    loss, *others = window.view._right.sizes()
    assert loss > max(others)


def test_a_boundary_that_the_user_has_moved_stays_where_it_is(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    window.resize(1280, 900)
    window.view._right.moveSplitter(250, 1)
    before = window.view._right.sizes()
    window.view.charts.setCurrentIndex(1)
    QApplication.processEvents()
    assert window.view._right.sizes() == before


def test_a_step_that_changes_nothing_is_told(reuse_window: Callable[..., MainWindow]) -> None:
    window = reuse_window()
    window.session.misfit.emit()
    assert window.statusBar().currentMessage().startswith("Nothing has changed")


def test_the_tip_of_a_button_gives_way_once_it_is_pressed(active: MainWindow, wait_for: WaitFor) -> None:
    bar = active.findChild(QToolBar)
    assert bar is not None
    button = bar.widgetForAction(active.actions_["run"])
    QApplication.sendEvent(button, QStatusTipEvent(active.actions_["run"].statusTip()))
    assert active.statusBar().currentMessage() == active.actions_["run"].statusTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert active.statusBar().currentMessage() == ""
    active.session.pause()
    wait_for(active.session, State.PAUSED)


def test_a_menu_that_is_open_closes_as_its_commands_go(active: MainWindow, wait_for: WaitFor) -> None:
    menu = active.menus.within["compare"]
    wait_for(active.session, State.PAUSED)
    active.show_frame()
    assert menu.isEnabled()
    menu.popup(active.mapToGlobal(QPoint(50, 50)))
    assert menu.isVisible()
    active.session.load(Experiment(seed=2))
    active.show_frame()
    assert (menu.isVisible(), menu.isEnabled()) == (False, False)
    wait_for(active.session, State.PAUSED)
    active.show_frame()
    assert menu.isEnabled()


def test_a_paste_over_all_cells_is_undone_in_one_step_with_its_names(active: MainWindow) -> None:
    table, session = active.view.data.table, active.session
    table.setFocus()
    table.selectAll()
    QGuiApplication.clipboard().setText("game time (h)\tweight (kg)\n2\t50\n3.5\t61")
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert session.experiment.data == Dataset([2, 3.5], [50, 61], "", "game time (h)", "weight (kg)")  # type: ignore[arg-type]
    session.changes.undo()
    assert session.experiment.data == LESSON
