"""Exceptions that nobody has handled: logged, told once, and in no thread without a word."""

from __future__ import annotations

import ast
import faulthandler
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.session.session import Session
from gui.window.faults import Faults, show_fault
from gui.window.main_window import MainWindow
from model.drawing.landscape import Landscape
from model.experiment import Experiment, LoopSettings, ZeroGrad
from model.loop import Kind, Loop, loop_of
from model.training.trainer import Trainer
from tests.gui.conftest import WaitFor, plain_losses

Told = list[tuple[str, str]]

DYING = [
    LoopSettings(),
    LoopSettings(zero_grad=ZeroGrad.NEVER, momentum=0.9),
    LoopSettings(batch_size=2),
    LoopSettings(accumulate=3),
]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def faults(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """Those of an application, with a log."""
    for hooks, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(hooks, name, getattr(hooks, name))
    for name in ("enable", "disable"):
        monkeypatch.setattr(faulthandler, name, lambda *_: None)  # pytest has it already
    faults = Faults(lambda *words: told.append(words), tmp_path / "logs")
    faults.install()
    yield faults
    faults.end()


def fail() -> None:
    raise RuntimeError("the\nthing broke")


def test_an_exception_is_logged_each_time_and_told_once(faults: Faults, told: Told) -> None:
    for _ in range(3):
        try:
            fail()
        except RuntimeError:
            sys.excepthook(*sys.exc_info())
    ((sentence, report),) = told
    assert "RuntimeError: the thing broke" in sentence
    assert "in fail" in report
    assert faults.log is not None
    assert faults.log.read_text(encoding="utf-8").count("in fail") == 3


def test_one_from_another_thread_is_told_on_the_windows(faults: Faults, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    faults.tell = lambda *_: threads.append(threading.current_thread())
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_a_folder_that_cannot_be_written_leaves_no_log_but_all_else(told: Told, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    faults = Faults(lambda *words: told.append(words), tmp_path / "file" / "logs")
    assert faults.log is None
    faults.take((ValueError, ValueError("no"), None))
    assert len(told) == 1


def test_the_log_does_not_grow_for_ever(faults: Faults) -> None:
    for number in range(300):
        faults.take((ValueError, ValueError("x" * 10_000 + str(number)), None))
    assert faults.log is not None
    assert sum(file.stat().st_size for file in faults.log.parent.iterdir()) < 1_100_000


@pytest.mark.parametrize("where", ["main", "import"])
def test_a_torch_that_cannot_be_loaded_is_named(faults: Faults, told: Told, where: str) -> None:
    error = ModuleNotFoundError("No module named 'torch'", name="torch") if where == "import" else OSError("c10.dll")
    code = compile("def load(): raise error\n", str(Path("site-packages", "torch", "__init__.py")), "exec")
    names: dict[str, Callable[[], None]] = {}
    exec(code, {"error": error}, names)
    try:
        names["load"]()
    except (OSError, ImportError):
        sys.excepthook(*sys.exc_info())
    assert "PyTorch" in told[0][0]


def test_what_is_told_is_plain_text_and_can_be_copied(window: MainWindow, tmp_path: Path) -> None:
    window.activateWindow()
    show_fault("<h1>broke</h1>", "Traceback <b>", tmp_path / "slopewise.log")
    (box,) = (box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible())
    assert (box.text(), box.textFormat().name) == ("<h1>broke</h1>", "PlainText")
    assert str(tmp_path) in box.informativeText()
    copy = next(button for button in box.buttons() if button.text() == "Copy the report")
    copy.click()
    assert QGuiApplication.clipboard().text() == "<h1>broke</h1>\n\nTraceback <b>"
    assert box.isVisible()
    box.close()


@pytest.mark.parametrize("command", ["run", "step_epoch", "step_line"])
def test_a_thread_that_dies_stops_the_run_and_reset_leads_out(
    make_window: Callable[..., MainWindow],
    qtbot: QtBot,
    wait_for: WaitFor,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    window = make_window(Experiment(epochs=30))
    session = window.session
    for _ in range(3):
        with qtbot.waitSignal(session.state_changed):
            session.step_epoch()
    with qtbot.capture_exceptions() as raised, monkeypatch.context() as patched:
        for way in ("run_unless", "run_on", "run_line"):
            patched.setattr(Trainer, way, lambda *_: fail())
        window.actions_[command].trigger()
        wait_for(session, State.FAILED)
    assert [kind for kind, *_ in raised] == [RuntimeError]
    assert not any(window.actions_[name].isEnabled() for name in ("step_epoch", "step_line"))
    assert window.actions_["run"].text() == "Run again"
    assert "Reset" in window.statusBar().findChildren(type(window._status.message))[0].text()
    assert [epoch.loss for epoch in session.history.epochs()] == plain_losses(3)
    if command == "run":
        window.actions_["run"].trigger()
    else:
        session.reset()
        wait_for(session, State.PAUSED)
        session.run()
    wait_for(session, State.FINISHED)
    assert [epoch.loss for epoch in session.history.epochs()] == plain_losses(30)


@pytest.mark.parametrize("settings", DYING, ids=str)
def test_a_thread_that_dies_before_any_line_of_an_epoch_leaves_the_epochs_before_it(
    make_session: Callable[..., Session],
    qtbot: QtBot,
    wait_for: WaitFor,
    monkeypatch: pytest.MonkeyPatch,
    settings: LoopSettings,
) -> None:
    session = make_session(Experiment(epochs=3, settings=settings))
    bind, lines = Loop.bind, [kind for kind in loop_of(settings).kinds if kind is not Kind.OTHER]
    session.run()
    wait_for(session, State.FINISHED)
    whole = list(session.history.epochs())
    for dies_at in range(len(lines)):

        def bind_dying(loop: Loop, names: dict[str, Any], dies_at: int = dies_at) -> Callable[[], Iterator[int]]:
            one_epoch = bind(loop, names)

            def dying() -> Iterator[int]:
                for number, line in enumerate(one_epoch()):
                    if number == dies_at and names["epoch"] == 2:
                        fail()
                    yield line

            return dying

        def bind_whole_dying(loop: Loop, names: dict[str, Any]) -> Callable[[Callable[[], None]], None]:
            one_epoch = bind_dying(loop, names)

            def whole_epoch(before_step: Callable[[], None]) -> None:
                for line in one_epoch():
                    if line == loop.step_line:
                        before_step()

            return whole_epoch

        with qtbot.capture_exceptions() as raised, monkeypatch.context() as patched:
            patched.setattr(Loop, "bind", bind_dying)
            patched.setattr(Loop, "bind_whole", bind_whole_dying)
            session.reset()
            wait_for(session, State.PAUSED)
            session.run()
            wait_for(session, State.FAILED)
        assert (len(raised), list(session.history.epochs())) == (1, whole[:2])
    session.reset()
    wait_for(session, State.PAUSED)
    session.run()
    wait_for(session, State.FINISHED)
    assert list(session.history.epochs()) == whole


def test_a_map_that_fails_is_not_computed_again_and_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def picture(*_: object) -> None:
        calls.append(1)
        fail()

    monkeypatch.setattr(Landscape, "picture", picture)
    charts = window.view.charts
    with qtbot.capture_exceptions() as raised:
        charts.bring_up(charts.landscape)
        qtbot.waitUntil(lambda: bool(raised))
        for width in (1100, 1200, 1300):
            window.resize(width, 800)
            QApplication.processEvents()
        window.session.run()
        qtbot.waitUntil(lambda: len(window.session.history) > 200)
    assert (len(calls), len(raised)) == (1, 1)
    assert charts.is_drawn


def test_no_single_shot_has_a_receiver_of_its_own() -> None:
    """Of what such a one raises PySide tells nobody, and the next method that Qt calls fails in its place."""
    gui = Path(__file__).parents[3] / "gui"
    calls = [node for file in gui.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    shots = [node for node in calls if isinstance(node, ast.Call) and ast.unparse(node.func) == "QTimer.singleShot"]
    assert shots
    assert [ast.unparse(shot) for shot in shots if len(shot.args) > 2] == []
