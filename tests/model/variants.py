"""The variants of the loop, each with the script of it that is ordered by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from model.dataset import Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.training.trainer import Trainer
from tests.model import plain_variants as by_hand
from tests.model.plain_variants import OneEpoch, Seen, grads, plain_variant

FOUR = Dataset.of([1, 2, 3, 4], [2, 4, 7, 7.5])


@dataclass(frozen=True)
class Variant:
    """Settings, with the data they fit, and the same by hand."""

    settings: LoopSettings
    script: OneEpoch

    @property
    def data(self) -> Dataset:
        """What it fits."""
        return self.settings.data

    @property
    def experiment(self) -> Experiment:
        """The lesson's experiment in this variant."""
        return Experiment(settings=self.settings)

    def by_hand(self, epochs: int, lr: float = 0.01) -> list[Seen]:
        """What the script that is ordered by hand gives."""
        x, y = self.data.x.ravel().tolist(), self.data.y.ravel().tolist()
        return plain_variant(self.script, epochs, lr=lr, x=x, y=y)


VARIANTS = {
    "before forward": Variant(LoopSettings(zero_grad=ZeroGrad.BEFORE_FORWARD), by_hand.before_forward),
    "before backward": Variant(LoopSettings(zero_grad=ZeroGrad.BEFORE_BACKWARD), by_hand.before_backward),
    "after backward": Variant(LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD), by_hand.after_backward),
    "after step": Variant(LoopSettings(zero_grad=ZeroGrad.AFTER_STEP), by_hand.after_step),
    "never": Variant(LoopSettings(zero_grad=ZeroGrad.NEVER), by_hand.never),
    "every 3": Variant(LoopSettings(every=3), by_hand.every_3),
    "every 7": Variant(LoopSettings(every=7), by_hand.every_7),
    "every 3 before forward": Variant(
        LoopSettings(zero_grad=ZeroGrad.BEFORE_FORWARD, every=3), by_hand.every_3_before_forward
    ),
    "every 3 after backward": Variant(
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, every=3), by_hand.every_3_after_backward
    ),
    "every 7 after step": Variant(LoopSettings(zero_grad=ZeroGrad.AFTER_STEP, every=7), by_hand.every_7_after_step),
    "twice": Variant(LoopSettings(backward_twice=True), by_hand.twice),
    "twice, never": Variant(LoopSettings(zero_grad=ZeroGrad.NEVER, backward_twice=True), by_hand.twice_never),
    "twice, every 3": Variant(LoopSettings(every=3, backward_twice=True), by_hand.twice_every_3),
    "twice, after backward": Variant(
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, backward_twice=True), by_hand.twice_after_backward
    ),
    "no step": Variant(LoopSettings(step=False), by_hand.no_step),
    "no step, never": Variant(LoopSettings(zero_grad=ZeroGrad.NEVER, step=False), by_hand.no_step_never),
    "no step, after backward": Variant(
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, step=False), by_hand.no_step_after_backward
    ),
    "no step, after step": Variant(LoopSettings(zero_grad=ZeroGrad.AFTER_STEP, step=False), by_hand.no_step_after_step),
    "accumulate 3": Variant(LoopSettings(accumulate=3), by_hand.accumulate_3),
    "accumulate 3, before forward": Variant(
        LoopSettings(zero_grad=ZeroGrad.BEFORE_FORWARD, accumulate=3), by_hand.accumulate_3
    ),
    "accumulate 3, after backward": Variant(
        LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, accumulate=3), by_hand.accumulate_3_after_backward
    ),
    "accumulate 3, after step": Variant(
        LoopSettings(zero_grad=ZeroGrad.AFTER_STEP, accumulate=3), by_hand.accumulate_3_after_step
    ),
    "accumulate 3, never": Variant(LoopSettings(zero_grad=ZeroGrad.NEVER, accumulate=3), by_hand.accumulate_3_never),
    "accumulate 3, twice, every 3": Variant(
        LoopSettings(every=3, accumulate=3, backward_twice=True), by_hand.accumulate_3_twice_every_3
    ),
    "accumulate 2 of 4": Variant(LoopSettings(accumulate=2, data=FOUR), by_hand.accumulate_2),
}


def _moving(moves: tuple[float, bool], **others: Any) -> LoopSettings:
    momentum, nesterov = moves
    return LoopSettings(momentum=momentum, nesterov=nesterov, **others)


MOVES = [(0.0, False), (0.0, False), (0.5, False), (0.9, True), (1.0, False), (1.0, True)]
"""Momentum, and whether it looks ahead; half of all settings have none."""

EVERY_SETTINGS = st.builds(
    _moving,
    moves=st.sampled_from(MOVES),
    lr=st.sampled_from([0.01, 0.003]),
    zero_grad=st.sampled_from(ZeroGrad),
    every=st.sampled_from([1, 2, 3, 7]),
    accumulate=st.sampled_from([1, 3]),
    backward_twice=st.booleans(),
    step=st.booleans(),
    standardise=st.booleans(),
)
"""Any variant that fits the lesson's three points."""

CHANGES = st.dictionaries(st.integers(1, 40), EVERY_SETTINGS, max_size=6)


EPOCHS = 50
"""Of a variant that is run to its end: seven times seven, the largest number of epochs between two zero_grad()."""


@cache
def run_variant(variant: Variant, epochs: int, lr: float = 0.01) -> tuple[Seen, ...]:
    """What the program gives for the same epochs."""
    trainer = Trainer(replace(variant.experiment, settings=replace(variant.settings, lr=lr)))
    return tuple(Seen(*trainer.run_epoch()[1:6], *grads(trainer.W, trainer.b)) for _ in range(epochs))


def exactly(seen: Sequence[Seen] | Sequence[Epoch]) -> list[tuple[object, ...]]:
    """The same with NaN spelt out, so that NaN equals NaN."""
    return [tuple("nan" if isinstance(value, float) and math.isnan(value) else value for value in row) for row in seen]


def every_kind_of_loop(rows: int = 1) -> Iterator[LoopSettings]:
    """All settings that may be combined, each in a few values; mini-batches are of so many rows."""
    numbers = product(ZeroGrad, (1, 5), (1, 3), (0, rows), (0.0, 0.5, 1.0))
    for (where, every, parts, batch, momentum), flags in product(numbers, product((False, True), repeat=4)):
        twice, step, nesterov, standardise = flags
        with suppress(ValueError):  # they do not all go together
            yield LoopSettings(
                zero_grad=where,
                every=every,
                accumulate=parts,
                backward_twice=twice,
                step=step,
                batch_size=batch,
                momentum=momentum,
                nesterov=nesterov,
                standardise=standardise,
            )
