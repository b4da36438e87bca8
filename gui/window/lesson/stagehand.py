"""What those who lead through a lesson need of the window."""

from __future__ import annotations

from typing import Protocol

from gui.session.document import Document
from gui.session.session import Session
from gui.theme.theme import Theme, TypeScale
from gui.window.actions import Actions
from gui.window.panels import Panels
from gui.window.preferences import Preferences
from gui.window.presenting.presenting import Presenting


class Stagehand(Protocol):
    """The main window, as far as a lesson needs it."""

    session: Session
    document: Document
    view: Panels
    actions_: Actions
    presenting: Presenting

    @property
    def preferences(self) -> Preferences:
        """The user's choices as they are now."""

    @property
    def looks(self) -> tuple[Theme, TypeScale]:
        """Colours and sizes as they are now."""

    def choose(self, what: str, on: bool) -> None:
        """Show something, or not."""

    def set_speed(self, speed: float | None) -> None:
        """Run this many epochs a second."""

    def show_frame(self) -> None:
        """Show the session as it is now."""
