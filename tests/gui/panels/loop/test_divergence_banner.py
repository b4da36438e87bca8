"""The banner of a run that has diverged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from gui.panels.loop.divergence_banner import Banner
from gui.theme.theme import LIGHT
from gui.theme.translation import Language
from model.dataset import LESSON
from model.experiment import LoopSettings, ZeroGrad
from model.theory.curvature import curvature
from tests.gui.conftest import an_epoch, colours, is_korean


@pytest.fixture
def banner(show: Callable[[QWidget], QWidget]) -> Banner:
    window = QWidget()
    window.resize(500, 400)
    banner = Banner(window)
    banner.resize(480, 120)
    show(window)
    return banner


def show_divergence(banner: Banner, lr: float, *, zero_grad: bool) -> None:
    settings = LoopSettings(lr, ZeroGrad.BEFORE_BACKWARD if zero_grad else ZeroGrad.NEVER)
    banner.show_divergence(an_epoch(57, loss=float("inf"), settings=settings), curvature(LESSON))


def test_it_is_hidden_until_a_run_diverges(banner: Banner) -> None:
    assert not banner.isVisible()
    show_divergence(banner, 0.5, zero_grad=True)
    assert banner.isVisible()
    banner.clear()
    assert not banner.isVisible()


def test_it_names_the_epoch(banner: Banner) -> None:
    show_divergence(banner, 0.5, zero_grad=True)
    assert "epoch 57" in banner.title.text()


def test_it_compares_the_learning_rate_with_the_limit_of_descent(banner: Banner) -> None:
    show_divergence(banner, 0.5, zero_grad=True)
    assert "0.5 is above the limit 0.1803" in banner.text.text()
    assert "skipped" not in banner.text.text()


def test_it_compares_the_learning_rate_with_the_limit_of_the_swing(banner: Banner) -> None:
    show_divergence(banner, 0.5, zero_grad=False)
    assert "0.5 is above the limit 0.3606" in banner.text.text()
    assert "skipped" in banner.text.text()


@pytest.mark.parametrize(("lr", "zero_grad"), [(0.1, True), (0.19, False)])
def test_it_does_not_blame_a_learning_rate_below_the_limit(banner: Banner, lr: float, zero_grad: bool) -> None:
    show_divergence(banner, lr, zero_grad=zero_grad)
    assert f"{lr} is below the limit" in banner.text.text()


def test_it_wears_the_colours_of_an_alarm(banner: Banner) -> None:
    show_divergence(banner, 0.5, zero_grad=True)
    assert {LIGHT.alarm, LIGHT.alarm_tint} <= colours(banner.grab().toImage())


def test_it_speaks_korean_and_english_again(banner: Banner, speak: Callable[[Language], None]) -> None:
    show_divergence(banner, 0.5, zero_grad=True)
    english = banner.title.text(), banner.text.text()
    speak(Language.KOREAN)
    assert is_korean(banner.title.text())
    assert is_korean(banner.text.text())
    assert "0.1803" in banner.text.text()
    speak(Language.ENGLISH)
    assert (banner.title.text(), banner.text.text()) == english


def test_hidden_it_bears_a_change_of_language(banner: Banner, speak: Callable[[Language], None]) -> None:
    show_divergence(banner, 0.5, zero_grad=True)
    banner.clear()
    speak(Language.KOREAN)
    assert not banner.isVisible()


def show_settings(banner: Banner, settings: LoopSettings) -> None:
    banner.show_divergence(an_epoch(57, loss=float("inf"), settings=settings), curvature(LESSON))


def test_with_momentum_the_limit_is_that_of_momentum(banner: Banner) -> None:
    show_settings(banner, LoopSettings(0.3, momentum=0.9))
    assert "0.3 is below the limit 0.3426" in banner.text.text()
    show_settings(banner, LoopSettings(0.3, momentum=0.9, nesterov=True))
    assert "0.3 is above the limit 0.1223" in banner.text.text()


def test_where_every_learning_rate_blows_up_none_is_blamed(banner: Banner) -> None:
    show_settings(banner, LoopSettings(0.01, ZeroGrad.NEVER, momentum=0.9))
    assert "at any learning rate" in banner.text.text()
