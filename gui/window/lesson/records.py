"""The results of a lesson in their file: kept from one start to the next, and set aside for another class."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from model.lessons.results import PageResult, QuizResult, Results, read_results, write_results


class Records:
    """What a class has answered. They are small: each change is written at once; a full disk must not stop a lesson."""

    def __init__(self, lesson: str, folder: Path | None) -> None:
        self._file = None if folder is None else folder / f"{lesson}.json"
        self.results = self._read()

    def put(self, results: Results) -> None:
        """Keep these in place of what there was."""
        self.results = results
        if self._file is not None:
            with suppress(OSError):
                write_results(results, self._file)

    def put_page(self, page: str, result: PageResult) -> None:
        """Keep what came of a page."""
        self.put(self.results.with_page(page, result))

    def put_quiz(self, quiz: QuizResult) -> None:
        """Keep what came of the quiz."""
        self.put(replace(self.results, quiz=quiz))

    def begin_anew(self) -> Path | None:
        """Begin without answers; those there were are kept under their date: in the file that is returned, if any."""
        kept = self._set_aside("")
        self.put(Results())
        return kept

    def _read(self) -> Results:
        """What was kept; a file that is damaged is set aside."""
        try:
            return Results() if self._file is None else read_results(self._file)
        except (ValueError, OSError):
            self._set_aside("-unreadable")
            return Results()

    def _set_aside(self, why: str) -> Path | None:
        if self._file is not None:
            name = f"{self._file.stem}{why}-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.json"
            with suppress(OSError):
                return self._file.rename(self._file.with_name(name))
        return None
