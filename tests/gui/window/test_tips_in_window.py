"""No tool tip of the window is wider than a line that can be read at a glance."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QTabBar, QWidget

from gui.theme.tips import COLUMNS, columns
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from tests.gui.conftest import hear_language


@pytest.mark.parametrize("language", list(Language))
def test_no_tip_is_wider_than_a_line(reuse_window: Callable[..., MainWindow], language: Language) -> None:
    window = reuse_window()
    window.set_language(language)
    hear_language()
    tips = {widget.toolTip() for widget in window.findChildren(QWidget)}
    tips |= {action.toolTip() for action in window.findChildren(QAction)}
    tips |= {bar.tabToolTip(at) for bar in window.findChildren(QTabBar) for at in range(bar.count())}
    window.set_language(Language.ENGLISH)
    hear_language()
    lines = {line for tip in tips if not Qt.mightBeRichText(tip) for line in tip.split("\n")}
    assert len(tips) > 40
    assert {line for line in lines if columns(line) > COLUMNS} == set()
