"""`slopewise theory`: the best line and the limits of the learning rate, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from gui.cli import option_types
from gui.cli.data_option import OF_A_TABLE
from gui.cli.options import add_experiment_options, check_file, checked, run_in
from gui.cli.parser import Parser, show, writing
from model.data.standardised import trained_data
from model.experiment import Experiment, Start
from model.theory.advice import start_as_set
from model.theory.curvature import Curvature, curvature
from model.theory.digits import UNIT, Errors, errors_of, held
from model.theory.expected import expected_epochs
from model.theory.optimum import optimum
from model.theory.surface import loss_surface

EXPLAINED = {
    "weight": "W of the line that fits best",
    "bias": "b of that line",
    "loss": "its mean squared error: no line has less",
    "r_squared": "the part of the variance of y that it explains",
    "eigenvalues": "how steeply the loss bends, least and most",
    "lr_stable": "below it the lesson's loop converges",
    "lr_fastest": "with it the lesson's loop converges fastest in the long run",
    "lr_skipped": "below it W and b stay bounded without zero_grad()",
    "expected_epochs": "the epoch from which on the loss is within {tolerance:g} of the least",
}

NOT_UNIQUE = (
    "The best line is not unique: x has one value only. Of all lines that fit as well, this is the one whose W and b "
    "are nearest to 0."
)


def main(words: Sequence[str]) -> int:
    """Print what the words ask for; return the exit code."""
    parser = Parser("slopewise theory", "[FILE]", "Say what mathematics knows of the data without running the loop.")
    parser.add_argument(
        "file",
        type=option_types.file,
        nargs="?",
        metavar="FILE",
        help="take the data that the run in this file began with, and its first W and b; or look at this table",
    )
    add_experiment_options(
        parser,
        ("data", *OF_A_TABLE, "lr"),
        data="look at the data in this file: CSV or a spreadsheet; - is standard input",
        lr="also say how many epochs ordinary descent on the whole batch takes with this learning rate",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object in place of a table")
    options = parser.parse_args(words)
    check_file(parser, options, beside=("lr",))
    experiment = checked(parser, options) if options.file is None else run_in(parser, options.file).experiment
    theory = theory_of(experiment, vars(options).get("lr"))
    return writing(parser, lambda: show(json_text(theory) if options.json else table_text(theory)))


@dataclass(frozen=True)
class Theory:
    """What is known of an experiment without running it."""

    values: dict[str, float | int | list[float] | None]
    """Under the keys of the JSON object; None where there is no such number. expected_epochs only with an lr."""
    unique: bool
    errors: dict[str, list[float]]
    """Bounds of the errors of those that are no whole numbers, by the same keys; of a list, one for each."""
    tolerance: float
    """How near to the least a loss is within the epochs that are expected."""


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
    errors = _errors(errors_of(experiment.data), errors_of(trained), bend)
    return Theory(values, best.unique, errors, loss_surface(trained).tolerance)


def _errors(line: Errors, bends: Errors, bend: Curvature) -> dict[str, list[float]]:
    """Of the line through the data as they are, and of what comes of the curvatures of those that are trained."""
    part = bends.largest / bend.largest + UNIT
    of_sum = (bends.smallest + bends.largest) / (bend.smallest + bend.largest) + UNIT
    return {
        "weight": [line.W],
        "bias": [line.b],
        "loss": [line.loss],
        "r_squared": [line.r_squared],
        "eigenvalues": [bends.smallest, bends.largest],
        "lr_stable": [part * bend.lr_stable],
        "lr_fastest": [of_sum * bend.lr_fastest],
        "lr_skipped": [part * bend.lr_skipped],
    }


def start_of(experiment: Experiment) -> tuple[float, float]:
    """W and b as the run begins with them, as float32 numbers; only random ones need torch, which draws them."""
    if experiment.initial.start is not Start.RANDOM:
        return start_as_set(experiment)
    from model.training.tensors import Tensors

    return Tensors(experiment).numbers()


def json_text(theory: Theory) -> str:
    """One JSON object on one line. Raises ValueError rather than write NaN or Infinity, which JSON does not have."""
    return json.dumps(theory.values, allow_nan=False)


def table_text(theory: Theory) -> str:
    """A row for each value, with the digits that hold and what it means; under it, whether other lines fit as well."""
    shown = {key: _shown(key, value, theory.errors.get(key, [])) for key, value in theory.values.items()}
    width = max(map(len, shown.values()))
    means = {key: text.format(tolerance=theory.tolerance) for key, text in EXPLAINED.items()}
    rows = [f"{key:15}  {value:{width}}  {means[key]}" for key, value in shown.items()]
    return "\n".join(rows if theory.unique else [*rows, "", NOT_UNIQUE])


def _shown(key: str, value: float | int | list[float] | None, errors: list[float]) -> str:
    if value is None:
        return "never" if key == "expected_epochs" else "none"
    if isinstance(value, int):
        return str(value)
    values = value if isinstance(value, list) else [value]
    return ", ".join(held(each, error) for each, error in zip(values, errors, strict=True))
