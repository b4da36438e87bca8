"""Pictures of the window and its parts: PNG at twice the size, SVG, and the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsView, QWidget

from model.files.atomic_file import write_atomically

SCALE = 2
"""Pixels of a PNG for each one of the screen: sharp in print."""


def image_of(widget: QWidget) -> QImage:
    """The widget as it is now, at twice its size."""
    image = QImage(widget.size() * SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SCALE)
    image.fill(widget.palette().window().color())
    with QPainter(image) as painter:  # which ends before the image does, whatever happens
        widget.render(painter, QPoint())
    return image


def save_picture(widget: QWidget, file: Path) -> None:
    """Write a picture, as SVG where the file is named so, else as PNG. Raises OSError where it cannot be written."""
    write_atomically(file, _svg_of(widget) if file.suffix.lower() == ".svg" else png_of(image_of(widget)))


def png_of(image: QImage) -> bytes:
    """The image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub asks for bytes, which it does not take.
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture is too large for a PNG")
    return bytes(buffer.data().data())


def copy_picture(widget: QWidget) -> None:
    """Put a picture onto the clipboard."""
    QGuiApplication.clipboard().setImage(image_of(widget))


def _svg_of(widget: QWidget) -> bytes:
    buffer = QBuffer()  # an error of the disk would not come through the generator
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.size()))
    generator.setViewBox(widget.rect())
    generator.setTitle("Slopewise")
    with QPainter(generator) as painter, _without_empty_paths(widget):
        painter.fillRect(widget.rect(), widget.palette().window())
        widget.render(painter, QPoint())
    return re.sub(rb'<path [^>]*\bd=""[^>]*/>\s*', b"", bytes(buffer.data().data()))  # Qt 6.11 cannot read them itself


@contextmanager
def _without_empty_paths(widget: QWidget) -> Iterator[None]:
    """Hide what is nothing on the screen, but a dot at the origin in an SVG."""
    items = [item for view in widget.findChildren(QGraphicsView) for item in view.scene().items()]
    empty = [item for item in items if isinstance(item, QGraphicsPathItem) and item.path().isEmpty()]
    hidden = [item for item in empty if item.isVisible() and not item.childItems()]
    for item in hidden:
        item.setVisible(False)
    try:
        yield
    finally:
        for item in hidden:
            item.setVisible(True)
