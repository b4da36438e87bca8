"""How what stands for a run moves on from one epoch to the next, where each is watched."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from gui.session.pace import is_watched
from gui.session.shown import Shown

TICK = 16
"""Milliseconds from one place to the next."""

BEHIND = 2.0
"""Epochs that it may be behind the run: it arrives at one while the next is trained."""


class Glide(QObject):
    """The time, in epochs and parts of one, for which runs are drawn; model.drawing.standing.place_at tells where.

    It follows the time that is shown at the speed of the run, and ends at it exactly. It is there at once where the
    loop is not watched epoch by epoch, stands within one, was travelled, or where less motion is wished.
    """

    moved = Signal()
    """at is another, though no frame was shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.at = -1.0
        self._goal, self._speed = -1, 1.0
        self._run: object = None
        self._was_within = self._less = False
        self._since = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)

    @property
    def is_moving(self) -> bool:
        """Whether it is on its way to the time that is shown."""
        return self._clock.isActive()

    def set_less_motion(self, on: bool) -> None:
        """Be there at once from now on, or go there."""
        self._less = on
        if on and self.is_moving:
            self.arrive()
            self.moved.emit()

    def follow(self, shown: Shown) -> None:
        """Go to the time of this frame; does not emit moved."""
        glides = self._glides(shown)
        self._goal, self._run, self._was_within = shown.time, shown.history.key, shown.moment is not None
        if not glides:
            self.arrive()
            return
        self._speed = shown.speed or 1.0
        self.at = max(self.at, self._goal - BEHIND)
        if self.at < self._goal and not self.is_moving:
            self._since.start()
            self._clock.start(TICK)

    def arrive(self) -> None:
        """Be at the time that was shown last, as when nobody can see the way there; does not emit moved."""
        self._clock.stop()
        self.at = float(self._goal)

    def advance(self, seconds: float) -> None:
        """Go on for so long, at the speed of the run, or faster where that is more than an epoch ahead."""
        self.at += seconds * self._speed * max(1.0, self._goal - self.at)
        if self.at >= self._goal:
            self.arrive()
        self.moved.emit()

    def _glides(self, shown: Shown) -> bool:
        """Whether the way to this frame is to be seen."""
        within = self._was_within or shown.moment is not None
        watched = is_watched(shown.speed) and not within and shown.travelled is None
        goes_on = shown.history.key is self._run and 0 <= shown.time - self._goal <= BEHIND
        return watched and goes_on and not self._less

    def _tick(self) -> None:
        self.advance(self._since.restart() / 1000)
