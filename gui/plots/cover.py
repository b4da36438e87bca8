"""What a chart says as long as it has nothing to draw."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Cover(QLabel):
    """Lies over a plot, axes and all: numbers from 0 to 1 would say nothing."""

    def __init__(self, plot: QWidget) -> None:
        super().__init__(plot)
        self.setProperty("role", "cover")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_needed(self, on: bool) -> None:
        """Be there, if there is something to say, or not."""
        wanted = on and bool(self.text())
        if wanted is self.isHidden():
            self.fit()
            self.raise_()
            self.setVisible(wanted)

    def fit(self) -> None:
        """Take the whole of the plot."""
        plot = self.parentWidget()
        if plot is not None:
            self.setGeometry(plot.rect())
