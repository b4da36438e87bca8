"""`theory` prints the digits that hold, of the data as they were read, and all of them as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.command_line import main
from tests.model.theory.nist import NORRIS, columns


def rows_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, str]:
    """The values of the table, by their names."""
    assert main(["theory", *words]) == 0
    rows = [row.split("  ") for row in capsys.readouterr().out.splitlines()]
    return {row[0].strip(): next(part for part in row[1:] if part.strip()).strip() for row in rows}


@pytest.fixture
def norris(tmp_path: Path) -> Path:
    file = tmp_path / "norris.csv"
    x, y = columns(NORRIS)
    file.write_text("x,y\n" + "".join(f"{a},{c}\n" for a, c in zip(x, y, strict=True)), "utf-8")
    return file


def test_norris_has_the_digits_that_are_certified_and_hold(capsys: pytest.CaptureFixture[str], norris: Path) -> None:
    rows = rows_of(capsys, "--data", str(norris))
    certified = {"weight": "1.00211681802045", "bias": "-0.262323073774029", "r_squared": "0.999993745883712"}
    for key, digits in certified.items():
        assert len(rows[key]) >= 12
        assert f"{float(digits):.{len(rows[key].lstrip('-0.').replace('.', ''))}g}" == rows[key]


def test_json_has_all_digits(capsys: pytest.CaptureFixture[str], norris: Path) -> None:
    main(["theory", "--data", str(norris), "--json"])
    values = json.loads(capsys.readouterr().out)
    assert values["bias"] == pytest.approx(-0.262323073774029, rel=1e-12)
    assert len(str(values["bias"])) >= 17


def test_the_lesson_is_told_without_a_trace_of_rounding(capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(capsys)
    assert (rows["weight"], rows["bias"], rows["loss"], rows["r_squared"]) == ("2", "0", "0", "1")
    assert rows["eigenvalues"].startswith("0.2403931346")
    assert rows["lr_stable"].startswith("0.180294850")


def test_a_small_slope_has_digits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "incomes.csv"
    file.write_text("x,y\n20000,5.1\n30000,5.9\n40000,6.3\n50000,7\n60000,7.7\n", "utf-8")
    rows = rows_of(capsys, "--data", str(file))
    assert (rows["weight"], rows["bias"], rows["loss"]) == ("6.3e-05", "3.88", "0.0062")
