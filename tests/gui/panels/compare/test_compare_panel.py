"""The panel of compared runs, in the window: what it shows, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.compare.compare_panel import ComparePanel
from gui.session.engine import State
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from model.comparison.ready_comparisons import Question
from model.experiment import Experiment, LoopSettings
from model.run import Run
from tests.gui.conftest import an_epoch, frame_of, hear_language, history_from, history_of, is_korean

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def window(reuse_window: MakeWindow) -> MainWindow:
    """The file's window with the panel in view and nothing compared."""
    window = reuse_window(Experiment(epochs=30))
    window.session.end_comparison()
    window.view.charts.bring_up(window.view.charts.compare)
    return window


@pytest.fixture
def panel(window: MainWindow) -> ComparePanel:
    """Its panel."""
    return window.view.charts.compare


def run_to_the_end(window: MainWindow, qtbot: QtBot) -> None:
    """Run all epochs."""
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    window.show_frame()


def click(button: QWidget) -> None:
    """Click with the left button."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def ask(window: MainWindow, qtbot: QtBot, question: Question) -> None:
    """Choose a ready comparison from the panel's menu."""
    menu = window.view.charts.compare.ask.menu()
    assert menu is not None
    menu.actions()[list(Question).index(question)].trigger()
    window.view.charts.bring_up(window.view.charts.compare)
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)


def rows(panel: ComparePanel) -> list[str]:
    """The names in the rows that are shown."""
    return [row._text for row in panel.rows if row.name.isVisible()]


def test_with_nothing_to_compare_it_says_what_can_be_done(panel: ComparePanel) -> None:
    assert rows(panel) == []
    assert panel.hint.isVisible()
    assert not panel.pin.isEnabled()
    assert not panel.end.isEnabled()


def test_a_ready_comparison_from_its_menu_names_and_numbers_the_runs(
    window: MainWindow, panel: ComparePanel, qtbot: QtBot
) -> None:
    ask(window, qtbot, Question.LEARNING_RATES)
    assert rows(panel) == ["this run: lr 0.018", "1: lr 0.171", "2: lr 0.189"]
    assert not panel.hint.isVisible()
    assert not any(row.remove.isVisible() for row in panel.rows)
    run_to_the_end(window, qtbot)
    session = window.session
    histories = [session.history, *(run.history for run in session.comparison.companions)]
    for row, history in zip(panel.rows, histories, strict=False):
        epoch = history.epoch(29)
        assert [float(part.text().replace("−", "-")) for part in row.numbers] == pytest.approx(
            [epoch.loss, epoch.W, epoch.b], rel=1e-3, abs=1e-4
        )


def test_numbers_of_any_size_are_shown_whole(window: MainWindow, panel: ComparePanel) -> None:
    window.resize(1920, 1080)
    for value in (-4.7163e12, 1.6217e25, -1342.9998, 123.45678, -0.5, float("inf"), 1e5, 0.0):
        panel.show_runs(["lr 0.01", "lr 0.19"], companions=1)
        other = Run(Experiment(), history_from([an_epoch(loss=abs(value), W=value, b=value)]))
        panel.show_frame(frame_of(history_of([abs(value)]), 0, others=(other,)))
        for part in panel.rows[1].numbers:
            assert part.isVisible()
            assert part.metrics().horizontalAdvance(part.text()) <= part.width()
            assert abs(float(part.text().replace("−", "-"))) == pytest.approx(abs(value), rel=1e-2)


def test_a_loss_that_would_read_as_0_tells_which_run_is_ahead(window: MainWindow, panel: ComparePanel) -> None:
    panel.show_runs(["raw x", "standardised x"], companions=1)
    panel.show_frame(frame_of(history_of([1.627e-7]), 0, others=(Run(Experiment(), history_of([3.98e-13])),)))
    assert [row.numbers[0].text() for row in panel.rows[:2]] == ["1.63e−7", "3.98e−13"]
    panel.show_frame(frame_of(history_of([0.0]), 0, others=(Run(Experiment(), history_of([6e-7])),)))
    assert [row.numbers[0].text() for row in panel.rows[:2]] == ["0.000000", "0.000001"]


def test_a_run_on_standardised_x_shows_the_line_in_the_units_of_the_data(
    window: MainWindow, panel: ComparePanel
) -> None:
    panel.show_runs(["raw x", "standardised x"], companions=1)
    fitted = an_epoch(W=1.632993, b=4.0, settings=LoopSettings(standardise=True))
    panel.show_frame(
        frame_of(history_from([an_epoch(W=2.0, b=0.0)]), 0, others=(Run(Experiment(), history_from([fitted])),))
    )
    shown = [[float(part.text().replace("−", "-")) for part in row.numbers[1:]] for row in panel.rows[:2]]
    assert shown[1] == pytest.approx(shown[0], abs=1e-4)


def test_it_shows_the_epoch_that_is_travelled_to(window: MainWindow, panel: ComparePanel, qtbot: QtBot) -> None:
    ask(window, qtbot, Question.ZERO_GRAD)
    run_to_the_end(window, qtbot)
    window.session.travel(3)
    loss = window.session.comparison.companions[0].history.epoch(3).loss
    assert panel.rows[1].numbers[0].text() == f"{loss:.6f}"
    window.session.travel(-1)
    assert {part.text() for part in panel.rows[1].numbers} == {"–"}


def test_a_run_is_pinned_and_removed_again(window: MainWindow, panel: ComparePanel, qtbot: QtBot) -> None:
    run_to_the_end(window, qtbot)
    click(panel.pin)
    window.session.changes.set_lr(0.05)
    window.session.reset()
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    assert rows(panel) == ["this run: lr 0.05", "1: lr 0.01"]
    assert len(window.view.loss.plot._others._curves) >= 1
    click(panel.rows[1].remove)
    assert rows(panel) == []
    assert window.session.comparison.pinned == ()


def test_clear_leaves_the_run_alone(window: MainWindow, panel: ComparePanel, qtbot: QtBot) -> None:
    ask(window, qtbot, Question.BATCHES)
    run_to_the_end(window, qtbot)
    click(panel.pin)
    assert len(rows(panel)) == 4
    click(panel.end)
    assert rows(panel) == []
    assert window.session.comparison.companions == ()


def test_the_keys_and_the_menu_do_the_same(window: MainWindow, panel: ComparePanel, qtbot: QtBot) -> None:
    assert not window.actions_["pin"].isEnabled()
    run_to_the_end(window, qtbot)
    window.actions_["pin"].trigger()
    assert len(rows(panel)) == 2
    window.actions_["end_comparison"].trigger()
    assert rows(panel) == []
    window.menus.within["compare"].actions()[0].trigger()
    window.view.charts.bring_up(panel)
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    assert rows(panel) == ["this run: with zero_grad()", "1: no zero_grad()"]


def test_it_speaks_korean(window: MainWindow, panel: ComparePanel, qtbot: QtBot) -> None:
    ask(window, qtbot, Question.SEEDS)
    window.actions_.languages[Language.KOREAN].trigger()
    hear_language()
    try:
        assert all(map(is_korean, rows(panel)))
        menu = panel.ask.menu()
        assert menu is not None
        assert all(is_korean(action.text()) for action in menu.actions())
    finally:
        window.actions_.languages[Language.ENGLISH].trigger()
        hear_language()


def test_raw_and_standardised_x_are_compared_on_the_axis_that_tells_them_apart(
    window: MainWindow, panel: ComparePanel, qtbot: QtBot
) -> None:
    window.view.charts.setCurrentIndex(0)
    ask(window, qtbot, Question.STANDARDISED)
    assert panel.isVisible()
    assert [("raw x" in row, "standardised x" in row) for row in rows(panel)] == [(True, False), (False, True)]
    assert window.preferences.logarithmic
    assert window.actions_["logarithmic"].isChecked()
    window.choose("logarithmic", False)


def test_it_tells_how_far_two_runs_agree_bit_for_bit(window: MainWindow, panel: ComparePanel, qtbot: QtBot) -> None:
    assert not panel.agreement.isVisible()
    ask(window, qtbot, Question.MARBLE)
    run_to_the_end(window, qtbot)
    assert panel.agreement.isVisible()
    assert "in all 30 epochs" in panel.agreement.text()
    window.session.travel(11)
    assert "in all 12 epochs" in panel.agreement.text()
    ask(window, qtbot, Question.ZERO_GRAD)
    run_to_the_end(window, qtbot)
    assert "in the first epoch alone" in panel.agreement.text()
