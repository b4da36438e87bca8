"""What a loop is named after: of its departures from the lesson, the gravest."""

from __future__ import annotations

from enum import StrEnum

from model.experiment import LoopSettings, ZeroGrad


class Variant(StrEnum):
    """The lesson's loop and its variants, the gravest first."""

    NO_STEP = "no step"
    EMPTIED = "zero_grad between backward and step"
    BATCHES_HELD = "mini-batches whose gradients are not fresh"
    BATCHES = "mini-batches"
    SKIPPED_WITH_MOMENTUM = "no zero_grad, with momentum"
    SKIPPED = "no zero_grad"
    SELDOM = "zero_grad in some epochs only"
    NESTEROV = "Nesterov"
    WHOLE_MOMENTUM = "momentum 1"
    MOMENTUM = "momentum"
    TWICE = "backward twice"
    PARTS = "a backward for each part of the batch"
    STANDARDISED = "standardised x"
    BEFORE_FORWARD = "zero_grad before the forward pass"
    AFTER_STEP = "zero_grad after step"
    LESSON = "the lesson"


def variant_of(settings: LoopSettings) -> Variant:
    """The variant that these settings are named after."""
    batches, where = settings.batch_size > 0, settings.zero_grad
    applies = {
        Variant.NO_STEP: not settings.step,
        Variant.EMPTIED: where is ZeroGrad.AFTER_BACKWARD and settings.every == 1,
        Variant.BATCHES_HELD: batches and not settings.grad_is_fresh,
        Variant.BATCHES: batches,
        Variant.SKIPPED_WITH_MOMENTUM: settings.skips and settings.momentum > 0,
        Variant.SKIPPED: settings.skips,
        Variant.SELDOM: settings.every > 1,
        Variant.NESTEROV: settings.nesterov,
        Variant.WHOLE_MOMENTUM: settings.momentum == 1,
        Variant.MOMENTUM: settings.momentum > 0,
        Variant.TWICE: settings.backward_twice,
        Variant.PARTS: settings.accumulate > 1,
        Variant.STANDARDISED: settings.standardise,
        Variant.BEFORE_FORWARD: where is ZeroGrad.BEFORE_FORWARD,
        Variant.AFTER_STEP: where is ZeroGrad.AFTER_STEP,
        Variant.LESSON: True,
    }
    return next(variant for variant in Variant if applies[variant])
