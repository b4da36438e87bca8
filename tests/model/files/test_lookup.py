"""What is asked about a path is answered, whatever the system says of it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from model.files.lookup import exists, is_file, is_folder, is_missing

ROOT = Path(__file__).parents[3]
ASKS = {"exists", "is_file", "is_dir"}


@pytest.mark.parametrize("asks", [exists, is_file, is_folder])
def test_what_may_not_be_looked_at_is_as_good_as_not_there(
    asks: Callable[[Path], bool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not asks(tmp_path / ("a" * 300))  # longer than a name may be
    monkeypatch.setattr("os.stat", forbidden)
    assert not asks(tmp_path)


def test_what_may_not_be_looked_at_is_not_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert is_missing(tmp_path / "b")
    assert is_missing(tmp_path / "a" / "b")
    assert not is_missing(tmp_path / "a")
    monkeypatch.setattr("os.stat", forbidden)
    assert not is_missing(tmp_path / "b")


def test_nobody_asks_pathlib_which_raises() -> None:
    files = [file for folder in ("gui", "model") for file in (ROOT / folder).rglob("*.py")]
    nodes = [(file, node) for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    asked = [f"{file}: {ast.unparse(node)}" for file, node in nodes if isinstance(node, ast.Attribute) and asks(node)]
    assert len(nodes) > 10_000
    assert asked == []


def asks(node: ast.Attribute) -> bool:
    """Whether it is one of pathlib's methods."""
    return node.attr in ASKS and ast.unparse(node.value) != "os.path"


def forbidden(*_: object, **__: object) -> None:
    """What a folder that may not be entered says."""
    raise PermissionError(13, "Permission denied")
