"""The gradient charts: this epoch's own gradient, and what stands in .grad."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from gui.panels.charts.gradient_plot import GradientPlot
from gui.panels.charts.loss_plot import LossPlot
from gui.plots.curve import DOT_WIDTH, Curve
from gui.plots.epoch_plot import APART, EpochPlot
from gui.theme.theme import DARK, LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.drawing.envelope import BUCKETS
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.run import Run
from tests.gui.conftest import SKIPPED, colours, frame_of, is_korean, points, trained


@pytest.fixture
def chart(show: Callable[[QWidget], QWidget]) -> GradientPlot:
    chart = GradientPlot()
    chart.restyle(LIGHT, TypeScale())
    chart.resize(500, 400)
    show(chart)
    return chart


def heights(chart: GradientPlot, column: str) -> list[float]:
    """The values drawn of a column of the history."""
    curve = chart.plots[column[0]].curves[column]
    return [y for _, y in points(curve._chunks[0].path())]


@pytest.mark.parametrize("name", ["W", "b"])
def test_with_zero_grad_the_two_curves_coincide(chart: GradientPlot, name: str) -> None:
    chart.show_frame(frame_of(trained(12)))
    assert len(heights(chart, f"{name}_grad")) == 12
    assert heights(chart, f"{name}_grad") == heights(chart, f"{name}_grad_fresh")


@pytest.mark.parametrize("name", ["W", "b"])
def test_without_zero_grad_the_two_curves_part_after_the_first_epoch(chart: GradientPlot, name: str) -> None:
    chart.show_frame(frame_of(trained(20, SKIPPED)))
    held, fresh = heights(chart, f"{name}_grad"), heights(chart, f"{name}_grad_fresh")
    assert held[0] == fresh[0]
    assert all(one != other for one, other in zip(held[1:], fresh[1:], strict=True))


def test_what_is_held_is_what_the_lesson_lists(chart: GradientPlot) -> None:
    chart.show_frame(frame_of(trained(8, SKIPPED)))
    listed = [-18.667, -35.271, -47.980, -55.392, -56.692, -51.746, -41.110, -25.971]
    assert heights(chart, "W_grad") == pytest.approx(listed, abs=5e-4)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_both_curves_can_be_seen_where_they_coincide(chart: GradientPlot, theme: Theme) -> None:
    chart.restyle(theme, TypeScale())
    chart.show_frame(frame_of(trained(20)))
    for plot in chart.plots.values():
        assert {theme.held, theme.fresh} <= colours(plot.grab().toImage())


def test_the_own_gradient_lies_above_what_is_held(chart: GradientPlot) -> None:
    chart.show_frame(frame_of(trained(20)))
    for name, plot in chart.plots.items():
        held, fresh = plot.curves[f"{name}_grad"]._chunks[0], plot.curves[f"{name}_grad_fresh"]._chunks[0]
        assert fresh.zValue() > held.zValue()
        assert fresh.pen().widthF() < held.pen().widthF()


def test_the_two_plots_show_the_same_epochs(chart: GradientPlot) -> None:
    chart.show_frame(frame_of(trained(300)))
    upper, lower = (plot.visible_range()[:2] for plot in chart.plots.values())
    assert upper == lower


def test_the_legend_wears_the_colours_of_the_curves(chart: GradientPlot) -> None:
    chart.restyle(DARK, TypeScale())
    assert all(colour in chart._legend.text() for colour in (DARK.held, DARK.fresh))


def test_it_speaks_korean_and_english_again(chart: GradientPlot, speak: Callable[[Language], None]) -> None:
    def texts() -> list[str]:
        names = [chart.plots["b"].axes.bottom.label.toPlainText().strip(), *chart.sides["b"]._words]
        return [chart.accessibleName(), chart._legend.text(), *names]

    english = texts()
    speak(Language.KOREAN)
    assert all(is_korean(text) for text in texts())
    speak(Language.ENGLISH)
    assert texts() == english


def test_no_two_charts_are_drawn_whole_in_the_same_frame(
    chart: GradientPlot, show: Callable[[QWidget], QWidget]
) -> None:
    loss = LossPlot()
    show(loss)
    history, chunks, halved = trained(BUCKETS + 1), dict[Curve, int](), set[tuple[int, EpochPlot]]()
    for length in range(BUCKETS - 4 * APART, BUCKETS + 2):
        for plot in (loss.plot, *chart.plots.values()):
            plot.show_history(history.upto(length))
            for curve in plot.curves.values():
                if len(curve._chunks) < chunks.get(curve, 0):
                    halved.add((length, plot))
                chunks[curve] = len(curve._chunks)
    assert len(halved) == len(dict(halved)) == 3


def said(chart: GradientPlot, name: str) -> list[str]:
    """What stands above zero, and what below."""
    return [text.text() for text in chart.sides[name]._texts if text.isVisible()]


@pytest.mark.parametrize("name", ["W", "b"])
def test_the_axes_are_named_as_the_code_names_them(chart: GradientPlot, name: str) -> None:
    assert chart.plots[name].axes.left.label.toPlainText().strip() == f"{name}.grad"


@pytest.mark.parametrize("name", ["W", "b"])
def test_each_side_of_zero_tells_where_the_step_leads(chart: GradientPlot, name: str) -> None:
    history = trained(60, SKIPPED)
    chart.show_frame(frame_of(history, settings=SKIPPED))
    assert said(chart, name) == [f"{name} shrinks ↓", f"{name} grows ↑"]
    above, below = (text.pos().y() for text in chart.sides[name]._texts)
    assert above > below == 0
    grads, values = history.column(f"{name}_grad")[1:], history.column(name)
    assert ((values[1:] < values[:-1]) == (grads > 0)).all()  # what is said is what the run did


def test_a_side_without_room_has_no_words(chart: GradientPlot) -> None:
    chart.show_frame(frame_of(trained(40)))
    assert said(chart, "W") == ["W grows ↑"]


@pytest.mark.parametrize(
    "settings",
    [LoopSettings(momentum=0.5), LoopSettings(step=False), LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD)],
    ids=["momentum", "no step", "emptied"],
)
def test_where_the_sign_of_grad_does_not_decide_nothing_is_said(chart: GradientPlot, settings: LoopSettings) -> None:
    chart.show_frame(frame_of(trained(40, settings), settings=settings))
    assert said(chart, "W") == said(chart, "b") == []
    chart.show_frame(frame_of(trained(40)))
    assert said(chart, "W") == ["W grows ↑"]


def test_where_it_is_low_the_curves_have_the_room_of_the_name_below(chart: GradientPlot) -> None:
    bottom = chart.plots["b"].axes.bottom
    high = bottom.fixedHeight
    chart.resize(500, 140)
    assert [plot.axes.left.label.toPlainText().strip() for plot in chart.plots.values()] == ["W", "b"]
    assert not bottom.label.toPlainText().strip()
    assert bottom.fixedHeight < high


def test_a_run_of_one_epoch_is_a_dot_in_each_chart(chart: GradientPlot) -> None:
    chart.show_frame(frame_of(trained(1)))
    for name, plot in chart.plots.items():
        (dot,) = plot.curves[f"{name}_grad_fresh"]._chunks
        assert dot.pen().widthF() >= DOT_WIDTH
        assert LIGHT.fresh in colours(plot.grab().toImage())


def test_the_legend_tells_the_two_curves_apart_without_their_colours(chart: GradientPlot) -> None:
    assert "<b>—</b>" in chart._legend.text()
    for name, plot in chart.plots.items():
        held, own = plot.curves[f"{name}_grad"], plot.curves[f"{name}_grad_fresh"]
        assert held._pen.widthF() >= 2 * own._pen.widthF()


def test_the_whole_swing_of_a_compared_run_is_in_view(chart: GradientPlot) -> None:
    swing = trained(200, SKIPPED)
    chart.show_frame(frame_of(trained(200), others=(Run(Experiment(settings=SKIPPED), swing),)))
    for name, plot in chart.plots.items():
        *_, bottom, top = plot.visible_range()
        column = swing.column(f"{name}_grad")
        assert bottom < column.min()
        assert column.max() < top
        assert column.max() > 2 * 18.7 or name == "b"
