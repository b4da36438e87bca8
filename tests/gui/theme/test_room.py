"""Which of several ways to say a thing has room."""

from __future__ import annotations

import pytest

from gui.theme.room import first_that_fits

TEXTS = ("as it is", "as is", "so")


@pytest.mark.parametrize(("room", "text"), [(20, "as it is"), (8, "as it is"), (7, "as is"), (2, "so"), (1, "so")])
def test_the_first_that_has_room_is_chosen_and_else_the_last(room: int, text: str) -> None:
    assert first_that_fits(TEXTS, room) == first_that_fits(iter(TEXTS), room) == text
    assert first_that_fits(TEXTS, 10 * room, lambda each: 10 * len(each)) == text
