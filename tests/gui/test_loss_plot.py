"""The loss chart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.loss_plot import LossPlot
from gui.theme import DARK, LIGHT, Theme, TypeScale
from gui.translation import Language
from tests.gui.conftest import colours, is_korean, points, trained


@pytest.fixture
def chart(show: Callable[[QWidget], QWidget]) -> LossPlot:
    chart = LossPlot()
    chart.restyle(LIGHT, TypeScale())
    chart.resize(500, 300)
    show(chart)
    return chart


def heights(chart: LossPlot) -> list[float]:
    return [y for _, y in points(chart.plot.curves["loss"]._chunks[0].path())]


def test_it_draws_the_loss_of_each_epoch(chart: LossPlot) -> None:
    chart.show_history(trained(3), 2)
    assert heights(chart) == pytest.approx([18.666666, 14.770963, 11.691541])


def test_the_logarithmic_axis_draws_its_powers_of_ten(chart: LossPlot) -> None:
    chart.set_logarithmic(True)
    chart.show_history(trained(3), 2)
    assert heights(chart) == pytest.approx(np.log10([18.666666, 14.770963, 11.691541]))


def test_the_axis_names_the_loss_itself_and_not_its_logarithm(chart: LossPlot) -> None:
    chart.set_logarithmic(True)
    left = chart.plot.axes()[1]
    assert left.tickStrings([-2.0, 0.0, 1.0], 1.0, 1.0) == ["0.01", "1", "10"]


def test_the_checkbox_asks_for_the_other_axis(chart: LossPlot, qtbot: QtBot) -> None:
    for on in (True, False):
        with qtbot.waitSignal(chart.logarithmic_toggled) as asked:
            QTest.mouseClick(chart.logarithmic, Qt.MouseButton.LeftButton)
        assert asked.args == [on]


def test_the_checkbox_shows_the_axis(chart: LossPlot) -> None:
    chart.set_logarithmic(True)
    assert chart.logarithmic.isChecked()
    chart.set_logarithmic(False)
    assert not chart.logarithmic.isChecked()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_curve_and_legend_wear_the_colour_of_the_error(chart: LossPlot, theme: Theme) -> None:
    chart.show_history(trained(40), 39)
    chart.restyle(theme, TypeScale())
    assert theme.error in colours(chart.plot.grab().toImage())
    assert theme.error in chart._legend.text()


def test_it_speaks_korean_and_english_again(chart: LossPlot, speak: Callable[[Language], None]) -> None:
    def texts() -> list[str]:
        names = [axis.label.toPlainText().strip() for axis in chart.plot.axes()]
        return [chart.title.text(), chart.logarithmic.text(), *names]

    english = texts()
    speak(Language.KOREAN)
    assert all(is_korean(text) for text in texts())
    speak(Language.ENGLISH)
    assert texts() == english
