"""What the window is painted without: imported on a thread once it is painted, for it takes as long as all the rest."""

from gui.panels.bowl.bowl_page import BowlPage
from gui.panels.charts.backward_panel import BackwardPanel
from gui.panels.charts.grad_stack import GradStack
from gui.panels.charts.output import Output
from gui.panels.compare.compare_panel import ComparePanel
from gui.panels.landscape.landscape_plot import LandscapePlot
from gui.plots.axes.axes import Axes

__all__ = ["Axes", "BackwardPanel", "BowlPage", "ComparePanel", "GradStack", "LandscapePlot", "Output"]
