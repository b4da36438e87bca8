"""The text of the loop: what the window shows is what is compiled here, and run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from types import CodeType
from typing import Any

from model.experiment import LoopSettings, ZeroGrad

STANDARDISING = "x_train = (x_train - x_train.mean()) / x_train.std(correction=0)"


class Kind(Enum):
    """What a line of the loop does."""

    OTHER = auto()
    HYPOTHESIS = auto()
    LOSS = auto()
    ZERO_GRAD = auto()
    BACKWARD = auto()
    STEP = auto()


@dataclass(frozen=True)
class Program:
    """A variant of the loop: its lines as they are shown, what each of them does, and one epoch of it as code.

    Lines are counted from 0. The `for` over the epochs is line 0, or line 1 where a preface stands before it; it
    belongs to whoever drives the loop.
    """

    lines: tuple[str, ...]
    kinds: tuple[Kind, ...]
    first_line: int
    step_line: int | None
    """The line of step(), or where it is left out the one that runs after it, if any does."""
    preface: CodeType
    """What stands before the `for`: it makes of the data as they are those that the loop fits, or does nothing."""
    code: CodeType

    def prepare(self, names: dict[str, Any]) -> None:
        """Run the preface on these names, in which x_train and y_train are the data as they are."""
        exec(self.preface, names)  # the text is ours, from source_of

    def bind(self, names: dict[str, Any]) -> Callable[[], Iterator[int]]:
        """The generator function of one epoch. It works on these names and yields each line's number before it runs."""
        exec(self.code, names)  # defines one_epoch; the text is ours, from source_of
        one_epoch: Callable[[], Iterator[int]] = names.pop("one_epoch")
        return one_epoch


def program_of(settings: LoopSettings) -> Program:
    """The program of a variant; learning rate and data are no part of it."""
    return _program_of(source_of(settings))


@cache
def _program_of(lines: tuple[str, ...]) -> Program:
    tree = ast.parse("\n".join(lines))
    *preface, loop = tree.body
    assert isinstance(loop, ast.For)
    names = sorted(
        {node.id for node in ast.walk(loop) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    )
    function = ast.parse("def one_epoch():\n    pass").body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body = [ast.Global(names), *_with_stops(loop.body)]
    module = ast.fix_missing_locations(ast.Module([function], []))
    kinds = tuple(map(_kind, lines))
    return Program(
        lines,
        kinds,
        first_line=loop.body[0].lineno - 1,
        step_line=_step_line(lines),
        preface=compile(ast.Module(preface, []), "<before the loop>", "exec"),
        code=compile(module, "<the loop>", "exec"),
    )


def source_of(settings: LoopSettings, epochs: str = "epochs") -> tuple[str, ...]:
    """The lines of a variant of the loop, as a student would write them; what is left out stands as a comment.

    With the lesson's own settings:

        for epoch in range(epochs):
            hypothesis = x_train * W + b
            loss = torch.mean((hypothesis - y_train) ** 2)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    Where x is to be standardised, that is the first line, before the `for`.
    """
    return (*preface_of(settings), *loop_of(settings, epochs))


def preface_of(settings: LoopSettings) -> tuple[str, ...]:
    """The lines before the `for`: each counts once for data that have just been made or read."""
    return (STANDARDISING,) if settings.standardise else ()


def loop_of(settings: LoopSettings, epochs: str = "epochs") -> tuple[str, ...]:
    """The lines of source_of from the `for` on."""
    clear = {position: _zero_grad(settings) if position is settings.zero_grad else [] for position in ZeroGrad}
    first, then = (_parts if settings.accumulate > 1 else _whole)(settings)
    before_backward = clear[ZeroGrad.BEFORE_BACKWARD] + clear[ZeroGrad.NEVER]
    if settings.accumulate > 1:  # before the first part: else every part's gradient but the last would be lost
        first, before_backward = before_backward + first, []
    step = ["optimizer.step()" if settings.step else "# optimizer.step()"]
    body = [
        *clear[ZeroGrad.BEFORE_FORWARD],
        *first,
        *before_backward,
        *then,
        *clear[ZeroGrad.AFTER_BACKWARD],
        *step,
        *clear[ZeroGrad.AFTER_STEP],
    ]
    if settings.batch_size:
        body = _batches(settings.batch_size, body)
    return (f"for epoch in range({epochs}):", *(f"    {line}" for line in body))


def _zero_grad(settings: LoopSettings) -> list[str]:
    if settings.skips:
        return ["# optimizer.zero_grad()"]
    if settings.every > 1:
        return [f"if epoch % {settings.every} == 0:", "    optimizer.zero_grad()"]
    return ["optimizer.zero_grad()"]


def _whole(settings: LoopSettings) -> tuple[list[str], list[str]]:
    """The lines up to the loss, and those of backward."""
    x, y = ("x", "y") if settings.batch_size else ("x_train", "y_train")
    return [f"hypothesis = {x} * W + b", f"loss = torch.mean((hypothesis - {y}) ** 2)"], _backward(settings)


def _batches(size: int, body: list[str]) -> list[str]:
    """The body of an epoch for each mini-batch of the shuffled rows, with the sum of their losses."""
    inside = ["x, y = x_train[batch], y_train[batch]", *body, "total = total + loss.item() * len(batch)"]
    head = ["total = 0.0", f"for batch in torch.randperm(len(x_train)).split({size}):"]
    return [*head, *(f"    {line}" for line in inside)]


def _parts(settings: LoopSettings) -> tuple[list[str], list[str]]:
    """The same for a batch in parts, of which each calls backward."""
    n = settings.accumulate
    body = [
        "hypothesis = x * W + b",
        f"loss = torch.mean((hypothesis - y) ** 2) / {n}",
        *_backward(settings),
        "total = total + loss.item()",
    ]
    head = ["total = 0.0", f"for x, y in zip(x_train.chunk({n}), y_train.chunk({n})):"]
    return [*head, *(f"    {line}" for line in body)], []


def _backward(settings: LoopSettings) -> list[str]:
    return ["loss.backward(retain_graph=True)", "loss.backward()"] if settings.backward_twice else ["loss.backward()"]


def _step_line(lines: tuple[str, ...]) -> int | None:
    texts = [line.strip() for line in lines]
    if "optimizer.step()" in texts:
        return texts.index("optimizer.step()")
    following = texts.index("# optimizer.step()") + 1
    return following if following < len(texts) else None


def _with_stops(body: list[ast.stmt]) -> list[ast.stmt]:
    """The same statements, with a yield of its line's number before each of them."""
    result: list[ast.stmt] = []
    for statement in body:
        if isinstance(statement, ast.For | ast.If):
            statement.body = _with_stops(statement.body)
        stop = ast.Expr(ast.Yield(ast.Constant(statement.lineno - 1)))
        result += [ast.copy_location(stop, statement), statement]
    return result


def _kind(line: str) -> Kind:
    text = line.strip()
    starts = {
        "hypothesis =": Kind.HYPOTHESIS,
        "loss =": Kind.LOSS,
        "optimizer.zero_grad(": Kind.ZERO_GRAD,
        "loss.backward(": Kind.BACKWARD,
        "optimizer.step(": Kind.STEP,
    }
    return next((kind for start, kind in starts.items() if text.startswith(start)), Kind.OTHER)
