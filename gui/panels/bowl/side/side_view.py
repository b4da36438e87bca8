"""The bowl of the loss seen from the side: a cut along its steepest direction, in which each run is a marble."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsPathItem

from gui.panels.bowl.side.side_frame import SideFrame, view_of
from gui.panels.bowl.side.side_ground import SideGround
from gui.panels.bowl.side.side_marble import Marble
from gui.panels.bowl.side.side_ruler import SideRuler
from gui.panels.bowl.side.side_runs import Reach, Runner, Seen, runners_of
from gui.panels.bowl.side.side_words import SideWords, rule_of
from gui.plots.axes.axis_range import AxisRange
from gui.plots.glide import Glide
from gui.plots.other_run import elsewhere_of
from gui.plots.plot import Plot
from gui.session.shown import Shown
from gui.theme.number_format import significant
from gui.theme.theme import LIGHT, RING, Theme, TypeScale
from gui.widgets.card import Card, one_at_a_time
from gui.widgets.legends import Legend, RunsLegend
from gui.widgets.still_label import StillLabel
from model.data.standardised import trained_data
from model.drawing.cut import Cut, steepest_cut, turning_point
from model.theory.zones import Zone

ARROWS = 3
"""So many marbles carry their step: more arrows would be none to be told apart."""

HIGH = 13
"""The height, in heights of a line, from which on there is room for the name of the lower axis, and for words."""

OTHERS_REACH = 2.0
"""Another run is followed within so many times what the run itself needs; one that goes farther has left."""


class SidePlot(Plot):
    """A plot whose bottom axis has a longer name, which the ring of the keyboard is not to cross."""

    below = 1 + RING


class SideView(Card):
    """A parabola as high as the loss, the marbles in it, the step that each is about to take, and how far it may reach.

    A marble's place is how far W and b are from the optimum in the steepest direction; a stem goes up to its loss.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title.hide()  # its tab tells
        self._legend, self.runs_legend = Legend(), RunsLegend()
        self.header.addWidget(self._legend, 1000)  # beside a stretch of 1
        self.plot = SidePlot(zoomable=False)
        self.words = StillLabel("note")
        self.body.addWidget(self.runs_legend)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.words)
        self.glide = Glide(self)
        self._signs = QGraphicsPathItem()
        self.plot.canvas.scene().addItem(self._signs)
        self.ground = SideGround(self._signs)
        self.ruler = SideRuler(self.plot.canvas, self._signs, 2)
        self.marbles = [Marble(self.plot.canvas, self._signs, 0)]
        self._shown: Shown | None = None
        self._cut: Cut | None = None
        self._runs: list[Runner] = []
        self._elsewhere: list[int] = []
        self._range = AxisRange()
        self._names: list[str] = []
        self._says = SideWords(self)
        self._tells_limits = True
        self._stepped: int | None = None
        """The epoch after which the steps are drawn that are seen."""
        self._told: object = ()
        self._sentences = [""]
        self.words.cut_long_texts(lambda _: self._sentences)
        self._theme, self._scale = LIGHT, TypeScale()
        self.plot.range_changed.connect(self._redraw)
        self.glide.moved.connect(self._move)
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Show where the runs stand whose W and b are in the units of the run; at full speed in every second frame."""
        if not shown.draws(1):
            return
        self._shown = shown
        if self.isVisible():
            self.glide.follow(shown)
            self._take(shown)

    def name_runs(self, names: Sequence[str]) -> None:
        """Tell what the run is called, and those beside it, each by the number of its marble."""
        self._names = list(names)
        self._show_legend()

    def set_limits_shown(self, on: bool) -> None:
        """Show how far a step may reach, or keep it from those who are to guess."""
        self._tells_limits, self._told = on, ()
        self._redraw()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme, self._scale = theme, scale
        self.plot.restyle(theme, scale)
        self.ground.restyle(theme, scale)
        self.ruler.restyle(theme, scale)
        for marble in self.marbles:
            marble.restyle(theme, scale)
        self.words.keep_room("", stretch=True)
        self._told = ()
        self._name_axes()
        self._show_legend()
        self._redraw()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.setAccessibleName(self.tr("The bowl of the loss from the side"))
        self.plot.setAccessibleName(self.tr("The bowl from the side"))
        self._name_axes()
        self.plot.setToolTip(
            self.tr(
                "The loss, cut along the direction in which it is steepest: 0 is its lowest point\n"
                "A stem goes up from a marble to its whole loss\n"
                "The ruler shows how far a step may reach before the marble leaves the bowl"
            )
        )
        for number, marble in enumerate(self.marbles):
            marble.tell_away(self._says.away(number))
        self.ruler.name_zones((self.tr("stops short"), self.tr("swings across"), self.tr("leaves the bowl")))
        self._told = ()
        self._show_legend()
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name what is seen where there is room for it."""
        super().resizeEvent(event)
        self._name_axes()
        self._show_legend()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has been given while nobody could see it."""
        super().showEvent(event)
        if self._shown is not None:
            self.glide.follow(self._shown)
            self.glide.arrive()
            self._take(self._shown)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves where nobody can see it."""
        super().hideEvent(event)
        self.glide.arrive()

    def _take(self, shown: Shown) -> None:
        """Draw a frame, in a range that has its runs in it."""
        cut, before, elsewhere = steepest_cut(trained_data(shown.experiment.settings)), self._runs, self._elsewhere
        another, self._cut = cut is not self._cut, cut
        self._runs, self._elsewhere = runners_of(shown), elsewhere_of(shown)
        if another or self._runs[0].history.key is not before[0].history.key:
            self._range = AxisRange()
        self._keep_marbles()
        if self._elsewhere != elsewhere or [run.number for run in self._runs] != [run.number for run in before]:
            self._show_legend()
        seen = [run.seen(cut, self.glide.at) for run in self._runs]
        gliding = self.glide.at != shown.time  # whither it goes is to be seen, too
        ahead = [run.seen(cut, shown.time) for run in self._runs] if gliding else seen
        self.plot.follow(view_of(cut, self._farthest(cut, ahead)))
        if another:
            self.ground.show(self._frame(), cut)
        self._stepped = None
        self._draw(cut, seen)

    def _keep_marbles(self) -> None:
        """Have a marble for each run, and hide those that have none."""
        highest = max(run.number for run in self._runs)
        while len(self.marbles) <= highest:
            self.marbles.append(Marble(self.plot.canvas, self._signs, len(self.marbles)))
            self.marbles[-1].restyle(self._theme, self._scale)
            self.marbles[-1].tell_away(self._says.away(len(self.marbles) - 1))
        shown = {run.number for run in self._runs}
        for number, marble in enumerate(self.marbles):
            if number not in shown:
                marble.hide()

    def _farthest(self, cut: Cut, seen: list[Seen]) -> float:
        """How far from the bottom it is to be seen: all that the run needs, and of others what leaves it to be seen."""
        needs = [max((abs(s) for s in (each.s, *each.trail) if math.isfinite(s)), default=0.0) for each in seen]
        own = max(needs[0], abs(cut.place(*self._runs[0].start)))
        farthest = max([own, *(need for need in needs[1:] if need <= OTHERS_REACH * own)])
        return self._range.fit(-farthest, farthest)[1] if farthest > 0 else cut.usual

    def _move(self) -> None:
        """Draw the marbles on their way between two frames."""
        if self._cut is not None:
            self._draw(self._cut, [run.seen(self._cut, self.glide.at) for run in self._runs])

    def _draw(self, cut: Cut, seen: list[Seen]) -> None:
        frame = self._frame()
        for run, each in zip(self._runs, seen, strict=True):
            self.marbles[run.number].show(frame, cut, each)
        epoch = math.floor(self.glide.at)
        if epoch != self._stepped:  # the arrows stay while the marble rolls along them
            self._stepped = epoch
            self._draw_steps(cut, frame)

    def _draw_steps(self, cut: Cut, frame: SideFrame) -> None:
        """Draw the arrows, and how far they may reach."""
        shown = self._shown
        assert shown is not None
        reaches = {run.number: run.reach(cut, self.glide.at, shown.time) for run in self._runs[:ARROWS]}
        for run in self._runs:
            self.marbles[run.number].show_step(frame, cut, reaches.get(run.number))
        subject = self._subject()
        self._show_limits(cut, frame, subject, subject and reaches.get(subject.number))
        self._tell(subject)
        if not shown.running:
            self._describe(cut, reaches[0])

    def _subject(self) -> Runner | None:
        """Of whose steps the limits are told: the run, or of several the first that swings and never comes to rest."""
        if len(self._runs) == 1:
            return self._runs[0]
        swings = Zone.SWINGS, Zone.BLOWS_UP
        return next((run for run in self._runs[:ARROWS] if rule_of(run.settings).zone in swings), None)

    def _show_limits(self, cut: Cut, frame: SideFrame, subject: Runner | None, reach: Reach | None) -> None:
        """Lay the ruler where a step is all that counts, and mark where a swing turns that nothing slows."""
        self.ruler.hide()
        if subject is None or reach is None or not self._tells_limits:
            return
        lr, rule = subject.settings.lr, rule_of(subject.settings)
        if rule.zone is Zone.SWINGS:
            turn = turning_point(reach.begin, reach.moved - reach.own, 4 * lr / rule.limit)
            self.ruler.show_turns(frame, cut, turn)
        elif rule.is_plain and reach.is_own:
            self.ruler.show_limit(frame, cut, reach, rule.limit)

    def _tell(self, subject: Runner | None) -> None:
        """Say in a line how far a step may go, as far as there is room."""
        told = subject and (subject.number, subject.settings)
        if told == self._told:
            return
        self._told = told
        texts = [""] if subject is None or not self._tells_limits else self._says.of(subject.settings)
        name = f"{subject.number}: " if subject is not None and subject.number else ""
        self._sentences = [text and name + text for text in texts]
        self.words.setText(self._sentences[0])

    def _describe(self, cut: Cut, reach: Reach | None) -> None:
        """Tell a screen reader where the run is and steps next."""
        place = self._runs[0].place(self.glide.at)
        if place is None:
            self.plot.setAccessibleDescription(self._says.away(0))
            return
        text = self.tr("the marble is at {place}, its loss is {loss}")
        parts = [text.format(place=significant(cut.place(*place)), loss=significant(cut.surface.loss(*place)))]
        if reach is not None:
            parts.append(self.tr("the next step leads to {place}").format(place=significant(reach.landing)))
        self.plot.setAccessibleDescription("; ".join([*parts, *filter(None, [self.words.text()])]))

    def _redraw(self) -> None:
        """Draw all for the present view and size."""
        self._stepped = None
        if self._cut is not None and self.isVisible():
            self.ground.show(self._frame(), self._cut)
            self._move()

    def _frame(self) -> SideFrame:
        canvas = self.plot.canvas
        return SideFrame(self.plot.visible_range(), max(1, canvas.width()), max(1, canvas.height()))

    @one_at_a_time
    def _name_axes(self) -> None:
        """Name the axes, and tell of the step, as far as that leaves enough of the height to the bowl."""
        high = self.height() >= HIGH * self._legend.fontMetrics().height()
        self.plot.set_names(self.tr("along the steepest direction of W and b") if high else "", self.tr("loss"))
        self.words.setVisible(high)

    @one_at_a_time
    def _show_legend(self) -> None:
        """Name what is drawn, as much as there is room for, and the runs."""
        theme = self._theme
        names = (
            *(self.tr("— next step"), self.tr("- - −lr · gradient")),
            *(self.tr("○ where it lands"), self.tr("| whole loss")),
        )
        colours = theme.held, theme.fresh, theme.text, theme.error
        numbers, room = [run.number for run in self._runs], (self.width(), self.height())
        runs = self.runs_legend.show_runs(self._names, numbers, theme, room, self._elsewhere)
        self._legend.show_names([*runs, *zip(names, colours, strict=True)])
