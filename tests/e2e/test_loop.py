"""The loop as a class walks through it: line by line, in its variants, and back in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch

from tests.e2e.driver import Program, settled
from tests.model.plain_script import LESSON, Changes, Settings, fresh_gradients, plain_script

LAST = 300
"""Where the runs end that are travelled back in."""

LESSON_LINES = [
    "for epoch in range(4000):",
    "    hypothesis = x_train * W + b",
    "    loss = torch.mean((hypothesis - y_train) ** 2)",
    "    optimizer.zero_grad()",
    "    loss.backward()",
    "    optimizer.step()",
]


def written(value: float | torch.Tensor | None) -> str:
    """How the window writes a number large: with six decimals and a real minus."""
    if value is None:
        return "None"
    return f"{value if isinstance(value, float) else value.item():.6f}".replace("-", "−")


def shape(tensor: torch.Tensor) -> str:
    """A tensor's size, as its tuple prints."""
    return str(tuple(tensor.shape))


def line_by_line(epochs: int) -> Iterator[dict[str, Any]]:
    """What must be shown after each line, told by the lesson's script, which stops after each of its lines."""
    x_train, y_train = torch.FloatTensor([[1], [2], [3]]), torch.FloatTensor([[2], [4], [6]])
    W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    loss: torch.Tensor | None = None
    values: dict[int, str] = {}

    def each(*named: tuple[str, torch.Tensor | None]) -> str:
        return " ".join(f"{n} " + ("None" if t is None else f"{t.item():.5g} {shape(t)}") for n, t in named)

    def stop(epoch: int, line: int, value: str) -> dict[str, Any]:
        values[line] = value
        numbers = {"W": W, "b": b, "W_grad": W.grad, "b_grad": b.grad}
        return {
            "epoch": str(epoch),
            **{name: written(value) for name, value in numbers.items()},
            "loss": "–" if loss is None else written(loss),
            "values": [values.get(row, "") for row in range(6)],
            "lit": [line % 5 + 1],
        }

    for epoch in range(epochs):
        values.clear()
        hypothesis = x_train * W + b
        yield stop(epoch, 1, f"[{' '.join(f'{row:.4g}' for row in hypothesis.flatten())}] {shape(hypothesis)}")
        loss = torch.mean((hypothesis - y_train) ** 2)
        yield stop(epoch, 2, f"{loss.item():.6g} {shape(loss)}")
        optimizer.zero_grad()
        yield stop(epoch, 3, each(("W.grad", W.grad), ("b.grad", b.grad)))
        loss.backward()
        yield stop(epoch, 4, each(("W.grad", W.grad), ("b.grad", b.grad)))
        optimizer.step()
        yield stop(epoch, 5, each(("W", W), ("b", b)))


def shown(program: Program) -> dict[str, Any]:
    """The readouts, the values at the ends of the lines, and which of the lines are lit."""
    names = ("epoch", "W", "b", "W_grad", "b_grad", "loss")
    code = program.ask("code")
    texts = program.ask("read", *(f"view.readouts.{name}.text" for name in names))
    return {
        **dict(zip(names, texts, strict=True)),
        "values": [value for _, value, _ in code],
        "lit": [number for number, (_, _, lit) in enumerate(code) if lit],
    }


def code_lines(program: Program) -> list[str]:
    """The program as it is shown."""
    return [line for line, _, _ in program.ask("code")]


def test_down_walks_through_two_epochs_and_shows_after_each_line_what_the_plain_script_has(program: Program) -> None:
    assert code_lines(program) == LESSON_LINES
    while program.read("view.code.set_up.walks"):  # the lines before the loop come first
        program.press("Down")
    for expected in line_by_line(2):
        program.press("Down")
        assert settled(lambda: shown(program), expected) == expected
    assert program.epochs() == 2


def test_zero_grad_between_backward_and_step_leaves_W_where_it_is_and_the_window_says_why(program: Program) -> None:
    program.choose_from("view.loop.where", "between backward() and step()")
    program.wait_until(lambda: code_lines(program)[3:5] == ["    loss.backward()", "    optimizer.zero_grad()"])
    program.press("space")
    program.wait_until(lambda: program.epochs() > 20)
    program.press("space")
    program.wait_until(lambda: program.state() == "PAUSED")
    assert [program.text(f"view.readouts.{name}") for name in ("W", "b")] == ["0.000000", "0.000000"]
    assert [program.text(f"view.readouts.{name}_grad") for name in "Wb"] == ["None", "None"]
    assert set(program.ask("columns")["run"]["W"]) == {0.0}
    assert "zero_grad() before step()" in program.text("view.explanation.title")
    assert "never move" in program.text("view.explanation.text")


def test_every_third_epoch_is_typed_and_that_is_what_runs(program: Program) -> None:
    program.fill_in("view.loop.every", "3")
    program.press("Return")
    program.wait_until(lambda: code_lines(program)[3:5] == ["    if epoch % 3 == 0:", "        optimizer.zero_grad()"])
    program.press("space")
    program.wait_until(lambda: program.epochs() > 20)
    program.press("space")
    program.wait_until(lambda: program.state() == "PAUSED")
    assert_is_run(program, {epoch: Settings(zero_grad=epoch % 3 == 0) for epoch in range(program.epochs())})
    assert "every 3 epochs" in program.text("view.explanation.title")


def assert_is_run(program: Program, changes: Changes = LESSON) -> None:
    """The history is the plain script's, bit for bit, and the numbers in the window are its last ones."""
    run, plain = program.ask("columns")["run"], plain_script(program.epochs(), changes)
    for name in ("loss", "W", "b", "W_grad", "b_grad"):
        assert run[name] == [getattr(row, name) for row in plain], name
    assert_shows(program, len(plain) - 1, changes)


def assert_shows(program: Program, epoch: int, changes: Changes = LESSON) -> None:
    """Readouts, line and code are those that the plain script has at this epoch."""
    plain = plain_script(epoch + 1, changes)
    last, before = plain[-1], plain[-2]
    names = ("loss", "W", "b", "W_grad", "b_grad")
    expected = [str(epoch), *(written(getattr(last, name)) for name in names)]
    expected += [written(gradient) for gradient in fresh_gradients(before.W, before.b)]
    paths = [f"view.readouts.{name}.text" for name in ("epoch", *names, "W_fresh", "b_fresh")]
    assert program.ask("read", *paths) == expected
    for x, y in program.ask("outline", "view.fit._line"):
        assert y == pytest.approx(last.W * x + last.b)
    assert program.ask("code")[-1][1] == f"W {last.W:.5g} (1,) b {last.b:.5g} (1,)"


CURSORS = [f"view.{plot}._cursor" for plot in ("loss.plot", "charts.gradients.plots.W", "charts.gradients.plots.b")]


def assert_is_back_at(program: Program, epoch: int) -> None:
    """Every view shows this epoch of a run that has gone further."""
    assert_shows(program, epoch)
    assert program.ask("read", "view.timeline.slider.value", "view.timeline.where.text") == [
        epoch,
        f"{epoch} / {LAST}",
    ]
    for cursor in CURSORS:
        assert {x for x, _ in program.ask("outline", cursor)} == {epoch}
    program.turn_to("view.charts", "Why")
    program.wait_until(lambda: program.text("view.charts.stack.summed") == f"epoch {epoch}")


def run_to_the_end(program: Program) -> None:
    """Run with Space to the last epoch."""
    program.press("space")
    program.wait_until(lambda: program.ask("read", "session.state", "session.time") == ["FINISHED", LAST])
    program.wait_until(lambda: program.text("view.readouts.epoch") == str(LAST))


def drag_back(program: Program, epoch: int) -> int:
    """Drag the timeline back to about this epoch; return to which one exactly."""
    program.drag_to("view.timeline.slider", epoch)
    program.wait_until(lambda: abs(program.read("session.time") - epoch) <= 1)
    return int(program.read("session.time"))


@pytest.fixture
def run(program: Program) -> Program:
    """A run of the lesson up to epoch 300."""
    program.fill_in("view.training.epochs", str(LAST + 1))
    program.press("Return")
    program.drag_handle("toolbar.speed", +300)
    run_to_the_end(program)
    return program


def test_the_timeline_is_dragged_back_and_the_run_goes_on_from_there_as_if_nothing_had_been(run: Program) -> None:
    epoch = drag_back(run, 100)
    assert_is_back_at(run, epoch)
    run_to_the_end(run)
    assert_is_run(run)


def test_a_change_in_the_past_makes_a_branch_and_undo_brings_the_old_continuation_back(run: Program) -> None:
    epoch = drag_back(run, 100)
    run.press("z")
    run.wait_until(lambda: bool(run.read("session.experiment.settings.skips")))
    run_to_the_end(run)
    assert_is_run(run, {0: Settings(), epoch + 1: Settings(zero_grad=False)})
    run.press("ctrl+z")
    run.wait_until(lambda: not run.read("session.experiment.settings.skips"))
    assert_is_run(run)


def test_left_goes_back_an_epoch_and_home_to_the_start(run: Program) -> None:
    run.press("Left", "Left")
    run.wait_until(lambda: run.read("session.time") == LAST - 2)
    assert_is_back_at(run, LAST - 2)
    run.press("Home")
    run.wait_until(lambda: run.read("session.time") == -1)
    shown = [run.text(f"view.readouts.{name}") for name in ("epoch", "W", "b", "loss", "W_grad", "W_fresh")]
    assert shown == ["–", "0.000000", "0.000000", "–", "None", "–"]
    run_to_the_end(run)
    assert_is_run(run)


def test_backward_adds_2_again_and_again_until_zero_grad_empties_grad(program: Program) -> None:
    program.turn_to("view.charts", "backward()")
    program.wait_until(lambda: bool(program.read("view.charts.backward.isVisible")))
    assert program.text("view.charts.backward.held") == "None"
    for button, printed in (*(("backward", n) for n in "246"), ("zero_grad", "None"), ("backward", "2")):
        program.click(f"view.charts.backward.{button}")
        assert settled(lambda: program.text("view.charts.backward.held"), printed) == printed


def test_skipping_is_shown_to_be_momentum_by_a_twin_that_coincides(program: Program) -> None:
    program.click("view.loop.twins")
    program.press("z")
    program.press("space")
    program.wait_until(lambda: program.epochs() > 60)
    program.press("space")
    program.wait_until(lambda: program.state() == "PAUSED")
    columns = program.ask("columns")
    (twin,) = columns["twins"]
    assert columns["first"] == 0
    assert [twin[name] for name in ("loss", "W", "b")] == [columns["run"][name] for name in ("loss", "W", "b")]
    assert twin["W_grad"] == columns["run"]["W_grad_fresh"]
    assert program.ask("outline", "view.fit._twins.0") == program.ask("outline", "view.fit._line")
    assert "momentum 1.0" in program.text("view.explanation.text")


def test_a_click_on_the_landscape_begins_anew_from_there_and_undo_brings_the_old_run_back(program: Program) -> None:
    program.press("space")
    program.wait_until(lambda: program.epochs() > 5)
    program.press("space")
    program.wait_until(lambda: program.state() == "PAUSED")
    program.turn_to("view.charts", "Landscape")
    program.wait_until(lambda: bool(program.read("view.charts.landscape.picture.is_new")))
    done, old = program.epochs(), program.ask("columns")["run"]
    program.click_point("view.charts.landscape.plot", 1.5, -0.4)
    program.wait_until(lambda: program.epochs() == 0 and program.state() == "PAUSED")
    assert program.read("session.experiment.initial.start") == "numbers"
    W, b = (program.read(f"session.experiment.initial.{name}") for name in ("W", "b"))
    assert (W, b) == pytest.approx((1.5, -0.4), abs=0.06)  # a pixel is no less
    program.press("Right")
    program.wait_until(lambda: program.epochs() == 1)
    first = program.ask("columns")["run"]
    W_grad, b_grad = fresh_gradients(W, b)
    assert (first["W_grad"], first["b_grad"]) == ([W_grad], [b_grad])
    program.press("ctrl+z")
    program.wait_until(lambda: program.epochs() == done)
    assert program.ask("columns")["run"] == old
    assert program.read("session.experiment.initial.start") == "zeros"


def test_momentum_is_typed_and_is_that_of_torch(program: Program) -> None:
    program.fill_in("view.loop.momentum", "0.9")
    program.press("Return")
    program.wait_until(lambda: program.read("session.experiment.settings.momentum") == 0.9)
    program.press("space")
    program.wait_until(lambda: program.epochs() > 20)
    program.press("space")
    program.wait_until(lambda: program.state() == "PAUSED")
    run, plain = program.ask("columns")["run"], plain_script(program.epochs(), momentum=0.9)
    for name in ("loss", "W", "b", "W_grad", "b_grad"):
        assert run[name] == [getattr(row, name) for row in plain], name
    assert "Momentum 0.9" in program.text("view.explanation.title")


def test_standardised_x_arrives_when_it_is_expected_to(program: Program) -> None:
    program.fill_in("view.training.lr", "0.1")
    program.press("Return")
    program.click("view.loop.standardise")
    program.wait_until(lambda: code_lines(program)[0].startswith("x_train = (x_train - x_train.mean())"))
    program.press("space")
    program.wait_until(lambda: program.epochs() > 60)
    program.press("space")
    program.wait_until(lambda: program.state() == "PAUSED")
    told = "Expected at about epoch 38; reached at 38"
    assert settled(lambda: program.text("view.loss.arrival"), told) == told
    assert program.text("view.readouts.equation").startswith("y = 2.000 x ")


def test_nothing_of_an_older_line_is_left_on_the_screen(program: Program) -> None:
    program.fill_in("view.training.lr", "0.19")
    program.click("actions_.run")
    program.wait_for_state("DIVERGED")
    program.click("actions_.reset")
    program.wait_until(lambda: program.epochs() == 0 and program.state() == "PAUSED")
    program.wait_until(lambda: program.ask("stale", "view.fit.plot.canvas") == 0)
