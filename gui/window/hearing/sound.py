"""The option to hear the run: its command, what it says where it cannot be, and what each frame plays."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.session.background import Job
from gui.session.engine import State
from gui.session.shown import Shown
from gui.window.actions import Actions
from gui.window.hearing.speaker import Lack, NoSoundError, Speaker, has_library
from model.hearing.synth import ATTACK, Synth
from model.hearing.tones import tone_of, tones_since

NOTE = 0.2
"""Seconds for which a single epoch is heard that is stepped or travelled to."""

ENDS = {State.DIVERGED: 1.5, State.FINISHED: 0.6}
"""Seconds in which a run that has come to its end falls silent; a pause does at once."""


class Sound(QObject):
    """Plays the frames that it is shown, once that is wished for and the window is painted; else it costs nothing."""

    told = Signal(str)
    """A sentence for who has switched it, or whose device has gone away."""

    def __init__(self, parent: QObject, actions: Actions) -> None:
        super().__init__(parent)
        self._actions = actions
        self._synth = Synth()
        self._speaker: Speaker | None = None
        self._job: Job | None = None
        self._lack: Lack | None = None
        self._wished = self._begun = self._tells = self._gone = False
        self._run: object = None
        self._heard, self._epochs, self._running = -1, 0, False

    @property
    def is_on(self) -> bool:
        """Whether the run is heard."""
        return self._speaker is not None

    def begin(self) -> None:
        """The window is painted: from now on there is time to look for a device."""
        self._begun = True
        self._lack = None if has_library() else Lack.LIBRARY
        self._show()
        self._follow()

    def set_on(self, on: bool) -> None:
        """Let the run be heard, as soon as that can be, or not."""
        self._tells = self._begun and on is not self._wished
        self._wished = on
        self._show()
        self._follow()

    def look_again(self) -> None:
        """Where a device was missed, see whether there is one now."""
        if self._lack in (Lack.DEVICE, Lack.GONE):
            self._lack = None
            self._follow()

    def end(self) -> None:
        """Leave the device, and wait for that."""
        self._wished = False
        if self._job is not None:
            self._job.end()
        self._work()

    def show_frame(self, shown: Shown) -> None:
        """Play what has come since the last frame."""
        speaker = self._speaker
        if speaker is None:
            return
        if speaker.is_gone:
            self._gone = True
            self._begin_work()
        self._hear(shown)

    def _hear(self, shown: Shown) -> None:
        running, heard, epochs, ends = shown.running, self._heard, len(shown.history), shown.state in ENDS
        # It has also run, to its end, where all of that lies between two frames.
        was_running = self._running or (ends and shown.history.key is self._run and epochs > self._epochs + 1)
        if shown.history.key is not self._run or shown.time < heard:
            heard = shown.time if self._run is None else max(-1, shown.time - 1)
        self._run, self._heard = shown.history.key, shown.time
        self._epochs, self._running = epochs, running
        if shown.time > heard and (running or (was_running and ends)):
            self._synth.play(tones_since(shown.history, heard, shown.time))
        elif shown.time > heard and not was_running:
            self._synth.play([tone_of(shown.history.epoch(shown.time))], NOTE)
        if was_running and not running:
            self._synth.rest(ENDS.get(shown.state, ATTACK))

    def _follow(self) -> None:
        """Bring about what is wished for, unless something is lacking, or on its way."""
        if self._begun and self._job is None and self._lack is None and self._wished is not self.is_on:
            self._begin_work()

    def _begin_work(self) -> None:
        if self._job is None:
            self._job = Job(lambda _: self._work(), self._finish, self._fail)

    def _work(self) -> None:
        """Leave the device, and open another if one is wished for: on a thread, for both take a moment."""
        if self._speaker is not None:
            self._speaker.close()
            self._speaker = None
        if self._wished:
            self._speaker = Speaker(self._synth)

    def _finish(self, _: None) -> None:
        self._job, self._run, self._gone = None, None, False
        self._tell(self.tr("Sound on: the larger the loss, the higher") if self.is_on else self.tr("Sound off"))
        self._follow()

    def _fail(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, NoSoundError):
            raise error
        self._lack = Lack.GONE if self._gone else error.lack
        self._tells, self._gone = self._tells or self._gone, False
        self._tell(self._reason)

    def _tell(self, sentence: str) -> None:
        self._show()
        if self._tells:
            self._tells = False
            self.told.emit(sentence)

    @property
    def _reason(self) -> str:
        """Why nothing can be heard, in the present language."""
        reasons = {
            Lack.LIBRARY: self.tr("Install slopewise[sound] to hear the run"),
            Lack.DEVICE: self.tr("No sound device was found; the View menu looks again when it opens"),
            Lack.GONE: self.tr("The sound device went away; the View menu looks again when it opens"),
        }
        return "" if self._lack is None else reasons[self._lack]

    def _show(self) -> None:
        """Let the command tell how it stands."""
        self._actions["sound"].setChecked(self._wished and self._lack is None)
        self._actions.enable("sound", self._lack is None, self._reason)

    def retranslate(self) -> None:
        """Tell in another language why it is grey."""
        self._show()
