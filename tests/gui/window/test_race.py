"""The race: a comparison with and without zero_grad() brings the bowl forward, with both marbles."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.app import open_window
from gui.cli.options import window_parser
from gui.plots.glide import Glide
from gui.session.engine import State
from gui.theme.theme import LIGHT
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.comparison.ready_comparisons import Question
from model.experiment import LoopSettings, ZeroGrad
from model.run import Look
from tests.gui.conftest import WaitFor, colours, trained
from tests.gui.window.test_frames import calls_of

ROOT = Path(__file__).parents[3]


def ask(window: MainWindow, question: Question, epochs: int, wait_for: WaitFor) -> None:
    """Choose a comparison from the menu, and run it."""
    window.session.changes.set_epochs(epochs)
    window.menus.within["compare"].actions()[list(Question).index(question)].trigger()
    wait_for(window.session, State.PAUSED)
    window.session.run()
    wait_for(window.session, State.FINISHED)
    window.show_frame()


def marbles(window: MainWindow) -> list[list[int]]:
    """The runs of each marble."""
    return [marble.numbers for marble in window.view.charts.bowl.bowl.marbles.shown]


def test_with_and_without_zero_grad_race_in_the_bowl(window: MainWindow, wait_for: WaitFor) -> None:
    ask(window, Question.ZERO_GRAD, 24, wait_for)
    charts = window.view.charts
    assert charts.bowl.isVisible()
    assert marbles(window) == [[0], [1]]
    own, other = charts.bowl.bowl.marbles.shown
    assert own.held.path().isEmpty()
    assert not other.held.path().isEmpty()


def test_momentum_one_and_the_skipped_run_are_one_marble_and_their_epochs_are_counted(
    window: MainWindow, wait_for: WaitFor
) -> None:
    ask(window, Question.MARBLE, 150, wait_for)
    assert window.view.charts.bowl.isVisible()
    assert marbles(window) == [[0, 1]]
    assert "in all 150 epochs" in window.view.charts.bowl.bowl.agreement.text()


def test_other_questions_bring_the_table_forward(window: MainWindow, wait_for: WaitFor) -> None:
    ask(window, Question.LEARNING_RATES, 10, wait_for)
    assert window.view.charts.compare.isVisible()


def test_where_something_is_presented_the_race_is_on_the_stage(window: MainWindow, wait_for: WaitFor) -> None:
    window.presenting.start(full_screen=False)
    try:
        ask(window, Question.ZERO_GRAD, 5, wait_for)
        assert window.view.charts.bowl.isVisible()
    finally:
        window.presenting.stop()


def test_a_bowl_that_is_seen_is_presented(window: MainWindow) -> None:
    charts = window.view.charts
    for panel, presented in ((charts.gradients, False), (charts.bowl, True)):
        charts.bring_up(panel)
        window.presenting.start(full_screen=False)
        assert charts.bowl.isVisible() is presented
        window.presenting.stop()
        window.presenting.show_parts([0, 1])


def test_a_look_at_the_bowl_is_saved_by_its_name(window: MainWindow) -> None:
    window.view.charts.bring_up(window.view.charts.bowl)
    assert window._look().chart == "bowl"
    window.view.charts.bring_up(window.view.charts.gradients)
    window._look_as(Look(-1, "bowl", logarithmic=False, speed=50.0))
    assert window.view.charts.bowl.isVisible()


def test_the_command_line_begins_the_race_and_the_picture_has_it(tmp_path: Path) -> None:
    """In a process of its own, as a picture is made."""
    picture = tmp_path / "race.png"
    asked = "--compare zero-grad --epochs 24 --size 1280x800 --screenshot"
    subprocess.run([sys.executable, "-m", "gui", *asked.split(), str(picture)], cwd=ROOT, check=True)
    names = colours(QImage(str(picture)))
    assert LIGHT.others[0] in names  # the second marble's way


@pytest.mark.parametrize(("asked", "chart"), [([], "bowl"), (["--chart", "landscape"], "landscape")])
def test_a_chart_that_is_asked_for_comes_before_that_of_the_comparison(
    qtbot: QtBot, asked: list[str], chart: str
) -> None:
    options = window_parser().parse_args(["--compare", "zero-grad", *asked])
    window = open_window(options, Preferences(Language.ENGLISH))
    qtbot.addWidget(window)
    window.session.begin()
    qtbot.waitUntil(lambda: len(window.session.frame().others) == 1)
    assert window._look().chart == chart
    window.close()


def test_less_motion_reaches_the_bowl(window: MainWindow) -> None:
    glide = window.view.charts.bowl.findChild(Glide)
    assert glide is not None
    window.choose("less_motion", on=True)
    try:
        assert glide._less
    finally:
        window.choose("less_motion", on=False)


def test_behind_another_tab_the_bowl_is_not_even_asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    bowl = window.view.charts.bowl
    window.view.charts.bring_up(window.view.charts.gradients)
    asked: list[object] = []
    monkeypatch.setattr(bowl, "show_frame", asked.append)
    window.show_frame()
    assert asked == []


def test_a_frame_that_is_not_turned_calls_little_and_no_more_after_a_long_run(window: MainWindow) -> None:
    charts, history = window.view.charts, window.session.history
    charts.bring_up(charts.bowl)
    swing = trained(60, LoopSettings(zero_grad=ZeroGrad.NEVER))

    def grow(epochs: int) -> int:
        for number in range(len(history), len(history) + epochs):
            history.append(swing.epoch(number % 60)._replace(number=number))
        shown = replace(window.session.frame(), number=1, speed=None, state=State.RUNNING)
        return calls_of(lambda: charts.bowl.show_frame(shown))

    few = [grow(200) for _ in range(6)][-1]
    many = [grow(20_000), grow(200), grow(200)][-1]
    assert 100 < few < 2500
    assert many <= 1.2 * few
