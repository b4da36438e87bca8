"""The tabs of the right-hand side: what they are given, and when."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.charts.backward_panel import BackwardPanel
from gui.panels.charts.grad_stack import Stack
from gui.panels.charts.waterfall import STACKED
from gui.session.engine import State
from gui.session.session import Session
from gui.theme.theme import Scheme
from gui.theme.translation import Language, Translators
from gui.widgets.tabs import Tabs
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.dataset import Dataset
from model.experiment import Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from tests.gui.conftest import SKIPPED, hear_language, is_korean
from tests.gui.window.conftest import settle

MakeWindow = Callable[..., MainWindow]
GRADIENTS, LANDSCAPE, _BOWL, STACK, BACKWARD, COMPARE = range(6)
EVERY = LoopSettings(every=4)


@pytest.fixture
def make_window(reuse_window: MakeWindow) -> MakeWindow:
    """One window for all tests."""
    return reuse_window


@pytest.fixture
def run(make_window: MakeWindow, qtbot: QtBot) -> Callable[[LoopSettings, int], MainWindow]:
    """A window that has run so many epochs of this variant, with the stack in view."""

    def run(settings: LoopSettings, epochs: int) -> MainWindow:
        window = make_window(Experiment(epochs=epochs, settings=settings))
        window.view.charts.setCurrentIndex(STACK)
        window.session.run()
        qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
        return window

    return run


Run = Callable[[LoopSettings, int], MainWindow]


def stacked(window: MainWindow, first: int, last: int, summed: int) -> Stack:
    """What the stack is to be given of these epochs."""
    records = [window.session.history.epoch(number) for number in range(first, last + 1)]
    return Stack(
        tuple(record.W_grad_fresh for record in records),
        tuple(record.b_grad_fresh for record in records),
        records[-1].W_grad,
        records[-1].b_grad,
        tuple(range(first, last + 1)),
        summed,
    )


def test_with_zero_grad_the_stack_is_this_epochs_gradient_alone(run: Run) -> None:
    window = run(LoopSettings(), 10)
    assert window.view.charts.stack._stack == stacked(window, 9, 9, 1)


def test_skipped_the_stack_holds_every_gradient_since_the_start(run: Run) -> None:
    window = run(SKIPPED, 7)
    stack = window.view.charts.stack._stack
    assert stack == stacked(window, 0, 6, 7)
    assert sum(stack.fresh_W) == pytest.approx(stack.W_grad)


def test_of_a_long_skipped_run_the_stack_holds_the_last_ones(run: Run) -> None:
    window = run(SKIPPED, 500)
    assert window.view.charts.stack._stack == stacked(window, 500 - STACKED, 499, 500)


@pytest.mark.parametrize(("epochs", "first"), [(4, 0), (5, 4), (8, 4), (9, 8)])
def test_with_zero_grad_every_fourth_epoch_the_stack_begins_there(run: Run, epochs: int, first: int) -> None:
    window = run(EVERY, epochs)
    stack = window.view.charts.stack._stack
    assert stack == stacked(window, first, epochs - 1, epochs - first)
    assert sum(stack.fresh_W) == pytest.approx(stack.W_grad)


def test_emptied_after_backward_the_stack_is_none_beside_this_epochs_own(run: Run) -> None:
    window = run(LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD), 6)
    stack = window.view.charts.stack._stack
    assert stack == stacked(window, 5, 5, 0)
    assert (stack.W_grad, stack.b_grad) == (None, None)


def test_before_the_first_epoch_the_stack_is_empty(run: Run) -> None:
    window = run(SKIPPED, 3)
    window.session.travel(-1)
    assert window.view.charts.stack._stack == Stack()


def test_travelled_back_the_stack_is_that_of_the_epoch_shown(run: Run) -> None:
    window = run(SKIPPED, 40)
    window.session.travel(3)
    assert window.view.charts.stack._stack == stacked(window, 0, 3, 4)


def test_a_tab_that_is_chosen_shows_the_present_epoch_at_once(run: Run) -> None:
    window = run(SKIPPED, 5)
    window.view.charts.setCurrentIndex(GRADIENTS)
    window.session.travel(2)
    window.view.charts.setCurrentIndex(STACK)
    assert window.view.charts.stack._stack == stacked(window, 0, 2, 3)


def test_the_landscape_is_brought_up_to_date_when_its_tab_is_chosen(run: Run) -> None:
    window = run(SKIPPED, 5)
    landscape = window.view.charts.landscape
    before = landscape.path.corners()  # another test may have looked at it
    window.session.travel(2)
    assert landscape.path.corners() == before
    window.view.charts.setCurrentIndex(LANDSCAPE)
    assert len(landscape.path.corners()) == 4  # the start and three epochs


def test_other_data_make_another_landscape(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED, 5)
    window.view.charts.setCurrentIndex(LANDSCAPE)
    before = window.view.charts.landscape.plot.visible_range()
    window.session.changes.set_data(Dataset.of([1, 2, 3], [9, 4, 6]))
    assert window.view.charts.landscape.plot.visible_range() != before
    window.session.changes.stack.undo()
    assert window.view.charts.landscape.plot.visible_range() == before


def test_a_start_on_the_landscape_begins_anew_and_one_undo_brings_the_old_run_back(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED, 5)
    session, old = window.session, window.session.history
    initial, steps = session.experiment.initial, session.changes.stack.index()
    with qtbot.waitSignal(session.renewed):
        window.view.charts.landscape.start_wanted.emit(1.5, -0.4)
    assert session.experiment.initial == InitialParameters(Start.NUMBERS, 1.5, -0.4)
    assert (len(session.history), session.changes.stack.index()) == (0, steps + 1)
    assert session.start is not None
    assert (session.start.W, session.start.b) == pytest.approx((1.5, -0.4))
    session.changes.stack.undo()
    assert (session.history, session.experiment.initial) == (old, initial)
    session.changes.stack.redo()
    assert session.experiment.initial == InitialParameters(Start.NUMBERS, 1.5, -0.4)
    assert len(session.history) == 0


def test_a_start_on_the_landscape_before_the_first_epoch_is_where_the_run_begins(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window(Experiment(epochs=3))
    with qtbot.waitSignal(window.session.renewed):
        window.view.charts.landscape.start_wanted.emit(1.0, 0.5)
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    assert window.session.present.began.initial == InitialParameters(Start.NUMBERS, 1.0, 0.5)


def test_a_start_at_the_same_place_begins_anew_all_the_same(run: Run, qtbot: QtBot) -> None:
    window = run(SKIPPED, 5)
    for _ in range(2):
        with qtbot.waitSignal(window.session.renewed):
            window.view.charts.landscape.start_wanted.emit(1.0, 0.5)
        window.session.run()
        qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    assert len(window.session.history) == 5


def test_backward_can_be_called_once_torch_is_there(make_window: MakeWindow) -> None:
    window = make_window(Experiment())
    window.view.charts.setCurrentIndex(BACKWARD)
    window.view.charts.backward.zero_grad.click()
    assert window.view.charts.backward.isEnabled()
    window.view.charts.backward.backward.click()
    assert window.view.charts.backward.held.text() == "2"


def test_what_needs_torch_is_there_when_torch_is(loading: Event, qtbot: QtBot) -> None:
    window = MainWindow(Session(Experiment()), Preferences(Language.ENGLISH, Scheme.LIGHT, speed=None), Translators())
    qtbot.addWidget(window)
    window.show()
    window.view.charts.setCurrentIndex(BACKWARD)
    assert window.findChild(BackwardPanel) is None
    window.session.begin()
    loading.set()
    qtbot.waitUntil(lambda: window.findChild(BackwardPanel) is not None)
    qtbot.waitUntil(window.view.charts.backward.isVisible)
    assert window.view.charts.backward.isEnabled()
    window.close()


def test_a_reset_leaves_the_calls_of_backward_alone(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(Experiment())
    window.view.charts.setCurrentIndex(BACKWARD)
    window.view.charts.backward.zero_grad.click()
    for _ in range(3):
        window.view.charts.backward.backward.click()
    with qtbot.waitSignal(window.session.renewed):
        window.session.reset()
    assert (window.view.charts.backward.isEnabled(), window.view.charts.backward.held.text()) == (True, "6")


def test_the_tabs_have_their_names_in_both_languages(make_window: MakeWindow) -> None:
    window = make_window(Experiment())
    tabs = window.view.charts
    english = [tabs.tabText(index) for index in range(tabs.count())]
    window.actions_.languages[Language.KOREAN].trigger()
    hear_language()
    assert all(is_korean(tabs.tabText(index)) for index in range(tabs.count()))
    window.actions_.languages[Language.ENGLISH].trigger()
    hear_language()
    QApplication.processEvents()
    assert [tabs.tabText(index) for index in range(tabs.count())] == english
    assert [english[index] for index in (GRADIENTS, LANDSCAPE, COMPARE)] == ["Gradients", "Landscape", "Compare"]


def test_where_there_is_no_room_the_tabs_have_short_names(show: Callable[[Tabs], Tabs]) -> None:
    tabs = Tabs()
    for _ in range(2):
        tabs.addTab(QWidget(), "")
    tabs.name_tabs([("a name as long as this", "one"), ("and another one", "two")])
    tabs.resize(600, 100)
    show(tabs)
    assert [tabs.tabText(index) for index in range(2)] == ["a name as long as this", "and another one"]
    tabs.resize(90, 100)
    assert [tabs.tabText(index) for index in range(2)] == ["one", "two"]
    assert tabs.tabToolTip(0) == "a name as long as this"
    tabs.resize(600, 100)
    assert tabs.tabText(0) == "a name as long as this"
    assert not tabs.tabToolTip(0)


def test_no_more_names_are_short_than_must_be(show: Callable[[Tabs], Tabs]) -> None:
    tabs = Tabs()
    for _ in range(3):
        tabs.addTab(QWidget(), "")
    tabs.name_tabs([("Gradients", "Slopes"), ("a name as long as this", "long"), ("Compare", "Compare")])
    show(tabs)
    tabs.resize(230, 100)
    assert [tabs.tabText(index) for index in range(3)] == ["Gradients", "long", "Compare"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)], ids=str)
def test_the_tabs_keep_their_names_and_the_columns_their_width(
    make_window: MakeWindow, size: tuple[int, int], language: Language
) -> None:
    window = make_window(Experiment())
    window.resize(*size)
    window.actions_.languages[language].trigger()
    hear_language()
    settle()
    charts, columns = window.view.charts, window.view._columns
    names, widths = [charts.tabText(index) for index in range(charts.count())], columns.sizes()
    for index in range(charts.count()):
        charts.setCurrentIndex(index)
        settle()
        assert columns.sizes() == widths
    window.session.changes.set_skip(True)
    settle()
    assert columns.sizes() == widths
    assert [charts.tabText(index) for index in range(charts.count())] == names
    long = [name == charts._names[index][0] for index, name in enumerate(names)]
    assert long.count(False) <= (4 if size[0] == 1024 else 0)


def test_the_tabs_are_never_narrower_than_all_their_short_names(make_window: MakeWindow) -> None:
    window = make_window()
    window.resize(1280, 800)
    window.set_zoom(150)
    settle()
    bar = window.view.charts.tabBar()
    assert bar.sizeHint().width() <= bar.width()
