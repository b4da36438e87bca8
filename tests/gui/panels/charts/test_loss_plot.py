"""The loss chart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.charts.loss_plot import LossPlot
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, LoopSettings, Parameters, ZeroGrad
from model.history import History
from model.run import Run
from model.theory.expected import expected_epochs
from tests.gui.conftest import SKIPPED, colours, frame_of, history_of, is_korean, points, trained


@pytest.fixture
def chart(show: Callable[[QWidget], QWidget]) -> LossPlot:
    chart = LossPlot()
    chart.restyle(LIGHT, TypeScale())
    chart.resize(500, 300)
    show(chart)
    return chart


def heights(chart: LossPlot) -> list[float]:
    return [y for _, y in points(chart.plot.curves["loss"]._chunks[0].path())]


def test_it_draws_the_loss_of_each_epoch(chart: LossPlot) -> None:
    chart.show_frame(frame_of(trained(3)))
    assert heights(chart) == pytest.approx([18.666666, 14.770963, 11.691541])


def test_the_logarithmic_axis_draws_its_powers_of_ten(chart: LossPlot) -> None:
    chart.set_logarithmic(True)
    chart.show_frame(frame_of(trained(3)))
    assert heights(chart) == pytest.approx(np.log10([18.666666, 14.770963, 11.691541]))


def test_the_axis_names_the_loss_itself_and_not_its_logarithm(chart: LossPlot) -> None:
    chart.set_logarithmic(True)
    left = chart.plot.axes.left
    assert left.tickStrings([-2.0, 0.0, 1.0], 1.0, 1.0) == ["0.01", "1", "10"]


def test_the_checkbox_asks_for_the_other_axis(chart: LossPlot, qtbot: QtBot) -> None:
    for on in (True, False):
        with qtbot.waitSignal(chart.logarithmic_toggled) as asked:
            QTest.mouseClick(chart.logarithmic, Qt.MouseButton.LeftButton)
        assert asked.args == [on]


def test_the_checkbox_shows_the_axis(chart: LossPlot) -> None:
    chart.set_logarithmic(True)
    assert chart.logarithmic.isChecked()
    chart.set_logarithmic(False)
    assert not chart.logarithmic.isChecked()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_curve_and_legend_wear_the_colour_of_the_error(chart: LossPlot, theme: Theme) -> None:
    chart.show_frame(frame_of(trained(40)))
    chart.restyle(theme, TypeScale())
    assert theme.error in colours(chart.plot.grab().toImage())
    assert theme.error in chart._legend.text()


def test_it_speaks_korean_and_english_again(chart: LossPlot, speak: Callable[[Language], None]) -> None:
    def texts() -> list[str]:
        names = [axis.label.toPlainText().strip() for axis in chart.plot.axes.both]
        return [chart.title.text(), chart.logarithmic.text(), *names]

    english = texts()
    speak(Language.KOREAN)
    assert all(is_korean(text) for text in texts())
    speak(Language.ENGLISH)
    assert texts() == english


def expect(chart: LossPlot, history: History, settings: LoopSettings | None = None) -> str:
    """What the chart says of the lesson's start from zeros."""
    settings = settings or LoopSettings()
    chart.show_frame(frame_of(history, settings=settings, start=Parameters(0.0, 0.0)))
    return chart.arrival.text()


def mark(chart: LossPlot) -> list[float]:
    return sorted({x for x, _ in points(chart.arrival.line.path())})


def test_it_tells_when_the_loss_should_be_as_good_as_0_and_when_it_was(chart: LossPlot) -> None:
    fast = LoopSettings(lr=0.1)
    expected = expected_epochs(LESSON, 0.1)
    assert expect(chart, History(), fast) == f"Expected: loss below 0.000001 at about epoch {expected}"
    said = expect(chart, trained(400, fast), fast)
    assert said.startswith(f"Expected at about epoch {expected}; reached at {str(expected)[:2]}")


def test_of_a_line_that_leaves_something_it_tells_the_least(chart: LossPlot) -> None:
    chart.resize(700, 300)
    settings = LoopSettings(data=Dataset.of([1, 2, 3], [2, 5, 6]))
    assert expect(chart, History(), settings).startswith("Expected: within 0.000001 of the least loss at about epoch")


@pytest.mark.parametrize("width", [250, 300, 350, 400, 700])
def test_what_it_tells_is_never_cut_off(chart: LossPlot, width: int) -> None:
    chart.resize(width, 300)
    for data in (LESSON, Dataset.of([1, 2, 3], [2, 5, 6])):
        text = expect(chart, History(), LoopSettings(data=data))
        assert chart.arrival.metrics().horizontalAdvance(text) <= chart.arrival.width()


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        (LoopSettings(lr=0.19), "learning rate"),
        (SKIPPED, "swings"),
        (LoopSettings(zero_grad=ZeroGrad.NEVER, lr=0.4), "grows"),
        (LoopSettings(step=False), "not moved"),
        (LoopSettings(batch_size=1), ""),
        (LoopSettings(every=2), ""),
    ],
)
def test_where_nothing_can_be_expected_it_tells_why_or_nothing(
    chart: LossPlot, settings: LoopSettings, word: str
) -> None:
    text = expect(chart, History(), settings)
    assert word in text
    assert bool(text) == bool(word) == bool(chart.arrival.toolTip())
    assert mark(chart) == []


def test_before_the_start_is_known_it_tells_nothing(chart: LossPlot) -> None:
    chart.show_frame(Shown())
    assert chart.arrival.text() == ""


def test_the_expected_epoch_is_marked_when_it_is_in_view(chart: LossPlot) -> None:
    fast = LoopSettings(lr=0.1)
    expect(chart, trained(20, fast), fast)
    assert mark(chart) == []
    expect(chart, trained(400, fast), fast)
    assert mark(chart) == [expected_epochs(LESSON, 0.1)]
    expect(chart, trained(400, SKIPPED), SKIPPED)
    assert mark(chart) == []


def test_nothing_moves_when_it_has_something_to_tell(chart: LossPlot) -> None:
    expect(chart, History(), LoopSettings(every=2))
    before = chart.plot.geometry()
    expect(chart, History())
    assert chart.plot.geometry() == before


def test_what_is_expected_is_told_in_korean(chart: LossPlot, speak: Callable[[Language], None]) -> None:
    expect(chart, History())
    speak(Language.KOREAN)
    assert is_korean(chart.arrival.text())
    assert is_korean(chart.arrival.toolTip())


def test_where_it_is_low_the_curve_has_the_room_of_the_axis_name(show: Callable[[LossPlot], LossPlot]) -> None:
    plot = show(LossPlot())
    plot.restyle(LIGHT, TypeScale())
    bottom = plot.plot.axes.bottom
    plot.resize(400, 300)
    assert bottom.label.toPlainText() == "epoch "
    high = bottom.fixedHeight
    plot.resize(400, 143)
    assert not bottom.label.toPlainText().strip()
    assert bottom.fixedHeight < high


def test_compared_runs_are_named_as_far_as_there_is_room(show: Callable[[LossPlot], LossPlot]) -> None:
    plot = show(LossPlot())
    plot.restyle(LIGHT, TypeScale())
    plot.resize(700, 250)
    assert "mean(" in plot._legend.text()
    plot.name_runs(["lr 0.01", "lr 0.1", "lr <0.2>"])
    plain = plot._legend.text()
    assert "— lr 0.01" in plain
    assert "1: lr 0.1" in plain
    assert "2: lr &lt;0.2&gt;" in plain
    assert not plot._row.isVisible()
    plot.resize(420, 250)
    assert plot._row.isVisible()
    assert "— lr 0.01" in plot._row.text()
    assert not plot._legend.text()
    plot.resize(420, 100)  # too low for a row of its own
    assert not plot._row.isVisible()
    assert "2</span>" in plot._legend.text()
    plot.resize(420, 250)
    plot.name_runs(["momentum 0.9, lr 0.05, seed 3, raw x", "lr 0.1, with zero_grad()", "lr 0.2"])
    assert [name in plot._row.text() for name in ("— momentum 0.9", "zero_grad()", "2: lr 0.2", "<br>")] == [True] * 4
    plot.resize(800, 100)  # where the curve needs the height
    plot.name_runs([", ".join(["momentum 0.9"] * 9), "lr 0.1", "lr 0.2"])
    assert "— this run" in plot._legend.text()
    assert "2: lr 0.2" in plot._legend.text()
    plot.resize(420, 250)
    plot.name_runs(["lr 0.05", *(f"lr 0.{number}, no zero_grad(), and all of the rest" for number in range(3, 7))])
    assert "— this run" in plot._row.text()
    assert "1</span>" in plot._row.text()
    assert "lr" not in plot._row.text()
    plot.name_runs(["lr 0.05", "lr 0.171", "lr 0.189"])
    for width in range(330, 700, 5):
        plot.resize(width, 250)
        QApplication.processEvents()
        for text in (plot._legend, plot._row):
            assert not text.isVisible() or text.sizeHint().width() <= text.width()
    plot.name_runs([""])
    assert "mean(" in plot._legend.text()


def test_the_last_epochs_are_chosen_in_the_header(chart: LossPlot) -> None:
    chart.show_frame(frame_of(trained(300)))
    whole = chart.plot.visible_range()
    chart.epochs.choose(True)
    left, right, _, top = chart.plot.visible_range()
    assert left <= 240
    assert right >= 299
    assert right - left < 70
    assert top < 0.1
    chart.epochs.choose(False)
    assert chart.plot.visible_range() == whole


def test_the_choice_of_epochs_is_told_in_korean(chart: LossPlot, speak: Callable[[Language], None]) -> None:
    chart.epochs.choose(True)
    speak(Language.KOREAN)
    assert chart.epochs.chosen() is True
    assert all(is_korean(chart.epochs.itemText(index)) for index in range(2))
    assert is_korean(chart.epochs.accessibleName())


def test_the_expected_epoch_is_written_beside_its_mark(chart: LossPlot) -> None:
    fast, expected = LoopSettings(lr=0.1), expected_epochs(LESSON, 0.1)
    expect(chart, trained(20, fast), fast)
    label, canvas = chart.arrival.label, chart.plot.canvas
    assert not label.isVisible()
    expect(chart, trained(400, fast), fast)
    assert label.isVisible()
    assert label.text() == f"expected {expected}"
    assert 0 < (label.pos().x() - mark(chart)[0]) * canvas.across < 20
    chart.arrival.set_shown(False)
    assert (mark(chart), label.isVisible()) == ([], False)
    chart.arrival.set_shown(True)
    assert label.isVisible()


def test_near_the_right_end_it_is_written_to_the_left(chart: LossPlot) -> None:
    fast, expected = LoopSettings(lr=0.1), expected_epochs(LESSON, 0.1)
    assert expected is not None
    chart.epochs.choose(True)
    expect(chart, trained(expected + 3, fast), fast)
    label = chart.arrival.label
    assert label.isVisible()
    end = label.pos().x() + label.room.real / chart.plot.canvas.across
    assert end < expected


def test_where_a_swing_is_a_band_the_legend_says_so(show: Callable[[LossPlot], LossPlot]) -> None:
    plot = show(LossPlot())
    plot.restyle(LIGHT, TypeScale())
    plot.resize(700, 250)
    legends = []
    for losses in ([1.0, 9.0] * 3000, [1.0 / (epoch + 1) for epoch in range(6000)], [1.0, 9.0] * 20):
        plot.show_frame(frame_of(history_of(losses)))
        legends.append(plot._legend.text())
    banded, falls, short = legends
    epochs = plot.plot.curves["loss"].averaged
    assert epochs == 1
    assert "mean of 256 epochs" in banded
    assert "lowest to highest" in banded
    assert falls == short
    assert "mean((hypothesis" in short


def test_in_a_comparison_too_a_curve_that_is_a_mean_is_called_one(show: Callable[[LossPlot], LossPlot]) -> None:
    plot = show(LossPlot())
    plot.restyle(LIGHT, TypeScale())
    plot.resize(1200, 300)
    plot.name_runs(["with", "without"])
    falls, swings = ([1.0 / (epoch + 1) for epoch in range(6000)], [1.0, 9.0] * 3000)
    for own, other, named in ((falls, swings, "1: without"), (swings, falls, "— with")):
        plot.show_frame(frame_of(history_of(own), others=beside(history_of(other))))
        text = plot._row.text() or plot._legend.text()
        assert text.count("(mean of 256 epochs)") == 1
        assert f"{named} (mean of 256 epochs)" in text
    plot.show_frame(frame_of(history_of(falls), others=beside(history_of(falls[:20]))))
    assert "mean of" not in (plot._row.text() or plot._legend.text())


def beside(*histories: History) -> tuple[Run, ...]:
    """Other runs with these histories."""
    return tuple(Run(Experiment(), history) for history in histories)


def test_two_curves_that_are_one_are_told_and_seen(chart: LossPlot) -> None:
    marble, skipped = trained(40, LoopSettings(momentum=1.0)), trained(40, SKIPPED)
    chart.name_runs(["momentum 1", "no zero_grad()"])
    chart.show_frame(frame_of(marble, others=beside(skipped)))
    assert chart.agreement.isVisible()
    assert "in all 40 epochs" in chart.agreement.text()
    lower = chart.plot._others._curves[0]._chunks[0].pen().widthF()
    assert lower > 2 * chart.plot.curves["loss"]._chunks[0].pen().widthF()
    chart.show_frame(frame_of(trained(40), others=beside(skipped)))
    assert not chart.agreement.isVisible()
    assert chart.plot._others._curves[0]._chunks[0].pen().widthF() < lower / 2


def test_of_two_other_runs_that_are_one_the_first_lies_under(chart: LossPlot) -> None:
    marble, skipped = trained(40, LoopSettings(momentum=1.0)), trained(40, SKIPPED)
    chart.show_frame(frame_of(trained(40), others=beside(marble, skipped)))
    under, over = (curve._chunks[0].pen().widthF() for curve in chart.plot._others._curves)
    assert under > 2 * over
    assert chart.agreement.text() == "1 and 2 agree bit for bit in all 40 epochs"
