"""The readouts: the newest numbers, and what is said where the loss only looks like 0."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.loop.readouts import Readouts
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.number_format import NOTHING
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.experiment import Experiment, LoopSettings, Parameters
from model.history import History
from tests.gui.conftest import SKIPPED, an_epoch, frame_of, history_from, history_of, is_korean, trained


@pytest.fixture
def readouts(show: Callable[[QWidget], QWidget]) -> Readouts:
    readouts = Readouts()
    readouts.restyle(LIGHT, TypeScale())
    show(readouts)
    return readouts


def show_newest(readouts: Readouts, history: History, parameters: Parameters | None = None) -> None:
    """Show the newest epoch of a run."""
    readouts.show_frame(frame_of(history, start=parameters))


def show_epoch(readouts: Readouts, **fields: Any) -> None:
    show_newest(readouts, history_from([an_epoch(**fields)]))


def test_before_torch_is_loaded_nothing_is_there(readouts: Readouts) -> None:
    show_newest(readouts, History())
    numbers = (readouts.epoch, readouts.loss, readouts.W, readouts.b, readouts.W_fresh, readouts.b_fresh)
    assert [number.text() for number in numbers] == [NOTHING] * 6


def test_before_the_first_epoch_the_parameters_of_the_start_are_there(readouts: Readouts) -> None:
    show_newest(readouts, History(), Parameters(0.757632, 0.279311))
    assert (readouts.W.text(), readouts.b.text()) == ("0.757632", "0.279311")
    assert readouts.equation.text() == "y = 0.7576 x + 0.2793"


def test_before_the_first_backward_grad_is_None(readouts: Readouts) -> None:
    show_newest(readouts, History(), Parameters(0.0, 0.0))
    assert (readouts.W_grad.text(), readouts.b_grad.text()) == ("None", "None")
    numbers = (readouts.epoch, readouts.loss, readouts.W_fresh, readouts.b_fresh)
    assert [number.text() for number in numbers] == [NOTHING] * 4


def test_the_first_epoch_reads_as_the_classic_script_prints_it(readouts: Readouts) -> None:
    show_newest(readouts, trained(1))
    numbers = (readouts.epoch, readouts.W, readouts.b, readouts.loss)
    assert [number.text() for number in numbers] == ["0", "0.186667", "0.080000", "18.666666"]


def test_the_newest_epoch_is_shown(readouts: Readouts) -> None:
    history = trained(2)
    show_newest(readouts, history)
    history.append(an_epoch(2, loss=0.125))
    show_newest(readouts, history)
    assert (readouts.epoch.text(), readouts.loss.text()) == ("2", "0.125000")


def test_what_is_held_and_what_is_fresh_stand_apart(readouts: Readouts) -> None:
    show_newest(readouts, trained(2, SKIPPED))
    assert (readouts.W_grad.text(), readouts.W_fresh.text()) == ("−35.271111", "−16.604445")
    assert readouts.b_grad.text() != readouts.b_fresh.text()


def test_another_run_shows_nothing_of_the_old_one(readouts: Readouts) -> None:
    show_newest(readouts, trained(3), Parameters(0.0, 0.0))
    old = readouts.equation.text(), readouts.W.text(), readouts.b.text()
    show_newest(readouts, History())
    assert not set(old) & {readouts.equation.text(), readouts.W.text(), readouts.b.text()}


@pytest.mark.parametrize(
    ("W", "b", "equation"),
    [
        (2.0, 0.0, "y = 2.000 x + 0.000"),
        (1.5, -0.25, "y = 1.500 x − 0.250"),
        (-1.5, 0.25, "y = −1.500 x + 0.250"),
        (2.0, -0.0, "y = 2.000 x + 0.000"),
        (1.9854, 0.03321, "y = 1.985 x + 0.033"),
        (1.99998, -0.0000332, "y = 2.000 x + 0.000"),
        (0.075763, 0.279311, "y = 0.07576 x + 0.2793"),
        (63.019, -0.45178, "y = 63.02 x − 0.452"),
        (1e20, 0.03321, "y = 1.000e20 x + 0.03321"),
        (6.3e-05, -0.00001, "y = 6.300e−5 x − 1.000e−5"),
        (1234.56, -99_999.4, "y = 1235 x − 99999"),
        (1e20, -3e7, "y = 1.000e20 x − 3.000e7"),
        (math.inf, -math.inf, "y = inf x − inf"),
    ],
)
def test_the_equation_has_four_digits_of_W_and_b_no_finer(
    readouts: Readouts, W: float, b: float, equation: str
) -> None:
    show_epoch(readouts, W=W, b=b)
    assert readouts.equation.text() == equation


def places(readouts: Readouts) -> list[tuple[int, int]]:
    """Where the parts of the equation begin, and how wide they are."""
    return [(part.x(), part.width()) for part in readouts.equation.parts]


def test_nothing_of_the_equation_jumps_while_usual_numbers_change(readouts: Readouts) -> None:
    show_epoch(readouts, W=0.4835, b=-1.1624)
    before = places(readouts)
    for W, b in ((1.1624, 0.4835), (-1.4835, 12.345), (-123.4, 1234.0)):
        show_epoch(readouts, W=W, b=b)
        assert places(readouts) == before


def test_what_a_longer_number_needs_the_equation_keeps_until_another_run(readouts: Readouts) -> None:
    show_epoch(readouts, W=0.5)
    usual = places(readouts)
    history = history_from([an_epoch(W=-6.3e-05)])
    show_newest(readouts, history)
    wide = places(readouts)
    assert wide[2][0] > usual[2][0]
    history.append(an_epoch(1, W=0.5))
    show_newest(readouts, history)
    assert places(readouts) == wide
    show_newest(readouts, history_from([an_epoch(W=0.5)]))
    assert places(readouts) == usual


@pytest.mark.parametrize(("width", "size"), [(370, TypeScale().readout), (260, TypeScale().base)])
def test_an_equation_too_long_for_its_room_is_smaller_as_a_whole(readouts: Readouts, width: int, size: int) -> None:
    readouts.setMinimumWidth(width)
    readouts.resize(width, 300)
    show_epoch(readouts, W=-1e-30, b=1e30)
    assert {part.font().pixelSize() for part in readouts.equation.parts} == {size}
    last = readouts.equation.b
    assert last.x() + last.fontMetrics().horizontalAdvance(last.text()) <= readouts.equation.width()


@pytest.mark.parametrize("decimals", [3, 6, 10])
@pytest.mark.parametrize("loss", [0.5, 99.5, 1000.123, 999_999.5, 1e7, 3e38, math.inf, math.nan])
def test_a_large_loss_is_as_large_as_a_small_one(readouts: Readouts, loss: float, decimals: int) -> None:
    readouts.set_decimals(decimals)
    show_epoch(readouts, loss=loss)
    label = readouts.loss._label
    assert label.font().pixelSize() == TypeScale().readout
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


def test_a_loss_of_1000_has_fewer_decimals(readouts: Readouts) -> None:
    show_epoch(readouts, loss=1000.125)
    assert readouts.loss.text() == "1000.1250"


@pytest.mark.parametrize("value", [-12345.678, -1e30, 3e38, 1e-30])
def test_the_numbers_of_a_column_have_one_size(readouts: Readouts, value: float) -> None:
    show_epoch(readouts, W=value, W_grad=0.5, W_grad_fresh=-value)
    numbers = [part._label for part in (readouts.W, readouts.W_grad, readouts.W_fresh)]
    assert {number.font().pixelSize() for number in numbers} == {TypeScale().readout}
    assert all(number.fontMetrics().horizontalAdvance(number.text()) <= number.width() for number in numbers)


def test_w_and_b_are_named_over_their_columns(readouts: Readouts) -> None:
    for head, numbers in zip(readouts._heads, ((readouts.W, "W"), (readouts.b, "b")), strict=True):
        number, name = numbers
        assert head.text() == name
        assert head.geometry().right() == number.geometry().right()
        assert head.geometry().bottom() <= number.geometry().top()


@pytest.mark.parametrize(
    ("decimals", "text"),
    [(3, "0.001"), (4, "0.0010"), (5, "0.00098"), (6, "0.000977"), (8, "0.00097656"), (10, "0.0009765625")],
)
def test_the_loss_has_the_decimals_asked_for(readouts: Readouts, decimals: int, text: str) -> None:
    show_epoch(readouts, loss=2**-10)
    readouts.set_decimals(decimals)
    assert readouts.loss.text() == text
    assert readouts.decimals.value() == decimals


def test_the_decimals_are_those_from_3_to_10(readouts: Readouts) -> None:
    assert (readouts.decimals.minimum(), readouts.decimals.maximum()) == (3, 10)


def test_the_spin_box_asks_for_more_decimals(readouts: Readouts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(readouts.decimals_wanted) as asked:
        readouts.decimals.stepUp()
    assert asked.args == [7]


@pytest.mark.parametrize("language", list(Language))
def test_the_field_of_the_decimals_says_what_it_counts_at_any_width(
    readouts: Readouts, speak: Callable[[Language], None], language: Language
) -> None:
    speak(language)
    readouts.set_decimals(10)
    readouts.resize(1000, 300)
    QApplication.processEvents()
    least, texts = readouts.minimumSizeHint().width(), []
    for width in (1000, least, 1000):
        readouts.resize(width, 300)
        QApplication.processEvents()
        field = readouts.decimals.lineEdit()
        assert field.fontMetrics().horizontalAdvance(field.text()) + 8 <= field.width()
        texts.append(field.text())
    korean = ["소수 10자리", "10자리", "소수 10자리"]
    assert texts == (korean if language is Language.KOREAN else ["10 decimals", "10 dec.", "10 decimals"])
    assert readouts.minimumSizeHint().width() == least


@pytest.mark.parametrize(("decimals", "first"), [(3, 1049), (4, 1528), (6, 2485)])
def test_the_loss_reads_as_0_from_the_epoch_that_the_lesson_names(
    readouts: Readouts, decimals: int, first: int
) -> None:
    history = trained(first + 100)
    readouts.set_decimals(decimals)
    show_newest(readouts, history)
    newest = history.epoch(len(history) - 1).loss
    assert readouts.zero_note.text() == f"reads as 0 since epoch {first}; it is {newest:.3g}".replace("e-0", "e−")


def test_the_note_comes_with_the_very_epoch(readouts: Readouts) -> None:
    readouts.set_decimals(3)
    history = trained(1049)
    show_newest(readouts, history)
    assert readouts.zero_note.text() == ""
    history.append(trained(1050).epoch(1049))
    show_newest(readouts, history)
    assert readouts.zero_note.text().startswith("reads as 0 since epoch 1049")


def test_the_note_counts_from_the_last_time_the_loss_could_be_seen(readouts: Readouts) -> None:
    readouts.set_decimals(3)
    show_newest(readouts, history_of([1.0, 0.0001, 0.9, 0.0002, 0.0003]))
    assert readouts.zero_note.text() == "reads as 0 since epoch 3; it is 0.0003"


@pytest.mark.parametrize("last", [0.0006, 5.0, math.nan, math.inf])
def test_the_note_goes_when_the_loss_can_be_seen_again(readouts: Readouts, last: float) -> None:
    readouts.set_decimals(3)
    show_newest(readouts, history_of([0.0001, last]))
    assert readouts.zero_note.text() == ""


def test_a_loss_of_exactly_0_is_said_to_be_0(readouts: Readouts) -> None:
    show_newest(readouts, history_of([1.0, 0.0]))
    assert readouts.zero_note.text() == "reads as 0 since epoch 1; it is 0"


def test_more_decimals_take_the_note_back(readouts: Readouts) -> None:
    show_newest(readouts, history_of([1e-8]))
    readouts.set_decimals(6)
    assert readouts.zero_note.text() != ""
    readouts.set_decimals(10)
    assert readouts.zero_note.text() == ""


def test_another_run_begins_without_the_note(readouts: Readouts) -> None:
    show_newest(readouts, history_of([1e-8, 1e-8]))
    show_newest(readouts, History(), Parameters(0.0, 0.0))
    assert readouts.zero_note.text() == ""
    show_newest(readouts, history_of([1.0, 1e-8, 1e-8]))
    assert readouts.zero_note.text().startswith("reads as 0 since epoch 1;")


def test_longer_numbers_move_nothing(readouts: Readouts) -> None:
    show_epoch(readouts, W=0.5)
    parts = [part for part in readouts.findChildren(QWidget) if part not in readouts.equation.parts]
    before = [(part.pos(), part.size()) for part in parts]
    show_epoch(readouts, number=0, loss=3e38, W=-1e30, b=1e30, W_grad=1e30)
    assert [(part.pos(), part.size()) for part in parts] == before


def test_it_speaks_korean_and_english_again(readouts: Readouts, speak: Callable[[Language], None]) -> None:
    show_newest(readouts, history_of([1e-8]))

    def texts() -> list[str]:
        names = [label.text() for label in readouts._labels.values()]
        return [*names, readouts.zero_note.text(), readouts.loss.toolTip(), readouts.decimals.accessibleName()]

    english = texts()
    speak(Language.KOREAN)
    assert [one for one, other in zip(texts(), english, strict=True) if one == other] == []
    assert is_korean(readouts.zero_note.text())
    assert "1e−8" in readouts.zero_note.text()
    speak(Language.ENGLISH)
    assert texts() == english


def test_every_number_can_be_copied_unless_it_runs(readouts: Readouts) -> None:
    values = [part for part in readouts.findChildren(QLabel) if part.property("role") in ("readout", "error")]
    values += [readouts.equation.W, readouts.equation.b]
    assert len(values) == 6
    for selectable in (True, False):
        readouts.show_frame(Shown(state=State.PAUSED if selectable else State.RUNNING))
        flags = {bool(value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse) for value in values}
        assert flags == {selectable}


def test_presented_it_tells_what_is_not_as_in_the_lesson(readouts: Readouts) -> None:
    plain, told = LoopSettings(), []
    readouts.set_brief(True)
    readouts.set_presented(True)
    for settings in (plain, replace(plain, momentum=0.9), replace(SKIPPED, momentum=0.9, batch_size=2, step=False)):
        for width in (1000, 300):
            readouts.resize(width, 80)
            readouts.show_frame(Shown(experiment=Experiment(settings=settings)))
            QApplication.processEvents()
            told.append(readouts.departs.text())
    assert told == [
        *("", ""),
        *("momentum 0.9", "momentum 0.9"),
        *("no zero_grad · batches of 2 · no step · momentum 0.9", "no zero_grad · batches of 2 · no step · +1"),
    ]
    readouts.set_brief(False)
    assert (readouts.departs.isVisible(), readouts.decimals.isVisible()) == (True, False)
    readouts.set_presented(False)
    assert (readouts.departs.isVisible(), readouts.decimals.isVisible()) == (False, True)
