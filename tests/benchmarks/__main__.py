"""Measure the program on this machine: `python -m tests.benchmarks [--json FILE] [--readme FILE ...]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from tests.screen import virtual_screen

BEGIN, END = "<!-- make bench -->", "<!-- end -->"
"""Between these two lines a README has the table."""

STEADY = 0.85
"""From which machine_steadiness on it can be said to have done nothing else."""


@dataclass(frozen=True)
class Figure:
    """A measured number, and what it must be at least, or at most."""

    key: str
    value: float
    text: str
    least: float | None = None
    most: float | None = None

    @property
    def is_short(self) -> bool:
        """Whether it falls short of its goal."""
        below = self.least is not None and self.value < self.least
        return below or (self.most is not None and self.value > self.most)

    @property
    def goal(self) -> str:
        """What it must reach, in words."""
        if self.least is not None:
            return f">= {self.least:g}"
        return "" if self.most is None else f"<= {self.most:g}"

    @property
    def verdict(self) -> str:
        """Whether it has reached it; nothing where there is no goal."""
        return "" if not self.goal else "SHORT" if self.is_short else "ok"

    def row(self) -> str:
        """One line of the table."""
        return f"{self.key:28}{self.value:12.4g}  {self.goal:10}{self.verdict:7}{self.text}"

    def markdown(self) -> str:
        """The same in a README."""
        return f"| {self.key} | {self.value:.3g} | {self.goal} | {self.verdict} | {self.text} |"


def measure() -> list[Figure]:
    """All figures, in the order of the table."""
    from gui.app import make_application
    from tests.benchmarks import growth, live
    from tests.benchmarks.first_paint import measure_first_paint, measure_ready
    from tests.benchmarks.matplotlib_script import measure_matplotlib
    from tests.benchmarks.steadiness import Steadiness

    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    machine = Steadiness()
    machine.look()
    (ours, empty, paint), (ready, beyond, silent) = measure_first_paint(), measure_ready()
    machine.look()
    plain, skipped = live.measure_live(), live.measure_live(zero_grad=False)
    machine.look()
    settled = live.measure_live(settled=True, turns=live.FEW_TURNS)
    everything = live.measure_live(everything=True)
    machine.look()
    latencies_ms = np.array(live.measure_input_latency()) * 1000
    speed = median(plain.epochs_per_second)
    figures = [
        Figure("live_ratio", median(plain.ratios), "epochs/s of the window, to the bare script's", least=0.88),
        Figure("live_ratio_skipped", median(skipped.ratios), "without zero_grad()", least=0.88),
        Figure(
            "live_ratio_settled", median(settled.ratios), "beside a script that names no steps for profilers, either"
        ),
        Figure("live_ratio_everything", median(everything.ratios), "landscape, squares, four runs", least=0.80),
        Figure("epochs_per_second", speed, "live"),
        *_frames("", plain.frame_gaps + skipped.frame_gaps + everything.frame_gaps),
        Figure("input_latency_p99_ms", np.percentile(latencies_ms, 99), "key to paint", most=50),
    ]
    for pace in (1.0, 10.0, 30.0, 60.0):
        jitter, each = live.measure_jitter(pace)
        figures += [
            Figure(f"jitter_ms at {pace:g}/s", jitter, "95th percentile of a frame's delay", most=8),
            Figure(f"frames at {pace:g}/s", each, "for each epoch", least=0.98),
        ]
        machine.look()
    lengths = 1000, 100_000, 1_000_000, 10_000_000
    thousand, *costs = growth.measure_frames(lengths)
    for epochs, cost in zip(lengths[1:], costs, strict=True):
        text = f"of a frame, to {thousand * 1000:.1f} ms at 1e3 epochs"
        figures.append(Figure(f"frame_cost at {epochs:.0e}", cost / thousand, text, most=1.2))
    travels_ms = np.array(growth.measure_travel(10_000_000)) * 1000
    figures += [
        Figure("travel_p99_ms", np.percentile(travels_ms, 99), "to anywhere in 1e7 epochs", most=50),
        Figure("bytes_per_epoch", growth.measure_bytes_per_epoch(), "of history", most=36),
    ]
    for rows in (1000, 100_000, 1_000_000):
        found = live.measure_live(rows=rows, turns=live.FEW_TURNS)
        text = f"live ratio on {rows:.0e} points"
        figures += [
            Figure(f"live_ratio at {rows:.0e}", median(found.ratios), text, least=0.90),
            *_frames(f" at {rows:.0e} points", found.frame_gaps),
        ]
        machine.look()
    still, turned, rate = live.measure_bowl()
    figures += [
        Figure("bowl_frame_ms", median(still) * 1000, "of a frame that does not turn it, at full speed", most=2),
        Figure("bowl_turned_ms", median(turned) * 1000, "to paint it turned"),
        Figure("bowl_turned_per_second", rate, "painted while it is turned at full speed", least=30),
    ]
    for runs in (2, 4, 7):
        found = live.measure_live(pinned=runs - 1, turns=live.FEW_TURNS)
        figures += _frames(f" with {runs} runs", found.frame_gaps)
        machine.look()
    predictions_ms = np.array(growth.measure_prediction()) * 1000
    figures += [
        Figure("first_paint_ratio", paint, f"{ours:.2f} s, to {empty:.2f} s of an empty window", most=1.25),
        Figure("ready_s", ready, "until a run can begin, beyond torch and a first step()", most=0.3),
        Figure("ready_without_compiler_s", beyond, "the same, where that script does not load torch's compiler, too"),
        Figure("start_silence_ms", silent * 1000, "the longest without an answer meanwhile", most=100),
        Figure("idle_percent", live.measure_idle(), "of a core, while paused", most=1),
        Figure("code_pane_cost", live.measure_code_pane_cost(), "of the throughput", most=0.05),
        Figure("prediction_p99_ms", np.percentile(predictions_ms, 99), "with momentum", most=20),
        Figure("matplotlib_ratio", measure_matplotlib() / speed, "a script redrawing matplotlib, to ours"),
    ]
    machine.look()
    figures.append(Figure("machine_steadiness", machine.ratio(), "its slowest speed meanwhile, to its fastest"))
    return figures


def _frames(where: str, gaps: list[float]) -> list[Figure]:
    """How often and how evenly the window is painted."""
    return [
        Figure(f"frames_per_second{where}", len(gaps) / sum(gaps), "painted at full speed", least=27),
        Figure(f"frame_gap_p99_ms{where}", np.percentile(gaps, 99) * 1000, "between two frames", most=50),
    ]


def write_into(readme: Path, figures: list[Figure]) -> None:
    """Put the table between the two lines that a README has for it."""
    before, rest = readme.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    cores = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = [f"| {cores} | measured | goal | | |", "|---|---|---|---|---|", *(figure.markdown() for figure in figures)]
    readme.write_text("\n".join([before + BEGIN, "", *rows, "", END + after]), "utf-8")


def main() -> int:
    """Print the table, and write the numbers where asked; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure the program's speed.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file")
    parser.add_argument("--readme", type=Path, nargs="*", default=[], metavar="FILE", help="put the table into these")
    options = parser.parse_args()
    screen = virtual_screen() if sys.platform == "linux" else nullcontext(None)
    with screen as display:
        if display is not None:
            os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        figures = measure()
    for figure in figures:
        print(figure.row())
    measured = {figure.key: float(figure.value) for figure in figures}
    if measured["machine_steadiness"] < STEADY:
        print(f"The machine was not steady ({STEADY:g}): what falls short may be its doing.")
    short = [figure.key for figure in figures if figure.is_short]
    print("All hold." if not short else f"{len(short)} of {len(figures)} fall short: {', '.join(short)}")
    if options.json is not None:
        options.json.write_text(json.dumps(measured, indent=2) + "\n")
    for readme in options.readme:
        write_into(readme, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
