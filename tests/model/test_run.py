"""A run, what it can be had again from, and the runs beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.dataset import Dataset
from model.experiment import EPOCHS_LIMIT, Experiment, LoopSettings, Parameters, ZeroGrad
from model.history import Change, History
from model.run import Difference, Look, Replay, Run
from model.training.trainer import Trainer

LESSON, SLOW, SKIPPED = LoopSettings(), LoopSettings(lr=0.001), LoopSettings(zero_grad=ZeroGrad.NEVER)
ONE_X = Dataset.of([2, 2], [1, 3])
OTHER_DATA = LoopSettings(data=Dataset.of([1, 2], [2, 4]))


def ran(plan: dict[int, LoopSettings], epochs: int, began: Experiment | None = None) -> Run:
    """A run that has made these changes, with so many epochs done."""
    began = began or Experiment(settings=plan[0])
    trainer, run = Trainer(began), Run(began)
    run.start = Parameters(0.0, 0.0)
    for epoch in range(epochs):
        if epoch in plan:
            trainer.settings = plan[epoch]
        run.history.append(trainer.run_epoch())
    return run


def told(replay: Replay) -> tuple[list[tuple[int, LoopSettings]], int, int]:
    """From which epochs on it has which settings, how many epochs are done, and how many there will be."""
    return [(change.epoch, change.settings) for change in replay.all_changes], replay.done, replay.experiment.epochs


def repeated(replay: Replay) -> History:
    """The history of running it, by a plain loop over its changes."""
    return ran(dict(replay.all_changes), replay.epochs, replay.experiment).history


@pytest.mark.parametrize("done", [0, 1, 3, 4, 6])
def test_what_it_has_done_can_be_had_again(done: int) -> None:
    run = ran({0: LESSON, 3: SKIPPED, 5: SLOW}, 6)
    replay = run.replay(done, 9, within=None, then=None, note="see")
    assert (replay.done, replay.experiment.epochs, replay.note, replay.experiment.seed) == (done, 9, "see", 1)
    again = repeated(replay.up_to(max(done, 1)))
    for name in ("loss", "W", "b", "W_grad"):
        assert np.array_equal(again.column(name)[:done], run.history.column(name)[:done])


def test_what_comes_next_is_kept_with_it() -> None:
    run = ran({0: LESSON, 3: SKIPPED}, 6)
    done, mid, after = [(0, LESSON), (3, SKIPPED)], (6, SLOW), (7, LESSON)
    assert told(run.replay(6, 20, within=None, then=SKIPPED)) == (done, 6, 20)
    assert told(run.replay(6, 20, within=None, then=SLOW)) == ([*done, mid], 6, 20)
    assert told(run.replay(6, 20, within=SLOW, then=SLOW)) == ([*done, mid], 6, 20)
    assert told(run.replay(6, 20, within=SLOW, then=LESSON)) == ([*done, mid, after], 6, 20)
    assert told(run.replay(6, 20, within=SKIPPED, then=LESSON)) == ([*done, after], 6, 20)
    assert told(run.replay(2, 20, within=None, then=SLOW)) == ([(0, LESSON), (2, SLOW)], 2, 20)


def test_a_change_before_the_first_epoch_is_how_it_begins() -> None:
    run = Run(Experiment(settings=LESSON))
    assert told(run.replay(0, 5, within=None, then=SLOW)) == ([(0, SLOW)], 0, 5)
    assert told(run.replay(0, 5, within=SKIPPED, then=SLOW)) == ([(0, SKIPPED), (1, SLOW)], 0, 5)
    assert told(run.replay(0, 5, within=None, then=None)) == ([(0, LESSON)], 0, 5)


def test_a_change_that_was_due_while_an_epoch_ran_with_other_settings_counts_from_the_next_one() -> None:
    run = ran({0: LESSON, 1: SKIPPED}, 2)
    for due in (1, 2):
        run.ahead = (Change(due, SLOW), Change(6, LESSON))
        assert run.changes[2:] == [Change(2, SLOW), Change(6, LESSON)]


def test_changes_ahead_are_kept_as_far_as_they_are_to_come() -> None:
    run = ran({0: LESSON, 2: SKIPPED}, 4)
    run.ahead = (Change(2, SKIPPED), Change(5, SLOW), Change(8, LESSON))
    assert [change.epoch for change in run.changes] == [0, 2, 5, 8]
    assert told(run.replay(4, 9, within=None, then=None))[0] == [(0, LESSON), (2, SKIPPED), (5, SLOW), (8, LESSON)]
    assert told(run.replay(5, 9, within=None, then=None))[0] == [(0, LESSON), (2, SKIPPED), (5, SLOW), (8, LESSON)]
    assert told(run.replay(4, 9, within=SLOW, then=None))[0] == [(0, LESSON), (2, SKIPPED), (4, SLOW), (8, LESSON)]
    assert told(run.replay(4, 9, within=None, then=LESSON))[0] == [(0, LESSON), (2, SKIPPED), (4, LESSON)]


def test_a_change_ahead_is_what_it_has_from_its_epoch_on() -> None:
    run = ran({0: LESSON, 2: SKIPPED}, 4)
    assert run.ahead_at(9) is None
    run.ahead = (Change(4, SLOW), Change(8, LESSON))
    assert [run.ahead_at(epoch) for epoch in (3, 4, 7, 8, 9)] == [None, SLOW, SLOW, LESSON, LESSON]


def test_a_change_ahead_at_an_epoch_that_has_been_begun_is_the_next_ones() -> None:
    run = ran({0: LESSON, 2: SKIPPED}, 4)
    run.ahead = (Change(4, SLOW), Change(8, LESSON))
    for within, changed in ((SKIPPED, [(5, SLOW)]), (SLOW, [(4, SLOW)]), (LESSON, [(4, LESSON), (5, SLOW)])):
        changes = [(0, LESSON), (2, SKIPPED), *changed, (8, LESSON)]
        assert told(run.replay(4, 9, within=within, then=None))[0] == changes
    run.ahead = (Change(4, SKIPPED), Change(8, LESSON))
    assert told(run.replay(4, 9, within=None, then=None))[0] == [(0, LESSON), (2, SKIPPED), (8, LESSON)]


def test_what_was_ahead_is_ahead_again_where_the_change_that_made_it_void_is_undone() -> None:
    run = ran({0: LESSON}, 4)
    run.void_or_bring_back(LESSON, SLOW)
    run.void_or_bring_back(SLOW, LESSON)
    assert list(run.ahead) == []
    ahead = [Change(2, LESSON), Change(4, SLOW), Change(6, SKIPPED), Change(8, LESSON)]
    run.ahead = tuple(ahead)
    run.void_or_bring_back(SLOW, SKIPPED)
    assert list(run.ahead) == []
    run.void_or_bring_back(SKIPPED, LESSON)
    assert list(run.ahead) == []
    run.void_or_bring_back(SKIPPED, SLOW)
    assert list(run.ahead) == ahead[1:]
    run.void_or_bring_back(SLOW, SKIPPED)
    run.history.append(run.history.epoch(3)._replace(number=4))
    run.void_or_bring_back(SKIPPED, SLOW)
    assert list(run.ahead) == [Change(5, SLOW), *ahead[2:]]


def test_what_the_controls_had_is_a_change_ahead() -> None:
    run = ran({0: LESSON}, 3)
    assert [change.epoch for change in run.changes] == [0]
    run.wanted = replace(run.began, settings=SLOW)
    assert run.changes[1:] == [Change(3, SLOW)]
    run.wanted = run.began
    assert run.changes[1:] == []
    run.wanted, run.ahead = replace(run.began, settings=SLOW), (Change(7, SKIPPED),)
    assert run.changes[1:] == [Change(7, SKIPPED)]


def test_its_line_is_that_of_the_epoch_or_of_the_last_one() -> None:
    run = ran({0: LESSON}, 3)
    W, b = (run.history.column(name).tolist() for name in ("W", "b"))
    assert [run.line(time) for time in (-1, 0, 2, 9)] == [(0.0, 0.0), (W[0], b[0]), (W[2], b[2]), (W[2], b[2])]
    run.start = None
    assert (run.line(-1), Run(run.began).line(5)) == (None, None)
    assert run.line(0) == (W[0], b[0])


def test_its_line_is_in_the_units_of_the_data() -> None:
    standardised = LoopSettings(standardise=True, lr=0.1)
    run = ran({0: standardised}, 400)
    run.start = Parameters(1.0, 0.0)
    mean, deviation = standardised.data.x_scale
    assert run.line(400) == pytest.approx((2.0, 0.0), abs=1e-5)
    assert run.line(-1) == pytest.approx((1 / deviation, -mean / deviation))


def test_as_it_was_it_has_its_first_epochs_alone() -> None:
    run = ran({0: LESSON, 3: SKIPPED}, 6)
    for length, changes in ((2, [0]), (3, [0]), (4, [0, 3]), (9, [0, 3])):
        before = run.upto(length)
        assert len(before.history) == min(length, 6)
        assert [change.epoch for change in before.history.changes] == changes
        assert before.history.key is run.history.key
    assert run.upto(3).began is run.began


def test_a_run_that_goes_on_from_its_past_is_one_of_its_own() -> None:
    run, beside = ran({0: LESSON, 3: SKIPPED}, 6), ran({0: SLOW}, 4)
    run.companions = (beside,)
    run.voided = SLOW, ()
    assert [len(companion.history) for companion in run.prefix(3).companions] == [3]
    past = run.prefix(5)
    (companion,) = past.companions
    assert (len(past.history), len(companion.history), past.voided) == (5, 4, None)
    assert np.array_equal(past.history.column("W"), run.history.column("W")[:5])
    assert np.array_equal(companion.history.column("W"), beside.history.column("W"))
    past.history.append(run.history.epoch(5))
    assert (len(run.history), len(past.history)) == (6, 6)
    assert past.history.key is not run.history.key


def test_without_its_numbers_it_repeats_what_it_has_done() -> None:
    run, beside = ran({0: LESSON, 3: SKIPPED}, 6), ran({0: SLOW}, 6)
    run.companions, run.wanted = (beside,), replace(run.began, settings=SLOW)
    run.voided, run.previous = (SLOW, ()), beside.history
    again = run.at_start()
    (companion,) = again.companions
    assert (len(again.history), len(companion.history)) == (0, 0)
    assert [(change.epoch, change.settings) for change in again.ahead] == [(0, LESSON), (3, SKIPPED), (6, SLOW)]
    assert (again.began, again.start, again.voided, again.previous) == (run.began, run.start, None, None)


def test_a_run_tells_all_that_it_holds_in_memory() -> None:
    run, beside, before = ran({0: LESSON, 3: OTHER_DATA}, 6), ran({0: SLOW}, 6), ran({0: LESSON}, 2)
    run.companions, run.previous = (beside,), before.history
    held = list(run.held())
    assert {id(thing) for thing in held if isinstance(thing, History)} == {
        id(run.history),
        id(beside.history),
        id(before.history),
    }
    assert {id(thing) for thing in held if isinstance(thing, Dataset)} == {id(LESSON.data), id(OTHER_DATA.data)}


def test_a_shorter_replay_has_no_more_done_than_it_has_epochs() -> None:
    replay = Replay(Experiment(epochs=50), (Change(7, SLOW), Change(20, LESSON)), done=30)
    assert (replay.up_to(10).done, replay.up_to(10).epochs) == (10, 10)
    assert [change.epoch for change in replay.up_to(10).all_changes] == [0, 7]
    assert (replay.up_to(40).done, replay.up_to(40).epochs) == (30, 40)
    assert replay.epochs == 50
    assert replace(replay, experiment=Experiment(epochs=20)).epochs == 30


@pytest.mark.parametrize(
    ("values", "beside", "becomes"),
    [
        ({"lr": 0.1}, LESSON, LoopSettings(lr=0.1)),
        ({"batch_size": 1}, LoopSettings(accumulate=3), LoopSettings(batch_size=1)),
        ({"momentum": 0.0}, LoopSettings(momentum=0.9, nesterov=True), LESSON),
        ({"momentum": 0.5}, LoopSettings(momentum=0.9, nesterov=True), LoopSettings(momentum=0.5, nesterov=True)),
        ({"standardise": True}, LoopSettings(data=ONE_X), LoopSettings(data=ONE_X)),
        ({"standardise": True}, LESSON, LoopSettings(standardise=True)),
        ({"standardise": False}, LoopSettings(standardise=True), LESSON),
        ({}, SLOW, SLOW),
    ],
)
def test_a_companion_is_the_run_but_for_its_difference(
    values: dict[str, object], beside: LoopSettings, becomes: LoopSettings
) -> None:
    assert Difference(values).of_settings(beside) == becomes
    run = Experiment(seed=5, settings=beside)
    assert Difference(values).of(run) == replace(run, settings=becomes)
    assert Difference(values, seed=9).of(run) == replace(run, seed=9, settings=becomes)


def test_the_shuffles_of_a_history_are_told_for_as_many_epochs_as_asked() -> None:
    batches = LoopSettings(batch_size=2)
    history = ran({0: LESSON, 2: batches, 5: LESSON, 6: batches}, 8).history
    for length in range(9):
        drawn = sum(2 <= epoch < 5 or epoch >= 6 for epoch in range(length))
        assert sum(shuffles.epochs for shuffles in history.shuffles(length)) == drawn
        assert all(shuffles.epochs > 0 and shuffles.rows == 3 for shuffles in history.shuffles(length))
    assert History().shuffles(3) == []


@pytest.mark.parametrize("epoch", [-2, EPOCHS_LIMIT])
def test_a_look_is_at_an_epoch_that_there_can_be(epoch: int) -> None:
    assert Look(-1, "", False, None).epoch == -1
    assert Look(EPOCHS_LIMIT - 1, "", False, None).epoch == EPOCHS_LIMIT - 1
    with pytest.raises(ValueError, match=f"epoch {epoch} shown: must be between -1 and {EPOCHS_LIMIT - 1}"):
        Look(epoch, "", False, None)


def test_changes_are_in_order() -> None:
    for epochs in ((0,), (3, 3), (5, 2)):
        with pytest.raises(ValueError, match="order"):
            Replay(Experiment(), tuple(Change(epoch, SLOW) for epoch in epochs))
