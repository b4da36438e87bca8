"""The line fitted by hand, as long as the run rests: where it begins, what it gives way to, and its loss."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.fit.hand.hand_board import HandBoard, HandLine
from gui.panels.fit.hand.hand_editor import HandEditor
from gui.panels.fit.point_layer import PointLayer
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, Theme, TypeScale
from model.data.standardised import in_original_units
from model.drawing.standing import begin_of
from model.experiment import LoopSettings, Parameters

if TYPE_CHECKING:
    from model.training.torch_loss import TorchLoss


class ByHand(QObject):
    """Lets the user of a plot move the line itself, as long as it is on; the run knows nothing of it.

    The line begins where the run's is, or where that began if it has diverged. Whatever moves the run, or changes its
    data, shows the run's own line again. The handles and the board of numbers are made when they are first wanted.
    """

    changed = Signal()
    """Another line is to be drawn, by hand or the run's own again."""

    toggled = Signal(bool)

    pause_wanted = Signal()

    start_wanted = Signal(float, float)
    """A run is to begin with this W and b."""

    go_on_wanted = Signal(float, float)
    """A run is to begin with this W and b, and to run."""

    def __init__(self, points: PointLayer, layout: QVBoxLayout) -> None:
        super().__init__(points.plot)
        self.on = False
        self.rated = True
        """Whether its loss is shown, as it is where the line is to be fitted."""
        self.best: HandLine | None = None
        """The line with the least loss of all that the hand has made for these data."""
        self._points, self._layout = points, layout
        self._shown = Shown()
        self._waits = False
        self._hand: HandLine | None = None
        self._stood: tuple[object, ...] = ()
        """Where the run stood when the line was begun."""
        self._fitted: tuple[object, bool] | None = None
        self._torch: TorchLoss | None = None
        self.editor: HandEditor | None = None
        self.board: HandBoard | None = None
        self._theme, self._scale = LIGHT, TypeScale()

    # --- what it is ---

    @property
    def position(self) -> Parameters | None:
        """W and b of the line that is drawn, by hand or the run's; None as long as torch has not made them."""
        return self._shown.parameters if self._hand is None else Parameters(self._hand.W, self._hand.b)

    @property
    def holds(self) -> bool:
        """Whether the mouse holds a part of the line just now."""
        return self.editor is not None and self.editor.holds

    @property
    def loss(self) -> float | None:
        """What torch finds as the loss of the line by hand; None while there is none."""
        return None if self._hand is None else self._hand.loss

    @property
    def line(self) -> tuple[float, float] | None:
        """The line that is drawn, in the units of the data."""
        settings = self._settings if self.on else self._shown.settings
        return None if self.position is None else in_original_units(self.position, settings)

    # --- what is wanted ---

    def set_on(self, on: bool, *, rated: bool = True) -> None:
        """Let the line be moved, or show the run's own again; where there is none yet, nothing happens.

        Where it is not rated, the line is to be placed, not fitted: neither its loss nor what begins with it is shown.
        """
        if on is self.on or (on and self._shown.parameters is None):
            return
        self.on, self.rated = on, rated
        board, editor = self._made()
        self._waits = on and self._shown.running
        editor.show_handles(on)
        if on:
            self._begin()
        else:
            self._hand = None
            self.changed.emit()
        board.setVisible(on and rated)  # late, like all that may ask for a frame
        if self.on is not on:  # in which the run was elsewhere than in the last one
            return
        editor.take_events(on)
        self.toggled.emit(on)
        if self._waits:
            self.pause_wanted.emit()

    def forget(self) -> None:
        """Forget the best line: another task begins."""
        self.best = None

    def move_to(self, W: float, b: float) -> None:
        """While it is on, draw this line, given in the units of the loop, as if the hand had moved it there."""
        loss = self._take(W, b)
        if math.isfinite(loss) and (self.best is None or loss < self.best.loss):
            self.best = self._hand
        self._tell()

    def show_frame(self, shown: Shown) -> None:
        """Begin once the run rests; give way to it as soon as it is elsewhere."""
        self._shown = shown
        if not self.on:
            return
        if shown.parameters is None:  # another run is being made
            self.set_on(False)
        elif self._waits:
            self._waits = shown.running
            self._begin()
        elif shown.running or _stand(shown) != self._stood:
            self.set_on(False)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        if self.editor is not None and self.board is not None:
            self.editor.restyle(theme, scale)
            self.board.restyle()

    # --- how it begins and moves ---

    @property
    def _settings(self) -> LoopSettings:
        """Those whose data are drawn."""
        return self._shown.experiment.settings

    def _made(self) -> tuple[HandBoard, HandEditor]:
        if self.board is None or self.editor is None:
            self.board, self.editor = HandBoard(), HandEditor(self._points)
            self.board.hide()
            self._layout.addWidget(self.board)
            QWidget.setTabOrder(self._points.plot, self.board.start)
            QWidget.setTabOrder(self.board.start, self.board.go_on)
            self.board.start.clicked.connect(lambda: self._leave_for(self.start_wanted))
            self.board.go_on.clicked.connect(lambda: self._leave_for(self.go_on_wanted))
            self.editor.moved.connect(self.move_to)
            self.editor.let_go.connect(self.changed)
            self.restyle(self._theme, self._scale)
        return self.board, self.editor

    def _begin(self) -> None:
        """Stand where the run stands; the best line of other data is none of these."""
        from model.training.torch_loss import TorchLoss  # late: torch is loaded by now

        assert self._shown.parameters is not None
        fitted = self._settings.data, self._settings.standardise
        if self._torch is None or fitted != self._fitted:
            self._fitted, self._torch, self.best = fitted, TorchLoss(self._settings), None
        self._stood = _stand(self._shown)
        loss = self._take(*self._shown.parameters)
        if not math.isfinite(loss):
            self._take(*begin_of(self._shown.start))
        self._tell()

    def _take(self, W: float, b: float) -> float:
        """Stand here; return the loss."""
        assert self._torch is not None
        loss = self._torch.at(W, b)
        self._hand = HandLine(W, b, loss)
        return loss

    def _tell(self) -> None:
        assert self.board is not None
        assert self.editor is not None
        assert self._hand is not None
        self.board.show_lines(self._hand, self.best)
        self.editor.show_line(self._hand, self._settings)
        self.changed.emit()

    def _leave_for(self, wanted: SignalInstance) -> None:
        position = self.position
        self.set_on(False)
        if position is not None:
            wanted.emit(*position)


def _stand(shown: Shown) -> tuple[object, ...]:
    """Where the run stands, and what it fits."""
    settings = shown.experiment.settings
    return shown.history.key, shown.time, shown.moment, settings.data, settings.standardise
