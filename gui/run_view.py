"""The panels of the window, arranged: controls, fit with its numbers, charts with their explanation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.banner import Banner
from gui.controls import StartControls, TrainingControls
from gui.data_table import DataTable
from gui.explanation import Explanation
from gui.fit_plot import FitPlot
from gui.gradient_plot import GradientPlot
from gui.loss_plot import LossPlot
from gui.readouts import Readouts
from gui.session import Session, State
from gui.theme import SPACE, Theme, TypeScale
from model.theory import curvature


class RunView(QWidget):
    """All that shows a session; show_frame() brings it up to date with the history."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.training, self.start, self.data = TrainingControls(), StartControls(), DataTable()
        self.fit, self.readouts = FitPlot(), Readouts()
        self.loss, self.gradients, self.explanation = LossPlot(), GradientPlot(), Explanation()
        self.banner = Banner(self.fit)
        self._controls = _column([self.training, self.data, self.start])
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._controls)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle = _splitter(Qt.Orientation.Vertical, [self.fit, self.readouts], [100, 1])
        self._right = _splitter(Qt.Orientation.Vertical, [self.loss, self.gradients, self.explanation], [50, 70, 1])
        self._columns = _splitter(Qt.Orientation.Horizontal, [self._scroll, self._middle, self._right], [1, 55, 45])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.addWidget(self._columns)
        self._wire()
        self.show_run()

    def show_run(self) -> None:
        """Show the session's run from its beginning: data, start and what there is of its history."""
        self.data.show_data(self._session.experiment.data)
        self.fit.show_data(self._session.experiment.data)
        self.show_experiment()
        self.show_frame()

    def show_frame(self) -> None:
        """Show what has come since the last frame."""
        session = self._session
        history, parameters = session.history, session.parameters
        last = history.last()
        if last is not None:
            self.fit.show_line(last.W, last.b)
        elif parameters is not None:
            self.fit.show_line(parameters.W, parameters.b)
        self.readouts.show_history(history, parameters)
        self.loss.show_history(history)
        self.gradients.show_history(history)
        self.explanation.show_history(history, skipping=not session.experiment.settings.zero_grad)

    def show_experiment(self) -> None:
        """Show the session's settings in the controls."""
        self.training.show_experiment(self._session.experiment)
        self.start.show_experiment(self._session.experiment, pending=self._session.start_is_pending)

    def show_state(self) -> None:
        """Show or hide the banner."""
        last = self._session.history.last()
        if self._session.state is State.DIVERGED and last is not None:
            self.banner.show_divergence(last, curvature(self._session.experiment.data))
            self._place_banner()
        else:
            self.banner.clear()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        for panel in (self.data, self.fit, self.readouts, self.loss, self.gradients, self.explanation):
            panel.restyle(theme, scale)
        self._scroll.setFixedWidth(round(scale.base * 19))
        self._place_banner()

    def splitter_states(self) -> tuple[QByteArray, ...]:
        """Where the user has moved the boundaries between the panels."""
        return tuple(splitter.saveState() for splitter in (self._columns, self._middle, self._right))

    def restore_splitters(self, states: Sequence[QByteArray]) -> None:
        """Move the boundaries back to where they were."""
        for splitter, state in zip((self._columns, self._middle, self._right), states, strict=False):
            splitter.restoreState(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the banner over the fit plot."""
        super().resizeEvent(event)
        self._place_banner()

    def _wire(self) -> None:
        session = self._session
        self.training.lr_wanted.connect(session.set_lr)
        self.training.skip_wanted.connect(lambda skip: session.set_zero_grad(not skip))
        self.training.epochs_wanted.connect(session.set_epochs)
        self.start.seed_wanted.connect(session.set_seed)
        self.start.initial_wanted.connect(session.set_initial)
        session.renewed.connect(self.show_run)
        session.experiment_changed.connect(self.show_experiment)
        session.experiment_changed.connect(self.show_frame)
        session.state_changed.connect(self.show_frame)
        session.state_changed.connect(self.show_state)

    def _place_banner(self) -> None:
        width = self.fit.width() - 2 * SPACE
        self.banner.setGeometry(SPACE, SPACE, width, max(self.banner.heightForWidth(width), 0))


def _column(cards: Sequence[QWidget]) -> QWidget:
    result = QWidget()
    layout = QVBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return result


def _splitter(orientation: Qt.Orientation, parts: Sequence[QWidget], stretch: Sequence[int]) -> QSplitter:
    result = QSplitter(orientation)
    result.setHandleWidth(SPACE)
    result.setChildrenCollapsible(False)
    for index, (part, share) in enumerate(zip(parts, stretch, strict=True)):
        result.addWidget(part)
        result.setStretchFactor(index, share)
    result.setSizes([share * 100 for share in stretch])
    return result
