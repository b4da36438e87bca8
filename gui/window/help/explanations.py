"""What can be told of whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabBar, QWidget

from gui.window.menus import ToolBar
from gui.window.panels import Panels
from model import QT_TRANSLATE_NOOP

CHART_KEYS = QT_TRANSLATE_NOOP("Explanations", "Wheel and mouse zoom; a double click follows the run again.")

LEARNING_RATE = QT_TRANSLATE_NOOP(
    "Explanations", "The learning rate, by which step() multiplies the gradient. Counts from the next epoch on."
)


def explanation(widget: QWidget, view: Panels, toolbar: ToolBar) -> str:
    """What a widget is for, in the present language: its own words, those of the table, or its tip.

    A part of a widget that has nothing to tell is explained as the whole is.
    """
    part: QWidget | None = widget
    while part is not None and not part.isWindow():
        table = next((text for one, text in _table(view, toolbar) if one is part), "")
        said = part.whatsThis() or QCoreApplication.translate("Explanations", table) or part.toolTip()
        if said:
            return said
        if isinstance(part, QTabBar) and part.tabToolTip(part.currentIndex()):
            return part.tabToolTip(part.currentIndex())
        part = part.parentWidget()
    return ""


def _table(view: Panels, toolbar: ToolBar) -> Iterator[tuple[QWidget, str]]:
    """The widgets whose tips do not say what they are for, or would be in the way."""
    yield from (
        (
            toolbar.speed,
            QT_TRANSLATE_NOOP("Explanations", "How many epochs run in a second; at the right end, as many as can."),
        ),
        (view.training.lr, LEARNING_RATE),
        (view.training.lr_slider, LEARNING_RATE),
        (view.training.epochs, QT_TRANSLATE_NOOP("Explanations", "How many epochs the run is to have in all.")),
        (
            view.loop.where,
            QT_TRANSLATE_NOOP("Explanations", "Where in the loop zero_grad() stands, or that it is never called."),
        ),
        (
            view.loop.twice,
            QT_TRANSLATE_NOOP(
                "Explanations", "Call backward() twice in each epoch: the gradient is added to .grad twice."
            ),
        ),
        (
            view.loop.no_step,
            QT_TRANSLATE_NOOP(
                "Explanations", "Leave out step(): gradients are computed, but W and b stay as they are."
            ),
        ),
        (view.start.start, QT_TRANSLATE_NOOP("Explanations", "Where W and b begin at the next Reset.")),
        (view.start.W, QT_TRANSLATE_NOOP("Explanations", "The W that the next run begins with.")),
        (view.start.b, QT_TRANSLATE_NOOP("Explanations", "The b that the next run begins with.")),
        (
            view.loss.logarithmic,
            QT_TRANSLATE_NOOP(
                "Explanations", "Show the loss on an axis on which each step is ten times the one before."
            ),
        ),
        (view.loss.plot, QT_TRANSLATE_NOOP("Explanations", "The loss of every epoch.")),
        (view.charts.tabBar(), QT_TRANSLATE_NOOP("Explanations", "← and → turn to another chart.")),
    )
    for plot in view.charts.gradients.plots.values():
        yield plot, CHART_KEYS
    if view.charts.filled:
        for bars in view.charts.stack.plots.values():
            yield (
                bars,
                QT_TRANSLATE_NOOP(
                    "Explanations", "The gradients of the epochs that are summed in .grad, one upon the other."
                ),
            )
        yield (
            view.charts.backward.w,
            QT_TRANSLATE_NOOP("Explanations", "The number w of which z is computed; another one begins anew."),
        )
        yield (
            view.charts.backward.expression,
            QT_TRANSLATE_NOOP("Explanations", "How z is computed of w; another one begins anew."),
        )
        yield (
            view.charts.landscape.back,
            QT_TRANSLATE_NOOP("Explanations", "Show the part of the map where the run is."),
        )
