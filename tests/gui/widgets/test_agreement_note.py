"""The line that tells which of the runs compared agree, and how far."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from gui.theme.translation import Language
from gui.widgets.agreement_note import AgreementNote
from model.experiment import LoopSettings
from model.history import History
from tests.gui.conftest import SKIPPED, history_of, is_korean, trained


@pytest.fixture
def note(show: Callable[[QWidget], QWidget]) -> AgreementNote:
    note = AgreementNote()
    note.restyle()
    note.resize(900, 20)
    show(note)
    return note


MARBLE = LoopSettings(momentum=1.0)


@pytest.mark.parametrize(
    ("one", "other", "time", "text"),
    [
        (trained(300, MARBLE), trained(300, SKIPPED), 299, "This run and 1 agree bit for bit in all 300 epochs"),
        (trained(300, MARBLE), trained(300, SKIPPED), 9, "This run and 1 agree bit for bit in all 10 epochs"),
        (trained(9, MARBLE), trained(9, SKIPPED), 0, "This run and 1 agree bit for bit in the one epoch so far"),
        (trained(9), trained(9, SKIPPED), 8, "This run and 1 agree bit for bit in the first epoch alone"),
        (history_of([3, 2, 1]), history_of([3, 2, 5]), 2, "This run and 1 agree bit for bit in the first 2 epochs"),
        (trained(9), trained(9, LoopSettings(lr=0.02)), 8, ""),
        (trained(9), trained(9), -1, ""),
    ],
)
def test_it_tells_in_how_many_epochs_they_agree(
    note: AgreementNote, one: History, other: History, time: int, text: str
) -> None:
    note.show_runs([one, other], time)
    assert note.text() == text


def test_the_runs_have_their_names_where_there_is_room(note: AgreementNote) -> None:
    note.name_runs(["momentum 1", "no zero_grad()"])
    note.show_runs([trained(30, MARBLE), trained(30, SKIPPED)], 29)
    assert note.text() == "“momentum 1” and “no zero_grad()” agree bit for bit in all 30 epochs"
    note.resize(note.metrics().horizontalAdvance(note.text()) - 1, 20)
    assert note.text() == "This run and 1 agree bit for bit in all 30 epochs"
    assert "momentum 1" in note.toolTip()


def test_it_speaks_korean(note: AgreementNote, speak: Callable[[Language], None]) -> None:
    note.show_runs([trained(30, MARBLE), trained(30, SKIPPED)], 29)
    speak(Language.KOREAN)
    assert is_korean(note.text())
    assert "30에포크까지" in note.text()
