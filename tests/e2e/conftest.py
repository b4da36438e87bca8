"""Programs, each on a screen of its own; every one must end with exit code 0 and without a word on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.e2e.driver import Program, store_settings
from tests.screen import virtual_screen


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over the tests of this folder where there is no X server to give them a screen, nor xdotool to type."""
    if sys.platform == "linux":
        return
    for item in items:  # of the whole session
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="the virtual screen is an X server"))


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[Program]:
    """Start the program; end it afterwards, if that has not been done, and look how it has gone."""
    with virtual_screen() as display:
        program = Program(display, home, *arguments)
        try:
            program.wait_for_window()
            yield program
            if program.process.poll() is None:
                program.quit()
            assert program.stderr() == ""
            assert program.process.returncode == 0
        finally:
            program.kill()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start the program with these arguments; one after the other, they share their settings."""
    with ExitStack() as programs:
        yield lambda *arguments: programs.enter_context(started(tmp_path, *arguments))


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program in Korean, where `kept` is in English, that runs as fast as it goes."""
    home = tmp_path_factory.mktemp("fast")
    store_settings(home, speed=None)
    with started(home, "--lang", "ko") as program:
        program.wait_for_state("PAUSED")
        yield program


@pytest.fixture
def finished(fast: Program) -> Program:
    """The lesson, begun with Space and run to its end; only to be looked at."""
    return run_to(fast, "FINISHED", lr=0.01)


@pytest.fixture
def diverged(fast: Program) -> Program:
    """A run that has left the finite numbers; only to be looked at."""
    return run_to(fast, "DIVERGED", lr=0.19)


def run_to(program: Program, end: str, lr: float) -> Program:
    """Have it stand at this end of a run with this learning rate."""
    if program.state() != end:
        program.fill_in("view.training.lr", f"{lr}")
        program.press("Return", "r")
        program.wait_until(lambda: (program.epochs(), program.state()) == (0, "PAUSED"))
        program.press("space")
        program.wait_for_state(end)
    return program


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One program for most tests: loading torch takes seconds."""
    home = tmp_path_factory.mktemp("kept")
    store_settings(home, more=True)
    with started(home) as program:
        program.resize(1366, 1150)  # so that nothing has to be scrolled to
        program.wait_for_state("PAUSED")
        yield program


@pytest.fixture(scope="session")
def usual_speed(kept: Program) -> int:
    """Where the handle of the speed stands at first."""
    return int(kept.read("toolbar.speed.value"))


@pytest.fixture
def program(kept: Program, usual_speed: int) -> Iterator[Program]:
    """The program before the first epoch of the lesson, at its usual speed; brought back to that afterwards."""
    yield kept
    if kept.state() == "RUNNING":
        kept.press("space")
        kept.wait_until(lambda: kept.state() != "RUNNING")
    if kept.read("toolbar.speed.value") != usual_speed:
        kept.drag_to("toolbar.speed", usual_speed)
    experiment = kept.read("session.experiment")
    for path, present, lesson in (
        ("view.training.lr", experiment["settings"]["lr"], 0.01),
        ("view.training.epochs", experiment["epochs"], 4000),
        ("view.loop.every", experiment["settings"]["every"], 1),
        ("view.loop.momentum", experiment["settings"]["momentum"], 0),
    ):
        if present != lesson:
            kept.fill_in(path, f"{lesson}")
            kept.press("Return")
    if experiment["settings"]["zero_grad"] != "before-backward":
        kept.choose_from("view.loop.where", "before backward()")
    for path, ticked in (
        ("view.loop.twins", kept.read("session.engine.twins_wanted")),
        ("view.loop.standardise", experiment["settings"]["standardise"]),
    ):
        if ticked:
            kept.click(path)
    if kept.ask("columns")["others"]:
        kept.turn_to("view.charts", "Compare")
        kept.click("view.charts.compare.end")
    kept.turn_to("view.charts", "Gradients")
    kept.press("r")
    kept.wait_until(lambda: begins_the_lesson(kept))


def begins_the_lesson(program: Program) -> bool:
    """Whether the lesson, as it is without any change, waits for its first epoch."""
    state, done, twins, experiment = program.ask(
        "read", "session.state", "session.history.__len__", "session.engine.twins_wanted", "session.experiment"
    )
    settings = {"lr": 0.01, "zero_grad": "before-backward", "every": 1, "accumulate": 1, "momentum": 0.0}
    return bool(
        (state, done, twins, experiment["epochs"]) == ("PAUSED", 0, False, 4000)
        and (settings | {"backward_twice": False, "step": True, "batch_size": 0, "standardise": False}).items()
        <= experiment["settings"].items()
    )
