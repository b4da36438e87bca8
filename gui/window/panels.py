"""The panels of the window, arranged: controls, fit with its numbers, charts with their explanation."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.panels.charts.charts import Charts
from gui.panels.charts.loss_plot import LossPlot
from gui.panels.compare.run_names import run_names
from gui.panels.controls.timeline import Timeline
from gui.panels.controls.training_controls import StartControls, TrainingControls
from gui.panels.controls.variants import LoopControls
from gui.panels.data.data_table import DataTable
from gui.panels.fit.fit_plot import FitPlot
from gui.panels.loop.code_pane import CodePane
from gui.panels.loop.divergence_banner import Banner
from gui.panels.loop.explanation import Explanation
from gui.panels.loop.readouts import Readouts
from gui.session.comparison import ComparedRun
from gui.session.engine import State
from gui.session.session import Session
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.window.arrangement import column, splitter
from model.comparison.ready_comparisons import Question
from model.data.standardised import in_original_units, trained_data
from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import LoopSettings
from model.moment import Moment
from model.theory.curvature import curvature

BETWEEN_TEXTS = 0.1
"""Seconds: what is to be read and not only seen is not renewed more often while the loop runs."""


class RunView(QWidget):
    """All that shows a session; show_frame() brings it up to date with the history."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._arranged = False
        self._data: Dataset | None = None
        self._in_gesture = False
        self._edited: Dataset | None = None
        self._explained = -BETWEEN_TEXTS
        self._variant: LoopSettings | None = None
        self.training, self.loop, self.start, self.data = (
            TrainingControls(),
            LoopControls(),
            StartControls(),
            DataTable(),
        )
        self.fit, self.readouts, self.code = FitPlot(), Readouts(), CodePane()
        self.loss, self.charts, self.explanation = LossPlot(), Charts(session), Explanation()
        self._others: list[ComparedRun] = []
        self._turn = 0
        self.timeline = Timeline()
        self.banner = Banner(self.fit)
        self._scroll = QScrollArea()
        self._scroll.setWidget(column([self.training, self.loop, self.data, self.start]))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self._middle = splitter(vertical, [self.fit, self.readouts, self.code], [100, 1, 1])
        self._right = splitter(vertical, [self.loss, self.charts, self.explanation], [40, 70, 1])
        self._columns = splitter(horizontal, [self._scroll, self._middle, self._right], [1, 55, 45])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self.timeline)
        self._wire()
        self._take_others()
        self.show_state()
        self.show_run()

    def show_run(self) -> None:
        """Show the session's run from its beginning: data, start and what there is of its history."""
        self.show_experiment()
        self.show_frame()

    def show_frame(self) -> None:
        """Show what has come since the last frame, or the time that the session has travelled to."""
        session = self._session
        session.follow_replay()
        history, time, moment = session.history, session.time, session.moment
        shown = history.epoch(time) if time >= 0 else None
        where = moment or shown or session.parameters
        settings = session.experiment.settings if moment is None else moment.settings
        if where is not None:
            self.fit.show_line(*in_original_units((where.W, where.b), settings))
        self.readouts.show_history(
            *(history, time, session.parameters, moment or self._emptied(shown)),
            standardised=settings.data if settings.standardise else None,
        )
        self._show_twins(time)
        self._show_charts(shown)
        just_explained = settings is self._variant and perf_counter() - self._explained < BETWEEN_TEXTS
        if session.state is State.RUNNING and just_explained:
            return
        self._variant, self._explained = settings, perf_counter()
        self.explanation.show_variant(settings, history, time, twins=session.twins_wanted)
        ahead = session.experiment.settings
        self.loss.show_expected(history, ahead, trained_data(ahead), session.start, time)
        if self.code.isVisible():
            self._show_code(shown, moment)

    def show_experiment(self) -> None:
        """Show the session's settings in the controls, and its data."""
        data = self._session.experiment.data
        if data is not self._data:
            self._in_gesture = self._in_gesture and data is self._edited  # other data end what the hand had begun
            self._data = data
            self.data.show_data(data)
            self.fit.show_data(data)
        self.training.show_experiment(self._session.experiment)
        self.loop.show_experiment(self._session.experiment, twins=self._session.twins_wanted)
        self.start.show_experiment(self._session.experiment, pending=self._session.start_is_pending)

    def show_state(self) -> None:
        """Show what depends on what the run is doing: the banner, and what needs torch."""
        prepared = self._session.state is not State.PREPARING  # and so the window is painted
        if prepared and not self.charts.filled:
            self.charts.fill()
        self.readouts.set_selectable(self._session.state is not State.RUNNING)
        self.code.set_coloured(prepared)
        shown = self._session.shown
        if shown is not None and not shown.is_finite:
            self.banner.show_divergence(shown, curvature(trained_data(shown.settings)))
        else:
            self.banner.clear()

    def ask(self, question: Question) -> None:
        """Begin the comparison that answers this question, in view, and with the axis that shows the answer."""
        self._session.compare(question)
        self.charts.bring_up(self.charts.compare)
        if question is Question.STANDARDISED:  # both losses look like 0 soon, and only one of them goes on falling
            self.loss.set_logarithmic(True)

    def set_theory(self, on: bool) -> None:
        """Tell what mathematics says beforehand, or let the class guess."""
        self.training.lr_limits.set_told(on)
        self.loss.arrival.set_told(on)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Wear these colours and sizes."""
        for panel in (
            *(self.data, self.fit, self.readouts, self.code, self.loss, self.charts),
            *(self.explanation, self.timeline),
        ):
            panel.restyle(theme, scale)
        self._scroll.setFixedWidth(round(scale.base * 20.7))
        self.banner.place()
        QTimer.singleShot(0, self._make_room_for_code)  # when every panel has taken on its new size

    def splitter_states(self) -> tuple[QByteArray, ...]:
        """Where the user has moved the boundaries between the panels."""
        return tuple(splitter.saveState() for splitter in (self._columns, self._middle, self._right))

    def restore_splitters(self, states: Sequence[QByteArray]) -> None:
        """Move the boundaries back to where they were."""
        self._arranged = self._arranged or any(not state.isEmpty() for state in states)
        for part, state in zip((self._columns, self._middle, self._right), states, strict=False):
            part.restoreState(state)

    def _wire(self) -> None:
        session = self._session
        self.training.lr_wanted.connect(session.set_lr)
        self.loop.skip_wanted.connect(session.set_skip)
        self.loop.settings_wanted.connect(session.set_settings)
        self.loop.twins_wanted.connect(session.set_twins)
        self.timeline.time_wanted.connect(session.travel)
        self.fit.data_edited.connect(self._edit)
        self.data.data_edited.connect(self._edit)
        self.charts.currentChanged.connect(self.show_frame)
        self.charts.question_wanted.connect(self.ask)
        self._middle.splitterMoved.connect(self._keep_arrangement)
        self.fit.resized.connect(self.banner.place)
        self.code.height_changed.connect(self._make_room_for_code)
        self.training.epochs_wanted.connect(session.set_epochs)
        self.start.seed_wanted.connect(session.set_seed)
        self.start.initial_wanted.connect(session.set_initial)
        self.start.seeded_wanted.connect(session.set_seeded)
        self.start.previous_wanted.connect(self.show_experiment)
        self.start.previous_wanted.connect(self.show_frame)
        for changed in (session.comparison.changed, session.experiment_changed, session.renewed):
            changed.connect(self._take_others)
        session.comparison.changed.connect(self.show_frame)
        session.renewed.connect(self.show_run)
        session.experiment_changed.connect(self.show_experiment)
        session.experiment_changed.connect(self.show_frame)
        session.state_changed.connect(self.show_frame)
        session.time_changed.connect(self.show_frame)
        session.time_changed.connect(self.show_state)
        session.state_changed.connect(self.show_state)

    def _edit(self, data: Dataset, _kind: str, finished: bool) -> None:
        """Fit what the user has made of the data; all that a drag does is one step to be undone."""
        self._edited = data
        self._session.set_data(data, continues=self._in_gesture)
        self._in_gesture = not finished

    def _emptied(self, shown: Epoch | None) -> Moment | None:
        """The moment at the end of an epoch that has emptied .grad at last, unless the run goes on at once."""
        if shown is None or self._session.state is State.RUNNING or not shown.settings.leaves_none(shown.number):
            return None
        return Moment(
            *(shown.number, shown.settings, shown.W, shown.b),
            loss=shown.loss,
            W_fresh=shown.W_grad_fresh,
            b_fresh=shown.b_grad_fresh,
        )

    def _show_charts(self, shown: Epoch | None) -> None:
        """Draw loss and timeline, and the charts behind tabs: at full speed by turns, for training has to wait.

        Of four frames each has two, and in one of these the other runs are drawn as well.
        """
        session = self._session
        flat_out = session.state is State.RUNNING and session.speed is None
        self._turn = (self._turn + 1) % 4
        if not flat_out or self._turn % 2 == 0:
            self.loss.show_history(session.history, session.travelled)
            self.loss.show_twins(session.twins if session.twins_wanted else None)
            self._show_previous()
            self.timeline.show_time(session.time, len(session.history) - 1)
        if not flat_out or self._turn == 0:
            self.loss.show_others([run.history for run in self._others])
            self.fit.show_others([run.line(session.time) for run in self._others])
        if not flat_out or self._turn % 2 == 1:
            self.charts.show_frame(shown, self._others, others_too=not flat_out or self._turn == 1)

    def _show_previous(self) -> None:
        """Show the loss of the last run, if it is wanted, and how far it was the same as the present one."""
        session = self._session
        previous = session.previous if self.start.previous.isChecked() else None
        self.loss.show_previous(previous)
        if previous is not None and session.state is not State.RUNNING:
            both = min(len(previous), len(session.history))
            self.start.show_compared(session.history.equal_epochs(previous), both)

    def _show_twins(self, time: int) -> None:
        twins = self._session.twins if self._session.twins_wanted else None
        lines = []
        for history in twins.histories if twins is not None else ():
            row = time - twins.first if twins is not None else 0
            if 0 <= row < len(history):
                epoch = history.epoch(row)
                lines.append(in_original_units((epoch.W, epoch.b), epoch.settings))
        self.fit.show_twins(lines)

    def _show_code(self, shown: Epoch | None, moment: Moment | None) -> None:
        session = self._session
        if moment is not None:
            self.code.show_moment(moment, session.experiment.epochs)
            return
        before = None if shown is None else session.before(shown)
        self.code.show_epoch(session.experiment, shown, before, running=session.state is State.RUNNING)

    def _keep_arrangement(self) -> None:
        """Leave the boundaries alone from now on: the user has moved one."""
        self._arranged = True

    def showEvent(self, event: QShowEvent) -> None:
        """Bring up to date what is not shown as long as it cannot be seen."""
        super().showEvent(event)
        self.show_frame()

    def _make_room_for_code(self) -> None:
        """Show all lines of the program, as long as the fit keeps half of the height that it shares with them."""
        readouts = self.readouts.body.totalMinimumSize().height()
        self.readouts.setMaximumHeight(readouts)  # what it does not need belongs to the fit
        if self._arranged:
            return
        shared = sum(self._middle.sizes()) - readouts
        code = min(self.code.maximumHeight(), max(self.code.minimumHeight(), shared // 2))
        self._middle.setSizes([shared - code, readouts, code])

    def _take_others(self) -> None:
        """Take in which runs are compared with the present one, and what they are called."""
        session = self._session
        self._others = session.comparison.others(session.as_it_is)
        names = run_names([session.as_it_is, *(run.experiment for run in self._others)])
        self.loss.name_others(names[1:])
        self.charts.name_runs(names, companions=len(session.comparison.beside))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the language at once."""
        if event.type() == QEvent.Type.LanguageChange:
            self._take_others()
        super().changeEvent(event)
