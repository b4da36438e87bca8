"""Slopewise among the programs of a desktop: its icons, and for Linux its entry in the menu and the kind of its files.

make icons, make install-desktop and make uninstall-desktop call it; it needs Qt, and on Linux no rights.
"""

from __future__ import annotations

import argparse
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
DRAWING = HERE.parent / "icons" / "slopewise.svg"
PNG = (16, 24, 32, 48, 64, 128, 256, 512)
ICO = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256, b"ic14": 512, b"ic09": 512, b"ic10": 1024}
"""The pictures that macOS knows, by the name of their kind; it knows some sizes twice, for screens of two densities."""

RUN = "application-vnd.slopewise+json"
"""What desktops call the icon of a saved run."""


def png(size: int) -> bytes:
    """The icon as a square PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(str(DRAWING)).render(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """The icon for Windows: a table of PNGs."""
    pictures = [png(size) for size in ICO]
    table, place = struct.pack("<HHH", 0, 1, len(ICO)), 6 + 16 * len(ICO)
    for size, picture in zip(ICO, pictures, strict=True):
        table += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return table + b"".join(pictures)


def icns() -> bytes:
    """The icon for macOS: PNGs, each with its kind and length before it."""
    body = b"".join(kind + struct.pack(">I", 8 + len(png(size))) + png(size) for kind, size in ICNS.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def icons(folder: Path) -> None:
    """Write all icons into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in PNG:
        (folder / f"slopewise-{size}.png").write_bytes(png(size))
    (folder / "slopewise.ico").write_bytes(ico())
    (folder / "slopewise.icns").write_bytes(icns())


def quoted(word: str) -> str:
    r"""A word of Exec= as the Desktop Entry Specification wants it.

    Quoted, with \ before what a shell would take for its own, each \ once more, for the value is a string, and % twice.
    """
    for sign in '\\"`$':
        word = word.replace(sign, "\\" + sign)
    return '"{}"'.format(word.replace("\\", "\\\\").replace("%", "%%"))


def entry(program: Path) -> str:
    """The entry of the menu for a program that is no command of the shell."""
    text = (HERE / "slopewise.desktop").read_text("utf-8")
    path = str(program).replace("\\", "\\\\")
    return text.replace("Exec=slopewise %f", f"Exec={quoted(str(program))} %f", 1).replace(
        "TryExec=slopewise", f"TryExec={path}", 1
    )


def what_goes_where(program: Path) -> dict[str, bytes]:
    """Everything that is installed, by its path within the folder for data."""
    svg = DRAWING.read_bytes()
    return {
        "applications/slopewise.desktop": entry(program).encode(),
        "mime/packages/slopewise.xml": (HERE / "slopewise.xml").read_bytes(),
        "metainfo/slopewise.metainfo.xml": (HERE / "slopewise.metainfo.xml").read_bytes(),
        "icons/hicolor/scalable/apps/slopewise.svg": svg,
        f"icons/hicolor/scalable/mimetypes/{RUN}.svg": svg,
        **{f"icons/hicolor/{size}x{size}/apps/slopewise.png": png(size) for size in PNG},
        **{f"icons/hicolor/{size}x{size}/mimetypes/{RUN}.png": png(size) for size in PNG},
    }


def data_folder() -> Path:
    """Where the user's own entries are: what XDG_DATA_HOME says, if it is a path that does not depend on the folder."""
    told = Path(os.environ.get("XDG_DATA_HOME", ""))
    return told if told.is_absolute() else Path.home() / ".local" / "share"


def install(program: Path) -> None:
    """Put the program into the menu and make its files known."""
    for name, content in what_goes_where(program).items():
        file = data_folder() / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    tell_the_desktop()


def uninstall() -> None:
    """Take out all that install() has put in, and the folders that are empty then."""
    top = data_folder()
    names = what_goes_where(Path("slopewise"))
    for name in names:
        (top / name).unlink(missing_ok=True)
    tell_the_desktop()  # which looks into the folders, even where they are empty
    for name in names:
        for folder in (top / name).parents[: len(Path(name).parts) - 1]:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def tell_the_desktop() -> None:
    """Have the desktop read its folders again, where it has a program for that and there is such a folder."""
    top = data_folder()
    for command, folder in (
        (["update-mime-database"], "mime"),
        (["update-desktop-database", "-q"], "applications"),
        (["gtk-update-icon-cache", "-q", "-t", "-f"], "icons/hicolor"),
    ):
        if shutil.which(command[0]) and (top / folder).is_dir():
            subprocess.run([*command, str(top / folder)], check=False)


def main() -> int:
    """Do what the Makefile asks for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("icons").add_argument("folder", type=Path)
    commands.add_parser("install").add_argument("program", type=Path)
    commands.add_parser("uninstall")
    options = parser.parse_args()
    if options.command == "icons":
        icons(options.folder)
    elif options.command == "install":
        install(Path(os.path.abspath(options.program)))  # noqa: PTH100 - as it is called, not where a link leads
    else:
        uninstall()
    return 0


if __name__ == "__main__":
    sys.exit(main())
