"""The stack of gradients: bars that end at what stands in .grad."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.charts.grad_stack import GradStack
from gui.panels.charts.waterfall import STACKED, Bars, Waterfall
from gui.session.engine import State
from gui.theme.number_format import significant
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from model.dataset import Dataset
from model.experiment import LoopSettings, Parameters, ZeroGrad
from tests.gui.conftest import SKIPPED, colours, frame_of, is_korean, trained

FRESH = [-18.667, -16.604, -12.709, -7.412, -1.3]
"""Gradients of the first epochs, close to the lesson's."""

ALTERNATING = [3.0, -5.0, 4.0, -6.0, 7.0, -1.0]


@pytest.fixture
def stack(show: Callable[[QWidget], QWidget]) -> GradStack:
    stack = GradStack()
    stack.restyle(LIGHT, TypeScale())
    stack.resize(420, 300)
    show(stack)
    return stack


def pile(stack: GradStack, fresh: Sequence[float], before: Sequence[float] = (), first: int = 0) -> None:
    """Show gradients of W summed upon those before, and half of them for b."""
    grad, summed = math.fsum([*before, *fresh]), len(before) + len(fresh)
    epochs = range(first, first + len(fresh))
    stack.show_stack(fresh, [value / 2 for value in fresh], grad, grad / 2, epochs, summed)


def bars(path: QPainterPath) -> list[tuple[float, float, float]]:
    """The centre, start and end of each bar in a path."""
    corners = [path.elementAt(i) for i in range(path.elementCount())]
    rectangles = [corners[i : i + 5] for i in range(0, len(corners), 5)]
    return [((one[0].x + one[1].x) / 2, one[0].y, one[2].y) for one in rectangles if len(one) > 1]


def spans(path: QPainterPath) -> list[tuple[float, float]]:
    """From where to where each bar goes."""
    return [(start, end) for _, start, end in bars(path)]


def arrow(path: QPainterPath) -> tuple[float, float, float]:
    """The middle, foot and tip of an arrow."""
    corners = [path.elementAt(i) for i in range(path.elementCount())]
    middle = (max(corner.x for corner in corners) + min(corner.x for corner in corners)) / 2
    return middle, corners[0].y, max((corner.y for corner in corners), key=abs)


def tip(path: QPainterPath) -> float:
    """Where an arrow from zero points to."""
    _, foot, end = arrow(path)
    assert foot == 0
    return end


def terms(plot: Waterfall) -> list[tuple[float, float]]:
    return spans(plot.terms.path()) + spans(plot.newest.path())


@pytest.mark.parametrize("fresh", [FRESH, ALTERNATING], ids=["one sign", "both signs"])
def test_each_bar_starts_where_the_sum_before_it_ended(stack: GradStack, fresh: list[float]) -> None:
    pile(stack, fresh)
    sums = list(accumulate(fresh, initial=0.0))
    expected = list(pairwise(sums))
    for plot, share in ((stack.plots["W"], 1.0), (stack.plots["b"], 0.5)):
        shown = [end for span in terms(plot) for end in span]
        assert shown == pytest.approx([share * end for span in expected for end in span])


def test_the_last_bar_ends_at_what_stands_in_grad(stack: GradStack) -> None:
    pile(stack, ALTERNATING)
    for plot in stack.plots.values():
        assert tip(plot.held.path()) == pytest.approx(terms(plot)[-1][1])


def test_beside_it_stands_this_epochs_own_gradient(stack: GradStack) -> None:
    pile(stack, FRESH)
    assert tip(stack.plots["W"].own.path()) == pytest.approx(FRESH[-1])
    assert tip(stack.plots["b"].own.path()) == pytest.approx(FRESH[-1] / 2)


def test_bars_stand_side_by_side_from_left_to_right(stack: GradStack) -> None:
    pile(stack, [1.0] * STACKED, before=[1.0] * 5)
    for plot in stack.plots.values():
        paths = (plot.earlier, plot.terms, plot.newest)
        rectangles = [centre for path in paths for centre, _, _ in bars(path.path())]
        rectangles += [arrow(item.path())[0] for item in (plot.held, plot.own)]
        assert len(rectangles) == STACKED + 3
        assert all(right - left >= plot.columns.thin for left, right in pairwise(rectangles))
        assert 0 < rectangles[0] < rectangles[-1] < plot.canvas.width()


def test_with_zero_grad_there_is_one_arrow(stack: GradStack) -> None:
    stack.show_stack([-18.0], [-8.0], -18.0, -8.0, [0], 1)
    for name, gradient in (("W", -18.0), ("b", -8.0)):
        plot = stack.plots[name]
        assert spans(plot.newest.path()) == [(0.0, gradient)]
        assert (plot.held.path().isEmpty(), plot.held_value.isVisible()) == (True, False)
        assert tip(plot.own.path()) == gradient
        assert plot.terms.path().isEmpty()
        assert plot.own_value.text() == f"−{abs(gradient):g}"
    assert stack.clash.text() == ""
    assert stack.count.text() == ""
    assert stack.summed.text() == "epoch 0"
    assert not stack._names["held"].isVisible()
    pile(stack, FRESH)
    assert stack._names["held"].isVisible()
    assert stack.plots["W"].held_value.isVisible()


GRADS_OF_W = (-18.667, -35.271, -47.980, -55.392, -56.692, -51.746, -41.110, -25.971)
"""What .grad of W holds in the lesson's first epochs with zero_grad() skipped."""


def test_without_zero_grad_the_arrows_are_those_of_the_lesson(stack: GradStack) -> None:
    for number, held in enumerate(GRADS_OF_W):
        history = trained(number + 1, SKIPPED)
        stack.show_frame(frame_of(history))
        plot = stack.plots["W"]
        if number:
            assert tip(plot.held.path()) == pytest.approx(held, abs=0.001)
        assert tip(plot.own.path()) == pytest.approx(history.epoch(number).W_grad_fresh)
        assert stack.clash.text().startswith("W: ") == (number >= 5)


def test_where_the_signs_differ_a_sentence_says_so(stack: GradStack) -> None:
    stack.resize(700, 300)
    stack.show_frame(frame_of(trained(7, SKIPPED)))
    text = "W: the slope says back, smaller (+10.6); .grad says go on, larger (−41.1)"
    assert stack.clash.text() == text
    stack.resize(450, 300)
    QApplication.processEvents()
    assert stack.clash.text() == "W: the slope says back (+10.6), .grad says go on (−41.1)"


WAYS = (
    "W: the slope says back, smaller (+10.6); .grad says go on, larger (−41.1)",
    "W: the slope says back (+10.6), .grad says go on (−41.1)",
    "W: slope says back (+10.6), .grad on (−41.1)",
    "W: back (+10.6), .grad: go on (−41.1)",
)
"""What is said where the signs differ, in ever fewer words."""


@pytest.mark.parametrize("width", range(280, 800, 40))
def test_the_sentence_is_as_full_as_the_width_allows(stack: GradStack, width: int) -> None:
    stack.resize(width, 180)
    stack.show_frame(frame_of(trained(7, SKIPPED)))
    QApplication.processEvents()
    clash, advance = stack.clash, stack.clash.metrics().horizontalAdvance
    fitting = [text for text in WAYS if advance(text) < clash.width()]
    assert clash.text() == [*fitting, WAYS[-1]][0]
    assert clash.text() == WAYS[0] or clash.width() > width - 80  # all but the cross is its room


def test_where_there_is_height_it_is_told_in_full_on_two_lines(stack: GradStack) -> None:
    stack.show_frame(frame_of(trained(7, SKIPPED)))
    told = []
    for height in (180, 400):
        stack.resize(320, height)
        QApplication.processEvents()
        told.append((stack.clash.text(), stack.clash.height() // stack.clash.metrics().height()))
    assert told == [(WAYS[2], 1), (WAYS[0], 2)]


def test_while_epochs_fly_past_no_sentence_comes_and_goes(stack: GradStack) -> None:
    history, told = trained(7, SKIPPED), []
    for speed in (1.0, 50.0, None):
        stack.show_frame(frame_of(history, state=State.RUNNING, speed=speed))
        told.append(bool(stack.clash.text()))
    assert told == [True, False, False]


def test_where_the_signs_differ_for_b_alone_the_sentence_is_on_b(stack: GradStack) -> None:
    stack.resize(700, 300)
    stack.show_stack([-3.0, -2.0], [-3.0, 1.0], -5.0, -2.0, [0, 1], 2)
    assert stack.clash.text() == "b: the slope says back, smaller (+1); .grad says go on, larger (−2)"


def test_the_sentence_is_true_in_the_other_direction_too(stack: GradStack) -> None:
    stack.resize(700, 300)
    pile(stack, [20.0, 10.0, -5.0])
    text = "W: the slope says back, larger (−5); .grad says go on, smaller (+25)"
    assert stack.clash.text() == text


def test_back_and_on_are_seen_from_the_way_that_w_has_just_gone() -> None:
    for settings in (SKIPPED, replace(SKIPPED, lr=0.19), LoopSettings(every=30)):
        history = trained(200, settings)
        for number in range(1, 200):
            epoch, before = history.epoch(number), history.epoch(number - 1)
            if epoch.W_grad is None or epoch.W_grad * epoch.W_grad_fresh >= 0 or before.W_grad is None:
                continue
            assert history.epochs_in_grad(number) > 1
            assert before.W_grad * epoch.W_grad > 0, "step() goes on the way that it has just gone"


@pytest.mark.parametrize(
    "settings",
    [
        replace(SKIPPED, momentum=0.9),
        replace(SKIPPED, batch_size=1),
        replace(SKIPPED, step=False),
        LoopSettings(),
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD),
    ],
)
def test_where_something_else_moves_w_nothing_is_said(stack: GradStack, settings: LoopSettings) -> None:
    for epochs in range(1, 20):
        stack.show_frame(frame_of(trained(epochs, settings), settings=settings))
        assert stack.clash.text() == ""


def test_a_press_on_the_cross_asks_to_close_it(stack: GradStack, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stack.close_wanted):
        stack.close_button.click()


def test_what_came_before_the_last_epochs_is_one_bar(stack: GradStack) -> None:
    fresh = [float(n) for n in range(1, STACKED + 1)]
    pile(stack, fresh, before=[10.0, 20.0], first=2)
    plot = stack.plots["W"]
    assert spans(plot.earlier.path()) == [pytest.approx((0, 30))]
    assert terms(plot)[0] == pytest.approx((30, 31))
    assert terms(plot)[-1][1] == pytest.approx(30 + sum(fresh))
    assert stack.earlier.isVisible()
    assert stack.count.text() == "sum of 14 epochs"


def test_of_more_gradients_than_have_room_the_last_are_shown(stack: GradStack) -> None:
    pile(stack, [1.0] * (STACKED + 5))
    plot = stack.plots["W"]
    assert len(terms(plot)) == STACKED
    assert spans(plot.earlier.path()) == [pytest.approx((0, 5))]
    assert stack.summed.text() == "epochs 5–16"


def test_nothing_is_earlier_while_all_gradients_are_shown(stack: GradStack) -> None:
    pile(stack, FRESH)
    assert stack.plots["W"].earlier.path().isEmpty()
    assert not stack.earlier.isVisible()
    assert stack.summed.text() == "epochs 0–4"


def test_no_gradient_is_the_word_none_in_an_empty_place(stack: GradStack) -> None:
    pile(stack, FRESH)
    stack.show_stack([-2.0], [-1.0], None, None, [5], 0)
    for plot, own in zip(stack.plots.values(), (-2.0, -1.0), strict=True):
        assert plot.held_value.text() == "None"
        assert plot.held.path().isEmpty()
        assert terms(plot) == []
        assert tip(plot.own.path()) == own


def test_before_the_first_epoch_all_places_are_empty(stack: GradStack) -> None:
    pile(stack, FRESH)
    stack.show_stack([], [], None, None, [], 0)
    for plot in stack.plots.values():
        paths = (plot.earlier, plot.terms, plot.newest, plot.held, plot.own, plot.links)
        assert all(item.path().isEmpty() for item in paths)
        assert (plot.held_value.text(), plot.own_value.text()) == ("None", "")
    assert not stack.summed.isVisible()


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_no_finite_number_is_written_but_not_drawn(stack: GradStack, value: float) -> None:
    stack.show_stack([1.0, value], [1.0, value], value, value, [0, 1], 2)
    for plot in stack.plots.values():
        assert plot.held.path().isEmpty()
        assert plot.held_value.text() == significant(value)
        assert all(math.isfinite(end) for end in plot.visible_range())


@pytest.mark.parametrize("size", [1e-30, 1e-7, 1.0, 1e6, 1e30])
def test_all_bars_and_numbers_are_in_view(stack: GradStack, size: float) -> None:
    for fresh in (FRESH, ALTERNATING, [-value for value in FRESH], [0.0, 0.0]):
        stack.show_stack([], [], None, None, [], 0)
        pile(stack, [size * value for value in fresh])
        for plot in stack.plots.values():
            _, _, bottom, top = plot.visible_range()
            ends = [end for span in terms(plot) for end in span]
            assert bottom < min(ends) <= max(ends) < top
            rect = plot.canvas.sceneRect().adjusted(-1, -1, 1, 1)
            for text in (plot.held_value, plot.own_value):
                at = text.scenePos()
                assert rect.contains(text.boundingRect().translated(at))


@pytest.mark.parametrize("width", [320, 420, 800])
@pytest.mark.parametrize("value", [-56.692, -1.23456e-5, 0.00123456, 123456.0])
def test_the_two_numbers_do_not_overlap(stack: GradStack, width: int, value: float) -> None:
    stack.resize(width, 300)
    for summed in (1, 3, STACKED):
        pile(stack, [value] * summed)
        plot = stack.plots["W"]
        if not plot.held_value.isVisible():
            continue
        left = plot.held_value.scenePos().x() + plot.held_value.boundingRect().width()
        assert left <= plot.own_value.scenePos().x()


def test_the_names_below_do_not_overlap(stack: GradStack) -> None:
    for width in (320, 420, 800):
        stack.resize(width, 300)
        pile(stack, [1.0] * STACKED, before=[1.0] * 5, first=123456 + width)
        names = (stack.earlier, stack.summed, stack._names["held"], stack._names["own"])
        edges = [edge for name in names for edge in (name.x(), name.x() + name.width())]
        assert edges == sorted(edges)


def test_the_bars_follow_the_size_of_the_card(stack: GradStack) -> None:
    pile(stack, FRESH)
    stack.resize(800, 400)
    plot = stack.plots["b"]
    assert plot.visible_range()[:2] == (0, plot.canvas.width())
    assert arrow(plot.own.path())[0] > 0.8 * plot.canvas.width()


def test_both_plots_stand_above_one_another(stack: GradStack) -> None:
    pile(stack, FRESH)
    assert stack.plots["W"].columns == stack.plots["b"].columns


def test_nothing_is_drawn_twice(stack: GradStack, monkeypatch: pytest.MonkeyPatch) -> None:
    pile(stack, FRESH)
    drawn: list[Bars] = []
    monkeypatch.setattr(stack.plots["W"], "show_bars", lambda bars, _places: drawn.append(bars))
    pile(stack, FRESH)
    assert drawn == []


def test_what_nobody_sees_is_drawn_once_it_is_seen(stack: GradStack) -> None:
    pile(stack, FRESH)
    stack.hide()
    pile(stack, ALTERNATING)
    assert terms(stack.plots["W"])[-1][1] == pytest.approx(sum(FRESH))
    stack.show()
    assert terms(stack.plots["W"])[-1][1] == pytest.approx(sum(ALTERNATING))


def test_the_axis_stays_while_the_sum_swings(stack: GradStack) -> None:
    fresh = [10 * math.cos(n / 3) for n in range(600)]
    ranges = set()
    for n in range(100, 600, 7):
        pile(stack, fresh[n - STACKED + 1 : n + 1], fresh[: n - STACKED + 1])
        ranges.add(stack.plots["W"].visible_range())
    assert len(ranges) <= 2


def test_bars_keep_their_places_while_their_number_swings(stack: GradStack) -> None:
    stack.show_stack([], [], None, None, [], 0)
    pile(stack, [1.0] * 4)
    columns = stack.plots["W"].columns
    for n in range(100):
        pile(stack, [1.0] * (n % 4 + 1), first=n)
        assert stack.plots["W"].columns == columns


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_bars_wear_the_theme(stack: GradStack, theme: Theme) -> None:
    pile(stack, [1.0] * STACKED, before=[1.0] * 5)
    stack.restyle(theme, TypeScale())
    for plot in stack.plots.values():
        assert {theme.held, theme.fresh, theme.disabled, theme.card} <= colours(plot.canvas.grab().toImage())


def calls_shown(stack: GradStack, settings: LoopSettings, epochs: int = 1) -> int:
    """How many bars there are for W once so many epochs have run."""
    start = Parameters(0.0, 0.0)
    stack.show_frame(frame_of(trained(epochs, settings), settings=settings, start=start))
    return len(terms(stack.plots["W"]))


def test_an_epoch_in_parts_has_a_bar_for_each_call_of_backward(stack: GradStack) -> None:
    assert calls_shown(stack, LoopSettings(accumulate=3)) == 3
    plot, ends = stack.plots["W"], pytest.approx([-4 / 3, -20 / 3, -56 / 3])
    assert [end for _, end in terms(plot)] == ends
    assert tip(plot.own.path()) == pytest.approx(-56 / 3)
    assert plot.held.path().isEmpty()
    assert (stack.summed.text(), stack.count.text()) == ("backward() 1–3", "3 × backward()")
    assert stack.clash.text() == ""
    first = terms(plot)
    assert calls_shown(stack, LoopSettings(accumulate=3), epochs=2) == 3
    assert terms(plot) != first
    assert calls_shown(stack, LoopSettings(accumulate=3, backward_twice=True)) == 6
    assert calls_shown(stack, LoopSettings(backward_twice=True)) == 2
    assert calls_shown(stack, LoopSettings()) == 1
    assert stack.summed.text() == "epoch 0"


def test_of_several_epochs_or_too_many_parts_each_epoch_has_one_bar(stack: GradStack) -> None:
    assert calls_shown(stack, LoopSettings(accumulate=3, zero_grad=ZeroGrad.NEVER), epochs=2) == 2
    many = Dataset.of(range(2 * STACKED), range(2 * STACKED))
    assert calls_shown(stack, LoopSettings(lr=1e-4, accumulate=2 * STACKED, data=many)) == 1


def test_what_nobody_sees_is_not_computed(stack: GradStack, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def gradients(_: LoopSettings, W: float, b: float) -> list[tuple[float, float]]:
        asked.append(W)
        return [(W, b)] * 3

    monkeypatch.setattr("model.training.calls.gradients_of_calls", gradients)
    stack.hide()
    calls_shown(stack, LoopSettings(accumulate=3))
    assert asked == []
    stack.show()
    for _ in range(2):
        calls_shown(stack, LoopSettings(accumulate=3))
    assert asked == [0.0]


def test_it_speaks_korean_and_english_again(stack: GradStack, speak: Callable[[Language], None]) -> None:
    pile(stack, [1.0] * (STACKED - 1) + [-1.0], before=[1.0] * 5)

    def texts() -> list[str]:
        labels = (stack.clash, stack.count, stack.earlier, stack._names["own"])
        return [*(label.text() for label in labels), stack.plots["W"].accessibleName()]

    english = texts()
    speak(Language.KOREAN)
    assert [text for text in texts() if not is_korean(text)] == []
    speak(Language.ENGLISH)
    assert texts() == english


def test_the_names_below_the_bars_take_their_places_when_there_is_more_room(stack: GradStack) -> None:
    pile(stack, [3.0, -1.0, 2.0])
    QApplication.processEvents()
    captions = [stack.summed, *stack._names.values()]
    before = [caption.geometry() for caption in captions]
    stack._footer.setFixedWidth(90)
    QApplication.processEvents()
    assert [caption.geometry() for caption in captions] != before
    stack._footer.setMinimumWidth(0)
    stack._footer.setMaximumWidth(10_000)
    QApplication.processEvents()
    assert [caption.geometry() for caption in captions] == before
