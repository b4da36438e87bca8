"""What is presented can be read from the back row, and nothing of the window is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QHoverEvent, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.theme.translation import Language
from gui.window.main_window import MainWindow
from gui.window.preferences import ZOOMS
from gui.window.presenting import over_all, presenting
from model.experiment import Experiment
from tests.gui.conftest import SKIPPED, WaitFor, diverge, trained
from tests.gui.window.conftest import AtSize, cut_off, present, settle

MakeWindow = Callable[..., MainWindow]

BODY, NUMBERS = 30, 44
"""Pixels of letters that a back row at eight metres reads on a screen of 1920x1080."""


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow]) -> MainWindow:
    return reuse_window(Experiment(epochs=20))


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key)
    QApplication.processEvents()


def on_stage(window: MainWindow) -> list[int]:
    """The numbers of the panels that can be seen, in their order."""
    stage = window.view._stage.panels
    parts = [part for part in window.view.parts if part.isVisible() and stage.isAncestorOf(part)]
    return [window.view.parts.index(part) for part in sorted(parts, key=stage.indexOf)]


def arrangement(window: MainWindow) -> list[Any]:
    """Where every panel stands, and how large it is."""
    splitters = window.view._splitters
    return [
        *([splitter.widget(index) for index in range(splitter.count())] for splitter in splitters),
        *(part.size() for part in window.view.parts),
    ]


def test_brought_back_into_another_size_the_panels_share_it_as_if_nothing_had_been_presented(
    window: MainWindow,
) -> None:
    window.session.changes.set_settings(SKIPPED)
    view, found = window.view, []
    for presents in (False, True):
        window.resize(1920, 1080)
        settle()
        if presents:
            press(window, Qt.Key.Key_F5)
        window.resize(1366, 768)
        settle()
        window.presenting.stop()
        window.resize(1366, 768)
        settle()
        found.append([part.geometry() for part in (view.fit, view.readouts, view.code, view.loss, view.charts)])
    assert found[0] == found[1]


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)], ids=str)
def test_an_explanation_leaves_a_chart_its_width_and_nearly_all_of_the_height(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.session.changes.set_settings(SKIPPED)
    for part in (window.view.fit, window.view.loss):
        present(window, window.view.parts.index(part), 5)
        settle()
        text = window.view.explanation
        assert part.width() == text.width()
        assert text.height() < 0.5 * part.height()
        assert cut_off(window, within=text) == []


def test_the_strip_grows_with_a_longer_command(window: MainWindow) -> None:
    window.resize(1900, 900)
    press(window, Qt.Key.Key_F5)
    strip = window.presenting.strip
    window.actions_["run"].setText("Pause, and go on later")
    QApplication.processEvents()
    assert [b.text() for b in strip._buttons if b.width() < b.sizeHint().width()] == []
    assert window.rect().contains(strip.geometry())


def test_in_the_strip_it_is_seen_that_zero_grad_is_skipped(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F5)
    (skip,) = (button for button in window.presenting.strip._buttons if button.property("role") == "skip")
    called = skip.grab().toImage()
    window.session.changes.set_skip(True)
    QApplication.processEvents()
    skipped = skip.grab().toImage()
    assert skipped.size() == called.size()
    assert skipped.pixelColor(8, 8) != called.pixelColor(8, 8)


def test_a_key_of_the_top_row_chooses_a_panel_whatever_is_written_on_it(window: MainWindow) -> None:
    def press_third(modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, repeats: bool = False) -> None:
        place = presenting.DIGITS[2]  # on a French keyboard, the third one has quotes
        arguments = QEvent.Type.KeyPress, Qt.Key.Key_QuoteDbl, modifiers, place, place, 0, '"', repeats
        QApplication.sendEvent(window, QKeyEvent(*arguments))
        settle()

    press_third()
    press(window, Qt.Key.Key_F5)
    assert on_stage(window) == [0, 1]
    press_third(Qt.KeyboardModifier.ControlModifier)
    press_third(repeats=True)
    assert on_stage(window) == [0, 1]
    press_third()
    assert on_stage(window) == [0, 2]
    press(window, Qt.Key.Key_3)
    assert on_stage(window) == [2]
    press(window, Qt.Key.Key_Escape)
    press_third()
    assert window.presenting.parts == [2]


def test_what_a_button_told_meanwhile_does_not_stand_over_the_sentence_on_the_run(window: MainWindow) -> None:
    class Tells(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show:
                window.statusBar().showMessage("what a button is for")
            return False

    press(window, Qt.Key.Key_F5)
    tells = Tells()
    window.menuBar().installEventFilter(tells)  # before the status bar comes back
    press(window, Qt.Key.Key_Escape)
    assert window._status.message.isVisible() is not bool(window.statusBar().currentMessage())


@pytest.mark.parametrize("unfolded", [False, True])
def test_of_a_run_that_overflowed_nothing_has_to_be_scrolled_to(
    window: MainWindow, qtbot: QtBot, unfolded: bool
) -> None:
    if unfolded:
        window.view.code.set_up.fold.click()
    diverge(window.session, qtbot)
    window.resize(1366, 768)
    for parts in ([0, 1], [0, 2], [2, 3], [2, 4], [4]):
        present(window, *parts)
        assert (parts, window._page.verticalScrollBar().maximum()) == (parts, 0)


def test_the_numbers_share_the_height_that_there_is(window: MainWindow) -> None:
    window.resize(1366, 768)
    present(window, 0, 3)
    readouts = window.view.readouts
    parts = (readouts._heads[0], readouts.W, readouts.W_grad, readouts.W_fresh)
    head, *rows = (part.mapTo(readouts, part.rect().center()).y() for part in parts)
    assert rows[0] - head < rows[1] - rows[0] == pytest.approx(rows[2] - rows[1], abs=1)


def test_code_and_chart_share_the_width_so_that_both_can_be_read(window: MainWindow) -> None:
    window.resize(1366, 768)
    present(window, 2, 4)
    code, charts = window.view.code, window.view.charts
    assert 1 < code.width() / charts.width() < 1.5
    assert charts.tabBar().sizeHint().width() <= charts.width()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_numbers_leave_the_width_that_they_do_not_need_to_the_chart_beside_them(
    window: MainWindow, size: tuple[int, int], language: Language
) -> None:
    window.set_language(language)
    window.resize(*size)
    present(window, 3, 4)
    readouts, charts = window.view.readouts, window.view.charts
    assert readouts.width() == pytest.approx(readouts.full_width, abs=1)
    assert readouts.equation.W.property("tight") is False
    assert charts.tabBar().sizeHint().width() <= charts.width()
    assert sum(bool(charts.tabToolTip(index)) for index in range(charts.count())) <= 2  # whose name is short


def test_no_epoch_can_be_asked_for_in_a_field_that_is_not_to_be_seen(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F5)
    assert not window.actions_["go_to"].isEnabled()
    press(window, Qt.Key.Key_Escape)
    assert window.actions_["go_to"].isEnabled()


def test_two_panels_and_nothing_else_are_presented(window: MainWindow) -> None:
    window.statusBar().showMessage("what a button is for")
    press(window, Qt.Key.Key_F5)
    assert on_stage(window) == [0, 1]
    assert not window.statusBar().currentMessage()
    around = (window.menuBar(), window.toolbar, window.statusBar(), window.view.data, window.view.timeline)
    assert [part.isVisible() for part in around] == [False] * len(around)
    assert (window.isFullScreen(), window.actions_["present"].isChecked()) == (True, True)


@pytest.mark.parametrize("leave", [Qt.Key.Key_F5, Qt.Key.Key_Escape])
def test_afterwards_all_stands_where_it_was(window: MainWindow, leave: Qt.Key) -> None:
    window.view._columns.moveSplitter(780, 2)
    QApplication.processEvents()
    before, states, stood = arrangement(window), window.view.splitter_states(), window.saveGeometry()
    press(window, Qt.Key.Key_F5)
    for key in "3456":
        press(window, Qt.Key[f"Key_{key}"])
    assert window.preferences.splitters == states  # what is kept is never that of a presentation
    assert window.preferences.geometry == stood
    press(window, leave)
    window.resize(1280, 800)  # a screen may be smaller than that
    QApplication.processEvents()
    assert (arrangement(window), window.isFullScreen()) == (before, False)
    around = (window.menuBar(), window.toolbar, window.statusBar(), window.view.data, window.view.timeline)
    assert all(part.isVisible() for part in around)


def test_keys_choose_and_swap_the_panels(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F5)
    seen = []
    for key in ("3", "Tab", "4", "4", "2", "2", "2", "1"):
        press(window, Qt.Key[f"Key_{key}"])
        seen.append(on_stage(window))
    assert seen == [[0, 2], [2, 0], [2, 3], [3], [3, 1], [1], [1], [1, 0]]


def test_the_line_the_epoch_and_the_loss_stand_above_what_is_presented(window: MainWindow, wait_for: WaitFor) -> None:
    press(window, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_Space)
    wait_for(window.session, State.FINISHED)
    readouts, seen = window.view.readouts, []
    numbers = (readouts.equation, readouts.epoch, readouts.loss, readouts.W)
    for key in ("3", "4", "5", "Escape"):
        press(window, Qt.Key[f"Key_{key}"])
        seen.append([number.isVisible() for number in numbers])
    above, all_of_them = [True, True, True, False], [True] * 4
    assert seen == [above, all_of_them, above, all_of_them]
    loss = window.session.history.column("loss")[-1]
    assert (readouts.epoch.text(), readouts.loss.text()) == ("19", f"{loss:.6f}")


def test_outside_of_a_presentation_its_keys_do_nothing(window: MainWindow) -> None:
    before = arrangement(window)
    for key in ("1", "2", "B", "Tab", "Escape"):
        press(window, Qt.Key[f"Key_{key}"])
    assert arrangement(window) == before
    field = window.view.training.lr
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.12")
    assert field.text() == "0.12"


def test_the_run_is_driven_and_seen_while_it_is_presented(window: MainWindow, wait_for: WaitFor, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_4)
    press(window, Qt.Key.Key_Space)
    wait_for(window.session, State.FINISHED)
    qtbot.waitUntil(lambda: window.view.readouts.epoch.text() == "19")


def test_the_screen_is_black_until_it_is_told_otherwise(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F5)

    def is_black() -> bool:
        image = window.grab().toImage().scaled(8, 8).convertToFormat(QImage.Format.Format_RGB32)
        return {image.pixel(x, y) & 0xFFFFFF for x in range(8) for y in range(8)} == {0}

    assert not is_black()
    for back in (Qt.Key.Key_B, Qt.Key.Key_Escape, None):
        press(window, Qt.Key.Key_B)
        assert is_black()
        if back is None:
            QTest.mouseClick(window.presenting.blank, Qt.MouseButton.LeftButton)
        else:
            press(window, back)
        assert (is_black(), on_stage(window)) == (False, [0, 1])


def test_the_controls_come_with_the_mouse_and_go(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = [QPoint(10, 10)]
    monkeypatch.setattr(QCursor, "pos", lambda *_: place[0])
    press(window, Qt.Key.Key_F5)
    strip = window.presenting.strip
    assert strip.isVisible()  # it tells the keys
    assert window.rect().contains(strip.geometry())
    monkeypatch.setattr(presenting, "STAYS", 100)
    window.presenting._rest.start(100)
    qtbot.waitUntil(lambda: not strip.isVisible())
    qtbot.wait(2 * presenting.LOOK_EVERY)
    assert not strip.isVisible()
    place[0] = QPoint(40, 40)
    qtbot.waitUntil(strip.isVisible)
    assert window.rect().contains(strip.geometry())
    qtbot.waitUntil(lambda: not strip.isVisible())
    press(window, Qt.Key.Key_Escape)
    place[0] = QPoint(80, 80)
    qtbot.wait(2 * presenting.LOOK_EVERY)
    assert not strip.isVisible()


def test_the_pointer_is_large_as_long_as_something_is_presented(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F5)
    assert window.cursor().pixmap().height() >= over_all.POINTER
    press(window, Qt.Key.Key_F5)
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_back_row_can_read_it(at_size: AtSize) -> None:
    window = at_size((1920, 1080), Language.ENGLISH)
    plain = window._scale.base
    window.presenting.start(full_screen=False)
    for number in (1, 3):
        window.presenting.choose(number)
    QApplication.processEvents()
    assert window._scale.base >= 1.8 * plain
    readouts = window.view.readouts
    sizes = {
        name: label.metrics().height() if isinstance(label, type(readouts.loss)) else label.fontMetrics().height()
        for name, label in (("loss", readouts.loss), ("W", readouts.W), ("title", window.view.loss.title))
    }
    assert readouts.loss._font.pixelSize() >= NUMBERS
    assert window.view.loss.title.font().pixelSize() >= BODY
    assert min(sizes.values()) >= BODY


def test_type_grows_and_shrinks_within_bounds_and_is_kept(window: MainWindow) -> None:
    def sizes(key: Qt.Key, times: int) -> list[int]:
        found = []
        for _ in range(times):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
            found.append(window.preferences.zoom)
        return found

    assert sizes(Qt.Key.Key_Plus, 1) == [110]
    assert sizes(Qt.Key.Key_0, 1) == [100]
    assert sizes(Qt.Key.Key_Minus, 3) == [90, 80, 80]
    assert window._scale.base == round(13 * 0.8)
    window.set_zoom(225)
    assert sizes(Qt.Key.Key_Plus, 2) == [250, 250]
    assert window._scale.base == round(13 * 2.5)
    assert ZOOMS == (80, 90, 100, 110, 125, 150, 175, 200, 225, 250)


@pytest.mark.parametrize(("steps", "then"), [(1, 150), (-1, 125)])
def test_type_between_two_sizes_goes_to_the_next(window: MainWindow, steps: int, then: int) -> None:
    window.set_zoom(137)
    window.change_zoom(steps)
    assert window._preferences.zoom == then


def test_the_window_is_no_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    window.resize(room.width() + 500, room.height() + 400)
    window.move(room.width(), room.height())
    window.keep_on_screen()
    QApplication.processEvents()
    assert room.contains(window.frameGeometry())


def test_beside_the_code_every_value_has_room(at_size: AtSize) -> None:
    window, cut = at_size((1024, 700), Language.ENGLISH), []
    window.session.changes.set_skip(True)
    window.session.present.history = trained(60, SKIPPED)
    for beside in (0, 1, 3):
        present(window, 2, beside)
        values = [row.value for row in window.view.code.rows if row.value.text()]
        assert len(values) > 3
        cut += [(beside, value.text()) for value in values if value.visible_text() != value.text()]
        assert window._page.horizontalScrollBar().maximum() == 0
    assert cut == []


def test_a_boundary_that_the_mouse_was_on_is_like_the_others_afterwards(window: MainWindow) -> None:
    handle = window.view._columns.handle(1)
    before, middle = handle.grab().toImage(), QPointF(handle.rect().center())
    QApplication.sendEvent(handle, QHoverEvent(QEvent.Type.HoverEnter, middle, middle, QPointF(-1, -1)))
    assert handle.grab().toImage() != before
    press(window, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert handle.grab().toImage().pixelColor(2, 40) == before.pixelColor(2, 40)


def test_an_overflow_comes_into_view_where_the_page_has_to_be_scrolled(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 700)
    window.set_zoom(125)
    present(window, 0, 1)
    diverge(window.session, qtbot)
    banner = window.view.banner
    qtbot.waitUntil(lambda: banner.isVisible() and not banner.visibleRegion().isEmpty())
    assert window._page.verticalScrollBar().maximum() > 0  # it would not have been seen
    qtbot.waitUntil(lambda: banner.visibleRegion().boundingRect().height() == banner.height())
