"""A download that needs no Python: what PyInstaller is to leave out, its licences, its archive, and a release's notes.

make bundle and make release call it; slopewise.spec, which PyInstaller runs, takes from it what to leave out.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DIST = ROOT / "dist"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SYSTEM = {"linux": "linux", "darwin": "macos", "win32": "windows"}.get(sys.platform, sys.platform)
NAME = f"slopewise-{VERSION}"
ARCHIVE = DIST / f"{NAME}-{SYSTEM}-{platform.machine().lower()}.{'tar.xz' if SYSTEM == 'linux' else 'zip'}"

LANGUAGES = "|".join(file.stem.rpartition("_")[2] for file in (ROOT / "resources" / "i18n").glob("*.ts"))
LEFT_OUT = re.compile(
    r"torch/(test/|testing/|bin/(?!torch_shm_manager))"
    r"|PySide6/(Qt/)?plugins/(egldeviceintegrations|generic|networkinformation|tls)/"
    r"|PySide6/(Qt/)?plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\."
    r"|PySide6/(Qt/)?plugins/(platformthemes/libqgtk3|imageformats/(lib)?qtiff)\."
    rf"|PySide6/(Qt/)?translations/(?!qtbase_({LANGUAGES})\.)"
    r"|[^/]*\.dist-info/(?!METADATA)"
)
"""Paths that do not come into the bundle: torch's tests (but for their modules, of which it imports some) and tools,
screens without a desktop, what only a network needs, GTK's own dialogs, TIFF, other languages, and of what tells of a
package all but its version, for the licence texts have a folder of their own."""

LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)
QT = {"PySide6_Essentials", "shiboken6"}
"""Whose wheels have no licence texts; those of the LGPL, and of the GPL that it builds on, stand beside this file."""

EXTRA = "sound"
"""What a bundle has of the packages that Slopewise can do without, where it is installed."""

COMMON = re.compile(r"/usr/share/common-licenses/([\w.-]*\w)")
"""What Debian's copyright files refer to instead of repeating it."""


def requirements(name: str, known: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """A package and all that it asks for on this system, by name: what pip would install, with EXTRA if it is there."""
    from packaging.requirements import Requirement  # not wanted for the notes

    known = {} if known is None else known
    found = distribution(name)
    if found.name not in known:
        known[found.name] = found
        for needed in map(Requirement, found.requires or ()):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                requirements(needed.name, known)
            elif needed.marker.evaluate({"extra": EXTRA}):
                with suppress(PackageNotFoundError):
                    requirements(needed.name, known)
    return known


def unwanted_modules() -> list[str]:
    """What this environment has for developers, which other packages import where it happens to be there.

    Raises SystemExit where torch is the CUDA build: five gigabytes, of which nothing is used.
    """
    wanted = set(requirements("slopewise"))
    if any(name.startswith("nvidia-") for name in wanted):
        raise SystemExit("This is the CUDA build of torch. README.md, 'Start', has the line that gets the other.")
    return [module for module, owners in packages_distributions().items() if not wanted & set(owners)]


def is_in(entry: tuple[str, str, str]) -> bool:
    """Whether something that PyInstaller has found, by the path that it is to have, comes into the bundle.

    Links do not, but for macOS, where an app is made of them: a stick has none, and what they lead to is found without.
    """
    return not LEFT_OUT.match(entry[0].replace("\\", "/")) and (SYSTEM == "macos" or entry[2] != "SYMLINK")


def write_licences(folder: Path, libraries: list[Path]) -> None:
    """Fill a folder with the licence text of each package, of Python, of Qt, and of the system's libraries.

    Raises SystemExit where one has none: nothing is handed on without it.
    """
    for found in [*requirements("slopewise").values(), distribution("pyinstaller")]:
        texts = [file for file in found.files or () if LICENCE.search(file.name) and not file.suffix.startswith(".py")]
        if not texts and found.name not in QT:
            raise SystemExit(f"{found.name} has no licence text")
        for text in texts:
            inside = re.sub(r"^[^/]*\.dist-info/(licenses/)?", "", text.as_posix())
            copy(Path(str(text.locate())), folder / f"{found.name}-{found.version}" / inside)
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    copy(next(place / "LICENSE.txt" for place in places if (place / "LICENSE.txt").exists()), folder / "Python.txt")
    for file in (HERE / "licences").iterdir():
        copy(file, folder / "Qt" / file.name)
    for text in sorted({copyright_of(library) for library in libraries}):
        copy(text, folder / "system" / f"{text.parent.name}.txt")
        for name in COMMON.findall(text.read_text("utf-8", "replace")):
            copy(Path("/usr/share/common-licenses", name), folder / "system" / "common-licenses" / name)


def copyright_of(library: Path) -> Path:
    """Debian's text on the package from which a library of the system comes. Raises SystemExit where there is none."""
    real = library.resolve()
    for path in (str(real), str(real).removeprefix("/usr")):  # a link since some release, and listed as it was before
        found = subprocess.run(["dpkg", "-S", path], check=False, capture_output=True, encoding="utf-8")
        text = Path("/usr/share/doc", found.stdout.partition(":")[0], "copyright")
        if found.returncode == 0 and text.exists():
            return text
    raise SystemExit(f"{library} has no licence text")


def copy(source: Path, target: Path) -> None:
    """Copy a file, and make the folders in which it is to be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def pack(built: Path) -> None:
    """Make an archive of the folder that PyInstaller has built, with its SHA-256 beside it."""
    DIST.mkdir(exist_ok=True)
    if SYSTEM == "macos":  # the app, whose links and signature no other program keeps
        subprocess.run(["ditto", "-c", "-k", "--keepParent", built / "Slopewise.app", ARCHIVE], check=True)
    elif SYSTEM == "linux":
        from desktop import what_goes_where  # Qt

        for name, content in what_goes_where(Path("slopewise")).items():
            file = built / "slopewise" / "share" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        with tarfile.open(ARCHIVE, "w:xz") as archive:
            archive.add(built / "slopewise", NAME, filter=of_nobody)
    else:
        folder = (built / "slopewise").rename(built / NAME)
        shutil.make_archive(str(ARCHIVE.with_suffix("")), "zip", built, NAME)
        folder.rename(built / "slopewise")
    with ARCHIVE.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    ARCHIVE.with_name(f"{ARCHIVE.name}.sha256").write_text(f"{digest}  {ARCHIVE.name}\n", "utf-8", newline="\n")
    print(f"{ARCHIVE.relative_to(ROOT)}: {ARCHIVE.stat().st_size / 1e6:.0f} MB, {size(built) / 1e6:.0f} MB unpacked")


def of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """An entry of the archive that does not tell who has built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def notes(changes: str, tag: str) -> str:
    """What CHANGELOG.md tells of a version. Raises SystemExit where its tag is another, or it is not yet released."""
    if tag != f"v{VERSION}":
        raise SystemExit(f"The tag is {tag}, and pyproject.toml has version {VERSION}.")
    found = re.search(rf"^## {re.escape(VERSION)}(?: (.*))?\n((?:(?!## ).*\n?)*)", changes, re.MULTILINE)
    if found is None:
        raise SystemExit(f"CHANGELOG.md has nothing on {VERSION}.")
    if found[1] == "(unreleased)":
        raise SystemExit(f"CHANGELOG.md says that {VERSION} is unreleased: put the day there.")
    return f"{found[2].strip()}\n"


def main() -> int:
    """Do what the Makefile asks for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("pack").add_argument("folder", type=Path)
    commands.add_parser("notes").add_argument("tag")
    options = parser.parse_args()
    if options.command == "pack":
        pack(options.folder)
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(notes((ROOT / "CHANGELOG.md").read_text("utf-8"), options.tag), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
