"""Slopewise among the programs of a desktop: icons, the entry in the menu, the kind of its files; and all out again."""

from __future__ import annotations

import configparser
import os
import runpy
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from model.files.run_file import SUFFIX

ROOT = Path(__file__).parents[1]
DESKTOP = ROOT / "resources" / "desktop"
SCRIPT = DESKTOP / "desktop.py"
FREE = "{http://www.freedesktop.org/standards/shared-mime-info}"

linux = pytest.mark.skipif(sys.platform != "linux", reason="these are the desktops of Linux")


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """What the script defines."""
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def icons(script: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all icons."""
    folder = tmp_path_factory.mktemp("icons")
    script["icons"](folder)
    return folder


def call(data: Path, *words: str) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, str(SCRIPT), *words], check=True, env=environment)


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def entry(file: Path) -> configparser.SectionProxy:
    """The entry of the menu."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(file, "utf-8")
    return parser["Desktop Entry"]


def opened(file: Path) -> Image.Image:
    return Image.open(BytesIO(file.read_bytes()))


def test_each_icon_has_the_size_in_its_name(icons: Path) -> None:
    assert {file.name: opened(file).size for file in icons.glob("*.png")} == {
        f"slopewise-{size}.png": (size, size) for size in (16, 24, 32, 48, 64, 128, 256, 512)
    }


def test_the_icon_for_windows_has_a_picture_for_each_place(icons: Path) -> None:
    icon = opened(icons / "slopewise.ico")
    assert {width for width, _ in icon.info["sizes"]} == {16, 20, 24, 32, 40, 48, 64, 256}
    assert icon.size == (256, 256)
    assert icon.convert("RGBA").getpixel((128, 8)) == icon.convert("RGBA").getpixel((128, 247))  # the frame
    assert icon.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


def test_the_icon_for_macos_has_a_picture_for_each_screen(icons: Path) -> None:
    icon = opened(icons / "slopewise.icns")
    sizes = {size[0] * size[2] for size in icon.info["sizes"]}
    assert sizes == {32, 64, 128, 256, 512, 1024}
    icon.load()
    assert icon.size == (1024, 1024)


@linux
def test_what_is_installed_is_taken_out_again(tmp_path: Path) -> None:
    other = tmp_path / "applications" / "other.desktop"
    other.parent.mkdir()
    other.write_text("[Desktop Entry]\n")
    call(tmp_path, "install", "slopewise")
    installed = files(tmp_path)
    assert {
        "applications/slopewise.desktop",
        "icons/hicolor/48x48/apps/slopewise.png",
        "icons/hicolor/scalable/apps/slopewise.svg",
        "icons/hicolor/scalable/mimetypes/application-vnd.slopewise+json.svg",
        "metainfo/slopewise.metainfo.xml",
        "mime/packages/slopewise.xml",
    } <= installed
    call(tmp_path, "uninstall")
    assert not [name for name in files(tmp_path) if "slopewise" in name.lower()]
    assert other.exists()
    call(tmp_path, "uninstall")


@linux
@pytest.mark.parametrize("folder", ["plain", "한글 폴더", "a\"b$c`d%f\\e;'g"])
def test_the_entry_starts_the_program_wherever_it_is(tmp_path: Path, folder: str) -> None:
    program = tmp_path / folder / "slopewise"
    call(tmp_path / "data", "install", str(program))
    found = entry(tmp_path / "data" / "applications" / "slopewise.desktop")
    value = found["Exec"].replace("\\\\", "\\").replace("%%", "%")  # as of any string, and as of any Exec
    words = subprocess.check_output(["sh", "-c", f"printf '%s|' {value}"], encoding="utf-8")
    assert words == f"{program}|%f|"
    assert found["TryExec"].replace("\\\\", "\\") == str(program)


@linux
@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="shared-mime-info is not installed")
def test_the_desktop_knows_the_kind_of_a_run(tmp_path: Path) -> None:
    call(tmp_path, "install", "slopewise")
    assert f"application/vnd.slopewise+json:*{SUFFIX}" in (tmp_path / "mime" / "globs").read_text()


def test_entry_and_kind_and_description_speak_of_the_same() -> None:
    found = entry(DESKTOP / "slopewise.desktop")
    kind = ET.parse(DESKTOP / "slopewise.xml").getroot().find(f"{FREE}mime-type")
    described = ET.parse(DESKTOP / "slopewise.metainfo.xml").getroot()
    assert kind is not None
    assert found["MimeType"] == f"{kind.get('type')};"
    assert described.findtext("provides/mediatype") == kind.get("type")
    glob = kind.find(f"{FREE}glob")
    assert glob is not None
    assert glob.get("pattern") == f"*{SUFFIX}"
    assert described.findtext("launchable") == "slopewise.desktop"
    for name in ("Name", "Comment"):
        assert described.findtext({"Name": "name", "Comment": "summary"}[name]) == found[name]


NO_DOMAIN = "--override=cid-desktopapp-is-not-rdns=info"
"""There is no address on the net after which Slopewise could be named."""


@linux
@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", "slopewise.desktop"],
        ["appstreamcli", "validate", "--no-net", NO_DOMAIN, "slopewise.metainfo.xml"],
    ],
    ids=lambda command: command[0],
)
def test_the_tools_of_the_desktop_find_nothing_wrong(command: list[str]) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    ended = subprocess.run(command, cwd=DESKTOP, check=False, capture_output=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stdout + ended.stderr
