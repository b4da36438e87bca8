"""Expressions of a page: arithmetic over known names, and whatever else is written there is refused in one way."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.lessons.expression import LONGEST, Expression, ExpressionError, Template

NAMES: dict[str, Any] = {
    "W": 2.0,
    "rows": 3,
    "skips": True,
    "kind": "sgd",
    "loss": np.float32(0.5),
    "nothing": math.nan,
    "much": math.inf,
    "loss_at": lambda epoch: 18.0 - epoch,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3 - 4 / 8", 6.5),
        ("-W ** 2", -4),
        ("+W % 1.5", 0.5),
        ("2 ** -1", 0.5),
        ("1_000", 1000),
        ("loss_at(6) + abs(-1)", 13),
        ("min(W, rows, 7) + max(1, W)", 4),
        ("round(2.5) + round(1.26, 1)", 3.3),
        ("sqrt(W * 8)", 4),
        ("True + skips", 2),
        ("  W\n", 2),
        ("0x" + "f" * 298, math.inf),
        ("9" * 300, float("9" * 300)),
        ("1 / 0", math.nan),
        ("W % 0", math.nan),
        ("0 ** -1", math.nan),
        ("(0 - 8) ** 0.5", math.nan),
        ("9 ** 9 ** 9 ** 9 ** 9", math.inf),
        ("10 ** 308 * 10", math.inf),
        ("10 ** 400", math.inf),
        ("nothing + 1", math.nan),
        ("loss", 0.5),
        ("(" * 149 + "1" + ")" * 149, 1),
    ],
)
def test_it_computes_as_python_does_and_never_without_end(text: str, value: float) -> None:
    assert Expression(text).value(NAMES) == pytest.approx(value, nan_ok=True)
    assert isinstance(Expression(text).value(NAMES), float)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("W == 2", True),
        ("1 < W <= 2 < rows", True),
        ("1 < W < 2", False),
        ("W != 2 or skips", True),
        ("not skips", False),
        ("skips and W > 1 and rows >= 3", True),
        ("kind == 'sgd'", True),
        ("much > 1e9", True),
        ("1 / 0 < 1 or 1 / 0 >= 1", False),
        ("1 / 0", False),
        ("0", False),
        ("kind < 1", False),
        ("unknown > 1", False),
        ("loss_at(1, 2, 3) > 0", False),
    ],
)
def test_a_condition_holds_where_it_is_true_and_nowhere_else(text: str, holds: bool) -> None:
    assert Expression(text).holds(NAMES) is holds


def test_it_tells_the_names_that_it_asks_for() -> None:
    assert Expression("max(W, loss_at(rows)) > abs(b)").names == {"W", "loss_at", "rows", "b"}
    assert Template("{W:.3f} of {loss_at(epoch)} and {1 + 1}").names == {"W", "loss_at", "epoch"}


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1 +", "W b", "W = 2", "W := 2", "(W := 2)", "import os", "1; 2", "W\nb", "\0", "\ud800"),
        *("W.real", "().__class__", "W.__class__.__mro__[1]", "loss_at.__globals__", "'a'.join", "1 .real"),
        *("names['W']", "W[0]", "[1, 2]", "(1, 2)", "{1}", "{}", "[x for x in y]", "lambda: 1", "1 if W else 2"),
        *("f'{W}'", "b'a'", "1j", "None", "...", "W & 1", "W | 1", "W << 9", "W // 2", "W @ b", "~W", "W is b"),
        *("W in b", "max(*W)", "max(W, key=abs)", "max(**W)", "(abs)(1)(2)", "loss_at(1)(2)", "(lambda: 1)()"),
        *("await W", "yield", "__import__('os').system('x')", "'\\x41'", "W\\\n+1"),
        *("1 + " * 74 + "1", "-" * 299 + "1", "max(" * 70 + "1" + ")" * 70),
        *("1" * (LONGEST + 1), "W" + " " * LONGEST, "1" + "+1" * 10_000, "9" * 5000),
    ],
)
def test_what_is_no_expression_is_refused_before_it_is_computed(text: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        Expression(text)
    assert len(str(refused.value)) < LONGEST * 2


@pytest.mark.parametrize(
    "text",
    [
        *("unknown", "unknown(1)", "W(1)", "loss_at", "abs", "loss_at(1, 2)", "abs()", "abs(1, 2)", "min(1)", "max()"),
        *("'a' + 'b'", "'a' * 9", "9 * 'a'", "-'a'", "abs('a')", "kind ** 2", "'a' < 1", "loss_at(kind)"),
        *("sqrt(0 - 1)", "round(1.5, nothing)", "sqrt(much - much) + kind"),
    ],
)
def test_what_has_no_value_says_so(text: str) -> None:
    expression = Expression(text)
    with pytest.raises(ExpressionError, match="has no value"):
        expression.value(NAMES)
    assert Template(f"({{{text}:.3f}})").filled(NAMES) == "(–)"


def test_names_of_python_are_no_names_of_an_expression() -> None:
    for name in ("__builtins__", "print", "open", "exec", "Expression", "math", "self", "names"):
        with pytest.raises(ExpressionError):
            Expression(name).value(NAMES)
        with pytest.raises(ExpressionError):
            Expression(f"{name}(1)").value(NAMES)


def test_a_name_that_is_given_does_not_take_the_place_of_a_function() -> None:
    assert Expression("abs(-1)").value({"abs": lambda value: 7.0}) == 1


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("loss {loss:.3f}, W {W}, {rows} rows", "loss 0.500, W 2, 3 rows"),
        ("{2 / 3} {1e-9:.1e} {12345678} {0.00001}", "0.666667 1.0e−9 1.23457e7 1e−5"),
        ("{0 - 41.1:+.1f} {10.6:+.1f} {0.25:.0%} {W:3f}", "−41.1 +10.6 25% 2.000000"),
        ("{nothing} {much} {0 - much:.3f} {skips} {kind} {kind:.2f}", "– ∞ −∞ 1 sgd sgd"),
        ("{ W } and {loss_at( 6 ):.0f}", "2 and 12"),
        ("no number, <b>no</b> %s %(W)s $W", "no number, <b>no</b> %s %(W)s $W"),
        (r"\1 \g<0> {W}", r"\1 \g<0> 2"),
        ("", ""),
    ],
)
def test_a_text_is_filled_with_its_numbers(text: str, filled: str) -> None:
    assert Template(text).filled(NAMES) == filled


def test_a_text_in_a_name_is_not_filled_again() -> None:
    assert Template("{kind}").filled({"kind": "{W} \\1", "W": 2}) == "{W} \\1"


def test_the_largest_number_is_no_longer_than_a_float_has_digits() -> None:
    assert len(Template("{W:.99f}").filled({"W": sys.float_info.max})) < 500


@pytest.mark.parametrize(
    "text",
    [
        *("{", "}", "a { b", "{W}}", "{{W}", "{{W}}", "{W{b}}", "{}", "{ }", "{:.3f}", "{W!r}", "{W=}", "{0}{"),
        *("{W:>999999999f}", "{W:999999999}", "{W:.999999999f}", "{W:099f}", "{W:99f}", "{W:,}", "{W:s}", "{W:d}"),
        *("{W:x>9f}", "{W:.3f }", "{W:.3f\n}", "{W: .3f}", "{W:{b}}", "{W:.3f:.2f}", "{W:c}", "{W:.3F}", "{W.real}"),
    ],
)
def test_a_field_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        Template(text)


WORDS = (
    "** // == and or not if else lambda W rows kind loss_at max( abs( sqrt( round( __class__ 1 0 9e99 1j True unknown"
)
PIECES = st.sampled_from([*"+-*/%<>=!()[]{}.,:'\"\\~&|^@ \n", *WORDS.split()])


def value_or_error(make: Callable[[], object]) -> None:
    """Whatever comes of it is no other error."""
    with suppress(ExpressionError):
        make()


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=40))
@example("0x" + "f" * 298)
@example("round(1, 9e99)")
@example("round(W, 1e999)")
def test_any_text_has_a_value_or_is_refused(text: str) -> None:
    value_or_error(lambda: Expression(text).value(NAMES))
    value_or_error(lambda: Template(text).filled(NAMES))
    value_or_error(lambda: Template(f"{{{text}:.3g}}").filled(NAMES))


NUMBERS = st.floats() | st.integers(-(10**400), 10**400) | st.booleans()


@settings(max_examples=60, deadline=None)
@given(NUMBERS, NUMBERS, st.sampled_from(["a + b", "a - b", "a * b", "a / b", "a % b", "a ** b", "round(a, b)"]))
def test_no_two_numbers_are_too_large_or_too_small(a: float, b: float, text: str) -> None:
    value_or_error(lambda: Expression(text).value({"a": a, "b": b}))
    value_or_error(lambda: Template(f"{{{text}:.3e}} {{{text}}}").filled({"a": a, "b": b}))
