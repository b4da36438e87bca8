"""Nothing flashes faster than three times a second, as WCAG 2.2 defines a flash (2.3.1), whatever the speed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.theme.theme import THEMES, Scheme, Theme
from gui.widgets.still_label import MARK_TIME, StillLabel
from gui.window.main_window import MainWindow
from model.experiment import Experiment
from tests.gui.conftest import SKIPPED, WaitFor
from tests.gui.theme.contrast import luminance

CHANGE, DARK_ENOUGH = 0.1, 0.8
"""A flash changes the luminance by a tenth or more, and its darker side is below this."""

FIELD = (341, 256)
QUARTER = 0.25
"""More than this share of a field of ten degrees, in pixels of a usual screen, has to change."""


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_what_is_marked_or_lit_is_too_soft_for_a_flash(theme: Theme) -> None:
    mark, card = luminance(theme.mark), luminance(theme.card)
    assert abs(mark - card) < CHANGE or min(mark, card) >= DARK_ENOUGH


def test_a_mark_that_is_renewed_stays_and_goes_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    label = StillLabel("note")
    qtbot.addWidget(label)
    seen: list[bool] = []
    real = StillLabel._set_marked

    def note(label: StillLabel, on: bool) -> None:
        seen.append(on)
        real(label, on)

    started: list[int] = []

    def start(time: int) -> None:
        started.append(time)
        QTimer.start(label._unmark, time)

    monkeypatch.setattr(StillLabel, "_set_marked", note)
    monkeypatch.setattr(label._unmark, "start", start)
    for number in range(20):
        label.setText(str(number))
        label.mark()
    qtbot.waitUntil(lambda: seen[-1] is False)
    assert (seen, started) == ([True] * 20 + [False], [MARK_TIME] * 20)
    assert MARK_TIME > 1000 / 3


@pytest.mark.parametrize("scheme", list(THEMES))
def test_a_run_that_swings_flashes_over_no_large_part(
    reuse_window: Callable[..., MainWindow], scheme: Scheme, wait_for: WaitFor
) -> None:
    window = reuse_window(Experiment(epochs=80, settings=SKIPPED))
    session = window.session
    window.set_scheme(scheme)
    window.choose("squares", True)
    window.view.charts.bring_up(window.view.charts.stack)
    session.run()
    wait_for(session, session.state.FINISHED)
    pictures = []
    for time in range(60, 78, 2):  # a whole swing, and more
        session.travel(time)
        pictures.append(luminances(window.grab().toImage()))
    window.choose("squares", False)
    assert max(share(one, other) for one, other in combinations(pictures, 2)) < QUARTER


def test_nothing_slides_or_fades(qapp: QApplication) -> None:
    effects = [effect for effect in Qt.UIEffect if effect is not Qt.UIEffect.UI_General]
    assert [effect for effect in effects if qapp.isEffectEnabled(effect)] == []


def luminances(picture: QImage) -> NDArray[np.float64]:
    """The relative luminance of every pixel."""
    converted = picture.convertToFormat(QImage.Format.Format_RGB32)
    bytes_ = np.frombuffer(converted.constBits(), np.uint8)
    pixels = bytes_.reshape(converted.height(), converted.bytesPerLine() // 4, 4)[:, : converted.width(), 2::-1]
    level = np.arange(256) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    found: NDArray[np.float64] = linear[pixels] @ np.array([0.2126, 0.7152, 0.0722])
    return found


def share(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The largest share of a field of ten degrees, wherever it is, that flashes between two pictures."""
    flashes = (np.abs(one - other) >= CHANGE) & (np.minimum(one, other) < DARK_ENOUGH)
    sums = np.pad(flashes.cumsum(0, np.int32).cumsum(1, np.int32), ((1, 0), (1, 0)))
    wide, high = FIELD
    inside = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return float(inside.max()) / (wide * high)
