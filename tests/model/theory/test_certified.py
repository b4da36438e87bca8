"""Certified lines: computed from the decimals that were read, or from the float32 that is left of them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from model.dataset import Dataset
from model.theory.optimum import optimum
from tests.model.theory.nist import ANSCOMBE, NOINT1, NORRIS, WAMPLER1, columns
from tests.model.theory.test_digits import exact

TEXTS = {"Norris": NORRIS, "Wampler1": WAMPLER1, "NoInt1": NOINT1} | dict(zip("1234", ANSCOMBE, strict=True))


def read(text: str, *, precise: bool) -> Dataset:
    """The data set of these decimals, with or without what they are in float64."""
    x, y = (np.array([float(word) for word in column]).reshape(-1, 1) for column in columns(text))
    return Dataset(x.astype(np.float32), y.astype(np.float32), precise=(x, y) if precise else None)


@pytest.mark.parametrize("precise", [True, False], ids=["as read", "of float32"])
def test_norris_has_its_certified_digits(precise: bool) -> None:
    best = optimum(read(NORRIS, precise=precise))
    assert best.b == pytest.approx(-0.262323073774029, rel=1e-12)
    assert pytest.approx(1.00211681802045, rel=5e-15) == best.W
    assert best.r_squared == pytest.approx(0.999993745883712, rel=1e-15)
    assert (36 * best.loss / 34) ** 0.5 == pytest.approx(0.884796396144373, rel=1e-12)


@pytest.mark.parametrize("precise", [True, False], ids=["as read", "of float32"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_line_is_that_of_exact_arithmetic(name: str, precise: bool) -> None:
    best = optimum(read(TEXTS[name], precise=precise))
    values = exact(*([Fraction(word) for word in column] for column in columns(TEXTS[name])))
    for key, value in values.items():
        assert getattr(best, key) == pytest.approx(float(value), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("text", ANSCOMBE)
def test_anscombes_four_are_one_line(text: str) -> None:
    best = optimum(read(text, precise=False))
    assert best.r_squared is not None
    assert (round(best.W, 2), round(best.b, 1), round(best.r_squared, 2)) == (0.5, 3.0, 0.67)
