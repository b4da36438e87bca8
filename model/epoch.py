"""The record of one pass of the loop, as it leaves the training thread."""

from __future__ import annotations

import math
from typing import NamedTuple


class Epoch(NamedTuple):
    """The record of one pass: the loss before its step, W and b after it, as the classic script prints them.

    W_grad and b_grad are what stands in .grad when step uses it; W_grad_fresh and b_grad_fresh are this epoch's own
    gradient, which backward has just added to it. All are float32 values held exactly in a Python float.
    A NamedTuple, because making one costs a quarter of what a frozen dataclass costs, and it is made in the loop.
    """

    number: int
    loss: float
    W: float
    b: float
    W_grad: float
    b_grad: float
    W_grad_fresh: float
    b_grad_fresh: float
    lr: float
    zero_grad: bool

    @property
    def is_finite(self) -> bool:
        """Whether training can go on from here: loss, W and b are still finite numbers."""
        return math.isfinite(self.loss + self.W + self.b)
