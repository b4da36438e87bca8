"""What is said of a run that overflowed or ended before it arrived, and which options would have mended it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from model.data.standardised import trained_data
from model.epoch import Epoch
from model.experiment import LoopSettings
from model.run import Replay
from model.theory.advice import Advice, Remedy
from model.theory.surface import loss_surface

TOO_FAR = "the learning rate {lr} is below the limit {limit}, but W and b had already gone too far for float32"
AT_ONCE = "the first loss, or its gradient, is too large for float32, whatever the learning rate"
HOPELESS = "no learning rate holds gradients that are summed in .grad and by momentum once more"


def overflow_text(run: Replay, last: Epoch, *, options: bool) -> str:
    """One sentence on the epoch with which the numbers of a run left float32."""
    advice = _advice(run, last)
    if last.number == 0 and advice.overflows_at_once:
        why = AT_ONCE
    elif advice.limit == 0:
        why = HOPELESS
    elif advice.diverges:
        why = _why(advice)
    else:
        why = TOO_FAR.format(lr=f"{last.lr:.{advice.digits}g}", limit=f"{advice.limit:.{advice.digits}g}")
    return f"stopped at epoch {last.number}: the numbers overflowed; {why}{_remedies(advice, options=options)}"


def unfinished_text(run: Replay, last: Epoch, *, options: bool) -> str:
    """One sentence on a run that has not come to the least loss, as was to be expected; empty for one that has."""
    advice = _advice(run, last)
    surface = loss_surface(trained_data(last.settings))
    excess = surface.excess(np.array(last.W), np.array(last.b))
    if not advice.is_needed or excess <= surface.tolerance:
        return ""
    above = f"ended with a loss {excess:.3g} above the least that a line can have"
    return f"{above}: {_why(advice)}{_remedies(advice, options=options)}"


def _advice(run: Replay, last: Epoch) -> Advice:
    return Advice(replace(run.experiment, settings=last.settings, epochs=run.epochs))


def _why(advice: Advice) -> str:
    ratio, bends = advice.ratio, advice.curvature
    sentence = ": ".join(advice.reasons()).format(
        ratio=_two_digits(ratio),
        smallest=_two_digits(bends.smallest),
        largest=_two_digits(bends.largest),
        lr=f"{advice.experiment.settings.lr:.{advice.digits}g}",
        limit=f"{advice.limit:.{advice.digits}g}",
        expected=advice.needed,
        epochs=advice.experiment.epochs,
    )
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _two_digits(value: float) -> str:
    """Two significant digits, in powers of ten only where a number is very large or small."""
    rounded = float(f"{value:.2g}")
    return f"{rounded:,g}" if rounded < 1e4 else f"{rounded:,.0f}" if rounded < 1e7 else f"{rounded:g}"


def _remedies(advice: Advice, *, options: bool) -> str:
    """What would mend it: as options, or in words where a file stands in their place."""
    found = [_remedy(remedy, advice.experiment.settings, options=options) for remedy in advice.remedies]
    return f"; use {' or '.join(found)}" if found else ""


def _remedy(remedy: Remedy, now: LoopSettings, *, options: bool) -> str:
    after, parts = remedy.settings, list[str]()
    if after.standardise and not now.standardise:
        parts.append("--standardise" if options else "standardised x")
    if after.lr != now.lr:
        parts.append(f"{'--lr' if options else 'the learning rate'} {after.lr:g}")
    text = (" " if options else " and ").join(parts)
    return text if remedy.expected is None else f"{text} (arrives at epoch {remedy.expected})"
