"""Runs that train in step with another and differ from it in something; each is exactly the run it would be alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from model.experiment import Experiment, LoopSettings, Parameters
from model.history import History
from model.run import Run


class Companions:
    """Trains companions up to where a run is; those whose numbers have overflowed stay where they are."""

    def __init__(
        self,
        experiment: Experiment,
        history: History,
        runs: Sequence[Run],
        given_up: Callable[[], bool] = lambda: False,
    ) -> None:
        self._history = history
        self._beside = [_Beside(experiment, run, given_up) for run in runs]

    def catch_up(self, held: Callable[[], bool]) -> None:
        """Run all the epochs that the run's history has more, or as many as held lets."""
        number = len(self._history)
        if number == 0:
            return
        since, newest = self._history.changes[-1]
        for companion in self._beside:
            trainer = companion.trainer
            while (first := trainer.number) < number and not companion.ended:
                settings, last = (newest, number - 1) if first >= since else (self._history.settings_at(first), first)
                if not companion.run(settings, last, held):
                    return
                if trainer.number < number and held():
                    return


class _Beside:
    """A companion's trainer, which begins where its history ends."""

    def __init__(self, experiment: Experiment, run: Run, given_up: Callable[[], bool]) -> None:
        from model.training.trainer import Trainer

        self._run = run
        self.trainer = trainer = Trainer(run.difference.of(experiment))
        run.start = Parameters(trainer.W.item(), trainer.b.item())
        self._seen: LoopSettings | None = None
        last = run.history.last()
        self.ended = last is not None and not last.is_finite
        if last is not None:
            trainer.restore(last, run.history.shuffles(len(run.history)), given_up)

    def run(self, settings: LoopSettings, last: int, held: Callable[[], bool]) -> bool:
        """Run up to this epoch, or to where held, beside a run that has these settings; return if an epoch is done."""
        trainer = self.trainer
        if settings is not self._seen:  # asked before every epoch: others would have the trainer bind its loop again
            self._seen, trainer.settings = settings, self._run.difference.of_settings(settings)
        if trainer.settings.in_pieces or trainer.mid_epoch:
            epoch = trainer.run_unless(held)
            if epoch is None:
                return False
            self._run.history.append(epoch)
        else:
            epoch = trainer.run_on(self._run.history, last, held)
        self.ended = not epoch.is_finite
        return True
