"""The banner of a run that has diverged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.loop.divergence_banner import Banner
from gui.session.shown import Shown
from gui.theme.theme import LIGHT
from gui.theme.translation import Language
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from tests.gui.conftest import an_epoch, colours, frame_of, history_from, is_korean


@pytest.fixture
def banner(show: Callable[[QWidget], QWidget]) -> Banner:
    window = QWidget()
    window.resize(500, 200)
    banner = Banner(window)
    show(window)
    return banner


def diverged(settings: LoopSettings) -> Shown:
    """A frame in which the newest epoch has left the finite numbers."""
    epochs = (an_epoch(number, settings=settings) for number in range(57))
    return frame_of(history_from([*epochs, an_epoch(57, loss=float("inf"), settings=settings)]), settings=settings)


def show_settings(banner: Banner, settings: LoopSettings) -> None:
    banner.show_frame(diverged(settings))


def show_divergence(banner: Banner, lr: float, *, zero_grad: bool) -> None:
    settings = LoopSettings(lr, ZeroGrad.BEFORE_BACKWARD if zero_grad else ZeroGrad.NEVER)
    show_settings(banner, settings)


def test_it_is_hidden_until_a_run_diverges(banner: Banner) -> None:
    assert not banner.isVisible()
    show_divergence(banner, 0.5, zero_grad=True)
    assert banner.isVisible()
    banner.show_frame(Shown())
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


@pytest.mark.parametrize(("lr", "text"), [(1e6, "rate 1000000 is"), (0.5, "rate 0.5 is")])
def test_a_learning_rate_is_a_plain_number(banner: Banner, lr: float, text: str) -> None:
    show_divergence(banner, lr, zero_grad=True)
    assert text in banner.text.text()


def asked_of(banner: Banner, button: QPushButton, qtbot: QtBot) -> LoopSettings:
    """The settings that a click asks for."""
    with qtbot.waitSignal(banner.run_wanted) as asked:
        button.click()
    assert asked.args is not None
    settings: LoopSettings = asked.args[0]
    return settings


def test_it_offers_a_learning_rate_that_converges(banner: Banner, qtbot: QtBot) -> None:
    show_settings(banner, LoopSettings(1e6))
    assert banner.first.text() == "lr 0.17 and again"
    assert asked_of(banner, banner.first, qtbot) == LoopSettings(0.17)
    assert not banner.second.isVisible()


MINUTES = LoopSettings(data=Dataset.of([60, 120, 180, 240], [2, 4, 6, 8]))


def test_where_only_a_standardised_x_arrives_it_is_the_only_thing_that_is_offered(banner: Banner, qtbot: QtBot) -> None:
    show_settings(banner, MINUTES)
    assert not banner.second.isVisible()
    assert banner.first.text() == "Standardise x and again"
    assert asked_of(banner, banner.first, qtbot) == replace(MINUTES, standardise=True)


def test_it_says_by_how_much_the_curvatures_differ(banner: Banner) -> None:
    show_settings(banner, MINUTES)
    assert banner.text.text() == (
        "The loss is 160,000 times as steep in one direction as in the other (curvatures 0.33 and 54000): the learning "
        "rate 0.01 is above the limit 0.00003704, and below it the epochs set (4000) are too few."
    )


def test_where_a_learning_rate_suffices_standardising_comes_second(banner: Banner, qtbot: QtBot) -> None:
    settings = LoopSettings(data=Dataset.of(range(1, 21), range(2, 22)))
    show_settings(banner, settings)
    assert (banner.first.text(), banner.second.text()) == ("lr 0.0069 and again", "Standardise x and again")
    assert asked_of(banner, banner.second, qtbot) == replace(settings, standardise=True)


def test_it_offers_no_learning_rate_where_every_one_blows_up(banner: Banner) -> None:
    show_settings(banner, LoopSettings(0.01, ZeroGrad.NEVER, momentum=0.9))
    assert not banner.first.isVisible()


def test_it_covers_the_other_card_which_is_as_high_as_it_needs(banner: Banner) -> None:
    over = banner._over
    over.setMinimumWidth(200)
    over.resize(200, 40)
    show_divergence(banner, 0.5, zero_grad=True)
    assert banner.geometry() == over.rect()
    assert over.height() >= banner.heightForWidth(200)
    banner.show_frame(Shown())
    assert over.minimumHeight() == 0


def test_where_the_other_card_is_not_seen_it_has_a_row_of_its_own(
    banner: Banner, show: Callable[[QWidget], QWidget]
) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    show(page)
    show_divergence(banner, 0.5, zero_grad=True)
    banner.stand_in(rows, 0)
    assert (banner.isVisible(), banner.window()) == (True, page)
    banner.lie_over()
    assert (banner.isVisible(), banner.window()) == (True, banner._over.window())


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
    banner.show_frame(Shown())
    speak(Language.KOREAN)
    assert not banner.isVisible()


def test_with_momentum_the_limit_is_that_of_momentum(banner: Banner) -> None:
    show_settings(banner, LoopSettings(0.3, momentum=0.9))
    assert "0.3 is below the limit 0.3426" in banner.text.text()
    show_settings(banner, LoopSettings(0.3, momentum=0.9, nesterov=True))
    assert "0.3 is above the limit 0.1223" in banner.text.text()


def test_where_every_learning_rate_blows_up_none_is_blamed(banner: Banner) -> None:
    show_settings(banner, LoopSettings(0.01, ZeroGrad.NEVER, momentum=0.9))
    assert "at any learning rate" in banner.text.text()


def test_where_another_change_is_enough_no_larger_learning_rate_is_offered(banner: Banner) -> None:
    skips = LoopSettings(0.2, ZeroGrad.NEVER)  # descent overflows at 0.2; what skips swings, and stays
    banner.show_frame(replace(diverged(LoopSettings(0.2)), experiment=Experiment(settings=skips)))
    assert banner.first.text() == "lr 0.2 and again"


@pytest.mark.parametrize("lr", [0.01, 0.17, 0.5])
def test_where_float32_is_left_at_once_nothing_is_blamed_and_nothing_offered(banner: Banner, lr: float) -> None:
    experiment = Experiment(settings=LoopSettings(lr), initial=InitialParameters(Start.NUMBERS, 1e20, 0.0))
    first = an_epoch(0, loss=float("inf"), settings=experiment.settings)
    banner.show_frame(replace(frame_of(history_from([first]), settings=experiment.settings), experiment=experiment))
    assert "too large for float32, whatever the learning rate" in banner.text.text()
    assert not banner.first.isVisible()
    assert not banner.second.isVisible()
