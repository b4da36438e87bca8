"""Points moved, added and removed in the fit plot, with the mouse and with the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.fit.fit_plot import FitPlot
from gui.panels.fit.point_layer import PointLayer
from gui.theme.theme import LIGHT
from model.data.edits import EDITABLE_ROWS
from model.dataset import LESSON, Dataset
from tests.gui.conftest import DataForm, colours, pairs, points

Key = Qt.Key
NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
SHORTCUTS = ("Space", "Left", "Right", "Up", "Down", "Home", "Delete", "R", "Esc", "Shift+Left")


class Form(DataForm):
    """A window with the plot."""

    def __init__(self) -> None:
        super().__init__(editor := FitPlot(), SHORTCUTS)
        self.fit = editor

    @property
    def plot(self) -> Any:
        """The plot itself, which has no types of its own."""
        return self.fit.plot

    @property
    def points(self) -> PointLayer:
        """The points on it."""
        return self.fit.points

    def at(self, x: float, y: float) -> QPoint:
        """Where the axes say this is."""
        point = self.fit.plot.axes.position(x, y)
        assert isinstance(point, QPoint)
        return point

    def press(self, x: float, y: float) -> None:
        """Press the left button here."""
        self.mouse(QEvent.Type.MouseButtonPress, self.at(x, y))

    def drag_to(self, x: float, y: float) -> None:
        """Move the mouse here with the button pressed."""
        self.mouse(QEvent.Type.MouseMove, self.at(x, y))

    def release(self, x: float, y: float) -> None:
        """Let the button go here."""
        self.mouse(QEvent.Type.MouseButtonRelease, self.at(x, y))

    def click(self, x: float, y: float) -> None:
        """Press and release."""
        QTest.mouseClick(self.plot, LEFT, NO, self.at(x, y))

    def double_click(self, x: float, y: float) -> None:
        """All that Qt sends for one."""
        self.click(x, y)
        QTest.mouseDClick(self.plot, LEFT, NO, self.at(x, y))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        """Press and release a key in the plot."""
        QTest.keyClick(self.plot, key, modifier)

    def hover(self, x: float, y: float) -> None:
        """Move the mouse here with no button pressed."""
        self.mouse(QEvent.Type.MouseMove, self.at(x, y), buttons=Qt.MouseButton.NoButton)

    def mouse(self, kind: QEvent.Type, where: QPoint, buttons: Qt.MouseButton = LEFT) -> None:
        """Send what the system sends: QTest's move has no button pressed."""
        viewport = self.plot
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
        place = QPointF(where)
        event = QMouseEvent(kind, place, QPointF(viewport.mapToGlobal(where)), button, buttons, NO)
        if kind is QEvent.Type.MouseButtonPress:
            self.plot.setFocus(Qt.FocusReason.MouseFocusReason)
        QCoreApplication.sendEvent(viewport, event)


@pytest.fixture
def form(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> Form:
    form = Form()
    form.resize(600, 440)
    show(form)
    activate(form)
    form.fit.show_data(LESSON)
    form.fit.show_line(1.0, 0.0)
    form.plot.grab()
    form.plot.setFocus()
    return form


def close(x: float, y: float) -> Any:
    """These coordinates, as near as the mouse can tell in the lesson's range."""
    return pytest.approx((x, y), abs=0.03)


def test_a_dragged_point_follows_the_mouse_and_is_finished_once(form: Form) -> None:
    form.press(2, 4)
    for y in (4.5, 5.0, 5.5):
        form.drag_to(2.2, y)
    form.release(2.2, 5.5)
    assert [(kind, finished) for _, kind, finished in form.edits] == [("move", False)] * 3 + [("move", True)]
    for (shown, _, _), y in zip(form.edits, (4.5, 5.0, 5.5, 5.5), strict=True):
        assert shown[1] == close(2.2, y)
        assert (shown[0], shown[2]) == ((1, 2), (3, 6))


def test_point_and_residual_are_drawn_where_the_mouse_is_before_it_is_released(form: Form) -> None:
    form.press(2, 4)
    form.drag_to(1.5, 5)
    assert form.points.marks.positions()[-1] == close(1.5, 5)
    x, y = form.edits[-1][0][1]
    assert points(form.fit.residuals.lines.path())[2:4] == [pytest.approx((x, y)), pytest.approx((x, x))]


def test_the_axes_stand_still_until_the_point_is_released(form: Form) -> None:
    before = form.plot.visible_range()
    left, _, _, top = before
    form.press(1, 2)
    form.drag_to(left, top)
    assert form.plot.visible_range() == before
    form.release(left, top)
    after = form.plot.visible_range()
    assert after[0] < left
    assert after[3] > top


def test_a_point_cannot_be_dragged_beyond_the_axes(form: Form) -> None:
    left, _, bottom, _ = form.plot.visible_range()
    form.press(1, 2)
    form.mouse(QEvent.Type.MouseMove, QPoint(-500, 5000))
    assert form.edits[-1][0][0] == close(left, bottom)


def test_a_point_is_held_where_it_was_taken(form: Form) -> None:
    off = QPoint(4, -3)
    form.mouse(QEvent.Type.MouseButtonPress, form.at(2, 4) + off)
    form.mouse(QEvent.Type.MouseMove, form.at(2.5, 3) + off)
    assert form.edits[-1][0][1] == close(2.5, 3)


def test_a_click_selects_a_point_and_moves_nothing(form: Form) -> None:
    form.mouse(QEvent.Type.MouseButtonPress, form.at(2, 4) + QPoint(2, 1))
    form.mouse(QEvent.Type.MouseMove, form.at(2, 4) + QPoint(3, 2))
    form.mouse(QEvent.Type.MouseButtonRelease, form.at(2, 4) + QPoint(3, 2))
    assert (form.points.selected, form.edits) == (1, [])


def test_a_selected_point_has_a_ring_and_its_coordinates_beside_it(form: Form) -> None:
    assert LIGHT.accent == LIGHT.line
    form.fit.show_line(0.0, -100.0)  # out of sight
    form.plot.grab()
    assert LIGHT.accent not in colours(form.plot.grab().toImage())
    form.click(2, 4)
    assert LIGHT.accent in colours(form.plot.grab().toImage())
    assert form.points.marks.text() == "(2.00, 4.00)"


def test_a_point_that_a_fault_has_kept_from_being_drawn_can_be_taken(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(form.points.marks, "show", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            form.fit.show_data(Dataset.of([1, 2, 3, 2], [2, 4, 6, 3]))
    form.click(2, 3)
    assert (form.points.selected, form.points.marks.text()) == (3, "")


def test_a_click_beside_all_points_lets_go(form: Form) -> None:
    form.click(2, 4)
    form.click(0.5, 5)
    assert form.points.selected is None
    assert form.points.marks.text() == ""


def test_the_nearest_of_two_points_is_taken(form: Form) -> None:
    form.fit.show_data(Dataset.of([1.0, 1.03, 3.0], [2.0, 2.0, 6.0]))
    form.click(1.03, 2)
    assert form.points.selected == 1


def test_a_double_click_adds_a_point_and_selects_it(form: Form) -> None:
    form.double_click(0.5, 5)
    (shown, kind, finished), *more = form.edits
    assert (kind, finished, more) == ("add", True, [])
    assert shown[:3] == pairs(LESSON)
    assert shown[3] == close(0.5, 5)
    assert form.points.selected == 3
    assert len(form.points.marks.positions()) == 4


def test_a_double_click_on_a_point_or_on_an_axis_adds_none(form: Form) -> None:
    form.double_click(2, 4)
    QTest.mouseDClick(form.plot, LEFT, NO, QPoint(5, 100))
    assert form.edits == []


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_removes_the_selected_point(form: Form, key: Qt.Key) -> None:
    form.click(2, 4)
    form.key(key)
    assert form.edits == [([(1, 2), (3, 6)], "remove", True)]
    assert form.points.selected is None
    assert form.points.marks.positions() == [pytest.approx((1, 2)), pytest.approx((3, 6))]


def test_the_last_point_stays(form: Form) -> None:
    form.fit.show_data(Dataset.of([1.0], [2.0]))
    form.click(1, 2)
    form.key(Key.Key_Delete)
    assert (form.edits, form.pressed) == ([], [])


@pytest.mark.parametrize(
    ("key", "modifier", "where"),
    [
        (Key.Key_Right, NO, (2.02, 4)),
        (Key.Key_Left, NO, (1.98, 4)),
        (Key.Key_Up, NO, (2, 4.05)),
        (Key.Key_Down, NO, (2, 3.95)),
        (Key.Key_Right, SHIFT, (2.2, 4)),
        (Key.Key_Down, SHIFT, (2, 3.5)),
        (Key.Key_Up, Qt.KeyboardModifier.KeypadModifier, (2, 4.05)),
    ],
)
def test_arrows_move_the_selected_point_by_readable_steps(
    form: Form, key: Qt.Key, modifier: Qt.KeyboardModifier, where: tuple[float, float]
) -> None:
    form.click(2, 4)
    form.key(key, modifier)
    assert [(kind, finished) for _, kind, finished in form.edits] == [("nudge", False), ("nudge", True)]
    assert form.edits[-1][0][1] == tuple(float(np.float32(value)) for value in where)
    assert form.pressed == []


def test_a_held_arrow_is_one_edit(form: Form) -> None:
    form.click(2, 4)
    QTest.keyPress(form.plot, Key.Key_Right)
    for _ in range(3):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QCoreApplication.sendEvent(form.plot, QKeyEvent(kind, Key.Key_Right, NO, "", True))
    QTest.keyRelease(form.plot, Key.Key_Right)
    assert [finished for _, _, finished in form.edits] == [False] * 4 + [True]
    assert form.points.marks.text() == "(2.08, 4.00)"


def test_an_arrow_can_take_a_point_out_of_view_and_the_view_comes_along(form: Form) -> None:
    form.click(3, 6)
    QTest.keyPress(form.plot, Key.Key_Right)
    for _ in range(60):
        QCoreApplication.sendEvent(form.plot, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Right, NO, "", True))
    assert form.plot.visible_range()[1] > form.edits[-1][0][2][0] > 4
    QTest.keyRelease(form.plot, Key.Key_Right)


@pytest.mark.parametrize("key", SHORTCUTS)
def test_no_key_is_the_points_while_none_is_selected(form: Form, key: str) -> None:
    QTest.keySequence(form.plot, key)
    assert (form.pressed, form.edits) == ([key], [])


@pytest.mark.parametrize("key", ["Space", "R", "Home"])
def test_keys_without_a_use_are_the_windows_even_then(form: Form, key: str) -> None:
    form.click(2, 4)
    QTest.keySequence(form.plot, key)
    assert (form.pressed, form.edits) == ([key], [])


def test_escape_gives_the_arrows_back_to_the_window(form: Form) -> None:
    form.click(2, 4)
    form.key(Key.Key_Escape)
    assert (form.points.selected, form.pressed) == (None, [])
    form.key(Key.Key_Right)
    assert (form.pressed, form.edits) == (["Right"], [])


def test_tab_lets_go_and_goes_on(form: Form) -> None:
    form.click(2, 4)
    form.key(Key.Key_Tab)
    assert form.points.selected is None
    assert form.field.hasFocus()


def test_escape_puts_a_point_back_that_is_being_dragged(form: Form) -> None:
    form.press(2, 4)
    form.drag_to(1, 6)
    form.key(Key.Key_Escape)
    form.drag_to(1.5, 6)
    form.release(1.5, 6)
    assert form.edits[-1] == (pairs(LESSON), "move", True)
    assert form.points.marks.positions()[-1] == pytest.approx((2, 4))


def test_a_release_that_was_never_heard_of_ends_the_drag(form: Form) -> None:
    form.press(2, 4)
    form.drag_to(1.5, 5)
    form.hover(0.5, 0.5)
    assert form.edits[-1][1:] == ("move", True)
    assert form.edits[-1][0][1] == close(1.5, 5)


def test_what_has_just_been_emitted_is_not_taken_back_under_the_hand(form: Form) -> None:
    form.press(2, 4)
    form.drag_to(1.5, 5)
    form.drag_to(1.0, 5)
    form.fit.show_data(LESSON)  # an answer that comes late
    assert form.points.marks.positions()[-1] == close(1.0, 5)
    form.release(1.0, 5)
    form.fit.show_data(LESSON)  # the owner does not want it
    assert form.points.marks.positions()[-1] == pytest.approx((2, 4))


def test_other_data_end_a_drag(form: Form) -> None:
    form.press(2, 4)
    form.drag_to(1.5, 5)
    other = Dataset.of([5.0, 6.0], [1.0, 2.0])
    form.fit.show_data(other)
    form.edits.clear()
    form.drag_to(5.5, 1.5)
    form.release(5.5, 1.5)
    assert form.edits == []
    assert form.points.marks.positions() == [pytest.approx(pair) for pair in pairs(other)]


def test_the_selection_stays_while_only_values_change(form: Form) -> None:
    form.click(2, 4)
    form.fit.show_data(Dataset.of([1.0, 2.5, 3.0], [2.0, 4.0, 6.0]))
    assert (form.points.selected, form.points.marks.text()) == (1, "(2.50, 4.00)")
    form.fit.show_data(Dataset.of([1.0, 2.5], [2.0, 4.0]))
    assert form.points.selected is None


def test_the_mouse_shows_what_can_be_dragged(form: Form) -> None:
    def shape() -> Qt.CursorShape:
        shape = form.plot.cursor().shape()
        assert isinstance(shape, Qt.CursorShape)
        return shape

    form.hover(0.5, 5)
    assert shape() is Qt.CursorShape.ArrowCursor
    assert form.plot.toolTip() == ""
    form.hover(2, 4)
    assert shape() is Qt.CursorShape.OpenHandCursor
    assert "Drag" in form.plot.toolTip()
    form.press(2, 4)
    assert shape() is Qt.CursorShape.ClosedHandCursor
    form.release(2, 4)
    assert shape() is Qt.CursorShape.OpenHandCursor


@pytest.mark.parametrize("where", [(-0.4, 6.9), (3.4, 6.9), (-0.4, -0.9), (3.4, -0.9)])
def test_the_coordinates_are_never_cut_off(form: Form, where: tuple[float, float]) -> None:
    def is_whole() -> bool:
        canvas, tag = form.plot.canvas, form.points.marks.tag
        shown = tag.deviceTransform(canvas.viewportTransform()).mapRect(tag.rect())
        return QRectF(canvas.rect()).contains(shown) and shown.height() > 10

    form.press(2, 4)
    form.drag_to(*where)
    assert is_whole()
    form.release(*where)
    assert is_whole()
    form.resize(450, 350)
    QApplication.processEvents()
    assert is_whole()


@pytest.mark.parametrize("reason", ["told so", "too many"])
def test_what_is_not_editable_is_left_alone(form: Form, reason: str) -> None:
    if reason == "told so":
        form.click(2, 4)
        form.fit.set_editable(False)
    else:
        n = EDITABLE_ROWS + 1
        form.fit.show_data(Dataset.of([2.0] * n, [4.0] * n))
    form.press(2, 4)
    form.drag_to(1, 1)
    form.release(1, 1)
    form.double_click(0.5, 5)
    form.key(Key.Key_Delete)
    form.key(Key.Key_Right)
    assert (form.edits, form.points.selected, form.pressed) == ([], None, ["Delete", "Right"])


def test_editing_can_be_allowed_again(form: Form) -> None:
    form.fit.set_editable(False)
    form.fit.set_editable(True)
    form.click(2, 4)
    assert form.points.selected == 1


def test_no_more_points_are_added_than_can_be_edited(form: Form) -> None:
    line = np.linspace(1, 3, EDITABLE_ROWS, dtype=np.float32)
    form.fit.show_data(Dataset(line, 2 * line))
    form.double_click(0.5, 5)
    assert form.edits == []


def test_the_wheel_and_the_other_buttons_move_no_axes(form: Form) -> None:
    before = form.plot.visible_range()
    QTest.mouseClick(form.plot, Qt.MouseButton.RightButton, NO, form.at(2, 4))
    form.press(0.5, 5)
    form.drag_to(1.5, 3)
    form.release(1.5, 3)
    assert form.plot.visible_range() == before
    assert form.plot.following
    assert form.edits == []


STEP = st.tuples(
    st.sampled_from(["drag", "add", "click", "Delete", "Left", "Right", "Up", "Down", "Escape"]),
    st.floats(-0.1, 1.1),
    st.floats(-0.1, 1.1),
    st.integers(0, 20),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=12))
def test_any_sequence_of_mouse_and_keys_keeps_a_valid_data_set(
    form: Form, steps: list[tuple[str, float, float, int]]
) -> None:
    form.fit.show_data(LESSON)
    form.edits.clear()
    for kind, across, up, row in steps:
        left, right, bottom, top = form.plot.visible_range()
        x, y = left + across * (right - left), bottom + up * (top - bottom)
        shown = form.points.marks.positions()
        if kind == "drag":
            form.press(*shown[row % len(shown)])
            form.drag_to(x, y)
            form.release(x, y)
        elif kind == "add":
            form.double_click(x, y)
        elif kind == "click":
            form.click(*shown[row % len(shown)])
        else:
            form.key(Qt.Key[f"Key_{kind}"])
    last = form.edits[-1][0] if form.edits else pairs(LESSON)
    assert len(last) >= 1
    assert np.isfinite(last).all()
    assert sorted(form.points.marks.positions()) == [pytest.approx(pair, abs=1e-6) for pair in sorted(last)]
    assert not form.edits or form.edits[-1][2]


def test_return_chooses_one_point_after_the_other_and_arrows_move_it(form: Form) -> None:
    form.fit.show_data(Dataset.of([3, 1, 2], [6, 2, 4]))
    chosen = []
    for modifier in (NO, NO, NO, NO, SHIFT):
        form.key(Qt.Key.Key_Return, modifier)
        chosen.append(form.points.selected)
    assert chosen == [1, 2, 0, 1, 0]  # from left to right
    form.key(Qt.Key.Key_Up)
    assert form.edits
    assert form.edits[-1][0][0][1] > 6
    form.key(Qt.Key.Key_Escape)
    assert form.points.selected is None
    form.key(Qt.Key.Key_Return, SHIFT)
    assert form.points.selected == 0


def test_where_the_points_cannot_be_moved_return_chooses_none(form: Form) -> None:
    form.fit.set_editable(False)
    form.key(Qt.Key.Key_Return)
    assert form.points.selected is None


def test_tab_comes_to_the_plot(form: Form) -> None:
    assert form.plot.focusPolicy() is Qt.FocusPolicy.StrongFocus
