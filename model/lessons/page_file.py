"""Pages in files: a small header in TOML and texts in Markdown, of which nothing is anything but text.

A file holds one page or several, each with its header between two lines of +++. Raises RunFileError, and nothing else,
whatever a file holds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

from model import RESOURCES
from model.files.lookup import is_folder
from model.files.run_file import RunFileError, RunFileReason, first_fault, read_bytes, shortened
from model.lessons.expression import BUILT_IN, Expression, ExpressionError, Template
from model.lessons.measured import DONE, NAMES
from model.lessons.page import Answer, Ask, Lesson, Page, Prediction, Words

OURS = RESOURCES / "lessons"

SIZE_LIMIT = 1024 * 1024
"""Bytes of the largest file of pages."""

HEADER_LIMIT, TEXT_LIMIT = 20_000, 6_000
"""Characters of a header, and of a single text."""

PAGES_AT_MOST, SECTIONS_AT_MOST, LINES_AT_MOST = 100, 100, 20_000
"""Pages of a lesson, and sections of a page in one language."""

FENCE = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
LANGUAGE = re.compile(r"# *([a-z]{2}) *: *(\S.*)")
SECTION = re.compile(r"## *([a-z]+)(?: +([a-z0-9][a-z0-9-]*))? *(?:: *(\S.*))?")
"""Of lines without what is blank at their end: to look for that takes the square of its length."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, among them those that turn the direction of what follows."""

TEXTS = ("do", "found", "note")
MANY = ("ask", "answer", "quiz")
"""The sections that a language has once, and those that have a name each; beside them any number of hints."""


class PageError(ValueError):
    """What is wrong with a page."""


def built_in() -> Lesson:
    """The lesson that comes with the program."""
    return read_lesson(OURS)


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file, or in all files of a folder that end in .md, in the order of their names."""
    try:
        files = sorted(path.glob("*.md")) if is_folder(path) else [path]
    except OSError:
        files = [path]
    if not files:
        raise RunFileError(RunFileReason.INVALID, path.name, "there are no pages (.md) in this folder")
    pages = [page for file in files[: PAGES_AT_MOST + 1] for page in _read_pages(file)]
    names = [page.name for page in pages]
    if len(pages) > PAGES_AT_MOST:
        raise RunFileError(RunFileReason.INVALID, path.name, f"there are more than {PAGES_AT_MOST} pages")
    if doubled := next((name for name in names if names.count(name) > 1), None):
        raise RunFileError(RunFileReason.INVALID, path.name, f"there are two pages {doubled!r}")
    real = path.resolve()
    name = real.stem if real == OURS.resolve() else f"{real.stem}-{crc32(str(real).encode()):08x}"
    return Lesson(name, tuple(pages))


def _read_pages(file: Path) -> list[Page]:
    content = read_bytes(file, SIZE_LIMIT)
    if len(content) > SIZE_LIMIT:
        raise RunFileError(RunFileReason.INVALID, file.name, f"it is larger than {SIZE_LIMIT // 1024**2} MB")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RunFileError(RunFileReason.NOT_A_RUN, file.name) from None
    if text.count("\n") > LINES_AT_MOST:
        raise RunFileError(RunFileReason.INVALID, file.name, f"it has more than {LINES_AT_MOST} lines")
    if UNPRINTABLE.search(text) or not text.startswith("+++"):
        raise RunFileError(RunFileReason.NOT_A_RUN, file.name)
    parts = FENCE.split(text)[1:]
    if len(parts) % 2:
        raise RunFileError(RunFileReason.INVALID, file.name, "a header has no end: a second line of +++")
    if len(parts) > 2 * PAGES_AT_MOST:
        raise RunFileError(RunFileReason.INVALID, file.name, f"there are more than {PAGES_AT_MOST} pages")
    pages = []
    for number, (header, body) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1):
        try:
            pages.append(_page(header, body))
        except (PageError, ExpressionError) as error:
            where = f"page {number}: " if len(parts) > 2 else ""
            raise RunFileError(RunFileReason.INVALID, file.name, shortened(f"{where}{error}")) from None
    return pages


def _page(header: str, body: str) -> Page:
    values = _header(header)
    try:
        predictions = [prediction.prediction() for prediction in values.predict]
        opening = values.state.opening()
        quiz = tuple(question.template() for question in values.quiz)
    except ValueError as error:
        raise PageError(str(error)) from None
    words = {language: _words(title, lines) for language, title, lines in _languages(body)}
    if not words:
        raise PageError("there is no text: it begins with a line such as '# ko: 제목'")
    page = Page(
        name=values.page,
        minutes=values.minutes,
        extra=values.extra,
        opening=opening,
        predictions=tuple(_with_choices(each, predictions, words) for each in predictions),
        done=Expression(values.done) if values.done else None,
        points_at=tuple(values.points_at),
        controls=tuple(values.controls),
        locks=tuple(values.locks),
        bench=values.bench,
        measured={name: Expression(text) for name, text in values.measured.items()},
        quiz=quiz,
        words=words,
    )
    _check(page)
    return page


def _header(text: str) -> Any:
    if len(text) > HEADER_LIMIT:
        raise PageError(f"the header has more than {HEADER_LIMIT} characters")
    schema = import_module(".page_schema", __package__)
    try:
        return schema.Header.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"the header is no TOML: {error}") from None
    except schema.ValidationError as error:
        raise PageError(first_fault(error)) from None
    except (RecursionError, ValueError) as error:
        raise PageError(f"the header is no TOML: {error}") from None


def _with_choices(prediction: Prediction, all_of_them: Sequence[Prediction], words: Mapping[str, Words]) -> Prediction:
    """A choice has the answers of the texts that no other prediction names."""
    if prediction.ask is not Ask.CHOICE or prediction.answers:
        return prediction
    taken = {name for other in all_of_them for name in other.answers}
    answers = [name for name in next(iter(words.values())).answers if name not in taken]
    return Prediction(prediction.name, prediction.ask, prediction.right, dict.fromkeys(answers))


def _languages(body: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each language with its title and its lines."""
    found: tuple[str, str, list[str]] | None = None
    for line in body.split("\n"):
        if heading := LANGUAGE.fullmatch(line.rstrip()):
            if found:
                yield found
            found = heading[1], heading[2], []
        elif found:
            found[2].append(line)
        elif line.strip():
            raise PageError(f"{line.strip()[:40]!r} stands before the first title, such as '# ko: 제목'")
    if found:
        yield found


def _words(title: str, lines: Sequence[str]) -> Words:
    texts: dict[str, str] = {}
    named: dict[str, dict[str, tuple[str, str]]] = {kind: {} for kind in MANY}
    hints: list[str] = []
    for number, (kind, name, label, text) in enumerate(_sections(lines)):
        if number > SECTIONS_AT_MOST:
            raise PageError(f"there are more than {SECTIONS_AT_MOST} sections")
        if kind == "hint":
            hints.append(text)
        elif kind in MANY and name and name not in named[kind]:
            named[kind][name] = label, text
        elif kind in ("question", *TEXTS) and kind not in texts and not name:
            texts[kind] = text
        else:
            raise PageError(f"'## {f'{kind} {name}'.strip()}' is unknown, or stands there twice")
    return Words(
        title=title[:200],
        question=Template(texts.get("question", "")),
        asks={name: Template(text) for name, (_, text) in named["ask"].items()},
        answers={name: Answer(label[:300], Template(text)) for name, (label, text) in named["answer"].items()},
        action=Template(texts.get("do", "")),
        found=Template(texts.get("found", "")),
        hints=tuple(map(Template, hints)),
        note=texts.get("note", ""),
        quiz={name: Template(text) for name, (_, text) in named["quiz"].items()},
    )


def _sections(lines: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Kind, name, label and text of each section; what stands before the first is the question."""
    kind, name, label, text = "question", "", "", list[str]()
    for line in lines:
        if line.startswith("##"):
            yield kind, name, label, _paragraphs(text)
            heading = SECTION.fullmatch(line.rstrip())
            if heading is None:
                raise PageError(f"{line.strip()[:40]!r} is no heading of a section")
            kind, name, label, text = heading[1], heading[2] or "", heading[3] or "", []
        else:
            text.append(line)
    yield kind, name, label, _paragraphs(text)


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines of a paragraph as one; an indented one and that of a list stay lines of their own. Plain text."""
    result = ""
    for line in lines:
        own = line.startswith(("    ", "- ")) or not line.strip()
        result += ("\n" if own or result.endswith("\n") else " ") + line.rstrip().removeprefix("    ")
        if own:
            result += "" if line.strip() else "\n"
    text = re.sub(r"\n{3,}", "\n\n", result.replace("`", "")).strip()
    if len(text) > TEXT_LIMIT:
        raise PageError(f"a text has more than {TEXT_LIMIT} characters")
    return text


def _check(page: Page) -> None:
    """Each name that is used is known, each answer has its words, each question of the quiz its text."""
    own = {*page.measured, *(prediction.name.replace("-", "_") for prediction in page.predictions)}
    if taken := own & {*NAMES, *DONE, *BUILT_IN, "answer"}:
        raise PageError(f"{min(taken)!r} is a name that the program has itself")
    known = {*NAMES, *DONE, *page.measured, "answer", *(prediction.name for prediction in page.predictions)}
    asked = [page.done, *page.measured.values()]
    asked += [condition for prediction in page.predictions for condition in prediction.answers.values()]
    names = {name for expression in asked if expression is not None for name in expression.names}
    for words in page.words.values():
        names |= {name for template in words.templates for name in template.names}
        for prediction in page.predictions:
            if missing := {prediction.right, *prediction.answers} - words.answers.keys():
                raise PageError(f"'## answer {min(missing)}' is missing")
        for question in page.quiz:
            if question.name not in words.quiz:
                raise PageError(f"'## quiz {question.name}' is missing")
            used = {name for text in (words.quiz[question.name], *question.options) for name in text.names}
            _known(used, set(question.draw))
    _known(names, known)


def _known(names: set[str], known: set[str]) -> None:
    if unknown := names - known:
        raise PageError(f"{min(unknown)!r} is no name that a page may use")
