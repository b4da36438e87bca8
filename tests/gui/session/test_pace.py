"""Up to which speed each line of the loop waits for its turn."""

from __future__ import annotations

from gui.session.pace import SLOW, by_line
from model.dataset import Dataset
from model.experiment import LoopSettings


def test_at_two_epochs_a_second_and_slower_the_lines_can_be_followed() -> None:
    assert [by_line(speed, LoopSettings()) for speed in (1.0, SLOW, 2.1, 100.0, None)] == [5, 5, 0, 0, 0]


def test_the_many_lines_of_mini_batches_run_as_a_whole() -> None:
    data = Dataset.of(range(100), range(100))
    assert by_line(1.0, LoopSettings(data=data, batch_size=1)) == 0
