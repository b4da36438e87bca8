"""Every text of the window is there in every language, and can be drawn with the program's own font."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from gui.theme.translation import Language
from tests.translations import I18N, ROOT, compile_to, update

TRANSLATIONS = sorted(I18N.glob("*.ts"))


def messages(file: Path) -> list[tuple[str, str, bool]]:
    """Source, translation, and whether a translator has finished it."""
    found = []
    for message in ET.parse(file).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        found.append((message.findtext("source", ""), translation.text or "", translation.get("type") is None))
    return found


def test_there_is_a_translation_for_every_language_but_the_sources_own() -> None:
    assert {file.stem for file in TRANSLATIONS} == {f"slopewise_{lang}" for lang in Language if lang != "en"}


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_every_text_of_the_sources_is_translated(file: Path, tmp_path: Path) -> None:
    fresh = Path(shutil.copy(file, tmp_path))
    update(fresh)
    unfinished = [source for source, translation, finished in messages(fresh) if not (finished and translation)]
    assert unfinished == []


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_one_text_of_the_sources_has_one_translation_wherever_it_stands(file: Path) -> None:
    found: dict[str, set[str]] = {}
    for source, translation, _ in messages(file):  # the glossary has the English word in brackets too
        found.setdefault(source, set()).add(re.sub(r"\(\w+( \w+)?\)$", "", translation))
    assert {source: texts for source, texts in found.items() if len(texts) > 1} == {}


def test_no_text_stands_in_an_f_string_where_lupdate_does_not_look_for_it() -> None:
    trees = [ast.parse(source.read_text("utf-8")) for source in (ROOT / "gui").rglob("*.py")]
    texts = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = [part for text in texts for part in ast.walk(text)]
    assert [ast.unparse(part) for part in inside if isinstance(part, ast.Attribute) and part.attr == "tr"] == []


NEVER_ONE = (
    "— mean of {epochs} epochs",
    "{name} (mean of {epochs} epochs)",
    "Paused: {done} of {epochs} epochs done",
    "{shown} of {rows} points shown; training uses all.",
    "The first {shown} of {rows} rows, which cannot be changed here.",
    "More than {limit} points cannot be moved by hand.",
    "Nothing pasted: more than {limit} rows. Open them as a file.",
    "A note has no more than {count} characters.",
    "{points} points, x drawn evenly from {low} to {high}",
    "sum of {count} epochs",
    "{parts} parts",
    "zero_grad() every {every} epochs",
    "Cuts the {all} rows into {parts} equal parts",
    "Shuffles the {all} rows and takes {size} of them at a time.",
    "Dotted: zero_grad() every {parts} epochs",
)
"""Texts whose number is never one, or that of a larger whole."""


def test_a_text_with_a_number_of_things_has_another_for_a_single_one() -> None:
    trees = [ast.parse(source.read_text("utf-8")) for source in (ROOT / "gui").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    paired = {id(one) for call in calls if ast.unparse(call.func) == "counted" for one in call.args}
    said = [call for call in calls if ast.unparse(call.func) == "self.tr"]
    texts = [ast.literal_eval(call.args[0]) for call in said if id(call) not in paired]
    things = re.compile(r"(\{\w+\}|\[\]) (more )?(epochs|points|rows|parts|settings|characters)\b")
    assert len(paired) > 20
    assert [text for text in texts if things.search(text) and not text.startswith(NEVER_ONE)] == []


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_a_translation_has_the_same_placeholders_as_its_source(file: Path) -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert [source for source, translation, _ in messages(file) if places(source) != places(translation)] == []


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_what_the_program_loads_is_compiled_from_the_translation(file: Path, tmp_path: Path) -> None:
    compile_to(file, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == file.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_font_has_every_character_that_the_window_shows(weight: str) -> None:
    drawn = TTFont(ROOT / "resources" / "fonts" / f"SlopewiseSansKR-{weight}.otf").getBestCmap()
    shown = {char for file in TRANSLATIONS for source, text, _ in messages(file) for char in source + text}
    for source in (ROOT / "gui").rglob("*.py"):  # characters in the sources that are not translated, such as ² and −
        shown |= set(re.sub(r'"""[\s\S]*?"""|#.*', "", source.read_text("utf-8")))
    assert sorted(char for char in shown if not char.isspace() and ord(char) not in drawn) == []
