"""Comparing runs: companions in step with the run, and runs that were pinned, through all that a user may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.session.comparison import OTHERS_AT_MOST
from gui.session.engine import State
from gui.session.session import Session
from model.comparison.ready_comparisons import Question
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings
from model.history import Change, History
from model.run import Difference, Run
from model.training.trainer import Trainer

MakeSession = Callable[..., Session]


def run_to(session: Session, qtbot: QtBot, epochs: int) -> None:
    """Run to this number of epochs, companions too."""
    session.changes.set_epochs(epochs)
    session.run()
    qtbot.waitUntil(lambda: session.state is State.FINISHED)


def alone(experiment: Experiment, epochs: int) -> History:
    """The history of a run that has nobody beside it."""
    history, trainer = History(), Trainer(experiment)
    for _ in range(epochs):
        history.append(trainer.run_epoch())
    return history


def begun(session: Session, qtbot: QtBot, question: Question) -> None:
    """Stand at the start of a ready comparison."""
    session.compare(question)
    qtbot.waitUntil(lambda: session.state is State.PAUSED)


def records(history: History) -> list[object]:
    """All epochs."""
    return list(history.epochs())


@pytest.fixture
def session(make_session: MakeSession) -> Session:
    """A session at the start of the lesson."""
    return make_session()


@pytest.mark.parametrize("question", list(Question))
def test_a_ready_comparison_trains_each_run_as_it_would_be_alone(
    session: Session, qtbot: QtBot, question: Question
) -> None:
    begun(session, qtbot, question)
    run_to(session, qtbot, 100)
    others = session.comparison.others(session.experiment.settings)
    assert others
    for other in others:
        expected = alone(other.began, len(other.history))
        assert records(other.history) == records(expected)
        assert len(other.history) == 100 or not other.history.epoch(len(other.history) - 1).is_finite
        start = Trainer(other.began)
        assert other.start == (start.W.item(), start.b.item())


def test_companions_follow_the_run_back_in_time_and_undo_brings_theirs_back(session: Session, qtbot: QtBot) -> None:
    begun(session, qtbot, Question.ZERO_GRAD)
    run_to(session, qtbot, 40)
    before = session.comparison.companions[0].history
    session.travel(9)
    session.changes.set_lr(0.02)
    session.step_epoch()
    qtbot.waitUntil(lambda: len(session.history) == 11)
    qtbot.waitUntil(lambda: len(session.comparison.companions[0].history) == 11)
    now = session.comparison.companions[0].history
    assert now.equal_epochs(before) == 10
    assert now.epoch(10).lr == 0.02
    session.changes.stack.undo()
    assert session.comparison.companions[0].history is before


def test_reset_lets_the_companions_begin_again(session: Session, qtbot: QtBot) -> None:
    begun(session, qtbot, Question.LEARNING_RATES)
    run_to(session, qtbot, 20)
    first = [records(run.history) for run in session.comparison.companions]
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert [len(run.history) for run in session.comparison.companions] == [0, 0]
    run_to(session, qtbot, 20)
    assert [records(run.history) for run in session.comparison.companions] == first


def test_momentum_of_1_and_zero_grad_skipped_fall_together_once_reset(session: Session, qtbot: QtBot) -> None:
    begun(session, qtbot, Question.ZERO_GRAD)
    run_to(session, qtbot, 50)
    beside = session.comparison.companions[0].history
    assert session.history.column("W")[49] != beside.column("W")[49]
    session.changes.set_settings(replace(session.experiment.settings, momentum=1.0))
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    run_to(session, qtbot, 50)
    beside = session.comparison.companions[0].history
    for name in ("W", "b", "loss"):
        assert session.history.column(name).tolist() == beside.column(name).tolist()


def test_six_pinned_runs_are_not_copied_and_stay_as_they_are(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 50)
    for _ in range(6):
        session.pin()
    pinned, done = [run.history for run in session.comparison.pinned], len(session.history)
    assert len(pinned) == 6
    assert all(np.shares_memory(history.column("loss"), session.history.column("loss")) for history in pinned)
    assert len({history.key for history in (session.history, *pinned)}) == 7
    run_to(session, qtbot, done + 50)
    assert [len(history) for history in pinned] == [done] * 6


def test_undo_brings_the_run_before_a_comparison_back_as_it_was(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 30)
    session.pin()
    before, experiment = session.history, session.experiment
    begun(session, qtbot, Question.LEARNING_RATES)
    assert session.experiment != experiment
    session.changes.stack.undo()
    assert session.history is before
    assert session.experiment == experiment
    assert session.comparison.companions == ()
    assert len(session.comparison.pinned) == 1
    session.changes.stack.redo()
    assert len(session.comparison.companions) == 2
    assert len(session.history) == 0


def test_undo_brings_back_what_a_repeated_run_had_still_to_change(session: Session, qtbot: QtBot) -> None:
    session.load(Experiment(settings=LoopSettings(momentum=0.5)), [Change(5, LoopSettings(lr=0.05))])
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    run_to(session, qtbot, 3)
    before = session.recorded()
    begun(session, qtbot, Question.ZERO_GRAD)
    session.changes.stack.undo()
    assert session.recorded() == before


def test_undo_of_a_comparison_begun_in_the_past_brings_the_newest_settings_back(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 5)
    session.changes.set_lr(0.1)
    run_to(session, qtbot, 10)
    experiment = session.experiment
    session.travel(2)
    begun(session, qtbot, Question.LEARNING_RATES)
    session.changes.stack.undo()
    assert (session.time, session.experiment) == (9, experiment)


def test_seeds_are_compared_with_another_one_where_the_seed_was_left_to_chance(session: Session, qtbot: QtBot) -> None:
    session.changes.set_seeded(False)
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    experiment = session.experiment
    begun(session, qtbot, Question.SEEDS)
    assert session.experiment.seed == 1
    assert session.comparison.companions[0].difference.seed == 2
    session.changes.stack.undo()
    assert (session.experiment, session.start_is_pending) == (experiment, False)


def test_undo_in_the_past_shows_no_epoch_to_which_the_older_run_did_not_come(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 10)
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    run_to(session, qtbot, 30)
    session.travel(20)
    times = []
    session.comparison.changed.connect(lambda: times.append((session.time, len(session.history))))
    while session.changes.stack.canUndo():
        session.changes.stack.undo()
    assert times
    assert all(time < epochs for time, epochs in times)


def test_a_pinned_run_stays_as_it_was(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 25)
    session.pin()
    run_to(session, qtbot, 50)
    session.changes.set_lr(0.1)
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    (pinned,) = session.comparison.pinned
    assert records(pinned.history) == records(alone(Experiment(), 25))
    assert pinned.began == replace(Experiment(), epochs=pinned.began.epochs)
    assert pinned.start == (0.0, 0.0)


def test_no_more_runs_are_pinned_than_can_be_told_apart(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 3)
    for _ in range(OTHERS_AT_MOST + 2):
        session.pin()
    assert len(session.comparison.pinned) == OTHERS_AT_MOST
    assert session.comparison.is_full
    last = session.comparison.pinned[-1]
    begun(session, qtbot, Question.LEARNING_RATES)
    assert len(session.comparison.others(session.experiment.settings)) == OTHERS_AT_MOST
    assert last in session.comparison.pinned
    session.comparison.unpin(OTHERS_AT_MOST - 1)
    assert last not in session.comparison.pinned


def test_companions_that_undo_brings_back_take_the_place_of_the_oldest_pinned_runs(
    session: Session, qtbot: QtBot
) -> None:
    begun(session, qtbot, Question.LEARNING_RATES)
    run_to(session, qtbot, 5)
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    session.end_comparison()
    run_to(session, qtbot, 3)
    for _ in range(OTHERS_AT_MOST):
        session.pin()
    pinned = session.comparison.pinned
    while not session.comparison.companions:
        session.changes.stack.undo()
    assert len(session.comparison.others(session.experiment.settings)) == OTHERS_AT_MOST
    assert session.comparison.pinned == pinned[2:]
    session.comparison.unpin(2)  # the first of them in sight, after two companions
    assert session.comparison.pinned == (pinned[1], *pinned[3:])
    while session.comparison.companions:
        session.changes.stack.redo()
    assert session.comparison.pinned == (*pinned[:2], *pinned[3:])


def test_a_run_that_gives_way_to_a_comparison_runs_no_epoch_as_the_comparison_does(
    session: Session, qtbot: QtBot
) -> None:
    session.changes.set_epochs(10_000_000)
    session.run()
    qtbot.waitUntil(lambda: len(session.history) > 10)
    trains = []
    session.experiment_changed.connect(lambda: trains.append(session.engine.training.isRunning()))
    session.compare(Question.LEARNING_RATES)
    assert not trains[0]


def test_a_comparison_can_be_ended_while_it_runs(session: Session, qtbot: QtBot) -> None:
    begun(session, qtbot, Question.ZERO_GRAD)
    session.changes.set_epochs(10_000_000)
    session.run()
    qtbot.waitUntil(lambda: len(session.history) > 100)
    run = session.comparison.companions[0]
    session.end_comparison()
    done = len(session.history)
    qtbot.waitUntil(lambda: len(session.history) > done + 200)
    session.pause()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert session.comparison.others(session.experiment.settings) == []
    assert len(run.history) < len(session.history)
    assert records(session.history)[:100] == records(alone(session.experiment, 100))


def test_another_run_from_a_file_has_no_companions_but_keeps_what_is_pinned(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 5)
    session.pin()
    begun(session, qtbot, Question.ZERO_GRAD)
    session.load(Experiment(settings=LoopSettings(lr=0.02)))
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    assert session.comparison.companions == ()
    assert len(session.comparison.pinned) == 1


def test_a_change_made_while_companions_run_is_theirs_too(session: Session, qtbot: QtBot) -> None:
    session.present.companions = (Run(session.present.began, difference=Difference({"lr": 0.05})),)
    session.reset()
    qtbot.waitUntil(lambda: session.state is State.PAUSED)
    run_to(session, qtbot, 10)
    session.changes.set_skip(True)
    run_to(session, qtbot, 20)
    settings = [epoch.settings for epoch in session.comparison.companions[0].history.epochs()]
    assert [each.skips for each in settings] == [False] * 10 + [True] * 10
    assert {each.lr for each in settings} == {0.05}


def test_a_companion_with_standardised_x_goes_on_where_x_can_be_standardised_no_longer(
    session: Session, qtbot: QtBot
) -> None:
    begun(session, qtbot, Question.STANDARDISED)
    run_to(session, qtbot, 10)
    session.changes.set_data(Dataset.of([3.0, 3.0], [1.0, 2.0]))
    run_to(session, qtbot, 20)
    (run,) = session.comparison.companions
    assert [epoch.settings.standardise for epoch in run.history.epochs()] == [True] * 10 + [False] * 10
    assert session.comparison.others(session.experiment.settings)[0].began.settings == session.experiment.settings


def test_where_a_compared_run_stood(session: Session, qtbot: QtBot) -> None:
    run_to(session, qtbot, 10)
    session.pin()
    (run,) = session.comparison.pinned
    assert run.line(-1) == (0.0, 0.0)
    fourth, last = session.history.epoch(3), session.history.epoch(9)
    assert run.line(3) == (fourth.W, fourth.b)
    assert run.line(500) == (last.W, last.b)


def test_while_torch_is_loaded_nothing_is_compared_even_if_run_was_asked_for(qtbot: QtBot, loading: Event) -> None:
    session = Session(Experiment(epochs=5))
    session.begin()
    session.run()
    session.compare(Question.ZERO_GRAD)
    assert session.comparison.companions == ()
    loading.set()
    qtbot.waitUntil(lambda: session.state is State.FINISHED)
    session.close()
