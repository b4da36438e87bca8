"""The record of one pass of the loop, as it leaves the training thread."""

from __future__ import annotations

import math
from typing import NamedTuple

from model.data.standardised import in_original_units
from model.experiment import LoopSettings

ROW_EVERY = 100
"""The classic script prints one row for as many epochs."""

ROW = "epoch {epoch:6d}  W {W:.6f}  b {b:.6f}  loss {loss:.6f}"
"""What the classic script prints of an epoch; between the quotes of an f-string it is Python too."""

SMALL_SLOPE = 1e-3
"""Below this six decimals of W are too few to read: it is written with six digits."""

SMALL_ROW = ROW.replace("{W:.6f}", "{W:#.6g}")


def can_go_on(loss: float, W: float, b: float) -> bool:
    """Whether these are still finite numbers, float32 values all."""
    return math.isfinite(loss + W + b)


class Epoch(NamedTuple):
    """The record of one pass: the loss before its step, W and b after it, as the classic script prints them.

    W_grad and b_grad are what stands in .grad when step() comes to it, None where zero_grad() has just emptied it;
    W_grad_fresh and b_grad_fresh are this epoch's own gradient, which backward() has added to it. All are float32
    values held exactly in a Python float. A NamedTuple, because making one costs a quarter of what a frozen dataclass
    costs, and it is made in the loop.
    """

    number: int
    loss: float
    W: float
    b: float
    W_grad: float | None
    b_grad: float | None
    W_grad_fresh: float
    b_grad_fresh: float
    settings: LoopSettings
    momentum: tuple[float, float] | None = None
    """torch's momentum_buffer of W and of b at the end of the epoch; None while the optimizer has none."""

    @property
    def lr(self) -> float:
        """The learning rate of this epoch."""
        return self.settings.lr

    @property
    def zero_grad(self) -> bool:
        """Whether this epoch emptied .grad."""
        return self.settings.clears(self.number)

    @property
    def is_finite(self) -> bool:
        """Whether training can go on from here: loss, W and b are still finite numbers."""
        return can_go_on(self.loss, self.W, self.b)

    def classic_row(self) -> str:
        """What the classic script prints: W and b as they are trained."""
        row = SMALL_ROW if 0 < abs(self.W) < SMALL_SLOPE else ROW
        return row.format(epoch=self.number, W=self.W, b=self.b, loss=self.loss)

    def row_of_data(self) -> str:
        """The same with W and b in the units of the data, also where x is standardised."""
        W, b = in_original_units((self.W, self.b), self.settings)
        return self._replace(W=W, b=b).classic_row()
