"""In no size, language and state is a text cut off or a command hidden."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from gui.cli.option_types import SMALLEST
from gui.session.shown import Shown
from gui.theme.translation import Language
from model.comparison.twins import TwinHistory
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from tests.gui.conftest import (
    MAIN_VARIANTS,
    SKIPPED,
    VARIANTS,
    frame_of,
    trained,
)
from tests.gui.panels.loop.test_code_pane import LONGEST
from tests.gui.window.conftest import LANGUAGES, SIZES, AtSize, cut_off, cut_off_axes, hides_commands, settle, show_run


@SIZES
@LANGUAGES
def test_at_the_start_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window = at_size(size, language)
    assert (cut_off(window), cut_off_axes(window), hides_commands(window)) == ([], [], False)


@SIZES
@LANGUAGES
def test_the_controls_are_not_wider_than_their_column(
    at_size: AtSize, size: tuple[int, int], language: Language
) -> None:
    column = at_size(size, language).view._scroll
    controls = column.widget()
    assert controls is not None
    assert controls.width() <= column.viewport().width()


@SIZES
@LANGUAGES
def test_behind_the_tabs_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window = at_size(size, language)
    charts, found = window.view.charts, []
    for tab in range(charts.count()):
        charts.setCurrentIndex(tab)
        QApplication.processEvents()
        found += cut_off(window, within=charts)
    assert found == []


@SIZES
@LANGUAGES
def test_the_axes_fit_beside_squares_and_the_exact_answer(
    at_size: AtSize, size: tuple[int, int], language: Language
) -> None:
    window = at_size(size, language)
    window.session.changes.set_settings(LoopSettings(standardise=True))  # a line more of code
    QApplication.processEvents()
    for command in ("squares", "exact"):
        window.actions_[command].trigger()
        QApplication.processEvents()
    assert cut_off_axes(window) == []


@SIZES
@LANGUAGES
def test_late_in_a_skipped_run_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window = at_size(size, language)
    window.session.changes.set_skip(True)
    window.session.present.history = trained(3000)
    window.set_speed(10_000.0)
    window._status.pace.setText("123,456 epochs/s")
    window.session.changes.set_seed(7)
    window.show_frame()
    QApplication.sendPostedEvents()
    assert window.view.readouts.zero_note.text() != ""
    assert cut_off(window) == []


@SIZES
@pytest.mark.parametrize("value", [-12345.678, -1e30])
def test_numbers_of_a_run_that_grows_without_end_are_not_cut_off(
    at_size: AtSize, size: tuple[int, int], value: float
) -> None:
    window = at_size(size, Language.ENGLISH)
    window.set_decimals(10)
    show_run(window, loss=-value, W=value, b=value, W_grad=value, b_grad=value, W_grad_fresh=value, b_grad_fresh=value)
    assert cut_off(window, within=window.view.readouts) == []


@LANGUAGES
def test_the_fields_of_a_start_in_numbers_are_not_cut_off(at_size: AtSize, language: Language) -> None:
    window = at_size((1024, 700), language)
    numbers = Experiment(initial=InitialParameters(Start.NUMBERS, -0.125, 12.5))
    window.view.start.show_frame(Shown(experiment=numbers, start_is_pending=True))
    QApplication.sendPostedEvents()
    assert cut_off(window, within=window.view.start) == []


CUT_INTO_PARTS = [
    LONGEST,
    replace(LONGEST, every=3),
    replace(LONGEST, step=False),
    replace(LONGEST, zero_grad=ZeroGrad.NEVER),
    replace(LONGEST, momentum=0.95, nesterov=True, standardise=True),
    LoopSettings(momentum=0.95, standardise=True),
]


@SIZES
@LANGUAGES
def test_in_the_longest_variants_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window, found = at_size(size, language), set()
    window.session.set_twins(True)
    for settings in CUT_INTO_PARTS:
        window.session.changes.set_settings(settings)
        window.session.present.history = trained(200, settings)
        for tab in range(window.view.charts.count()):
            window.view.charts.setCurrentIndex(tab)
            window.show_frame()
            settle()
            found |= set(cut_off(window))
    assert (found, hides_commands(window)) == (set(), False)


@SIZES
@LANGUAGES
def test_travelled_back_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window = at_size(size, language)
    window.session.present.history = trained(900, SKIPPED)
    window.session.travel(450)
    settle()
    status = window._status.message
    assert (cut_off(window), status.fontMetrics().horizontalAdvance(status.text()) <= status.width()) == ([], True)


@LANGUAGES
@pytest.mark.parametrize("twins", [False, True])
def test_in_the_smallest_of_three_sizes_every_explanation_fits_its_room(
    at_size: AtSize, language: Language, twins: bool
) -> None:
    window = at_size((1024, 700), language)
    explanation, cut = window.view.explanation, []
    moving = [
        LoopSettings(momentum=m, nesterov=n, standardise=True) for m, n in ((0, False), (0.95, True), (0.95, False))
    ]
    moving += [LoopSettings(momentum=1.0, standardise=True), replace(SKIPPED, momentum=0.9)]
    every = [*(settings for settings in (*VARIANTS, *MAIN_VARIANTS) if settings.every == 1), *moving]
    histories = [(settings, trained(3, settings)) for settings in every]
    for settings, history in histories:
        explanation.show_frame(frame_of(history, settings=settings, twins=TwinHistory() if twins else None))
        label = explanation.text._label
        if label.heightForWidth(label.width()) > label.height():
            cut.append(explanation.title.text())
    assert cut == []


@LANGUAGES
def test_the_smallest_window_hides_no_command(at_size: AtSize, language: Language) -> None:
    assert not hides_commands(at_size(SMALLEST, language))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)], ids=str)
def test_nothing_that_is_presented_is_cut_off(
    at_size: AtSize,
    size: tuple[int, int],
    language: Language,
) -> None:
    window, found = at_size(size, language), dict[tuple[int, ...], list[str]]()
    window.presenting.start(full_screen=False)
    for pair in combinations(range(6), 2):
        window.presenting.parts = list(pair)
        window.presenting._show()
        for _ in range(3):
            QApplication.processEvents()
        found[pair] = [*cut_off(window), *cut_off_axes(window)]
    assert {pair: texts for pair, texts in found.items() if texts} == {}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("zoom", [80, 150, 250])
def test_in_any_size_of_type_nothing_is_cut_off(at_size: AtSize, zoom: int, language: Language) -> None:
    window = at_size((1280, 800), language)
    window.set_zoom(zoom)
    for _ in range(4):
        QApplication.processEvents()
    page = window._page.viewport()
    assert window.view.width() >= window.view.minimumSizeHint().width()
    assert cut_off(window, window.view) == []
    last: QWidget = window.view.explanation
    window._page.ensureWidgetVisible(last)
    QApplication.processEvents()
    assert page.rect().intersects(last.rect().translated(last.mapTo(page, QPoint())))


@LANGUAGES
def test_on_the_screen_of_most_laptops_the_whole_loop_is_seen_at_once(at_size: AtSize, language: Language) -> None:
    window = at_size((1366, 768), language)
    settle()
    rows = window.view.code.rows
    assert [row.code.text() for row in rows if row.visibleRegion().boundingRect().height() < row.height()] == []
