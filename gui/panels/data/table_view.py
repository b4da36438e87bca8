"""A table that keeps the keys it has a use for, and copies and pastes like a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.theme.tips import WrapsTips
from gui.widgets.inputs import ARROWS

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
MOVES = ARROWS | {Key.Key_PageUp, Key.Key_PageDown}
REMOVES = frozenset({Key.Key_Delete, Key.Key_Backspace})
LEAVES = frozenset({Key.Key_Escape})
OPENS = frozenset({Key.Key_F2, Key.Key_Return, Key.Key_Enter})
COMMANDS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll)
NUMERIC = frozenset("0123456789.,+-−")
"""What a number may begin with: other letters are the window's shortcuts."""


class _Delegate(QStyledItemDelegate):
    """Numbers stay where they are while they are edited."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = None
        super().destroyEditor(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self.editor = None  # first: the data that change have the view look for it
        super().setModelData(editor, model, index)

    editor: QWidget | None = None
    """What a number is being typed into, unless it has been taken over."""


class CellsView(WrapsTips, QTableView):
    """Numbers are typed over a cell; Delete and paste are asked for, and Copy takes the selection along."""

    remove_wanted = Signal(list)
    """The rows that have a selected cell."""
    paste_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)  # Tab leaves the table, as it leaves every control
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def go_to(self, row: int, column: int) -> None:
        """Make this cell the current one and select it alone, whatever modifier is held."""
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.model().index(row, column), select)

    def stop_editing(self) -> None:
        """Give up what is being typed, unless it is just being taken over."""
        if (editor := self._delegate.editor) is not None:
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def finish(self) -> None:
        """Take over what is being typed."""
        if (editor := self._delegate.editor) is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def commitData(self, editor: QWidget) -> None:
        """Take over what was typed; Return wishes it from Qt's queue, when it may long have been finished."""
        if editor is self._delegate.editor:
            super().commitData(editor)

    def copy(self) -> None:
        """Put the selected cells onto the clipboard, a line a row, with tabs between them."""
        rows: dict[int, dict[int, str]] = {}
        for index in self.selectionModel().selectedIndexes():
            rows.setdefault(index.row(), {})[index.column()] = str(index.data())
        lines = ("\t".join(cells[column] for column in sorted(cells)) for _, cells in sorted(rows.items()))
        text = "\n".join(line for line in lines if line.strip())
        if text:
            QGuiApplication.clipboard().setText(text)

    def event(self, event: QEvent) -> bool:
        """Keep the table's keys from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._has_use_for(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, edit, copy, paste, remove; Escape gives the keys back to the window, as it does in a field."""
        if not self._has_use_for(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Key.Key_Escape:
            self.clearSelection()
            self.clearFocus()
        elif event.key() in REMOVES:
            self.remove_wanted.emit(sorted({index.row() for index in self.selectionModel().selectedIndexes()}))
        elif event.key() in OPENS:
            rests = self.state() is not QAbstractItemView.State.EditingState  # Enter comes by on its way out of a cell
            if rests and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with the keyboard sees where it is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.go_to(0, 0)

    def _has_use_for(self, event: QKeyEvent) -> bool:
        if any(event.matches(command) for command in COMMANDS):
            return True
        others = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if others != Qt.KeyboardModifier.NoModifier:
            return False
        return event.key() in MOVES | REMOVES | OPENS | LEAVES or event.text() in NUMERIC
