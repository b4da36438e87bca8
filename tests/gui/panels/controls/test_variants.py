"""The controls of the loop: each asks for one variant, and all show the one that runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.controls.variants import LoopControls
from gui.session.shown import Shown
from gui.theme.translation import Language
from gui.widgets.inputs import Choice
from gui.widgets.number_edit import NumberEdit
from model.comparison.twins import TwinHistory
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from tests.gui.conftest import SKIPPED, VARIANTS, is_korean

START = LoopSettings(0.02, ZeroGrad.AFTER_STEP, every=4, accumulate=3, backward_twice=True)


@pytest.fixture
def loop(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> LoopControls:
    loop = LoopControls()
    show(loop)
    activate(loop)
    loop.show_frame(Shown())
    return loop


def show_settings(loop: LoopControls, settings: LoopSettings, *, twins: bool = False) -> None:
    loop.show_frame(Shown(experiment=Experiment(settings=settings), twins=TwinHistory() if twins else None))


def pick(box: Choice, value: object) -> None:
    """Choose a value, as a user does in the list."""
    box.setCurrentIndex(box.values.index(value))
    box.activated.emit(box.currentIndex())


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))


def settings_in(loop: LoopControls) -> LoopSettings:
    """The settings that can be read from the controls, with the lesson's learning rate and optimizer."""
    where, parts = loop.where.chosen(), loop.parts.chosen()
    assert isinstance(where, ZeroGrad)
    assert isinstance(parts, int)
    return LoopSettings(
        zero_grad=where,
        every=int(loop.every.value()),
        accumulate=parts,
        backward_twice=loop.twice.isChecked(),
        step=not loop.no_step.isChecked(),
    )


def rows(count: int) -> Dataset:
    """A data set of so many rows."""
    return Dataset.of([float(n) for n in range(count)], [float(n) for n in range(count)])


@pytest.mark.parametrize("where", list(ZeroGrad))
def test_a_position_of_zero_grad_is_asked_for(loop: LoopControls, qtbot: QtBot, where: ZeroGrad) -> None:
    show_settings(loop, START)
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        pick(loop.where, where)
    assert asked.args == [replace(START, zero_grad=where)]
    assert asked.args[0].zero_grad is where  # Qt hands an item's data back as a plain str


def test_the_epochs_between_two_calls_are_asked_for(loop: LoopControls, qtbot: QtBot) -> None:
    show_settings(loop, START)
    loop.every.setFocus()
    loop.every.selectAll()
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        QTest.keyClicks(loop.every, "7")
        QTest.keyClick(loop.every, Qt.Key.Key_Return)
    assert asked.args == [replace(START, every=7)]


def test_parts_of_the_batch_are_asked_for(loop: LoopControls, qtbot: QtBot) -> None:
    show_settings(loop, START)
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        pick(loop.parts, 1)
    assert asked.args == [replace(START, accumulate=1)]


def test_backward_twice_is_asked_for_with_a_click(loop: LoopControls, qtbot: QtBot) -> None:
    show_settings(loop, START)
    for twice in (False, True):
        with qtbot.waitSignal(loop.settings_wanted) as asked:
            click(loop.twice)
        assert asked.args == [replace(START, backward_twice=twice)]


def test_leaving_step_out_is_asked_for_with_a_click(loop: LoopControls, qtbot: QtBot) -> None:
    show_settings(loop, START)
    for step in (False, True):
        with qtbot.waitSignal(loop.settings_wanted) as asked:
            click(loop.no_step)
        assert asked.args == [replace(START, step=step)]


def test_skipping_is_asked_for_with_a_click(loop: LoopControls, qtbot: QtBot) -> None:
    for skip in (True, False):
        with qtbot.waitSignal(loop.skip_wanted) as asked:
            click(loop.skip)
        assert asked.args == [skip]


def test_twins_are_asked_for_with_a_click(loop: LoopControls, qtbot: QtBot) -> None:
    for wanted in (True, False):
        with qtbot.waitSignal(loop.twins_wanted) as asked:
            click(loop.twins)
        assert asked.args == [wanted]


def test_the_settings_of_an_experiment_are_shown(loop: LoopControls) -> None:
    for settings in VARIANTS:
        show_settings(loop, settings, twins=True)
        assert settings_in(loop) == settings
        assert (loop.parts.currentText(), loop.skip.isChecked()) == (str(settings.accumulate), settings.skips)
        assert loop.twins.isChecked()


@pytest.mark.parametrize("settings", [START, SKIPPED], ids=["start", "skipped"])
def test_showing_an_experiment_asks_for_nothing(loop: LoopControls, qtbot: QtBot, settings: LoopSettings) -> None:
    signals = (loop.settings_wanted, loop.skip_wanted, loop.twins_wanted)
    with qtbot.assertNotEmitted(signals[0]), qtbot.assertNotEmitted(signals[1]), qtbot.assertNotEmitted(signals[2]):
        show_settings(loop, settings, twins=True)


@pytest.mark.parametrize(
    ("count", "parts"), [(1, [1]), (3, [1, 3]), (6, [1, 2, 3, 6]), (7, [1, 7]), (12, [1, 2, 3, 4, 6, 12])]
)
def test_the_parts_offered_are_those_that_cut_the_batch_equally(
    loop: LoopControls, count: int, parts: list[int]
) -> None:
    loop.show_frame(Shown(experiment=Experiment(settings=LoopSettings(data=rows(count)))))
    assert loop.parts.values == parts
    assert [loop.parts.itemText(index) for index in range(loop.parts.count())] == [str(n) for n in parts]


def test_other_data_offer_other_parts(loop: LoopControls) -> None:
    loop.show_frame(Shown(experiment=Experiment(settings=LoopSettings(data=rows(4)))))
    loop.show_frame(Shown(experiment=Experiment(settings=LoopSettings(accumulate=6, data=rows(6)))))
    assert (loop.parts.values, loop.parts.chosen()) == ([1, 2, 3, 6], 6)


def test_skipped_the_epochs_between_two_calls_mean_nothing(loop: LoopControls) -> None:
    show_settings(loop, SKIPPED)
    assert not loop.every.isEnabled()
    show_settings(loop, LoopSettings())
    assert loop.every.isEnabled()


def test_every_field_has_a_name_for_screen_readers(loop: LoopControls) -> None:
    assert all(field.accessibleName() for field in (loop.where, loop.every, loop.parts, loop.momentum))


def test_it_speaks_korean_and_english_again(loop: LoopControls, speak: Callable[[Language], None]) -> None:
    boxes_of = (loop.skip, loop.twice, loop.no_step, loop.twins, loop.nesterov, loop.standardise)
    tips_of = (loop.skip, loop.every, loop.parts, loop.twins, loop.momentum, loop.nesterov, loop.standardise)

    def texts() -> list[str]:
        boxes = [box.text() for box in boxes_of]
        labels = [label.text() for label in loop.findChildren(QLabel) if label.text()]
        tips = [box.toolTip() for box in tips_of]
        return [*boxes, *labels, *tips, *(loop.where.itemText(index) for index in range(loop.where.count()))]

    english = texts()
    speak(Language.KOREAN)
    assert [text for text in texts() if not is_korean(text)] == []
    speak(Language.ENGLISH)
    assert texts() == english


def test_choices_keep_their_meaning_in_korean(
    loop: LoopControls, speak: Callable[[Language], None], qtbot: QtBot
) -> None:
    show_settings(loop, LoopSettings(zero_grad=ZeroGrad.AFTER_STEP))
    speak(Language.KOREAN)
    assert loop.where.chosen() is ZeroGrad.AFTER_STEP
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        pick(loop.where, ZeroGrad.NEVER)
    assert asked.args == [SKIPPED]


MOVES = LoopSettings(momentum=0.9, nesterov=True, standardise=True)


def type_into(field: NumberEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(("text", "momentum", "nesterov"), [("0.5", 0.5, True), ("1", 1.0, True), ("0", 0.0, False)])
def test_momentum_is_asked_for_and_without_it_there_is_no_look_ahead(
    loop: LoopControls, qtbot: QtBot, text: str, momentum: float, nesterov: bool
) -> None:
    show_settings(loop, MOVES)
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        type_into(loop.momentum, text)
    assert asked.args == [replace(MOVES, momentum=momentum, nesterov=nesterov)]


@pytest.mark.parametrize("text", ["1.5", "-1"])
def test_a_momentum_out_of_range_is_not_asked_for(loop: LoopControls, qtbot: QtBot, text: str) -> None:
    with qtbot.assertNotEmitted(loop.settings_wanted):
        type_into(loop.momentum, text)
    assert loop.momentum.text() == "0"


def test_the_look_ahead_is_asked_for_with_a_click_where_there_is_momentum(loop: LoopControls, qtbot: QtBot) -> None:
    assert not loop.nesterov.isEnabled()
    show_settings(loop, replace(MOVES, nesterov=False))
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        click(loop.nesterov)
    assert asked.args == [MOVES]


def test_standardised_x_is_asked_for_with_a_click(loop: LoopControls, qtbot: QtBot) -> None:
    with qtbot.waitSignal(loop.settings_wanted) as asked:
        click(loop.standardise)
    assert asked.args == [LoopSettings(standardise=True)]


def test_x_that_cannot_be_standardised_is_not_offered_to_be_and_the_tip_says_why(loop: LoopControls) -> None:
    show_settings(loop, LoopSettings(data=Dataset.of([5, 5], [1, 2])))
    assert not loop.standardise.isEnabled()
    assert "one value only" in loop.standardise.toolTip()
    show_settings(loop, MOVES)
    assert loop.standardise.isEnabled()
    assert "equally fast" in loop.standardise.toolTip()


def test_options_of_the_optimizer_are_shown(loop: LoopControls) -> None:
    show_settings(loop, MOVES)
    assert (loop.momentum.value(), loop.nesterov.isChecked(), loop.standardise.isChecked()) == (0.9, True, True)
    show_settings(loop, LoopSettings())
    assert (loop.momentum.value(), loop.nesterov.isChecked(), loop.standardise.isChecked()) == (0.0, False, False)


def test_all_but_skip_folds_away(loop: LoopControls) -> None:
    folded = (loop.where, loop.every, loop.parts, loop.batches, loop.momentum, loop.twice, loop.no_step, loop.twins)
    asked = list[bool]()
    loop.more_wanted.connect(asked.append)
    assert [control.isVisible() for control in (loop.skip, *folded)] == [True, *[False] * len(folded)]
    loop.more.click()
    assert asked == [True]
    loop.set_more(True)
    assert all(control.isVisible() for control in (loop.skip, *folded))


def test_of_very_many_rows_no_mini_batch_is_too_small(loop: LoopControls, qtbot: QtBot) -> None:
    show_settings(loop, LoopSettings(data=rows(50_000), batch_size=100))
    taken = []
    for typed in ("2", "3"):
        loop.batch.setText(typed)
        taken.append(loop.batch.typed())
    assert taken == [None, 3]


def test_mini_batches_are_asked_for_and_given_up(loop: LoopControls, qtbot: QtBot) -> None:
    for data, size in ((rows(3), 1), (rows(200), 20)):
        show_settings(loop, LoopSettings(data=data))
        assert (loop.batches.chosen(), loop.batch.isEnabled(), loop.batch.value()) == (False, False, len(data))
        with qtbot.waitSignal(loop.settings_wanted) as asked:
            pick(loop.batches, True)
        assert asked.args == [LoopSettings(data=data, batch_size=size)]
        show_settings(loop, LoopSettings(data=data, batch_size=2))
        assert (loop.batches.chosen(), loop.batch.isEnabled(), loop.batch.value()) == (True, True, 2)
        with qtbot.waitSignal(loop.settings_wanted) as asked:
            pick(loop.batches, False)
        assert asked.args == [LoopSettings(data=data)]
