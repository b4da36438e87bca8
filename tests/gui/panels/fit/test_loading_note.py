"""As long as PyTorch is loaded, the fit says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.panels.fit.fit_plot import FitPlot
from gui.panels.fit.loading_note import LOOKED, MODULES
from gui.session.engine import State
from gui.session.shown import Shown
from gui.theme.theme import LIGHT, TypeScale
from gui.theme.translation import Language
from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings, Parameters
from model.run import Run
from tests.gui.conftest import is_korean


@pytest.fixture
def fit(show: Callable[[QWidget], QWidget]) -> FitPlot:
    fit = FitPlot()
    fit.resize(500, 400)
    fit.restyle(LIGHT, TypeScale())
    show(fit)
    return fit


def a_run(start: Parameters | None) -> Run:
    run = Run(Experiment())
    run.start = start
    return run


def test_it_is_there_until_torch_is(fit: FitPlot) -> None:
    note, seen = fit._loading, []
    for state, start in (
        (State.PREPARING, None),
        (State.RUNNING, None),
        (State.RUNNING, Parameters(0.0, 0.0)),
        (State.PREPARING, Parameters(0.0, 0.0)),
        (State.PAUSED, Parameters(0.0, 0.0)),
        (State.FAILED, None),
    ):
        fit.show_frame(Shown(state=state, run=a_run(start)))
        seen.append((note.isVisible(), note.text.text() if note.isVisible() else ""))
    loading = "Preparing PyTorch …"
    assert seen == [(True, loading), (True, f"{loading}\nThen the loop runs."), *[(False, "")] * 4]


def test_it_tells_how_far_it_is(fit: FitPlot, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    fit.show_frame(Shown())
    note = fit._loading
    before = note.bar.value()
    for number in range(MODULES // 2):
        monkeypatch.setitem(sys.modules, f"made_up_{number}", sys)
    qtbot.waitUntil(lambda: note.bar.value() - before == MODULES // 2)
    for number in range(MODULES):  # another torch may have more of them
        monkeypatch.setitem(sys.modules, f"made_up_{number}", sys)
    qtbot.wait(2 * LOOKED)
    assert 0 <= note.bar.value() <= MODULES
    fit.show_frame(Shown(state=State.PAUSED, run=a_run(Parameters(0.0, 0.0))))
    assert not note._looks.isActive()


def test_it_lies_over_the_plot_in_any_size(fit: FitPlot) -> None:
    fit.show_frame(Shown())
    for size in ((500, 400), (260, 200), (900, 700)):
        fit.resize(*size)
        assert fit.rect().contains(fit._loading.geometry())
        assert fit._loading.geometry().contains(fit.rect().center())


def test_one_line_says_what_this_is_about(fit: FitPlot, speak: Callable[[Language], None]) -> None:
    fit.show_frame(Shown())
    assert fit.captions.about.text() == "PyTorch looks for the line that tells the exam score from the hours studied."
    own = replace(Dataset.of([1, 2], [3, 4]), x_name="speed", y_name="distance")
    fit.show_frame(Shown(experiment=Experiment(settings=LoopSettings(data=own))))
    assert fit.captions.about.text() == "PyTorch looks for the line that tells y from x."
    speak(Language.KOREAN)
    assert is_korean(fit.captions.about.text())
    assert fit.captions.about.isVisible()
    fit.resize(500, 150)
    assert not fit.captions.about.isVisible()  # the plot needs its room
