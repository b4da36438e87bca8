"""No test depends on how fast the machine is: what can be counted is counted, and what must come is waited for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time"}


def by_the_clock(source: str) -> list[int]:
    """The lines in which a clock is asked, or in which somebody has no patience."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            asked = ast.unparse(node.func).removesuffix("_ns").split(".")
            impatient = any(each.arg == "timeout" and isinstance(each.value, ast.Constant) for each in node.keywords)
            if impatient or (asked[0] == "time" and asked[-1] in CLOCKS):
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("file", sorted(TESTS.rglob("test_*.py")), ids=lambda file: str(file.relative_to(TESTS)))
def test_no_test_asks_a_clock(file: Path) -> None:
    assert by_the_clock(file.read_text("utf-8")) == []


def test_whoever_asks_a_clock_is_found() -> None:
    asked = "import time", "began = time.perf_counter()", "qtbot.waitUntil(done, timeout=1000)", "time.sleep(1)"
    assert by_the_clock("\n".join(asked)) == [2, 3]
