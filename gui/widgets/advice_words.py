"""What the window says of a run that would not come to its goal, and what its remedies are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.theme.number_format import epoch_text, plain
from model.experiment import LoopSettings
from model.theory.advice import Advice, Remedy

COUNTED_BELOW = 1e7
"""From here on how many times as steep the loss is is told in powers of ten."""


def why(advice: Advice, *, short: bool = False) -> str:
    """One sentence in the present language: why the run diverges, or does not arrive in its epochs.

    A short one does not tell of the curvatures.
    """
    texts = [QCoreApplication.translate("Advice", text) for text in advice.reasons()[-1 if short else 0 :]]
    experiment, bends = advice.experiment, advice.curvature
    sentence = ": ".join(texts).format(
        ratio=_times(advice.ratio),
        smallest=plain(bends.smallest, 2),
        largest=plain(bends.largest, 2),
        lr=plain(experiment.settings.lr, advice.digits),
        limit=plain(advice.limit, advice.digits),
        expected=epoch_text(advice.needed),
        epochs=experiment.epochs,
    )
    return f"{sentence[:1].upper()}{sentence[1:]}."


def remedy_name(remedy: Remedy, now: LoopSettings) -> str:
    """What a remedy changes of these settings."""
    settings = remedy.settings
    scales = settings.standardise and not now.standardise
    scaled = QCoreApplication.translate("Advice", "Standardise x") if scales else ""
    lr = f"lr {plain(settings.lr)}" if settings.lr != now.lr or not scaled else ""
    return ", ".join(filter(None, (scaled, lr)))


def _times(ratio: float) -> str:
    """Two digits of a large number."""
    return f"{float(f'{ratio:.2g}'):,.0f}" if ratio < COUNTED_BELOW else plain(ratio, 2)
