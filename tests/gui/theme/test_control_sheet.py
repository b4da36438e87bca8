"""What is handled wears the theme from edge to edge; nothing looks like another program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme.theme import THEMES, Theme, TypeScale
from tests.gui.conftest import dress
from tests.gui.theme.contrast import GRAPHICS, contrast

Show = Callable[[QWidget], QWidget]

EACH = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)

MUCH = 0.01
"""The share of a picture from which on a colour is no edge of a letter."""


def combo() -> QComboBox:
    result = QComboBox()
    result.addItems(["one", "two", "three"])
    return result


def progress(last: int = 100) -> QProgressBar:
    result = QProgressBar()
    result.setRange(0, last)
    result.setValue(40)
    return result


def bar(orientation: Qt.Orientation) -> QScrollBar:
    result = QScrollBar(orientation)
    result.setRange(0, 100)
    result.setPageStep(50)
    return result


def table() -> QTableWidget:
    result = QTableWidget(30, 30)
    result.setCurrentCell(1, 1)
    return result


def edited(widget: QPlainTextEdit | QTextBrowser) -> QPlainTextEdit | QTextBrowser:
    widget.setPlainText("a text\n" * 40)
    return widget


def message() -> QMessageBox:
    buttons = QMessageBox.StandardButton
    result = QMessageBox(
        QMessageBox.Icon.NoIcon, "Slopewise", "Is it?", buttons.Save | buttons.Discard | buttons.Cancel
    )
    result.setInformativeText("Some words about it.")
    return result


def menu() -> QMenu:
    result = QMenu()
    result.addAction("one").setCheckable(True)
    result.actions()[0].setChecked(True)
    result.addSeparator()
    result.addMenu("two").addAction("three")
    return result


def disabled(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


WIDGETS: dict[str, Callable[[], QWidget]] = {
    "spin box": QSpinBox,
    "combo box": combo,
    "disabled combo box": lambda: disabled(combo()),
    "field": lambda: QLineEdit("text"),
    "button": lambda: QPushButton("Button"),
    "disabled button": lambda: disabled(QPushButton("Button")),
    "tool button": QToolButton,
    "checkbox": lambda: QCheckBox("Check"),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "upright scroll bar": lambda: bar(Qt.Orientation.Vertical),
    "scroll bar": lambda: bar(Qt.Orientation.Horizontal),
    "progress": progress,
    "busy": lambda: progress(0),
    "table": table,
    "text": lambda: edited(QPlainTextEdit()),
    "page": lambda: edited(QTextBrowser()),
    "message": message,
    "menu": menu,
    "buttons": lambda: QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel),
}


def in_dialog(widget: QWidget) -> QDialog:
    """A widget where there is a theme's ground behind it."""
    dialog = QDialog()
    QVBoxLayout(dialog).addWidget(widget)
    return dialog


def foreign(widget: QWidget, theme: Theme) -> dict[str, float]:
    """The colours, with their shares, that cover much of a widget and are not the theme's."""
    image = widget.grab().toImage()
    counts = Counter(image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()))
    whole = image.width() * image.height()
    own = {value for value in vars(theme).values() if isinstance(value, str)}
    return {name: count / whole for name, count in counts.items() if count > MUCH * whole and name not in own}


@EACH
@pytest.mark.parametrize("name", WIDGETS)
def test_it_wears_the_theme(name: str, theme: Theme, qapp: QApplication, show: Show) -> None:
    widget = WIDGETS[name]()
    shown = show(widget if widget.isWindow() and isinstance(widget, (QDialog, QMenu)) else in_dialog(widget))
    dress(shown, theme)
    qapp.processEvents()
    assert foreign(shown, theme) == {}


@EACH
def test_the_corner_between_two_scroll_bars_wears_the_theme(theme: Theme, qapp: QApplication, show: Show) -> None:
    area, inside = QScrollArea(), QWidget()
    inside.setFixedSize(500, 500)
    area.setWidget(inside)
    area.setFixedSize(200, 200)
    dialog = show(in_dialog(area))
    dress(dialog, theme)
    qapp.processEvents()
    image, side = dialog.grab(area.geometry()).toImage(), area.verticalScrollBar().width()
    ends = range(200 - side, 200)
    assert {image.pixelColor(x, y).name() for x in ends for y in ends} == {theme.window}


@EACH
def test_the_list_of_a_combo_box_wears_the_theme(theme: Theme, qapp: QApplication, show: Show) -> None:
    box = combo()
    dress(show(in_dialog(box)), theme)
    box.showPopup()
    qapp.processEvents()
    assert foreign(box.view(), theme) == {}
    box.hidePopup()


@EACH
@pytest.mark.parametrize("name", ["spin box", "combo box", "field", "button", "tool button", "checkbox", "page"])
def test_its_frame_can_be_seen(name: str, theme: Theme, qapp: QApplication, show: Show) -> None:
    widget = WIDGETS[name]()
    dialog = show(in_dialog(widget))
    dress(dialog, theme)
    qapp.processEvents()
    assert edge(dialog, widget) >= GRAPHICS


@pytest.mark.parametrize("name", ["combo box", "spin box"])
@EACH
def test_its_arrow_can_be_seen(name: str, theme: Theme, qapp: QApplication, show: Show) -> None:
    widget = WIDGETS[name]()
    widget.setFixedSize(90, 30)
    dress(show(in_dialog(widget)), theme)
    qapp.processEvents()
    image = widget.grab().toImage()
    inks = [image.pixelColor(x, y).name() for x in range(68, 86) for y in range(5, 25)]
    assert max(contrast(ink, theme.control) for ink in inks) >= GRAPHICS


@EACH
@pytest.mark.parametrize("arrow", [Qt.ArrowType.RightArrow, Qt.ArrowType.DownArrow])
@pytest.mark.parametrize("base", [13, 35])
def test_the_arrow_that_unfolds_grows_with_the_type(
    base: int, arrow: Qt.ArrowType, theme: Theme, qapp: QApplication, show: Show
) -> None:
    button = QToolButton()
    button.setProperty("role", "fold")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setArrowType(arrow)
    button.setText("   ")
    dress(show(in_dialog(button)), theme, TypeScale(base))
    qapp.processEvents()
    image = button.grab().toImage()
    inner = image.copy(image.rect().adjusted(3, 3, -3, -3))  # within the frame
    places = [(x, y) for x in range(inner.width()) for y in range(inner.height())]
    inked = [place for place in places if contrast(inner.pixelColor(*place).name(), theme.card) >= GRAPHICS]
    wide, high = (max(along) - min(along) + 1 for along in zip(*inked, strict=True))
    assert max(wide, high) > base / 2
    assert min(wide, high) > base / 4
    assert max(x for x, _ in inked) < base * 1.5  # the text begins there


def edge(window: QWidget, widget: QWidget) -> float:
    """How far the frame at the left of a widget stands out from what is beside it."""
    image = window.grab().toImage()
    corner = widget.mapTo(window, widget.rect().topLeft())
    y = corner.y() + widget.height() // 2
    row = [image.pixelColor(x, y).name() for x in range(corner.x() - 3, corner.x() + 8)]
    return max(contrast(row[0], colour) for colour in row)


@EACH
def test_a_wrong_number_is_told_from_a_field_with_the_keyboard_without_its_colour(
    theme: Theme, qapp: QApplication, show: Show
) -> None:
    field = QLineEdit()
    field.setProperty("invalid", True)
    dress(show(in_dialog(field)), theme)
    qapp.processEvents()
    image = field.grab().toImage()
    row = [image.pixelColor(x, 0).name() == theme.alarm for x in range(10, image.width() - 10)]
    assert any(row)
    assert not all(row)
