"""The loss over W and b as a bowl in space, and a marble for each run that rolls in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsPathItem, QLabel

from gui.panels.bowl.bowl_frame import BowlFrame
from gui.panels.bowl.bowl_surface import BowlSurface
from gui.panels.bowl.bowl_view import BowlView
from gui.panels.bowl.marbles import Marbles
from gui.panels.bowl.ways import Ways
from gui.plots.glide import Glide
from gui.plots.other_run import OtherRun, elsewhere_of, others_of
from gui.session.shown import Shown, Turn
from gui.theme.theme import LIGHT, Theme, TypeScale
from gui.widgets.agreement_note import AgreementNote
from gui.widgets.card import Card, one_at_a_time
from gui.widgets.inputs import ToolButton
from gui.widgets.legends import Legend, Names, RunsLegend, written
from model.data.standardised import trained_data
from model.drawing.bowl import Bowl, Camera
from model.drawing.landscape import view_of_runs
from model.drawing.standing import begin_of
from model.theory.surface import loss_surface

AIR = 1.7
"""Around the box there is room for its numbers: this many times their size."""

LEAST_COLUMN = 5
"""The least width of the runs' names below the button, in heights of a line."""

TURNING = 12
"""Milliseconds at least from one picture of the bowl to the next while it is turned."""

SETTLE = 120
"""Milliseconds after the last turn until the ways are drawn whole, and more is read of a run too long to be read at
once."""


class BowlPlot(Card):
    """The bowl is painted when view, camera or theme change; a frame moves marbles and draws what has come since."""

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self._legend, self.runs_legend, self.agreement = Legend(), RunsLegend(), AgreementNote()
        self.header.addWidget(self._legend, 1000)  # beside a stretch of 1
        self.view = BowlView()
        self.loss_scale = ToolButton(self.view)
        self.column = QLabel(self.view)
        """Names the runs below the button, where a line of them has no room."""
        self.column.setProperty("role", "legend")
        self.column.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.addWidget(self.runs_legend)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.agreement)
        self.agreement.hide()
        group = QGraphicsPathItem()
        self.view.canvas.scene().addItem(group)
        self.surface = BowlSurface(group)
        self.ways, self.marbles = Ways(group), Marbles(self.view.canvas, group)
        self.glide = Glide(self)
        self._shown = Shown()
        self._runs: list[OtherRun] = []
        self._elsewhere: list[int] = []
        self._names: list[str] = []
        self._followed: object = None
        self._painted: object = None
        self._named: object = None
        self._bowl: Bowl | None = None
        self.frame: BowlFrame | None = None
        """What is painted; None before there is anything."""
        self._compressed = True
        self._in_header: Names = []
        """Names of runs for which there is no other room than the header."""
        self._beside = 0
        """The width of the button, whichever name it has."""
        self._turns = False
        """Whether somebody turns the bowl."""
        self._theme, self._scale = LIGHT, TypeScale()
        self._soon = QTimer(self, singleShot=True)
        self._settle = QTimer(self, singleShot=True)
        self.glide.moved.connect(self._move)
        self.view.turned.connect(self._turn)
        self.view.resized.connect(self._show_legend)
        self._soon.timeout.connect(self.draw)
        self._settle.timeout.connect(self._settle_down)
        self.loss_scale.clicked.connect(self._change_scale)
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Show where the runs stand, at full speed in every second frame; nothing while it is not seen."""
        if not shown.draws(1):
            return
        self._shown = shown
        self.glide.follow(shown)
        if self.isVisible():
            self.draw()
        else:
            self.glide.arrive()

    @property
    def is_drawn(self) -> bool:
        """Whether all is there that is to be seen."""
        return not (self._soon.isActive() or self._settle.isActive() or self.glide.is_moving)

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it, each by the number of its marble."""
        self._names = list(names)
        self.agreement.name_runs(names)
        self._show_legend()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale, self._painted = theme, scale, None
        self.view.restyle(theme)
        for part in (self.surface, self.ways, self.marbles):
            part.restyle(theme, scale)
        self.agreement.restyle()
        self._name_scale()
        self._show_legend()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("Bowl of the loss over W and b"))
        self.view.setToolTip(
            self.tr("Drag or arrow keys turn it, the wheel or + and − zoom\nDouble click or Home: as at first")
        )
        self._name_scale()
        self._show_legend()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has been given while nobody could see it."""
        super().showEvent(event)
        self.draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Move nothing that nobody can see."""
        super().hideEvent(event)
        self.glide.arrive()
        self._soon.stop()
        self._settle.stop()

    def _turn(self) -> None:
        """Draw from elsewhere, of long ways the ends alone until it rests."""
        self._turns = True
        self._settle.start(SETTLE)
        self._draw_soon()

    def _settle_down(self) -> None:
        """Draw all of the ways."""
        self._turns = False
        self.draw()

    def _draw_soon(self) -> None:
        """Draw in a moment: a mouse that moves on does not put it off."""
        if not self._soon.isActive():
            self._soon.start(TURNING)

    def draw(self) -> None:
        """Draw all that has changed since."""
        if not self.isVisible():
            return
        self._take_runs()
        self._follow()
        self._paint()
        self._move()
        if not self.ways.are_whole:
            self._settle.start(SETTLE)

    def _take_runs(self) -> None:
        """The run and those beside it; where there are any, whether two are one is looked at when its turn comes."""
        shown, before = self._shown, (self.numbers, self._elsewhere)
        self._elsewhere = elsewhere_of(shown)
        self._runs = [OtherRun(shown.history, shown.start, 0), *others_of(shown)]
        if (self.numbers, self._elsewhere) != before:
            self._show_legend()
        if shown.looks_at(Turn.ARRIVAL):
            self.agreement.setVisible(bool(shown.others) and self.runs_legend.is_tall(self.height()))
            self.agreement.show_runs([run.history for run in (shown.run, *shown.others)], shown.time)

    def _follow(self) -> None:
        """Show what matters of the runs, where they leave what has been shown."""
        surface, start = loss_surface(trained_data(self._shown.experiment.settings)), begin_of(self._runs[0].start)
        own, *others = self.ways.follow(self._runs)
        wanted = surface, start, own, others, self._compressed
        if wanted != self._followed:
            self._followed = wanted
            reaches = [reach for reach in others if reach is not None]
            self._bowl = Bowl(surface, view_of_runs(surface, start, own, reaches), self._compressed)
            self.view.set_home(Camera.along_valley(self._bowl))

    def _paint(self) -> None:
        """Paint the bowl, unless it has been painted so."""
        assert self._bowl is not None
        canvas, start = self.view.canvas, begin_of(self._runs[0].start)
        size = max(1, canvas.width()), max(1, canvas.height())
        home = BowlFrame(self._bowl, self.view.home, *size, AIR * self._scale.small)
        if home != self._named:  # however it is turned, the names stay as they are
            self._named = home
            self._fill_column(home.spare)
        column = 0 if self.column.isHidden() else self.column.width()
        frame = replace(home, camera=self.view.camera, beside=max(self._beside, column))
        wanted = frame, start, self.view.devicePixelRatioF()
        if wanted != self._painted:
            self._painted, self.frame = wanted, frame
            self.surface.paint(*wanted)
            self.marbles.fit(frame.unit * frame.camera.zoom)

    def _move(self) -> None:
        """Let the marbles be where they are at the time of the glide."""
        if self.frame is not None:
            balls = self.ways.show(self.frame, self.glide.at, live=self._shown.running or self._turns)
            self.marbles.show(self.frame, balls)

    def _change_scale(self) -> None:
        """Show equal heights as equal losses, or the valley as well as the walls."""
        self._compressed = not self._compressed
        self._name_scale()
        self.draw()

    def _name_scale(self) -> None:
        names = self.tr("loss, linear"), self.tr("loss, compressed")
        tips = (
            self.tr("Equal heights are equal losses. Click to compress them, so that the flat valley is seen"),
            self.tr("Heights go with the root of the loss, so that the flat valley is seen. Click for equal heights"),
        )
        widths = []
        for name in (names[not self._compressed], names[self._compressed]):
            self.loss_scale.setText(name)
            widths.append(self.loss_scale.sizeHint().width())
        self._beside = max(widths)
        self.loss_scale.setToolTip(tips[self._compressed])
        self.loss_scale.adjustSize()

    @one_at_a_time
    def _show_legend(self) -> None:
        room = self.width(), self.height()
        self._in_header = self.runs_legend.show_runs(self._names, self.numbers, self._theme, room, self._elsewhere)
        self._named = None
        self._show_names()
        self._draw_soon()

    def _show_names(self) -> None:
        theme, runs = self._theme, self._in_header if self.column.isHidden() else []
        names = (self.tr("— −lr · .grad"), self.tr("— −lr · gradient"), self.tr("+ optimum"))
        self._legend.show_names([*runs, *zip(names, (theme.held, theme.fresh, theme.error), strict=True)])

    def _fill_column(self, widest: float) -> None:
        """Write one name below the other, of the runs beside alone where not all have room, or leave them out."""
        self.loss_scale.adjustSize()
        metrics, untold, below = self.column.fontMetrics(), self.runs_legend.untold, self.loss_scale.height()
        lines = (self.view.height() - below) // metrics.lineSpacing()
        told = next((names for names in (untold, untold[1:]) if len(names) <= lines), [])
        self.column.setVisible(bool(told) and widest > LEAST_COLUMN * metrics.height())
        short = [metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(widest)) for name, _ in told]
        self.column.setText(written([[(name, colour)] for name, (_, colour) in zip(short, told, strict=True)]))
        self.column.adjustSize()
        self.column.move(0, below)
        self._show_names()

    @property
    def numbers(self) -> list[int]:
        """The runs whose marbles are shown: 0 is the run itself, the others are counted from 1."""
        return [run.number for run in self._runs]
