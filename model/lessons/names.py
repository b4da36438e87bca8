"""What a page of a lesson may name: the charts, panels, controls and commands, as the program itself names them."""

CHARTS = ("gradients", "landscape", "bowl", "in-grad", "backward", "compare", "output")
"""The charts behind tabs."""

PARTS = ("fit", "loss", "code", "readouts", "charts", "explanation", "timeline")
"""The panels beside the left column."""

CARDS = ("data", "start", "training", "loop")
"""The cards of the left column."""

ROWS = {"lr": "training", "momentum": "loop"}
"""A row that may stand alone, and the card that it is in: a page may have no room for the others."""

COMMANDS = (
    *("run", "step_line", "step_epoch", "back", "home", "go_to", "reset", "skip", "pin", "undo", "redo"),
    *("logarithmic", "exact", "squares", "theory", "more", "sound", "by_hand", "compare", "examples", "make_data"),
)
"""The commands that may be locked."""
