"""Runs that train in step with another and differ from it in something; each is exactly the run it would be alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from model.experiment import Experiment, LoopSettings
from model.history import History


@dataclass(frozen=True)
class Difference:
    """What a companion has otherwise than the run beside it; all else, and each change of it, is the run's."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    """Values of fields of LoopSettings."""
    seed: int | None = None

    def of_settings(self, run: LoopSettings) -> LoopSettings:
        """The companion's settings where the run has these; what does not go together with the difference gives way."""
        values = dict(self.settings)
        if values.get("batch_size"):
            values["accumulate"] = 1
        if values.get("momentum") == 0:
            values["nesterov"] = False
        if values.get("standardise"):
            values["standardise"] = run.data.can_standardise
        return replace(run, **values)

    def of(self, run: Experiment) -> Experiment:
        """The companion's experiment beside this one."""
        seed = run.seed if self.seed is None else self.seed
        return replace(run, seed=seed, settings=self.of_settings(run.settings))


class CompanionRun:
    """The run of a companion: written by the training thread, read by everybody else."""

    def __init__(self, difference: Difference, history: History | None = None) -> None:
        self.difference = difference
        self.history = History() if history is None else history
        self.start: tuple[float, float] | None = None
        """W and b before the first epoch, as soon as they are known."""

    def prefix(self, length: int) -> CompanionRun:
        """The same run, as it was after so many epochs."""
        result = CompanionRun(self.difference, self.history.prefix(min(length, len(self.history))))
        result.start = self.start
        return result


class Companions:
    """Trains companions up to where a run is; those whose numbers have overflowed stay where they are."""

    def __init__(self, experiment: Experiment, history: History, runs: Sequence[CompanionRun]) -> None:
        self._history = history
        self._beside = [_Beside(experiment, run) for run in runs]

    def catch_up(self, held: Callable[[], bool]) -> None:
        """Run all the epochs that the run's history has more, or as many as held lets."""
        number = len(self._history)
        if number == 0:
            return
        newest = self._history.changes[-1].settings
        for companion in self._beside:
            trainer = companion.trainer
            while trainer.number < number and not companion.ended:
                in_step = trainer.number == number - 1
                settings = newest if in_step else self._history.settings_at(trainer.number)
                if not companion.run_epoch(settings, held):
                    return
                if not in_step and held():
                    return


class _Beside:
    """A companion's trainer, which begins where its history ends."""

    def __init__(self, experiment: Experiment, run: CompanionRun) -> None:
        from model.trainer import Trainer

        self._run = run
        self.trainer = trainer = Trainer(run.difference.of(experiment))
        run.start = trainer.W.item(), trainer.b.item()
        self._seen: LoopSettings | None = None
        last = run.history.last()
        self.ended = last is not None and not last.is_finite
        if last is not None:
            trainer.restore(last, run.history.shuffles(len(run.history)))

    def run_epoch(self, settings: LoopSettings, held: Callable[[], bool]) -> bool:
        """Run the next epoch beside a run that has these settings; return whether it came to its end."""
        trainer = self.trainer
        if settings is not self._seen:  # asked before every epoch: others would have the trainer bind its program anew
            self._seen, trainer.settings = settings, self._run.difference.of_settings(settings)
        epoch = trainer.run_unless(held)
        if epoch is None:
            return False
        self._run.history.append(epoch)
        self.ended = not epoch.is_finite
        return True
