"""The program as its user meets it: a real window, real keys, a real mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from gui.cli.option_types import SMALLEST
from gui.theme.theme import DARK, LIGHT
from tests.e2e.driver import Program, settled, store_settings
from tests.environment import PATIENCE
from tests.model.plain_script import plain_script

SIZES = [SMALLEST, (1280, 800), (1920, 1080)]
HANGUL = re.compile("[가-힣]")


def test_space_runs_to_the_last_epoch(finished: Program) -> None:
    assert finished.epochs() == 4000


def test_W_b_and_loss_in_the_window_are_those_of_the_plain_script(finished: Program) -> None:
    last = plain_script(4000)[-1]
    shown = [finished.text(f"view.readouts.{name}") for name in ("W", "b", "loss")]
    assert shown == [f"{number:.6f}" for number in (last.W, last.b, last.loss)]


def test_the_window_says_since_when_the_loss_reads_as_zero(finished: Program) -> None:
    assert finished.text("view.readouts.loss") == "0.000000"
    assert "2485" in finished.text("view.readouts.zero_note")


def press_Z(program: Program) -> None:
    program.press("z")


def click_the_checkbox(program: Program) -> None:
    program.click("view.loop.skip")


def gradients_agree(program: Program) -> bool:
    """Whether what stands in .grad reads the same as this epoch's own gradient, in one frame."""
    held, fresh = program.ask("read", "view.readouts.W_grad.text", "view.readouts.W_fresh.text")
    return bool(held == fresh)


@pytest.mark.parametrize("skip", [press_Z, click_the_checkbox])
def test_zero_grad_is_skipped_and_called_again_while_the_loop_runs(
    program: Program, skip: Callable[[Program], None]
) -> None:
    program.press("space")
    program.wait_until(lambda: gradients_agree(program))
    explanation = program.text("view.explanation.text")
    skip(program)
    program.wait_until(lambda: not gradients_agree(program))
    program.wait_until(lambda: program.text("view.explanation.text") != explanation)
    skip(program)
    program.wait_until(lambda: gradients_agree(program))
    program.wait_until(lambda: program.text("view.explanation.text") == explanation)
    ran_with = [settings["zero_grad"] for _, settings in program.read("session.history.changes")]
    assert ran_with == ["before-backward", "never", "before-backward"]


def epochs_keep_coming(program: Program) -> None:
    """Wait for another epoch of a run that nothing has stopped."""
    done = program.epochs()
    assert program.state() == "RUNNING"
    program.wait_until(lambda: program.epochs() > done)


def test_the_language_changes_there_and_back_while_the_loop_runs(program: Program) -> None:
    paths = ("view.training.title", "view.explanation.text", "actions_.run", "_status.message", "toolbar._speed_value")
    program.press("space")
    program.wait_for_state("RUNNING")
    english = [program.text(path) for path in paths]
    program.choose("menus.within.languages", "한국어")
    program.wait_until(lambda: all(HANGUL.search(program.text(path)) for path in paths))
    epochs_keep_coming(program)
    program.choose("menus.within.languages", "English")
    program.wait_until(lambda: [program.text(path) for path in paths] == english)
    epochs_keep_coming(program)


def test_the_colours_change_there_and_back_while_the_loop_runs(program: Program) -> None:
    program.press("space")
    program.wait_for_state("RUNNING")
    program.choose("menus.within.schemes", "Dark")
    program.wait_until(lambda: program.ask("colour") == DARK.window)
    epochs_keep_coming(program)
    program.choose("menus.within.schemes", "Light")
    program.wait_until(lambda: program.ask("colour") == LIGHT.window)
    epochs_keep_coming(program)


def test_the_right_arrow_runs_one_epoch(program: Program) -> None:
    program.press("Right")
    program.wait_until(lambda: program.text("view.readouts.epoch") == "0")
    assert program.text("view.readouts.W") == "0.186667"
    assert program.epochs() == 1


def test_R_goes_back_to_the_start(program: Program) -> None:
    program.press("Right", "Right")
    program.wait_until(lambda: program.text("view.readouts.epoch") == "1")
    program.press("r")
    program.wait_until(lambda: at_the_start(program))
    assert program.epochs() == 0


def at_the_start(program: Program) -> bool:
    """Whether the numbers are those before the first epoch."""
    shown = [program.text(f"view.readouts.{name}") for name in ("epoch", "W", "b", "loss", "W_grad", "W_fresh")]
    return shown == ["–", "0.000000", "0.000000", "–", "None", "–"]


def test_a_learning_rate_typed_during_a_run_counts_from_then_on_and_is_marked(program: Program) -> None:
    program.press("space")
    program.wait_until(lambda: program.epochs() > 0)
    program.fill_in("view.training.lr", "0.05")
    program.press("Return")
    program.wait_until(lambda: program.ask("marks") == ["lr 0.05"])
    assert [settings["lr"] for _, settings in program.read("session.history.changes")] == [0.01, 0.05]
    epochs_keep_coming(program)


def test_space_runs_straight_after_typing_a_learning_rate(program: Program) -> None:
    program.fill_in("view.training.lr", "0.05")
    program.press("space")
    program.wait_until(lambda: program.epochs() > 0)
    assert [settings["lr"] for _, settings in program.read("session.history.changes")] == [0.05]


def test_a_click_on_run_takes_over_the_learning_rate_that_has_just_been_typed(program: Program) -> None:
    program.fill_in("view.training.lr", "0.05")
    program.click("actions_.run")
    program.wait_until(lambda: program.epochs() > 0)
    assert [settings["lr"] for _, settings in program.read("session.history.changes")] == [0.05]


def test_a_random_start_is_what_the_seed_draws(program: Program) -> None:
    torch.manual_seed(1)
    drawn = [f"{torch.rand(1).item():.6f}" for _ in "Wb"]
    choose_start(program, "End")
    program.wait_until(lambda: [program.text(f"view.readouts.{name}") for name in "Wb"] == drawn)
    choose_start(program, "Home")
    program.wait_until(lambda: at_the_start(program))


def choose_start(program: Program, key: str) -> None:
    """Open the list of starts by a click, and choose its first or last entry by this key."""
    program.click("view.start.start")
    program.wait_until(lambda: bool(program.read("view.start.start.view.isVisible")))
    program.press(key, "Return")


def test_a_banner_says_why_the_run_has_stopped(diverged: Program) -> None:
    assert diverged.read("view.banner.isVisible")
    assert str(diverged.epochs() - 1) in diverged.text("view.banner.title")
    assert "0.1803" in diverged.text("view.banner.text")


def test_reset_takes_the_banner_away_and_goes_back_to_the_start(program: Program) -> None:
    program.fill_in("view.training.lr", "1000")
    program.press("space")
    program.wait_until(lambda: bool(program.read("view.banner.isVisible")))
    program.press("r")
    program.wait_until(lambda: not program.read("view.banner.isVisible") and at_the_start(program))


def cut_off(program: Program) -> list[tuple[tuple[int, int], str]]:
    """The texts that do not fit into a window that shrinks and grows, once all parts have found their places."""
    found = []
    for size in (*reversed(SIZES), *SIZES[1:]):
        program.resize(*size)
        found += [(size, text) for text in settled(lambda: misfits(program), [])]
    return found


def misfits(program: Program) -> list[str]:
    """The texts that are cut off, and those that stand upon one another."""
    return [*program.ask("cut_off"), *program.ask("overlapping")]


def test_no_text_is_cut_off_after_a_run(finished: Program) -> None:
    assert cut_off(finished) == []


def test_no_text_is_cut_off_where_the_numbers_are_longest(diverged: Program) -> None:
    assert cut_off(diverged) == []


def test_closing_the_window_at_full_speed_ends_the_process(start: Callable[..., Program], tmp_path: Path) -> None:
    store_settings(tmp_path, speed=None)
    program = start("--epochs", "10000000")
    program.press("space")
    program.wait_until(lambda: program.epochs() > 1000)
    program.click_close_button()
    program.process.wait(PATIENCE)  # the epochs that are left would take much longer


def test_size_language_and_colours_survive_a_restart(start: Callable[..., Program]) -> None:
    first = start("--size", "1280x800", "--zoom", "125")  # and so not maximized, as at the first start of all
    first.resize(1400, 900)
    first.choose("menus.within.schemes", "Dark")
    first.choose("menus.within.languages", "한국어")
    first.wait_until(
        lambda: first.ask("colour") == DARK.window and bool(HANGUL.search(first.text("toolbar._speed_name")))
    )
    first.quit()
    second = start()
    assert second.ask("read", "width", "height") == [1400, 900]
    assert second.ask("read", "preferences.zoom") == [100]  # what the command line asks for is for this time
    assert second.ask("colour") == DARK.window
    assert HANGUL.search(second.text("toolbar._speed_name"))
