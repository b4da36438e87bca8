"""The facts of the lesson, measured on the plain script, and that the program's own run is the same to the last bit."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from model.dataset import LESSON as DATA
from model.experiment import Experiment, InitialParameters, Start
from model.theory.curvature import curvature
from model.theory.reads_as_zero import ReadsAsZero
from model.training.trainer import Trainer
from tests.model import plain_script as plain
from tests.model.plain_script import LESSON, SKIPPED, Row, Settings, number, plain_script
from tests.model.program import assert_same_run, run


@pytest.fixture(scope="module")
def lesson() -> list[Row]:
    """The lesson, and half as long again."""
    return plain_script(6000, LESSON)


@pytest.fixture(scope="module")
def skipped() -> list[Row]:
    """The lesson without zero_grad, 10 000 epochs of it."""
    return plain_script(10_000, SKIPPED)


def test_the_programs_lesson_is_the_plain_scripts_bit_for_bit(lesson: list[Row]) -> None:
    assert_same_run(run(4000), lesson[:4000])


def test_the_programs_lesson_without_zero_grad_is_the_plain_scripts_bit_for_bit(skipped: list[Row]) -> None:
    assert_same_run(run(2000, SKIPPED), skipped[:2000])


def test_hours_and_scores_are_3_by_1() -> None:
    assert DATA.x.shape == DATA.y.shape == (3, 1)


def test_the_hypothesis_is_3_by_1_and_the_loss_a_scalar() -> None:
    trainer = Trainer(Experiment())
    trainer.run_line()
    trainer.run_line()
    hypothesis, loss = trainer.moment().values.values()
    assert hypothesis.endswith("] (3, 1)")
    assert loss.endswith(" ()")


def test_the_loss_of_the_first_three_epochs(lesson: list[Row]) -> None:
    assert [f"{row.loss:.6f}" for row in lesson[:3]] == ["18.666666", "14.770963", "11.691541"]


def test_epoch_0_pairs_the_loss_before_the_step_with_W_and_b_after_it(lesson: list[Row]) -> None:
    assert (f"{lesson[0].W:.6f}", f"{lesson[0].b:.6f}") == ("0.186667", "0.080000")


def test_epoch_1000(lesson: list[Row]) -> None:
    row = lesson[1000]
    assert (f"{row.W:.6f}", f"{row.b:.6f}", f"{row.loss:.3e}") == ("1.970853", "0.066259", "6.328e-04")


def test_epoch_3750_where_the_lesson_is_done(lesson: list[Row]) -> None:
    row = lesson[3750]
    assert (f"{row.W:.6f}", f"{row.b:.6f}", f"{row.loss:.3e}") == ("1.999961", "0.000090", "1.166e-09")


@pytest.mark.parametrize(("decimals", "epoch"), [(3, 1049), (4, 1528), (6, 2485), (8, 3445)])
def test_the_epoch_from_which_the_loss_prints_as_zero(lesson: list[Row], decimals: int, epoch: int) -> None:
    printed = [float(f"{row.loss:.{decimals}f}") for row in lesson]
    assert not any(printed[epoch:])
    assert all(printed[:epoch])
    assert ReadsAsZero(decimals).since(np.array([row.loss for row in lesson], np.float32)) == epoch


def test_the_loss_never_is_zero(lesson: list[Row]) -> None:
    assert all(row.loss > 0 for row in lesson)


def test_the_draws_after_manual_seed_1() -> None:
    torch.manual_seed(1)
    assert [f"{torch.rand(1).item():.6f}" for _ in range(2)] == ["0.757632", "0.279311"]
    torch.manual_seed(1)
    assert [f"{torch.randn(1).item():.6f}" for _ in range(2)] == ["0.661352", "0.266924"]


def test_a_random_start_with_seed_1_is_the_first_two_draws_of_rand() -> None:
    trainer = Trainer(Experiment(initial=InitialParameters(Start.RANDOM)))
    assert (f"{trainer.W.item():.6f}", f"{trainer.b.item():.6f}") == ("0.757632", "0.279311")


def test_the_seed_changes_nothing_where_nothing_is_random() -> None:
    assert run(100, experiment=Experiment(seed=1)) == run(100, experiment=Experiment(seed=2))
    assert plain_script(100, seed=1) == plain_script(100, seed=2)


def test_the_seed_shows_as_soon_as_W_and_b_start_random() -> None:
    start = InitialParameters(Start.RANDOM)
    assert run(1, experiment=Experiment(seed=1, initial=start)) != run(1, experiment=Experiment(seed=2, initial=start))
    assert plain_script(1, start=plain.random, seed=1) != plain_script(1, start=plain.random, seed=2)


def test_backward_adds_to_grad() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    seen = []
    for _ in range(5):
        z = 2 * w
        z.backward()
        seen.append(number(w.grad))
    assert seen == [2, 4, 6, 8, 10]


def test_W_grad_without_zero_grad(skipped: list[Row]) -> None:
    assert [f"{row.W_grad:.3f}" for row in skipped[:8]] == [
        *("-18.667", "-35.271", "-47.980", "-55.392", "-56.692", "-51.746", "-41.110", "-25.971")
    ]


def test_without_zero_grad_the_loss_stays_bounded_but_does_not_settle(skipped: list[Row]) -> None:
    losses = [row.loss for row in skipped]
    assert max(losses) < 19.2
    assert sum(loss < 0.01 for loss in losses) == 21
    assert f"{min(losses):.1e}" == "5.3e-05"
    assert losses.index(min(losses)) == 9834


def test_without_zero_grad_two_oscillations_of_periods_18_8_and_128_overlie(skipped: list[Row]) -> None:
    spectrum = np.abs(np.fft.rfft([row.b for row in skipped]))
    spectrum[0] = 0  # the constant part
    peaks = [n for n in range(1, len(spectrum) - 1) if spectrum[n] > max(spectrum[n - 1], spectrum[n + 1])]
    strongest = sorted(peaks, key=lambda n: spectrum[n])[-2:]
    assert sorted(len(skipped) / n for n in strongest) == pytest.approx([18.8, 128], rel=0.005)


def test_theory_knows_the_two_periods() -> None:
    bend = curvature(DATA)
    periods = [2 * math.pi / math.acos(1 - 0.01 * each / 2) for each in (bend.largest, bend.smallest)]
    assert periods == pytest.approx([18.8, 128], rel=0.005)


def test_at_lr_0_19_the_correct_loop_explodes() -> None:
    assert math.isnan(plain_script(900, {0: Settings(0.19)})[-1].loss)


def test_at_lr_0_19_the_loop_without_zero_grad_stays_bounded() -> None:
    changes = {0: Settings(0.19, zero_grad=False)}
    plain_run = plain_script(2000, changes)
    assert max(row.loss for row in plain_run) < 100
    assert_same_run(run(300, changes), plain_run[:300])


def test_grad_is_none_before_the_first_backward_and_after_zero_grad() -> None:
    W, b = plain.zeros()
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    assert W.grad is None
    (W + b).backward()
    assert number(W.grad) == 1
    optimizer.zero_grad()
    assert W.grad is None


def test_with_shuffled_batches_of_one_skipping_zero_grad_blows_up_and_descent_converges() -> None:
    def last_loss(*, zero_grad: bool) -> float:
        torch.manual_seed(1)
        W, b = plain.zeros()
        optimizer = torch.optim.SGD([W, b], lr=0.01)
        for _ in range(500):
            for n in torch.randperm(3).tolist():
                loss = (DATA.x[n].item() * W + b - DATA.y[n].item()) ** 2
                if zero_grad:
                    optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return number(loss)

    assert last_loss(zero_grad=True) < 1e-3
    assert not last_loss(zero_grad=False) < 1000


def test_gradients_summed_over_parts_of_the_batch_make_one_step_on_the_whole() -> None:
    W, b = plain.zeros()
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    for x, y in ((1, 2), (2, 4), (3, 6)):
        loss = (x * W + b - y) ** 2 / 3
        loss.backward()
    optimizer.step()
    row = plain_script(1)[0]
    assert (W.item(), b.item()) == pytest.approx((row.W, row.b), rel=1e-6)


@pytest.mark.parametrize(
    ("place", "moves"),
    [("before forward", True), ("before backward", True), ("between backward and step", False), ("after step", True)],
)
def test_the_place_of_zero_grad_matters_only_between_backward_and_step(place: str, moves: bool) -> None:
    W, b = plain.zeros()
    optimizer = torch.optim.SGD([W, b], lr=0.01)

    def zero_grad(here: str) -> None:
        if here == place:
            optimizer.zero_grad()

    for _ in range(10):
        zero_grad("before forward")
        loss = torch.mean((torch.tensor(DATA.x) * W + b - torch.tensor(DATA.y)) ** 2)
        zero_grad("before backward")
        loss.backward()
        zero_grad("between backward and step")
        optimizer.step()
        zero_grad("after step")
    assert W.item() == (plain_script(10)[-1].W if moves else 0)
