"""What stands behind other tabs: imported once a run can begin."""

from gui.panels.bowl.bowl_page import BowlPage
from gui.panels.charts.backward_panel import BackwardPanel
from gui.panels.charts.grad_stack import GradStack
from gui.panels.charts.output import Output
from gui.panels.compare.compare_panel import ComparePanel
from gui.panels.landscape.landscape_plot import LandscapePlot

__all__ = ["BackwardPanel", "BowlPage", "ComparePanel", "GradStack", "LandscapePlot", "Output"]
