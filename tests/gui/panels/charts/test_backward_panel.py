"""The panel "backward() adds": what stands in w.grad, call after call."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gui.panels.charts.backward_panel import EXPRESSIONS, BackwardPanel, chain, literal
from gui.theme.theme import LIGHT, THEMES, Theme, TypeScale
from gui.theme.translation import Language
from tests.gui.conftest import colours, is_korean


@pytest.fixture
def panel(show: Callable[[QWidget], QWidget]) -> BackwardPanel:
    panel = BackwardPanel()
    panel.restyle(LIGHT, TypeScale())
    panel.resize(420, 300)
    show(panel)
    return panel


def press(button: QAbstractButton, times: int = 1) -> None:
    for _ in range(times):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def enter_w(panel: BackwardPanel, text: str) -> None:
    """As a user types it in."""
    panel.w.selectAll()
    QTest.keyClicks(panel.w, text)
    QTest.keyClick(panel.w, Qt.Key.Key_Return)


def code(panel: BackwardPanel) -> list[str]:
    return [line.text() for line in panel.code]


def blocks(panel: BackwardPanel) -> int:
    return panel.blocks._fresh.path().elementCount() // 5


def total(panel: BackwardPanel) -> tuple[float, float]:
    """From where to where the bar of the sum reaches, in blocks."""
    bar = panel.blocks._held.path().boundingRect()
    return bar.left(), bar.right()


def test_there_is_no_gradient_before_the_first_call(panel: BackwardPanel) -> None:
    assert (panel.fresh.text(), panel.held.text()) == ("–", "None")
    assert blocks(panel) == 0


def test_each_call_adds_the_same_gradient(panel: BackwardPanel) -> None:
    shown = []
    for _ in range(5):
        press(panel.backward)
        shown.append((panel.fresh.text(), panel.held.text()))
    assert shown == [("2", "2"), ("2", "4"), ("2", "6"), ("2", "8"), ("2", "10")]


def test_the_sum_is_written_out(panel: BackwardPanel) -> None:
    press(panel.backward, 3)
    assert panel.sum.text() == "2 + 2 + 2 = 6"


def test_a_long_sum_says_how_many_terms_it_has(panel: BackwardPanel) -> None:
    press(panel.backward, 50)
    assert panel.sum.text() == "2 + 2 + 2 + … + 2 = 100   (50 ×)"


@pytest.mark.parametrize(("w", "calls"), [("2", 37), ("-3.14159", 200), ("1.23e15", 40)])
@pytest.mark.parametrize("width", [320, 420, 700])
def test_the_sum_never_runs_out_of_the_panel(panel: BackwardPanel, w: str, calls: int, width: int) -> None:
    panel.expression.setCurrentText("w ** 2")
    enter_w(panel, w)
    press(panel.backward, calls)
    panel.resize(width, 300)
    assert panel.width() == width
    assert panel.sum.metrics().horizontalAdvance(panel.sum.text()) <= panel.sum.width()


def test_a_wider_panel_writes_more_of_the_sum(panel: BackwardPanel) -> None:
    press(panel.backward, 30)
    panel.resize(900, 300)
    assert panel.sum.text() == " + ".join(["2"] * 30) + " = 60"


def test_each_call_has_a_block_and_the_bar_is_as_long_as_all_of_them(panel: BackwardPanel) -> None:
    for calls in (1, 2, 3):
        press(panel.backward)
        assert blocks(panel) == calls
        assert total(panel) == (0, calls)


def test_blocks_of_negative_gradients_lie_left_of_zero(panel: BackwardPanel) -> None:
    panel.expression.setCurrentText("w ** 2")
    enter_w(panel, "-3")
    press(panel.backward, 4)
    assert panel.sum.text() == "−6 − 6 − 6 − 6 = −24"
    assert total(panel) == (-4, 0)


def test_a_thousand_calls_do_not_leave_the_panel(panel: BackwardPanel) -> None:
    for _ in range(1000):
        panel.backward.click()
    assert panel.held.text() == "2000"
    end = panel.blocks.mapFromScene(panel.blocks._held.mapToScene(1000, 0)).x()
    assert 0.5 * panel.blocks.width() < end <= panel.blocks.width()


def test_zero_grad_empties_it_and_the_sum_begins_anew(panel: BackwardPanel) -> None:
    press(panel.backward, 3)
    press(panel.zero_grad)
    assert (panel.fresh.text(), panel.held.text(), blocks(panel)) == ("–", "None", 0)
    assert "None" in panel.sum.text()
    press(panel.backward)
    assert (panel.fresh.text(), panel.held.text(), panel.sum.text()) == ("2", "2", "2 = 2")


def test_zero_grad_before_the_first_call_changes_nothing(panel: BackwardPanel) -> None:
    before = panel.sum.text()
    press(panel.zero_grad)
    assert (panel.held.text(), panel.sum.text()) == ("None", before)


@pytest.mark.parametrize(("expression", "own"), [("2 * w", "2"), ("w ** 2", "4"), ("w ** 3", "12")])
def test_another_expression_starts_anew(panel: BackwardPanel, expression: str, own: str) -> None:
    panel.expression.setCurrentText("w ** 3" if expression == "2 * w" else "2 * w")
    press(panel.backward, 2)
    panel.expression.setCurrentText(expression)
    assert panel.held.text() == "None"
    press(panel.backward)
    assert panel.held.text() == own


def test_another_w_starts_anew(panel: BackwardPanel) -> None:
    panel.expression.setCurrentText("w ** 2")
    press(panel.backward, 2)
    enter_w(panel, "1,5")
    assert panel.held.text() == "None"
    press(panel.backward, 2)
    assert (panel.fresh.text(), panel.held.text()) == ("3", "6")


@pytest.mark.parametrize("text", ["", "abc", "inf", "nan", "1e39", "1.e-"])
def test_what_is_no_number_changes_nothing(panel: BackwardPanel, text: str) -> None:
    press(panel.backward, 2)
    enter_w(panel, text) if text else panel.w.clear()
    panel.w.editingFinished.emit()
    assert (panel.w.text(), panel.held.text()) == ("2", "4")


def test_a_number_half_typed_does_not_count_for_another_expression(panel: BackwardPanel) -> None:
    panel.w.setText("1e")
    panel.expression.setCurrentText("w ** 2")
    press(panel.backward)
    assert panel.held.text() == "4"


@pytest.mark.parametrize(("w", "shown"), [("1e30", "inf"), ("-1e30", "inf"), ("1e18", "3e36"), ("0", "0")])
def test_numbers_of_any_size_are_shown(panel: BackwardPanel, w: str, shown: str) -> None:
    panel.expression.setCurrentText("w ** 3")
    enter_w(panel, w)
    press(panel.backward)
    assert panel.held.text() == shown
    press(panel.backward, 3)
    assert panel.sum.text().endswith(f"= {panel.held.text()}")
    assert panel.grab().width() == panel.width()


def test_the_code_is_the_lessons(panel: BackwardPanel) -> None:
    assert code(panel) == ["w = torch.tensor(2.0, requires_grad=True)", "z = 2 * w", "z.backward()", "print(w.grad)"]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("w", ["0.1", "-2", "3.4028234663852886e38", "1e-30", "0.333333333333"])
def test_the_code_shown_gives_the_numbers_shown(panel: BackwardPanel, expression: str, w: str) -> None:
    panel.expression.setCurrentText(expression)
    enter_w(panel, w)
    names: dict[str, object] = {}
    exec("import torch\n" + "\n".join(code(panel)[:3]) + "\ngrad = w.grad.item()", names)
    press(panel.backward)
    assert panel._experiment is not None
    assert panel._experiment.grad == names["grad"]


def test_the_window_does_not_wait_for_torch() -> None:
    script = "import sys, gui.panels.charts.backward_panel; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_mouse_leaves_the_keyboard_where_it_was(panel: BackwardPanel) -> None:
    panel.setFocus()
    focus = QApplication.focusWidget()
    press(panel.backward)
    press(panel.zero_grad)
    assert QApplication.focusWidget() is focus
    fields = (panel.backward, panel.zero_grad, panel.expression)
    assert {field.focusPolicy() for field in fields} == {Qt.FocusPolicy.TabFocus}


def test_everything_to_use_has_a_name_for_screen_readers(panel: BackwardPanel) -> None:
    assert all(w.accessibleName() for w in (panel.w, panel.expression, panel.backward, panel.zero_grad, panel.held))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_blocks_and_sum_wear_the_theme(panel: BackwardPanel, theme: Theme) -> None:
    panel.restyle(theme, TypeScale())
    press(panel.backward, 3)
    assert {theme.fresh, theme.held, theme.card} <= colours(panel.blocks.grab().toImage())


def test_it_speaks_korean_and_english_again(panel: BackwardPanel, speak: Callable[[Language], None]) -> None:
    def texts() -> list[str]:
        notes = [label.text() for label in panel.findChildren(QLabel) if label.property("role") == "note"]
        return [panel.title.text(), panel.sum.text(), *notes, panel.zero_grad.toolTip(), panel.w.accessibleName()]

    english = texts()
    speak(Language.KOREAN)
    assert [text for text in texts() if not is_korean(text)] == []
    press(panel.backward)
    press(panel.zero_grad)
    assert is_korean(panel.sum.text())
    panel.expression.setCurrentIndex(1)
    speak(Language.ENGLISH)
    assert texts() == english


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2.0"), (-0.5, "-0.5"), (1e30, "1e+30"), (0.1, "0.1"), (12345678.0, "12345678.0")]
)
def test_a_number_in_the_code_is_a_float(value: float, text: str) -> None:
    assert literal(value) == text


def test_a_minus_takes_the_place_of_a_plus() -> None:
    assert chain(["−1", "2", "−3"], "−2") == "−1 + 2 − 3 = −2"
