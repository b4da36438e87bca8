"""How the folders of the checkout become one package: in the wheel, gui/ is slopewise.gui and model/ slopewise.model.

Both import each other by their names in the checkout, which would be two more names at the top of everybody's
site-packages: a pupil's own model.py would be taken for ours, and ours for the pupil's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PACKAGE = "slopewise"
CODE = ("gui", "model")
READ = {".css", ".csv", ".html", ".js", ".md", ".otf", ".png", ".qm", ".svg", ".toml"}
"""Endings of what the program reads; translations to be compiled and scripts that make fonts or icons are not."""
UNREAD = ("resources/screenshots/", "resources/desktop/", "resources/fonts/README.md")

INIT = '"""Watch PyTorch fit a straight line by SGD, line by line."""\n'
IN_CHECKOUT = '''"""Slopewise, from its checkout: the folders gui/ and model/ there are what runs."""

import sys

sys.path.insert(0, {root!r})  # before whatever else is called gui or model
'''
MAIN = '''"""Start-up: `slopewise` and `python -m slopewise`."""

import sys

from gui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
'''


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills the wheel; where the install is editable, with no more than what leads to the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tell hatchling what goes where."""
        root = Path(self.root)
        self._made = TemporaryDirectory()
        if version == "editable":
            texts = {"__init__.py": IN_CHECKOUT.format(root=str(root)), "__main__.py": MAIN}
        else:
            texts = {"__init__.py": INIT, "__main__.py": packaged(MAIN, "__main__.py")}
            for file in code(root):
                name = file.relative_to(root).as_posix()
                texts[name] = packaged(file.read_text("utf-8"), name)
            for file in resources(root):
                build_data["force_include"][str(file)] = f"{PACKAGE}/{file.relative_to(root).as_posix()}"
        key = "force_include_editable" if version == "editable" else "force_include"
        for name, text in texts.items():
            file = Path(self._made.name, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            build_data.setdefault(key, {})[str(file)] = f"{PACKAGE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what has been made."""
        self._made.cleanup()


class CustomMetadataHook(MetadataHookInterface):
    """The README as an index shows it, where neither its pictures nor the files that it leads to are."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the long description."""
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": described(text)}


def code(root: Path) -> Iterator[Path]:
    """The modules of the program, sorted."""
    for folder in CODE:
        yield from sorted((root / folder).rglob("*.py"))


def resources(root: Path) -> Iterator[Path]:
    """What the program reads, sorted."""
    for file in sorted((root / "resources").rglob("*")):
        name = file.relative_to(root).as_posix()
        if file.suffix in READ and file.is_file() and not name.startswith(UNREAD):
            yield file


def packaged(source: str, name: str) -> str:
    """A module with its imports from gui and model made imports from slopewise.gui and slopewise.model.

    No line is added or moved, so that a traceback fits the checkout too. Raises ValueError, with the place, where an
    import would not mean the same in both: `import gui.x` binds the name gui, and a name in a string is not found.
    """
    tree = ast.parse(source)
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    found: list[tuple[int, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module and is_ours(node.module):
            found.append((node.lineno - 1, node.col_offset))
            node.module = f"{PACKAGE}.{node.module}"
        elif isinstance(node, ast.Import) and any(is_ours(alias.name) for alias in node.names):
            raise ValueError(f"{name}:{node.lineno}: write `from ... import ...`, for this name is not in the wheel")
        elif isinstance(node, ast.Call) and is_import_of_ours(node):
            raise ValueError(f"{name}:{node.lineno}: relative to __package__, for this name is not in the wheel")
    for line, column in sorted(found, reverse=True):
        before, statement = lines[line][:column], lines[line][column:]
        lines[line] = before + re.sub(rb"\Afrom(\s+)", rb"from\1" + PACKAGE.encode() + rb".", statement)
    result = b"".join(lines).decode()
    if ast.dump(ast.parse(result)) != ast.dump(tree):
        raise ValueError(f"{name}: an import is written in a way that the build does not understand")
    return result


def is_ours(module: str) -> bool:
    """Whether a module is found in the checkout."""
    return module.partition(".")[0] in CODE


def is_import_of_ours(call: ast.Call) -> bool:
    """Whether this is import_module("model.…") or the like."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    return (
        called in {"import_module", "__import__", "find_spec", "run_module"}
        and isinstance(first, ast.Constant)
        and is_ours(str(first.value))
    )


def described(readme: str) -> str:
    """The README without pictures, and without links to files that only the checkout has."""
    text = re.sub(r"^!\[[^\]]*\]\([^)]*\)\n+", "", readme, flags=re.MULTILINE)
    text = re.sub(r"^\[[^\]]*\]\(README[^)]*\)\n+", "", text, flags=re.MULTILINE)
    return re.sub(r"\[([^\]]*)\]\((?!https?:|#)[^)]*\)", r"\1", text)
