"""Where the fonts, icons and translations are, and how the icons take on a theme's colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from model import RESOURCES

ICON_SIZES = (20, 40, 80)


def load_fonts() -> None:
    """Make the program's own fonts known to Qt."""
    for file in sorted((RESOURCES / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


@cache
def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The icon of this name, drawn in these colours."""
    source = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    result = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("#000000", ink).encode()))
        for size in ICON_SIZES:
            pixmap = QPixmap(QSize(size, size))
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                renderer.render(painter, QRectF(0, 0, size, size))
            result.addPixmap(pixmap, mode)
    return result


def app_icon() -> QIcon:
    """The icon of the program itself."""
    return QIcon(str(RESOURCES / "icons" / "slopewise.svg"))
