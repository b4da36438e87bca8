"""Comparing runs with the mouse and the keyboard, in a real window."""

from __future__ import annotations

import pytest

from tests.e2e.driver import Program
from tests.model.plain_script import LESSON, SKIPPED, Changes, Settings, plain_script

EPOCHS = 80


def run_to_the_end(program: Program) -> None:
    """Run with Space to the last epoch, the runs beside it too."""
    program.press("space")
    program.wait_for_state("FINISHED")
    program.wait_until(lambda: program.text("view.readouts.epoch") == str(EPOCHS - 1))


def assert_is(found: dict[str, list[float]], changes: Changes) -> None:
    """A run is the plain script's, bit for bit."""
    plain = plain_script(len(found["loss"]), changes)
    for name in ("loss", "W", "b", "W_grad", "b_grad"):
        assert found[name] == [getattr(row, name) for row in plain], name


def rows(program: Program) -> list[str]:
    """What the rows of the panel are called, as far as they are shown."""
    names = [f"view.charts.compare.rows.{place}" for place in range(7)]
    return [program.read(f"{row}._text") for row in names if program.read(f"{row}.name.isVisible")]


@pytest.fixture
def comparing(program: Program) -> Program:
    """The program with the panel in view and few epochs to run."""
    program.fill_in("view.training.epochs", str(EPOCHS))
    program.press("Return")
    program.drag_handle("toolbar.speed", +300)
    program.turn_to("view.charts", "Compare")
    program.wait_until(lambda: bool(program.read("view.charts.compare.isVisible")))
    return program


def test_with_and_without_zero_grad_side_by_side(comparing: Program) -> None:
    comparing.choose("view.charts.compare.ask", "With and without zero_grad()")
    comparing.wait_until(lambda: bool(comparing.read("view.charts.bowl.isVisible")))
    comparing.turn_to("view.charts", "Compare")
    comparing.wait_until(lambda: rows(comparing) == ["this run: with zero_grad()", "1: no zero_grad()"])
    comparing.wait_for_state("PAUSED")
    run_to_the_end(comparing)
    columns = comparing.ask("columns")
    assert_is(columns["run"], LESSON)
    (other,) = columns["others"]
    assert len(other["loss"]) == EPOCHS
    assert_is(other, SKIPPED)
    assert "1" in comparing.ask("marks")
    shown = comparing.text("view.charts.compare.rows.1.numbers.0").replace("−", "-")
    assert float(shown) == pytest.approx(other["loss"][-1], abs=1e-6)


def test_a_run_is_pinned_with_P_and_stays_while_another_runs_and_can_be_removed(comparing: Program) -> None:
    run_to_the_end(comparing)
    comparing.press("p")
    comparing.wait_until(lambda: rows(comparing) == ["this run", "1"])
    comparing.fill_in("view.training.lr", "0.1")
    comparing.press("Return", "r")
    comparing.wait_for_state("PAUSED")
    comparing.wait_until(lambda: rows(comparing) == ["this run: lr 0.1", "1: lr 0.01"])
    run_to_the_end(comparing)
    columns = comparing.ask("columns")
    assert_is(columns["run"], {0: Settings(lr=0.1)})
    assert_is(columns["others"][0], LESSON)
    comparing.click("view.charts.compare.rows.1.remove")
    comparing.wait_until(lambda: rows(comparing) == [])


def test_undo_brings_the_run_before_a_comparison_back(comparing: Program) -> None:
    run_to_the_end(comparing)
    comparing.choose("view.charts.compare.ask", "Three learning rates, about the limit")
    comparing.wait_until(lambda: len(rows(comparing)) == 3)
    comparing.wait_for_state("PAUSED")
    comparing.press("ctrl+z")
    comparing.wait_until(lambda: comparing.epochs() == EPOCHS)
    assert rows(comparing) == []
    assert_is(comparing.ask("columns")["run"], LESSON)
