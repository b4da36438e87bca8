"""The training loop as text: what the window shows is what is compiled here, and run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import CodeType
from typing import Any

from model.experiment import LoopSettings, ZeroGrad

LESSON = """\
for epoch in range(epochs):
    hypothesis = x_train * W + b
    loss = torch.mean((hypothesis - y_train) ** 2)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
"""
"""The lesson's loop. Every variant is this text with some lines moved, replaced or put around others."""

HYPOTHESIS, LOSS, ZERO_GRAD, BACKWARD, STEP = (line.strip() for line in LESSON.splitlines()[1:])

STANDARDISING = "x_train = (x_train - x_train.mean()) / x_train.std(correction=0)"


def source_of(settings: LoopSettings, epochs: str = "epochs") -> tuple[str, ...]:
    """The lines of a variant, as a student would write them; what is left out stands as a comment."""
    return (*preface_of(settings), *for_statement_of(settings, epochs))


def preface_of(settings: LoopSettings) -> tuple[str, ...]:
    """The lines before the `for`: each counts once for data that have just been made or read."""
    return (STANDARDISING,) if settings.standardise else ()


def for_statement_of(settings: LoopSettings, epochs: str = "epochs") -> tuple[str, ...]:
    """The lines from the `for` on; epochs is what stands in its range()."""
    body = _with_zero_grad(settings, [HYPOTHESIS, LOSS, BACKWARD, STEP])
    if settings.backward_twice:
        body = _replaced(body, BACKWARD, "loss.backward(retain_graph=True)", BACKWARD)
    if not settings.step:
        body = _replaced(body, STEP, f"# {STEP}")
    if settings.accumulate > 1:
        body = _in_parts(settings.accumulate, body)
    if settings.batch_size:
        body = _in_batches(settings.batch_size, body)
    head = LESSON.splitlines()[0].replace("epochs", epochs)
    return (head, *_indented(body))


def _with_zero_grad(settings: LoopSettings, body: list[str]) -> list[str]:
    """zero_grad() where the settings have it, and when."""
    lines = [ZERO_GRAD]
    if settings.skips:
        lines = [f"# {ZERO_GRAD}"]
    elif settings.every > 1:
        lines = [f"if epoch % {settings.every} == 0:", f"    {ZERO_GRAD}"]
    # Of a batch in parts every part calls backward(): cleared before each, only the last one's gradient would be left.
    before_backward = body.index(BACKWARD) if settings.accumulate == 1 else 0
    place = {
        ZeroGrad.BEFORE_FORWARD: 0,
        ZeroGrad.BEFORE_BACKWARD: before_backward,
        ZeroGrad.NEVER: before_backward,
        ZeroGrad.AFTER_BACKWARD: body.index(STEP),
        ZeroGrad.AFTER_STEP: len(body),
    }[settings.zero_grad]
    return [*body[:place], *lines, *body[place:]]


def _in_parts(n: int, body: list[str]) -> list[str]:
    """One batch in n parts, each with a loss and a backward() of its own, before what follows on backward()."""
    first, after = body.index(HYPOTHESIS), body.index(BACKWARD) + 1
    part = _replaced(body[first:after], LOSS, f"{LOSS} / {n}")
    return [
        *body[:first],
        "total = 0.0",
        f"for x, y in zip(x_train.chunk({n}), y_train.chunk({n})):",
        *_indented([*_of_some_rows(part), "total = total + loss.item()"]),
        *body[after:],
    ]


def _in_batches(size: int, body: list[str]) -> list[str]:
    """All of it for each mini-batch of the shuffled rows, with the sum of their losses."""
    rows, total = "x, y = x_train[batch], y_train[batch]", "total = total + loss.item() * len(batch)"
    return [
        "total = 0.0",
        f"for batch in torch.randperm(len(x_train)).split({size}):",
        *_indented([rows, *_of_some_rows(body), total]),
    ]


def _replaced(body: list[str], line: str, *others: str) -> list[str]:
    place = body.index(line)
    return [*body[:place], *others, *body[place + 1 :]]


def _of_some_rows(body: list[str]) -> list[str]:
    return [line.replace("x_train", "x").replace("y_train", "y") for line in body]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" for line in lines]


class Kind(Enum):
    """What a line of the loop does, by what it begins with."""

    HYPOTHESIS = "hypothesis ="
    LOSS = "loss ="
    ZERO_GRAD = "optimizer.zero_grad("
    BACKWARD = "loss.backward("
    STEP = "optimizer.step("
    OTHER = ""


@dataclass(frozen=True)
class Loop:
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
    whole: CodeType
    """The same epoch without a stop."""

    def stops(self, settings: LoopSettings) -> int:
        """How many lines an epoch runs, of these settings that the loop belongs to; an `if` counts as if it held."""
        pieces = -(-len(settings.data) // settings.batch_size) if settings.batch_size else settings.accumulate
        total, within, deep = 0, False, 0
        for line in self.lines[self.first_line :]:
            depth = len(line) - len(line.lstrip())
            within = within and depth > deep
            if not line.lstrip().startswith("#"):
                total += pieces if within else 1
            if line.lstrip().startswith("for "):
                within, deep = True, depth
        return total

    def prepare(self, names: dict[str, Any]) -> None:
        """Run the preface on these names, in which x_train and y_train are the data as they are."""
        exec(self.preface, names)  # the text is ours, from source_of

    def bind(self, names: dict[str, Any]) -> Callable[[], Iterator[int]]:
        """The generator function of one epoch. It works on these names and yields each line's number before it runs."""
        exec(self.code, names)  # defines one_epoch; the text is ours, from source_of
        one_epoch: Callable[[], Iterator[int]] = names.pop("one_epoch")
        return one_epoch

    def bind_whole(self, names: dict[str, Any]) -> Callable[[Callable[[], None]], None]:
        """The function of one epoch, which works on these names. It calls what it is given before each step()."""
        exec(self.whole, names)  # defines whole_epoch; the text is ours, from source_of
        whole_epoch: Callable[[Callable[[], None]], None] = names.pop("whole_epoch")
        return whole_epoch


def loop_of(settings: LoopSettings) -> Loop:
    """The loop of a variant; learning rate and data are no part of it."""
    return _compiled(source_of(settings))


@cache
def _compiled(lines: tuple[str, ...]) -> Loop:
    *preface, loop = ast.parse("\n".join(lines)).body
    assert isinstance(loop, ast.For)
    step_line = _step_line(lines)

    def stop(line: int) -> list[ast.stmt]:
        return [ast.Expr(ast.Yield(ast.Constant(line)))]

    def call(line: int | None) -> list[ast.stmt]:
        return ast.parse("before_step()").body if line == step_line else []

    return Loop(
        lines,
        tuple(map(_kind, lines)),
        first_line=loop.body[0].lineno - 1,
        step_line=step_line,
        preface=compile(ast.Module(preface, []), "<before the loop>", "exec"),
        code=_function("one_epoch()", _each_after(stop, loop.body)),
        whole=_function("whole_epoch(before_step)", [*_each_after(call, loop.body), *call(None)]),
    )


def _each_after(what: Callable[[int], list[ast.stmt]], body: list[ast.stmt]) -> list[ast.stmt]:
    """The same statements, each after what is wanted before its line."""
    result: list[ast.stmt] = []
    for statement in body:
        wanted, following = what(statement.lineno - 1), statement
        if isinstance(statement, ast.For | ast.If):
            following = copy(statement)
            following.body = _each_after(what, statement.body)
        result += [*(ast.copy_location(each, statement) for each in wanted), following]
    return result


def _function(signature: str, body: list[ast.stmt]) -> CodeType:
    """What defines a function of these statements, in which every name that is assigned to is global."""
    function = ast.parse(f"def {signature}:\n    pass").body[0]
    assert isinstance(function, ast.FunctionDef)
    nodes = ast.walk(ast.Module(body, []))
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    function.body = [ast.Global(sorted(names)), *body]
    return compile(ast.fix_missing_locations(ast.Module([function], [])), "<the loop>", "exec")


def _step_line(lines: tuple[str, ...]) -> int | None:
    texts = [line.strip() for line in lines]
    if STEP in texts:
        return texts.index(STEP)
    following = texts.index(f"# {STEP}") + 1
    return following if following < len(texts) else None


def _kind(line: str) -> Kind:
    return next(kind for kind in Kind if line.strip().startswith(kind.value))
