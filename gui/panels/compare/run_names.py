"""What runs that are compared are called: by what they differ in, and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from gui.theme.example_names import example_name
from gui.theme.number_format import short
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad


def run_names(experiments: Sequence[Experiment]) -> list[str]:
    """A name for each run, in the present language; empty where it differs from the others in nothing."""
    words = RunNames()
    texts = [words.of(experiment) for experiment in experiments]
    telling = [len(set(column) - {""}) > 1 for column in zip(*texts, strict=True)]
    return [", ".join(text for text, tells in zip(row, telling, strict=True) if tells and text) for row in texts]


class RunNames(QObject):
    """The words for each thing in which runs may differ."""

    def of(self, run: Experiment) -> list[str]:
        """A text for each of them; the seed has none where nothing is drawn."""
        settings = run.settings
        return [
            self._data(settings.data),
            f"lr {short(settings.lr)}",
            self._zero_grad(settings),
            self._batches(settings),
            self.tr("momentum {momentum}").format(momentum=short(settings.momentum)),
            self.tr("Nesterov") if settings.nesterov else self.tr("without Nesterov"),
            self.tr("standardised x") if settings.standardise else self.tr("raw x"),
            self.tr("backward() twice") if settings.backward_twice else self.tr("backward() once"),
            "step()" if settings.step else self.tr("no step()"),
            self._initial(run.initial),
            self.tr("seed {seed}").format(seed=run.seed) if run.draws else "",
        ]

    def _data(self, data: Dataset) -> str:
        return example_name(data.name) or self.tr("points: {rows}").format(rows=len(data))

    def _zero_grad(self, settings: LoopSettings) -> str:
        names = {
            ZeroGrad.BEFORE_FORWARD: self.tr("zero_grad() first"),
            ZeroGrad.BEFORE_BACKWARD: self.tr("with zero_grad()"),
            ZeroGrad.AFTER_BACKWARD: self.tr("zero_grad() before step()"),
            ZeroGrad.AFTER_STEP: self.tr("zero_grad() last"),
            ZeroGrad.NEVER: self.tr("no zero_grad()"),
        }
        every = self.tr(", every {every}").format(every=settings.every)
        return names[settings.zero_grad] + (every if settings.every > 1 and not settings.skips else "")

    def _batches(self, settings: LoopSettings) -> str:
        if settings.batch_size:
            return self.tr("mini-batches of {rows}").format(rows=settings.batch_size)
        parts = self.tr("{parts} parts").format(parts=settings.accumulate)
        return parts if settings.accumulate > 1 else self.tr("whole batch")

    def _initial(self, initial: InitialParameters) -> str:
        if initial.start is Start.NUMBERS:
            return self.tr("from W {W}, b {b}").format(W=short(initial.W), b=short(initial.b))
        return self.tr("from random numbers") if initial.start is Start.RANDOM else self.tr("from zeros")
