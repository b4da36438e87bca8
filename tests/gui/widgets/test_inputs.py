"""Controls that keep their own keys from the shortcuts, and leave the wheel alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QSpinBox, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.lesson.option import Hands
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import LIGHT, TypeScale
from gui.widgets.inputs import CheckBox, Choice, Count, Sentence, Slider, ToolButton, WholeChoice
from gui.widgets.number_edit import NumberEdit
from model.experiment import ZeroGrad


class Form(QWidget):
    """A window with one control, and shortcuts for all keys that controls keep."""

    def __init__(self) -> None:
        super().__init__()
        self.box, self.choice, self.slider = CheckBox(), Choice(list(ZeroGrad)), Slider()
        self.button, self.clicks = ToolButton(), 0
        self.button.clicked.connect(self.count)
        self.slider.setRange(0, 10)
        self.slider.setValue(5)
        self.choice.choose(ZeroGrad.AFTER_BACKWARD)
        self.pressed: list[str] = []
        layout = QVBoxLayout(self)
        for widget in (self.box, self.choice, self.slider, self.button):
            layout.addWidget(widget)
        for key in ("Space", "Return", "Enter", "Left", "Right", "Up", "Down", "Home", "End", "R"):
            action = QAction(key, self)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, key=key: self.pressed.append(key))
            self.addAction(action)

    def count(self) -> None:
        """The button has been pressed."""
        self.clicks += 1

    def state(self) -> tuple[bool, object, int]:
        """What the controls show."""
        return self.box.isChecked(), self.choice.chosen(), self.slider.value()


def test_a_sentence_has_its_fields_where_it_says() -> None:
    first, second = NumberEdit(0, 9), NumberEdit(0, 9)
    sentence = Sentence(first, second)
    for text, words in {
        "batch: [] of [] rows": ["batch:", "of", "rows"],
        "[]개의 [] ": ["", "개의", ""],
    }.items():
        sentence.say(text)
        parts = [part for part in sentence.children() if isinstance(part, QWidget)]
        layout = sentence.layout()
        assert layout is not None
        parts.sort(key=layout.indexOf)
        assert [parts.index(first), parts.index(second)] == [1, 3]
        assert [part.text() for part in parts if isinstance(part, QLabel)] == words
        assert [part.isHidden() for part in parts if isinstance(part, QLabel)] == [not word for word in words]
    sentence.say("batch: [] of [] rows")
    assert first.accessibleName() == "batch: … of … rows"


@pytest.fixture
def form(show: Callable[[QWidget], QWidget], activate: Callable[[QWidget], None]) -> Form:
    form = Form()
    show(form)
    activate(form)
    return form


def press(widget: QWidget, key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key[f"Key_{key}"], modifier)


def turn_wheel(widget: QWidget, notches: int) -> bool:
    """Turn the wheel over a control; return whether it has taken the event for itself."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_space_ticks_a_checkbox_that_has_the_focus(form: Form) -> None:
    for on in (True, False):
        press(form.box, "Space")
        assert (form.box.isChecked(), form.pressed) == (on, [])


def test_space_opens_a_choice_that_has_the_focus(form: Form) -> None:
    press(form.choice, "Space")
    assert form.choice.view().isVisible()
    assert form.pressed == []
    form.choice.hidePopup()


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("Up", ZeroGrad.BEFORE_BACKWARD),
        ("Down", ZeroGrad.AFTER_STEP),
        ("Home", ZeroGrad.BEFORE_FORWARD),
        ("End", ZeroGrad.NEVER),
    ],
)
def test_arrows_move_a_choice_that_has_the_focus(form: Form, key: str, where: ZeroGrad) -> None:
    press(form.choice, key)
    assert (form.choice.chosen(), form.pressed) == (where, [])


@pytest.mark.parametrize(("key", "value"), [("Left", 4), ("Right", 6), ("Home", 0), ("End", 10)])
def test_arrows_move_a_slider_that_has_the_focus(form: Form, key: str, value: int) -> None:
    press(form.slider, key)
    assert (form.slider.value(), form.pressed) == (value, [])


def test_arrows_beside_the_digits_are_arrows_too(form: Form) -> None:
    press(form.slider, "Left", Qt.KeyboardModifier.KeypadModifier)
    assert (form.slider.value(), form.pressed) == (4, [])


@pytest.mark.parametrize(
    ("control", "key"),
    [("box", "R"), ("box", "Right"), ("box", "Down"), ("choice", "R"), ("slider", "R"), ("slider", "Space")],
)
def test_keys_that_a_control_has_no_use_for_reach_the_window(form: Form, control: str, key: str) -> None:
    before = form.state()
    press(getattr(form, control), key)
    assert (form.pressed, form.state()) == ([key], before)


@pytest.mark.parametrize("control", ["choice", "slider"])
@pytest.mark.parametrize("notches", [1, -3])
def test_the_wheel_changes_nothing_and_is_left_to_the_page(form: Form, control: str, notches: int) -> None:
    before, widget = form.state(), getattr(form, control)
    widget.setFocus()
    assert not turn_wheel(widget, notches)
    assert form.state() == before


@pytest.mark.parametrize("control", ["box", "choice", "slider"])
def test_a_click_leaves_the_keyboard_where_it_was(form: Form, control: str) -> None:
    form.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    form.setFocus()
    QTest.mouseClick(getattr(form, control), Qt.MouseButton.LeftButton)
    form.choice.hidePopup()
    assert not getattr(form, control).hasFocus()


def test_a_choice_keeps_its_value_where_the_same_values_are_offered_again(form: Form) -> None:
    form.choice.offer(list(ZeroGrad))
    assert form.choice.chosen() is ZeroGrad.AFTER_BACKWARD


def test_a_list_that_opens_is_as_wide_as_its_longest_name(show: Callable[[QWidget], QWidget]) -> None:
    longest = "between backward() and step(), and wherever else"
    window, choice = QWidget(), Choice([1, 2])
    choice.setParent(window)
    choice.setFixedWidth(80)
    choice.name({1: "one", 2: longest})
    window.resize(900, 200)
    show(window)
    choice.showPopup()
    assert choice.view().width() >= choice.fontMetrics().horizontalAdvance(longest)
    choice.hidePopup()


@pytest.mark.parametrize("key", ["Space", "Return", "Enter"])
def test_a_key_presses_a_button_that_has_the_focus_and_is_no_shortcut_there(form: Form, key: str) -> None:
    press(form.button, key)
    assert (form.clicks, form.pressed) == (1, [])


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_a_menu_does_not_keep_whoever_has_opened_it(form: Form, how: str) -> None:
    """Qt's own way to open it returns when it is closed, and until then no other thread could run Python."""
    menu = QMenu(form.button)
    menu.addAction("one")
    form.button.setMenu(menu)
    QTimer.singleShot(1000, menu.close)  # what would otherwise wait for ever fails
    if how == "key":
        QTest.keyClick(form.button, Qt.Key.Key_Space)
    else:
        QTest.mousePress(form.button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()


@pytest.fixture
def in_egypt() -> Iterator[None]:
    QLocale.setDefault(QLocale("ar_EG"))
    yield
    QLocale.setDefault(QLocale.system())


@pytest.mark.usefixtures("in_egypt")
@pytest.mark.parametrize("make", [lambda: Count(range(20)), Hands])
def test_whatever_the_locale_the_digits_are_those_of_all_other_numbers(
    qtbot: QtBot, make: Callable[[], QSpinBox]
) -> None:
    field = make()
    qtbot.addWidget(field)
    field.setValue(17)
    assert field.text().startswith("17")


@pytest.mark.parametrize("base", [13, 26, 40])
def test_a_whole_choice_shows_its_longest_name_in_type_of_any_size(qtbot: QtBot, base: int) -> None:
    choice = WholeChoice([False, True])
    qtbot.addWidget(choice)
    choice.name({False: "all", True: "the last sixty epochs"})
    choice.setStyleSheet(style_sheet(LIGHT, TypeScale(base)))
    choice.show()
    for size in (choice.sizeHint(), choice.minimumSizeHint()):
        choice.resize(size)
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        part = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField
        room = choice.style().subControlRect(*part, choice).width()
        assert choice.fontMetrics().horizontalAdvance("the last sixty epochs") <= room
