"""Work in the background: where its result arrives, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.session.background import Job, unfinished
from model.cancelling import CheckCancelled
from tests.environment import PATIENCE


class Receiver(QObject):
    """Notes what it is given, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[object] = []
        self.threads: list[QThread] = []

    def take(self, what: object) -> None:
        """As a slot does."""
        self.given.append(what)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def free() -> Iterator[Event]:
    """Work that waits for this event goes on when it is set, and at the end of the test."""
    free = Event()
    yield free
    free.set()
    for job in list(unfinished):
        job.end()


def fail(_: CheckCancelled) -> None:
    raise ValueError("a mistake")


def until_cancelled(check_cancelled: CheckCancelled) -> None:
    while True:
        check_cancelled()


def all_ended() -> bool:
    return not unfinished


def test_the_result_arrives_on_the_thread_that_asked(qtbot: QtBot) -> None:
    receiver, worked = Receiver(), []
    Job(lambda _: worked.append(QThread.currentThread()) or "done", receiver.take)  # type: ignore[func-returns-value]
    qtbot.waitUntil(all_ended)
    assert (receiver.given, receiver.threads) == (["done"], [QThread.currentThread()])
    assert worked != receiver.threads


def test_an_exception_reaches_whoever_waits(qtbot: QtBot) -> None:
    receiver, failures = Receiver(), Receiver()
    Job(fail, receiver.take, failures.take)
    qtbot.waitUntil(all_ended)
    assert (receiver.given, [str(error) for error in failures.given]) == ([], ["a mistake"])
    assert failures.threads == [QThread.currentThread()]


def test_an_exception_that_nobody_waits_for_is_raised(qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        Job(fail)
        qtbot.waitUntil(all_ended)
    assert [str(error) for _, error, _ in raised] == ["a mistake"]


def test_of_an_abandoned_job_nothing_is_heard_even_if_it_has_just_ended(qtbot: QtBot) -> None:
    receiver = Receiver()
    job = Job(lambda _: "too late", receiver.take)
    job.wait()
    job.abandon()
    qtbot.waitUntil(all_ended)
    assert receiver.given == []


def test_an_abandoned_job_ends_as_soon_as_it_can(qtbot: QtBot) -> None:
    failures = Receiver()
    Job(until_cancelled, None, failures.take).abandon()
    qtbot.waitUntil(all_ended)
    assert failures.given == []


def test_a_receiver_that_is_no_more_is_not_missed(free: Event, qtbot: QtBot) -> None:
    receiver = Receiver()
    Job(lambda _: free.wait(PATIENCE), receiver.take)
    given = receiver.given
    del receiver
    free.set()
    qtbot.waitUntil(all_ended)
    assert given == []


def test_no_job_outlives_the_application(free: Event, qapp: QApplication) -> None:
    worked = []
    Job(until_cancelled).abandon()
    Job(lambda _: worked.append(free.wait(PATIENCE)))
    free.set()
    qapp.aboutToQuit.emit()
    assert (worked, unfinished) == ([True], set())
