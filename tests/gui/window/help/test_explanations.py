"""F1 tells what has the keyboard is for; whatever can have it has something to tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.theme.translation import Language
from gui.window.help.explanations import explanation
from gui.window.main_window import MainWindow
from tests.gui.conftest import hear_language, is_korean


def told(window: MainWindow, widget: QWidget) -> str:
    return explanation(widget, window.view, window.toolbar)


def focusable(window: MainWindow) -> list[QWidget]:
    """What Tab or a click gives the keyboard to, in sight or not."""
    takes = Qt.FocusPolicy.TabFocus | Qt.FocusPolicy.ClickFocus
    unused = window.view.charts.compare.rows[0].remove  # the run itself cannot be removed
    widgets = [widget for widget in window.findChildren(QWidget) if widget is not unused]
    return [widget for widget in widgets if widget.focusPolicy() & takes and not foreign(widget)]


def foreign(widget: QWidget) -> bool:
    """What hands the keyboard on, or is Qt's own: the list within a combo box is seen only as part of it."""
    if widget.focusProxy() is not None:
        return True
    parent = widget.parentWidget()
    return widget.objectName().startswith("Scroll") or (
        parent is not None and "QComboBox" in parent.metaObject().className()
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_widget_that_takes_the_keyboard_has_something_to_tell(active: MainWindow, language: Language) -> None:
    active.set_language(language)
    hear_language()
    widgets = focusable(active)
    mute = [f"{type(widget).__name__} {widget.accessibleName()}" for widget in widgets if not told(active, widget)]
    foreign_words = {told(active, widget) for widget in widgets if not is_korean(told(active, widget))}
    active.set_language(Language.ENGLISH)
    hear_language()
    assert len(widgets) > 40
    assert mute == []
    if language is Language.KOREAN:
        assert foreign_words <= {"torch.manual_seed(...)"}


def test_its_own_words_come_before_the_table_and_that_before_a_tip(active: MainWindow) -> None:
    field, skip = active.view.training.lr, active.view.loop.skip
    assert told(active, field).startswith("The learning rate")
    assert told(active, skip) == skip.toolTip()
    skip.setWhatsThis("Its own words")
    assert told(active, skip) == "Its own words"
    skip.setWhatsThis("")


def test_a_part_is_explained_as_the_whole_is(active: MainWindow) -> None:
    part = active.view.readouts.decimals.findChild(QLineEdit)
    assert part is not None
    assert told(active, part) == active.view.readouts.decimals.toolTip()


def test_f1_tells_it_beside_the_widget(active: MainWindow) -> None:
    field = active.view.training.epochs
    field.setFocus()
    before = set(QApplication.topLevelWidgets())
    QTest.keyClick(field, Qt.Key.Key_F1)
    bubbles = [one for one in set(QApplication.topLevelWidgets()) - before if "What" in one.metaObject().className()]
    assert len(bubbles) == 1
    QTest.keyClick(bubbles[0], Qt.Key.Key_Escape)


def test_f1_shows_the_keys_where_nothing_has_the_keyboard(active: MainWindow) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    active.actions_["explain"].trigger()
    page = active.help._open["keys"]
    assert page.isVisible()
    page.close()
