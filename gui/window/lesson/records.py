"""The results of a lesson in their file: kept from one start to the next, and set aside for another class."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from model.files.atomic_file import reason_of
from model.files.lookup import exists
from model.lessons.results import PageResult, QuizResult, Results, read_results, write_results

DATED = re.compile(r"-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)\d\d(-\d+)?", re.ASCII)
"""What the name of a file has after that of the lesson: when its answers were set aside."""

CLASSES_AT_MOST = 20
"""As many are offered to go back to."""


class EarlierClass(NamedTuple):
    """A class whose answers have been set aside."""

    file: Path
    date: str
    """When they were set aside, to the minute."""
    group: str
    """What the class is called, as it was typed for the sheet."""


class Records:
    """What a class has answered. They are small: each change is written at once; a full disk must not stop a lesson."""

    def __init__(self, lesson: str, folder: Path | None) -> None:
        self._file = None if folder is None else folder / f"{lesson}.json"
        self.unkept = ""
        """Why the answers are not being kept; empty where they are."""
        self.results = self._read()

    def latest(self) -> Results:
        """The answers with those from other windows, or of the class that has begun in one: any change begins here."""
        if self._file is not None and exists(self._file):
            with suppress(ValueError, OSError):
                there = read_results(self._file)
                ours = replace(self.results, pages={**there.pages, **self.results.pages})
                self.results = ours if self.unkept else there
        return self.results

    def put(self, results: Results) -> None:
        """Keep these in place of what there was."""
        self.results = results
        if self._file is None:
            return
        self.unkept = ""
        try:
            write_results(results, self._file)
        except (OSError, ValueError) as error:
            self.unkept = reason_of(error)

    def put_page(self, page: str, result: PageResult) -> None:
        """Keep what came of a page."""
        self.put(self.latest().with_page(page, result))

    def put_quiz(self, quiz: QuizResult) -> None:
        """Keep what came of the quiz."""
        self.put(replace(self.latest(), quiz=quiz))

    def begin_anew(self) -> Path | None:
        """Begin without answers; those there were are kept under their date: in the file that is returned, if any.

        Where they cannot be set aside, they stay.
        """
        self.latest()
        answered = self._is_answered
        kept = self._set_aside("") if answered else None
        if kept is not None or self._file is None or not exists(self._file) or not answered:
            self.put(Results())
        return kept

    def earlier(self) -> list[EarlierClass]:
        """The classes whose answers were set aside last, the newest first; of files that can be read."""
        if self._file is None:
            return []
        stem, found = self._file.stem, []
        files = sorted(self._file.parent.glob(f"{stem}-*.json"), key=lambda file: file.stem, reverse=True)
        dates = [(file, DATED.fullmatch(file.stem.removeprefix(stem))) for file in files]
        for file, date in [each for each in dates if each[1]][:CLASSES_AT_MOST]:
            with suppress(ValueError, OSError):
                assert date is not None
                found.append(EarlierClass(file, f"{date[1]} {date[2]}:{date[3]}", read_results(file).group))
        return found

    def bring_back(self, file: Path) -> Path | None:
        """Go on with the answers in this file; those there are now are kept: in the file that is returned, if any."""
        kept = self.begin_anew()
        if self._file is not None and not self._is_answered:  # else they could not be set aside
            with suppress(OSError):
                file.replace(self._file)
                self.results = self._read()
        return kept

    @property
    def _is_answered(self) -> bool:
        return bool(self.results.pages or self.results.quiz.given)

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
        free = next((each for each in map(self._file.with_name, names) if not exists(each)), None)
        with suppress(OSError):
            return None if free is None else self._file.rename(free)
        return None
