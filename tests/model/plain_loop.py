"""Any variant of the loop as one plain script, bit for bit: of the program only the values of LoopSettings are used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import torch

from model.experiment import InitialParameters, LoopSettings, Start, ZeroGrad

Rows = tuple[bytes, ...]
"""For each epoch its loss, W, b, gradients and momentum buffers as float32, any NaN being the same NaN."""


def bits(values: Iterable[float | None]) -> bytes:
    """Values as float32; None is NaN."""
    with np.errstate(over="ignore"):
        row = np.array([np.nan if value is None else value for value in values], np.float32)
    return np.where(np.isnan(row), np.float32(np.nan), row).tobytes()


@lru_cache(maxsize=5000)
def plain_loop(seed: int, initial: InitialParameters, plan: tuple[LoopSettings, ...]) -> tuple[Rows, bool]:
    """Run an epoch with each of these settings, up to where the numbers overflow; say whether they did."""
    torch.manual_seed(seed)
    W, b = _start(initial)
    generator, both = torch.get_rng_state(), [W, b]
    optimizer, rows = torch.optim.SGD(both, lr=1.0), []
    for epoch, now in enumerate(plan):
        clears = epoch % now.every == 0
        optimizer.param_groups[0].update(lr=now.lr, momentum=now.momentum, nesterov=now.nesterov)
        x_train, y_train = torch.tensor(now.data.x), torch.tensor(now.data.y)
        if now.standardise:
            x_train = (x_train - x_train.mean()) / x_train.std(correction=0)
        batches, total = [torch.arange(len(x_train))], 0.0
        if now.batch_size:
            torch.set_rng_state(generator)
            batches = list(torch.randperm(len(x_train)).split(now.batch_size))
            generator = torch.get_rng_state()
        for batch in batches:
            own: list[torch.Tensor] = []
            if clears and now.zero_grad is ZeroGrad.BEFORE_FORWARD:
                optimizer.zero_grad()
            for number, part in enumerate(batch.chunk(now.accumulate)):
                loss = torch.mean((x_train[part] * W + b - y_train[part]) ** 2) / now.accumulate
                if clears and now.zero_grad is ZeroGrad.BEFORE_BACKWARD and number == 0:
                    optimizer.zero_grad()
                for _ in range(2 if now.backward_twice else 1):
                    gradients = torch.autograd.grad(loss, both, retain_graph=True)
                    own = [old + new for old, new in zip(own, gradients, strict=True)] if own else list(gradients)
                    loss.backward(retain_graph=True)
                total += loss.item() * (len(part) if now.batch_size else 1)
            if clears and now.zero_grad is ZeroGrad.AFTER_BACKWARD:
                optimizer.zero_grad()
            stood = [None if each.grad is None else each.grad.item() for each in both]
            if now.step:
                optimizer.step()
            if clears and now.zero_grad is ZeroGrad.AFTER_STEP:
                optimizer.zero_grad()
        mean = total / len(x_train) if now.batch_size else total
        buffers = [optimizer.state.get(each, {}).get("momentum_buffer") for each in both]
        kept = [buffer.item() for buffer in buffers if buffer is not None]
        row = bits([mean, W.item(), b.item(), *stood, *(each.item() for each in own)])
        rows.append(row + bits(kept))
        if not np.isfinite(np.frombuffer(row, np.float32)[:3]).all():
            return tuple(rows), True
    return tuple(rows), False


def _start(initial: InitialParameters) -> tuple[torch.Tensor, torch.Tensor]:
    if initial.start is Start.NUMBERS:
        return torch.tensor([float(initial.W)], requires_grad=True), torch.tensor(
            [float(initial.b)], requires_grad=True
        )
    make = torch.rand if initial.start is Start.RANDOM else torch.zeros
    return make(1, requires_grad=True), make(1, requires_grad=True)
