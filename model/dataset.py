"""The training data: hours studied (x) against exam scores (y)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

STANDARDISABLE = (1e-18, 1e18)
"""Standard deviations of x, the squares of which float32 holds with room to spare."""

Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Dataset:
    """Pairs of x and y, each of shape (N, 1) and dtype float32, read-only.

    Two are equal when their values, their names and what was left out are; the names say what they are called in the
    window. Raises ValueError where x and y differ in length, are empty, or hold a value that is not finite in float32,
    and where the precise columns are not what became x and y.
    """

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    name: str = ""
    """What the data are, such as the name of a file; empty for the lesson's own."""
    x_name: str = ""
    y_name: str = ""
    left_out: int = field(default=0, kw_only=True)
    """Rows of the file they were read from that are not among them, because a value was missing."""
    precise: tuple[NDArray[np.float64], NDArray[np.float64]] | None = field(default=None, kw_only=True, repr=False)
    """x and y as they were read, of dtype float64, where whoever read them knows; theory looks at these."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", _column(self.x))
        object.__setattr__(self, "y", _column(self.y))
        if len(self.x) != len(self.y):
            raise ValueError(f"x has {len(self.x)} values, y has {len(self.y)}")
        if len(self.x) == 0:
            raise ValueError("the data set is empty")
        if self.precise is not None:
            x, y = (_precise(*pair) for pair in zip(self.precise, (self.x, self.y), strict=True))
            object.__setattr__(self, "precise", (x, y))

    @classmethod
    def of(cls, x: Sequence[float], y: Sequence[float]) -> Dataset:
        """The data set of two plain lists."""
        return cls(_column(x), _column(y))

    @cached_property
    def x_scale(self) -> tuple[float, float]:
        """Mean and population standard deviation of x, in the unit of x, computed in float64; 0 for one x."""
        x = self.x.astype(np.float64)
        mean = float(np.mean(x))
        return mean, 0.0 if (x == x[0]).all() else float(np.sqrt(np.mean((x - mean) ** 2)))

    @property
    def can_standardise(self) -> bool:
        """Whether x minus its mean over its standard deviation is something that float32 can compute."""
        low, high = STANDARDISABLE
        return low <= self.x_scale[1] <= high

    @property
    def nbytes(self) -> int:
        """Bytes of memory that its columns take, with what is kept beside them."""
        sizes = {}
        for value in list(vars(self).values()):  # another thread may just keep something
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, np.ndarray | Dataset):
                    sizes[id(part)] = part.nbytes
        return sum(sizes.values())

    def __len__(self) -> int:
        return len(self.x)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        if self is other:
            return True
        return self._words() == other._words() and self.has_points_of(other)

    def has_points_of(self, other: Dataset) -> bool:
        """Whether the points are the same, whatever they are called."""
        return np.array_equal(self.x, other.x) and np.array_equal(self.y, other.y)

    def _words(self) -> tuple[str | int, ...]:
        return self.name, self.x_name, self.y_name, self.left_out

    def __hash__(self) -> int:
        return hash(((self.x + 0).tobytes(), (self.y + 0).tobytes()))  # + 0 makes -0.0 into the 0.0 that it equals


def kept(compute: Callable[[Dataset], Result]) -> Callable[[Dataset], Result]:
    """Compute something of a data set once and keep it with the set, whose values never change.

    A cache that compares data sets would read all their rows at each call.
    """
    key = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def found(data: Dataset) -> Result:
        beside = vars(data)
        if key not in beside:
            beside[key] = compute(data)
        result: Result = beside[key]
        return result

    return found


def _column(values: ArrayLike) -> NDArray[np.float32]:
    """Values of any shape as a read-only float32 column of shape (N, 1)."""
    with np.errstate(over="ignore"):
        column = np.array(values, dtype=np.float32).reshape(-1, 1)
    if not np.isfinite(column).all():
        raise ValueError("the data hold a value that is not a finite float32 number")
    column.flags.writeable = False
    return column


def _precise(values: ArrayLike, rounded: NDArray[np.float32]) -> NDArray[np.float64]:
    """Values of any shape as a read-only float64 column of shape (N, 1), each of which is this float32 when rounded."""
    column = np.array(values, dtype=np.float64).reshape(-1, 1)
    with np.errstate(over="ignore"):
        if not np.array_equal(column.astype(np.float32), rounded):
            raise ValueError("the precise values are not those of the data")
    column.flags.writeable = False
    return column


LESSON = Dataset.of([1.0, 2.0, 3.0], [2.0, 4.0, 6.0])
"""The lesson's three points: y = 2x exactly."""
