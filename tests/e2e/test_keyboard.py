"""The whole lesson without a mouse, in a real window; presenting needs a window manager (test_presenting.py)."""

from __future__ import annotations

from tests.e2e.conftest import begins_the_lesson
from tests.e2e.driver import Program
from tests.model.plain_script import LESSON, SKIPPED, Settings, plain_script


def run_for(program: Program, epochs: int) -> None:
    """Run so many epochs more at least, and pause."""
    enough = program.epochs() + epochs
    program.press("space")
    program.wait_until(lambda: program.epochs() >= enough)
    program.press("space")
    program.wait_for_state("PAUSED")


def test_the_whole_lesson_by_keyboard_alone(program: Program) -> None:
    run_for(program, 20)
    done = program.epochs()
    program.press("Right")
    program.wait_until(lambda: program.epochs() == done + 1)
    program.press("Down", "Down", "Down")
    program.wait_until(lambda: [lit for _, _, lit in program.ask("code")].count(True) == 1)
    program.press("Left", "Left")
    program.wait_until(lambda: program.read("session.time") == done - 1)
    program.press("Home")
    program.wait_until(lambda: program.read("session.time") == -1)
    program.press("r")
    program.wait_until(lambda: program.epochs() == 0 and program.state() == "PAUSED")

    program.press("z")
    program.wait_until(lambda: bool(program.read("view.charts.shows_why")))
    run_for(program, 40)
    assert program.ask("columns")["run"]["loss"] == [row.loss for row in plain_script(program.epochs(), SKIPPED)]
    program.press("z", "r")
    program.wait_until(lambda: begins_the_lesson(program))

    program.tab_to("view.training.lr")
    program.type("0.05")
    program.press("Return")
    program.wait_until(lambda: program.read("session.experiment")["settings"]["lr"] == 0.05)
    program.press("ctrl+g")
    program.type("120")
    program.press("Return")
    program.wait_until(lambda: program.read("session.time") == 120 and program.state() == "PAUSED")
    changes = LESSON | {0: Settings(0.05)}
    assert program.ask("columns")["run"]["loss"] == [row.loss for row in plain_script(121, changes)]

    program.tab_to("view.fit.plot")
    program.press("Return", "Up")
    program.wait_until(lambda: program.ask("data")[1][0] > 2)
    program.press("Escape", "ctrl+z")
    program.wait_until(lambda: program.ask("data") == [[1, 2, 3], [2, 4, 6]])

    program.tab_to("view.charts.tabBar")
    program.press(*["Left"] * 6, *["Right"] * 5)
    program.wait_until(lambda: bool(program.read("view.charts.compare.isVisible")))
    program.tab_to("view.charts.compare.ask")
    program.press("space")
    program.wait_until(lambda: bool(program.read("view.charts.compare.ask.menu.isVisible")))
    program.press("Down", "Return")
    program.wait_until(lambda: bool(program.ask("columns")["others"]) and program.state() == "PAUSED")
    program.tab_to("view.loss.plot")
    run_for(program, 20)

    program.press("ctrl+n")
    program.wait_until(lambda: begins_the_lesson(program) and not program.ask("columns")["others"])
