"""When a loop with given settings should arrive, where there is a formula for it."""

from __future__ import annotations

from model.experiment import LoopSettings, ZeroGrad
from model.theory import expected_epochs


def expected_epochs_of(settings: LoopSettings, W: float, b: float) -> int | None:
    """How many epochs from W and b on, until the loss before the step stays within TOLERANCE of the least.

    None where it never does, and for a loop that is no ordinary descent: one without step(), with mini-batches, or
    where .grad holds anything but this epoch's own gradient. Parts of a batch come to the same as the whole; a second
    backward() doubles .grad, and so the learning rate. Raises ValueError where W or b is not finite.
    """
    if not _is_ordinary(settings):
        return None
    return expected_epochs(settings.data, settings.lr * (1 + settings.backward_twice), W, b)


def _is_ordinary(settings: LoopSettings) -> bool:
    emptied = settings.zero_grad not in (ZeroGrad.NEVER, ZeroGrad.AFTER_BACKWARD) and settings.every == 1
    whole = settings.batch_size == 0 or settings.batch_size >= len(settings.data)
    return settings.step and emptied and whole
