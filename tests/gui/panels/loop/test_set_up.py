"""The lines before the loop: folded, unfolded, and walked through at the start of a run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.panels.loop.code_pane import CodePane
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import History
from model.run import Run
from model.setup import shown_lines
from tests.gui.conftest import frame_of, trained

START = Parameters(0.0, 0.0)


@pytest.fixture
def pane(show: Callable[[QWidget], QWidget]) -> CodePane:
    pane = CodePane()
    pane.restyle(LIGHT, TypeScale())
    pane.resize(700, 420)
    show(pane)
    return pane


def at_start(settings: LoopSettings | None = None) -> Shown:
    """A frame of another run at its start."""
    return frame_of(History(), settings=settings, start=START)


def unfolded(pane: CodePane) -> bool:
    return all(row.isVisible() for row in pane.set_up.rows)


def lit(pane: CodePane) -> list[str]:
    """The lines that are lit."""
    rows = [row for row in (*pane.set_up.rows, *pane.rows) if row.property("lit")]
    return [row.code.accessibleName().strip() for row in rows]


def test_where_there_is_room_it_is_unfolded_at_the_start_and_shows_the_script(pane: CodePane) -> None:
    pane.offer(500)
    pane.show_frame(at_start())
    assert unfolded(pane)
    assert [row.code.accessibleName() for row in pane.set_up.rows] == list(shown_lines(Experiment()))
    tops = [row.mapTo(pane, row.rect().topLeft()).y() for row in (*pane.set_up.rows, *pane.rows)]
    assert tops == sorted(tops)


def test_where_there_is_none_it_is_folded_to_a_line(pane: CodePane) -> None:
    pane.offer(200)
    pane.show_frame(at_start())
    assert not any(row.isVisible() for row in pane.set_up.rows)
    assert pane.set_up.fold.text() == "Before the loop: x_train … optimizer"
    assert lit(pane) == ["hypothesis = x_train * W + b"]
    assert not pane.step()


def test_while_another_run_is_being_made_none_of_its_lines_is_walked_over(pane: CodePane) -> None:
    pane.show_frame(at_start())
    pane.show_frame(frame_of(History(), state=State.PREPARING))
    assert pane.set_up.walked == 0
    pane.show_frame(frame_of(trained(3), start=START))
    assert pane.set_up.walked == 6


def test_folded_too_it_tells_of_the_momentum_that_the_optimizer_has(pane: CodePane) -> None:
    pane.offer(200)
    pane.show_frame(at_start(settings=LoopSettings(momentum=0.9, nesterov=True)))
    assert pane.set_up.fold.text() == "Before the loop: … optimizer (momentum=0.9)"
    pane.show_frame(at_start())
    assert pane.set_up.fold.text() == "Before the loop: x_train … optimizer"


@pytest.mark.parametrize("language", list(Language))
def test_folded_and_unfolded_it_has_one_name(
    pane: CodePane, speak: Callable[[Language], None], language: Language
) -> None:
    pane.offer(200)
    pane.show_frame(at_start())
    speak(language)
    folded = pane.set_up.fold.text()
    pane.set_up.fold.click()
    assert folded.startswith(f"{pane.set_up.fold.text()}: ")


def test_unfolded_where_room_is_short_it_tells_how_many_lines_of_the_loop_are_below(pane: CodePane) -> None:
    pane.resize(700, 240)
    pane.offer(200)
    pane.show_frame(frame_of(trained(3)))
    assert not pane.below.isVisible()
    pane.set_up.fold.click()
    QApplication.processEvents()
    hidden = [row for row in pane.rows if row.visibleRegion().boundingRect().height() < row.height()]
    assert pane.below.isVisible()
    assert (pane.below.text(), pane.below.accessibleName()) == (f"↓{len(hidden)}", f"↓ {len(hidden)} more lines")
    code = pane.rows[-1].code
    indented = code.mapTo(pane, QPoint(0, 0)).x() + code.fontMetrics().horizontalAdvance(4 * " ")
    assert pane.below.geometry().right() < indented
    pane.below.click()
    assert not pane.below.isVisible()
    assert pane.rows[-1].visibleRegion().boundingRect().height() == pane.rows[-1].height()


def test_folded_too_it_tells_of_lines_that_are_out_of_sight(pane: CodePane) -> None:
    pane.show_frame(frame_of(trained(3)))
    pane.setMinimumHeight(0)
    pane.resize(700, 110)
    QApplication.processEvents()
    assert not unfolded(pane)
    hidden = [row for row in pane.rows if row.visibleRegion().boundingRect().height() < row.height()]
    assert pane.below.text() == f"↓{len(hidden)}"
    assert pane.below.isVisible()


def test_what_lies_over_the_lower_edge_covers_no_line_that_is_lit(pane: CodePane) -> None:
    pane.resize(700, 240)
    pane.offer(200)
    pane.show_frame(frame_of(trained(3)))
    pane.set_up.fold.click()
    for line in range(len(pane.rows)):
        pane.show_values({}, lit=line)
        QApplication.processEvents()
        row, below = pane.rows[line], pane.below
        covers = below.isVisible() and below.mapTo(pane, below.rect().topLeft()).y()
        assert not covers or row.mapTo(pane, row.rect().bottomLeft()).y() <= covers


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_has_unfolded_by_itself_where_it_was_presented_is_folded_again_where_it_has_no_room(
    pane: CodePane, by_hand: bool
) -> None:
    pane.offer(200)
    pane.show_frame(at_start())
    pane.set_filling(True)
    pane.resize(700, 700)
    pane.show_frame(at_start())
    assert unfolded(pane)
    if by_hand:
        pane.set_up.fold.click()
        pane.set_up.fold.click()
    pane.set_filling(False)
    assert unfolded(pane) is by_hand


def test_it_is_walked_through_from_the_top_before_the_loop(pane: CodePane) -> None:
    pane.offer(500)
    pane.show_frame(at_start())
    lines, told = shown_lines(Experiment()), set()
    for number, line in enumerate(lines):
        assert lit(pane) == [line]
        told.add(pane.sentence.told)
        assert [bool(row.value.text()) for row in pane.set_up.rows[:number]] == [n != 2 for n in range(number)]
        assert not any(row.value.text() for row in pane.set_up.rows[number:])
        assert pane.step()
    assert lit(pane) == ["hypothesis = x_train * W + b"]
    assert (len(told), pane.step()) == (len(lines), False)


@pytest.mark.parametrize("goes_on", ["run", "epoch"])
def test_it_folds_once_the_run_goes_on(pane: CodePane, goes_on: str) -> None:
    pane.offer(500)
    frame = at_start()
    pane.show_frame(frame)
    if goes_on == "run":
        pane.show_frame(Shown(experiment=frame.experiment, run=frame.run, state=State.RUNNING))
    else:
        pane.show_frame(frame_of(trained(1), start=START))
    assert not any(row.isVisible() for row in pane.set_up.rows)
    assert not pane.step()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, None])
def test_click_and_enter_unfold_it_and_fold_it_again(pane: CodePane, key: Qt.Key | None) -> None:
    pane.show_frame(frame_of(trained(3), start=START))
    for expected in (True, False):
        if key is None:
            QTest.mouseClick(pane.set_up.fold, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(pane.set_up.fold, key)
        assert unfolded(pane) is expected
        assert lit(pane) == ["hypothesis = x_train * W + b"]
    assert all(row.value.text() for row in (*pane.set_up.rows[:2], *pane.set_up.rows[3:]))


def test_it_stays_as_the_user_wants_it_while_the_run_goes_on(pane: CodePane) -> None:
    history = trained(3)
    pane.show_frame(frame_of(history.upto(2), start=START))
    pane.set_up.fold.click()
    pane.show_frame(frame_of(history, start=START))
    assert unfolded(pane)


def test_another_run_is_walked_through_from_the_top_again(pane: CodePane) -> None:
    pane.offer(500)
    for _ in range(2):
        pane.show_frame(at_start())
        assert lit(pane) == [shown_lines(Experiment())[0]]
        for _ in range(3):
            pane.step()


def test_it_shows_how_the_run_began_and_not_what_was_changed_later(pane: CodePane) -> None:
    history = trained(2, LoopSettings(0.05))
    began = Experiment(9, settings=LoopSettings(0.05))
    pane.show_frame(Shown(experiment=Experiment(), run=Run(began, history, START), time=1))
    lines = [row.code.accessibleName() for row in pane.set_up.rows]
    assert lines == list(shown_lines(began))


def test_as_long_as_torch_is_being_loaded_nothing_has_been_made(pane: CodePane) -> None:
    pane.show_frame(frame_of(History()))
    pane.set_up.fold.click()
    assert not any(row.value.text() for row in pane.set_up.rows)
