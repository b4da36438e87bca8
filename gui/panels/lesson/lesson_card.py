"""The card of a lesson: a page from its question to its explanation, and the way to the others."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from gui.panels.lesson.page_parts import DONE, OPEN, PageParts
from gui.panels.lesson.page_view import PageView
from gui.panels.lesson.quiz_box import QuizBox
from gui.theme.theme import SPACE, Theme, TypeScale
from gui.theme.translation import counted
from gui.widgets.card import Card, label
from gui.widgets.inputs import PushButton, ToolButton


class LessonCard(Card):
    """Shows a PageView; what its user wants is emitted, and decided elsewhere."""

    page_wanted = Signal(int)
    restore_wanted, leave_wanted, sheet_wanted = Signal(), Signal(), Signal()

    rebuilt = Signal()
    """There are other parts that take the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("lesson", True)
        self.title.setProperty("role", "page")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.place, self.contents, self.leave = label("note"), ToolButton(), ToolButton()
        self.contents.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self.contents.setMenu(QMenu(self.contents))
        self.leave.setProperty("role", "close")
        self.header.insertWidget(0, self.place)
        self.header.insertWidget(1, self.contents)
        self.header.addWidget(self.leave)
        self.header.removeWidget(self.title)
        self.body.insertWidget(1, self.title)
        self.parts, self.quiz, self.sheet = PageParts(), QuizBox(), PushButton()
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._scroll = QScrollArea()
        self.back, self.restore, self.next = PushButton(), PushButton(), PushButton()
        self._view: PageView | None = None
        self._stops: tuple[QWidget, ...] = ()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._show_end)
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_view(self, view: PageView) -> None:
        """Show a page as it is now."""
        before, self._view = self._view, view
        ends = before is not None and before.place == view.place and view.result.done and not before.result.done
        if before is None or view.lesson is not before.lesson or view.place != before.place:
            self.parts.begin(view)
            self._scroll.verticalScrollBar().setValue(0)
        told = self.parts.reveal.hasFocus()
        self._show()
        if ends:
            self._soon.start()
            if told:
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        if view.quiz_is_over and before is not None and before.is_quiz and not before.quiz_is_over:
            self._scroll.verticalScrollBar().setValue(0)  # where the score is
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)  # pressed once more, it changes nothing
        if self.reading_order != self._stops:
            self._stops = self.reading_order
            self.rebuilt.emit()

    @property
    def reading_order(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as it stands from the top to the bottom."""
        footer = (self.back, self.restore, self.next)
        return (self.contents, self.leave, *self.parts.stops, *self.quiz.stops, self.sheet, *footer)

    def take_keyboard(self) -> None:
        """Let what is to be answered next have the keyboard, or else the action."""
        view = self._view
        if view is None:
            return
        place = self.quiz.next_stop or self.sheet if view.is_quiz else self.parts.next_stop(view)
        if place.isVisibleTo(self) and place.isEnabled():
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(place, 0, SPACE)
        else:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_end(self) -> None:
        """Scroll to what was found, as far as that leaves the action in view; it has been laid out by then."""
        parts, end = self.parts, self.parts.ending
        for part in (end, parts, self._inside):  # from the inside outwards
            part.updateGeometry()
        self._rows.activate()
        QCoreApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))
        self._scroll.ensureWidgetVisible(end, 0, 0)
        bar, first = self._scroll.verticalScrollBar(), parts.action if parts.action.isVisibleTo(self) else end
        bar.setValue(min(bar.value(), first.mapTo(self._inside, QPoint()).y()))

    def restyle(self, theme: Theme, scale: TypeScale) -> None:
        """Apply the theme."""
        self.quiz.restyle()
        self.parts.restyle(theme, scale)

    def retranslate(self) -> None:
        """Retranslate every text of its own."""
        self.setAccessibleName(self.tr("Lesson"))
        self.contents.setText(self.tr("Pages"))
        self.contents.setToolTip(self.tr("All pages of the lesson, and which are done"))
        self.leave.setText("×")
        self.leave.setToolTip(self.tr("Leave the lesson; what stood here before comes back (Ctrl+L)"))
        self.leave.setAccessibleName(self.tr("Leave the lesson"))
        self.sheet.setText(self.tr("Sheet …"))
        self.sheet.setToolTip(self.tr("Save predictions, votes, results and quiz as PDF or CSV"))
        self.back.setText(self.tr("← Page"))
        self.back.setToolTip(self.tr("The page before (Page Up)"))
        self.restore.setText(self.tr("Restore"))
        self.restore.setToolTip(self.tr("Bring the window back to the state of this page (Ctrl+R)"))
        self.next.setText(self.tr("Page →"))
        self.next.setToolTip(self.tr("The next page (Page Down)"))
        if self._view is not None:
            self._show()

    def _wire(self) -> None:
        for button, signal in (
            (self.restore, self.restore_wanted),
            (self.leave, self.leave_wanted),
            (self.sheet, self.sheet_wanted),
        ):
            button.clicked.connect(signal)
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.contents.menu().aboutToShow.connect(self._list_pages)

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 0, SPACE // 2, 0)
        self._rows.setSpacing(SPACE)
        for part in (self.parts, self.quiz, self.sheet):
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        footer = QHBoxLayout()
        for button in (self.back, self.restore, self.next):
            footer.addWidget(button, 1)
        self.body.addLayout(footer)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self.back.setEnabled(view.place > 0)
        self.next.setEnabled(view.place + 1 < view.lesson.places)
        self.place.setVisible(not view.is_quiz)
        self.parts.setVisible(not view.is_quiz)
        self.quiz.setVisible(view.is_quiz)
        self.sheet.setVisible(view.is_quiz)
        self.title.setText(self.tr("Quiz") if view.is_quiz else view.words.title)
        if view.is_quiz:
            self.quiz.show_view(view)
        else:
            self.place.setText(self._place(view))
            self.parts.show_view(view)

    def _place(self, view: PageView) -> str:
        page = view.page
        minutes = counted(page.minutes, self.tr("{n} minute"), self.tr("{n} minutes")).format(n=page.minutes)
        if page.extra:
            return self.tr("extra · {minutes}").format(minutes=minutes)
        text = self.tr("{place} of {all} · {minutes}")
        return text.format(place=view.place + 1, all=view.lesson.counted, minutes=minutes)

    def _go(self, steps: int) -> None:
        if self._view is not None:
            self.page_wanted.emit(self._view.place + steps)

    def _list_pages(self) -> None:
        view, menu = self._view, self.contents.menu()
        menu.clear()
        if view is None:
            return
        titles = [page.words_in(view.language).title for page in view.lesson.pages]
        for place, (title, done) in enumerate(zip([*titles, self.tr("Quiz")], view.marks, strict=False)):
            text = f"{DONE if done else OPEN}  {place + 1}  {title}".replace("&", "&&")
            action = menu.addAction(text, lambda place=place: self.page_wanted.emit(place))
            action.setCheckable(True)
            action.setChecked(place == view.place)
