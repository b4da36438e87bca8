"""The least-squares line beside the run."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from gui.panels.fit.fit_plot import FitPlot
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.dataset import LESSON, Dataset
from tests.gui.conftest import is_korean, points


@pytest.fixture
def fit(show: Callable[[QWidget], QWidget]) -> FitPlot:
    fit = FitPlot()
    fit.restyle(LIGHT, TypeScale())
    fit.resize(600, 500)
    fit.show_data(LESSON)
    show(fit)
    return fit


def test_it_is_not_told_before_somebody_wants_to_know(fit: FitPlot) -> None:
    assert not fit.exact.isVisible()
    assert fit.exact._line.path().isEmpty()


def test_the_line_its_numbers_and_the_distance_are_shown(fit: FitPlot) -> None:
    fit.set_exact(True)
    fit.show_line(1.5, 0.25)
    (x0, y0), (x1, y1) = points(fit.exact._line.path())
    assert (y1 - y0) / (x1 - x0) == pytest.approx(2)
    assert fit.exact.answer.text().startswith("Exact (dashed): y = 2 x")
    assert "R² 1.0000" in fit.exact.answer.text()
    assert fit.exact.distance.text() == "Still to go: W +0.5, b −0.25"
    fit.set_exact(False)
    assert not fit.exact.isVisible()
    assert fit.exact._line.path().isEmpty()


def test_it_follows_the_data(fit: FitPlot) -> None:
    fit.set_exact(True)
    fit.show_data(Dataset.of([0, 1, 2], [1, 4, 7]))
    assert "y = 3 x + 1" in fit.exact.answer.text()


LARGE = [(10 * n, 1207.5 * 10 * n + 116223.4 + 3000 * (-1) ** n) for n in range(1, 10)]
TINY = [(10 * n, 2.345e-7 * 10 * n + 1e-7 * (-1) ** n) for n in range(1, 10)]


def test_its_numbers_can_be_compared_with_the_readouts(fit: FitPlot) -> None:
    fit.set_exact(True)
    fit.show_data(Dataset.of(*zip(*LARGE, strict=True)))
    fit.show_line(1.0, 0.0)
    assert fit.exact.answer.text() == "Exact (dashed): y = 1207.5 x + 115890.067, loss 8888888.9, R² 0.9909"
    assert fit.exact.distance.text() == "Still to go: W +1206.5, b +115890"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("data", [LARGE, TINY])
@pytest.mark.parametrize("width", [350, 380, 420, 600])
def test_all_of_it_has_room_on_a_narrow_card(
    fit: FitPlot, speak: Callable[[Language], None], data: list[tuple[float, float]], language: Language, width: int
) -> None:
    fit.set_exact(True)
    fit.show_data(Dataset.of(*zip(*data, strict=True)))
    speak(language)
    fit.resize(width, 500)
    fit.grab()
    answer = fit.exact.answer
    assert answer.metrics().horizontalAdvance(answer.text()) < answer.width()
    assert re.search(r", R² 0\.\d{4}$", answer.text())


def test_where_x_has_one_value_it_says_that_there_are_many(fit: FitPlot) -> None:
    fit.set_exact(True)
    fit.show_data(Dataset.of([2, 2], [1, 3]))
    fit.show_line(0.0, 0.0)
    assert "every line" in fit.exact.distance.text()


def test_it_speaks_korean(fit: FitPlot, speak: Callable[[Language], None]) -> None:
    fit.set_exact(True)
    speak(Language.KOREAN)
    assert is_korean(fit.exact.answer.text())
    assert is_korean(fit.exact.distance.text())
