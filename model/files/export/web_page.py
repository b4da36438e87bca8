"""A run as one HTML file that replays it, without a network, in any browser: resources/web_page, with its numbers."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model import RESOURCES
from model.cancelling import CheckCancelled, wanted
from model.experiment import Parameters
from model.files.atomic_file import write_atomically
from model.files.export.script_words import Language
from model.files.export.web_record import record_of, trained
from model.history import History
from model.run import Replay

TEMPLATE = RESOURCES / "web_page"

SCRIPTS = ("words.js", "record.js", "pictures.js", "replay.js")
"""The files of the page's script, each of which knows those before it."""

Ask = Callable[[str, CheckCancelled], dict[str, Any] | None]
"""Tells the question of the lesson's page of this name, as model.lessons.web_question does."""


def write_web_page(
    run: Replay, path: Path, ask: Ask, language: Language = "en", check_cancelled: CheckCancelled = wanted
) -> History:
    """Train a run and write the page that replays it, in this language at first; return the history that it has.

    Raises OSError where it cannot be written, ImportError where torch is missing.
    """
    start, history = trained(run, check_cancelled)
    question = ask(run.for_class.page, check_cancelled) if run.for_class.page else None
    page = web_page_of(run, start, history, language, question)
    write_atomically(path, page.encode(), check_cancelled)
    return history


def web_page_of(
    run: Replay, start: Parameters, history: History, language: Language = "en", question: dict[str, Any] | None = None
) -> str:
    """The page of a run that has been trained; the same for the same run, and nothing but ASCII in what is the user's.

    It may run the one script that is its own and load nothing: its Content-Security-Policy says so.
    """
    record = record_of(run, start, history) | {"language": language, "note": run.note, "question": question}
    script = "\n".join(map(_part, SCRIPTS))
    parts = {
        "{hash}": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "{style}": _part("style.css"),
        "{script}": script,
        "{run}": as_script_data(record),
    }
    page = _part("page.html")
    for mark, text in parts.items():  # what is the user's comes last: no mark is looked for in it
        page = page.replace(mark, text, 1)
    return page


def as_script_data(value: object) -> str:
    """JSON that may stand in a <script>: whatever texts are in it, none ends it, and none is markup."""
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _part(name: str) -> str:
    return (TEMPLATE / name).read_text("utf-8")
