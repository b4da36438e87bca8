"""The lesson's small experiment: two numbers drawn by torch, with and without manual_seed."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from types import SimpleNamespace
from typing import Any, NamedTuple

from model.setup import seed_line


class Round(NamedTuple):
    """What one run of the lines has drawn; the seed is None where there was none."""

    seed: int | None
    first: float
    second: float


def lines_of(seed: int, *, seeded: bool) -> tuple[str, str, str]:
    """The lines of a round: what a window shows is what runs."""
    line = seed_line(seed)
    return line if seeded else f"# {line}", "a = torch.rand(1)", "b = torch.rand(1)"


class Draws:
    """Rounds of two numbers, drawn as torch's one generator would, which is left to the trainers that share it.

    Without a seed the numbers go on from where the system's entropy lets them begin, as in a program that has just
    been started. A seeded round has a generator of its own, or the rounds after it would follow from its seed.
    """

    def __init__(self) -> None:
        import torch  # late: whoever shows the lines before anything is drawn does not wait for it

        self._torch, self._unseeded = torch, torch.Generator()
        self._unseeded.seed()
        self.rounds: list[Round] = []
        self.origins: list[int] = []
        """Of each round, the index of the first one that has drawn the same two numbers; its own, if they are new."""
        self._first: dict[tuple[float, float], int] = {}

    def draw(self, seed: int, *, seeded: bool) -> None:
        """Run the lines once more."""
        generator = self._torch.Generator() if seeded else self._unseeded
        rand = partial(self._torch.rand, generator=generator)
        names: dict[str, Any] = {"torch": SimpleNamespace(manual_seed=generator.manual_seed, rand=rand)}
        exec("\n".join(lines_of(seed, seeded=seeded)), names)  # the text is ours
        first, second = names["a"].item(), names["b"].item()
        self.origins.append(self._first.setdefault((first, second), len(self.rounds)))
        self.rounds.append(Round(seed if seeded else None, first, second))

    def same_in_a_row(self) -> int:
        """How many of the newest rounds have drawn the same two numbers as the last one, itself among them."""
        return sum(1 for _ in takewhile(lambda origin: origin == self.origins[-1], reversed(self.origins)))

    def new_in_a_row(self) -> int:
        """How many of the newest rounds have drawn numbers that had not come before."""
        newest = zip(reversed(self.origins), reversed(range(len(self.origins))), strict=True)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], newest))
