"""In no size, language and state is a text cut off or a command hidden."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.cli.option_types import SMALLEST
from gui.plots.canvas import Canvas
from gui.session.session import Session
from gui.session.shown import Shown
from gui.theme.theme import Scheme
from gui.theme.translation import Language, Translators
from gui.window.main_window import MainWindow
from model.comparison.twins import TwinHistory
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from tests.gui.conftest import (
    AS_AT_FIRST,
    FOREVER,
    MAIN_VARIANTS,
    SKIPPED,
    VARIANTS,
    an_epoch,
    frame_of,
    history_from,
    trained,
)
from tests.gui.panels.loop.test_code_pane import LONGEST
from tests.gui.window.conftest import (
    LANGUAGES,
    SIZES,
    AtSize,
    cut_off,
    cut_off_axes,
    has_room,
    hides_commands,
    present,
    settle,
    show_run,
)

pytestmark = pytest.mark.no_cover  # what is looked at here, others do

LEAST_AND_MOST = pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
"""The least room, and the largest type: what has room in these has it between them."""


@SIZES
@LANGUAGES
def test_at_the_start_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window = at_size(size, language)
    charts, column = window.view.charts, window.view.left.area
    controls = column.widget()
    assert (cut_off(window), cut_off_axes(window), hides_commands(window)) == ([], [], False)
    assert controls is not None
    assert controls.width() <= column.viewport().width()
    found = []
    for tab in range(charts.count()):
        charts.setCurrentIndex(tab)
        QApplication.processEvents()
        found += cut_off(window, within=charts)
    assert found == []


class FirstPaint(QObject):
    """Where all that is seen in a window stands as it is painted for the first time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.places: list[tuple[QWidget, QRect]] = []
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        """Look once."""
        if event.type() == QEvent.Type.Paint and isinstance(window, MainWindow) and not self.places:
            self.places = places(window)
        return False


def places(window: MainWindow) -> list[tuple[QWidget, QRect]]:
    """All that is seen in a window, and where."""
    return [(each, each.geometry()) for each in window.findChildren(QWidget) if each.isVisible()]


@SIZES
@LANGUAGES
def test_all_stands_in_its_place_when_it_is_painted_first(
    qtbot: QtBot, request: pytest.FixtureRequest, size: tuple[int, int], language: Language
) -> None:
    translators = Translators()
    request.addfinalizer(lambda: translators.use(Language.ENGLISH))
    window = MainWindow(Session(FOREVER), replace(AS_AT_FIRST, language=language), translators)
    qtbot.addWidget(window)
    window.resize(*size)
    first = FirstPaint(window)
    window.show()
    qtbot.waitUntil(lambda: bool(first.places))
    settle()
    assert first.places == places(window)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_what_charts_stand_in_is_not_painted_anew_as_the_mouse_comes_and_goes(at_size: AtSize, scheme: Scheme) -> None:
    window = at_size((1280, 800), Language.ENGLISH)
    window.set_scheme(scheme)
    holders = [each for each in window.view.findChildren(QWidget) if each.findChildren(Canvas)]
    assert len(holders) > len(window.view.holders)
    assert [each for each in holders if each.testAttribute(Qt.WidgetAttribute.WA_Hover)] == []


@LEAST_AND_MOST
@LANGUAGES
def test_during_a_run_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window = at_size(size, language)
    session, view = window.session, window.view
    for command in ("squares", "exact"):
        window.actions_[command].trigger()
    session.changes.set_settings(LoopSettings(standardise=True))  # a line more of code
    settle()
    assert cut_off_axes(window) == []
    session.changes.set_settings(SKIPPED)
    session.present.history = trained(900, SKIPPED)
    session.travel(450)
    settle()
    status = window._status.message
    assert (cut_off(window), status.fontMetrics().horizontalAdvance(status.text()) <= status.width()) == ([], True)
    session.present.history = trained(3000)
    session.travel(2999)
    window.set_speed(10_000.0)
    window._status.pace.setText("123,456 epochs/s")
    session.changes.set_seed(7)
    window.show_frame()
    QApplication.sendPostedEvents()
    assert view.readouts.zero_note.text() != ""
    assert cut_off(window) == []
    window.set_decimals(10)
    for value in (-12345.678, -1e30):  # of a run that grows without end
        show_run(window, loss=-value, **dict.fromkeys(NUMBERS, value))
        assert cut_off(window, within=view.readouts) == []


@SIZES
@LANGUAGES
def test_while_why_stands_forward_the_loss_is_the_largest_on_its_side(
    at_size: AtSize, size: tuple[int, int], language: Language
) -> None:
    window = at_size(size, language)
    view = window.view
    window.session.changes.set_settings(SKIPPED)
    window.session.present.history = trained(7, SKIPPED)  # the slope says back
    window.show_frame()
    settle()
    assert view.charts.stack.isVisible()
    assert view.charts.stack.clash.text() != ""
    loss, *others = view._right.sizes()
    assert loss > max(others)
    assert (cut_off(window, within=view.charts), cut_off_axes(window)) == ([], [])
    for plot in view.charts.stack.plots.values():
        assert plot.canvas.height() >= 2.5 * plot.fontMetrics().height()  # a line of numbers, and the bars


@LANGUAGES
def test_a_window_made_smaller_needs_no_more_width_for_charts_that_were_seen_before(
    at_size: AtSize, language: Language
) -> None:
    window = at_size((1920, 1080), language)
    charts = window.view.charts
    for tab in (*range(charts.count()), 0):
        charts.setCurrentIndex(tab)
        settle()
    window.resize(1024, 700)
    settle()
    assert window.view.width() == 1024


@LANGUAGES
def test_the_fields_of_a_start_in_numbers_are_not_cut_off(at_size: AtSize, language: Language) -> None:
    window = at_size((1024, 700), language)
    numbers = Experiment(initial=InitialParameters(Start.NUMBERS, -0.125, 12.5))
    window.view.start.show_frame(Shown(experiment=numbers, start_is_pending=True))
    QApplication.sendPostedEvents()
    assert cut_off(window, within=window.view.start) == []


NUMBERS = ("W", "b", "W_grad", "b_grad", "W_grad_fresh", "b_grad_fresh")

CUT_INTO_PARTS = [
    LONGEST,
    replace(LONGEST, every=3),
    replace(LONGEST, step=False),
    replace(LONGEST, zero_grad=ZeroGrad.NEVER),
    replace(LONGEST, momentum=0.95, nesterov=True, standardise=True),
    LoopSettings(momentum=0.95, standardise=True),
]


@LEAST_AND_MOST
@LANGUAGES
def test_in_the_longest_variants_nothing_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window, found = at_size(size, language), set()
    window.session.set_twins(True)
    every = list(range(window.view.charts.count()))
    for number, settings in enumerate(CUT_INTO_PARTS):
        window.session.changes.set_settings(settings)
        window.session.present.history = trained(200, settings)
        for tab in every if settings is LONGEST else [every[number % len(every)]]:
            window.view.charts.setCurrentIndex(tab)
            window.show_frame()
            settle()
            found |= set(cut_off(window))
    assert (found, hides_commands(window)) == (set(), False)


@LANGUAGES
def test_in_the_smallest_of_three_sizes_every_explanation_fits_its_room(at_size: AtSize, language: Language) -> None:
    explanation, cut = at_size((1024, 700), language).view.explanation, []
    moving = [
        LoopSettings(momentum=m, nesterov=n, standardise=True) for m, n in ((0, False), (0.95, True), (0.95, False))
    ]
    moving += [LoopSettings(momentum=1.0, standardise=True), replace(SKIPPED, momentum=0.9)]
    every = [*(settings for settings in (*VARIANTS, *MAIN_VARIANTS) if settings.every == 1), *moving]
    for settings, twins in product(every, (None, TwinHistory())):
        explanation.show_frame(frame_of(trained(3, settings), settings=settings, twins=twins))
        label = explanation.text._label
        if label.heightForWidth(label.width()) > label.height():
            cut.append(explanation.title.text())
    assert cut == []


@LANGUAGES
def test_the_smallest_window_hides_no_command(at_size: AtSize, language: Language) -> None:
    assert not hides_commands(at_size(SMALLEST, language))


@LEAST_AND_MOST
@LANGUAGES
def test_nothing_that_is_presented_is_cut_off(at_size: AtSize, size: tuple[int, int], language: Language) -> None:
    window, found = at_size(size, language), dict[int, list[str]]()
    window.presenting.start(full_screen=False)
    widths = [part.minimumSizeHint().width() for part in window.view.parts]
    widest = widths.index(max(widths))  # beside which any other has the least room
    for part in {*range(6)} - {widest}:
        present(window, *sorted((part, widest)))
        found[part] = [*cut_off(window), *cut_off_axes(window)]
    assert {part: texts for part, texts in found.items() if texts} == {}


@pytest.mark.parametrize("size", [(800, 600), (1024, 600)], ids=lambda size: f"{size[0]}x{size[1]}")
@LANGUAGES
def test_on_a_small_screen_all_that_is_presented_is_seen_without_scrolling(
    at_size: AtSize, size: tuple[int, int], language: Language
) -> None:
    window = at_size(size, language)
    window.session.changes.set_settings(SKIPPED)
    for number, history in enumerate((trained(300, SKIPPED), history_from([an_epoch(W=-6.3e-05, b=-1.2e-05)]))):
        window.session.present.history = history
        for parts in ((0, 1), (0, 2), (1, 4), (0, 3)):
            present(window, *parts)
            window.show_frame()
            settle()
            assert (number, parts, cut_off(window), cut_off_axes(window)) == (number, parts, [], [])
            assert window._page.horizontalScrollBar().maximum() == window._page.verticalScrollBar().maximum() == 0
    window.presenting._show_strip()
    settle()
    strip = window.presenting.strip
    assert cut_off(window, within=strip) == []
    assert window.rect().contains(strip.geometry())


@pytest.mark.parametrize("size", [(1024, 700), (1024, 768)], ids=lambda size: f"{size[0]}x{size[1]}")
@LANGUAGES
def test_presented_below_the_fit_the_loop_and_the_sentence_on_the_lit_line_are_whole(
    at_size: AtSize, size: tuple[int, int], language: Language, qtbot: QtBot
) -> None:
    window = at_size(size, language)
    session, code = window.session, window.view.code
    present(window, 0, 2)
    for line in range(2, 7):
        session.step_line()
        qtbot.waitUntil(lambda at=line: session.moment is None or session.moment.line == at)  # type: ignore[misc]
        window.show_frame()
        settle()
        view = code._scroll.viewport()
        seen = [view.rect().contains(QRect(row.mapTo(view, QPoint()), row.size())) for row in code.rows]
        assert (line, all(seen), code.sentence.isVisible()) == (line, True, True)
        assert code.sentence.text() == code.sentence.told
        assert cut_off(window) == []


@LANGUAGES
def test_before_the_first_epoch_one_line_says_what_it_is_about(at_size: AtSize, language: Language) -> None:
    for size in ((1024, 700), (1280, 800), (1366, 768), (1920, 1080)):
        window = at_size(size, language)
        settle()
        fit, told = window.view.fit, window._status.message.text()
        assert fit.captions.about.isVisible() is not (fit.captions.about.text() in told)
        assert cut_off(window) == []


@LANGUAGES
def test_what_the_lit_line_does_is_told_once_at_every_size(at_size: AtSize, language: Language, qtbot: QtBot) -> None:
    told_below = set()
    for size in ((1024, 700), (1280, 800), (1920, 1080)):
        window = at_size(size, language)
        session = window.session
        for line in range(2, 6):
            session.step_line()
            qtbot.waitUntil(lambda s=session, at=line: s.moment is not None and s.moment.line == at)  # type: ignore[misc]
            settle()
            sentence, told = window.view.code.sentence, window._status.message.text()
            assert sentence.told
            assert sentence.isVisible() is not (sentence.told == told)
            assert cut_off(window) == []
            told_below.add(sentence.isHidden())
    assert told_below == {True, False}  # both kinds of room have been seen


@LANGUAGES
def test_no_line_is_scrolled_to_for_a_sentence_nor_the_window_for_a_line(at_size: AtSize, language: Language) -> None:
    folded = set()
    for size in ((1024, 700), (1280, 720), (1280, 800), (1366, 768)):
        window = at_size(size, language)
        code, lines = window.view.code, window.view.code._scroll.verticalScrollBar()
        for each in (*MAIN_VARIANTS, LoopSettings(accumulate=3, standardise=True)):
            window.session.changes.set_settings(each)
            window.show_frame()
            settle()
            assert not (lines.maximum() and code.sentence.isVisible())
            assert window._page.verticalScrollBar().maximum() == 0
            assert window._page.horizontalScrollBar().maximum() == 0
            folded.add(lines.maximum() > 0)
    assert folded == {True, False}


def test_the_code_is_the_same_whatever_width_the_window_comes_from(at_size: AtSize) -> None:
    window = at_size((1280, 760), Language.ENGLISH)
    window.session.changes.set_settings(LoopSettings(standardise=True))
    seen: dict[int, tuple[object, ...]] = {}
    for width in (*range(1204, 1160, -4), *range(1160, 1204, 4)):
        window.resize(width, 760)
        window.show_frame()
        settle()
        code = window.view.code
        now = [row.height() for row in code.rows], code.sentence.isVisible(), code._scroll.verticalScrollBar().maximum()
        assert seen.setdefault(width, now) == now


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@LANGUAGES
def test_presented_in_the_largest_type_the_equation_is_whole(
    at_size: AtSize, size: tuple[int, int], language: Language
) -> None:
    window = at_size(size, language)
    window.session.present.history = trained(300, SKIPPED)
    equation = window.view.readouts.equation
    present(window, 0, 1)
    for zoom in (100, 150, 175, 200, 225, 250):
        window.set_zoom(zoom)
        window.show_frame()
        settle()
        assert all(has_room(part, part.text()) for part in equation.parts)
        assert (zoom, equation.parts[-1].geometry().right() < equation.width()) == (zoom, True)


@pytest.mark.parametrize("height", [700, 768])
@pytest.mark.parametrize("by", ["key", "button"])
def test_what_is_unfolded_comes_into_view(at_size: AtSize, height: int, by: str) -> None:
    window = at_size((1366, height), Language.ENGLISH)
    loop, column = window.view.loop, window.view.left.area
    unfold = window.actions_["more"].trigger if by == "key" else loop.more.click
    unfold()
    settle()
    seen = loop.visibleRegion().boundingRect()
    assert seen.height() >= min(loop.height(), column.viewport().height())
    assert seen.top() == 0  # what unfolded it stays in view
    column.verticalScrollBar().setValue(0)
    unfold()
    settle()
    assert column.verticalScrollBar().value() == 0  # nothing moves where it is folded


def test_what_is_unfolded_while_it_is_not_seen_scrolls_nothing(at_size: AtSize) -> None:
    window = at_size((1366, 700), Language.ENGLISH)
    present(window, 0, 1)
    window.actions_["more"].trigger()
    settle()
    window.presenting.stop()
    settle()
    assert window.view.left.area.verticalScrollBar().value() == 0


@pytest.mark.parametrize(("size", "zoom"), [((1024, 700), 100), ((1366, 768), 150), ((1366, 768), 250)])
@LANGUAGES
def test_folded_the_lines_before_the_loop_have_room_for_the_momentum(
    at_size: AtSize, size: tuple[int, int], zoom: int, language: Language, qtbot: QtBot
) -> None:
    window = at_size(size, language)
    window.set_zoom(zoom)
    window.session.changes.set_settings(LoopSettings(momentum=0.12345))
    window.session.step_epoch()
    qtbot.waitUntil(lambda: len(window.session.history) == 1)
    window.show_frame()
    settle()
    code = window.view.code
    assert "0.12345" in code.set_up.fold.text()
    assert code.set_up.fold.sizeHint().width() <= code._scroll.viewport().width()


def test_a_chip_that_appears_leaves_the_line_that_is_lit_in_view(at_size: AtSize, qtbot: QtBot) -> None:
    window = at_size((1024, 700), Language.ENGLISH)
    session, code = window.session, window.view.code
    session.step_epoch()
    qtbot.waitUntil(lambda: len(session.history) == 1)
    window.show_frame()
    for line in range(2, 6):
        session.step_line()
        qtbot.waitUntil(lambda line=line: session.moment is not None and session.moment.line == line)  # type: ignore[misc]
    window.show_frame()
    settle()
    session.changes.set_settings(replace(session.experiment.settings, accumulate=3))
    settle()
    window.show_frame()
    settle()
    assert code.chips.isVisible()
    lit, view = code.rows[5], code._scroll.viewport()
    assert lit.property("lit")
    assert view.rect().contains(lit.rect().translated(lit.mapTo(view, QPoint())))


@LANGUAGES
def test_the_controls_and_keys_of_a_presentation_are_not_cut_off(at_size: AtSize, language: Language) -> None:
    for size, zoom in (((1024, 700), 100), ((1366, 768), 100), ((1920, 1080), 100), ((1366, 768), 150)):
        window = at_size(size, language)
        window.set_zoom(zoom)
        present(window, 0, 1)
        strip = window.presenting.strip
        window.presenting._show_strip()
        settle()
        assert (size, zoom, cut_off(window, within=strip)) == (size, zoom, [])
        assert window.rect().contains(strip.geometry())
        assert 2 * strip.height() < window.height()


@LANGUAGES
def test_in_any_size_of_type_nothing_is_cut_off(at_size: AtSize, language: Language) -> None:
    window = at_size((1280, 800), language)
    page, last = window._page.viewport(), window.view.explanation
    for zoom in (80, 150, 250):
        window.set_zoom(zoom)
        window._page.horizontalScrollBar().setValue(0)
        settle()
        assert window.view.width() >= window.view.minimumSizeHint().width()
        assert (zoom, cut_off(window, window.view)) == (zoom, [])
        window._page.ensureWidgetVisible(last)
        QApplication.processEvents()
        assert page.rect().intersects(last.rect().translated(last.mapTo(page, QPoint())))


@LANGUAGES
def test_made_as_small_as_most_laptops_it_shows_the_whole_loop_at_once(
    at_size: AtSize, qtbot: QtBot, language: Language
) -> None:
    window = at_size((1280, 1150), language)
    settle()
    window.session.load(FOREVER)  # in this size
    qtbot.waitUntil(lambda: window.view.code.set_up.unfolded)  # once torch has made W and b
    window.resize(1366, 768)
    settle()
    rows = window.view.code.rows
    assert [row.code.text() for row in rows if row.visibleRegion().boundingRect().height() < row.height()] == []


@pytest.mark.parametrize(("size", "zoom"), [((1366, 768), 100), ((1024, 700), 150)])
@pytest.mark.parametrize("scale", [1.0, 1e6, -1e6, 1e-5])
def test_no_number_at_the_left_lies_on_the_name_of_the_axis(
    at_size: AtSize, size: tuple[int, int], zoom: int, scale: float
) -> None:
    window = at_size(size, Language.ENGLISH)
    window.set_zoom(zoom)
    window.session.begin_with(Dataset.of([1, 2, 3], [1.2 * scale, 4.4 * scale, 6.3 * scale]))
    settle()
    left = window.view.fit.plot.axes.left
    texts = left.tickStrings([0.0, 2 * scale, 4 * scale, 6 * scale], 1.0, 2 * abs(scale))
    metrics = QFontMetrics(left.style["tickFont"])
    widest = max(metrics.horizontalAdvance(str(text)) for text in texts)
    name = left.label.mapRectToParent(left.label.boundingRect())
    assert name.right() <= left.width() - widest - 5
    assert len(set(texts)) == 4
