"""The loop as it runs: the line that comes next is lit and told of, and each line has what it has left behind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.panels.loop.chips import Chips
from gui.panels.loop.code_row import CodeRow
from gui.panels.loop.line_sentence import LineSentence, waiting
from gui.panels.loop.set_up import SetUp
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.theme import Theme, TypeScale
from gui.theme.translation import counted
from gui.widgets.card import QWIDGETSIZE_MAX, Card, one_at_a_time
from gui.widgets.inputs import ToolButton
from model.experiment import LoopSettings
from model.loop import loop_of, preface_of, source_of
from model.moment import values_after

ROWS_AT_LEAST = 5.3
"""So many lines stay visible where room is short, and no sentence; the others are scrolled to."""


class CodePane(Card):
    """A row for each line of the program: marker, code, value; and below them a sentence on the line that is lit."""

    height_changed = Signal()
    """There are more lines now, or fewer."""

    told_elsewhere = Signal()
    """There is no room for the sentence on the lit line any longer, or again."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CodeRow] = []
        self.title.hide()
        self.chips = Chips()
        self.header.addWidget(self.chips, 100)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.set_up = SetUp()
        self.set_up.toggled.connect(self._take_fold)
        self._lines.addWidget(self.set_up)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        self.below = ToolButton(self)
        self.below.setProperty("role", "status")
        self.below.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a line that is lit comes into view by itself
        self.below.hide()
        bar = self._scroll.verticalScrollBar()
        self.below.clicked.connect(lambda: bar.setValue(bar.maximum()))
        for changed in (bar.valueChanged, bar.rangeChanged):
            changed.connect(self._count_below)
        self.sentence = LineSentence()
        self.body.addWidget(self.sentence)
        self.body.addStretch()
        self._lit: int | None = None
        self._fills = False
        self._program: tuple[LoopSettings, int] | None = None
        self._shown: Shown | None = None
        self._offered = 0
        self._theme: Theme | None = None
        self.retranslate()

    def offer(self, height: int) -> None:
        """Unfold at the start of a run what stands before the loop, as long as all has room within this height."""
        self._offered = height
        self.set_up.keep_to(self._has_room)

    def step(self) -> bool:
        """Go on to the next line before the loop, and return whether there was one to walk to."""
        walks = self._shown is not None and self.set_up.step()
        if walks and self._shown is not None:
            self.show_frame(self._shown)
        return walks

    def _has_room(self) -> bool:
        """Whether the lines before the loop have room too."""
        unfolded = self._height(self.set_up.unfolded_height(self._inside_width))
        return unfolded <= (self.height() if self._fills else self._offered)

    def _take_fold(self) -> None:
        self._make_room()
        if self._shown is not None:
            self.show_frame(self._shown)
        if self._lit is None:
            self._scroll.verticalScrollBar().setValue(0)
        self._show_lit()
        self._count_below()

    def set_filling(self, on: bool) -> None:
        """Take all the height that there is, or no more than the lines need."""
        self._fills = on
        self.set_up.keep_to(self._has_room)
        self._make_room()

    def show_program(self, settings: LoopSettings, epochs: int) -> None:
        """Show the lines of this variant, unless they are there already."""
        if (settings, epochs) != self._program:
            self._program = (settings, epochs)
            self._build()

    def show_frame(self, shown: Shown) -> None:
        """Show the program, the line that comes next unless the loop is too fast for it, and what each line left.

        Between two epochs that is the program of the next one, with the values of the one that is shown if its program
        was the same.
        """
        settings, moment, epoch = shown.settings, shown.moment, shown.epoch
        self.show_program(settings, shown.experiment.epochs)
        hidden = self.chips.isHidden()
        self.chips.show_settings(shown.experiment.settings)
        if self.chips.isHidden() is not hidden:
            self._make_room()
            self._show_lit()
        self._shown = shown
        self.set_up.show_frame(shown, self._has_room)
        can_go_on = shown.state not in (State.DIVERGED, State.FAILED) or shown.travelled is not None
        told = moment is not None or (can_go_on and shown.by_line)
        if self.set_up.walks:
            self.sentence.tell(self.set_up.words())
            self.show_values({}, lit=None)
            self._show_row(self.set_up.lit_row)
            return
        self.sentence.show_moment(waiting(shown) if told else None)
        if moment is not None:
            self.show_values(moment.values, lit=moment.line)
            return
        lit = loop_of(settings).first_line if shown.by_line else None
        if epoch is None or shown.before is None or epoch.settings != settings:
            self.show_values({}, lit=lit)
        else:
            self.show_values(values_after(epoch, *shown.before), lit=lit)

    def show_values(self, values: Mapping[int, str], *, lit: int | None) -> None:
        """Show what the lines have left behind, and light the line that comes next, if one waits."""
        for number, row in enumerate(self.rows):
            row.value.setText(values.get(number, ""))
        if lit != self._lit:
            self._lit = lit
            for number, row in enumerate(self.rows):
                row.set_lit(number == lit)
            self._show_lit()

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self._theme = theme
        self.set_up.restyle(theme)
        self.chips.restyle(scale)
        self.sentence.restyle()
        self._build_again()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.title.setText(self.tr("The loop"))
        self.setAccessibleName(self.title.text())
        self.below.setToolTip(self.tr("Scroll to the end of the loop"))
        self._count_below()

    def _build_again(self) -> None:
        """Build the same lines in other clothes: what they show stays."""
        lit, texts = self._lit, [row.value.text() for row in self.rows]
        self._build()
        self.show_values(dict(enumerate(texts)), lit=lit)

    def _build(self) -> None:
        if self._program is None or self._theme is None:
            return
        settings, epochs = self._program
        lines = source_of(settings, str(epochs))
        while len(self.rows) < len(lines):
            self.rows.append(CodeRow())
            self._lines.addWidget(self.rows[-1])
            self.rows[-1].show()  # at once, for it may have to be scrolled to
        for row in self.rows[len(lines) :]:
            row.deleteLater()
        del self.rows[len(lines) :]
        before = len(preface_of(settings))
        for number, (row, line) in enumerate(zip(self.rows, lines, strict=True)):
            row.show_code(line, self._theme, breaks=number < before)
            row.set_lit(False)
        self._lit = None
        self._make_room()

    def _make_room(self) -> None:
        """Ask for the width of the loop, and the height of all rows; a line before the loop breaks where it must."""
        self.set_up.fit(self._inside_width)
        self._fit_rows()
        spread, margins = sum(row.leading for row in self.rows), self.body.contentsMargins()
        loop = sum(row.height() for row in self.rows) - spread
        height = loop + self.set_up.height()
        self._inside.setMinimumHeight(height + spread)
        self._scroll.setMaximumHeight(height + spread)
        room = self._height(self.set_up.height())
        width = max(row.minimumSizeHint().width() for row in self.rows) + 2  # the frame of the card
        self.setMinimumWidth(
            width + margins.left() + margins.right() + self._scroll.verticalScrollBar().sizeHint().width()
        )
        self.setMaximumHeight(QWIDGETSIZE_MAX if self._fills else room)
        rows = ROWS_AT_LEAST - self._fills  # where it is presented, a banner may stand below
        least = room - height - self._told + round(rows * loop / len(self.rows))
        self.setMinimumHeight(min(room, least))
        self._give_way()
        self.updateGeometry()
        self.height_changed.emit()

    @property
    def _inside_width(self) -> int:
        """The width of a line, the same with a scroll bar and without: else a line broken for the bar may need it."""
        return self._scroll.width() - self._scroll.verticalScrollBar().sizeHint().width()

    def _fit_rows(self) -> bool:
        """Give each row its height, and of what no row needs as much as a line again; return whether one changed."""
        before = [row.height() for row in self.rows]
        spare = self.height() - self._height(0) if self._fills else 0
        if self.set_up.unfolded or spare >= self.set_up.height():  # else it is scrolled past
            spare -= self.set_up.height()
        for row in self.rows:
            row.fit(self._inside_width, min(max(spare, 0) // len(self.rows), row.fontMetrics().height()))
        return before != [row.height() for row in self.rows]

    def _height(self, before: int) -> int:
        """The height of all there is, where what stands before the loop takes this much of it."""
        margins = self.body.contentsMargins()
        heading = 0 if self.chips.isHidden() else self.chips.height() + self.body.spacing()
        loop = sum(row.height() - row.leading for row in self.rows)
        return before + loop + heading + self._told + margins.top() + margins.bottom() + 2

    @property
    def _told(self) -> int:
        """The height of the sentence, whether it has room or not."""
        return self.sentence.minimumHeight() + self.body.spacing()

    @one_at_a_time
    def _give_way(self) -> None:
        """Tell of the lit line only where the lines need not be scrolled to for that.

        Presented it has no other place: the line that those before the loop are folded to is scrolled past then.
        """
        if self.rows:
            passed = self._fills and not self.set_up.unfolded
            hidden = self.height() < self._height(0 if passed else self.set_up.height())
            if hidden is not self.sentence.isHidden():
                self.sentence.setHidden(hidden)
                self.told_elsewhere.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line that comes next in view."""
        super().resizeEvent(event)
        if self.set_up.fit(self._inside_width):
            self._make_room()
        self._give_way()
        if self._fills or any(row.breaks for row in self.rows):
            self.body.activate()
            if self._fit_rows():
                self._make_room()
        self._settle()
        self._show_lit()
        self._count_below()

    def _show_lit(self) -> None:
        if self._lit is not None and self._lit < len(self.rows):
            self._show_row(self.rows[self._lit])
            if not self.set_up.unfolded:  # the line that they are folded to may be scrolled to
                bar = self._scroll.verticalScrollBar()
                bar.setValue(max(bar.value(), min(self.set_up.height(), bar.maximum())))

    def _show_row(self, row: CodeRow | None) -> None:
        if row is not None:
            self._settle()
            self._lines.activate()
            self._scroll.ensureWidgetVisible(row, 0, 0)
            end = row.mapTo(self._inside, row.rect().bottomLeft()).y() + 1 + self._covered
            bar = self._scroll.verticalScrollBar()  # not below what tells of lines that are not in view
            bar.setValue(max(bar.value(), end - self._scroll.viewport().height()))

    @property
    def _covered(self) -> int:
        """How much of the lines lies below what tells of others; the rest of it lies over the edge of the pane."""
        return self.below.sizeHint().height() - self.body.contentsMargins().bottom()

    @one_at_a_time
    def _count_below(self) -> None:
        """Tell at the lower edge, in what the lines are indented by, how many of the loop's are out of sight."""
        view = self._scroll.viewport()
        lowest = self._scroll.verticalScrollBar().value() + view.height()
        count = sum(row.geometry().bottom() > lowest for row in self.rows)
        self.below.setVisible(count > 0)
        text = counted(count, self.tr("↓ {count} more line"), self.tr("↓ {count} more lines"))
        self.below.setText(f"↓{count}")
        self.below.setAccessibleName(text.format(count=count))
        if count:
            self.below.adjustSize()
            edge = self._scroll.geometry()
            self.below.move(edge.left(), edge.bottom() + 1 - self._covered)
            self.below.raise_()

    def _settle(self) -> None:
        """Give the lines their place at once, and take away a scroll bar that is needed no longer.

        A scroll area that is asked while it resizes what is inside may keep that bar, over the ends of the values.
        """
        self.body.activate()
        QCoreApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))

    def sizeHint(self) -> QSize:
        """As high as all lines together."""
        return QSize(super().sizeHint().width(), self._height(self.set_up.height()))
