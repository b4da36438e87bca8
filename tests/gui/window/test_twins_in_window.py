"""Twins beside a run: drawn when they are wanted and where the variant has any, and right to the last bit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.window.main_window import MainWindow
from model.comparison.twins import twins_of
from model.experiment import Experiment, LoopSettings
from tests.gui.conftest import FOREVER, SKIPPED, points

MakeWindow = Callable[..., MainWindow]
PARTS = LoopSettings(accumulate=3)
STYLES = [Qt.PenStyle.DashLine, Qt.PenStyle.DotLine]


@pytest.fixture
def make_window(reuse_window: MakeWindow) -> MakeWindow:
    """One window for all tests."""
    return reuse_window


@pytest.fixture
def run(make_window: MakeWindow, qtbot: QtBot) -> Callable[..., MainWindow]:
    """A window with a run of this variant and its twins, if they are wanted."""

    def run(settings: LoopSettings, epochs: int = 40, *, wanted: bool = True) -> MainWindow:
        window = make_window(Experiment(epochs=epochs, settings=settings))
        if wanted:
            tick(window)
        run_on(window, qtbot)
        return window

    return run


Run = Callable[..., MainWindow]


def tick(window: MainWindow) -> None:
    """Click the checkbox for the twins."""
    box = window.view.loop.twins
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def run_on(window: MainWindow, qtbot: QtBot, epochs: int | None = None) -> None:
    """Run to the end, or to this number of epochs."""
    if epochs is not None:
        window.session.changes.set_epochs(epochs)
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    session = window.session
    if session.engine.twins_wanted and twins_of(session.experiment.settings):
        qtbot.waitUntil(lambda: bool(session.engine.twins.histories))
        qtbot.waitUntil(
            lambda: session.engine.twins.first + len(session.engine.twins.histories[-1]) == len(session.history)
        )
    window.show_frame()


def more_than(window: MainWindow, qtbot: QtBot, epochs: int) -> None:
    """Wait until more epochs than these are done."""
    qtbot.waitUntil(lambda: len(window.session.history) > epochs)


def curves(window: MainWindow) -> list[dict[float, float]]:
    """The corners of each twin's curve in the loss chart."""
    twins = window.view.loss.plot._twin_curves
    return [dict(corner for chunk in curve._chunks for corner in points(chunk.path())) for curve in twins]


def lines(window: MainWindow) -> list[list[tuple[float, float]]]:
    """The ends of each twin's line in the fit."""
    return [points(item.path()) for item in window.view.fit._twins]


def fitted(window: MainWindow) -> list[tuple[float, float]]:
    """The ends of the run's own line."""
    return points(window.view.fit._line.path())


def losses(window: MainWindow) -> dict[float, float]:
    return {float(n): value for n, value in enumerate(window.session.history.column("loss").tolist())}


@pytest.mark.parametrize("settings", [SKIPPED, PARTS, LoopSettings()], ids=["skipped", "parts", "lesson"])
def test_each_twin_of_the_variant_has_a_curve_and_a_line(run: Run, settings: LoopSettings) -> None:
    window, count = run(settings), len(twins_of(settings))
    assert [len(curve) for curve in curves(window)] == [40] * count + [0] * (2 - count)
    assert [len(line) for line in lines(window)] == [2] * count + [0] * (2 - count)


@pytest.mark.parametrize("settings", [SKIPPED, PARTS], ids=["skipped", "parts"])
def test_where_they_are_not_wanted_nothing_is_drawn(run: Run, settings: LoopSettings) -> None:
    window = run(settings, wanted=False)
    assert (curves(window), lines(window)) == ([{}, {}], [[], []])


def test_they_are_dashed_and_dotted(run: Run) -> None:
    window = run(PARTS)
    assert [curve._pen.style() for curve in window.view.loss.plot._twin_curves] == STYLES
    assert [item.pen().style() for item in window.view.fit._twins] == STYLES


def test_skipping_is_momentum_to_the_last_bit(run: Run) -> None:
    window = run(SKIPPED, 300)
    (twin,) = window.session.engine.twins.histories
    for column in ("loss", "W", "b", "W_grad_fresh", "b_grad_fresh"):
        assert np.array_equal(twin.column(column), window.session.history.column(column))
    assert curves(window)[0] == losses(window)
    assert lines(window)[0] == fitted(window)


def test_accumulating_is_the_whole_batch_and_not_its_lookalike(run: Run) -> None:
    window = run(PARTS)
    own = np.array(list(losses(window).values()))
    whole, lookalike = (np.array(list(curve.values())) for curve in curves(window))
    assert whole == pytest.approx(own, rel=1e-5, abs=1e-6)
    assert np.abs(lookalike - own).max() > 0.1


def test_they_begin_where_they_are_ticked(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED, 20, wanted=False)
    tick(window)
    run_on(window, qtbot, 60)
    expected = losses(window)
    assert curves(window)[0] == {epoch: expected[epoch] for epoch in range(20, 60)}


def test_begun_in_the_middle_skipping_is_momentum_all_the_same(run: Run, qtbot: QtBot) -> None:
    window = run(LoopSettings(), 20)
    window.session.changes.set_skip(True)
    run_on(window, qtbot, 120)
    (twin,) = window.session.engine.twins.histories
    assert window.session.engine.twins.first == 20
    for column in ("loss", "W", "b"):
        assert np.array_equal(twin.column(column), window.session.history.column(column)[20:])


def test_they_are_gone_when_they_are_not_wanted_any_more(run: Run) -> None:
    window = run(PARTS)
    tick(window)
    assert (curves(window), lines(window)) == ([{}, {}], [[], []])
    assert "Dashed" not in window.view.explanation.text.text()


def test_they_are_gone_after_reset(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED)
    with qtbot.waitSignal(window.session.renewed):
        window.session.reset()
    assert (curves(window), lines(window)) == ([{}, {}], [[], []])
    assert window.view.loop.twins.isChecked()


def test_they_are_wanted_after_reset_too(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED)
    with qtbot.waitSignal(window.session.renewed):
        window.session.reset()
    run_on(window, qtbot)
    assert curves(window)[0] == losses(window)


def test_travelled_back_the_line_of_the_twin_is_that_of_the_epoch_shown(run: Run) -> None:
    window = run(SKIPPED)
    window.session.travel(7)
    assert lines(window)[0] == fitted(window)


def test_run_on_from_the_past_they_go_in_step_again(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED)
    window.session.travel(7)
    run_on(window, qtbot)
    expected = losses(window)
    assert curves(window)[0] == {epoch: expected[epoch] for epoch in range(8, 40)}


def test_a_change_to_a_variant_without_twins_ends_them(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED)
    window.session.changes.set_skip(False)
    run_on(window, qtbot, 80)
    assert max(curves(window)[0], default=0) <= 39
    assert lines(window) == [[], []]


@pytest.mark.parametrize("settings", [SKIPPED, PARTS], ids=["skipped", "parts"])
def test_twins_change_nothing_in_the_run(run: Run, settings: LoopSettings) -> None:
    alone = list(run(settings, wanted=False).session.history.epochs())
    assert alone == list(run(settings).session.history.epochs())


def test_without_twins_the_run_goes_on_unharmed(run: Run, qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(FOREVER)
    tick(window)
    window.session.changes.set_skip(True)
    window.session.run()
    for _ in range(4):  # ticked on and off while it runs
        more_than(window, qtbot, len(window.session.history) + 30)
        tick(window)
    window.session.pause()
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    beside = list(window.session.history.epochs())
    alone = run(SKIPPED, len(beside), wanted=False)
    assert beside == list(alone.session.history.epochs())
