"""Every key of the window, from the table of its commands: what is added there is told here."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication

from gui.window.actions import COMMANDS, key_name
from gui.window.menus import COMMANDS_WITHIN, MENUS, WITHIN


def keys_by_menu() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The title of each menu, and of its commands that have a key: key, name and hint, in the present language."""
    commands = {command.id: command for command in COMMANDS}
    groups = []
    menus = [*MENUS.values(), (WITHIN["presented"], COMMANDS_WITHIN["presented"])]
    for title, entries in menus:
        inside = [name for entry in entries for name in COMMANDS_WITHIN.get(entry, [entry]) if entry != "presented"]
        with_key = [commands[name] for name in inside if name in commands and commands[name].shortcut]
        rows = [(key_name(one.shortcut), _tr("Actions", one.text), _tr("Actions", one.hint)) for one in with_key]
        if rows:
            groups.append((_tr("Menus", title), rows))
    return groups


def keys_page() -> str:
    """The same as HTML: a table for each menu."""
    parts = []
    for title, rows in keys_by_menu():
        lines = "".join(
            f'<tr><td width="22%"><b>{html.escape(key)}</b></td>'
            f'<td width="26%">{html.escape(name)}</td><td>{html.escape(hint)}</td></tr>'
            for key, name, hint in rows
        )
        parts.append(f'<h3>{html.escape(title)}</h3><table width="100%" cellspacing="6">{lines}</table>')
    return "".join(parts)


def _tr(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text) if text else ""
