"""What is handed on: the wheel, with one package; the sdist, with all; a checkout that finds its own model/."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
from collections.abc import Mapping
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

pytest.importorskip("hatchling", reason="builds wheel and sdist, and no test fetches anything")

from hatch_build import described, packaged

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SCRIPTS, EXE = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")

TRAIN = "train", "--epochs", "101", "--standardise", "--lr", "0.1"

OWN_MODEL = "class Net: pass\n"
"""What pupils have in their folder."""


def python(*words: str | Path, cwd: Path, shell: Mapping[str, str] | None = None) -> str:
    """What a process prints that has to succeed without a word of complaint."""
    environ = {**os.environ, **(shell or {})}
    ended = subprocess.run(words, check=False, cwd=cwd, env=environ, capture_output=True, encoding="utf-8")
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr + ended.stdout
    return ended.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which wheel and sdist are."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t", "sdist", "-t", "wheel"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> ZipFile:
    """The wheel."""
    (file,) = built.glob("*.whl")
    return ZipFile(file)


@pytest.fixture(scope="module")
def sdist(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    (file,) = built.glob("*.tar.gz")
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


@pytest.fixture(scope="module")
def pupil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model.py and a gui.py that are not ours."""
    folder = tmp_path_factory.mktemp("pupil")
    for name in ("model.py", "resources.py"):
        (folder / name).write_text(OWN_MODEL, "utf-8")
    return folder


def environment(folder: Path, *what: str) -> Path:
    """A virtual environment with one thing installed, and all else that this one has; the folder of its programs."""
    venv.create(folder)
    programs = folder / SCRIPTS
    interpreter = programs / f"python{EXE}"
    asked = [str(interpreter), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    own = Path(subprocess.check_output(asked, encoding="utf-8").strip())
    (own / "the_others.pth").write_text(
        "".join(f"{path}\n" for path in sys.path if path.endswith("-packages")), encoding="utf-8"
    )
    pip = [sys.executable, "-m", "pip", "--python", str(interpreter), "install", "--no-index", "--no-deps", "--quiet"]
    shell = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([*pip, "--force-reinstall", "--no-build-isolation", *what], check=True, env=shell)
    return programs


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment into which the wheel is installed."""
    (file,) = built.glob("*.whl")
    return environment(tmp_path_factory.mktemp("installed"), str(file))


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that leads to this checkout."""
    return environment(tmp_path_factory.mktemp("editable"), "--editable", str(ROOT))


def metadata(wheel: ZipFile) -> Message:
    """What an index is told."""
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return message_from_bytes(wheel.read(name))


def tracked(*folders: str, new: bool = True) -> set[str]:
    """What git knows of these folders, or of all; with what is new there, but for what it is to overlook."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    kinds = ["--cached", *(["--others", "--exclude-standard"] if new else [])]
    listed = subprocess.check_output(["git", "ls-files", "-z", *kinds, *folders], cwd=ROOT)
    return {name for name in listed.decode().split("\0") if name and (ROOT / name).exists()}


def test_the_wheel_puts_one_name_into_site_packages(wheel: ZipFile) -> None:
    assert {name.partition("/")[0] for name in wheel.namelist()} == {"slopewise", "slopewise-0.1.0.dist-info"}


def test_the_wheel_has_every_module_and_what_is_read(wheel: ZipFile) -> None:
    unread = re.compile(r"resources/(screenshots|desktop)/|resources/fonts/.*\.(md|py|txt)$|\.ts$|\.py$")
    wanted = tracked("gui", "model") | {name for name in tracked("resources") if not unread.search(name)}
    packed = {name.removeprefix("slopewise/") for name in wheel.namelist() if name.startswith("slopewise/")}
    assert packed == wanted | {"__init__.py", "__main__.py"}


def test_the_wheel_has_the_licences_of_the_program_and_its_fonts(wheel: ZipFile) -> None:
    licences = [name.partition("/licenses/")[2] for name in wheel.namelist() if "/licenses/" in name]
    assert licences == ["LICENSE", "resources/fonts/OFL.txt"]
    assert metadata(wheel)["License-Expression"] == "MIT AND OFL-1.1"


def test_the_wheel_is_no_larger_than_it_has_to_be(built: Path) -> None:
    (file,) = built.glob("*.whl")
    assert file.stat().st_size < 1_400_000


def test_the_same_sources_make_the_same_wheel(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path), "-t", "wheel"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (first,), (second,) = built.glob("*.whl"), tmp_path.glob("*.whl")
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_tells_of_itself_without_pictures_and_links_that_lead_nowhere(wheel: ZipFile) -> None:
    text = metadata(wheel).get_payload()
    assert isinstance(text, str)
    assert text.lstrip().startswith("# Slopewise\n\nSlopewise shows a class")
    assert "![" not in text
    assert not re.findall(r"\]\((?!https?:)", text)
    assert "resources/doc/model.md" in text


def test_an_index_shows_links_that_lead_somewhere() -> None:
    readme = "# A\n\n[한국어](README.ko.md)\n\n![b](c.png)\n\nSee [d](e.md) and [f](https://g.h/).\n"
    assert described(readme) == "# A\n\nSee d and [f](https://g.h/).\n"


def test_each_package_that_is_needed_has_a_range_with_what_is_tested_in_it() -> None:
    from packaging.requirements import Requirement

    listed = (ROOT / "constraints.txt").read_text("utf-8")
    exact = dict(re.findall(r"^([\w.-]+)==(\S+)$", listed, re.MULTILINE))
    project = PROJECT["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values(), PROJECT["build-system"]["requires"]]
    for requirement in [Requirement(text) for texts in lists for text in texts]:
        assert {each.operator for each in requirement.specifier} == {">=", "<"}, requirement
        assert exact[requirement.name.lower()] in requirement.specifier


def test_the_sdist_has_all_that_the_checkout_has(sdist: Path) -> None:
    packed = {file.relative_to(sdist).as_posix() for file in sdist.rglob("*") if file.is_file()}
    assert tracked(new=False) <= packed
    assert packed <= tracked() | {"PKG-INFO"}
    assert sys.platform == "win32" or os.access(sdist / ".ci" / "run", os.X_OK)


def test_an_unpacked_sdist_passes_a_test_of_its_own(sdist: Path) -> None:
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/model/test_loop.py", "tests/model/test_setup.py")
    out = python(sys.executable, *words, cwd=sdist, shell={"PYTHONPATH": str(sdist)})
    assert re.search(r"\d+ passed", out)


def test_an_unpacked_sdist_makes_the_same_wheel(built: Path, sdist: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path), "-t", "wheel"]
    subprocess.run(command, cwd=sdist, check=True, capture_output=True)
    (first,), (second,) = built.glob("*.whl"), tmp_path.glob("*.whl")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("environment", ["installed", "editable"])
def test_a_model_of_the_pupils_own_is_no_hindrance(
    environment: str, pupil: Path, request: pytest.FixtureRequest
) -> None:
    programs: Path = request.getfixturevalue(environment)
    shell = {"PYTHONPATH": str(pupil)}
    assert "epoch    100" in python(programs / f"slopewise{EXE}", *TRAIN, cwd=pupil, shell=shell)
    assert "lr_skipped" in python(programs / f"python{EXE}", "-m", "slopewise", "theory", cwd=pupil, shell=shell)


def test_a_model_of_the_pupils_own_is_no_hindrance_to_a_checkout(pupil: Path) -> None:
    path = os.pathsep.join([str(pupil), str(ROOT)])
    for folder in (pupil, ROOT):
        out = python(sys.executable, "-m", "gui", "theory", cwd=folder, shell={"PYTHONPATH": path})
        assert "lr_skipped" in out


def test_a_slip_of_the_pupil_does_not_meet_our_model(installed: Path, tmp_path: Path) -> None:
    script = """
for name in ("model", "gui", "resources", "tests"):
    try:
        __import__(name)
    except ModuleNotFoundError:
        print("no", name, end=" ")
"""
    out = python(installed / f"python{EXE}", "-c", script, cwd=tmp_path)
    assert out == "no model no gui no resources no tests "


def test_the_installed_program_is_in_korean_and_takes_its_picture(installed: Path, tmp_path: Path) -> None:
    words = ("--lang", "ko", "--epochs", "20", "--size", "1100x700", "--screenshot")
    python(installed / f"slopewise{EXE}", *words, tmp_path / "a.png", cwd=tmp_path)
    python(sys.executable, "-m", "gui", *words, tmp_path / "b.png", cwd=ROOT, shell={"PYTHONPATH": str(ROOT)})
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_every_module_of_the_wheel_can_be_imported_under_its_one_name(installed: Path, tmp_path: Path) -> None:
    script = """
import pkgutil, sys, slopewise
for module in pkgutil.walk_packages(slopewise.__path__, "slopewise."):
    __import__(module.name)
print(len([name for name in sys.modules if name.startswith("slopewise.")]))
print({name.partition(".")[0] for name in sys.modules} & {"gui", "model"})
"""
    count, both = python(installed / f"python{EXE}", "-c", script, cwd=tmp_path).splitlines()
    assert int(count) >= len(tracked("gui", "model"))
    assert both == "set()"


def test_the_installed_program_reads_and_exports_a_run(installed: Path, tmp_path: Path) -> None:
    from model.experiment import Experiment
    from model.files.run_file import write_run
    from model.run import Replay

    write_run(Replay(Experiment(epochs=3751)), tmp_path / "run.slopewise")
    python(
        installed / f"slopewise{EXE}",
        "export",
        "run.slopewise",
        "--script",
        "run.py",
        "--html",
        "run.html",
        cwd=tmp_path,
    )
    assert "epoch   3700" in python(installed / f"slopewise{EXE}", "train", "run.slopewise", cwd=tmp_path)
    assert (tmp_path / "run.py").exists()
    assert "optimizer.step()" in (tmp_path / "run.html").read_text("utf-8")
    assert python(installed / f"slopewise{EXE}", "--version", cwd=tmp_path) == "slopewise 0.1.0\n"


def test_there_is_a_start_without_a_terminal(wheel: ZipFile) -> None:
    text = wheel.read("slopewise-0.1.0.dist-info/entry_points.txt").decode()
    assert "[gui_scripts]\nslopewise-gui = slopewise.__main__:main" in text


def test_imports_are_rewritten_where_they_stand() -> None:
    source = (
        '"""from model import x"""\n'
        "import sys; from model import a  # from model\n"
        "if a:\n"
        "    from  gui.window.actions import (\n"
        "        b,\n"
        "    )\n"
        "from .model import c\n"
        "from modelling import d\n"
        "é = 'é'; from model.data import e\n"
    )
    assert packaged(source, "a.py") == (
        '"""from model import x"""\n'
        "import sys; from slopewise.model import a  # from model\n"
        "if a:\n"
        "    from  slopewise.gui.window.actions import (\n"
        "        b,\n"
        "    )\n"
        "from .model import c\n"
        "from modelling import d\n"
        "é = 'é'; from slopewise.model.data import e\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "import model.data",
        "import gui as g",
        "import os, model",
        "import_module('model.data')",
        "importlib.import_module('gui.app')",
        "__import__('model')",
    ],
)
def test_an_import_that_would_not_mean_the_same_is_refused_with_its_place(line: str) -> None:
    with pytest.raises(ValueError, match=r"^gui/a\.py"):
        packaged(f"\n{line}\n", "gui/a.py")
