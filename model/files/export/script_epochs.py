"""What writes every epoch of an exported run to a CSV file, where that is asked for."""

from __future__ import annotations

from pathlib import Path

from model.files.epochs_csv import CSV_COLUMNS
from model.files.export.script_words import Words

HELPER = '''\
class EveryEpoch:
    """{every-epoch}"""

    def __init__(self, name, W, b, optimizer):
        self.W, self.b, self.optimizer, self.own = W, b, optimizer, {{}}
        self.stream = open(name, "w", encoding="utf-8", newline="")
        self.csv = csv.writer(self.stream, lineterminator="\\n")
        self.csv.writerow("{columns}".split(","))
        W.register_hook(lambda gradient: self.add_own("W", gradient))
        b.register_hook(lambda gradient: self.add_own("b", gradient))
        optimizer.register_step_pre_hook(lambda *_: self.before_step())

    def add_own(self, name, gradient):
        # {every-epoch-own}
        self.own[name] = self.own[name] + gradient if name in self.own else gradient.clone()

    def before_step(self):
        # {every-epoch-before-step}
        in_grad = [None if tensor.grad is None else tensor.grad.item() for tensor in (self.W, self.b)]
        self.gradients = [*in_grad, self.own.pop("W").item(), self.own.pop("b").item()]

    def add(self, epoch, loss, zero_grad):
        numbers = [loss.item(), self.W.item(), self.b.item(), *self.gradients]
        self.csv.writerow([epoch, *numbers, self.optimizer.param_groups[0]["lr"], int(zero_grad)])

    def close(self):
        self.stream.close()'''


def helper(words: Words) -> str:
    """The class that does it."""
    texts = {key: words(key) for key in ("every-epoch", "every-epoch-own", "every-epoch-before-step")}
    return HELPER.format(columns=",".join(CSV_COLUMNS), **texts)


def opening(name: str) -> str:
    """The line that opens the CSV file of a script or notebook of this name."""
    return f"every_epoch = EveryEpoch({f'{Path(name).stem}.epochs.csv'!r}, W, b, optimizer)"
