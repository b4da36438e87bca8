"""The lesson's small experiment: backward() adds to .grad."""

from __future__ import annotations

import torch


class Accumulation:
    """A real tensor w, and z made of it again for each backward().

    The expression is Python's text for z with w in it, such as "2 * w": what a window shows is what runs.
    """

    def __init__(self, expression: str, w: float) -> None:
        self.contributions: list[float] = []
        """Each call's own gradient, float32, oldest first: those whose sum stands in w.grad."""
        self._z = compile(expression, "<z>", "eval")
        self._w = torch.tensor(w, dtype=torch.float32, requires_grad=True)
        self._w.register_hook(self._keep)  # torch hands it the gradient before it adds it to w.grad

    @property
    def grad(self) -> float | None:
        """What stands in w.grad; None before the first backward() and after zero_grad()."""
        return None if self._w.grad is None else self._w.grad.item()

    def backward(self) -> None:
        """Make z of w, and call z.backward()."""
        z = eval(self._z, {"w": self._w})  # the text is ours, one of the window's list
        z.backward()

    def zero_grad(self) -> None:
        """Set w.grad to None, as optimizer.zero_grad() does by default."""
        self._w.grad = None
        self.contributions.clear()

    def _keep(self, gradient: torch.Tensor) -> None:
        self.contributions.append(gradient.item())
