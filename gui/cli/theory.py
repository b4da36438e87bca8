"""What `slopewise theory` prints: the best line and the limits of the learning rate, as a table or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from model.data.standardised import trained_data
from model.experiment import Experiment, Start
from model.theory.optimum import TOLERANCE, curvature, expected_epochs, optimum

EXPLAINED = {
    "weight": "W of the line that fits best",
    "bias": "b of that line",
    "loss": "its mean squared error: no line has less",
    "r_squared": "the part of the variance of y that it explains",
    "eigenvalues": "how steeply the loss bends, least and most",
    "lr_stable": "below it the lesson's loop converges",
    "lr_fastest": "with it the lesson's loop converges fastest in the long run",
    "lr_skipped": "below it W and b stay bounded without zero_grad()",
    "expected_epochs": f"the epoch from which on the loss is within {TOLERANCE:g} of the least",
}

NOT_UNIQUE = (
    "The best line is not unique: x has one value only. Of all lines that fit as well, this is the one whose W and b "
    "are nearest to 0."
)


@dataclass(frozen=True)
class Theory:
    """What is known of an experiment without running it."""

    values: dict[str, float | int | list[float] | None]
    """Under the keys of the JSON object; None where there is no such number. expected_epochs only with an lr."""
    unique: bool


def theory_of(experiment: Experiment, lr: float | None = None) -> Theory:
    """The theory of an experiment's data and, where there is an lr, of ordinary descent from its W and b.

    Of the experiment's settings the data count, and whether x is standardised: eigenvalues, learning rates and W and b
    at the start are then those of the standardised x; weight, bias and loss are always those of the data as they are.
    Raises ValueError where the learning rate is negative.
    """
    trained = trained_data(experiment.settings)
    best, bend = optimum(experiment.data), curvature(trained)
    values: dict[str, float | int | list[float] | None] = {
        "weight": best.W,
        "bias": best.b,
        "loss": best.loss,
        "r_squared": best.r_squared,
        "eigenvalues": [bend.smallest, bend.largest],
        "lr_stable": bend.lr_stable,
        "lr_fastest": bend.lr_fastest,
        "lr_skipped": bend.lr_skipped,
    }
    if lr is not None:
        values["expected_epochs"] = expected_epochs(trained, lr, *start_of(experiment))
    return Theory(values, best.unique)


def start_of(experiment: Experiment) -> tuple[float, float]:
    """W and b as the run begins with them, as float32 numbers; only random ones need torch, which draws them."""
    initial = experiment.initial
    if initial.start is Start.ZEROS:
        return 0.0, 0.0
    if initial.start is Start.NUMBERS:
        return float(np.float32(initial.W)), float(np.float32(initial.b))
    import torch

    from model.tensors import initial_parameters

    torch.manual_seed(experiment.seed)
    W, b = initial_parameters(initial)
    return W.item(), b.item()


def json_text(theory: Theory) -> str:
    """One JSON object on one line. Raises ValueError rather than write NaN or Infinity, which JSON does not have."""
    return json.dumps(theory.values, allow_nan=False)


def table_text(theory: Theory) -> str:
    """A row for each value, with what it means; under it, whether other lines fit as well."""
    shown = {key: _shown(key, value) for key, value in theory.values.items()}
    width = max(map(len, shown.values()))
    rows = [f"{key:15}  {value:{width}}  {EXPLAINED[key]}" for key, value in shown.items()]
    return "\n".join(rows if theory.unique else [*rows, "", NOT_UNIQUE])


def _shown(key: str, value: float | int | list[float] | None) -> str:
    if value is None:
        return "never" if key == "expected_epochs" else "none"
    if isinstance(value, list):
        return ", ".join(f"{each:.8g}" for each in value)
    return str(value) if isinstance(value, int) else f"{value:.8g}"
