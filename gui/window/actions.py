"""The commands of the window, in one table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from gui.theme.resources import icon
from gui.theme.theme import Scheme, Theme
from gui.theme.tips import wrapped
from gui.theme.translation import Language
from model import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Command:
    """A row of the table; text and hint are looked up in the present language."""

    id: str
    text: str
    hint: str = ""
    icon: str = ""
    shortcut: str = ""
    checkable: bool = False
    repeats: bool = False


COMMANDS = (
    Command(
        "new",
        QT_TRANSLATE_NOOP("Actions", "New lesson"),
        QT_TRANSLATE_NOOP(
            "Actions", "Begin again with the lesson's own data and settings, not its pages; Undo brings back what was"
        ),
        shortcut="Ctrl+N",
    ),
    Command(
        "open",
        QT_TRANSLATE_NOOP("Actions", "Open …"),
        QT_TRANSLATE_NOOP("Actions", "Open a run that was saved, or data from a table"),
        "open",
        "Ctrl+O",
    ),
    Command("save", QT_TRANSLATE_NOOP("Actions", "Save"), icon="save", shortcut="Ctrl+S"),
    Command("save_as", QT_TRANSLATE_NOOP("Actions", "Save as …"), shortcut="Ctrl+Shift+S"),
    Command(
        "note",
        QT_TRANSLATE_NOOP("Actions", "Note …"),
        QT_TRANSLATE_NOOP("Actions", "Write what this run is to show; it is saved with it"),
    ),
    Command(
        "for_class",
        QT_TRANSLATE_NOOP("Actions", "For the class …"),
        QT_TRANSLATE_NOOP(
            "Actions", "Lock or hide commands for the class, and choose the page of the lesson; saved with the run"
        ),
    ),
    Command("make_data", QT_TRANSLATE_NOOP("Actions", "Make data …")),
    Command(
        "export_script",
        QT_TRANSLATE_NOOP("Actions", "Python script …"),
        QT_TRANSLATE_NOOP("Actions", "A plain PyTorch script that prints the very numbers of this run"),
        "export",
        "Ctrl+E",
    ),
    Command("export_notebook", QT_TRANSLATE_NOOP("Actions", "Jupyter notebook …")),
    Command(
        "export_web_page",
        QT_TRANSLATE_NOOP("Actions", "Web page …"),
        QT_TRANSLATE_NOOP("Actions", "One file in which a phone or any browser replays this run"),
    ),
    Command("export_csv", QT_TRANSLATE_NOOP("Actions", "Every epoch as CSV …")),
    Command(
        "lesson",
        QT_TRANSLATE_NOOP("Actions", "Guided lesson"),
        QT_TRANSLATE_NOOP(
            "Actions", "Twelve pages that ask, predict and explain; what stands here comes back afterwards"
        ),
        "lesson",
        "Ctrl+L",
        checkable=True,
    ),
    Command(
        "lesson_open",
        QT_TRANSLATE_NOOP("Actions", "Open a lesson …"),
        QT_TRANSLATE_NOOP("Actions", "Follow pages that a teacher has written"),
    ),
    Command("lesson_next", QT_TRANSLATE_NOOP("Actions", "Next page"), shortcut="PgDown"),
    Command("lesson_back", QT_TRANSLATE_NOOP("Actions", "Page before"), shortcut="PgUp"),
    Command(
        "lesson_restore",
        QT_TRANSLATE_NOOP("Actions", "Restore this page"),
        QT_TRANSLATE_NOOP("Actions", "Bring the window back to the state of this page"),
        shortcut="Ctrl+R",
    ),
    Command(
        "lesson_sheet",
        QT_TRANSLATE_NOOP("Actions", "Sheet …"),
        QT_TRANSLATE_NOOP("Actions", "Save predictions, votes, results and quiz, or an empty worksheet and its key"),
    ),
    Command(
        "lesson_another_class",
        QT_TRANSLATE_NOOP("Actions", "Another class"),
        QT_TRANSLATE_NOOP(
            "Actions", "Begin the lesson without answers; Earlier classes brings back those of this class"
        ),
    ),
    Command("run", QT_TRANSLATE_NOOP("Actions", "Run"), icon="run", shortcut="Space"),
    Command(
        "step_epoch",
        QT_TRANSLATE_NOOP("Actions", "One epoch"),
        QT_TRANSLATE_NOOP("Actions", "Run one pass of the loop and stop; in the past, look at the next epoch"),
        "step-epoch",
        "Right",
        repeats=True,
    ),
    Command(
        "step_line",
        QT_TRANSLATE_NOOP("Actions", "One line"),
        QT_TRANSLATE_NOOP("Actions", "Run the line that is lit and stop before the next"),
        "step-line",
        "Down",
        repeats=True,
    ),
    Command(
        "back",
        QT_TRANSLATE_NOOP("Actions", "Back"),
        QT_TRANSLATE_NOOP("Actions", "Travel back one epoch"),
        "back",
        "Left",
        repeats=True,
    ),
    Command(
        "home",
        QT_TRANSLATE_NOOP("Actions", "To the start"),
        QT_TRANSLATE_NOOP("Actions", "Travel back to the start; what came after can be run on or brought back"),
        shortcut="Home",
    ),
    Command(
        "go_to",
        QT_TRANSLATE_NOOP("Actions", "Go to epoch …"),
        QT_TRANSLATE_NOOP("Actions", "Type the number of an epoch: run to it and stop there, or travel back to it"),
        shortcut="Ctrl+G",
    ),
    Command(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "Undo"),
        QT_TRANSLATE_NOOP("Actions", "Take back the last change, or bring back the run that gave way to another"),
        "undo",
        "Ctrl+Z",
    ),
    Command("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), icon="redo", shortcut="Ctrl+Shift+Z"),
    Command(
        "reset",
        QT_TRANSLATE_NOOP("Actions", "Reset"),
        QT_TRANSLATE_NOOP("Actions", "Back to the start, with the settings as they are now"),
        "reset",
        "R",
    ),
    Command(
        "skip",
        QT_TRANSLATE_NOOP("Actions", "Skip zero_grad()"),
        QT_TRANSLATE_NOOP("Actions", "Leave out optimizer.zero_grad() from the next epoch on"),
        "skip-zero-grad",
        "Z",
        checkable=True,
    ),
    Command(
        "pin",
        QT_TRANSLATE_NOOP("Actions", "Pin this run"),
        QT_TRANSLATE_NOOP("Actions", "Keep this run as a curve in all charts while the next ones run"),
        shortcut="P",
    ),
    Command(
        "end_comparison",
        QT_TRANSLATE_NOOP("Actions", "Show this run alone"),
        QT_TRANSLATE_NOOP("Actions", "Remove all pinned runs, and end the comparison"),
    ),
    Command(
        "logarithmic",
        QT_TRANSLATE_NOOP("Actions", "Logarithmic loss axis"),
        "",
        "log-axis",
        "L",
        checkable=True,
    ),
    Command(
        "exact",
        QT_TRANSLATE_NOOP("Actions", "Exact answer"),
        QT_TRANSLATE_NOOP("Actions", "Show the least-squares line, and how far the run still has to go"),
        shortcut="E",
        checkable=True,
    ),
    Command(
        "squares",
        QT_TRANSLATE_NOOP("Actions", "Residuals as squares"),
        QT_TRANSLATE_NOOP("Actions", "Show each residual's square, and their mean as a bar: the loss"),
        shortcut="Q",
        checkable=True,
    ),
    Command(
        "by_hand",
        QT_TRANSLATE_NOOP("Actions", "Fit by hand"),
        QT_TRANSLATE_NOOP("Actions", "Move the line yourself and see its loss, or show the line of the run again"),
        shortcut="H",
        checkable=True,
    ),
    Command(
        "theory",
        QT_TRANSLATE_NOOP("Actions", "Limits and expectations"),
        QT_TRANSLATE_NOOP(
            "Actions", "Tell the limits of the learning rate and when the loss should arrive, or let the class guess"
        ),
        shortcut="T",
        checkable=True,
    ),
    Command(
        "sound",
        QT_TRANSLATE_NOOP("Actions", "Sound"),
        QT_TRANSLATE_NOOP(
            "Actions", "Hear the run: a larger loss is higher, W's gradient right or left, zero_grad() a tick"
        ),
        shortcut="S",
        checkable=True,
    ),
    Command(
        "more",
        QT_TRANSLATE_NOOP("Actions", "More settings"),
        QT_TRANSLATE_NOOP("Actions", "Show all that can be done with the loop, or fold it away"),
        shortcut="M",
        checkable=True,
    ),
    Command(
        "less_motion",
        QT_TRANSLATE_NOOP("Actions", "Less motion"),
        QT_TRANSLATE_NOOP("Actions", "Show each epoch at once, without the way from one to the next"),
        checkable=True,
    ),
    Command("full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), "", "", "F11", checkable=True),
    Command("zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger type"), shortcut="Ctrl++ Ctrl+=", repeats=True),
    Command("zoom_out", QT_TRANSLATE_NOOP("Actions", "Smaller type"), shortcut="Ctrl+-", repeats=True),
    Command("zoom_reset", QT_TRANSLATE_NOOP("Actions", "Type as at first"), shortcut="Ctrl+0"),
    Command(
        "present",
        QT_TRANSLATE_NOOP("Actions", "Present"),
        QT_TRANSLATE_NOOP("Actions", "Two panels alone, large enough for the back row"),
        "present",
        shortcut="F5",
        checkable=True,
    ),
    Command("panel1", QT_TRANSLATE_NOOP("Actions", "Fit"), shortcut="1"),
    Command("panel2", QT_TRANSLATE_NOOP("Actions", "Loss"), shortcut="2"),
    Command("panel3", QT_TRANSLATE_NOOP("Actions", "Loop"), shortcut="3"),
    Command("panel4", QT_TRANSLATE_NOOP("Actions", "Numbers"), shortcut="4"),
    Command("panel5", QT_TRANSLATE_NOOP("Actions", "Chart behind the tabs"), shortcut="5"),
    Command("panel6", QT_TRANSLATE_NOOP("Actions", "Explanation"), shortcut="6"),
    Command("swap", QT_TRANSLATE_NOOP("Actions", "Swap the panels"), shortcut="Tab"),
    Command("blank", QT_TRANSLATE_NOOP("Actions", "Black screen"), shortcut="B"),
    Command("leave", QT_TRANSLATE_NOOP("Actions", "Leave"), shortcut="Esc"),
    Command(
        "explain",
        QT_TRANSLATE_NOOP("Actions", "Explain this"),
        QT_TRANSLATE_NOOP("Actions", "Tell what the control that has the keyboard is for"),
        shortcut="F1",
    ),
    Command("keys", QT_TRANSLATE_NOOP("Actions", "Keys"), shortcut="?"),
    Command(
        "glossary",
        QT_TRANSLATE_NOOP("Actions", "Glossary"),
        QT_TRANSLATE_NOOP("Actions", "The words of the lesson, in a sentence or two each"),
    ),
    Command(
        "computes",
        QT_TRANSLATE_NOOP("Actions", "What the program computes"),
        QT_TRANSLATE_NOOP("Actions", "For teachers: the model, its formulas and their sources"),
    ),
    Command("about", QT_TRANSLATE_NOOP("Actions", "About Slopewise"), "", "about"),
    Command("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "", "quit", "Ctrl+Q"),
)

RUN_NAMES = {
    "run": QT_TRANSLATE_NOOP("Actions", "Run"),
    "pause": QT_TRANSLATE_NOOP("Actions", "Pause"),
    "again": QT_TRANSLATE_NOOP("Actions", "Run again"),
}
"""What Space does: run on, pause what runs, or begin again where nothing is left to run."""

ARROW_SIGNS = {
    QT_TRANSLATE_NOOP("QShortcut", "Down"): "↓",
    QT_TRANSLATE_NOOP("QShortcut", "Left"): "←",
    QT_TRANSLATE_NOOP("QShortcut", "Right"): "→",
}
"""What stands on these keys; Qt's own names, in its context, are translated for the menus."""

TOOLBAR = ("run", "step_line", "step_epoch", "back", "reset", "lesson", "present")
"""The commands that have a button, in its order; the last two stand apart."""

SCHEME_NAMES = {
    Scheme.SYSTEM: QT_TRANSLATE_NOOP("Actions", "As the system"),
    Scheme.LIGHT: QT_TRANSLATE_NOOP("Actions", "Light"),
    Scheme.DARK: QT_TRANSLATE_NOOP("Actions", "Dark"),
    Scheme.CONTRAST: QT_TRANSLATE_NOOP("Actions", "High contrast"),
}


class Actions:
    """A QAction for each command, and one for each scheme and language; whoever owns them connects them."""

    def __init__(self, parent: QObject) -> None:
        self._by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(parent)
            action.setCheckable(command.checkable)
            action.setAutoRepeat(command.repeats)
            action.setShortcuts([QKeySequence(keys) for keys in command.shortcut.split()])
            self._by_id[command.id] = action
        scheme_group, language_group = QActionGroup(parent), QActionGroup(parent)
        self.schemes = {scheme: _choice(scheme_group) for scheme in Scheme}
        self.languages = {language: _choice(language_group) for language in Language}
        self.run_does = "run"
        """A key of RUN_NAMES."""
        self.locked: dict[str, str] = {}
        """Commands that are locked, and why: nothing can enable them meanwhile."""
        self._possible: dict[str, bool] = {}
        self._lacking: dict[str, str] = {}
        """Why commands that are not locked cannot be given, where that is told."""
        self._theme: Theme | None = None
        self._menus_are_bare = False
        self.retranslate()

    def __getitem__(self, command: str) -> QAction:
        return self._by_id[command]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_id.values())

    @property
    def ids(self) -> Collection[str]:
        """The names of all commands."""
        return self._by_id.keys()

    def enable(self, command: str, possible: bool, why: str = "") -> None:
        """Let a command be given, unless it is locked, or not; its tip tells why not."""
        self._possible[command] = possible
        self[command].setEnabled(possible and command not in self.locked)
        if why != self._lacking.get(command, ""):
            self._lacking[command] = why
            self.retranslate()

    def lock(self, locked: Mapping[str, str]) -> None:
        """Let these commands not be given, for the reason that their tips tell; all others as far as possible."""
        if locked == self.locked:
            return
        changed = self.locked.keys() ^ locked.keys()
        self.locked = dict(locked)
        for command in changed & self._by_id.keys():
            self.enable(command, self._possible.get(command, True), self._lacking.get(command, ""))
        self.retranslate()

    def hide(self, hidden: Collection[str]) -> None:
        """Show these commands in no menu and on no bar; all others again."""
        for command, action in self._by_id.items():
            action.setVisible(command not in hidden)

    def retranslate(self) -> None:
        """Retranslate every text."""
        for command in COMMANDS:
            action = self[command.id]
            action.setText(_tr(command.text))
            hint = _tr(command.hint) if command.hint else action.text()
            tip = f"{hint} ({key_name(command.shortcut)})" if command.shortcut else hint
            tip = self.locked.get(command.id) or self._lacking.get(command.id) or tip
            action.setToolTip(wrapped(tip))
            action.setStatusTip(tip)
        self.show_run(self.run_does)
        for scheme, action in self.schemes.items():
            action.setText(_tr(SCHEME_NAMES[scheme]))
        for language, action in self.languages.items():
            action.setText(language.own_name)

    def restyle(self, theme: Theme) -> None:
        """Draw the toolbar's icons in this theme's colours, and those of the menus when one of them opens."""
        self._theme, self._menus_are_bare = theme, True
        self._draw(TOOLBAR)
        self.show_run(self.run_does)

    def draw_menu_icons(self) -> None:
        """Draw what restyle() has left: two thirds of the icons, which take a fiftieth of a second at the start."""
        if self._theme is not None and self._menus_are_bare:
            self._menus_are_bare = False
            self._draw([command.id for command in COMMANDS if command.id not in TOOLBAR])
            for scheme, action in self.schemes.items():
                action.setIcon(icon(f"theme-{scheme}", self._theme.text, self._theme.disabled))

    def _draw(self, commands: Collection[str]) -> None:
        assert self._theme is not None
        for command in COMMANDS:
            if command.icon and command.id in commands:
                self[command.id].setIcon(icon(command.icon, self._theme.text, self._theme.disabled))

    def show_run(self, does: str) -> None:
        """Name Run after what it does: a key of RUN_NAMES."""
        self.run_does = does
        self["run"].setText(_tr(RUN_NAMES[does]))
        self["run"].setToolTip(wrapped(self.locked.get("run", f"{self['run'].text()} (Space)")))
        self["run"].setStatusTip(self["run"].toolTip())
        if self._theme is not None:
            name = "pause" if does == "pause" else "run"
            self["run"].setIcon(icon(name, self._theme.on_accent, self._theme.disabled))

    @property
    def run_names(self) -> list[str]:
        """All that Run may be called, in the present language."""
        return [_tr(name) for name in RUN_NAMES.values()]


def key_name(shortcut: str) -> str:
    """The first of these keys as a keyboard of this system has it."""
    key = shortcut.split(maxsplit=1)[0]
    return ARROW_SIGNS.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _choice(group: QActionGroup) -> QAction:
    """One of several of which one is chosen."""
    action = QAction(group)
    action.setCheckable(True)
    return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
