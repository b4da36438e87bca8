"""The ready data sets: what each is to show, and that the real ones are those that were published."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from model import RESOURCES
from model.data.examples import Example, example, examples
from model.dataset import LESSON, Dataset
from model.theory.curvature import curvature

DATA = RESOURCES / "data"

REAL = ["faithful", "cars", "forbes"]


def least_squares(x: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """Slope, intercept and R squared."""
    x, y = x.ravel().astype(np.float64), y.ravel().astype(np.float64)
    W, b = np.polyfit(x, y, 1)
    return float(W), float(b), float(np.corrcoef(x, y)[0, 1] ** 2)


def plain_loop(data: Dataset, lr: float, epochs: int) -> tuple[float, float, list[float]]:
    """The lesson's script: W and b at the end, and all losses."""
    x, y = torch.tensor(data.x), torch.tensor(data.y)
    W, b = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for _ in range(epochs):
        loss = torch.mean((x * W + b - y) ** 2)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.item(), b.item(), losses


def test_the_lessons_own_data_come_first() -> None:
    assert examples()[0].id == "lesson"
    assert examples()[0].data is LESSON


def test_ids_and_titles_are_there_and_differ() -> None:
    assert len({ready.id for ready in examples()}) == len(examples())
    assert len({ready.title for ready in examples()}) == len(examples())
    assert all(ready.title for ready in examples())


@pytest.mark.parametrize("ready", examples()[1:], ids=lambda ready: ready.id)
def test_an_example_holds_just_what_its_file_holds(ready: Example) -> None:
    with (DATA / f"{ready.id}.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    assert [ready.data.x_name, ready.data.y_name] == names
    numbers = Dataset.of([float(row[0]) for row in rows], [float(row[1]) for row in rows])
    assert replace(ready.data, name="", x_name="", y_name="") == numbers
    assert 8 <= len(ready.data) <= 300


def test_every_file_is_an_example() -> None:
    assert {file.stem for file in DATA.glob("*.csv")} == {ready.id for ready in examples()[1:]}


@pytest.mark.parametrize("ready", examples(), ids=lambda ready: ready.id)
def test_an_example_is_found_by_its_id(ready: Example) -> None:
    assert example(ready.id) is ready


def test_an_unknown_id_is_told_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no example 'iris', only lesson, noisy_line, .*forbes"):
        example("iris")


def test_real_data_have_a_source_and_made_ones_none() -> None:
    assert [ready.id for ready in examples() if ready.source] == REAL
    assert all(ready.licence for ready in examples())


def test_the_readme_tells_of_every_file() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    assert [file.name for file in DATA.glob("*.csv") if f"| `{file.name}` |" not in readme] == []
    assert [stem for stem in REAL if f"**{stem}.csv.** Source: " not in readme] == []


def test_cars_has_the_published_regression() -> None:
    data = example("cars").data
    W, b, r_squared = least_squares(data.x, data.y)
    assert (len(data), f"{W:.4f}", f"{b:.4f}", f"{r_squared:.4f}") == (50, "3.9324", "-17.5791", "0.6511")


def test_forbes_has_the_published_regression_of_boiling_point_on_pressure() -> None:
    data = example("forbes").data
    W, b, r_squared = least_squares(data.y, data.x)
    assert (len(data), f"{W:.5f}", f"{b:.4f}", f"{r_squared:.4f}") == (17, "1.90178", "155.2965", "0.9944")


def test_faithful_has_the_published_regression_of_eruption_on_waiting() -> None:
    data = example("faithful").data
    W, b, r_squared = least_squares(data.y, data.x)
    assert (len(data), f"{W:.6f}", f"{b:.6f}", f"{r_squared:.4f}") == (272, "0.075628", "-1.874016", "0.8115")


def test_flat_is_flat_and_the_lessons_loop_finds_it() -> None:
    data = example("flat").data
    assert set(data.y.ravel().tolist()) == {60.0}
    W, b, _ = plain_loop(data, 0.01, 2300)
    assert (W, b) == pytest.approx((0.0, 60.0), abs=0.01)


@pytest.mark.parametrize(
    ("name", "epochs"), [("noisy_line", 1800), ("outlier", 2200), ("two_clusters", 1400), ("faithful", 4700)]
)
def test_at_the_lessons_lr_the_loop_finds_the_least_squares(name: str, epochs: int) -> None:
    data = example(name).data
    assert curvature(data).lr_stable > 0.01
    W, b, _ = plain_loop(data, 0.01, epochs)
    assert (W, b) == pytest.approx(least_squares(data.x, data.y)[:2], abs=0.01)


@pytest.mark.parametrize("name", ["steep", "cars", "forbes"])
def test_at_the_lessons_lr_the_loop_diverges(name: str) -> None:
    data = example(name).data
    assert curvature(data).lr_stable < 0.01
    losses = plain_loop(data, 0.01, 200)[2]
    assert not np.isfinite(losses[-1])


def test_on_the_steep_line_half_the_lessons_lr_is_enough() -> None:
    data = example("steep").data
    W, b, _ = plain_loop(data, 0.005, 2000)
    assert (W, b) == pytest.approx((10.0, 0.2), abs=0.01)


def test_without_its_outlier_the_rest_is_a_line_and_with_it_none() -> None:
    data = example("outlier").data
    off = int(np.argmin(data.y))
    assert least_squares(np.delete(data.x, off), np.delete(data.y, off))[2] > 0.99
    assert least_squares(data.x, data.y)[2] < 0.1


def test_the_clusters_fall_while_the_line_through_both_rises() -> None:
    data = example("two_clusters").data
    few = data.x.ravel() < 5
    assert least_squares(data.x, data.y)[0] > 0
    assert least_squares(data.x[few], data.y[few])[0] < 0
    assert least_squares(data.x[~few], data.y[~few])[0] < 0


def test_examples_are_read_without_torch() -> None:
    check = "import sys, model.data.examples; model.data.examples.examples(); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
