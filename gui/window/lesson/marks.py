"""What a page of a lesson speaks of has a ring; the rest is dimmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from gui.window.panels import Panels


class Marks(QObject):
    """Frames that lie over the panels, let the mouse through, and follow where these stand."""

    def __init__(self, view: Panels) -> None:
        super().__init__(view)
        self._view = view
        self._frames: list[tuple[QFrame, QWidget]] = []
        self._pointed: tuple[QWidget, ...] = ()
        self._soon = QTimer(self, singleShot=True)
        """Until what is laid out anew stands in its place."""
        self._soon.timeout.connect(self.place)
        view.arranged.connect(self.place)
        for part in view.holders:
            part.installEventFilter(self)

    def point(self, pointed: Sequence[QWidget], among: Sequence[QWidget]) -> None:
        """Put rings around some panels, and dim all others of these."""
        self.clear()
        self._pointed = tuple(pointed)
        self._frames = [(self._frame("dim"), panel) for panel in among if panel not in pointed]
        self._frames += [(self._frame("pointed"), panel) for panel in pointed]
        self.place()

    def place(self) -> None:
        """Lie where the panels are now."""
        for frame, panel in self._frames:
            shown = panel.isVisible() and (panel in self._pointed or not self._view.presents)
            frame.setVisible(shown)
            if shown:
                frame.setGeometry(self._place_of(panel))
                frame.raise_()

    def _place_of(self, panel: QWidget) -> QRect:
        """Where a panel is in the view, as far as it has not been scrolled away."""
        place = QRect(panel.mapTo(self._view, panel.rect().topLeft()), panel.size())
        around = panel.parentWidget()
        while around is not None and around is not self._view:
            place &= QRect(around.mapTo(self._view, around.rect().topLeft()), around.size())
            around = around.parentWidget()
        return place

    def eventFilter(self, _holder: QObject, event: QEvent) -> bool:
        """Follow whatever moves the panels; what holds them is painted seldom, and nothing else is looked at."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._soon.start()
        return False

    def clear(self) -> None:
        """Show everything as it is."""
        for frame, _ in self._frames:
            frame.hide()
            frame.deleteLater()
        self._frames = []

    def _frame(self, role: str) -> QFrame:
        frame = QFrame(self._view)
        frame.setProperty("role", role)
        frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return frame
