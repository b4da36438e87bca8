"""What the widget tests share: histories to show, a plain loop to compare with, widgets shown without a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from threading import Event
from typing import Any, TypeVar

import numpy as np
import pyqtgraph  # noqa: F401 - so that a plot has its axes at once
import pytest
import torch
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QImage, QPainterPath, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.data.data_table import DataTable
from gui.panels.fit.fit_plot import FitPlot
from gui.plots.plot import Plot
from gui.session import training_thread
from gui.session.engine import State
from gui.session.session import Session
from gui.session.shown import Shown
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import LIGHT, Scheme, Theme, TypeScale, palette
from gui.theme.translation import Language, Translators
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from gui.window.presenting.presenting import FIRST
from model.dataset import LESSON, Dataset
from model.epoch import Epoch
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.history import History
from model.run import Run
from model.training.trainer import Trainer
from tests.environment import PATIENCE

AnyWidget = TypeVar("AnyWidget", bound=QWidget)
WaitFor = Callable[[Session, State], None]

OVERFLOWS = LoopSettings(lr=1e6)
"""A learning rate with which the lesson leaves the finite numbers within a dozen epochs."""

SKIPPED = LoopSettings(zero_grad=ZeroGrad.NEVER)

VARIANTS = [
    LoopSettings(zero_grad=where, every=every, accumulate=parts, backward_twice=twice, step=step)
    for where, every, parts, twice, step in (
        (ZeroGrad.BEFORE_FORWARD, 1, 1, True, False),
        (ZeroGrad.BEFORE_FORWARD, 3, 3, False, True),
        (ZeroGrad.BEFORE_BACKWARD, 1, 1, False, True),
        (ZeroGrad.BEFORE_BACKWARD, 3, 3, True, False),
        (ZeroGrad.AFTER_BACKWARD, 1, 3, False, False),
        (ZeroGrad.AFTER_BACKWARD, 3, 1, True, True),
        (ZeroGrad.AFTER_STEP, 1, 3, True, True),
        (ZeroGrad.AFTER_STEP, 3, 1, False, False),
        (ZeroGrad.NEVER, 1, 3, True, False),
        (ZeroGrad.NEVER, 1, 1, False, True),
    )
]
"""Kinds of loop with the lesson's three rows: each two choices of the controls meet in one of them."""

MAIN_VARIANTS = [
    LoopSettings(),
    SKIPPED,
    LoopSettings(zero_grad=ZeroGrad.BEFORE_FORWARD),
    LoopSettings(zero_grad=ZeroGrad.AFTER_BACKWARD),
    LoopSettings(zero_grad=ZeroGrad.AFTER_STEP),
    LoopSettings(every=50),
    LoopSettings(accumulate=3),
    LoopSettings(backward_twice=True),
    LoopSettings(step=False),
    LoopSettings(momentum=0.9),
    LoopSettings(momentum=1.0),
    LoopSettings(momentum=0.9, nesterov=True),
    LoopSettings(momentum=0.9, zero_grad=ZeroGrad.NEVER),
    LoopSettings(standardise=True),
    LoopSettings(momentum=0.9, standardise=True),
]
"""One kind of loop for each that has a text of its own."""

FOREVER = Experiment(epochs=10_000_000)
"""A run that no test sees the end of."""

AS_AT_FIRST = Preferences(Language.ENGLISH, Scheme.LIGHT, speed=None)
"""Those of a window that has just been made, whatever the machine's language and colours."""


def dress(widget: QWidget, theme: Theme = LIGHT, scale: TypeScale | None = None) -> None:
    """Let a widget wear a theme, as the window does."""
    QApplication.setPalette(palette(theme))
    widget.setStyleSheet(style_sheet(theme, scale or TypeScale()))


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> None:
    """There is one, whichever test comes first: else Qt takes no translation, and says so only in its log."""


@pytest.fixture(scope="session")
def raised_in_filters() -> Iterator[list[Exception]]:
    """What event filters of ours have raised."""
    raised, install, watched = list[Exception](), QObject.installEventFilter, set[type]()

    def watch(kind: Any) -> None:
        passes = kind.eventFilter

        def listen(self: QObject, watched: QObject, event: QEvent) -> bool:
            try:
                return bool(passes(self, watched, event))
            except Exception as error:
                raised.append(error)
                raise

        kind.eventFilter = listen
        watched.add(kind)

    def watch_and_install(target: QObject, installed: QObject) -> None:
        for kind in type(installed).__mro__:
            if "eventFilter" in vars(kind) and kind not in watched and kind.__module__.startswith("gui"):
                watch(kind)
        install(target, installed)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QObject, "installEventFilter", watch_and_install)
        yield raised


@pytest.fixture(autouse=True)
def no_filter_raises(raised_in_filters: list[Exception]) -> Iterator[None]:
    """None may do so unnoticed: PySide forgets it where a test sends an event to a widget that handles it in Python."""
    raised_in_filters.clear()
    yield
    assert raised_in_filters == []


@pytest.fixture(scope="module")
def undress(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Take the style sheet from the application: with one of its own, a window takes twice as long to be made."""

    def undress() -> None:
        if qapp.styleSheet():
            qapp.setStyleSheet("")

    yield undress
    undress()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, undress: Callable[[], None]) -> Callable[[AnyWidget], AnyWidget]:
    """Show a widget in the light theme, and close it after the test."""
    shown, sheet = [], style_sheet(LIGHT, TypeScale())  # pytest-qt holds them weakly
    qapp.setPalette(palette(LIGHT))
    if qapp.styleSheet() != sheet:
        qapp.setStyleSheet(sheet)

    def show(widget: AnyWidget) -> AnyWidget:
        shown.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture(scope="module")
def window_of_the_file(undress: Callable[[], None]) -> Iterator[MainWindow]:
    """One window for all tests in a file: making one takes longer than most of them."""
    undress()
    translators = Translators()
    window = MainWindow(Session(Experiment()), AS_AT_FIRST, translators)
    window.show()
    window.session.begin()
    yield window
    translators.use(Language.ENGLISH)
    window.lessons.leave()
    window.document.let_go()
    window.document.note_clean(window.session.experiment.data)
    window.close()
    window.deleteLater()


@pytest.fixture(scope="module")
def boundaries_of_the_file() -> list[QByteArray]:
    """Where the boundaries between the panels of that window stood at first."""
    return []


@pytest.fixture
def reuse_window(
    undress: Callable[[], None], window_of_the_file: MainWindow, boundaries_of_the_file: list[QByteArray], qtbot: QtBot
) -> Iterator[Callable[..., MainWindow]]:
    """The file's window, as if it had just been made, at the start of a run of this experiment; it rests afterwards."""

    def reuse(
        experiment: Experiment | None = None,
        preferences: Preferences = AS_AT_FIRST,
        size: tuple[int, int] | None = None,
    ) -> MainWindow:
        undress()
        window, session = window_of_the_file, window_of_the_file.session
        if window.lessons.is_open:
            window.lessons.guide.leave()
        qtbot.waitUntil(lambda: session.state is not State.PREPARING and window.view.charts.filled)
        boundaries_of_the_file.extend(() if boundaries_of_the_file else window.view.splitter_states())
        window.setUpdatesEnabled(False)  # so that all that follows is painted once
        for dialog in window.findChildren(QDialog):
            dialog.close()
        if session.engine.twins_wanted:
            session.set_twins(False)
        if session.frame().others:
            session.end_comparison()
        window.document.let_go()
        window.document._clean.clear()
        window.document.note_clean((experiment or Experiment()).data)
        window.files.recent.clear()
        window.presenting.stop()
        window.presenting.parts = list(FIRST)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window._preferences = preferences
        window._apply_preferences()
        window._follow_size()
        QApplication.processEvents()
        with qtbot.waitSignal(session.renewed):
            session.load(experiment or Experiment())
        window.view.charts.setCurrentIndex(0)
        window.view.why.forget()
        window.document.changed.emit()
        window.view._forget_arrangement()
        window.view.restore_splitters(boundaries_of_the_file)
        window.view._arranged = False
        if size is not None:
            window.resize(*size)
        window.setUpdatesEnabled(True)
        window.show()
        QApplication.processEvents()
        window.view._make_room_for_code()
        return window

    yield reuse
    window_of_the_file.session.pause()
    if window_of_the_file.preferences.language is not Language.ENGLISH:
        window_of_the_file._translators.use(Language.ENGLISH)  # a window that a test makes itself has others


@pytest.fixture
def activate(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Give a shown window the keyboard."""

    def activate(window: QWidget) -> None:
        with qtbot.waitActive(window):
            window.activateWindow()

    return activate


@pytest.fixture
def window(reuse_window: Callable[..., MainWindow]) -> MainWindow:
    """The file's window, at the start of a run that goes on until it is stopped."""
    return reuse_window(FOREVER)


@pytest.fixture
def active(window: MainWindow, activate: Callable[[QWidget], None]) -> MainWindow:
    """The window with the keyboard."""
    activate(window)
    return window


@pytest.fixture
def wait_for(qtbot: QtBot) -> WaitFor:
    """Wait until a session is in this state."""
    return lambda session, state: qtbot.waitUntil(lambda: session.state is state)


def leave_some_epochs(session: Session) -> None:
    """Ask for more epochs where none is left, so that one or its lines can be stepped through."""
    if not session.can_step:
        session.changes.set_epochs(session.experiment.epochs + 5)


def run_some(session: Session, qtbot: QtBot, epochs: int = 50) -> None:
    """Run until some epochs more are done, and leave it running."""
    enough = len(session.history) + epochs
    session.run()
    qtbot.waitUntil(lambda: len(session.history) >= enough)


def step_line(qtbot: QtBot, session: Session, step: Callable[[], object]) -> None:
    """Run a line in this way, and wait until the session has heard of it: that it goes on from here is told before."""
    stood = session.time, session.moment
    step()
    qtbot.waitUntil(lambda: (session.time, session.moment) != stood)


def diverge(session: Session, qtbot: QtBot) -> None:
    """Run with a learning rate that overflows."""
    session.changes.set_lr(OVERFLOWS.lr)
    session.run()
    qtbot.waitUntil(lambda: session.state is State.DIVERGED)


@pytest.fixture
def squared(show: Callable[[FitPlot], FitPlot]) -> FitPlot:
    """The lesson's fit plot with residuals as squares."""
    fit = FitPlot()
    fit.restyle(LIGHT, TypeScale())
    fit.resize(600, 400)
    show(fit)
    fit.show_data(LESSON)
    fit.set_squares(True)
    return fit


@pytest.fixture
def speak() -> Iterator[Callable[[Language], None]]:
    """Switch the language of all widgets; English again after the test."""
    translators = Translators()

    def speak(language: Language) -> None:
        translators.use(language)
        hear_language()

    yield speak
    speak(Language.ENGLISH)


def hear_language() -> None:
    """Let all widgets take in a change of the language: the event is posted to the application, and then to them."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)


def is_korean(text: str) -> bool:
    """Whether there is a syllable of Hangul in it."""
    return re.search("[가-힣]", text) is not None


class DataForm(QWidget):
    """A window with what edits data, a field, the window's shortcuts, and an owner who shows what is asked for."""

    def __init__(self, editor: FitPlot | DataTable, shortcuts: Sequence[str]) -> None:
        super().__init__()
        self.editor, self.field = editor, QLineEdit()
        editor.restyle(LIGHT, TypeScale())
        layout = QVBoxLayout(self)
        layout.addWidget(editor)
        layout.addWidget(self.field)
        self.pressed: list[str] = []
        for key in shortcuts:
            action = QAction(key, self)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, key=key: self.pressed.append(key))
            self.addAction(action)
        self.edits: list[tuple[list[tuple[float, float]], str, bool]] = []
        editor.data_edited.connect(self.take)

    def take(self, data: Dataset, kind: str, finished: bool) -> None:
        """Note what is asked for, and show it."""
        self.edits.append((pairs(data), kind, finished))
        self.editor.show_data(data)


def pairs(data: Dataset) -> list[tuple[float, float]]:
    """The points of a data set."""
    return list(zip(data.x[:, 0].tolist(), data.y[:, 0].tolist(), strict=True))


def an_epoch(number: int = 0, **fields: Any) -> Epoch:
    """A record of an epoch that matters only in these fields."""
    return Epoch(number, 1.0, 0.5, 0.25, -2.0, -1.0, -2.0, -1.0, LoopSettings())._replace(**fields)


def history_of(losses: Iterable[float]) -> History:
    """A history with these losses."""
    return history_from(an_epoch(number, loss=loss) for number, loss in enumerate(losses))


def history_from(epochs: Iterable[Epoch]) -> History:
    """A history of these epochs."""
    history = History()
    for epoch in epochs:
        history.append(epoch)
    return history


def frame_of(history: History, time: int | None = None, settings: LoopSettings | None = None, **fields: Any) -> Shown:
    """A frame of a run with this history, at its newest epoch or another; fields are those of Shown or of Run."""
    of_run = {name: fields.pop(name) for name in ("start", "previous") if name in fields}
    experiment = Experiment(settings=settings or LoopSettings())
    time = len(history) - 1 if time is None else time
    return Shown(**{"experiment": experiment, "run": Run(experiment, history, **of_run), "time": time, **fields})


def trained(epochs: int, settings: LoopSettings | None = None) -> History:
    """The history of the lesson's first epochs."""
    return history_from(_trained(epochs, settings or LoopSettings()))


@cache
def _trained(epochs: int, settings: LoopSettings) -> tuple[Epoch, ...]:
    trainer = Trainer(Experiment(settings=settings))
    return tuple(trainer.run_epoch() for _ in range(epochs))


def plain_losses(epochs: int, settings_at: Callable[[int], LoopSettings] = lambda _: LoopSettings()) -> list[float]:
    """What the lesson's plain script prints as the loss, with zero_grad() where it is or left out in each epoch."""
    x, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[2.0], [4.0], [6.0]])
    W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.01)
    losses = []
    for epoch in range(epochs):
        settings = settings_at(epoch)
        optimizer.param_groups[0]["lr"] = settings.lr
        loss = torch.mean((x * W + b - y) ** 2)
        if settings.zero_grad is not ZeroGrad.NEVER:
            optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def points(path: QPainterPath) -> list[tuple[float, float]]:
    """The corners of a path."""
    elements = (path.elementAt(i) for i in range(path.elementCount()))
    return [(element.x, element.y) for element in elements]


def colours(image: QImage) -> set[str]:
    """The names of all opaque colours in a picture."""
    converted = image.convertToFormat(QImage.Format.Format_ARGB32)  # numpy's array does not keep it
    argb = np.frombuffer(converted.constBits(), np.uint32)
    return {f"#{colour & 0xFFFFFF:06x}" for colour in np.unique(argb) if colour >> 24 == 0xFF}


def turn_wheel(plot: Plot, notches: int = 8) -> None:
    """Zoom into the middle of a plot, as a user does with the wheel."""
    for _ in range(notches):
        turn_wheel_one_notch(plot)


def turn_wheel_one_notch(plot: Plot) -> None:
    """Let the wheel send what it sends for one notch, which shows 0.74 of the range."""
    plot.grab()  # pyqtgraph brings its transforms up to date when it paints
    middle = QPointF(plot.inside().center())
    event = QWheelEvent(
        middle,
        plot.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(plot, event)


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Torch is being loaded until this event is set."""
    loaded = Event()
    monkeypatch.setattr(training_thread, "_warm_up", lambda: loaded.wait(PATIENCE))
    yield loaded
    loaded.set()
