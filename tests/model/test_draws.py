"""The small experiment of the seed: what is drawn, against plain torch, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from model.dataset import Dataset
from model.draws import Draws, Round, lines_of
from model.epoch import Epoch
from model.experiment import SEED_LIMIT, Experiment, InitialParameters, LoopSettings, Start
from model.training.trainer import Trainer

SHUFFLED = Experiment(
    initial=InitialParameters(Start.RANDOM),
    settings=LoopSettings(batch_size=2, data=Dataset.of([1, 2, 3, 4, 5, 6], [2.5, 3.5, 6.25, 8.5, 9.5, 13])),
)


def drawn(*seeds: int | None) -> Draws:
    """A round for each of these."""
    draws = Draws()
    for seed in seeds:
        draws.draw(seed or 0, seeded=seed is not None)
    return draws


def numbers(round_: Round) -> tuple[float, float]:
    return round_.first, round_.second


def test_a_seeded_round_gives_the_lessons_numbers_again_and_again() -> None:
    rounds = drawn(1, 1, 1).rounds
    assert [(r.seed, f"{r.first:.6f}", f"{r.second:.6f}") for r in rounds] == [(1, "0.757632", "0.279311")] * 3


@given(seed=st.integers(0, SEED_LIMIT - 1))
def test_a_seeded_round_gives_what_its_lines_give_as_a_program(seed: int) -> None:
    names: dict[str, Any] = {"torch": torch}
    exec("\n".join(lines_of(seed, seeded=True)), names)
    assert numbers(drawn(seed).rounds[0]) == (names["a"].item(), names["b"].item())


def test_without_a_seed_other_numbers_come_each_time_and_at_each_start() -> None:
    rounds = drawn(*[None] * 20).rounds + drawn(*[None] * 20).rounds
    assert len({numbers(round_) for round_ in rounds}) == 40
    assert {round_.seed for round_ in rounds} == {None}


def test_what_comes_without_a_seed_does_not_follow_from_the_seed_before_it() -> None:
    assert numbers(drawn(1, None).rounds[1]) != numbers(drawn(1, None).rounds[1])


def test_the_line_that_does_not_run_is_a_comment() -> None:
    assert lines_of(7, seeded=True) == ("torch.manual_seed(7)", "a = torch.rand(1)", "b = torch.rand(1)")
    assert lines_of(7, seeded=False) == ("# torch.manual_seed(7)", *lines_of(7, seeded=True)[1:])


@pytest.mark.parametrize("seeded", [True, False])
def test_torchs_own_generator_is_left_as_it_was(seeded: bool) -> None:
    before = torch.get_rng_state()
    Draws().draw(1, seeded=seeded)
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("seeded", [True, False])
def test_a_run_of_shuffled_mini_batches_does_not_notice_what_is_drawn_meanwhile(seeded: bool) -> None:
    draws, alone, beside = Draws(), Trainer(SHUFFLED), Trainer(SHUFFLED)

    def draw_and_go_on() -> bool:
        draws.draw(1, seeded=seeded)
        return False

    epochs: list[Epoch | None] = [beside.run_unless(draw_and_go_on) for _ in range(20)]
    assert len(draws.rounds) == 60  # in each mini-batch, while the trainer is drawing
    assert epochs == [alone.run_epoch() for _ in range(20)]


@pytest.mark.parametrize(
    ("seeds", "origins", "same", "new"),
    [
        ((), [], 0, 0),
        ((1,), [0], 1, 1),
        ((1, 1, 1), [0, 0, 0], 3, 0),
        ((1, 2, 1), [0, 1, 0], 1, 0),
        ((1, 1, 2), [0, 0, 2], 1, 1),
        ((None, None, None), [0, 1, 2], 1, 3),
        ((1, 1, None, None), [0, 0, 2, 3], 1, 2),
    ],
)
def test_it_knows_which_rounds_are_the_same(
    seeds: tuple[int | None, ...], origins: list[int], same: int, new: int
) -> None:
    draws = drawn(*seeds)
    assert (draws.origins, draws.same_in_a_row(), draws.new_in_a_row()) == (origins, same, new)
