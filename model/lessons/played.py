"""A page played without a window: the state that it opens, and what its action comes to."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from model.cancelling import CheckCancelled, wanted
from model.comparison.companions import Companions
from model.comparison.ready_comparisons import Question, ready_comparison
from model.draws import Draws
from model.experiment import Experiment, Parameters
from model.history import History
from model.lessons.expression import Expression
from model.lessons.measured import Doings, Measured, drawn
from model.lessons.page import Page
from model.run import Difference, Run

if TYPE_CHECKING:
    from model.training.accumulation import Accumulation

ROUNDS_AT_MOST = 20_000
"""More epochs than this are not run to see what a page comes to."""

LINES_AHEAD = 6
"""The lines before the loop."""

BY_HAND = frozenset({"line", "hand_W", "hand_b", "hand_loss", "hand_best"})
"""What only somebody before a window can do: no number stands for it here."""

STILL = (
    *("rows", "x", "y", "sum_y", "sum_xy", "sum_yy", "seed", "best_W", "best_b", "best_loss"),
    *("largest_lr", "largest_curvature", "smallest_curvature"),
)
"""The numbers of the data, which are the same whatever is done."""

SET_BY_HAND = frozenset({"lr", "momentum", "every", "accumulate", "batch_size"})
"""Settings that an action may ask for by name and number."""

TOLD_EVERY = 50


def opened(page: Page) -> Measured:
    """What the numbers of a page are as it opens."""
    return _Play(page, next(_ways(page))).measured()


def outcome(page: Page, check_cancelled: CheckCancelled = wanted) -> Measured | None:
    """What the numbers are when the action is done in the first way that does it; None where none does."""
    if page.done is None:
        return opened(page)
    ways = () if page.done.names & BY_HAND else _ways(page)
    found = (_played(page, page.done, way, check_cancelled) for way in ways)
    return next((measured for measured in found if measured is not None), None)


def still(page: Page, measured: Measured) -> dict[str, Any]:
    """The numbers that do not depend on what is done: those of the data, and what the page makes of them."""
    names = {name: measured[name] for name in STILL}
    for name, expression in page.measured.items():
        with suppress(ValueError):
            names[name] = expression.value(names)
    return names


def with_own_names(measured: Measured, page: Page, given: Mapping[str, float | str]) -> Measured:
    """The same with the answers that were given, and what the page itself calls by a name."""
    others: dict[str, Any] = {name.replace("-", "_"): answer for name, answer in given.items()}
    if page.predictions and page.predictions[0].name in given:
        others["answer"] = given[page.predictions[0].name]
    for name, expression in page.measured.items():
        with suppress(ValueError):
            others[name] = expression.value(replace(measured, others=others))
    return replace(measured, others=others)


@dataclass(frozen=True)
class _Way:
    """How an action may be done: a run, those beside it, and how many epochs are done as it begins."""

    experiment: Experiment
    differences: Sequence[Difference] = ()
    done: int = 0


def _ways(page: Page) -> Iterator[_Way]:
    """As the page opens; from the start, with the settings that the action asks for; with each comparison."""
    opening = page.opening
    first = _Way(*opening.begins, done=opening.done)
    yield first
    asked = {} if page.done is None else page.done.equalities
    wanted_settings = {name: kind(asked[name]) for name, kind in _kinds(first.experiment).items() if name in asked}
    if wanted_settings:
        with suppress(ValueError):
            settings = replace(first.experiment.settings, **wanted_settings)
            yield replace(first, experiment=replace(first.experiment, settings=settings), done=0)
    yield from (_compared(question, opening.experiment) for question in Question)


def _kinds(experiment: Experiment) -> dict[str, Callable[[float], Any]]:
    return {name: type(getattr(experiment.settings, name)) for name in SET_BY_HAND}


def _compared(question: Question, experiment: Experiment) -> _Way:
    ready = ready_comparison(question, experiment)
    return _Way(ready.experiment, ready.differences)


def _played(page: Page, done: Expression, way: _Way, check_cancelled: CheckCancelled) -> Measured | None:
    """The numbers as soon as the action is done; None where this is no way to do it."""
    play = _Play(page, way)
    for number in range(min(way.experiment.epochs, ROUNDS_AT_MOST) + 1):
        if number % TOLD_EVERY == 0:
            check_cancelled()
        measured = play.measured()
        if done.holds(measured):
            return measured
        if not play.go_on():
            return None
    return None


class _Play:
    """A run, those beside it and the small experiment of a page, a round at a time."""

    def __init__(self, page: Page, way: _Way) -> None:
        from model.training.trainer import Trainer

        self._page, self._way = page, way
        self._trainer, self._history = Trainer(way.experiment), History()
        self._start = Parameters(self._trainer.W.item(), self._trainer.b.item())
        self._runs = [Run(each.of(way.experiment), difference=each) for each in way.differences]
        self._beside = Companions(way.experiment, self._history, self._runs)
        self._draws: Draws | None = None
        self._accumulation: Accumulation | None = None
        for _ in range(way.done):
            self._run_epoch()

    def go_on(self) -> bool:
        """One round more of what the action needs; return whether there was one."""
        asked = frozenset[str]() if self._page.done is None else self._page.done.names
        if self._page.bench:
            self._draw()
        elif asked & {"most_calls", "most_held", "backward_calls", "held", "emptied"}:
            self._call_backward()
        else:
            return self._run_epoch()
        return True

    def measured(self) -> Measured:
        """The numbers now."""
        beside = tuple(run.history for run in self._runs)
        history = self._history.upto(len(self._history))
        measured = Measured(self._way.experiment, history, self._start, beside, self._doings())
        return with_own_names(measured, self._page, {})

    def _run_epoch(self) -> bool:
        last = self._history.last()
        if len(self._history) >= self._way.experiment.epochs or (last is not None and not last.is_finite):
            return False
        self._history.append(self._trainer.run_epoch())
        self._beside.catch_up(lambda: False)
        return True

    def _draw(self) -> None:
        self._draws = self._draws or Draws()
        for seeded in (True, False):
            self._draws.draw(self._way.experiment.seed, seeded=seeded)

    def _call_backward(self) -> None:
        """Call backward() once more, after zero_grad() has emptied what a first call has left."""
        if self._accumulation is None:
            from model.training.accumulation import Accumulation

            self._accumulation = Accumulation("2 * w", 2.0)  # as the small experiment begins
            self._accumulation.backward()
            self._accumulation.zero_grad()
        self._accumulation.backward()

    def _doings(self) -> Doings:
        calls = 0 if self._accumulation is None else len(self._accumulation.contributions)
        held = None if self._accumulation is None else self._accumulation.grad
        return Doings(
            walked=LINES_AHEAD,
            squares=True,
            **drawn([] if self._draws is None else self._draws.rounds),
            backward_calls=calls,
            held=math.nan if held is None else held,
            most_calls=calls,
            most_held=math.nan if held is None else held,
            emptied=self._accumulation is not None,
        )
