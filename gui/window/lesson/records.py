"""The results of a lesson in their file: kept from one start to the next, and set aside for another class."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from model.files.atomic_file import reason_of
from model.lessons.results import PageResult, QuizResult, Results, read_results, write_results


class Records:
    """What a class has answered. They are small: each change is written at once; a full disk must not stop a lesson."""

    def __init__(self, lesson: str, folder: Path | None) -> None:
        self._file = None if folder is None else folder / f"{lesson}.json"
        self._touched: set[str] = set()
        """The pages that have been answered here; what another window has of the others stays."""
        self.unkept = ""
        """Why the answers are not being kept; empty where they are."""
        self.results = self._read()

    def put(self, results: Results) -> None:
        """Keep these in place of what there was."""
        self.results = results
        if self._file is None:
            return
        self.unkept = ""
        try:
            write_results(self._with_those_of_others(results), self._file)
        except (OSError, ValueError) as error:
            self.unkept = reason_of(error)

    def put_page(self, page: str, result: PageResult) -> None:
        """Keep what came of a page."""
        self._touched.add(page)
        self.put(self.results.with_page(page, result))

    def put_quiz(self, quiz: QuizResult) -> None:
        """Keep what came of the quiz."""
        self.put(replace(self.results, quiz=quiz))

    def begin_anew(self) -> Path | None:
        """Begin without answers; those there were are kept under their date: in the file that is returned, if any.

        Where they cannot be set aside, they stay.
        """
        answered = bool(self.results.pages or self.results.quiz.given)
        kept = self._set_aside("") if answered else None
        if kept is not None or self._file is None or not self._file.exists() or not answered:
            self._touched.clear()
            self.put(Results())
        return kept

    def _with_those_of_others(self, results: Results) -> Results:
        """With the pages that another window has answered meanwhile."""
        assert self._file is not None
        with suppress(ValueError, OSError):
            there = read_results(self._file).pages
            return replace(
                results, pages={**results.pages, **{n: r for n, r in there.items() if n not in self._touched}}
            )
        return results

    def _read(self) -> Results:
        """What was kept; a file that is damaged is set aside."""
        try:
            return Results() if self._file is None else read_results(self._file)
        except (ValueError, OSError):
            self._set_aside("-unreadable")
            return Results()

    def _set_aside(self, why: str) -> Path | None:
        if self._file is None:
            return None
        name = f"{self._file.stem}{why}-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
        names = (f"{name}{more}.json" for more in ("", *(f"-{number}" for number in range(2, 100))))
        free = next((each for each in map(self._file.with_name, names) if not each.exists()), None)
        with suppress(OSError):
            return None if free is None else self._file.rename(free)
        return None
