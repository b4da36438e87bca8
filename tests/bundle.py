"""The bundle at a school: `make bundle-test` unpacks it where hardly anything is allowed, and has it do what this does.

No part of `make test`, for it needs what `make bundle` has built, which takes minutes.
"""

from __future__ import annotations

import hashlib
import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from model.dataset import LESSON
from model.experiment import Experiment
from model.files.run_file import write_run
from model.run import Replay
from tests.environment import PATIENCE, isolated
from tests.screen import virtual_screen

ROOT = Path(__file__).parents[1]
BUNDLE = runpy.run_path(str(ROOT / "resources" / "desktop" / "bundle.py"))
ARCHIVE: Path = BUNDLE["ARCHIVE"]
PROGRAM, INSIDE = {
    "darwin": ("Slopewise.app/Contents/MacOS/slopewise", "Slopewise.app/Contents/Frameworks"),
    "win32": (f"{BUNDLE['NAME']}/slopewise-cli.exe", f"{BUNDLE['NAME']}/_internal"),
}.get(sys.platform, (f"{BUNDLE['NAME']}/slopewise", f"{BUNDLE['NAME']}/_internal"))

NOBODY = 65534
OF_THE_SYSTEM = re.compile(
    r"linux-vdso|ld-linux|lib(c|m|dl|rt|pthread|util|resolv|crypt|z)\.so"  # the C library, and zlib for the start
    r"|lib(GL|EGL|GLX|OpenGL|GLdispatch|drm|xcb|wayland-(client|cursor|egl))\.so"  # drivers of the screen
)
"""What a bundle must not bring: it has to fit kernel, screen and graphics card."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into a system of this kind")


@cache
def limits() -> tuple[str, ...]:
    """What takes rights and network from a command, as far as whoever runs this may do so."""
    if sys.platform != "linux":
        return ()
    unshare, setpriv = shutil.which("unshare") or "unshare", shutil.which("setpriv") or "setpriv"
    rights = (setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if os.geteuid() == 0 else ()
    network = (unshare, "--net") if os.geteuid() == 0 else (unshare, "--map-current-user", "--net")
    allowed = subprocess.run([*network, "true"], check=False, capture_output=True).returncode == 0
    return (*network, *rights) if allowed else rights


@pytest.fixture(scope="module")
def school() -> Iterator[Path]:
    """A folder with the bundle, in which nothing can be written, and `desk`, where all may write."""
    folder = Path(tempfile.mkdtemp(prefix="slopewise-")).resolve()
    here, desk = folder / "한글 폴더 이름", folder / "desk"
    here.mkdir()
    desk.mkdir()
    desk.chmod(0o777)
    if sys.platform == "win32":
        shutil.unpack_archive(ARCHIVE, here)
    else:
        unpack = ["ditto", "-x", "-k"] if sys.platform == "darwin" else ["tar", "-C", here, "-xf"]
        subprocess.run([*unpack, ARCHIVE, *([here] if sys.platform == "darwin" else [])], check=True)
    protect(here, 0o555)
    folder.chmod(0o555)
    yield here
    folder.chmod(0o755)
    protect(here, 0o755)
    shutil.rmtree(folder)


def protect(folder: Path, mode: int) -> None:
    """Allow or forbid writing in a folder, and in all in it."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(mode if path.is_dir() else path.stat().st_mode & 0o555 | mode & 0o200)


@pytest.fixture
def desk(school: Path) -> Path:
    """A new folder for what is written."""
    folder = Path(tempfile.mkdtemp(dir=school.parent / "desk"))
    folder.chmod(0o777)
    return folder


def environment(school: Path, **more: str) -> dict[str, str]:
    """What a program is told: no programs to be found, no home, and only what Windows itself cannot do without."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    nowhere = {"PATH": str(school), "LC_ALL": "C.UTF-8"}
    return {**kept, **nowhere, "TMPDIR": str(school.parent / "desk"), "TEMP": str(school.parent / "desk"), **more}


def bundled(school: Path, desk: Path, *words: str) -> str:
    """What the bundle's program prints that has to succeed."""
    command = [*limits(), str(school / PROGRAM), *words]
    return printed(command, desk, environment(school, HOME=str(school / "home")))


def checkout(desk: Path, *words: str) -> str:
    """The same of the program in this checkout."""
    home = Path(tempfile.mkdtemp(dir=desk.parent))
    shell = {**isolated(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    return printed([sys.executable, "-m", "gui", *words], desk, shell)


def printed(command: list[str], folder: Path, shell: dict[str, str]) -> str:
    ended = subprocess.run(command, check=False, cwd=folder, env=shell, capture_output=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return ended.stdout + ended.stderr


def table(file: Path) -> Path:
    """The lesson's data as a spreadsheet."""
    book = openpyxl.Workbook()
    for row in [("hours", "score"), *zip(LESSON.x.ravel().tolist(), LESSON.y.ravel().tolist(), strict=True)]:
        book.active.append(row)
    book.save(file)
    return file


def test_its_sum_is_the_one_beside_it() -> None:
    told, name = ARCHIVE.with_name(f"{ARCHIVE.name}.sha256").read_text("utf-8").split()
    assert (told, name) == (hashlib.sha256(ARCHIVE.read_bytes()).hexdigest(), ARCHIVE.name)


@linux
def test_a_stick_that_knows_no_links_can_hold_it() -> None:
    with tarfile.open(ARCHIVE) as archive:
        assert {entry.type for entry in archive} == {tarfile.REGTYPE, tarfile.DIRTYPE}


@linux
def test_what_follows_is_done_without_rights_and_network(school: Path) -> None:
    if len(limits()) < 2:
        pytest.skip("whoever runs this may not take the network from a program")
    script = f'touch "{school}/a" 2>/dev/null || id -u; tail -n +2 /proc/net/route'
    words = subprocess.check_output([*limits(), "sh", "-c", script], encoding="utf-8").split()
    assert words == [str(os.geteuid() or NOBODY)]  # and no route


def test_it_has_the_version_of_the_project(school: Path, desk: Path) -> None:
    assert bundled(school, desk, "--version") == f"slopewise {BUNDLE['VERSION']}\n"


@pytest.mark.parametrize("home", [{}, {"HOME": "/nowhere"}], ids=["no home", "a home that is not there"])
def test_it_trains_as_the_checkout_does(school: Path, desk: Path, home: dict[str, str]) -> None:
    words = ("train", "--epochs", "501", "--momentum", "0.9", "--batch-size", "2")
    command = [*limits(), str(school / PROGRAM), *words]
    assert printed(command, desk, environment(school, **home)) == checkout(desk, *words)


def test_it_reads_a_spreadsheet(school: Path, desk: Path) -> None:
    words = ("train", "--data", str(table(desk / "점수.xlsx")), "--epochs", "2485")
    assert bundled(school, desk, *words) == checkout(desk, *words)


@pytest.mark.parametrize(
    "words",
    [
        "--lang ko --epochs 300",
        "--lang en --theme dark --epochs 60 --skip-zero-grad --chart gradients",
        "--lang ko --lesson zero-grad",
        "--lang en --lesson backward-adds",
    ],
)
def test_it_takes_the_picture_that_the_checkout_takes(school: Path, desk: Path, words: str) -> None:
    bundled(school, desk, *words.split(), "--screenshot", "a.png")
    checkout(desk, *words.split(), "--screenshot", "b.png")
    assert (desk / "a.png").read_bytes() == (desk / "b.png").read_bytes()


def test_it_exports_what_the_checkout_exports(school: Path, desk: Path) -> None:
    write_run(Replay(Experiment(epochs=201)), desk / "run.slopewise")
    files = ("script", "notebook", "html")
    for folder in ("a", "b"):
        (desk / folder).mkdir()
        (desk / folder).chmod(0o777)
    bundled(school, desk, "export", "run.slopewise", *(word for kind in files for word in (f"--{kind}", f"a/{kind}")))
    checkout(desk, "export", "run.slopewise", *(word for kind in files for word in (f"--{kind}", f"b/{kind}")))
    for kind in files:
        assert (desk / "a" / kind).read_bytes() == (desk / "b" / kind).read_bytes()
    rows = {row for row in bundled(school, desk, "train", "run.slopewise").splitlines() if row.startswith("epoch")}
    assert len(rows) == 3
    assert rows <= set(printed([sys.executable, "a/script"], desk, dict(os.environ)).splitlines())


@linux
def test_its_window_opens_on_a_screen(school: Path, desk: Path) -> None:
    with virtual_screen() as display:
        shell = environment(school, DISPLAY=display)
        program = subprocess.Popen([*limits(), school / PROGRAM], cwd=desk, env=shell, stderr=subprocess.PIPE)
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Slopewise"]
            subprocess.run(
                search, check=True, env={**os.environ, "DISPLAY": display}, timeout=PATIENCE, capture_output=True
            )
        finally:
            program.terminate()
        _, told = program.communicate(timeout=PATIENCE)
    assert told == b""


@linux
def test_it_needs_nothing_of_the_system_that_a_desktop_may_lack(school: Path) -> None:
    inside = school / INSIDE
    files = [file for file in inside.rglob("*.so*") if file.is_file()]
    shell = {**os.environ, "LC_ALL": "C.UTF-8"}
    found = subprocess.check_output(["ldd", school / PROGRAM], encoding="utf-8", env=shell)
    shell["LD_LIBRARY_PATH"] = str(inside)  # as the program sets it for what it loads
    found += subprocess.run(["ldd", *files], check=False, capture_output=True, encoding="utf-8", env=shell).stdout
    lines = [line.strip() for line in found.splitlines() if "=>" in line and str(school) not in line]
    assert [line for line in lines if not OF_THE_SYSTEM.match(Path(line.split()[0]).name)] == []
    assert [line for line in lines if "not found" in line] == []


def test_it_has_the_licence_texts_and_qt_can_be_replaced(school: Path) -> None:
    licences = school / INSIDE / "licences"
    packages = {f"{found.name}-{found.version}" for found in BUNDLE["requirements"]("slopewise").values()}
    without = {name for name in packages if name.startswith(tuple(BUNDLE["QT"]))}
    assert packages - without <= {folder.name for folder in licences.iterdir()}
    assert {"LGPL-3.txt", "GPL-3.txt"} <= {file.name for file in (licences / "Qt").iterdir()}
    assert (licences / "Python.txt").exists()
    if sys.platform != "darwin":  # where it is a framework
        assert [file for file in (school / INSIDE / "PySide6").rglob("*Qt6Core*") if file.is_file()]
