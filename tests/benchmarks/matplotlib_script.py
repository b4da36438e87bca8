"""The same lesson as it is often shown: a script that redraws a matplotlib figure each epoch."""

from __future__ import annotations

import matplotlib as mpl

from tests.benchmarks.bare_script import bare_script


def measure_matplotlib(epochs: int = 60) -> float:
    """Epochs a second of a script that draws points, line and loss after every epoch."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, (fit, chart) = plt.subplots(1, 2, figsize=(12.8, 8.0), dpi=100)
    fit.scatter([1, 2, 3], [2, 4, 6])
    (line,) = fit.plot([0, 3], [0, 0])
    (curve,) = chart.plot([], [])
    losses: list[float] = []

    def redraw(_epoch: int, W: float, b: float, loss: float) -> None:
        losses.append(loss)
        line.set_ydata([b, 3 * W + b])
        curve.set_data(range(len(losses)), losses)
        chart.relim()
        chart.autoscale_view()
        figure.canvas.draw()

    rate = bare_script(epochs, after=redraw)
    plt.close(figure)
    return rate
