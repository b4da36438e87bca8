"""The training thread: one signal an epoch, on its own thread, at the pace asked for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.session import training_thread
from gui.session.training_thread import LAG, Due, Stop, TrainingThread
from model.epoch import Epoch
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start, ZeroGrad
from model.moment import Moment
from model.run import Run
from model.training.trainer import Trainer
from tests.environment import PATIENCE
from tests.gui.conftest import FOREVER, OVERFLOWS

ROOT = Path(__file__).parents[3]


class Clock:
    """A clock in the place of the time module, which stands still until it is moved."""

    now = 1000.0

    def perf_counter(self) -> float:
        """Seconds."""
        return self.now


class Ear:
    """Keeps what a thread tells, in the order in which it tells it; called on the training thread itself."""

    def __init__(self, thread: TrainingThread) -> None:
        self.parameters: list[Parameters] = []
        self.epochs: list[Epoch] = []
        self.stops: list[Stop] = []
        self.orders: list[int] = []
        self.threads: set[int] = set()
        self.moments: list[Moment] = []
        self.stopped = Event()
        direct = Qt.ConnectionType.DirectConnection
        thread.ready.connect(self.parameters.append, direct)
        thread.epoch_done.connect(self.take_epoch, direct)
        thread.line_done.connect(self.moments.append, direct)
        thread.stopped.connect(self.take_stop, direct)

    def take_epoch(self, epoch: Epoch) -> None:
        """Keep an epoch, and who told it."""
        self.epochs.append(epoch)
        self.threads.add(get_ident())

    def take_stop(self, stop: Stop, orders: int) -> None:
        """Keep a stop and how many orders it answers, and wake whoever waits for it."""
        self.orders.append(orders)
        self.stops.append(stop)
        self.stopped.set()

    @property
    def numbers(self) -> list[int]:
        """The numbers of the epochs told."""
        return [epoch.number for epoch in self.epochs]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(training_thread, "time", clock)
    return clock


def thread_of(experiment: Experiment, speed: float | None) -> TrainingThread:
    """The thread of a run that is to begin."""
    return TrainingThread(Run(experiment), experiment, speed)


@pytest.fixture
def make_thread() -> Iterator[Callable[..., tuple[TrainingThread, Ear]]]:
    """Start threads, and end them after the test."""
    threads: list[TrainingThread] = []

    def make(experiment: Experiment, speed: float | None = None) -> tuple[TrainingThread, Ear]:
        thread = thread_of(experiment, speed)
        threads.append(thread)
        ear = Ear(thread)
        thread.start()
        return thread, ear

    yield make
    for thread in threads:
        thread.leave()
        thread.wait()


MakeThread = Callable[..., tuple[TrainingThread, Ear]]


def test_epochs_are_told_on_the_training_thread(make_thread: MakeThread) -> None:
    thread, ear = make_thread(Experiment(epochs=50))
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert len(ear.threads) == 1
    assert get_ident() not in ear.threads


def test_each_epoch_is_told_once_and_in_order_at_full_speed(make_thread: MakeThread) -> None:
    thread, ear = make_thread(Experiment(epochs=3000))
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert ear.numbers == list(range(3000))


def test_ready_tells_the_parameters_of_the_start(make_thread: MakeThread, qtbot: QtBot) -> None:
    _, ear = make_thread(Experiment(initial=InitialParameters(Start.NUMBERS, 1.5, -0.5)))
    qtbot.waitUntil(lambda: ear.parameters == [Parameters(1.5, -0.5)])


def test_whoever_connects_while_it_runs_is_told_of_each_epoch_from_then_on(make_thread: MakeThread) -> None:
    thread, ear = make_thread(FOREVER)
    thread.epoch_done.disconnect(ear.take_epoch)
    thread.go()
    later, enough = list[int](), Event()

    def hear(epoch: Epoch) -> None:
        later.append(epoch.number)
        if len(later) == 200:
            enough.set()

    thread.epoch_done.connect(hear, Qt.ConnectionType.DirectConnection)
    assert enough.wait(PATIENCE)
    thread.pause()
    assert ear.stopped.wait(PATIENCE)
    assert later == list(range(later[0], len(thread._run.history)))
    assert ear.numbers == []


def test_no_epoch_runs_before_it_is_asked_for(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    qtbot.waitUntil(lambda: bool(ear.parameters))
    thread.leave()
    assert thread.wait(1000 * PATIENCE)
    assert ear.epochs == []


def test_running_ends_at_the_number_of_epochs_with_finished(make_thread: MakeThread) -> None:
    thread, ear = make_thread(Experiment(epochs=7))
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert (len(ear.epochs), ear.stops) == (7, [Stop.FINISHED])


def test_three_steps_asked_for_at_once_run_three_epochs(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    for _ in range(3):
        thread.step_epoch()
    qtbot.waitUntil(lambda: ear.stops[-1:] == [Stop.PAUSED] and len(ear.epochs) == 3)


def test_steps_are_run_in_the_order_in_which_they_were_asked_for(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    with thread._wake:  # the thread cannot take the first before all are asked for
        thread.step_line()
        thread.step_epoch()
        thread.step_line()
        thread.step_line()
    qtbot.waitUntil(lambda: ear.orders[-1:] == [4])
    thread.leave()
    assert thread.wait(1000 * PATIENCE)
    assert [(moment.epoch, moment.line, moment.mid_epoch) for moment in ear.moments] == [
        (0, 2, True),
        (1, 1, False),
        (1, 2, True),
        (1, 3, True),
    ]


def test_a_goal_is_not_passed_by_steps_asked_for_before_it(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    with thread._wake:
        for _ in range(9):
            thread.step_epoch()
        thread.go(3)
    qtbot.waitUntil(lambda: ear.orders[-1:] == [10])
    thread.leave()
    assert thread.wait(1000 * PATIENCE)
    assert ear.numbers == [0, 1, 2]


@pytest.mark.parametrize(("order", "times"), [(TrainingThread.step_epoch, 5), (TrainingThread.step_line, 40)])
def test_steps_asked_for_at_once_end_with_the_last_epoch(
    make_thread: MakeThread, qtbot: QtBot, order: Callable[[TrainingThread], None], times: int
) -> None:
    thread, ear = make_thread(Experiment(epochs=3))
    for _ in range(times):
        order(thread)
    qtbot.waitUntil(lambda: ear.orders[-1:] == [times])
    assert (len(ear.epochs), ear.stops[-1]) == (3, Stop.PAUSED)


def test_pausing_forgets_the_steps_not_yet_run(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    qtbot.waitUntil(lambda: bool(ear.parameters))
    with thread._wake:  # the thread cannot take the step before it is withdrawn
        thread.step_epoch()
        thread.pause()
    thread.leave()
    assert thread.wait(1000 * PATIENCE)
    assert ear.epochs == []


@pytest.mark.parametrize("order", [TrainingThread.step_epoch, TrainingThread.step_line])
def test_a_step_that_is_withdrawn_at_once_is_answered_all_the_same(
    make_thread: MakeThread, qtbot: QtBot, order: Callable[[TrainingThread], None]
) -> None:
    thread, ear = make_thread(Experiment(epochs=3))
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    with thread._wake:  # the thread cannot take the step before it is withdrawn
        order(thread)
        thread.pause()
    qtbot.waitUntil(lambda: ear.orders == [1, 2])


def test_the_end_of_running_is_told_once(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    thread.go()
    qtbot.waitUntil(lambda: len(ear.epochs) > 10)
    thread.pause()
    thread.pause()
    assert ear.stopped.wait(PATIENCE)
    thread.leave()
    assert thread.wait(1000 * PATIENCE)
    assert ear.stops == [Stop.PAUSED]


def test_a_thread_that_diverges_says_so_and_ends(make_thread: MakeThread) -> None:
    thread, ear = make_thread(Experiment(settings=OVERFLOWS))
    thread.go()
    assert thread.wait(1000 * PATIENCE)
    assert ear.stops == [Stop.DIVERGED]
    assert [epoch.is_finite for epoch in ear.epochs[-2:]] == [True, False]


def test_settings_count_from_the_next_epoch_on(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    thread.step_epoch()
    qtbot.waitUntil(lambda: len(ear.epochs) == 1)
    thread.set_settings(LoopSettings(0.02, ZeroGrad.NEVER))
    thread.step_epoch()
    qtbot.waitUntil(lambda: len(ear.epochs) == 2)
    assert [(epoch.lr, epoch.zero_grad) for epoch in ear.epochs] == [(0.01, True), (0.02, False)]


def test_leaving_ends_a_thread_that_runs_at_full_speed(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    thread.go()
    qtbot.waitUntil(lambda: len(ear.epochs) > 10)
    thread.leave()
    assert thread.wait(1000 * PATIENCE)


@pytest.mark.usefixtures("clock")
@pytest.mark.usefixtures("clock")
def test_leaving_ends_a_thread_that_waits_for_its_next_epoch(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER, speed=3.0)
    thread.go()
    qtbot.waitUntil(lambda: len(ear.epochs) == 1)
    thread.leave()
    assert thread.wait(1000 * PATIENCE)


def test_another_experiment_takes_the_place_of_one_that_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = Event()
    monkeypatch.setattr(training_thread, "_warm_up", lambda: loaded.wait(PATIENCE))
    thread = thread_of(Experiment(epochs=5), None)
    ear = Ear(thread)
    thread.start()
    assert thread.replace_experiment(Experiment(initial=InitialParameters(Start.NUMBERS, 3.0, 4.0), epochs=2))
    thread.go()
    loaded.set()
    assert ear.stopped.wait(PATIENCE)
    thread.leave()
    assert thread.wait(1000 * PATIENCE)
    assert (ear.parameters, len(ear.epochs)) == ([Parameters(3.0, 4.0)], 2)


def test_another_experiment_is_refused_once_the_run_has_begun(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER)
    qtbot.waitUntil(lambda: bool(ear.parameters))
    assert not thread.replace_experiment(Experiment())


def test_warming_up_leaves_garbage_collection_on(make_thread: MakeThread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training_thread, "_warm", False)
    thread, ear = make_thread(Experiment(epochs=1))
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert gc.isenabled()


# --- the pace, on a clock that the test moves ---


def due_at_once(thread: TrainingThread) -> int:
    """How many epochs are due before the thread waits."""
    return len(list(takewhile(lambda number: thread._time_to_wait(number) is Due.EPOCH, range(2000))))


def test_an_epoch_waits_for_its_time(clock: Clock) -> None:
    thread = thread_of(FOREVER, 10.0)
    thread.go()
    assert thread._time_to_wait(0) is Due.EPOCH
    clock.now += 0.03
    assert thread._time_to_wait(1) == pytest.approx(0.07)
    clock.now += 0.07001
    assert thread._time_to_wait(1) is Due.EPOCH


@pytest.mark.parametrize("speed", [3.0, 50.0, 700.0, 10_000.0])
def test_the_pace_is_kept_on_average(clock: Clock, speed: float) -> None:
    thread = thread_of(FOREVER, speed)
    thread.go()
    done = 0
    for _ in range(1000):  # ten seconds
        done += due_at_once(thread)
        clock.now += 0.01
    assert done == pytest.approx(10 * speed, rel=0.01, abs=1)


def test_what_a_busy_machine_missed_is_not_made_up_for(clock: Clock) -> None:
    thread = thread_of(FOREVER, 100.0)
    thread.go()
    clock.now += 60
    assert due_at_once(thread) <= LAG * 100 + 2


@pytest.mark.usefixtures("clock")
def test_at_full_speed_every_epoch_is_due() -> None:
    thread = thread_of(FOREVER, None)
    thread.go()
    assert due_at_once(thread) == 2000


@pytest.mark.usefixtures("clock")
def test_a_step_is_due_whatever_the_pace() -> None:
    thread = thread_of(FOREVER, 3.0)
    thread.go()
    assert due_at_once(thread) == 1
    thread.step_epoch()
    assert thread._time_to_wait(1) is Due.EPOCH


def test_while_paused_nothing_is_ever_due() -> None:
    assert thread_of(FOREVER, None)._time_to_wait(0) is None


@pytest.mark.usefixtures("clock")
def test_a_slow_thread_runs_no_epoch_before_its_time(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER, speed=1000.0)
    thread.go()
    qtbot.waitUntil(lambda: len(ear.epochs) == 1)
    with qtbot.waitSignal(thread.stopped):
        thread.pause()
    assert ear.numbers == [0]


@pytest.mark.usefixtures("clock")
def test_a_new_speed_wakes_a_thread_that_waits(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(Experiment(epochs=20), speed=3.0)
    thread.go()
    qtbot.waitUntil(lambda: len(ear.epochs) == 1)
    thread.set_speed(None)
    assert ear.stopped.wait(PATIENCE)
    assert ear.numbers == list(range(20))


def test_moving_the_speed_runs_no_epoch_of_its_own(clock: Clock) -> None:
    thread = thread_of(FOREVER, 3.0)
    thread.go()
    assert due_at_once(thread) == 1
    extra = 0
    for tenth in range(8):  # the slider is dragged for less than a third of a second
        clock.now += 0.04
        thread.set_speed(3.0 + tenth / 100)
        extra += due_at_once(thread)
    assert extra == 0


# --- so slowly that each line has its turn ---


def test_at_a_slow_pace_the_lines_of_an_epoch_share_its_time(clock: Clock) -> None:
    thread = thread_of(FOREVER, 2.0)
    thread.go()
    dues = []
    for _ in range(1000):  # ten seconds
        while isinstance(due := thread._time_to_wait(0), Due):
            dues.append(due)
        clock.now += 0.01
    assert set(dues) == {Due.LINE}
    assert len(dues) == pytest.approx(10 * 2 * 5, abs=1)


@pytest.mark.usefixtures("clock")
def test_a_faster_pace_ends_the_epoch_that_its_lines_have_begun(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(Experiment(epochs=20), speed=1.0)
    thread.go()
    qtbot.waitUntil(lambda: len(ear.moments) == 1)
    assert ear.moments[0].mid_epoch
    thread.set_speed(None)
    assert ear.stopped.wait(PATIENCE)
    assert ear.numbers == list(range(20))
    assert [moment.mid_epoch for moment in ear.moments] == [True, False]


@pytest.mark.usefixtures("clock")
def test_a_pause_leaves_a_slow_epoch_where_it_is(make_thread: MakeThread, qtbot: QtBot) -> None:
    thread, ear = make_thread(FOREVER, speed=1.0)
    with qtbot.waitSignal(thread.line_done):
        thread.go()
    thread.pause()
    assert ear.stopped.wait(PATIENCE)
    assert (ear.stops, ear.numbers) == ([Stop.PAUSED], [])


def test_it_stops_at_the_goal_and_goes_on_beyond_it(make_thread: MakeThread) -> None:
    thread, ear = make_thread(Experiment(epochs=20))
    for goal, done, stop in ((7, 7, Stop.PAUSED), (50, 20, Stop.FINISHED)):
        ear.stopped.clear()
        thread.go(goal)
        assert ear.stopped.wait(PATIENCE)
        assert (ear.numbers, ear.stops[-1]) == (list(range(done)), stop)


def test_at_full_speed_no_lock_is_taken_from_one_epoch_to_the_next(
    make_thread: Callable[..., tuple[TrainingThread, Ear]], monkeypatch: pytest.MonkeyPatch
) -> None:
    thread, ear = make_thread(Experiment(epochs=500))
    assert ear.stopped.wait(0) is False
    asked, wait = [], TrainingThread._wait_until_due

    def count(self: TrainingThread, trainer: Trainer) -> Due | None:
        asked.append(trainer.number)
        return wait(self, trainer)

    monkeypatch.setattr(TrainingThread, "_wait_until_due", count)
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert (ear.numbers, ear.stops) == (list(range(500)), [Stop.FINISHED])
    assert len(asked) <= 3  # the wait that ends with go(), if it is counted, the run, and its end


def test_what_is_asked_for_at_full_speed_counts_from_the_next_epoch_on(
    make_thread: Callable[..., tuple[TrainingThread, Ear]],
) -> None:
    thread, ear = make_thread(FOREVER)
    changed = LoopSettings(zero_grad=ZeroGrad.NEVER)

    def change(epoch: Epoch) -> None:
        if epoch.number == 40:
            thread.set_settings(changed)
        elif epoch.number == 60:
            thread.set_speed(1000.0)
        elif epoch.number == 80:
            thread.set_speed(None)
        elif epoch.number == 100:
            thread.set_epochs(120)

    thread.epoch_done.connect(change, Qt.ConnectionType.DirectConnection)
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert ear.numbers == list(range(120))
    assert [epoch.number for epoch in ear.epochs if epoch.settings == changed] == list(range(41, 120))


def test_each_epoch_that_can_be_watched_is_told_of_once_the_one_before_was_taken(
    make_thread: Callable[..., tuple[TrainingThread, Ear]],
) -> None:
    thread, ear = make_thread(Experiment(epochs=30), speed=60.0)
    told: list[int] = []

    def take() -> None:
        told.append(len(ear.epochs))
        if len(told) < 20:
            thread.take_watched()

    thread.watched.connect(take, Qt.ConnectionType.DirectConnection)
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert told == list(range(1, 21))


@pytest.mark.parametrize("speed", [61.0, None])
def test_epochs_too_fast_to_be_watched_are_not_told_of(
    make_thread: Callable[..., tuple[TrainingThread, Ear]], speed: float | None
) -> None:
    thread, ear = make_thread(Experiment(epochs=5), speed=speed)
    told: list[int] = []
    thread.watched.connect(lambda: told.append(1), Qt.ConnectionType.DirectConnection)
    thread.go()
    assert ear.stopped.wait(PATIENCE)
    assert (ear.numbers, told) == (list(range(5)), [])
