"""The session: what the user wants, and what becomes of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, Timer

import pytest
import torch
from PySide6.QtCore import SIGNAL, Qt
from pytestqt.qtbot import QtBot

from gui.session import session as session_module
from gui.session import training_thread
from gui.session.engine import State
from gui.session.session import Session
from gui.session.training_thread import Stop, TrainingThread
from model.dataset import LESSON, Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start, ZeroGrad
from model.history import Change
from model.run import Replay
from tests.environment import PATIENCE
from tests.gui.conftest import FOREVER, OVERFLOWS, SKIPPED, WaitFor, an_epoch, plain_losses, run_some

MakeSession = Callable[..., Session]

RANDOM = InitialParameters(Start.RANDOM)


@pytest.fixture
def step(qtbot: QtBot) -> Callable[[Session], None]:
    """Run one epoch, and wait until the session has heard that it is done."""

    def step(session: Session) -> None:
        with qtbot.waitSignal(session.state_changed):
            session.step_epoch()

    return step


Step = Callable[[Session], None]


def losses(session: Session) -> list[float]:
    """The losses of all epochs."""
    return [epoch.loss for epoch in session.history.epochs()]


def drawn(seed: int) -> Parameters:
    """What torch draws for W and b from a seed."""
    torch.manual_seed(seed)
    return Parameters(torch.rand(1).item(), torch.rand(1).item())


# --- running ---


def test_a_run_at_full_speed_records_every_epoch_of_the_plain_script(
    make_session: MakeSession, wait_for: WaitFor
) -> None:
    session = make_session(Experiment(epochs=600))
    session.run()
    wait_for(session, State.FINISHED)
    assert losses(session) == plain_losses(600)


def test_nothing_in_the_session_listens_to_each_epoch(make_session: MakeSession) -> None:
    assert make_session().engine.training.receivers(SIGNAL("epoch_done(PyObject)")) == 0


def test_loading_ends_in_paused_at_the_start(make_session: MakeSession) -> None:
    session = make_session()
    assert (session.state, session.start, len(session.history)) == (State.PAUSED, Parameters(0.0, 0.0), 0)


def test_running_goes_to_the_last_epoch_and_is_finished(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(epochs=20))
    session.run()
    assert session.state is State.RUNNING
    wait_for(session, State.FINISHED)
    assert len(session.history) == 20


def test_pausing_at_full_speed_stops_the_loop(
    make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor, step: Step
) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.pause()
    wait_for(session, State.PAUSED)
    done = len(session.history)
    step(session)
    assert len(session.history) == done + 1


def test_a_paused_run_goes_on_where_it_stopped(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor) -> None:
    session = make_session(FOREVER)
    for _ in range(2):
        run_some(session, qtbot)
        session.pause()
        wait_for(session, State.PAUSED)
    assert losses(session) == plain_losses(len(session.history))


def test_toggling_runs_and_pauses(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(FOREVER)
    session.toggle()
    assert session.state is State.RUNNING
    session.toggle()
    wait_for(session, State.PAUSED)


def test_a_step_runs_one_epoch(make_session: MakeSession, step: Step) -> None:
    session = make_session()
    step(session)
    assert (session.state, losses(session)) == (State.PAUSED, plain_losses(1))


def test_a_step_while_running_pauses(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor, step: Step) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.step_epoch()
    wait_for(session, State.PAUSED)
    done = len(session.history)
    step(session)
    assert len(session.history) == done + 1


@pytest.mark.parametrize("way", ["run", "step_epoch", "step_line"])
def test_no_epoch_begins_after_the_last_one_asked_for(make_session: MakeSession, wait_for: WaitFor, way: str) -> None:
    session = make_session(Experiment(epochs=3))
    session.run()
    wait_for(session, State.FINISHED)
    assert (session.can_step, session.can_go_on) == (False, True)
    getattr(session, way)()
    session.engine.close()
    assert (session.state, len(session.history), session.moment) == (State.FINISHED, 3, None)


def test_an_epoch_that_has_begun_comes_to_its_end_though_fewer_are_asked_for(
    make_session: MakeSession, step: Step, qtbot: QtBot
) -> None:
    session = make_session(Experiment(epochs=3))
    step(session)
    session.step_line()
    qtbot.waitUntil(lambda: session.moment is not None)
    session.changes.set_epochs(1)
    assert session.can_step
    step(session)
    assert (len(session.history), session.can_step) == (2, False)


def test_more_epochs_let_a_finished_run_go_on(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(epochs=3))
    session.run()
    wait_for(session, State.FINISHED)
    session.changes.set_epochs(8)
    assert session.state is State.PAUSED
    session.run()
    wait_for(session, State.FINISHED)
    assert losses(session) == plain_losses(8)


def test_fewer_epochs_end_a_run_at_once(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.changes.set_epochs(1)
    wait_for(session, State.FINISHED)


def test_a_run_that_overflows_has_diverged(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.run()
    wait_for(session, State.DIVERGED)
    assert [epoch.is_finite for epoch in session.history.epochs()][-2:] == [True, False]


def test_a_diverged_run_neither_runs_nor_steps(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.run()
    wait_for(session, State.DIVERGED)
    done = len(session.history)
    session.run()
    session.step_epoch()
    session.changes.set_epochs(10_000)
    assert (session.state, len(session.history)) == (State.DIVERGED, done)


def test_running_again_at_once_after_a_step_is_shown_as_running(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session(FOREVER)
    told = told_directly(session)
    session.step_epoch()
    assert told.wait(PATIENCE)  # Right and Space in one burst of keys: the step's end is told, but not heard yet
    session.run()
    qtbot.waitUntil(lambda: len(session.history) > 100)
    assert session.state is State.RUNNING


def test_more_epochs_asked_for_at_the_very_end_let_the_run_go_on(
    make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor
) -> None:
    session = make_session(Experiment(epochs=3))
    told = told_directly(session)
    session.run()
    assert told.wait(PATIENCE)  # the end is told, but not heard yet
    session.changes.set_epochs(8)
    qtbot.waitUntil(lambda: session.state is not State.RUNNING)
    session.run()
    wait_for(session, State.FINISHED)
    assert len(session.history) == 8


def told_directly(session: Session) -> Event:
    """An event that is set on the training thread once it has told that it stopped."""
    told = Event()
    session.engine.training.stopped.connect(lambda _stop, _orders: told.set(), Qt.ConnectionType.DirectConnection)
    return told


# --- resetting and closing ---


def test_reset_during_a_run_gives_an_empty_history(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.reset()
    assert (session.state, len(session.history), session.start) == (State.PREPARING, 0, None)
    wait_for(session, State.PAUSED)
    assert (len(session.history), session.start) == (0, Parameters(0.0, 0.0))


def test_reset_during_a_run_ends_its_thread(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    old = session.engine.training
    session.reset()
    assert old.isFinished()
    wait_for(session, State.PAUSED)
    running = [thread for thread in session.findChildren(TrainingThread) if thread.isRunning()]
    assert running == [session.engine.training]


def test_reset_throws_the_old_thread_away(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor) -> None:
    session = make_session()
    for _ in range(3):
        session.reset()
        wait_for(session, State.PAUSED)
    qtbot.waitUntil(lambda: session.findChildren(TrainingThread) == [session.engine.training])


def test_late_signals_of_the_old_run_change_nothing(
    make_session: MakeSession, wait_for: WaitFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make_session()
    old = session.engine.training
    old.setParent(None)
    monkeypatch.setattr(old, "deleteLater", lambda: None)  # kept here, whatever the session does with it
    session.reset()
    wait_for(session, State.PAUSED)
    old.epoch_done.emit(an_epoch())
    old.ready.emit(Parameters(9.0, 9.0))
    old.stopped.emit(Stop.DIVERGED, old.orders)
    assert (session.state, len(session.history)) == (State.PAUSED, 0)
    assert session.start == Parameters(0.0, 0.0)


def test_a_stop_that_is_under_way_during_reset_is_not_heard(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(Experiment(epochs=3))
    told = told_directly(session)
    session.run()
    assert told.wait(PATIENCE)
    session.reset()
    wait_for(session, State.PAUSED)
    assert (session.state, len(session.history)) == (State.PAUSED, 0)


def test_a_run_after_reset_gives_the_same_numbers(make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor) -> None:
    session = make_session(Experiment(epochs=200))
    run_some(session, qtbot)
    session.reset()
    wait_for(session, State.PAUSED)
    session.run()
    wait_for(session, State.FINISHED)
    assert losses(session) == plain_losses(200)


def test_reset_brings_a_diverged_run_back_to_life(make_session: MakeSession, wait_for: WaitFor, step: Step) -> None:
    session = make_session(Experiment(settings=OVERFLOWS))
    session.run()
    wait_for(session, State.DIVERGED)
    session.reset()
    wait_for(session, State.PAUSED)
    step(session)
    assert len(session.history) == 1


def test_reset_keeps_the_speed(make_session: MakeSession, wait_for: WaitFor) -> None:
    session = make_session(speed=None)
    session.set_speed(123.0)
    session.reset()
    wait_for(session, State.PAUSED)
    assert session.engine.training._speed == 123.0


def test_closing_at_full_speed_ends_the_thread(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.close()
    assert session.engine.training.isFinished()


# --- while torch is being loaded ---


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[tuple[Session, Event]]:
    """A session whose thread loads torch until the event is set."""
    loaded = Event()
    monkeypatch.setattr(training_thread, "_warm_up", lambda: loaded.wait(PATIENCE))
    session = Session(FOREVER)
    session.begin()
    qtbot.waitUntil(session.engine.training.isRunning)
    yield session, loaded
    loaded.set()
    session.close()


def test_reset_while_loading_takes_the_present_experiment(loading: tuple[Session, Event], wait_for: WaitFor) -> None:
    session, loaded = loading
    session.changes.set_initial(InitialParameters(Start.NUMBERS, 3.0, 4.0))
    session.reset()
    loaded.set()
    wait_for(session, State.PAUSED)
    assert session.start == Parameters(3.0, 4.0)
    assert not session.start_is_pending


def test_reset_while_loading_leaves_nothing_of_a_run_that_was_opened(
    monkeypatch: pytest.MonkeyPatch, wait_for: WaitFor
) -> None:
    loaded = Event()
    monkeypatch.setattr(training_thread, "_warm_up", lambda: loaded.wait(PATIENCE))
    session = Session(Experiment())
    changed = LoopSettings(lr=0.02)
    session.load(Experiment(epochs=30), (Change(10, changed), Change(20, LoopSettings())), 25)
    session.reset()
    assert (session.stands_at, session.recorded()) == (-1, Replay(Experiment(epochs=30)))
    session.changes.set_lr(0.05)
    session.changes.stack.undo()
    loaded.set()
    wait_for(session, State.PAUSED)
    session.run()
    wait_for(session, State.FINISHED)
    session.close()
    assert [change.epoch for change in session.history.changes] == [0]
    assert len(session.history) == 30


def test_reset_while_loading_takes_back_a_run_asked_for(loading: tuple[Session, Event], qtbot: QtBot) -> None:
    session, loaded = loading
    session.run()
    thread = session.engine.training
    session.reset()
    assert (
        session.engine.training is thread
    )  # another would have to wait until this one has loaded torch, and so the window
    with qtbot.waitSignal(session.renewed):
        loaded.set()
    assert (session.state, len(session.history)) == (State.PAUSED, 0)


def test_a_run_asked_for_while_loading_begins_when_torch_is_there(loading: tuple[Session, Event], qtbot: QtBot) -> None:
    session, loaded = loading
    session.run()
    loaded.set()
    qtbot.waitUntil(lambda: len(session.history) > 10)
    assert session.state is State.RUNNING


def test_settings_changed_while_loading_hold_from_the_first_epoch(
    loading: tuple[Session, Event], wait_for: WaitFor, step: Step
) -> None:
    session, loaded = loading
    session.changes.set_lr(0.02)
    session.changes.set_skip(True)
    loaded.set()
    wait_for(session, State.PAUSED)
    step(session)
    assert session.history.changes == [Change(0, LoopSettings(0.02, ZeroGrad.NEVER))]


def test_closing_while_loading_ends_the_thread(loading: tuple[Session, Event]) -> None:
    session, loaded = loading
    Timer(0.05, loaded.set).start()
    session.close()
    assert session.engine.training.isFinished()
    assert len(session.history) == 0


def test_closing_a_session_that_was_never_begun_does_nothing() -> None:
    session = Session(Experiment())
    session.close()
    assert session.state is State.PREPARING


# --- changes ---


def test_a_learning_rate_counts_from_the_next_epoch_and_stands_in_the_history(
    make_session: MakeSession, step: Step
) -> None:
    session = make_session()
    step(session)
    session.changes.set_lr(0.02)
    step(session)
    assert session.history.changes == [Change(0, LoopSettings(0.01)), Change(1, LoopSettings(0.02))]


def test_skipping_counts_from_the_next_epoch_and_stands_in_the_history(make_session: MakeSession, step: Step) -> None:
    session = make_session()
    step(session)
    session.changes.set_skip(True)
    step(session)
    assert session.history.changes == [Change(0, LoopSettings()), Change(1, SKIPPED)]


def test_changes_before_the_first_epoch_are_the_start(make_session: MakeSession, step: Step) -> None:
    session = make_session()
    session.changes.set_lr(0.05)
    session.changes.set_skip(True)
    step(session)
    assert session.history.changes == [Change(0, LoopSettings(0.05, ZeroGrad.NEVER))]


def test_a_run_changed_at_full_speed_is_the_plain_script_with_those_changes(
    make_session: MakeSession, qtbot: QtBot, wait_for: WaitFor
) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.changes.set_lr(0.02)
    run_some(session, qtbot)
    session.changes.set_skip(True)
    run_some(session, qtbot)
    session.pause()
    wait_for(session, State.PAUSED)
    assert len(session.history.changes) == 3
    assert losses(session) == plain_losses(len(session.history), session.history.settings_at)


def test_a_change_is_told_once(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session()
    with qtbot.waitSignal(session.experiment_changed):
        session.changes.set_lr(0.02)
    with qtbot.assertNotEmitted(session.experiment_changed):
        session.changes.set_lr(0.02)
        session.changes.set_seed(1)
        session.changes.set_initial(InitialParameters())


def test_a_change_of_settings_keeps_the_run(make_session: MakeSession, qtbot: QtBot, step: Step) -> None:
    session = make_session()
    step(session)
    with qtbot.assertNotEmitted(session.renewed, wait=50):
        session.changes.set_lr(0.02)
        session.changes.set_skip(True)
        session.changes.set_epochs(77)
    assert len(session.history) == 1


# --- the start ---


def test_a_random_start_draws_W_and_then_b_from_the_seed(make_session: MakeSession) -> None:
    parameters = make_session(Experiment(seed=1, initial=RANDOM)).start
    assert parameters == drawn(1)
    assert (parameters.W, parameters.b) == pytest.approx((0.757632, 0.279311), abs=1e-6)


def test_a_seed_before_the_first_epoch_renews_the_run(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session(Experiment(initial=RANDOM))
    with qtbot.waitSignal(session.renewed):
        session.changes.set_seed(5)
    assert (session.start, session.start_is_pending) == (drawn(5), False)


def test_initial_numbers_before_the_first_epoch_renew_the_run(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session()
    with qtbot.waitSignal(session.renewed):
        session.changes.set_initial(InitialParameters(Start.NUMBERS, -1.5, 2.5))
    assert (session.start, session.start_is_pending) == (Parameters(-1.5, 2.5), False)


def test_a_start_changed_later_waits_for_reset(make_session: MakeSession, qtbot: QtBot, step: Step) -> None:
    session = make_session(Experiment(initial=RANDOM))
    step(session)
    session.changes.set_seed(5)
    assert (session.start_is_pending, session.start, len(session.history)) == (True, drawn(1), 1)
    with qtbot.waitSignal(session.renewed):
        session.reset()
    assert (session.start_is_pending, session.start, len(session.history)) == (False, drawn(5), 0)


def test_a_start_changed_while_running_waits_for_reset(make_session: MakeSession, qtbot: QtBot) -> None:
    session = make_session(FOREVER)
    run_some(session, qtbot)
    session.changes.set_initial(RANDOM)
    assert (session.state, session.start_is_pending) == (State.RUNNING, True)


def test_a_start_changed_back_is_no_longer_pending(make_session: MakeSession, step: Step) -> None:
    session = make_session()
    step(session)
    session.changes.set_seed(5)
    session.changes.set_seed(1)
    assert not session.start_is_pending


def test_data_that_cannot_be_standardised_are_fitted_as_they_are() -> None:
    session = Session(Experiment(settings=LoopSettings(standardise=True, momentum=0.5)))
    session.changes.set_data(Dataset.of([1, 2, 5], [1, 2, 4]))
    assert session.experiment.settings.standardise
    session.changes.set_data(Dataset.of([5, 5], [1, 2]))
    assert session.experiment.settings == LoopSettings(momentum=0.5, data=Dataset.of([5, 5], [1, 2]))
    session.changes.stack.undo()
    assert session.experiment.settings.standardise


def test_data_of_the_same_numbers_bring_their_own_names(make_session: MakeSession) -> None:
    named = Dataset(LESSON.x, LESSON.y, "scores", "hours", "points")
    session = make_session()
    session.load(Experiment(settings=LoopSettings(data=named)))
    data = session.recorded().experiment.settings.data
    assert (data.name, data.x_name, data.y_name) == ("scores", "hours", "points")


@pytest.mark.parametrize("way", ["step_epoch", "step_line"])
def test_no_run_goes_beyond_the_last_epoch_that_a_file_can_hold(
    make_session: MakeSession, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, way: str
) -> None:
    monkeypatch.setattr(session_module, "EPOCHS_LIMIT", 20)
    session = make_session(Experiment(epochs=18))
    session.go_to(30)
    qtbot.waitUntil(lambda: session.state is State.FINISHED)
    assert (len(session.history), session.can_step, session.can_go_on) == (20, False, False)
    getattr(session, way)()
    session.engine.close()
    assert (len(session.history), session.moment) == (20, None)
    session.travel(5)
    assert (session.can_step, session.can_go_on) == (True, True)


def test_a_new_lesson_leads_out_where_it_was_never_heard_that_a_run_is_ready(
    make_session: Callable[..., Session], wait_for: WaitFor, qtbot: QtBot
) -> None:
    session = make_session(Experiment(epochs=20))
    wait_for(session, State.PAUSED)
    session.engine.ready.disconnect(session._take_parameters)  # as where what hears of it raises
    session.reset()
    session.run()
    qtbot.waitUntil(lambda: session.engine.training._begun)
    session.engine.ready.connect(session._take_parameters)
    session.begin_anew()
    wait_for(session, State.PAUSED)
    assert (session.experiment, len(session.history)) == (Experiment(), 0)
