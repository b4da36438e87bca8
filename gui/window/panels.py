"""The panels of the window, arranged: controls, fit with its numbers, charts with their explanation."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.panels.charts.loss_plot import LossPlot
from gui.panels.compare.run_names import run_names
from gui.panels.controls.start_controls import StartControls
from gui.panels.controls.timeline import Timeline
from gui.panels.controls.training_controls import TrainingControls
from gui.panels.controls.variants import LoopControls
from gui.panels.data.data_table import DataTable
from gui.panels.fit.fit_plot import FitPlot
from gui.panels.loop.code_pane import CodePane
from gui.panels.loop.divergence_banner import Banner
from gui.panels.loop.explanation import Explanation
from gui.panels.loop.readouts import Readouts
from gui.plots.glide import Glide
from gui.plots.plot import Plot
from gui.session.session import Session
from gui.session.shown import Shown
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.widgets.card import QWIDGETSIZE_MAX, Translated
from gui.widgets.stage import Stage
from gui.window.arrangement import forget_mouse, paint_handles_alone, splitter
from gui.window.charts.charts import Charts
from gui.window.charts.summaries import ChartSummaries
from gui.window.charts.why import ComesForward
from gui.window.left_column import LeftColumn
from model.comparison.ready_comparisons import Question
from model.dataset import Dataset
from model.experiment import Experiment

if TYPE_CHECKING:
    from gui.panels.lesson.lesson_card import LessonCard

RACES = (Question.ZERO_GRAD, Question.MARBLE)
"""Questions that two marbles in a bowl answer."""

RIGHT_SHARES = (55, 45, 0)
"""What loss, charts and explanation get of the height: the loss is what the class looks at."""

HIGHEST_PAGE = 19.2
"""What the highest of the charts' pages needs of it, in sizes of the type: some are not there yet at the start."""

CODE_AT_MOST = 57
"""What the code gets, in per cent, of the height that it shares with the fit: at 1366x768 the five lines need it."""

COMES_BACK = 1000
"""Milliseconds in which a window that has filled the screen has its old size again."""

CLEANED = 100
"""Milliseconds after which what rests is painted anew: in each frame, a point that is dragged would lag behind."""


class Panels(Translated, QWidget):
    """All that shows a session, arranged; each panel is shown the same frame."""

    frame_wanted = Signal()
    """What is to be seen has changed, though the session has not."""

    filled = Signal()
    """All panels are there now."""

    arranged = Signal()
    """Panels may stand elsewhere now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._arranged = False
        self._data: Dataset | None = None
        self._in_gesture = False
        self._tells_theory, self._less_motion, self._has_axes = True, False, False
        self._edited: Dataset | None = None
        self._named: object = None
        self._base = TypeScale().base
        self.training, self.loop, self.start, self.data = (
            TrainingControls(),
            LoopControls(),
            StartControls(),
            DataTable(),
        )
        self.fit, self.readouts, self.code = FitPlot(), Readouts(), CodePane()
        self.loss, self.charts, self.explanation = LossPlot(), Charts(session), Explanation()
        self.timeline = Timeline()
        self.parts = (self.fit, self.loss, self.code, self.readouts, self.charts, self.explanation)
        """What may be presented, in the order of its numbers."""
        self._stage = Stage()
        self.loop.fold_in(self.start.previous)
        self.banner = Banner(self.explanation)
        self.why = ComesForward(self.charts)
        self._summaries = ChartSummaries(self.loss, self.fit, self.charts)
        self.left = LeftColumn({"data": self.data, "start": self.start, "training": self.training, "loop": self.loop})
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self._middle = splitter(vertical, [self.fit, self.readouts, self.code], [100, 1, 1])
        self._right = splitter(vertical, [self.loss, self.charts, self.explanation], RIGHT_SHARES)
        self._columns = splitter(horizontal, [self.left, self._middle, self._right], [1, 55, 45])
        self._splitters = (self._columns, self._middle, self._right)
        self._arrangement: list[QByteArray] = []
        """Their states before something was presented, until they are so again."""
        self._beside_run = QByteArray()
        """The state of the middle splitter before the line was fitted by hand."""
        self.pointed: tuple[QWidget, ...] = ()
        """What the page of a lesson points at, and Tab goes to after its card."""
        self._room, self._presents = self.size(), False
        self._tells = True
        """Whether the explanation has a place."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(SPACE, 0, SPACE, 0)
        self._rows.setSpacing(SPACE)
        self._rows.addWidget(self._columns, 1)
        self._rows.addWidget(self._stage, 1)
        self._rows.addWidget(self.timeline)
        self._plots = self.findChildren(Plot)
        self._soon = QTimer(self, singleShot=True)
        """Until every panel has taken on its new size."""
        self._soon.timeout.connect(self._arrange)
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self._forget_arrangement)
        self._clean = QTimer(self, singleShot=True)
        self._clean.timeout.connect(self._paint_anew)
        self._wire()

    @property
    def reading_order(self) -> tuple[QWidget, ...]:
        """The panels as a class reads them, which is how Tab goes through them."""
        lesson = () if self.left.lesson is None else self.left.lesson.reading_order
        middle = (self.fit, self.readouts, self.code)
        rest = (*self.left.cards, *middle, self.loss, self.charts, self.explanation, self.timeline)
        return (*lesson, *self.pointed, *(panel for panel in rest if panel not in self.pointed))

    @property
    def presents(self) -> bool:
        """Whether some of the panels are presented alone."""
        return self._presents

    @property
    def holders(self) -> tuple[QWidget, ...]:
        """What the panels stand in, and are moved by."""
        return (*self._splitters, self.left, self._stage, self._stage.panels)

    def show_frame(self, shown: Shown) -> None:
        """Show a frame in every panel."""
        if shown.experiment.data is not self._data:  # other data end what the hand had begun
            self._data = shown.experiment.data
            self._in_gesture = self._in_gesture and self._data is self._edited
        if shown.experiments is not self._named:
            self._name_runs(shown.experiments)
        for panel in (
            *(self.training, self.loop, self.start, self.data, self.fit, self.readouts, self.code),
            *(self.loss, self.charts, self.explanation, self.timeline, self.banner),
        ):
            panel.show_frame(shown)
        self.why.show_frame(shown)
        self.loss.show_previous(self.start.shown_previous(shown))
        self._summaries.show_frame(shown)
        if not shown.running and not self._clean.isActive():
            self._clean.start(CLEANED)

    def take_axes(self) -> None:
        """Give every plot its axes, for which pyqtgraph is loaded: the window is painted without."""
        self._plots = self.findChildren(Plot)
        for plot in self._plots:
            plot.take_axes()
        self._has_axes = True
        self._fill_what_is_seen()

    def _fill_what_is_seen(self) -> None:
        if self._has_axes and not self.charts.filled and self.charts.currentIndex() > 0:
            self.fill()

    def fill(self) -> None:
        """Make the panels that the window is painted without, if they are not there yet."""
        for _ in self.filling:
            pass

    @cached_property
    def filling(self) -> Iterator[None]:
        """What fill() does, from where it stands, in steps between which the window may answer."""
        yield from self.charts.filling()
        self.take_axes()
        self.set_less_motion(self._less_motion)
        self.filled.emit()

    def _paint_anew(self) -> None:
        for plot in self._plots:
            plot.canvas.paint_anew()

    def ask(self, question: Question) -> None:
        """Begin the comparison that answers this question, in view, and with the axis that shows the answer."""
        self.fill()
        self._session.compare(question)
        self.charts.bring_up(self.charts.bowl if question in RACES else self.charts.compare)
        if question is Question.STANDARDISED:  # both losses look like 0 soon, and only one of them goes on falling
            self.loss.set_logarithmic(True)

    def set_theory(self, on: bool) -> None:
        """Tell what mathematics says beforehand, or let the class guess."""
        self._tells_theory = on
        self.training.lr_limits.set_shown(on)
        self.loss.arrival.set_shown(on)
        self.charts.set_theory(on)
        self._show_remedy()

    def set_less_motion(self, on: bool) -> None:
        """Show each epoch at once, in whatever would glide from one to the next."""
        self._less_motion = on
        for glide in self.findChildren(Glide):
            glide.set_less_motion(on)

    def _show_remedy(self) -> None:
        """Tell what the data need, but not in a lesson, whose pages run into trouble on purpose."""
        self.training.remedy.set_shown(self._tells_theory and self.left.lesson is None)

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        for panel in (
            *(self.data, self.fit, self.readouts, self.code, self.loss, self.charts),
            *(self.explanation, self.timeline),
        ):
            panel.restyle(theme, scale)
        for part in (*self._splitters, self._stage.panels):
            paint_handles_alone(part)
        self._base = scale.base
        self._fit_left()
        self.banner.place()
        self._soon.start()

    def hold_lesson(self, card: LessonCard | None, controls: Container[QWidget] = ()) -> None:
        """Let the card of a lesson stand at the left, with these of the controls; without one, all of them."""
        self.left.hold_lesson(card, controls)
        self._show_remedy()
        self._fit_left()
        self._soon.start()

    def tell(self, on: bool) -> None:
        """Let the explanation have its place, or leave the room to the charts above it."""
        self._tells = on
        self._place_explanation()
        self._soon.start()

    def _place_explanation(self) -> None:
        """Show it where it has a place or is presented; the banner, which lies over it, stands in a row without it."""
        if self._presents:
            shown = not self._right.isAncestorOf(self.explanation)
        else:
            shown = self._tells
            self.explanation.setVisible(shown)
        if shown:
            self.banner.lie_over()
        else:
            self.banner.stand_in(self._rows, self._rows.indexOf(self.timeline))

    def _fit_left(self) -> None:
        beside = [self._stage.panels] if self._presents else [self._middle, self._right]
        needed = sum(part.minimumSizeHint().width() + SPACE for part in beside)
        width = min(self.width(), self.window().width())  # which it may itself have made too wide for the window
        self.left.fit(self._base, width - needed - 3 * SPACE, self.height())

    def present(self, parts: Sequence[int]) -> None:
        """Show these of the parts alone, as large as they can be; without any, all in their places."""
        if not self._arrangement:
            self._arrangement, self._room = [each.saveState() for each in self._splitters], self.size()
        self._presents = bool(parts)
        shown = [self.parts[number] for number in parts]
        one_line = bool(shown) and self.readouts not in shown
        self.readouts.set_brief(one_line)
        self.readouts.set_presented(self._presents)
        beside = None if self.left.lesson is None else self.left
        self._stage.show_parts(shown, above=self.readouts if one_line else None, beside=beside)
        self.readouts.setVisible(not self.fit.by_hand.on)
        for part in self._splitters:
            forget_mouse(part)
        for widget in (self._columns, self.timeline):
            widget.setVisible(not parts)
        self._place_explanation()
        self.code.set_filling(self._presents)
        self._make_room_for_code()
        self._arrange_stage()
        if not parts:
            self._late.start(COMES_BACK)

    def _arrange(self) -> None:
        """Share out the room that there is now, among all panels or those that are presented."""
        if self._presents:
            self._arrange_stage()
        else:
            self._make_room_for_loss()
            self._make_room_for_code()
            self._come_back()
        if self.left.lesson is not None:
            self._fit_left()
        for _ in range(2):  # before all is painted half-way: a panel that is lower now may do without one of its texts
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.arranged.emit()

    def _arrange_stage(self) -> None:
        texts = {self.code, self.readouts, self.explanation}
        self._stage.arrange(texts, enough={self.readouts: self.readouts.full_width}, low={self.explanation})

    def _come_back(self) -> None:
        """Move the boundaries back to where they were, until the window has the size again that it had then."""
        if self._arrangement and not self._presents:
            as_before = self.size() == self._room
            kept = self._splitters if as_before or self._arranged else self._splitters[:1]  # the others share out anew
            for part, state in zip(kept, self._arrangement, strict=False):
                part.restoreState(state)
            if as_before:
                self._forget_arrangement()

    def _forget_arrangement(self) -> None:
        if not self._presents:
            self._arrangement = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the old places in what may be the old size."""
        super().resizeEvent(event)
        self._come_back()
        self._soon.start()

    def splitter_states(self) -> tuple[QByteArray, ...]:
        """Where the user has moved the boundaries between the panels."""
        return tuple(self._arrangement or [splitter.saveState() for splitter in self._splitters])

    def restore_splitters(self, states: Sequence[QByteArray]) -> None:
        """Move the boundaries back to where they were."""
        self._arranged = self._arranged or any(not state.isEmpty() for state in states)
        for part, state in zip(self._splitters, states, strict=False):
            part.restoreState(state)

    def _wire(self) -> None:
        session, changes = self._session, self._session.changes
        self.training.lr_wanted.connect(changes.set_lr)
        self.training.epochs_wanted.connect(changes.set_epochs)
        self.training.settings_wanted.connect(changes.set_settings)
        self.loop.skip_wanted.connect(changes.set_skip)
        for panel in (self.loop, self.code.chips):
            panel.settings_wanted.connect(changes.set_settings)
        self.loop.twins_wanted.connect(session.set_twins)
        self.start.seed_wanted.connect(changes.set_seed)
        self.start.initial_wanted.connect(changes.set_initial)
        self.start.seeded_wanted.connect(changes.set_seeded)
        self.start.previous_wanted.connect(self.frame_wanted)
        self.timeline.time_wanted.connect(session.travel)
        self.timeline.epoch_wanted.connect(session.go_to)
        self.fit.data_edited.connect(self._edit)
        self.fit.below_changed.connect(self._make_room_for_code)
        self.fit.captions.about_changed.connect(self.frame_wanted)
        self.fit.by_hand.pause_wanted.connect(session.pause)
        self.fit.by_hand.start_wanted.connect(session.start_from)
        self.fit.by_hand.go_on_wanted.connect(self._go_on_from)
        self.fit.by_hand.toggled.connect(self._make_room_for_hand)
        self.code.told_elsewhere.connect(self.frame_wanted)
        self.data.data_edited.connect(self._edit)
        self.charts.currentChanged.connect(self._fill_what_is_seen)
        self.charts.currentChanged.connect(self.frame_wanted)
        self.charts.frame_wanted.connect(self.frame_wanted)
        self.charts.question_wanted.connect(self.ask)
        self.charts.currentChanged.connect(self._soon.start)
        self._columns.splitterMoved.connect(self._make_room_for_loss)
        for part in self._splitters:
            part.splitterMoved.connect(self.arranged)
        self._middle.splitterMoved.connect(self._keep_arrangement)
        self._right.splitterMoved.connect(self._keep_arrangement)
        self.banner.run_wanted.connect(session.run_with)
        self.code.height_changed.connect(self._make_room_for_code)

    def _edit(self, data: Dataset, _kind: str, finished: bool) -> None:
        """Fit what the user has made of the data; all that a drag does is one step to be undone."""
        self._edited = data
        self._session.changes.set_data(data, continues=self._in_gesture)
        self._in_gesture = not finished

    def _go_on_from(self, W: float, b: float) -> None:
        """Let torch begin where the hand has left the line."""
        self._session.start_from(W, b)
        self._session.run()

    def _make_room_for_hand(self, on: bool) -> None:
        """Give the fit the room of the run's numbers while the line by hand has others."""
        if on:
            self._beside_run = QByteArray() if self._presents else self._middle.saveState()
        self.readouts.setVisible(not on)
        if not on and not self._presents:
            self._middle.restoreState(self._beside_run)
        self._make_room_for_code()

    def _keep_arrangement(self) -> None:
        """Leave the boundaries alone from now on: the user has moved one."""
        self._arranged = True

    def heightForWidth(self, width: int) -> int:
        """No more than all need: a page that scrolls would give each what it likes best, and scroll to the banner."""
        return self._rows.totalMinimumHeightForWidth(width)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring up to date what is not shown as long as it cannot be seen."""
        super().showEvent(event)
        self.frame_wanted.emit()
        self._soon.start()

    def _make_room_for_code(self) -> None:
        """Show all lines of the program, as long as the fit keeps enough of the height that it shares with them."""
        if self._presents:
            self.readouts.setMaximumHeight(QWIDGETSIZE_MAX)
            self._soon.start()  # a lesson beside it may have to be narrower now
            return
        readouts = 0 if self.readouts.isHidden() else self.readouts.body.totalMinimumSize().height()
        self.readouts.setMaximumHeight(readouts)  # what it does not need belongs to the fit
        if self._arranged:
            return
        shared = sum(self._middle.sizes()) - readouts
        most = (shared - self.fit.below) * CODE_AT_MOST // 100
        self.code.offer(most)
        code = min(self.code.maximumHeight(), max(self.code.minimumHeight(), most))
        self._middle.setSizes([shared - code, readouts, code])

    def _make_room_for_loss(self) -> None:
        """Give the loss the larger part, and the same whichever tab is in front, where each has room in the other."""
        if self._arranged:
            return
        told = self.explanation.minimumSizeHint().height() if self._tells else 0
        shared = sum(self._right.sizes()) - told
        highest = round(self._base * HIGHEST_PAGE)
        charts = max(shared * RIGHT_SHARES[1] // 100, highest if 2 * highest < shared else 0)
        self._right.setSizes([shared - charts, charts, told])

    def _name_runs(self, experiments: Sequence[Experiment]) -> None:
        """Name the run and those compared with it by what they differ in."""
        self._named = experiments
        names = run_names(experiments)
        self.loss.name_runs(names)
        self.charts.name_runs(names, companions=len(self._session.comparison.companions))

    def retranslate(self) -> None:
        """Retranslate what is made of several panels."""
        self._named = None
        self._summaries.retranslate()
        self.frame_wanted.emit()
