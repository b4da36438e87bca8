"""The note that PyTorch is being loaded, where the eye is."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.theme import SPACE
from gui.widgets.card import Card, label

MODULES = 1050
"""About so many are loaded from the making of the window until the loop can run: most by torch, for itself."""

LOOKED = 100
"""Milliseconds between two looks at how many are there. Each takes the interpreter from the thread that loads them."""


class LoadingNote(Card):
    """Lies in the middle of the fit until the loop can run, and tells how far it is; Run may be pressed before that."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.title.hide()
        self.text = label("text")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, MODULES)
        self.bar.setTextVisible(False)
        self.bar.setProperty("role", "share")
        self._before = len(sys.modules)
        self._looks = QTimer(self)
        self._looks.timeout.connect(self._look)
        self.body.addWidget(self.text)
        self.body.addWidget(self.bar)
        self._waits = False
        self.hide()
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Be there as long as torch is not, and say whether the loop will run at once."""
        loading = shown.start is None and shown.state in (State.PREPARING, State.RUNNING)
        if loading and shown.running is not self._waits:
            self._waits = shown.running
            self.retranslate()
        if loading is self.isHidden():
            self.place()
            self.setVisible(loading)
            self._look()
            if loading:
                self._looks.start(LOOKED)
            else:
                self._looks.stop()

    def _look(self) -> None:
        self.bar.setValue(len(sys.modules) - self._before)

    def place(self) -> None:
        """Lie in the middle of what it is over."""
        size = self.sizeHint().boundedTo(self._over.size())
        place = self._over.rect().center()
        self.setGeometry(place.x() - size.width() // 2, place.y() - size.height() // 2 + SPACE, *size.toTuple())
        self.raise_()

    def retranslate(self) -> None:
        """Retranslate every text."""
        waits = self.tr("Preparing PyTorch …\nThen the loop runs.")
        self.text.setText(waits if self._waits else self.tr("Preparing PyTorch …"))
        self.bar.setAccessibleName(self.tr("Preparing PyTorch …"))
        self.place()
