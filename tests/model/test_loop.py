"""The text of the loop: what is shown is what runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import torch

from model.dataset import Dataset
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.loop import LESSON, STANDARDISING, Kind, for_statement_of, loop_of, preface_of, source_of
from model.training.trainer import Trainer
from tests.model.plain_variants import grads
from tests.model.variants import EPOCHS, VARIANTS, Variant, run_variant

each_variant = pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))
LOOPS = {name: loop_of(variant.settings) for name, variant in VARIANTS.items()}

FOR = "for epoch in range(epochs):"
HYPOTHESIS = "    hypothesis = x_train * W + b"
LOSS = "    loss = torch.mean((hypothesis - y_train) ** 2)"
ZERO = "    optimizer.zero_grad()"
BACKWARD = "    loss.backward()"
STEP = "    optimizer.step()"
NO_ZERO = "    # optimizer.zero_grad()"
PARTS = (
    "    total = 0.0",
    "    for x, y in zip(x_train.chunk(3), y_train.chunk(3)):",
    "        hypothesis = x * W + b",
    "        loss = torch.mean((hypothesis - y) ** 2) / 3",
    "        loss.backward()",
    "        total = total + loss.item()",
)

TEXTS: dict[str, tuple[str, ...]] = {
    "before forward": (FOR, ZERO, HYPOTHESIS, LOSS, BACKWARD, STEP),
    "before backward": (FOR, HYPOTHESIS, LOSS, ZERO, BACKWARD, STEP),
    "after backward": (FOR, HYPOTHESIS, LOSS, BACKWARD, ZERO, STEP),
    "after step": (FOR, HYPOTHESIS, LOSS, BACKWARD, STEP, ZERO),
    "never": (FOR, HYPOTHESIS, LOSS, NO_ZERO, BACKWARD, STEP),
    "every 3": (FOR, HYPOTHESIS, LOSS, "    if epoch % 3 == 0:", f"    {ZERO}", BACKWARD, STEP),
    "every 7 after step": (FOR, HYPOTHESIS, LOSS, BACKWARD, STEP, "    if epoch % 7 == 0:", f"    {ZERO}"),
    "twice": (FOR, HYPOTHESIS, LOSS, ZERO, "    loss.backward(retain_graph=True)", BACKWARD, STEP),
    "no step": (FOR, HYPOTHESIS, LOSS, ZERO, BACKWARD, "    # optimizer.step()"),
    "accumulate 3": (FOR, ZERO, *PARTS, STEP),
    "accumulate 3, after backward": (FOR, *PARTS, ZERO, STEP),
    "accumulate 3, after step": (FOR, *PARTS, STEP, ZERO),
    "accumulate 3, never": (FOR, NO_ZERO, *PARTS, STEP),
}


def test_the_lessons_own_settings_leave_its_text_as_it_is() -> None:
    assert source_of(LoopSettings()) == tuple(LESSON.splitlines())


@pytest.mark.parametrize("name", TEXTS)
def test_the_lines_of_a_variant_stand_in_their_order(name: str) -> None:
    assert loop_of(VARIANTS[name].settings).lines == TEXTS[name]


@each_variant
def test_the_text_executed_by_itself_gives_the_trainers_numbers(variant: Variant) -> None:
    run = run_variant(variant, EPOCHS)
    for epochs in (1, 2, 3, EPOCHS):
        W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
        names: dict[str, Any] = {
            "torch": torch,
            "x_train": torch.tensor(variant.data.x),
            "y_train": torch.tensor(variant.data.y),
            "W": W,
            "b": b,
            "optimizer": torch.optim.SGD([W, b], lr=0.01),
            "epochs": epochs,
        }
        exec("\n".join(loop_of(variant.settings).lines), names)
        loss = names["total"] if variant.settings.accumulate > 1 else names["loss"].item()
        last = run[epochs - 1]
        assert (torch.tensor(loss).item(), W.item(), b.item()) == (last.loss, last.W, last.b)
        assert grads(W, b) == (last.W_grad_end, last.b_grad_end)


def test_the_epochs_can_be_written_out_as_a_number() -> None:
    for name, loop in LOOPS.items():
        written = source_of(VARIANTS[name].settings, "4000")
        assert (name, *written) == (name, "for epoch in range(4000):", *loop.lines[1:])


def test_there_is_a_kind_for_each_line() -> None:
    found = {
        "optimizer.zero_grad()": Kind.ZERO_GRAD,
        "loss.backward()": Kind.BACKWARD,
        "loss.backward(retain_graph=True)": Kind.BACKWARD,
        "optimizer.step()": Kind.STEP,
    }
    lines = {pair for loop in LOOPS.values() for pair in zip(loop.lines, loop.kinds, strict=True)}
    for line, kind in lines:
        code = line.strip()
        expected = {"hypothesis": Kind.HYPOTHESIS, "loss": Kind.LOSS}.get(code.split(" = ")[0], Kind.OTHER)
        assert (line, kind) == (line, found.get(code, expected))


def test_the_first_line_is_the_first_that_is_not_a_comment() -> None:
    for name, loop in LOOPS.items():
        codes = [n for n, line in enumerate(loop.lines) if n and not line.strip().startswith("#")]
        assert (name, loop.first_line) == (name, codes[0])


def test_the_step_line_is_where_step_stands_or_the_line_after_it_where_it_is_left_out() -> None:
    for name, loop in LOOPS.items():
        if STEP in loop.lines:
            assert (name, loop.step_line) == (name, loop.lines.index(STEP))
        else:
            after = loop.lines.index(STEP.replace("optimizer", "# optimizer")) + 1
            assert (name, loop.step_line) == (name, after if after < len(loop.lines) else None)


def test_the_learning_rate_is_not_in_the_text() -> None:
    assert loop_of(LoopSettings(lr=0.5)).lines == loop_of(LoopSettings(lr=0.01)).lines


def test_never_calling_zero_grad_every_so_many_epochs_is_never_calling_it() -> None:
    settings = LoopSettings(zero_grad=ZeroGrad.NEVER, every=3)
    assert loop_of(settings).lines == loop_of(LoopSettings(zero_grad=ZeroGrad.NEVER)).lines


@pytest.mark.parametrize("name", ["before forward", "never", "no step", "no step, after step", "accumulate 3"])
def test_x_is_standardised_in_a_line_before_the_loop(name: str) -> None:
    settings = replace(VARIANTS[name].settings, standardise=True)
    plain, loop = LOOPS[name], loop_of(settings)
    assert loop.lines == (STANDARDISING, *plain.lines)
    assert loop.kinds == (Kind.OTHER, *plain.kinds)
    assert loop.first_line == plain.first_line + 1
    assert loop.step_line == (None if plain.step_line is None else plain.step_line + 1)
    assert source_of(settings, "4000") == (*preface_of(settings), *for_statement_of(settings, "4000"))


@pytest.mark.parametrize("settings", [LoopSettings(), LoopSettings(batch_size=2), LoopSettings(accumulate=3)], ids=str)
def test_the_text_executed_with_the_line_before_it_gives_the_trainers_numbers(settings: LoopSettings) -> None:
    settings = replace(settings, standardise=True, momentum=0.9, nesterov=True)
    W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    data = {"x_train": torch.tensor(settings.data.x), "y_train": torch.tensor(settings.data.y)}
    optimizer = torch.optim.SGD([W, b], lr=0.01, momentum=0.9, nesterov=True)
    torch.manual_seed(1)
    names: dict[str, Any] = {"torch": torch, "W": W, "b": b, "optimizer": optimizer, "epochs": 20, **data}
    exec("\n".join(loop_of(settings).lines), names)
    trainer = Trainer(Experiment(settings=settings))
    last = [trainer.run_epoch() for _ in range(20)][-1]
    assert (W.item(), b.item()) == (last.W, last.b)
    assert [optimizer.state[each]["momentum_buffer"].item() for each in (W, b)] == list(last.momentum or ())


def test_options_of_the_optimizer_are_not_in_the_text() -> None:
    assert loop_of(LoopSettings(momentum=0.5, nesterov=True)).lines == loop_of(LoopSettings()).lines


def stops_of(settings: LoopSettings) -> int:
    """The lines of an epoch that the trainer stops before."""
    trainer, lines = Trainer(Experiment(settings=settings)), 1
    while trainer.run_line() is None:
        lines += 1
    return lines


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))
def test_an_epoch_has_as_many_stops_as_the_trainer_makes(variant: Variant) -> None:
    assert loop_of(variant.settings).stops(variant.settings) == stops_of(variant.settings)


@pytest.mark.parametrize(("rows", "size", "batches"), [(4, 4, 1), (5, 4, 2), (8, 4, 2), (9, 4, 3), (9, 1, 9)])
def test_a_batch_that_is_not_full_is_stopped_in_too(rows: int, size: int, batches: int) -> None:
    settings = LoopSettings(data=Dataset.of(range(rows), range(rows)), batch_size=size)
    lines = stops_of(settings)
    assert loop_of(settings).stops(settings) == lines
    assert (lines - loop_of(settings).stops(replace(settings, batch_size=rows))) % max(batches - 1, 1) == 0
