"""What the data of a lesson may compute: arithmetic and comparisons over names that the program knows, nothing else."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

Value = float | bool | str

LONGEST = 300
"""Characters of an expression."""

NODES_AT_MOST = 120

ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Mod: operator.mod,
}

COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}

BUILT_IN: dict[str, Callable[..., Value]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "round": lambda value, digits=0.0: round(value, int(digits)),
    "sqrt": math.sqrt,
}
"""Functions that every expression knows."""

FORMAT = re.compile(r"[+]?[0-9]?(\.[0-9]{1,2})?[efg%]")
"""How a number in a text may be written: Python's format, without widths and fillings that could take all memory."""

FIELD = re.compile(r"\{([^{}]*)\}")


class ExpressionError(ValueError):
    """A text that is no expression of a lesson, or one that has no value here."""


@dataclass(frozen=True)
class Expression:
    """An expression that has been read. Raises ExpressionError where it is none; nothing of it is ever run as code."""

    text: str
    tree: ast.expr = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST:
            raise ExpressionError(f"an expression of more than {LONGEST} characters")
        if "\\" in self.text:
            raise ExpressionError(f"{self.text!r}: a backslash may not stand in an expression")
        try:
            tree = ast.parse(self.text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise ExpressionError(f"{self.text!r} is no expression") from None
        if sum(1 for _ in ast.walk(tree)) > NODES_AT_MOST:
            raise ExpressionError(f"{self.text!r} is too long")
        _check(tree)
        object.__setattr__(self, "tree", tree)

    @property
    def names(self) -> frozenset[str]:
        """The names that it asks for, functions among them."""
        names = (node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name))
        return frozenset(names) - BUILT_IN.keys()

    @property
    def equalities(self) -> dict[str, float]:
        """The names of which it demands that they are a number, with this number: momentum == 1."""
        compared = (node for node in ast.walk(self.tree) if isinstance(node, ast.Compare))
        found = {}
        for node in compared:
            match node:
                case ast.Compare(ast.Name(id=name), [ast.Eq()], [ast.Constant(value=int() | float() as value)]):
                    found[name] = float(value)
        return found

    def value(self, names: Mapping[str, Any]) -> Value:
        """What it comes to; division by zero is NaN and what is too large is infinite.

        A name stands for a number, a truth value, a text, or a function of numbers. Raises ExpressionError where a name
        is unknown or what is computed with is no number.
        """
        try:
            return _value(self.tree, names)
        except (TypeError, KeyError, ValueError, IndexError) as error:
            raise ExpressionError(f"{self.text!r} has no value: {error}") from None

    def holds(self, names: Mapping[str, Any]) -> bool:
        """Whether it is true; what has no value, or is NaN, is not."""
        try:
            value = self.value(names)
        except ExpressionError:
            return False
        return bool(value) and value == value  # noqa: PLR0124 - NaN


@dataclass(frozen=True)
class Template:
    """A text with numbers in braces: {loss:.6f} is an expression and how its value is written.

    Raises ExpressionError where a field is no such thing.
    """

    text: str
    fields: tuple[tuple[Expression, str], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", tuple(self._fields()))

    def _fields(self) -> Iterator[tuple[Expression, str]]:
        for match in FIELD.finditer(self.text):
            expression, _, form = match[1].partition(":")
            if form and not FORMAT.fullmatch(form):
                raise ExpressionError(f"{match[0]}: a number is written with .6f, .4g, .2e or .0% and their like")
            yield Expression(expression), form
        rest = FIELD.sub("", self.text)
        if "{" in rest or "}" in rest:
            raise ExpressionError("a brace without its other half")

    @property
    def names(self) -> frozenset[str]:
        """The names that its expressions ask for."""
        return frozenset[str]().union(*(expression.names for expression, _ in self.fields))

    def values(self, names: Mapping[str, Any]) -> dict[str, Value]:
        """The value of each of its expressions by its text; of those that have one."""
        found = {}
        for expression, _ in self.fields:
            with suppress(ExpressionError):
                found[expression.text] = expression.value(names)
        return found

    def with_values(self, values: Mapping[str, Value]) -> str:
        """The text with these in it; a dash stands for one that there is not."""
        written = iter([_written(values.get(expression.text, math.nan), form) for expression, form in self.fields])
        return FIELD.sub(lambda _: next(written), self.text)

    def filled(self, names: Mapping[str, Any]) -> str:
        """The text with its numbers as they are now."""
        return self.with_values(self.values(names))


def _check(tree: ast.expr) -> None:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=value) if isinstance(value, int | float | str):
                pass
            case ast.BinOp(op=op) if type(op) in ARITHMETIC:
                pass
            case ast.Compare(ops=ops) if all(type(op) in COMPARISONS for op in ops):
                pass
            case ast.Call(func=ast.Name(), keywords=[], args=args) if not any(isinstance(a, ast.Starred) for a in args):
                pass
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Not()) | ast.BoolOp() | ast.Name():
                pass
            case ast.operator() | ast.cmpop() | ast.boolop() | ast.unaryop() | ast.expr_context():
                pass
            case _:
                raise ExpressionError(f"{ast.unparse(node)!r} may not stand in an expression")


def _value(node: ast.expr, names: Mapping[str, Any]) -> Value:
    result: Value
    match node:
        case ast.Constant(value=value):
            result = _plain(value)
        case ast.Name(id=name):
            result = _plain(names[name])
        case ast.UnaryOp(op=op, operand=operand):
            result = _unary(op, _value(operand, names))
        case ast.BinOp(left=left, op=op, right=right):
            result = _arithmetic(ARITHMETIC[type(op)], [_value(left, names), _value(right, names)])
        case ast.BoolOp(op=op, values=values):
            decides = any if isinstance(op, ast.Or) else all
            result = decides(bool(_value(value, names)) for value in values)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            result = _compared(left, ops, comparators, names)
        case ast.Call(func=ast.Name(id=name), args=args):
            result = _arithmetic(BUILT_IN.get(name) or names[name], [_value(arg, names) for arg in args])
        case _:
            raise ExpressionError("no expression")  # which _check() has seen to
    return result


def _plain(value: object) -> Value:
    if isinstance(value, bool | str):
        return value
    try:
        return float(value)  # type: ignore[arg-type] # whole numbers could grow without end
    except OverflowError:
        return math.inf


def _unary(op: ast.unaryop, value: Value) -> Value:
    if isinstance(op, ast.Not):
        return not value
    return -_number(value) if isinstance(op, ast.USub) else _number(value)


def _arithmetic(function: Callable[..., Any], values: Sequence[Value]) -> Value:
    try:
        result = function(*map(_number, values))
    except ZeroDivisionError:
        return math.nan
    except OverflowError:
        return math.inf
    return math.nan if isinstance(result, complex) else _plain(result)


def _compared(
    left: ast.expr, ops: Sequence[ast.cmpop], comparators: Sequence[ast.expr], names: Mapping[str, Any]
) -> bool:
    values = [_value(node, names) for node in (left, *comparators)]
    return all(COMPARISONS[type(op)](a, b) for op, a, b in zip(ops, values, values[1:], strict=False))


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _written(value: Value, form: str) -> str:
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "∞" if value > 0 else "−∞"
    text = f"{float(value):{form or '.6g'}}"
    return text.replace("-", "−").replace("e−0", "e−").replace("e+0", "e")
