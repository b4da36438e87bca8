"""The option to hear the run: with a device, without one, and without the library that plays."""

from __future__ import annotations

import math
import sys
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.session.engine import State
from gui.theme.theme import Scheme
from gui.theme.translation import Language
from gui.window.hearing import speaker
from gui.window.hearing.sound import NOTE
from gui.window.hearing.speaker import NoSoundError, Speaker
from gui.window.main_window import MainWindow
from gui.window.preferences import Preferences
from model.experiment import Experiment
from model.hearing.synth import RATE, Block, Synth
from model.hearing.tones import HIGHEST, LOWEST, Tone, frequency_of, tone_of
from tests.environment import PATIENCE
from tests.gui.conftest import FOREVER, OVERFLOWS, WaitFor, frame_of, is_korean, run_some, trained
from tests.model.hearing.listening import loudness, pitch

try:
    miniaudio: Any = import_module("miniaudio")
except ImportError:
    miniaudio = None

Library = Callable[[], Any]
MakeWindow = Callable[..., MainWindow]

PLAYS = """
    from enum import Enum

    SampleFormat = Enum("SampleFormat", "FLOAT32")
    devices, missing, backend = [], False, "Test"

    class MiniaudioError(Exception):
        pass

    class PlaybackDevice:
        def __init__(self, sample_format, channels, rate, milliseconds, app_name):
            if missing:
                raise MiniaudioError("failed to init device", -401)
            self.format = sample_format, channels, rate
            self.backend, self.stop_callback, self.blocks, self.is_closed = backend, None, None, False
            devices.append(self)

        def start(self, blocks):
            self.blocks = blocks

        def close(self):
            self.is_closed = True
"""
"""A library as it is used, in which a test is the device."""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Install that library; it is imported by who calls what is returned, or asks for sound."""
    (tmp_path / "miniaudio.py").write_text(textwrap.dedent(PLAYS), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "miniaudio", raising=False)
    monkeypatch.setattr(speaker, "FADES", 0.0)  # nobody asks for the sound that fades
    monkeypatch.setattr(speaker, "AHEAD", 0.0)
    monkeypatch.setattr(speaker, "GONE_AFTER", math.inf)

    yield lambda: import_module("miniaudio")
    sys.modules.pop("miniaudio", None)


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    """The file's window, which is silent again afterwards."""
    yield window
    window.session.pause()
    window.set_sound(False)
    qtbot.waitUntil(lambda: not window.sound.is_on and window.sound._job is None)


@pytest.fixture
def heard(installed: Library, active: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window whose run is heard, and has been silent up to now."""
    active.sound.begin()  # which has looked for the library when it was made
    active.actions_["sound"].trigger()
    settled(active, qtbot)  # has it on, and has heard of that
    pull(RATE)  # what another test has left
    assert active.sound.is_on
    return active


def pull(frames: int = RATE // 20) -> Block:
    """What the newest device gets when it asks for sound."""
    block: Block = sys.modules["miniaudio"].devices[-1].blocks.send(frames)
    return block


def sounds(frames: int = RATE // 20) -> bool:
    return bool(pull(frames).any())


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.sound._job is None)


def test_s_lets_the_run_be_heard_and_not_any_more(installed: Library, active: MainWindow, qtbot: QtBot) -> None:
    active.sound.begin()
    assert not active.sound.is_on
    for on in (True, False):
        QTest.keyClick(active, Qt.Key.Key_S)
        settled(active, qtbot)
        assert active.sound.is_on is on
        assert active.actions_["sound"].isChecked() is on
        assert active.preferences.sound is on
        (device,) = installed().devices
        assert device.is_closed is not on
        assert device.format == (installed().SampleFormat.FLOAT32, 2, RATE)


def test_it_works_while_the_lesson_is_presented(heard: MainWindow, qtbot: QtBot) -> None:
    heard.presenting.start(full_screen=False)
    QTest.keyClick(heard, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not heard.sound.is_on)


def test_it_is_told_and_announced(
    installed: Library, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: announced.append(event.message()))
    window.sound.begin()
    for sentence in ("Sound on: the larger the loss, the higher", "Sound off"):
        window.actions_["sound"].trigger()
        settled(window, qtbot)
        assert window.statusBar().currentMessage() == sentence
    assert announced == ["Sound on: the larger the loss, the higher", "Sound off"]


def test_a_run_is_heard_and_a_pause_mutes_it(heard: MainWindow, qtbot: QtBot) -> None:
    assert not sounds()
    run_some(heard.session, qtbot)
    qtbot.waitUntil(sounds)
    heard.session.pause()
    qtbot.waitUntil(lambda: heard.session.state is State.PAUSED)
    qtbot.waitUntil(lambda: not sounds(RATE))


def test_the_pitch_is_that_of_the_newest_loss(heard: MainWindow, qtbot: QtBot) -> None:
    heard.set_speed(50.0)
    run_some(heard.session, qtbot, 5)
    heard.session.set_speed(1.0)  # the next epoch but one comes a second later
    qtbot.waitUntil(sounds)
    shown = heard.session.frame()
    heard.sound.show_frame(shown)  # an epoch may be done that no frame has shown yet
    pull(RATE)
    assert pitch(pull()) == pytest.approx(frequency_of(shown.history.epoch(shown.time).loss), rel=0.02)


@pytest.mark.parametrize("speed", [1000.0, None])  # None: all of it may lie between two frames
def test_a_run_that_overflows_ends_softly_at_the_highest_pitch(
    heard: MainWindow, wait_for: WaitFor, speed: float | None
) -> None:
    heard.show_frame()  # only now is a run listened to from its first epoch
    heard.set_speed(speed)
    heard.session.changes.set_lr(OVERFLOWS.lr)
    heard.session.run()
    wait_for(heard.session, State.DIVERGED)
    heard.show_frame()
    sound = np.concatenate([pull() for _ in range(60)])
    assert pitch(sound[: RATE // 2]) == pytest.approx(HIGHEST, rel=0.01)
    levels = loudness(sound)
    assert levels[25] > 0
    assert levels[-20:].max() == 0


@pytest.mark.parametrize("deed", ["step_epoch", "travel"])
def test_an_epoch_that_is_stepped_or_travelled_to_is_heard_for_a_moment(
    heard: MainWindow, qtbot: QtBot, deed: str
) -> None:
    session = heard.session
    session.step_epoch()
    qtbot.waitUntil(lambda: len(session.history) == 1 and session.can_step)
    session.step_epoch()
    qtbot.waitUntil(lambda: len(session.history) == 2 and session.can_step)
    if deed == "travel":
        pull(2 * RATE)
        session.travel(0)
    sound = pull(2 * RATE)
    assert pitch(sound[: RATE // 6]) == pytest.approx(frequency_of(session.history.epoch(session.time).loss), rel=0.02)
    assert not sound[RATE:].any()


def test_of_several_epochs_stepped_within_a_frame_the_last_is_heard_for_a_moment(
    heard: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[list[Tone], tuple[float, ...]]] = []
    monkeypatch.setattr(heard.sound._synth, "play", lambda tones, *lasts: played.append((list(tones), lasts)))
    whole = trained(7)
    for done in (4, 7):
        heard.sound.show_frame(frame_of(whole.upto(done), state=State.PAUSED))
    assert played == [([tone_of(whole.epoch(6))], (NOTE,))]


def test_a_run_that_branches_off_is_heard_from_there_on(heard: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[Tone] = []
    monkeypatch.setattr(heard.sound._synth, "play", lambda tones, lasts=0.0: played.extend(tones))
    whole, branch = trained(30), trained(21)
    heard.sound.show_frame(frame_of(whole, 10, state=State.RUNNING))
    assert played == []  # it was switched on meanwhile
    heard.sound.show_frame(frame_of(whole, 12, state=State.RUNNING))
    heard.sound.show_frame(frame_of(whole, 12, state=State.RUNNING))
    heard.sound.show_frame(frame_of(branch, 20, state=State.RUNNING))
    assert played == [tone_of(whole.epoch(number)) for number in (11, 12, 20)]


def test_a_reset_is_not_heard(heard: MainWindow, qtbot: QtBot) -> None:
    run_some(heard.session, qtbot)
    heard.session.pause()
    qtbot.waitUntil(lambda: heard.session.state is State.PAUSED)
    pull(2 * RATE)
    with qtbot.waitSignal(heard.session.renewed):
        heard.session.reset()
    assert not sounds(RATE)


def test_without_the_library_it_is_grey_and_says_what_to_install(
    window: MainWindow, speak: Callable[[Language], None]
) -> None:
    window.sound.begin()
    window.set_sound(True)
    action = window.actions_["sound"]
    assert (action.isEnabled(), action.isChecked(), window.sound.is_on) == (False, False, False)
    assert action.toolTip() == action.statusTip() == "Install slopewise[sound] to hear the run"
    speak(Language.KOREAN)
    assert is_korean(action.toolTip())
    assert "slopewise[sound]" in action.toolTip()


@pytest.mark.parametrize("lack", ["no device", "only silence"])
def test_without_a_device_it_is_grey_and_says_so_until_there_is_one(
    installed: Library, window: MainWindow, qtbot: QtBot, lack: str
) -> None:
    library = installed()
    library.missing, library.backend = lack == "no device", "Null"
    window.sound.begin()
    action = window.actions_["sound"]
    action.trigger()
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert not action.isChecked()
    assert action.statusTip().startswith("No sound device was found")
    assert window.statusBar().currentMessage() == action.statusTip()
    window.menus._menus["view"].aboutToShow.emit()
    settled(window, qtbot)
    assert (action.isEnabled(), action.statusTip()[:8]) == (False, "No sound")
    library.missing, library.backend = False, "Test"
    window.menus._menus["view"].aboutToShow.emit()
    qtbot.waitUntil(lambda: window.sound.is_on)
    assert (action.isEnabled(), action.isChecked()) == (True, True)
    assert "(S)" in action.toolTip()


def test_a_device_that_goes_away_gives_way_to_another(heard: MainWindow, qtbot: QtBot) -> None:
    library = sys.modules["miniaudio"]
    run_some(heard.session, qtbot)
    library.devices[-1].stop_callback()
    qtbot.waitUntil(lambda: len(library.devices) == 2 and heard.sound._job is None)
    qtbot.waitUntil(sounds)
    assert heard.statusBar().currentMessage() != "Sound off"


@pytest.mark.parametrize("tells", [True, False], ids=["tells of it", "asks for nothing more"])
def test_a_device_that_goes_away_for_good_ends_the_sound_and_says_so(
    heard: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tells: bool
) -> None:
    library: Any = sys.modules["miniaudio"]
    library.missing = True
    run_some(heard.session, qtbot)
    if tells:
        library.devices[-1].stop_callback()
    else:
        monkeypatch.setattr(speaker, "GONE_AFTER", -1.0)
    action = heard.actions_["sound"]
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert (heard.sound.is_on, action.isChecked()) == (False, False)
    assert action.toolTip().startswith("The sound device went away")
    assert heard.statusBar().currentMessage() == action.statusTip()
    assert heard.session.state is State.RUNNING


def test_a_lesson_can_lock_it_and_then_it_is_as_it_was(installed: object, window: MainWindow) -> None:
    window.sound.begin()
    action = window.actions_["sound"]
    window.actions_.lock({"sound": "Quiet, please"})
    assert (action.isEnabled(), action.toolTip()) == (False, "Quiet, please")
    window.actions_.lock({})
    assert action.isEnabled()
    window.actions_.enable("sound", False, "No ears")
    window.actions_.lock({"sound": "Quiet, please"})
    assert action.toolTip() == "Quiet, please"
    window.actions_.lock({})
    assert (action.isEnabled(), action.toolTip()) == (False, "No ears")
    window.actions_.enable("sound", True)


def test_a_window_remembers_it_and_closing_leaves_the_device(
    installed: Library, make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window(FOREVER, Preferences(Language.ENGLISH, Scheme.LIGHT, speed=None, sound=True))
    qtbot.waitUntil(lambda: window.sound.is_on)
    assert window.actions_["sound"].isChecked()
    assert not window.statusBar().currentMessage()
    (device,) = installed().devices
    window.close()
    assert device.is_closed


def test_one_that_is_still_being_opened_is_left_as_the_window_closes(
    installed: Library, make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, opens, waits = make_window(FOREVER), Event(), Event()

    def opening(*_: object) -> None:
        opens.set()
        waits.wait(PATIENCE)

    qtbot.waitUntil(lambda: window.view.charts.filled)
    monkeypatch.setattr(installed().PlaybackDevice, "start", opening)
    window.set_sound(True)
    assert opens.wait(PATIENCE)
    job = window.sound._job
    assert job is not None
    end = job.end
    monkeypatch.setattr(job, "end", lambda: waits.set() or end())  # type: ignore[func-returns-value]
    window.close()
    (device,) = installed().devices
    assert device.is_closed
    assert not window.sound.is_on


def test_switched_off_it_imports_nothing_and_has_no_device(
    installed: object, make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window(Experiment(epochs=50))
    qtbot.waitUntil(lambda: window.view.charts.filled)
    window.session.run()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED)
    assert window.actions_["sound"].isEnabled()
    assert "miniaudio" not in sys.modules
    assert window.sound._job is None
    assert window.sound._synth.is_silent


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library itself, with the device that it has for tests: it asks for sound as a real one does."""
    if miniaudio is None:
        pytest.skip("miniaudio is not installed")

    class Device(miniaudio.PlaybackDevice):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options, backends=[miniaudio.Backend.NULL])
            self.backend = "Test"

    monkeypatch.setattr(miniaudio, "PlaybackDevice", Device)
    monkeypatch.setitem(sys.modules, "miniaudio", miniaudio)
    return miniaudio


@pytest.mark.usefixtures("real")
def test_the_real_library_asks_for_sound_until_it_is_closed(qtbot: QtBot) -> None:
    synth = Synth()
    speaking = Speaker(synth)
    for _ in range(3):
        synth.play([Tone(LOWEST, 0.0, True)], 0.02)
        assert not synth.is_silent
        qtbot.waitUntil(lambda: synth.is_silent)
    synth.play([Tone(LOWEST, 0.0, True)])
    speaking.close()
    assert synth.is_silent
    assert not speaking.is_gone


def test_the_real_library_without_a_device_says_so(real: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "SILENT_DEVICE", "Test")
    with pytest.raises(NoSoundError, match="DEVICE"):
        Speaker(Synth())
