"""What `train` prints of standardised x: the line through the data, while the CSV has what was trained."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gui.command_line import main
from model.data.standardised import original_units
from model.data.tables.open_table import read_data
from model.theory.optimum import optimum


def test_rows_are_in_the_units_of_the_data_and_the_csv_is_that_of_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, table = tmp_path / "incomes.csv", tmp_path / "run.csv"
    data.write_text("x,y\n20000,5.1\n30000,5.9\n40000,6.3\n50000,7\n60000,7.7\n", "utf-8")
    assert main(["train", "--data", str(data), "--standardise", "--epochs", "901", "--csv", str(table)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    words = out.splitlines()[-1].split()
    best = optimum(read_data(data))
    assert float(words[3]) == pytest.approx(best.W, rel=1e-5)
    assert float(words[5]) == pytest.approx(best.b, rel=1e-5)
    *_, last = csv.DictReader(table.read_text("utf-8").splitlines())
    W, b = original_units(float(last["W"]), float(last["b"]), read_data(data))
    assert words[3:6:2] == [f"{W:#.6g}", f"{b:.6f}"]
