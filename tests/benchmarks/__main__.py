"""Measure the program on this machine: `python -m tests.benchmarks [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from tests.screen import virtual_screen


@dataclass(frozen=True)
class Figure:
    """A measured number, and what it must reach."""

    key: str
    value: float
    text: str
    reached: Callable[[float], bool] | None = None
    target: str = "reported"

    def row(self) -> str:
        """One line of the table."""
        verdict = "" if self.reached is None else "  ok" if self.reached(self.value) else "  MISSED"
        return f"{self.key:28}{self.value:12.4g}  {self.target:18}{self.text}{verdict}"


def measure() -> list[Figure]:
    """All figures, in the order of the table."""
    from gui.app import make_application
    from tests.benchmarks.first_paint import measure_first_paint
    from tests.benchmarks.growth import measure_bytes_per_epoch, measure_frame, measure_prediction, measure_travel
    from tests.benchmarks.live import measure_code_pane_cost, measure_input_latency, measure_live
    from tests.benchmarks.matplotlib_script import measure_matplotlib

    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    ours, empty = measure_first_paint()
    live, skipped, everything = measure_live(), measure_live(zero_grad=False), measure_live(everything=True)
    gaps_ms = np.array(live.frame_gaps + skipped.frame_gaps + everything.frame_gaps) * 1000
    latencies_ms = np.array(measure_input_latency()) * 1000
    travels_ms = np.array(measure_travel()) * 1000
    predictions_ms = np.array(measure_prediction()) * 1000
    thousand, million = measure_frame(1000), measure_frame(1_000_000)
    speed = median(live.epochs_per_second)
    return [
        Figure("live_ratio", median(live.ratios), "epochs/s, live to bare script", lambda v: v >= 0.80, ">= 0.80"),
        Figure("live_ratio_skipped", median(skipped.ratios), "zero_grad skipped", lambda v: v >= 0.80, ">= 0.80"),
        Figure(
            "live_ratio_everything",
            median(everything.ratios),
            "landscape, squares, four runs",
            lambda v: v >= 0.80,
            ">= 0.80",
        ),
        Figure("epochs_per_second", speed, "live, at full speed"),
        Figure(
            "frames_per_second",
            min(figures.frames_per_second() for figures in (live, skipped, everything)),
            "meanwhile",
            lambda v: v >= 25,
            ">= 25",
        ),
        Figure("frame_gap_p99_ms", np.percentile(gaps_ms, 99), "between two frames", lambda v: v < 60, "< 60"),
        Figure("input_latency_p99_ms", np.percentile(latencies_ms, 99), "key to paint", lambda v: v < 60, "< 60"),
        Figure("first_paint_ratio", ours / empty, f"{ours:.2f} s to {empty:.2f} s", lambda v: v <= 1.3, "<= 1.3"),
        Figure(
            "frame_cost_growth",
            million / thousand,
            f"{million * 1000:.1f} ms at 1e6 to {thousand * 1000:.1f} ms at 1e3 epochs",
            lambda v: v <= 1.3,
            "<= 1.3",
        ),
        Figure("code_pane_cost", measure_code_pane_cost(), "of the throughput", lambda v: v <= 0.05, "<= 0.05"),
        Figure("travel_p99_ms", np.percentile(travels_ms, 99), "in 1e6 epochs", lambda v: v < 100, "< 100"),
        Figure("prediction_p99_ms", np.percentile(predictions_ms, 99), "with momentum", lambda v: v < 20, "< 20"),
        Figure("bytes_per_epoch", measure_bytes_per_epoch(), "of history", lambda v: v <= 100, "<= 100"),
        Figure("matplotlib_ratio", measure_matplotlib() / speed, "a script redrawing matplotlib, to ours"),
    ]


def main() -> int:
    """Print the table, and write the numbers where asked; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure the program's speed.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file")
    options = parser.parse_args()
    screen = virtual_screen() if sys.platform == "linux" else nullcontext(None)
    with screen as display:
        if display is not None:
            os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        figures = measure()
    for figure in figures:
        print(figure.row())
    if options.json is not None:
        options.json.write_text(json.dumps({figure.key: float(figure.value) for figure in figures}, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
