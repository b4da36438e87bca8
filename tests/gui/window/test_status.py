"""The line below the window, and what the window tells there for some seconds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QMainWindow

from gui.window.status import RunStatus


def test_what_is_told_for_a_while_stands_alone_though_the_bar_arranges_itself_anew() -> None:
    window = QMainWindow()
    bar = window.statusBar()
    status = RunStatus(bar)
    window.resize(900, 200)
    window.show()
    QCoreApplication.processEvents()
    assert status.message.isVisible()
    bar.showMessage("No sound device was found")
    tall = QLabel("tall")
    tall.setMinimumHeight(60)
    bar.addPermanentWidget(tall)
    QCoreApplication.processEvents()
    assert not status.message.isVisible()
    bar.clearMessage()
    assert status.message.isVisible()
    window.close()
