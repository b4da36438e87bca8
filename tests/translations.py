"""Bring the translation files up to date with the sources: `make translations`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).parent.parent
I18N = ROOT / "resources" / "i18n"
TOOLS = Path(PySide6.__file__).parent


def update(translation: Path) -> None:
    """Add the texts that are new in the sources, and drop those that are gone."""
    sources = sorted(str(file.relative_to(ROOT)) for part in ("gui", "model") for file in (ROOT / part).rglob("*.py"))
    _run("lupdate", *sources, "-ts", str(translation), "-no-obsolete", "-locations", "none", "-silent")


def compile_to(translation: Path, compiled: Path) -> None:
    """Write what the program loads."""
    _run("lrelease", str(translation), "-qm", str(compiled), "-silent")


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([TOOLS / tool, *arguments], cwd=ROOT, check=True)


def main() -> int:
    """Update and compile every translation; return the exit code."""
    for translation in sorted(I18N.glob("*.ts")):
        update(translation)
        compile_to(translation, translation.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
