"""Strategies for runs of any kind, and what makes two of them the same to the last bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from model.dataset import LESSON, Dataset
from model.experiment import FLOAT32_MAX, Experiment, InitialParameters, LoopSettings, Start, ZeroGrad
from model.history import Change
from model.run import Replay

FLOAT32 = st.floats(width=32, allow_nan=False, allow_infinity=False, allow_subnormal=True)
NAMES = st.text(max_size=20)
COLUMNS = st.lists(st.tuples(FLOAT32, FLOAT32), min_size=1, max_size=12)
DATASETS = st.builds(
    lambda rows, *names: Dataset(np.array([x for x, _ in rows]), np.array([y for _, y in rows]), *names),
    COLUMNS,
    NAMES,
    NAMES,
    NAMES,
)
FINITE = st.floats(-FLOAT32_MAX, FLOAT32_MAX)


@st.composite
def settings_of(draw: st.DrawFn, data: st.SearchStrategy[Dataset] = DATASETS) -> LoopSettings:
    """Any settings at all, with the parts that their data can be cut into."""
    values = draw(data)
    momentum = draw(st.sampled_from([0.0, 1.0]) | st.floats(0, 1))
    settings = LoopSettings(
        lr=draw(st.floats(0, FLOAT32_MAX)),
        zero_grad=draw(st.sampled_from(ZeroGrad)),
        every=draw(st.integers(1, 10_000_000)),
        backward_twice=draw(st.booleans()),
        step=draw(st.booleans()),
        batch_size=draw(st.integers(0, 20)),
        data=values,
        momentum=momentum,
        nesterov=momentum > 0 and draw(st.booleans()),
        standardise=values.can_standardise and draw(st.booleans()),
    )
    parts = [n for n in range(1, len(values) + 1) if len(values) % n == 0]
    return settings if settings.batch_size else replace(settings, accumulate=draw(st.sampled_from(parts)))


@st.composite
def runs(draw: st.DrawFn) -> Replay:
    """Any run at all."""
    table = st.sampled_from([LESSON, *draw(st.lists(DATASETS, max_size=3))])
    experiment = Experiment(
        seed=draw(st.integers(0, 2**63 - 1)),
        initial=draw(st.builds(InitialParameters, st.sampled_from(Start), FINITE, FINITE)),
        settings=draw(settings_of(table)),
        epochs=draw(st.integers(1, 10_000_000)),
        seeded=draw(st.booleans()),
    )
    epochs = sorted(draw(st.sets(st.integers(1, 9_999_999), max_size=5)))
    changes = tuple(Change(epoch, draw(settings_of(table))) for epoch in epochs)
    return Replay(experiment, changes, draw(st.integers(0, 10_000_000)), draw(st.text(max_size=50)))


def bits(run: Replay) -> object:
    """All of a run so that only equal bits are equal: -0.0 is not 0.0, and names count."""
    rows = (Change(0, run.experiment.settings), *run.changes)
    settings = [
        (epoch, repr(settings), data.x.tobytes(), data.y.tobytes(), data.name, data.x_name, data.y_name)
        for epoch, settings in rows
        for data in [settings.data]
    ]
    return repr(replace(run, changes=())), settings
