"""Companions: each is exactly the run it would be alone, whatever happens to the run beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from model.comparison.companions import Companions
from model.comparison.ready_comparisons import Question, ready_comparison
from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start, ZeroGrad
from model.history import History
from model.run import Difference, Run
from model.theory.curvature import curvature
from model.training.trainer import Trainer

DIFFERENCES = [
    Difference({"lr": 0.05}),
    Difference({"zero_grad": ZeroGrad.NEVER}),
    Difference({"batch_size": 1}),
    Difference({"batch_size": 2}, seed=7),
]


NUMBERS = InitialParameters(Start.NUMBERS, 1.0, 2.0)


def never() -> bool:
    """Nobody holds the training up."""
    return False


def alone(experiment: Experiment, epochs: int) -> list[Epoch]:
    """The records of a run that has nobody beside it."""
    trainer = Trainer(experiment)
    return [trainer.run_epoch() for _ in range(epochs)]


def in_step(experiment: Experiment, runs: list[Run], epochs: int, history: History | None = None) -> History:
    """Run an experiment with its companions, and return its history."""
    history = History() if history is None else history
    trainer, companions = Trainer(experiment), Companions(experiment, history, runs)
    last = history.last()
    if last is not None:
        trainer.restore(last, history.shuffles(len(history)))
    for _ in range(epochs):
        history.append(trainer.run_epoch())
        companions.catch_up(never)
    return history


@pytest.mark.parametrize("initial", [InitialParameters(), InitialParameters(Start.RANDOM)])
def test_each_of_several_runs_in_step_is_the_one_it_would_be_alone(initial: InitialParameters) -> None:
    experiment = Experiment(seed=3, initial=initial, settings=LoopSettings(batch_size=1))
    runs = [Run(Experiment(), difference=difference) for difference in DIFFERENCES]
    history = in_step(experiment, runs, 20)
    assert list(history.epochs()) == alone(experiment, 20)
    for run in runs:
        assert list(run.history.epochs()) == alone(run.difference.of(experiment), 20)


def test_a_change_of_the_run_is_a_change_of_its_companions_but_for_what_they_differ_in() -> None:
    other = Dataset.of([0.0, 1.0], [1.0, 5.0])
    first, second = LoopSettings(lr=0.02), LoopSettings(lr=0.03, data=other)
    history, run = History(), Run(Experiment(), difference=Difference({"lr": 0.05}))
    experiment = Experiment(settings=first)
    trainer, companions = Trainer(experiment), Companions(experiment, history, [run])
    for number in range(20):
        trainer.settings = first if number < 10 else second
        history.append(trainer.run_epoch())
        companions.catch_up(never)
    plain = Trainer(replace(experiment, settings=LoopSettings(lr=0.05)))
    for number in range(20):
        plain.settings = LoopSettings(lr=0.05) if number < 10 else LoopSettings(lr=0.05, data=other)
        assert run.history.epoch(number) == plain.run_epoch()


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_a_companion_goes_on_from_where_its_history_was_cut(difference: Difference) -> None:
    experiment = Experiment(settings=LoopSettings(batch_size=2))
    whole = Run(Experiment(), difference=difference)
    history = in_step(experiment, [whole], 30)
    cut = whole.prefix(12)
    in_step(experiment, [cut], 18, history.prefix(12))
    assert list(cut.history.epochs()) == list(whole.history.epochs())
    assert cut.start == whole.start


def test_a_companion_that_is_behind_catches_up() -> None:
    experiment = Experiment()
    late = Run(Experiment(), difference=Difference({"lr": 0.05}))
    history = in_step(experiment, [], 25)
    in_step(experiment, [late], 1, history)
    assert list(late.history.epochs()) == alone(Experiment(settings=LoopSettings(lr=0.05)), 26)


def test_a_companion_whose_numbers_overflow_stops_there_and_the_others_go_on() -> None:
    diverging, other = (
        Run(Experiment(), difference=Difference({"lr": 1e6})),
        Run(Experiment(), difference=Difference({"lr": 0.05})),
    )
    history = in_step(Experiment(), [diverging, other], 60)
    assert len(diverging.history) < 20
    assert not diverging.history.epoch(len(diverging.history) - 1).is_finite
    assert len(other.history) == len(history) == 60
    in_step(Experiment(), [diverging], 5, history)
    assert len(diverging.history) < 20


def test_a_companion_that_takes_long_can_be_held_and_goes_on_later() -> None:
    experiment = Experiment()
    history, run = History(), Run(Experiment(), difference=Difference({"batch_size": 1}))
    trainer, companions = Trainer(experiment), Companions(experiment, history, [run])
    history.append(trainer.run_epoch())
    companions.catch_up(lambda: True)
    assert len(run.history) == 0
    for _ in range(5):
        companions.catch_up(lambda: True)
    companions.catch_up(never)
    assert list(run.history.epochs()) == alone(run.difference.of(experiment), 1)


def test_an_epoch_that_was_held_leaves_the_shuffling_of_the_later_ones_as_it_would_be_alone() -> None:
    experiment = Experiment(settings=LoopSettings(batch_size=2))
    history, run = History(), Run(Experiment(), difference=Difference({"batch_size": 1}, seed=7))
    trainer, companions = Trainer(experiment), Companions(experiment, history, [run])
    for held in (lambda: True, never):
        history.append(trainer.run_epoch())  # draws between the two halves of the companion's epoch
        companions.catch_up(held)
    for _ in range(8):
        history.append(trainer.run_epoch())
        companions.catch_up(never)
    assert list(history.epochs()) == alone(experiment, 10)
    assert list(run.history.epochs()) == alone(run.difference.of(experiment), 10)


def test_a_companion_tells_where_it_began() -> None:
    drawn = Experiment(3, InitialParameters(Start.RANDOM))
    runs = [Run(drawn), Run(drawn, difference=Difference(seed=4)), Run(drawn, difference=Difference({"lr": 0.5}))]
    Companions(drawn, History(), runs)
    starts = [(trainer.W.item(), trainer.b.item()) for trainer in (Trainer(drawn), Trainer(replace(drawn, seed=4)))]
    assert [run.start for run in runs] == [Parameters(*starts[0]), Parameters(*starts[1]), Parameters(*starts[0])]


def test_what_does_not_go_together_with_a_difference_gives_way() -> None:
    parts = LoopSettings(accumulate=3)
    assert Difference({"batch_size": 1}).of_settings(parts) == LoopSettings(batch_size=1)
    same_x = LoopSettings(data=Dataset.of([3.0, 3.0], [1.0, 2.0]))
    assert Difference({"standardise": True}).of_settings(same_x) == same_x


@pytest.mark.parametrize("question", list(Question))
def test_every_ready_comparison_trains(question: Question) -> None:
    ready = ready_comparison(question, Experiment(settings=LoopSettings(accumulate=3, every=2)))
    runs = [Run(Experiment(), difference=difference) for difference in ready.differences]
    history = in_step(ready.experiment, runs, 3)
    assert len({tuple(run.history.epochs()) for run in runs} | {tuple(history.epochs())}) == len(runs) + 1


def test_the_learning_rates_compared_lie_about_the_limit() -> None:
    for data in (Experiment().data, Dataset.of(range(1990, 2021), range(31))):
        ready = ready_comparison(Question.LEARNING_RATES, Experiment(settings=LoopSettings(data=data)))
        lrs = [ready.experiment.settings.lr, *(difference.settings["lr"] for difference in ready.differences)]
        stable = curvature(data).lr_stable
        assert lrs[0] < lrs[1] < stable < lrs[2] < 1.1 * stable


@pytest.mark.parametrize("question", list(Question))
def test_a_comparison_is_of_the_lesson_with_the_runs_own_data_and_learning_rate(question: Question) -> None:
    own: dict[str, Any] = {"lr": 0.2, "data": Dataset.of([1, 2, 4, 8], [1, 3, 5, 9]), "standardise": True}
    asked = Experiment(7, NUMBERS, LoopSettings(**own, zero_grad=ZeroGrad.NEVER, momentum=0.5), 50, seeded=False)
    ready = ready_comparison(question, asked).experiment
    drawn = question is Question.SEEDS
    assert (ready.seed, ready.epochs, ready.seeded) == (7, 50, drawn)
    assert ready.initial == (InitialParameters(Start.RANDOM) if drawn else NUMBERS)
    if question in (Question.LEARNING_RATES, Question.STANDARDISED):
        own |= {"lr": ready.settings.lr, "standardise": ready.settings.standardise}
    if question is Question.MARBLE:
        own["momentum"] = 1.0
    assert ready.settings == LoopSettings(**own)


@pytest.mark.parametrize(("seed", "other"), [(0, 1), (999, 1000), (1000, 1), (5000, 1)])
def test_the_seeds_compared_are_neighbours(seed: int, other: int) -> None:
    assert ready_comparison(Question.SEEDS, Experiment(seed)).differences == [Difference(seed=other)]


@pytest.mark.parametrize(
    ("data", "lr"),
    [(Experiment().data, 0.09), (Dataset.of([-0.1, 0.1], [0, 1]), 0.5), (Dataset.of([10, 20], [1, 2]), 0.002)],
)
def test_x_and_standardised_x_are_compared_at_half_the_lower_of_their_limits(data: Dataset, lr: float) -> None:
    ready = ready_comparison(Question.STANDARDISED, Experiment(settings=LoopSettings(data=data, standardise=True)))
    assert ready.experiment.settings == LoopSettings(lr, data=data)
    assert ready.differences == [Difference({"standardise": True})]


def test_where_x_cannot_be_standardised_nothing_is_compared_with_it() -> None:
    same = LoopSettings(data=Dataset.of([3, 3], [1, 2]))
    assert not ready_comparison(Question.STANDARDISED, Experiment(settings=same)).differences


def test_the_batches_compared_are_smaller_than_the_whole() -> None:
    sizes = [each.settings["batch_size"] for each in ready_comparison(Question.BATCHES, Experiment()).differences]
    assert sizes == [1, 2]
    assert not ready_comparison(
        Question.BATCHES, Experiment(settings=LoopSettings(data=Dataset.of([1], [1])))
    ).differences


def test_a_companion_that_catches_up_makes_the_changes_where_the_run_made_them() -> None:
    history, run = History(), Run(Experiment(), difference=Difference({"zero_grad": ZeroGrad.NEVER}))
    trainer, beside = Trainer(Experiment()), Trainer(run.difference.of(Experiment()))
    expected = []
    for number in range(20):
        trainer.settings = LoopSettings(lr=0.01 if number < 10 else 0.03)
        beside.settings = replace(trainer.settings, zero_grad=ZeroGrad.NEVER)
        history.append(trainer.run_epoch())
        expected.append(beside.run_epoch())
    Companions(Experiment(), history, [run]).catch_up(never)
    assert list(run.history.epochs()) == expected


@pytest.mark.parametrize("momentum", [0.0, 0.9, 1.0])
def test_without_zero_grad_it_stays_plain_whatever_momentum_the_run_beside_it_is_given(momentum: float) -> None:
    ready = ready_comparison(Question.ZERO_GRAD, Experiment())
    given = replace(ready.experiment.settings, momentum=momentum, nesterov=momentum > 0)
    assert ready.differences[0].of_settings(given) == LoopSettings(zero_grad=ZeroGrad.NEVER)
