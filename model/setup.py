"""The script before its loop, as text: data, seed, W and b, optimizer. The exported script has the same lines.

A trainer runs these lines: seed, W, b and optimizer always, and the data where all of them stand on one line. More rows
it takes from the data set itself, which the text, as a script has it, would make again bit for bit.
"""

from __future__ import annotations

from model.data.number_text import short_floats
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Parameters, Start

ON_ONE_LINE = 10
"""Rows up to which the data stand on one line."""

SHOWN_ROWS = 4
"""Rows up to which a window shows all of them; of more only the first ones."""

LINE = 100

OPTIONS = ("lr", "momentum", "nesterov")
"""The options of the optimizer that may change."""


def data_lines(data: Dataset, *, shortened: bool = False) -> tuple[str, str]:
    """The lines that make x_train and y_train; shortened, many rows are left out, and the lines are only to be read."""
    rows = SHOWN_ROWS + 1 if shortened else None  # one more tells that there are more
    x, y = (_tensor(literals(data, column, rows), shortened=shortened) for column in "xy")
    return f"x_train = {x}", f"y_train = {y}"


def seed_line(seed: int) -> str:
    """The line before which nothing is drawn at random."""
    return f"torch.manual_seed({seed})"


def parameter_lines(initial: InitialParameters) -> tuple[str, str]:
    """The lines that make W and b, each of shape (1,); random ones are drawn W first."""
    made = {
        Start.ZEROS: ("torch.zeros(1, requires_grad=True)",) * 2,
        Start.RANDOM: ("torch.rand(1, requires_grad=True)",) * 2,
        Start.NUMBERS: tuple(
            f"torch.tensor([{float(value)!r}], requires_grad=True)" for value in (initial.W, initial.b)
        ),
    }
    W, b = made[initial.start]
    return f"W = {W}", f"b = {b}"


def optimizer_line(settings: LoopSettings) -> str:
    """The line that makes the optimizer, with lr, and the other options where they are not torch's own."""
    names = [name for name in OPTIONS if name == "lr" or getattr(settings, name)]
    options = ", ".join(f"{name}={option_text(settings, name)}" for name in names)
    return f"optimizer = torch.optim.SGD([W, b], {options})"


def option_text(settings: LoopSettings, name: str) -> str:
    """An option of the optimizer as a literal."""
    value = getattr(settings, name)
    return repr(value if isinstance(value, bool) else float(value))


def start_lines(experiment: Experiment) -> tuple[str, ...]:
    """What a trainer runs of it once: all but the data, which may change between two epochs."""
    return (seed_line(experiment.seed), *parameter_lines(experiment.initial), optimizer_line(experiment.settings))


def shown_lines(experiment: Experiment) -> tuple[str, ...]:
    """All of it, to be read; a seed that was drawn by chance is told as such."""
    seed, *others = start_lines(experiment)
    drawn = "" if experiment.seeded else "  # drawn by chance"
    return (*data_lines(experiment.data, shortened=True), seed + drawn, *others)


def shown_values(experiment: Experiment, start: Parameters) -> tuple[str, ...]:
    """What each of shown_lines has made; start is the W and b that torch has made of them."""
    rows = f"({len(experiment.data)}, 1)"
    W, b = (f"{value:.5g} (1,)" for value in start)
    return (rows, rows, "", W, b, f"lr {experiment.settings.lr:g}")


def literals(data: Dataset, column: str, rows: int | None = None) -> list[str]:
    """The numbers of column "x" or "y" as Python writes them, of all rows or of the first ones."""
    values = data.x if column == "x" else data.y
    return [_literal(value) for value in short_floats(values[:rows])]


def _literal(value: float) -> str:
    text = repr(value)
    return text.removesuffix(".0") if text != "-0.0" else text


def _tensor(literals: list[str], *, shortened: bool) -> str:
    if shortened and len(literals) > SHOWN_ROWS:
        return f"torch.FloatTensor([{', '.join(f'[{literal}]' for literal in literals[: SHOWN_ROWS - 1])}, …])"
    if len(literals) <= ON_ONE_LINE:
        return f"torch.FloatTensor([{', '.join(f'[{literal}]' for literal in literals)}])"
    lines = [""]
    for literal in literals:
        if len(lines[-1]) + len(literal) > LINE:
            lines.append("")
        lines[-1] += f"{literal}, "
    rows = "\n".join(f"    {line.rstrip()}" for line in lines)
    return f"torch.FloatTensor([\n{rows}\n]).view(-1, 1)"
