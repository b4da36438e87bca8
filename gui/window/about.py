"""What the program is, and what it is made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

MADE_OF = ("torch", "PySide6-Essentials", "pyqtgraph", "numpy")


def show_about(parent: QWidget) -> None:
    """Open the About box over this window; it does not hold the run up."""
    from importlib.metadata import version  # slow, and not wanted at the start

    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("About", "About Slopewise"))
    box.setText(f"<b>Slopewise {version('slopewise')}</b>")
    text = QCoreApplication.translate(
        "About",
        "Watch PyTorch fit a straight line, and see what zero_grad() is for. What runs is real autograd and the real "
        "torch.optim.SGD.",
    )
    versions = ", ".join(f"{name} {version(name)}" for name in MADE_OF)
    licences = QCoreApplication.translate(
        "About", "Slopewise is free under the MIT licence; its fonts under the SIL Open Font License."
    )
    box.setInformativeText(f"{text}\n\n{versions}, Qt {qVersion()}\n\n{licences}")
    box.setModal(False)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.show()
