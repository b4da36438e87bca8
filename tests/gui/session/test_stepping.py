"""Line by line through an epoch in the window: everything shows the very moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from threading import Event
from typing import NamedTuple

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.session.session import Session
from gui.theme.number_format import NOTHING, fixed
from gui.theme.theme import Scheme
from gui.theme.translation import Language, Translators
from gui.widgets.still_label import StillLabel
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.experiment import Experiment, LoopSettings
from model.loop import loop_of, source_of
from model.training.trainer import Trainer
from tests.environment import PATIENCE
from tests.gui.conftest import FOREVER, plain_losses, step_line

MakeWindow = Callable[..., MainWindow]

LINES = 5
"""So many lines the lesson's loop has."""


@pytest.fixture
def make_window(reuse_window: MakeWindow) -> MakeWindow:
    """One window for all tests."""
    return reuse_window


@pytest.fixture
def window(make_window: MakeWindow, activate: Callable[[QWidget], None]) -> MainWindow:
    """The window with the keyboard, at the start of a run."""
    window = make_window(FOREVER)
    activate(window)
    for number in window.view.readouts.findChildren(StillLabel):
        number._set_marked(False)  # by a test before
    return window


@pytest.fixture
def down(qtbot: QtBot) -> Callable[[MainWindow, int], None]:
    """Press Down so often, and wait after each time until the line has been run."""

    def down(window: MainWindow, times: int) -> None:
        for _ in range(times):
            step_line(qtbot, window.session, lambda: QTest.keyClick(window, Qt.Key.Key_Down))

    return down


Down = Callable[[MainWindow, int], None]


class Seen(NamedTuple):
    """What a window shows of W, b, the loss and the gradients."""

    epoch: str
    loss: str
    W: str
    b: str
    W_grad: str
    b_grad: str
    W_fresh: str
    b_fresh: str


def seen(window: MainWindow) -> Seen:
    readouts = window.view.readouts
    return Seen(*(getattr(readouts, name).text() for name in Seen._fields))


def plain_moments(epochs: int) -> Iterator[tuple[Seen, float, float]]:
    """What the plain script has in its variables after each of its lines, and W and b."""
    x, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[2.0], [4.0], [6.0]])
    W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    loss: torch.Tensor | None = None

    def look(epoch: int, *, backward_done: bool) -> tuple[Seen, float, float]:
        grads = [None if p.grad is None else p.grad.item() for p in (W, b)]
        fresh = [fixed(grad) if backward_done else NOTHING for grad in grads]
        told = fixed(None if loss is None else loss.item(), 6, NOTHING)
        held = [fixed(grad) for grad in grads]
        return Seen(str(epoch), told, fixed(W.item()), fixed(b.item()), *held, *fresh), W.item(), b.item()

    for epoch in range(epochs):
        hypothesis = x * W + b
        yield look(epoch, backward_done=False)
        loss = torch.mean((hypothesis - y) ** 2)
        yield look(epoch, backward_done=False)
        optimizer.zero_grad()
        yield look(epoch, backward_done=False)
        loss.backward()
        yield look(epoch, backward_done=True)
        optimizer.step()
        yield look(epoch, backward_done=True)


def lit(window: MainWindow) -> list[int]:
    return [number for number, row in enumerate(window.view.code.rows) if row.property("lit")]


def values(window: MainWindow) -> list[str]:
    """What stands at the ends of the lines, whole."""
    return [row.value.text() for row in window.view.code.rows]


def marked(window: MainWindow) -> set[str]:
    """The readouts that stand out."""
    readouts = window.view.readouts
    return {name for name in Seen._fields if getattr(readouts, name)._label.property("marked")}


# --- what is shown ---


def test_after_each_line_of_two_epochs_the_readouts_show_what_the_plain_script_has(
    window: MainWindow, down: Down
) -> None:
    for expected, _, _ in plain_moments(2):
        down(window, 1)
        assert seen(window) == expected


def test_after_each_line_the_fit_shows_the_line_of_that_moment(window: MainWindow, down: Down) -> None:
    for _, W, b in plain_moments(2):
        down(window, 1)
        assert window.view.fit.drawn == (W, b)


@pytest.mark.parametrize("changes_lr", [False, True])
def test_after_backward_every_view_shows_what_grad_holds_now(window: MainWindow, down: Down, changes_lr: bool) -> None:
    charts, explained = window.view.charts, window.view.explanation.text
    window.session.changes.set_skip(True)
    charts.bring_up(charts.stack)
    for number in range(3):
        if changes_lr:
            window.session.changes.set_lr(0.001 * (number + 1))
        down(window, LINES - 2)  # without zero_grad()
        moment = window.session.frame().moment
        assert moment is not None
        assert (moment.epoch, moment.W_fresh is None) == (number, False)
        stack = charts.stack._stack
        assert stack.epochs == tuple(range(number + 1))
        assert (stack.W_grad, stack.b_grad, stack.summed) == (moment.W_grad, moment.b_grad, number + 1)
        assert (stack.fresh_W[-1], stack.fresh_b[-1]) == (moment.W_fresh, moment.b_fresh)
        assert sum(stack.fresh_W) == pytest.approx(moment.W_grad)
        assert number == 0 or f"0 to {number}" in explained.text()
        down(window, 1)
        assert charts.stack._stack == stack


def test_grad_is_none_after_zero_grad(window: MainWindow, down: Down) -> None:
    down(window, LINES + 3)
    assert seen(window)[4:] == ("None", "None", NOTHING, NOTHING)


def test_after_backward_the_gradient_is_there_and_W_and_b_stand(window: MainWindow, down: Down) -> None:
    down(window, 4)
    assert seen(window) == Seen("0", "18.666666", "0.000000", "0.000000", *["−18.666668", "−8.000000"] * 2)


def test_step_moves_W_and_b(window: MainWindow, down: Down) -> None:
    down(window, 5)
    assert seen(window)[2:4] == ("0.186667", "0.080000")


def test_the_line_that_comes_next_is_lit(window: MainWindow, down: Down) -> None:
    for following in (2, 3, 4, 5, 1, 2):
        down(window, 1)
        assert lit(window) == [following]


def test_each_line_leaves_its_value_behind(window: MainWindow, down: Down) -> None:
    expected = [
        "[0 0 0] (3, 1)",
        "18.6667 ()",
        "W.grad None b.grad None",
        "W.grad -18.667 (1,) b.grad -8 (1,)",
        "W 0.18667 (1,) b 0.08 (1,)",
    ]
    for line in range(LINES):
        down(window, 1)
        assert values(window) == ["", *expected[: line + 1], *[""] * (LINES - 1 - line)]


def test_the_values_of_the_epoch_before_are_gone_when_the_next_begins(window: MainWindow, down: Down) -> None:
    down(window, LINES + 1)
    assert values(window) == ["", "[0.2667 0.4533 0.64] (3, 1)", "", "", "", ""]


def test_the_status_tells_of_the_middle_of_an_epoch(window: MainWindow, down: Down) -> None:
    for _ in range(LINES - 1):
        down(window, 1)
        assert window._status.message.text() == "Inside epoch 0: ↓ runs the line that is lit"
    down(window, 1)
    assert window._status.message.text() == "Paused: 1 of 10000000 epochs done"


def test_a_whole_epoch_in_lines_is_in_the_history(window: MainWindow, down: Down) -> None:
    down(window, 2 * LINES)
    assert [epoch.loss for epoch in window.session.history.epochs()] == plain_losses(2)


@pytest.mark.parametrize("settings", [LoopSettings(accumulate=3, backward_twice=True), LoopSettings(every=2)])
def test_other_variants_light_each_line_that_runs(
    make_window: MakeWindow, activate: Callable[[QWidget], None], down: Down, settings: LoopSettings
) -> None:
    window = make_window(Experiment(settings=settings))
    activate(window)
    program, way = loop_of(settings), lit(window)
    while not len(window.session.history):
        down(window, 1)
        way += lit(window)
    runs = [program.lines[line].strip() for line in way[:-1]]
    assert way[-1] == program.first_line
    assert [runs.count("loss.backward()"), runs.count("optimizer.step()")] == [settings.accumulate, 1]
    assert runs[-1] == program.lines[-1].strip()


def test_the_program_can_be_read_while_torch_is_loading(qtbot: QtBot) -> None:
    window = MainWindow(Session(FOREVER), Preferences(Language.ENGLISH, Scheme.LIGHT, speed=None), Translators())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    lines = [row.code.accessibleName() for row in window.view.code.rows]
    assert lines == list(source_of(LoopSettings(), str(FOREVER.epochs)))


def test_unfolded_the_lines_before_the_loop_are_walked_through_first(window: MainWindow, down: Down) -> None:
    set_up = window.view.code.set_up
    set_up.fold.click()
    for row in set_up.rows:
        assert (set_up.lit_row, lit(window)) == (row, [])
        QTest.keyClick(window, Qt.Key.Key_Down)
    assert (set_up.lit_row, lit(window)) == (None, [1])
    down(window, LINES)
    assert [epoch.loss for epoch in window.session.history.epochs()] == plain_losses(1)
    assert not set_up.rows[0].isVisible()


# --- marks ---


def test_what_backward_has_changed_is_marked(window: MainWindow, down: Down) -> None:
    down(window, 4)
    assert marked(window) - {"epoch", "loss"} == {"W_grad", "b_grad", "W_fresh", "b_fresh"}  # those: lines before


def test_what_step_has_changed_is_marked(window: MainWindow, down: Down) -> None:
    down(window, 5)
    assert {"W", "b"} <= marked(window)


def test_the_marks_go_away(window: MainWindow, down: Down, qtbot: QtBot) -> None:
    down(window, 4)
    assert "W_grad" in marked(window)
    qtbot.waitUntil(lambda: marked(window) == set())


def test_what_has_not_changed_is_not_marked(window: MainWindow, down: Down) -> None:
    down(window, 4)
    assert not {"W", "b"} & marked(window)


def test_a_label_that_is_marked_again_stays_marked_for_the_whole_time(qtbot: QtBot) -> None:
    label = StillLabel("readout")
    qtbot.addWidget(label)
    label.mark()
    label.mark()
    assert label._label.property("marked")
    qtbot.waitUntil(lambda: not label._label.property("marked"))


def test_a_run_marks_nothing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(Experiment(epochs=50))
    qtbot.waitUntil(lambda: marked(window) == set())  # what another test has marked in the same window
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    assert marked(window) == set()


# --- from the middle of an epoch ---


@pytest.mark.parametrize("lines", range(1, LINES))
def test_run_from_the_middle_goes_on_exactly(
    make_window: MakeWindow, activate: Callable[[QWidget], None], down: Down, qtbot: QtBot, lines: int
) -> None:
    window = make_window(Experiment(epochs=20))
    activate(window)
    down(window, lines)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    assert [epoch.loss for epoch in window.session.history.epochs()] == plain_losses(20)
    assert lit(window) == [1]


def test_one_epoch_from_the_middle_runs_to_its_end(window: MainWindow, down: Down, qtbot: QtBot) -> None:
    down(window, LINES + 3)
    with qtbot.waitSignal(window.session.state_changed):
        QTest.keyClick(window, Qt.Key.Key_Right)
    assert [epoch.loss for epoch in window.session.history.epochs()] == plain_losses(2)
    assert (window.view.readouts.epoch.text(), lit(window)) == ("1", [1])


def test_a_line_while_running_pauses_and_goes_on_exactly(window: MainWindow, down: Down, qtbot: QtBot) -> None:
    window.session.run()
    qtbot.waitUntil(lambda: len(window.session.history) > 20)
    window.session.step_line()
    qtbot.waitUntil(lambda: window.session.state is State.PAUSED)
    qtbot.waitUntil(lambda: window.session.moment is not None)
    window.session.step_epoch()
    qtbot.waitUntil(lambda: window.session.moment is None)
    losses = [epoch.loss for epoch in window.session.history.epochs()]
    assert losses == plain_losses(len(losses))


def test_a_change_in_the_middle_counts_from_the_next_epoch(window: MainWindow, down: Down) -> None:
    down(window, 2)
    window.session.changes.set_lr(0.02)
    down(window, 2 * LINES - 2)
    assert [change.epoch for change in window.session.history.changes] == [0, 1]
    losses = [epoch.loss for epoch in window.session.history.epochs()]
    assert losses == plain_losses(2, lambda epoch: LoopSettings(0.01 if epoch == 0 else 0.02))


def test_left_in_the_middle_goes_back_to_the_beginning_of_the_epoch(window: MainWindow, down: Down) -> None:
    down(window, LINES)
    before = seen(window)
    down(window, 4)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert (seen(window), lit(window)) == (before, [1])
    down(window, LINES)
    assert [epoch.loss for epoch in window.session.history.epochs()] == plain_losses(2)


# --- as the loop runs ---


@pytest.mark.parametrize("variant", [LoopSettings(), LoopSettings(every=2, backward_twice=True)])
def test_run_slowly_the_lines_light_up_one_after_the_other(
    make_window: MakeWindow, qtbot: QtBot, variant: LoopSettings
) -> None:
    window = make_window(Experiment(settings=variant, epochs=2))
    window.set_speed(2.0)
    program, way, looked = loop_of(variant), lit(window), Event()

    def look() -> None:
        way.extend(lit(window))
        looked.set()

    def hold() -> None:  # the thread, which on a busy machine would be lines ahead of what is shown
        assert looked.wait(PATIENCE)
        looked.clear()

    window.session.time_changed.connect(look)
    window.session.engine.training.line_done.connect(hold, Qt.ConnectionType.DirectConnection)
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    window.session.time_changed.disconnect(look)
    trainer, expected = Trainer(Experiment(settings=variant)), [program.first_line]
    while trainer.number < 2:
        trainer.run_line()
        expected.append(trainer.moment().line)
    assert [line for line, _ in groupby(way)] == expected
    assert {program.lines[line].strip() for line in way} >= {"loss.backward()", "optimizer.step()"}


@pytest.mark.parametrize("deed", ["pause", "step_line", "step_epoch", "faster", "travel", "reset"])
def test_what_is_done_in_the_middle_of_a_slow_epoch_leaves_the_plain_loop(
    make_window: MakeWindow, qtbot: QtBot, deed: str
) -> None:
    window = make_window(Experiment(epochs=40))
    session = window.session
    window.set_speed(2.0)
    session.run()

    def is_within_an_epoch() -> bool:  # a busy machine may miss a single line
        return session.moment is not None and session.moment.epoch > 0 and session.moment.mid_epoch

    qtbot.waitUntil(is_within_an_epoch)
    assert session.state is State.RUNNING
    assert window._status.message.text() == "Running to epoch 39"
    match deed:
        case "faster":
            window.set_speed(None)
        case "travel":
            session.travel(0)
        case _:
            getattr(session, deed)()
    if deed in ("pause", "step_line"):
        qtbot.waitUntil(lambda: session.state is State.PAUSED)
        assert session.moment is not None
        assert lit(window) == [session.moment.line]
    qtbot.waitUntil(lambda: session.state in (State.PAUSED, State.FINISHED))
    window.set_speed(None)
    session.run()
    qtbot.waitUntil(lambda: session.state is State.FINISHED)
    assert session.moment is None
    assert [epoch.loss for epoch in session.history.epochs()] == plain_losses(40)


def test_run_faster_no_line_is_lit(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FOREVER)
    window.set_speed(50.0)
    window.session.run()
    qtbot.waitUntil(lambda: len(window.session.history) > 2)
    assert (lit(window), window.view.code.sentence.text()) == ([], "")
    window.session.pause()
    window.set_speed(None)
