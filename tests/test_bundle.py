"""What makes the bundle and the release, as far as it is seen without them: tests/bundle.py looks at a bundle."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from gui.window.dialogs import MADE_OF

ROOT = Path(__file__).parents[1]
DESKTOP = ROOT / "resources" / "desktop"
INSTALL = [ROOT / "resources" / "doc" / name for name in ("install.md", "install.ko.md")]
TEXTS = [file.read_text("utf-8") for file in INSTALL]
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

PLACES = """
from PySide6.QtCore import QCoreApplication
from gui.app import work_folder
from gui.window.faults import log_folder
from gui.window.preferences import preferences_store
QCoreApplication.setApplicationName("Slopewise")
print(preferences_store().fileName(), work_folder(), log_folder(), sep="\\n")
"""


@pytest.fixture(scope="module")
def bundle() -> dict[str, Any]:
    """What the script defines."""
    return runpy.run_path(str(DESKTOP / "bundle.py"))


def test_the_notes_of_a_release_are_what_the_changes_tell_of_it(bundle: dict[str, Any]) -> None:
    version = bundle["VERSION"]
    changes = f"# Changes\n\n## 9.9.9 (2027-01-01)\n\n- Later.\n\n## {version} (2026-12-01)\n\n- This.\n  And that.\n"
    assert bundle["notes"](changes, f"v{version}") == "- This.\n  And that.\n"
    assert bundle["notes"](f"{changes}\n## 0.0.1\n\n- Earlier.\n", f"v{version}") == "- This.\n  And that.\n"


@pytest.mark.parametrize(
    ("heading", "tag", "why"),
    [
        ("{version} (2026-12-01)", "v9.9.9", "The tag is v9.9.9"),
        ("{version} (unreleased)", "v{version}", "unreleased"),
        ("{version}.1 (2026-12-01)", "v{version}", "has nothing on"),
    ],
)
def test_no_release_without_notes_for_its_tag(bundle: dict[str, Any], heading: str, tag: str, why: str) -> None:
    version = bundle["VERSION"]
    changes = f"# Changes\n\n## {heading.format(version=version)}\n\n- This.\n"
    with pytest.raises(SystemExit, match=why):
        bundle["notes"](changes, tag.format(version=version))


def test_the_changes_have_a_section_for_this_version(bundle: dict[str, Any]) -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert bundle["notes"](changes.replace("(unreleased)", "(today)"), f"v{bundle['VERSION']}").count("\n- ") > 20


def test_a_bundle_has_what_runs_and_not_what_comes_along(bundle: dict[str, Any]) -> None:
    kept = [
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "torch\\nn\\modules\\linear.py",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "slopewise-0.1.0.dist-info/METADATA",
        "slopewise/resources/i18n/slopewise_ko.qm",
    ]
    left_out = [
        "torch/bin/protoc",
        "torch/test/test_api",
        "torch\\testing\\_internal\\common_utils.py",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6\\plugins\\imageformats\\qtiff.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "torch-2.13.0.dist-info/licenses/LICENSE",
    ]
    assert [name for name in (*kept, *left_out) if bundle["is_in"]((name, "", "DATA"))] == kept


def test_only_what_pip_would_install_is_bundled(bundle: dict[str, Any]) -> None:
    wanted, unwanted = set(bundle["requirements"]("slopewise")), set(bundle["unwanted_modules"]())
    assert {"slopewise", "torch", "sympy", "pydantic_core", "shiboken6"} <= wanted
    assert {"pytest", "hypothesis", "mypy", "openpyxl", "matplotlib"} <= unwanted
    assert not unwanted & {"torch", "torchgen", "PySide6", "numpy", "slopewise", "typing_extensions"}


def test_the_cuda_build_of_torch_is_refused(bundle: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bundle["unwanted_modules"].__globals__, "requirements", lambda _: {"nvidia-cublas": None})
    with pytest.raises(SystemExit, match="CUDA"):
        bundle["unwanted_modules"]()


@pytest.mark.skipif(not shutil.which("dpkg"), reason="asks Debian's list of packages")
def test_a_library_leads_to_its_licence_and_one_without_is_refused(bundle: dict[str, Any], tmp_path: Path) -> None:
    library = next(Path("/usr/lib").glob("*/libxcb.so.1"))
    assert "XCB" in bundle["copyright_of"](library).read_text("utf-8").upper()
    with pytest.raises(SystemExit, match="has no licence text"):
        bundle["copyright_of"](tmp_path / "libown.so")


def test_the_licence_of_every_package_is_gathered(bundle: dict[str, Any], tmp_path: Path) -> None:
    pytest.importorskip("PyInstaller", reason="its start is in the bundle, and so is its licence")
    bundle["write_licences"](tmp_path, [])
    torch = bundle["requirements"]("slopewise")["torch"]
    assert "Facebook" in (tmp_path / f"torch-{torch.version}" / "LICENSE").read_text("utf-8")
    assert "LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "Qt" / "LGPL-3.txt").read_text("utf-8")
    assert "PYTHON SOFTWARE FOUNDATION" in (tmp_path / "Python.txt").read_text("utf-8")


def test_the_spec_takes_from_the_script_what_is_there(bundle: dict[str, Any]) -> None:
    tree = ast.parse((DESKTOP / "slopewise.spec").read_text("utf-8"))
    (taken,) = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "bundle"]
    assert {alias.name for alias in taken.names} <= set(bundle)
    (told,) = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TOLD"
    ]
    assert set(ast.literal_eval(told)) == {"slopewise", *MADE_OF}


@pytest.mark.parametrize("job", WORKFLOW["jobs"])
def test_each_step_of_the_workflow_is_a_target_of_the_makefile(job: str) -> None:
    for step in WORKFLOW["jobs"][job]["steps"]:
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
        elif not step["run"].startswith("sudo locale-gen "):
            words = re.sub(r"\$\{\{.*?\}\}", "", step["run"]).split()
            assert words[words.index("make") + 1] in TARGETS


def test_only_a_tag_is_released_and_only_when_all_else_has_passed() -> None:
    jobs = WORKFLOW["jobs"]
    assert jobs["release"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
    assert set(jobs["release"]["needs"]) == set(jobs) - {"release"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["release"]


@pytest.mark.parametrize("what", [r"^#+(?= )", r"^ {4}.+$", r"`[^`]+`", r"^\|"], ids=["heads", "lines", "code", "rows"])
def test_both_pages_for_schools_have_the_same(what: str) -> None:
    english, korean = (re.findall(what, text, re.MULTILINE) for text in TEXTS)
    assert english == korean


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ko"])
def test_they_name_the_places_where_the_program_writes(text: str, tmp_path: Path) -> None:
    system = {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, "Linux")
    table = re.findall(rf"^\| \|.*{system}.*\n\|-.*\n((?:\|.*\n)+)", text, re.MULTILINE)[-1]
    cell = ["Windows", "macOS", "Linux"].index(system) + 2
    named = [row.split("|")[cell].strip(" `") for row in table.splitlines()]
    shell = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": str(tmp_path)}
    told = subprocess.check_output([sys.executable, "-c", PLACES], cwd=ROOT, env=shell, encoding="utf-8").splitlines()
    written = [os.path.expandvars(name.replace("~", str(tmp_path), 1)) for name in named]
    assert list(map(Path, written)) == list(map(Path, told))


@pytest.mark.skipif(sys.platform != "linux", reason="another system has another folder for all")
@pytest.mark.parametrize("text", TEXTS, ids=["en", "ko"])
def test_what_they_set_for_all_counts_until_a_user_chooses(text: str, tmp_path: Path) -> None:
    lines = re.findall(r"^ {4}(\[General\]|[a-z]+=\w+)$", text, re.MULTILINE)
    file = tmp_path / "all" / "Slopewise" / "Slopewise.ini"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines), "utf-8")
    script = """
from gui.window.preferences import load_preferences, preferences_store
store = preferences_store()
loaded = load_preferences(store)
print(loaded.language, loaded.scheme, loaded.zoom)
store.setValue("language", "en")
print(load_preferences(store).language)
"""
    shell = {**os.environ, "XDG_CONFIG_DIRS": str(tmp_path / "all"), "XDG_CONFIG_HOME": str(tmp_path / "own")}
    out = subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, env=shell, encoding="utf-8")
    assert out == "ko light 125\nen\n"


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ko"])
def test_they_name_the_archives_as_they_are_built(text: str, bundle: dict[str, Any]) -> None:
    assert set(re.findall(r"slopewise-(\d[\w.]*?\d)(?=[-/\\`])", text)) == {bundle["VERSION"]}
    if sys.platform == "linux" and "x86_64" in bundle["ARCHIVE"].name:
        assert f"`{bundle['ARCHIVE'].name}`" in text
