"""The menus and the toolbar, made of the commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from gui.panels.compare.comparison_menu import name_questions, offer_questions
from gui.session.recovery import date_of
from gui.theme.resources import icon
from gui.theme.theme import SPACE, Scheme, Theme, TypeScale
from gui.theme.translation import counted
from gui.widgets.card import one_at_a_time
from gui.widgets.inputs import ARROWS, ENTER, KeepsKeys, LogSlider, Pressed, ToolButton
from gui.window.actions import TOOLBAR, Actions
from gui.window.preferences import SPEEDS
from model import QT_TRANSLATE_NOOP
from model.comparison.ready_comparisons import Question
from model.files.lookup import exists

ZOOM, LOOKS = ["zoom_in", "zoom_out", "zoom_reset"], ["schemes", "languages"]

SHOWN = ["logarithmic", "exact", "squares", "theory", "more"]

PRESENTED = [*(f"panel{number}" for number in range(1, 7)), "swap", "blank", "leave"]

COMPARING = ["compare", "pin", "end_comparison"]

MENUS = {
    "file": (
        QT_TRANSLATE_NOOP("Menus", "File"),
        ["new", "open", "recent", "recover", "", "save", "save_as", "note", "for_class", "", "export", "", "quit"],
    ),
    "edit": (QT_TRANSLATE_NOOP("Menus", "Edit"), ["undo", "redo", "", "copy"]),
    "data": (QT_TRANSLATE_NOOP("Menus", "Data"), ["examples", "make_data"]),
    "run": (
        QT_TRANSLATE_NOOP("Menus", "Run"),
        ["run", "step_line", "step_epoch", "", "back", "home", "go_to", "", "reset", "", "skip", "", *COMPARING],
    ),
    "lesson": (
        QT_TRANSLATE_NOOP("Menus", "Lesson"),
        [
            "lesson",
            "lesson_open",
            "",
            "lesson_next",
            "lesson_back",
            "lesson_restore",
            "",
            "lesson_sheet",
            "lesson_another_class",
            "classes",
        ],
    ),
    "view": (
        QT_TRANSLATE_NOOP("Menus", "View"),
        [
            *SHOWN,
            "sound",
            "",
            "by_hand",
            "",
            "present",
            "presented",
            "full_screen",
            "",
            *ZOOM,
            "",
            *LOOKS,
            "less_motion",
        ],
    ),
    "help": (QT_TRANSLATE_NOOP("Menus", "Help"), ["explain", "keys", "", "glossary", "computes", "", "about"]),
}
"""The title and the entries of each menu: commands, menus within, and "" for a line between."""

WITHIN = {
    "recent": QT_TRANSLATE_NOOP("Menus", "Open recent"),
    "recover": QT_TRANSLATE_NOOP("Menus", "Recover"),
    "classes": QT_TRANSLATE_NOOP("Menus", "Earlier classes"),
    "export": QT_TRANSLATE_NOOP("Menus", "Export"),
    "picture": QT_TRANSLATE_NOOP("Menus", "Picture"),
    "copy": QT_TRANSLATE_NOOP("Menus", "Copy a picture"),
    "examples": QT_TRANSLATE_NOOP("Menus", "Examples"),
    "compare": QT_TRANSLATE_NOOP("Menus", "Compare"),
    "presented": QT_TRANSLATE_NOOP("Menus", "While presenting"),
    "schemes": QT_TRANSLATE_NOOP("Menus", "Colours"),
    "languages": QT_TRANSLATE_NOOP("Menus", "Language"),
}

COMMANDS_WITHIN = {
    "export": ["export_script", "export_notebook", "export_web_page", "export_csv"],
    "presented": PRESENTED,
}
"""The commands of menus within."""

PARTS = {
    "window": QT_TRANSLATE_NOOP("Menus", "The window"),
    "fit": QT_TRANSLATE_NOOP("Menus", "Fit"),
    "loss": QT_TRANSLATE_NOOP("Menus", "Loss"),
    "charts": QT_TRANSLATE_NOOP("Menus", "Gradients"),
}
"""What a picture can be made of."""


class MenuBar(KeepsKeys, QMenuBar):
    """A menu bar whose arrow keys are its own while it has the keyboard, as after Alt."""

    keys = ARROWS | ENTER


class Menus:
    """The menu bar's content; menus whose entries come and go are filled when they open."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        self.within = {name: QMenu(bar) for name in WITHIN}
        self._menus: dict[str, QMenu] = {}
        for name, (_, entries) in MENUS.items():
            menu = self._menus[name] = bar.addMenu("")
            for entry in entries:
                if not entry:
                    menu.addSeparator()
                elif entry in self.within:
                    menu.addMenu(self.within[entry])
                else:
                    menu.addAction(actions[entry])
        self.within["schemes"].addActions(list(actions.schemes.values()))
        self.within["languages"].addActions(list(actions.languages.values()))
        for name, commands in COMMANDS_WITHIN.items():
            self.within[name].addActions([actions[command] for command in commands])
        self.within["export"].addMenu(self.within["picture"])
        for menu in (*self._menus.values(), self.within["schemes"]):
            menu.aboutToShow.connect(actions.draw_menu_icons)

    def about_to_open(self, menu: str, do: Callable[[], None]) -> None:
        """Do something before one of MENUS opens."""
        self._menus[menu].aboutToShow.connect(do)

    def offer_parts(self, save: Callable[[str], None], copy: Callable[[str], None]) -> None:
        """Let pictures be saved and copied; both are called with a key of PARTS."""
        for name, take in (("picture", save), ("copy", copy)):
            for part in PARTS:
                self.within[name].addAction("", lambda part=part, take=take: take(part))

    def enable(self, name: str, on: bool) -> None:
        """Let a menu within another be opened, or not; one that is open closes, for disabled it would take no key."""
        menu = self.within[name]
        if not on and menu.isVisible():
            menu.close()
        menu.setEnabled(on)

    def offer_comparisons(self, ask: Callable[[Question], None]) -> None:
        """Let ready comparisons be asked for."""
        offer_questions(self.within["compare"], ask)
        name_questions(self.within["compare"])

    def offer_files(self, files: list[Path], open_file: Callable[[Path], None]) -> None:
        """Offer the files that were opened last, as far as they are still there."""
        menu = self.within["recent"]
        menu.clear()
        files = [file for file in files if exists(file)]
        for file in files:
            alone = sum(other.name == file.name for other in files) == 1
            name = file.name if alone else f"{file.name}  ({file.parent})"
            menu.addAction(name.replace("&", "&&"), lambda file=file: open_file(file))
        self.enable("recent", bool(files))

    def offer_recovery(self, files: list[Path], ask: Callable[[Path], None]) -> None:
        """Offer, by their dates, the runs that windows before have left behind."""
        menu = self.within["recover"]
        menu.clear()
        for file in files:
            menu.addAction(f"{date_of(file):%Y-%m-%d %H:%M}", lambda file=file: ask(file))
        if not files:
            menu.addAction(_tr(QT_TRANSLATE_NOOP("Menus", "Nothing was left behind"))).setEnabled(False)

    def offer_classes(self, classes: Mapping[Path, str], go_on_with: Callable[[Path], None]) -> None:
        """Offer, by their names, the classes whose answers to the lesson have been set aside."""
        menu = self.within["classes"]
        menu.clear()
        for file, name in classes.items():
            menu.addAction(name.replace("&", "&&"), lambda file=file: go_on_with(file))
        if not classes:
            menu.addAction(_tr(QT_TRANSLATE_NOOP("Menus", "No class has been set aside"))).setEnabled(False)

    def retranslate(self) -> None:
        """Retranslate every text."""
        for name, (text, _) in MENUS.items():
            self._menus[name].setTitle(_with_mnemonic(_tr(text), name[0].upper()))
        for name, text in WITHIN.items():
            self.within[name].setTitle(_tr(text))
        if self.within["compare"].actions():
            name_questions(self.within["compare"])
        for name in ("picture", "copy"):
            for action, text in zip(self.within[name].actions(), PARTS.values(), strict=False):
                action.setText(_tr(text))


def _with_mnemonic(title: str, letter: str) -> str:
    """The title of a menu that opens with Alt and this letter, which in Korean stands behind it."""
    return title.replace(letter, f"&{letter}", 1) if letter in title else f"{title}(&{letter})"


class ToolBar(QToolBar):
    """The commands of the lesson, its speed, and how the window looks."""

    def __init__(self, actions: Actions, menus: Menus) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for command in TOOLBAR[:-2]:
            self.addAction(actions[command])
        self._actions, self._base = actions, TypeScale().base
        self._run: QToolButton = self.widgetForAction(actions["run"])  # type: ignore[assignment]
        self._run.setProperty("primary", True)
        self._speed_name, self._speed_value = QLabel(), QLabel()
        self.speed = LogSlider(*SPEEDS, endless=True)
        self._choosers = [_chooser(menus.within[name]) for name in ("schemes", "languages")]
        for part in (_gap(SPACE * 2), self._speed_name, self.speed):
            self.addWidget(part)
        self._tells_speed = self.addWidget(self._speed_value)
        self.addWidget(_gap(None))
        for command in TOOLBAR[-2:]:
            self.addAction(actions[command])
        self._present: QToolButton = self.widgetForAction(actions[TOOLBAR[-1]])  # type: ignore[assignment]
        for chooser in self._choosers:
            self.addWidget(chooser)
        for button in (self.widgetForAction(actions[command]) for command in TOOLBAR):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.installEventFilter(self)
        for rest in self.findChildren(QToolButton, "qt_toolbar_ext_button"):
            rest.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_speed(self, speed: float | None) -> None:
        """Show this number of epochs a second, or as fast as it goes with None."""
        words = self.tr("as fast as it goes")
        if speed is None:
            self._speed_value.setText(words)
        else:
            number, rounded = f"{speed:,.0f}", round(speed)
            words = counted(rounded, self.tr("{speed} epoch a second"), self.tr("{speed} epochs a second"))
            words = words.format(speed=number)
            value = counted(rounded, self.tr("{speed} epoch/s"), self.tr("{speed} epochs/s"))
            self._speed_value.setText(value.format(speed=number))
        self.speed.set_number(speed, words)

    def eventFilter(self, button: QObject, event: QEvent) -> bool:
        """Let Space and Enter press the button that has the keyboard: elsewhere Space runs the loop."""
        if isinstance(event, QKeyEvent) and event.key() in Pressed.keys:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
                cast(QToolButton, button).click()
                return True
        return super().eventFilter(button, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write beside the icons what they are, where there is room for that."""
        super().resizeEvent(event)
        self._use_room()

    @one_at_a_time
    def _use_room(self) -> None:
        styles = Qt.ToolButtonStyle
        icons = styles.ToolButtonIconOnly
        for style, slider, told in (
            *((styles.ToolButtonTextBesideIcon, 15, True), (icons, 15, True)),
            *((icons, 6, True), (icons, 6, False)),
        ):
            self.setToolButtonStyle(style)
            self.speed.setFixedWidth(slider * self._base)
            self._tells_speed.setVisible(told)  # its slider shows it too
            self._present.setToolButtonStyle(styles.ToolButtonIconOnly)
            self._keep_width_of_run()
            cast(QLayout, self.layout()).invalidate()  # what is not seen has not told it of its width
            if self.sizeHint().width() <= self.width():
                break

    def _keep_width_of_run(self) -> None:
        """Make room for whatever Run may be called, so that nothing beside it moves."""
        self._run.setMinimumWidth(0)
        if self.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly:
            self._run.ensurePolished()
            advance, now = self._run.fontMetrics().horizontalAdvance, self._run.sizeHint().width()
            longest = max(map(advance, self._actions.run_names))
            self._run.setMinimumWidth(now - advance(self._run.text()) + longest + 1)  # for Qt rounds each up

    def restyle(self, theme: Theme, scale: TypeScale, scheme: Scheme) -> None:
        """Apply the theme."""
        for chooser, name in zip(self._choosers, (f"theme-{scheme}", "language"), strict=True):
            chooser.setIcon(icon(name, theme.text, theme.disabled))
        self.setIconSize(QSize(1, 1) * round(scale.base * 1.5))
        self._base = scale.base
        self._speed_value.setMinimumWidth(scale.base * 10)
        self._use_room()

    def retranslate(self) -> None:
        """Retranslate every text but that of the speed."""
        self._speed_name.setText(self.tr("Speed"))
        self._use_room()
        self.speed.setAccessibleName(self._speed_name.text())
        for chooser, name in zip(self._choosers, ("schemes", "languages"), strict=True):
            chooser.setToolTip(_tr(WITHIN[name]))
            chooser.setAccessibleName(chooser.toolTip())


def _chooser(menu: QMenu) -> ToolButton:
    """A button of the toolbar that opens a menu."""
    button = ToolButton()
    button.setMenu(menu)
    button.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def _gap(width: int | None) -> QWidget:
    """Empty space in the toolbar, of this width or as much as there is."""
    gap = QWidget()
    if width is None:
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    else:
        gap.setFixedWidth(width)
    return gap


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)
