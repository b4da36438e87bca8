"""The line of the fit plot moved by hand, with the mouse and with the keys; the run stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.fit.hand.by_hand import ByHand
from gui.panels.fit.hand.hand_board import HandBoard
from gui.panels.fit.hand.hand_marks import HandMarks, Part
from gui.panels.fit.point_editor import STILL
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.theme import CONTRAST, TypeScale
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start
from model.history import History
from model.training.trainer import Trainer
from tests.gui.conftest import frame_of, points, trained
from tests.gui.panels.fit.test_point_editor import SHIFT, Form, Key

TENTHS = Dataset.of([0.1, 0.7, 1.3, 2.9], [0.3, 0.1, 2.2, 1.7])

AT_START = History()
"""That of one and the same run, which has not begun."""


class Hand(Form):
    """A window with the plot, in which the line is moved."""

    def show_run(self, **fields: object) -> Shown:
        """Show a run that stands at its start, but for these fields."""
        of_run = {"start": Parameters(0.0, 0.0), "state": State.PAUSED, "history": AT_START}
        self.frame = frame_of(**{**of_run, **fields})  # type: ignore[arg-type]
        self.fit.show_frame(self.frame)
        return self.frame

    @property
    def hand(self) -> ByHand:
        """What is tested."""
        return self.fit.by_hand

    @property
    def marks(self) -> HandMarks:
        """Its handles."""
        assert self.hand.editor is not None
        return self.hand.editor.marks

    @property
    def board(self) -> HandBoard:
        """Its numbers and buttons."""
        assert self.hand.board is not None
        return self.hand.board

    def middle(self, part: Part) -> QPoint:
        """Where a handle is, in pixels."""
        return self.at(*self.marks.items[part].pos().toTuple())

    def drag(self, part: Part, up: float) -> None:
        """Take a handle so far up, in units of y."""
        x, y = self.marks.items[part].pos().toTuple()
        self.press(x, y)
        self.drag_to(x, y + up / 2)
        self.drag_to(x, y + up)
        self.release(x, y + up)


@pytest.fixture
def form(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> Hand:
    form = Hand()
    form.resize(600, 440)
    show(form)
    activate(form)
    form.show_run()
    form.plot.grab()
    form.hand.set_on(True)
    form.plot.grab()
    return form


def trained_loss(W: float, b: float, settings: LoopSettings) -> float:
    """What the loop prints as the loss of its first epoch when it begins here."""
    initial = InitialParameters(Start.NUMBERS, W, b)
    return Trainer(Experiment(initial=initial, settings=settings)).run_epoch().loss


def crowd(rows: int) -> Dataset:
    """So many points about a line."""
    x = np.linspace(-3, 5, rows, dtype=np.float32)
    return Dataset(x, 1.5 * x + 0.3 + np.sin(np.arange(rows, dtype=np.float32)))


@pytest.mark.parametrize("data", [LESSON, TENTHS, crowd(100_000)], ids=len)
@pytest.mark.parametrize("standardise", [False, True])
def test_the_loss_is_what_torch_prints_in_an_epoch_that_begins_there(
    form: Hand, data: Dataset, standardise: bool
) -> None:
    settings = LoopSettings(data=data, standardise=standardise)
    form.hand.set_on(False)
    form.show_run(settings=settings, start=Parameters(0.25, -0.5))
    form.hand.set_on(True)
    assert form.hand.loss == trained_loss(0.25, -0.5, settings)
    for part, up in ((Part.RIGHT, 1.0), (Part.LEFT, -0.5), (Part.BODY, 0.3)):
        form.drag(part, up)
        assert form.hand.position is not None
        assert form.hand.loss == trained_loss(*form.hand.position, settings)


def test_it_begins_with_the_line_that_is_shown(form: Hand) -> None:
    form.hand.set_on(False)
    form.show_run(history=trained(3))
    last = form.frame.parameters
    assert form.hand.position == last
    form.hand.set_on(True)
    assert (form.hand.on, form.hand.position, form.hand.best) == (True, last, None)


@pytest.mark.parametrize("lr", [1.0, 1e37])
def test_of_a_run_that_has_diverged_it_begins_where_that_began(form: Hand, qtbot: QtBot, lr: float) -> None:
    form.hand.set_on(False)
    trainer, history = Trainer(Experiment(settings=LoopSettings(lr=lr))), History()
    while len(history) == 0 or history.epoch(len(history) - 1).is_finite:
        history.append(trainer.run_epoch())
    form.show_run(history=history, state=State.DIVERGED, start=Parameters(0.25, -0.5))
    form.hand.set_on(True)
    with qtbot.waitSignal(form.hand.start_wanted) as wanted:
        form.board.start.click()
    assert wanted.args == [0.25, -0.5]


def test_the_right_handle_turns_the_line_about_b(form: Hand) -> None:
    form.drag(Part.RIGHT, 3.25)
    assert form.hand.position is not None
    assert pytest.approx(1.0, abs=0.05) == form.hand.position.W
    assert form.hand.position.b == 0.0
    assert form.fit.drawn == form.hand.position
    assert points(form.fit._line.path())[1] == pytest.approx((3.5, 3.5), abs=0.1)


def test_the_left_handle_leaves_the_right_one_where_it_is(form: Hand) -> None:
    right = form.middle(Part.RIGHT)
    form.drag(Part.LEFT, 2.0)
    assert form.hand.position is not None
    assert form.hand.position.b == pytest.approx(2.0, abs=0.05)
    assert (form.middle(Part.RIGHT) - right).manhattanLength() <= 2


def test_the_body_is_taken_anywhere_and_shifts_the_line(form: Hand) -> None:
    form.press(1, 0)
    form.drag_to(1, 1.5)
    form.release(1, 1.5)
    assert form.hand.position == pytest.approx((0.0, 1.5), abs=0.05)


def test_residuals_follow_the_hand(form: Hand) -> None:
    form.hand.move_to(2.0, 1.0)
    assert points(form.fit.residuals.lines.path()) == [(1, 2), (1, 3), (2, 4), (2, 5), (3, 6), (3, 7)]


def test_a_click_moves_nothing_even_of_a_hand_that_shakes(form: Hand) -> None:
    x, y = form.marks.items[Part.LEFT].pos().toTuple()
    form.press(x, y)
    form.mouse(QEvent.Type.MouseMove, form.at(x, y) - QPoint(0, STILL))
    form.release(x, y)
    assert form.hand.position == (0.0, 0.0)
    form.key(Key.Key_Up)  # which moves what was clicked on
    assert form.hand.position is not None
    assert form.hand.position.W < 0 < form.hand.position.b


def test_the_points_stay_where_they_are(form: Hand) -> None:
    form.hand.move_to(0.0, -1.0)
    form.press(2, 4)
    form.drag_to(2, 5)
    form.release(2, 5)
    form.double_click(1.5, 5)
    form.key(Key.Key_Return)
    form.key(Key.Key_Delete)
    assert (form.edits, form.points.selected) == ([], None)
    assert form.hand.position == Parameters(0.0, -1.0)


def test_a_selected_point_is_let_go_of(form: Hand) -> None:
    form.hand.set_on(False)
    form.click(2, 4)
    assert form.points.selected == 1
    form.hand.set_on(True)
    assert form.points.selected is None


def test_the_points_can_be_moved_again_afterwards(form: Hand) -> None:
    form.hand.set_on(False)
    form.press(2, 4)
    form.drag_to(2, 5)
    form.release(2, 5)
    assert [finished for *_, finished in form.edits] == [False, True]


def test_the_best_line_is_kept_but_none_that_the_run_has_found(form: Hand) -> None:
    form.hand.set_on(False)
    form.show_run(start=Parameters(2.0, 0.0))
    form.hand.set_on(True)
    assert (form.hand.loss, form.hand.best) == (0.0, None)
    assert form.board.best.text() == "–"
    for W in (1.0, 1.5, 0.5):
        form.hand.move_to(W, 0.0)
    assert form.hand.best == (1.5, 0.0, trained_loss(1.5, 0.0, LoopSettings()))
    assert (form.board.best.text(), form.board.best_line.text()) == ("1.166667", "W 1.5   b 0")
    assert (form.board.loss.text(), form.board.line.text()) == ("10.500000", "W 0.5   b 0")
    form.hand.set_on(False)
    form.hand.set_on(True)
    assert form.hand.best is not None
    assert form.hand.best.W == 1.5


def test_the_best_line_of_other_data_is_forgotten(form: Hand) -> None:
    form.hand.move_to(1.0, 0.0)
    form.show_run(settings=LoopSettings(data=TENTHS))
    form.hand.set_on(True)
    assert form.hand.best is None


def test_a_loss_that_overflows_is_no_best_one(form: Hand) -> None:
    form.hand.move_to(1e30, 0.0)
    assert (form.hand.loss, form.hand.best) == (float("inf"), None)


def test_up_and_down_move_what_left_and_right_have_chosen(form: Hand) -> None:
    form.key(Key.Key_Up)
    assert form.hand.position == (0.02, 0.0)  # a hundredth of the height at the right handle
    form.key(Key.Key_Left)
    form.key(Key.Key_Down, SHIFT)
    assert form.hand.position == (0.02, -0.5)
    form.key(Key.Key_Left)
    form.key(Key.Key_Left)
    form.key(Key.Key_Up)
    assert form.hand.position is not None
    assert form.hand.position.W == 0.0
    assert form.hand.position.b == pytest.approx(-0.5 + 0.02 * 3.25, abs=0.01)
    assert form.pressed == []


def test_return_chooses_the_next_part_and_the_first_after_the_last(form: Hand) -> None:
    form.key(Key.Key_Return)
    form.key(Key.Key_Down)
    assert form.hand.position is not None
    assert form.hand.position.W > 0 > form.hand.position.b
    form.key(Key.Key_Return, SHIFT)
    form.hand.move_to(0.0, 0.0)
    form.key(Key.Key_Down)
    assert form.hand.position == (-0.02, 0.0)


def test_other_keys_are_left_to_the_window(form: Hand) -> None:
    for key in (Key.Key_Space, Key.Key_R, Key.Key_Home):
        form.key(key)
    assert form.pressed == ["Space", "R", "Home"]


def test_tab_leads_to_both_buttons_which_return_presses(form: Hand, qtbot: QtBot) -> None:
    form.hand.move_to(1.5, 0.25)
    QTest.keyClick(form.plot, Key.Key_Tab)
    assert form.board.start.hasFocus()
    with qtbot.waitSignal(form.hand.start_wanted) as start:
        QTest.keyClick(form.board.start, Key.Key_Return)
    assert start.args == [1.5, 0.25]
    assert not form.hand.on
    form.hand.set_on(True)
    form.hand.move_to(1.0, 0.5)
    QTest.keyClick(form.plot, Key.Key_Tab)
    QTest.keyClick(form.board.start, Key.Key_Tab)
    with qtbot.waitSignal(form.hand.go_on_wanted) as go_on:
        QTest.keyClick(form.board.go_on, Key.Key_Space)
    assert go_on.args == [1.0, 0.5]


def test_left_it_shows_the_line_of_the_run_again_and_nothing_of_its_own(form: Hand) -> None:
    form.hand.move_to(1.0, 2.0)
    form.hand.set_on(False)
    assert form.fit.drawn == (0.0, 0.0)
    assert not any(item.isVisible() for item in form.marks.items)
    assert (form.board.isVisible(), form.hand.loss, form.hand.position) == (False, None, (0.0, 0.0))


@pytest.mark.parametrize(
    "moves",
    [
        {"state": State.RUNNING},
        {"history": History()},
        {"history": trained(1)},
        {"settings": LoopSettings(data=TENTHS)},
        {"settings": LoopSettings(standardise=True)},
    ],
    ids=["run", "reset", "step", "data", "standardise"],
)
def test_whatever_moves_the_run_shows_the_run(form: Hand, moves: dict[str, object]) -> None:
    form.hand.move_to(1.0, 2.0)
    form.fit.show_frame(form.frame)
    assert form.hand.on
    form.show_run(**moves)
    assert not form.hand.on
    if not form.frame.settings.standardise:
        assert form.fit.drawn == form.frame.parameters


def test_a_changed_learning_rate_leaves_the_line_in_the_hand(form: Hand) -> None:
    form.hand.move_to(1.0, 2.0)
    settings = LoopSettings(lr=0.1)
    form.fit.show_frame(replace(form.frame, experiment=replace(form.frame.experiment, settings=settings)))
    assert (form.hand.on, form.fit.drawn) == (True, (1.0, 2.0))


def test_a_run_that_goes_on_is_paused_and_then_held_where_it_rests(form: Hand, qtbot: QtBot) -> None:
    form.hand.set_on(False)
    form.show_run(state=State.RUNNING, history=trained(3))
    with qtbot.waitSignal(form.hand.pause_wanted):
        form.hand.set_on(True)
    form.show_run(state=State.RUNNING, history=trained(4))
    assert form.hand.on
    rests = form.show_run(history=trained(5))
    assert (form.hand.on, form.hand.position) == (True, rests.parameters)


def test_before_torch_is_there_nothing_can_be_moved(show: Callable[[QWidget], QWidget]) -> None:
    form = Hand()
    show(form)
    form.show_run(start=None, state=State.PREPARING)
    form.hand.set_on(True)
    assert (form.hand.on, form.hand.position, form.hand.editor, form.hand.board) == (False, None, None, None)


def test_handles_stay_in_sight_of_a_line_that_is_not(form: Hand) -> None:
    form.hand.move_to(1e6, -1e7)
    view = form.plot.visible_range()
    for height in (440, 300):
        form.resize(600, height)
        form.plot.grab()
        inside = form.plot.inside()
        for part in Part:
            where, room = form.middle(part).y(), int(form.marks.room())
            assert inside.top() + room <= where <= inside.bottom() - room + 1
    form.drag(Part.LEFT, 1.0)
    form.drag(Part.RIGHT, 1.0)
    for part in Part:
        x = form.marks.items[part].x()
        W, b = form.fit.drawn
        assert view.bottom <= W * x + b <= view.top


@pytest.mark.parametrize("base", [13, 23])
def test_handles_are_whole_and_lie_beside_the_points(form: Hand, base: int) -> None:
    form.fit.restyle(CONTRAST, TypeScale(base))
    form.resize(510, 560)
    form.plot.grab()
    inside = form.plot.inside()
    for part in (Part.LEFT, Part.RIGHT):
        x, reach = form.middle(part).x(), form.marks.items[part].boundingRect().width() / 2
        assert inside.left() <= x - reach < x + reach <= inside.right() + 1
        assert min(abs(x - form.at(of_point, 0).x()) for of_point in (1, 2, 3)) > reach


def test_the_mouse_shows_what_can_be_taken_hold_of(form: Hand) -> None:
    shapes = []
    for x, y in ((1.0, 0.0), (1.0, 3.0)):
        form.hover(x, y)
        shapes.append(form.plot.cursor().shape())
    assert shapes == [Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor]


def test_a_release_that_was_not_heard_of_ends_the_drag(form: Hand) -> None:
    form.press(1, 0)
    form.drag_to(1, 1)
    held = form.hand.position
    form.mouse(QEvent.Type.MouseMove, form.at(1, 3), buttons=Qt.MouseButton.NoButton)
    assert form.hand.position == held


@pytest.mark.parametrize("part", Part)
def test_escape_takes_back_what_the_mouse_is_doing_and_then_it_is_the_windows(form: Hand, part: Part) -> None:
    form.hand.move_to(0.5, 1.0)
    x, y = form.marks.items[part].pos().toTuple()
    form.press(x, y)
    form.drag_to(x, y + 2)
    assert form.hand.position != Parameters(0.5, 1.0)
    form.key(Key.Key_Escape)
    assert (form.hand.position, form.hand.holds, form.hand.on) == (Parameters(0.5, 1.0), False, True)
    form.drag_to(x, y + 1)
    assert form.hand.position == Parameters(0.5, 1.0)
    assert form.pressed == []
    form.key(Key.Key_Escape)
    assert form.pressed == ["Esc"]


def test_a_run_that_is_made_before_the_old_one_rests_shows_its_own_line(form: Hand) -> None:
    form.hand.set_on(False)
    form.show_run(state=State.RUNNING, history=trained(3))
    form.hand.set_on(True)
    form.show_run(state=State.PREPARING, start=None)
    assert not form.hand.on


def test_left_in_mid_drag_it_holds_nothing_when_it_tells_of_it(form: Hand) -> None:
    form.hand.set_on(True)
    form.press(*form.marks.items[Part.RIGHT].pos().toTuple())
    assert form.hand.holds
    told = []
    form.hand.changed.connect(lambda: told.append((form.hand.on, form.hand.holds)))
    form.hand.set_on(False)
    assert told == [(False, False)]


def test_hidden_handles_are_not_placed_again(form: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    form.hand.set_on(True)
    form.hand.set_on(False)
    placed: list[object] = []
    monkeypatch.setattr(form.marks, "place", lambda *where: placed.append(where))
    form.fit.plot.range_changed.emit()
    assert not placed
    form.hand.set_on(True)
    assert placed
