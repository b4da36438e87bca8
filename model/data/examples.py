"""The ready data sets: the lesson's own, made ones that each show one thing, and real ones with their sources."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np

from model import QT_TRANSLATE_NOOP, RESOURCES
from model.dataset import LESSON, Dataset


@dataclass(frozen=True)
class Example:
    """A data set with where it comes from; its texts are English, to be translated where they are shown."""

    id: str
    """What files and commands call it; its numbers are in resources/data/<id>.csv."""
    data: Dataset
    source: str
    """Author, year and publication; empty for what was made for this program."""
    licence: str
    """By what right the numbers are here."""

    @property
    def title(self) -> str:
        """What a list of examples calls it; the lesson's own data have no name of their own."""
        return self.data.name or QT_TRANSLATE_NOOP("Examples", "The lesson's three points")


OURS = "MIT"

FACTS = QT_TRANSLATE_NOOP("Examples", "Measured numbers are facts, which are under nobody's copyright.")

_FILES = (
    ("noisy_line", QT_TRANSLATE_NOOP("Examples", "A noisy line"), "", OURS),
    ("outlier", QT_TRANSLATE_NOOP("Examples", "A line with an outlier"), "", OURS),
    ("two_clusters", QT_TRANSLATE_NOOP("Examples", "Two clusters"), "", OURS),
    ("flat", QT_TRANSLATE_NOOP("Examples", "A flat line"), "", OURS),
    ("steep", QT_TRANSLATE_NOOP("Examples", "A steep line"), "", OURS),
    (
        "faithful",
        QT_TRANSLATE_NOOP("Examples", "Old Faithful: how long, and how long until the next"),
        (
            "W. Härdle, Smoothing Techniques with Implementation in S, Springer, 1991; a fuller version in "
            "A. Azzalini and A. W. Bowman, A look at some data on the Old Faithful geyser, "
            "Applied Statistics 39, 1990, 357-365"
        ),
        FACTS,
    ),
    (
        "cars",
        QT_TRANSLATE_NOOP("Examples", "Cars of the 1920s: speed and stopping distance"),
        "M. Ezekiel, Methods of Correlation Analysis, Wiley, 1930",
        FACTS,
    ),
    (
        "forbes",
        QT_TRANSLATE_NOOP("Examples", "Forbes in the Alps: boiling point and air pressure"),
        (
            "J. D. Forbes, Further experiments and remarks on the measurement of heights by the boiling point of "
            "water, Transactions of the Royal Society of Edinburgh 21, 1857, 235-243"
        ),
        QT_TRANSLATE_NOOP("Examples", "Public domain: published in 1857, by an author who died in 1868."),
    ),
)
"""Of each file: id, name, source, licence."""

COLUMNS = (
    QT_TRANSLATE_NOOP("Examples", "hours studied"),
    QT_TRANSLATE_NOOP("Examples", "exam score"),
    QT_TRANSLATE_NOOP("Examples", "exercises solved"),
    QT_TRANSLATE_NOOP("Examples", "eruption (min)"),
    QT_TRANSLATE_NOOP("Examples", "wait for the next (min)"),
    QT_TRANSLATE_NOOP("Examples", "speed (mph)"),
    QT_TRANSLATE_NOOP("Examples", "stopping distance (ft)"),
    QT_TRANSLATE_NOOP("Examples", "boiling point (°F)"),
    QT_TRANSLATE_NOOP("Examples", "air pressure (inHg)"),
)
"""What the files call x and y."""


@cache
def examples() -> tuple[Example, ...]:
    """All examples, the lesson's own first; the files are read once, at the first call.

    Raises OSError where a file is missing, ValueError where it holds no data set.
    """
    ready = (Example(stem, _read(stem, name), source, licence) for stem, name, source, licence in _FILES)
    return (Example("lesson", LESSON, "", OURS), *ready)


def example(wanted: str) -> Example:
    """The example of this id; ValueError, which names those there are, if there is none."""
    for found in examples():
        if found.id == wanted:
            return found
    raise ValueError(f"there is no example {wanted!r}, only {', '.join(found.id for found in examples())}")


def _read(stem: str, name: str) -> Dataset:
    with (RESOURCES / "data" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        (x_name, y_name), *rows = csv.reader(file)
    x, y = zip(*((float(x), float(y)) for x, y in rows), strict=True)
    return Dataset(np.array(x, np.float32), np.array(y, np.float32), name, x_name, y_name)
