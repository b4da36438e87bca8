"""What takes long leaves the window alive, says so, and can be cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.session.background import unfinished
from gui.window.waiting import CancelledError, wait_for
from model.cancelling import CheckCancelled
from tests.environment import PATIENCE


@pytest.fixture
def window(show: Callable[[QWidget], QWidget]) -> QWidget:
    return show(QWidget())


def dialog_over(window: QWidget) -> QProgressDialog | None:
    return next((each for each in window.findChildren(QProgressDialog) if each.isVisible()), None)


def test_what_is_done_at_once_gives_its_result_without_a_dialog(window: QWidget) -> None:
    seen, looked = list[object](), Event()

    def look() -> None:
        seen.append(dialog_over(window))
        looked.set()

    QTimer.singleShot(0, look)
    assert (wait_for(window, "…", lambda _: looked.wait(PATIENCE)), seen) == (True, [None])


def test_an_exception_is_raised_where_the_result_is_waited_for(window: QWidget) -> None:
    with pytest.raises(ValueError, match="no number"):
        wait_for(window, "…", lambda _: int("no number"))


def test_what_takes_long_tells_how_far_it_is_while_the_window_lives(window: QWidget) -> None:
    free, shares = Event(), list[int]()

    def look() -> None:  # as the run would go on, and the window be painted
        if (dialog := dialog_over(window)) is not None and dialog.maximum() == 100:
            shares.append(dialog.value())
            free.set()

    clock = QTimer(window)
    clock.timeout.connect(look)
    clock.start(10)

    def work(check: CheckCancelled) -> str:
        while not free.wait(0.05):
            check(0.5)
        return "done"

    assert wait_for(window, "Writing a.csv …", work) == "done"
    assert 49 <= shares[0] <= 50
    assert dialog_over(window) is None


def test_for_a_window_that_is_closed_meanwhile_there_is_no_result(window: QWidget) -> None:
    closed = Event()

    def close() -> None:
        window.close()
        closed.set()

    QTimer.singleShot(0, close)
    with pytest.raises(CancelledError):
        wait_for(window, "…", lambda _: closed.wait(PATIENCE))


def test_cancel_ends_the_work(window: QWidget, qtbot: QtBot) -> None:
    def cancel() -> None:
        dialog = dialog_over(window)
        if dialog is None:
            QTimer.singleShot(20, cancel)
        else:
            dialog.findChildren(QPushButton)[0].click()

    def work(check: CheckCancelled) -> None:
        while True:
            time.sleep(0.01)
            check(0.5)

    QTimer.singleShot(20, cancel)
    with pytest.raises(CancelledError):
        wait_for(window, "…", work)
    qtbot.waitUntil(lambda: not unfinished)
