"""Chips tell what is not the lesson's own, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from PySide6.QtWidgets import QWidget

from gui.panels.loop.chips import Chips, departures
from gui.theme.theme import TypeScale
from gui.theme.translation import Language
from model.dataset import Dataset
from model.experiment import LoopSettings, ZeroGrad
from tests.gui.conftest import SKIPPED, VARIANTS, is_korean

ON_THE_FIRST_PAGE = {"lr", "data"}

FAR_OFF = LoopSettings(
    zero_grad=ZeroGrad.AFTER_STEP,
    every=3,
    accumulate=3,
    backward_twice=True,
    step=False,
    momentum=0.9,
    nesterov=True,
    standardise=True,
)


@pytest.fixture
def chips(show: Callable[[QWidget], QWidget]) -> Chips:
    chips = Chips()
    chips.resize(2000, 30)
    show(chips)
    chips.restyle(TypeScale())
    return chips


def texts(chips: Chips) -> list[str]:
    return [chip.text().removesuffix("  ×") for chip in chips.chips if chip.isVisible()]


@pytest.mark.parametrize("settings", [*VARIANTS, FAR_OFF, LoopSettings(batch_size=2, momentum=0.9)])
def test_taken_back_one_by_one_the_lesson_is_left(settings: LoopSettings) -> None:
    left = settings
    while rest := list(departures(left)):
        assert len({name for name, _ in rest}) == len(rest)
        assert "" not in [name for name, _ in rest]
        left = rest[0][1]
        assert len(list(departures(left))) == len(rest) - 1 or left.skips
    assert replace(left, zero_grad=ZeroGrad.BEFORE_BACKWARD, every=1) == LoopSettings()


def test_every_setting_that_is_folded_away_has_a_chip() -> None:
    told = {
        field.name
        for field in fields(LoopSettings)
        for _, without in departures(FAR_OFF)
        if getattr(without, field.name) != getattr(FAR_OFF, field.name)
    } | {"batch_size"}
    assert told | ON_THE_FIRST_PAGE == {field.name for field in fields(LoopSettings)}
    assert [name for name, _ in departures(LoopSettings(batch_size=2))] == ["batches of 2"]


@pytest.mark.parametrize("settings", [LoopSettings(), SKIPPED, LoopSettings(lr=0.1, data=Dataset.of([1, 2], [3, 4]))])
def test_what_the_first_page_shows_has_no_chip(chips: Chips, settings: LoopSettings) -> None:
    chips.show_settings(settings)
    assert texts(chips) == []


def test_a_click_takes_one_thing_back(chips: Chips) -> None:
    chips.show_settings(LoopSettings(momentum=0.9, nesterov=True, backward_twice=True))
    assert texts(chips) == ["backward twice", "Nesterov 0.9"]
    wanted = list[LoopSettings]()
    chips.settings_wanted.connect(wanted.append)
    chips.chips[1].click()
    assert wanted == [LoopSettings(backward_twice=True)]


def test_those_that_there_is_no_room_for_are_counted(chips: Chips) -> None:
    height, asked = chips.height(), list[bool]()
    chips.show_settings(FAR_OFF)
    assert len(texts(chips)) == 7
    assert not chips._rest.isVisible()
    chips.more_wanted.connect(lambda: asked.append(True))
    chips.resize(300, height)
    assert (0 < len(texts(chips)) < 7, chips._rest.text()) == (True, f"+{7 - len(texts(chips))}")
    assert all(chip.geometry().right() <= chips.width() for chip in chips.chips if chip.isVisible())
    chips._rest.click()
    assert asked == [True]
    assert chips.height() == height


def test_they_speak_korean(chips: Chips, speak: Callable[[Language], None]) -> None:
    chips.show_settings(LoopSettings(momentum=0.9, every=3))
    speak(Language.KOREAN)
    assert all(is_korean(chip.text()) and is_korean(chip.toolTip()) for chip in chips.chips)
