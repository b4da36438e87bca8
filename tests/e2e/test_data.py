"""A teacher's own data in a real window, from the table to the file of the run and back."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from model.dataset import Dataset
from model.files.run_file import read_run
from model.training.trainer import epochs_of
from tests.e2e.driver import Program, store_settings
from tests.environment import PATIENCE
from tests.screen import virtual_screen

SCORES = "시간,점수\n1,2\n2,4.5\n3,5.5\n4,9\n"


def name_file(program: Program, keys: str, path: Path) -> None:
    """Ask for a file with these keys, and type its name."""
    program.press(keys)
    program.turn_to_dialog("QFileDialog")
    program.press("ctrl+a")
    program.type(str(path))
    program.press("Return")


def run_to_the_end(program: Program) -> dict[str, list[float]]:
    program.press("space")
    program.wait_for_state("FINISHED")
    columns: dict[str, list[float]] = program.ask("columns")["run"]
    return columns


def test_a_table_from_excel_in_korea_edited_run_saved_and_opened_again_gives_the_same_numbers(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    (tmp_path / "scores.csv").write_bytes(SCORES.encode("cp949"))
    store_settings(tmp_path, speed=None)
    program = start("--lang", "ko", "--epochs", "200")
    program.wait_for_state("PAUSED")
    name_file(program, "ctrl+o", tmp_path / "scores.csv")
    program.turn_to_dialog("DataFileDialog")
    program.wait_until(lambda: bool(program.ask("data_is_read")))
    program.press("Return")
    program.leave_dialogs()
    program.wait_until(lambda: program.ask("data") == [[1, 2, 3, 4], [2, 4.5, 5.5, 9]])
    program.drag(program.ask("point", 3, 5.5), program.ask("point", 3, 7))
    program.wait_until(lambda: program.ask("data")[1][2] > 6.5)
    program.press("Escape")
    first = run_to_the_end(program)
    name_file(program, "ctrl+s", tmp_path / "lesson.slopewise")
    program.leave_dialogs()
    program.wait_until((tmp_path / "lesson.slopewise").exists)
    program.quit()

    again = start(str(tmp_path / "lesson.slopewise"))
    again.wait_for_state("FINISHED")  # where it was saved
    assert again.ask("columns")["run"] == first
    again.quit()

    run = read_run(tmp_path / "lesson.slopewise")
    assert [epoch.loss for epoch in epochs_of(run)] == first["loss"]


def test_a_table_with_a_gap_and_a_sum_is_opened_by_keyboard_alone(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    (tmp_path / "scores.csv").write_text(
        "3학년 2반\n이름,시간,점수\n가,1,52\n나,2,결석\n다,3,66\n합계,6,118\n", "utf-8"
    )
    program = start("--lang", "ko")
    program.wait_for_state("PAUSED")
    name_file(program, "ctrl+o", tmp_path / "scores.csv")
    program.turn_to_dialog("DataFileDialog")
    program.wait_until(lambda: "scores.csv" in program.ask("alarm"))
    for box in ("값이 빠진 행", "합계"):
        for _ in range(12):
            if box in program.ask("focused"):
                break
            program.press("Tab")
        program.press("space")
    program.wait_until(lambda: bool(program.ask("data_is_read")))
    program.press("Return")
    program.leave_dialogs()
    program.wait_until(lambda: program.ask("data") == [[1, 3], [52, 66]])


def data_with_a_point_more(program: Program) -> Dataset:
    """Add a point in the plot of a program that has just been started, and say which data there are then."""
    program.wait_for_window()
    program.double_click(program.ask("point", 1.5, 5))
    program.wait_until(lambda: len(program.ask("data")[0]) == 4)
    return Dataset.of(*program.ask("data"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_window_at_once_and_keeps_the_work(tmp_path: Path, number: signal.Signals) -> None:
    with virtual_screen() as display:
        program = Program(display, tmp_path)
        try:
            edited = data_with_a_point_more(program)
            program.process.send_signal(number)
            assert program.process.wait(PATIENCE) == 128 + number
            assert program.stderr() == ""
        finally:
            program.kill()
    (kept,) = tmp_path.rglob("recovery-*.slopewise")
    assert read_run(kept).experiment.data == edited


def test_a_screen_that_goes_leaves_the_work_of_the_last_second(tmp_path: Path) -> None:
    with virtual_screen() as display:
        program = Program(display, tmp_path)
        try:
            edited = data_with_a_point_more(program)
        except BaseException:
            program.kill()
            raise
    try:
        assert program.process.wait(PATIENCE) == 1
    finally:
        program.kill()
    (kept,) = tmp_path.rglob("recovery-*.slopewise")
    assert read_run(kept).experiment.data == edited


def test_points_are_added_moved_and_removed_while_it_runs_and_undone(program: Program) -> None:
    program.press("space")
    program.wait_until(lambda: program.epochs() > 10)
    program.double_click(program.ask("point", 1.5, 5))
    program.wait_until(lambda: len(program.ask("data")[0]) == 4)
    program.drag(program.ask("point", 3, 6), program.ask("point", 3, 4))
    program.wait_until(lambda: program.ask("data")[1][2] < 5)
    assert program.state() == "RUNNING"
    program.press("Delete")
    program.wait_until(lambda: len(program.ask("data")[0]) == 3)
    program.wait_until(lambda: "data" in program.ask("marks"))
    for _ in range(3):
        program.press("ctrl+z")
    program.wait_until(lambda: program.ask("data") == [[1, 2, 3], [2, 4, 6]])
    assert program.state() == "RUNNING"
    done = program.epochs()
    program.wait_until(lambda: program.epochs() > done)


def test_a_broken_table_is_told_and_changes_nothing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_bytes(b"hours,score\n1,2\n2,never\n")
    name_file(program, "ctrl+o", tmp_path / "broken.csv")
    program.turn_to_dialog("DataFileDialog")
    program.wait_until(lambda: "broken.csv" in program.ask("alarm"))
    program.press("Escape")
    program.leave_dialogs()
    assert program.ask("data") == [[1, 2, 3], [2, 4, 6]]
