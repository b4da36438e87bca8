"""The marks of changes: where they stand, what they say, and which give way."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from gui.plots.change_marks import change_name
from gui.plots.epoch_plot import EpochPlot
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.experiment import LoopSettings, ZeroGrad
from model.history import History
from tests.gui.conftest import SKIPPED, an_epoch, history_from, is_korean, points


@pytest.fixture
def plot(show: Callable[[QWidget], QWidget]) -> EpochPlot:
    plot = EpochPlot({"loss": 2.0}, name_marks=True)
    plot.restyle_curves({"loss": LIGHT.error}, LIGHT, TypeScale())
    plot.resize(700, 300)
    show(plot)
    return plot


def run_of(epochs: int, changes: dict[int, LoopSettings]) -> History:
    """A history of a run with these settings from these epochs on."""
    settings, records = LoopSettings(), []
    for number in range(epochs):
        settings = changes.get(number, settings)
        records.append(an_epoch(number, settings=settings))
    return history_from(records)


def marked(plot: EpochPlot) -> list[float]:
    """The epochs at which a line stands."""
    return [x for x, _ in points(plot._marks._lines.path())[::2]]


def names(plot: EpochPlot) -> list[str]:
    """The names that are shown, from left to right."""
    shown = (name for name in plot._marks._names if name.isVisible())
    return [name.text() for name in sorted(shown, key=lambda name: name.x())]


def places(plot: EpochPlot) -> list[QRectF]:
    """Where the names are on the canvas, in pixels."""
    shown = [name for name in plot._marks._names if name.isVisible()]
    return [name.deviceTransform(plot.canvas.viewportTransform()).mapRect(name.boundingRect()) for name in shown]


def test_the_start_is_not_a_change(plot: EpochPlot) -> None:
    plot.show_history(run_of(30, {0: LoopSettings(0.05, zero_grad=ZeroGrad.NEVER)}))
    assert (marked(plot), names(plot)) == ([], [])


def test_each_change_stands_at_its_epoch_with_its_name(plot: EpochPlot) -> None:
    plot.show_history(run_of(45, {10: LoopSettings(0.02), 30: LoopSettings(0.02, zero_grad=ZeroGrad.NEVER)}))
    assert marked(plot) == [10, 30]
    assert names(plot) == ["lr 0.02", "no zero_grad"]


def test_a_line_spans_the_whole_height(plot: EpochPlot) -> None:
    plot.show_history(run_of(45, {10: SKIPPED}))
    *_, bottom, top = plot.visible_range()
    assert [y for _, y in points(plot._marks._lines.path())] == [bottom, top]


def test_a_line_spans_the_height_of_the_logarithmic_axis_too(plot: EpochPlot) -> None:
    plot.show_history(run_of(45, {10: SKIPPED}))
    plot.set_logarithmic(True)
    *_, bottom, top = plot.visible_range()
    assert [y for _, y in points(plot._marks._lines.path())] == [bottom, top]


def test_a_change_that_comes_is_marked(plot: EpochPlot) -> None:
    history = run_of(20, {})
    plot.show_history(history)
    history.append(an_epoch(20, settings=LoopSettings(0.5)))
    plot.show_history(history)
    assert (marked(plot), names(plot)) == ([20], ["lr 0.5"])


def test_another_run_has_no_marks_of_the_first(plot: EpochPlot) -> None:
    plot.show_history(run_of(45, {10: SKIPPED}))
    plot.show_history(History())
    assert (plot._marks._lines.path().isEmpty(), names(plot)) == (True, [])


def test_names_lie_side_by_side_and_within_the_chart(plot: EpochPlot) -> None:
    plot.show_history(run_of(51, {epoch: LoopSettings(epoch / 100) for epoch in range(1, 50, 8)}))
    found = sorted(places(plot), key=lambda place: place.left())
    assert len(found) > 3
    assert all(left.right() <= right.left() for left, right in pairwise(found))
    assert found[0].left() >= 0
    assert found[-1].right() <= plot.canvas.width()


def test_where_room_is_short_the_newest_keeps_its_name(plot: EpochPlot) -> None:
    plot.show_history(run_of(50, {46: LoopSettings(0.02), 47: LoopSettings(0.03), 48: LoopSettings(0.04)}))
    assert marked(plot) == [46, 47, 48]
    assert names(plot)[-1] == "lr 0.04"
    assert places(plot)[0].right() <= plot.canvas.width()


def test_a_wider_chart_has_room_for_more_names(plot: EpochPlot) -> None:
    plot.show_history(run_of(51, {epoch: LoopSettings(epoch / 100) for epoch in range(2, 50, 2)}))
    before = len(names(plot))
    plot.resize(1500, 300)
    assert len(names(plot)) > before


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_lines_and_names_wear_the_theme(plot: EpochPlot, theme: Theme) -> None:
    plot.show_history(run_of(45, {10: SKIPPED}))
    plot.restyle_curves({"loss": theme.error}, theme, TypeScale(20))
    name = plot._marks._names[0]
    assert plot._marks._lines.pen().color().name() == theme.muted
    assert (name.brush().color().name(), name.font().pixelSize()) == (theme.muted, TypeScale(20).small)


@pytest.mark.parametrize(
    ("new", "name"),
    [
        (LoopSettings(0.02), "lr 0.02"),
        (LoopSettings(1e-5), "lr 1e−5"),
        (LoopSettings(zero_grad=ZeroGrad.NEVER), "no zero_grad"),
        (LoopSettings(0.5, zero_grad=ZeroGrad.NEVER), "lr 0.5, no zero_grad"),
    ],
)
def test_a_name_says_what_has_changed(new: LoopSettings, name: str) -> None:
    assert change_name(LoopSettings(), new) == name


VARIANTS_WITH_NAMES = [
    (LoopSettings(zero_grad=ZeroGrad.BEFORE_FORWARD), "zero_grad before forward"),
    (LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD), "zero_grad after backward"),
    (LoopSettings(zero_grad=ZeroGrad.AFTER_STEP), "zero_grad after step"),
    (LoopSettings(every=50), "every 50"),
    (LoopSettings(accumulate=3), "3 parts"),
    (LoopSettings(backward_twice=True), "backward twice"),
    (LoopSettings(step=False), "no step"),
    (LoopSettings(0.5, accumulate=3), "lr 0.5, 3 parts"),
    (LoopSettings(step=False, zero_grad=ZeroGrad.NEVER), "no step"),
    (LoopSettings(accumulate=3, zero_grad=ZeroGrad.NEVER), "no zero_grad"),
    (LoopSettings(accumulate=3, every=2, backward_twice=True), "every 2"),
]


@pytest.mark.parametrize(("new", "name"), VARIANTS_WITH_NAMES)
def test_a_variant_has_the_name_of_its_gravest_departure(new: LoopSettings, name: str) -> None:
    assert change_name(LoopSettings(), new) == name


@pytest.mark.parametrize("new", [new for new, _ in VARIANTS_WITH_NAMES], ids=str)
def test_the_name_of_a_variant_is_korean_in_a_korean_window(
    new: LoopSettings, speak: Callable[[Language], None]
) -> None:
    speak(Language.KOREAN)
    assert is_korean(change_name(LoopSettings(), new))


def test_back_to_the_lesson_it_is_zero_grad_again() -> None:
    for new, _ in VARIANTS_WITH_NAMES:
        assert change_name(new, LoopSettings(new.lr)) == "with zero_grad"


def test_calling_zero_grad_again_has_its_own_name() -> None:
    assert change_name(SKIPPED, LoopSettings()) == "with zero_grad"


def test_marks_speak_korean_and_english_again(plot: EpochPlot, speak: Callable[[Language], None]) -> None:
    plot.show_history(run_of(45, {10: SKIPPED}))
    speak(Language.KOREAN)
    plot.retranslate_marks()
    assert is_korean(names(plot)[0])
    speak(Language.ENGLISH)
    plot.retranslate_marks()
    assert names(plot) == ["no zero_grad"]


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (LoopSettings(momentum=0.9), "momentum 0.9"),
        (LoopSettings(momentum=0.5, nesterov=True), "Nesterov 0.5"),
        (LoopSettings(standardise=True), "x standardised"),
        (LoopSettings(0.5, ZeroGrad.NEVER, momentum=1), "lr 0.5, momentum 1, no zero_grad"),
    ],
)
def test_options_of_the_optimizer_and_standardised_x_are_named(settings: LoopSettings, name: str) -> None:
    assert change_name(LoopSettings(), settings) == name


def test_what_goes_away_is_named_too() -> None:
    assert change_name(LoopSettings(momentum=0.9, nesterov=True), LoopSettings(momentum=0.9)) == "momentum 0.9"
    assert change_name(LoopSettings(momentum=0.9), LoopSettings()) == "momentum 0"
    assert change_name(LoopSettings(standardise=True), LoopSettings()) == "x as it is"
