"""Pictures: PNG at twice the size, SVG, the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGraphicsPathItem

from gui.panels.charts.loss_plot import LossPlot
from gui.panels.fit.fit_plot import FitPlot
from gui.theme.theme import LIGHT, TypeScale
from gui.window.export_picture import copy_picture, image_of, save_picture
from model.dataset import LESSON
from tests.gui.conftest import frame_of, trained


@pytest.fixture
def fit(show: object) -> FitPlot:
    fit = FitPlot()
    fit.restyle(LIGHT, TypeScale())
    fit.resize(500, 400)
    show(fit)  # type: ignore[operator]
    fit.show_data(LESSON)
    fit.show_line(1.0, 0.5)
    return fit


def drawn(svg: Path) -> QImage:
    renderer = QSvgRenderer(str(svg))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def has_colour(image: QImage, name: str) -> bool:
    wanted = QColor(name).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_a_png_has_twice_the_size(fit: FitPlot, tmp_path: Path) -> None:
    save_picture(fit, tmp_path / "fit.png")
    image = QImage(str(tmp_path / "fit.png"))
    assert image.size() == fit.size() * 2
    assert has_colour(image, LIGHT.line)


def test_an_svg_shows_the_same(fit: FitPlot, tmp_path: Path) -> None:
    save_picture(fit, tmp_path / "fit.svg")
    image = drawn(tmp_path / "fit.svg")
    assert has_colour(image, LIGHT.line)


def test_an_svg_has_no_path_that_is_empty(fit: FitPlot, tmp_path: Path) -> None:
    save_picture(fit, tmp_path / "fit.svg")
    text = (tmp_path / "fit.svg").read_text("utf-8")
    assert "<path" in text
    assert 'd=""' not in text


def test_nothing_is_hidden_after_an_svg(show: object, tmp_path: Path) -> None:
    loss = LossPlot()
    loss.restyle(LIGHT, TypeScale())
    show(loss)  # type: ignore[operator]
    loss.show_frame(frame_of(trained(30)))
    items = [item for item in loss.plot.canvas.scene().items() if isinstance(item, QGraphicsPathItem)]
    before = [item.isVisible() for item in items]
    save_picture(loss, tmp_path / "loss.svg")
    assert [item.isVisible() for item in items] == before


def test_a_picture_can_be_copied(fit: FitPlot) -> None:
    copy_picture(fit)
    assert QGuiApplication.clipboard().image().size() == fit.size() * 2
    assert image_of(fit).size() == QSize(1000, 800)


def test_a_file_that_cannot_be_written_is_an_oserror(fit: FitPlot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        save_picture(fit, tmp_path / "nowhere" / "fit.png")


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("name", ["fit.png", "fit.svg"])
def test_on_a_full_disk_the_old_picture_stays(fit: FitPlot, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(OSError, match="No space left"):
        save_picture(fit, tmp_path / name)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "old")]
