"""What a loop is named after."""

from __future__ import annotations

import pytest

from model.dataset import Dataset
from model.experiment import LoopSettings, ZeroGrad
from model.variant import Variant, variant_of
from tests.model.variants import every_kind_of_loop


def test_each_variant_is_some_loops_and_the_lessons_own_loop_is_the_lesson() -> None:
    assert {variant_of(settings) for settings in every_kind_of_loop()} == set(Variant)
    assert variant_of(LoopSettings()) is Variant.LESSON


@pytest.mark.parametrize(
    ("settings", "gravest"),
    [
        (LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, backward_twice=True), Variant.EMPTIED),
        (LoopSettings(every=2, momentum=0.9), Variant.SELDOM),
        (LoopSettings(accumulate=2, standardise=True, data=Dataset.of([1, 2], [1, 2])), Variant.PARTS),
        (LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD, every=5), Variant.SELDOM),
        (LoopSettings(zero_grad=ZeroGrad.NEVER, batch_size=1), Variant.BATCHES_HELD),
        (LoopSettings(zero_grad=ZeroGrad.NEVER, momentum=0.9), Variant.SKIPPED_WITH_MOMENTUM),
        (LoopSettings(zero_grad=ZeroGrad.NEVER, step=False), Variant.NO_STEP),
        (LoopSettings(zero_grad=ZeroGrad.AFTER_STEP, momentum=0.9, backward_twice=True), Variant.MOMENTUM),
    ],
)
def test_of_several_departures_the_gravest_names_the_loop(settings: LoopSettings, gravest: Variant) -> None:
    assert variant_of(settings) is gravest
