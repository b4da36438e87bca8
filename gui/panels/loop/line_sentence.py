"""One sentence on the line of the loop that comes next: what it does now, with its numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from gui.session.shown import Shown
from gui.theme.number_format import short, significant
from gui.widgets.card import Translated
from gui.widgets.still_label import StillLabel
from model.loop import BACKWARD, Kind, loop_of
from model.moment import Moment

LINES = 2
"""So many lines have room; what is longer, as it may be with numbers in powers of ten, is cut, and a tip has it."""


class LineSentence(Translated, StillLabel):
    """Tells of the line that waits at a moment, in a room that is always of the same height."""

    def __init__(self) -> None:
        super().__init__("sentence", alignment=Qt.AlignmentFlag.AlignTop)
        self.set_word_wrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._moment: Moment | None = None
        self.told = ""
        """The whole sentence."""

    def show_moment(self, moment: Moment | None) -> None:
        """Tell of the line that comes next at this moment; nothing where none waits."""
        self._moment = moment
        self.tell("" if moment is None else self.words(moment))

    def tell(self, sentence: str) -> None:
        """Say this."""
        if sentence != self.told:
            self.told = sentence
            self._cut()

    def restyle(self) -> None:
        """Keep room for the lines in the new size."""
        self.keep_room("")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._height_of("\n".join("x" * LINES)))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell as much as there is room for in the new width."""
        super().resizeEvent(event)
        self._cut()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self.show_moment(self._moment)

    def _cut(self) -> None:
        text, words = self.told, self.told.split(" ")
        while len(words) > 1 and self._height_of(text) > self.height():
            words.pop()
            text = f"{' '.join(words)} …"
        self.setText(text)
        self.setToolTip("" if text == self.told else self.told)

    def _height_of(self, text: str) -> int:
        space = QRect(0, 0, max(1, self.width()), 10_000)
        return self.metrics().boundingRect(space, Qt.TextFlag.TextWordWrap, text).height()

    def words(self, at: Moment) -> str:
        """The sentence on the line that comes next at this moment."""
        loop = loop_of(at.settings)
        line = loop.lines[at.line].strip()
        match loop.kinds[at.line]:
            case Kind.HYPOTHESIS:
                return self._hypothesis(at)
            case Kind.LOSS:
                return self._loss(at)
            case Kind.ZERO_GRAD:
                return self._zero_grad(at)
            case Kind.BACKWARD:
                again = at.settings.backward_twice and line == BACKWARD
                return self._backward(at, again=again)
            case Kind.STEP:
                return self._step(at)
        return self._around(at, line)

    def _hypothesis(self, at: Moment) -> str:
        if at.settings.batch_size:
            text = self.tr("x · W + b with W {W} and b {b}: the line's guess for each row of this mini-batch.")
        elif at.settings.accumulate > 1:
            text = self.tr("x · W + b with W {W} and b {b}: the line's guess for each row of this part.")
        else:
            text = self.tr("x_train · W + b with W {W} and b {b}: the line's guess for each row, {rows} in all.")
        return text.format(W=_n(at.W), b=_n(at.b), rows=len(at.settings.data))

    def _loss(self, at: Moment) -> str:
        if at.settings.batch_size:
            text = self.tr("The mean of the squared differences between guess and y in this mini-batch: {loss}.")
        elif at.settings.accumulate > 1:
            text = self.tr("This part's mean of the squared differences, divided by {parts}: {loss}.")
        else:
            text = self.tr("The mean of the squared differences between guess and y_train: {loss}.")
        (loss,) = at.coming
        return text.format(loss=_n(loss), parts=at.settings.accumulate)

    def _zero_grad(self, at: Moment) -> str:
        if at.W_grad is None or at.b_grad is None:
            return self.tr("Empties .grad, but there is nothing to throw away: it is None.")
        text = self.tr("Throws away .grad, which holds {W} (W) and {b} (b): it becomes None.")
        return text.format(W=_n(at.W_grad), b=_n(at.b_grad))

    def _backward(self, at: Moment, *, again: bool) -> str:
        if again:
            whose = self.tr("the same gradient once more")
        elif at.settings.batch_size:
            whose = self.tr("this mini-batch's own gradient")
        elif at.settings.accumulate > 1:
            whose = self.tr("this part's own gradient")
        else:
            whose = self.tr("this epoch's own gradient")
        W, b = at.coming
        if at.W_grad is None or at.b_grad is None:
            text = self.tr("Adds {whose} to .grad, which holds None: then it holds {W} (W) and {b} (b).")
            return text.format(whose=whose, W=_n(W), b=_n(b))
        text = self.tr("Adds {whose} to .grad: {W} (W) and {b} (b).")
        return text.format(whose=whose, W=_sum(at.W_grad, W), b=_sum(at.b_grad, b))

    def _step(self, at: Moment) -> str:
        if at.W_grad is None or at.b_grad is None:
            return self.tr("Moves nothing: .grad is None, so W and b stay as they are.")
        settings, m = at.settings, np.float32(at.settings.momentum)
        grad, parameters = (np.array(pair, np.float32) for pair in ((at.W_grad, at.b_grad), (at.W, at.b)))
        with np.errstate(all="ignore"):  # a run may diverge
            buffers = grad if at.momentum is None else m * np.array(at.momentum, np.float32) + grad
            velocity = grad + m * buffers if settings.nesterov else buffers if settings.momentum else grad
            after = parameters - np.float32(settings.lr) * velocity
        W, b = (
            f"{_n(p)} − {_n(settings.lr)} · {_factor(v)} = {_n(a)}"
            for p, v, a in zip(parameters.tolist(), velocity.tolist(), after.tolist(), strict=True)
        )
        if not settings.momentum:
            return self.tr("W − lr · .grad: {W} (W) and {b} (b).").format(W=W, b=b)
        buffer = _n(buffers[0].item())
        if at.momentum is not None:
            buffer = f"{short(settings.momentum)} · {_factor(at.momentum[0])} + {_factor(at.W_grad)} = {buffer}"
        if settings.nesterov:
            text = self.tr("buf: {buf} (W). W − lr · (.grad + {momentum} · buf): {W} (W), and b becomes {b}.")
        else:
            text = self.tr("buf: {buf} (W). W − lr · buf: {W} (W), and b becomes {b}.")
        return text.format(buf=buffer, momentum=short(settings.momentum), W=W, b=_n(after[1].item()))

    def _around(self, at: Moment, line: str) -> str:
        """A line that a variant has put around those of the lesson."""
        settings = at.settings
        if line.startswith("if "):
            if at.epoch % settings.every:
                text = self.tr("{every} does not divide {epoch}: .grad is not emptied in this epoch.")
            else:
                text = self.tr("{every} divides {epoch}: .grad is emptied in this epoch.")
            return text.format(epoch=at.epoch, every=settings.every)
        loss = "" if at.loss is None else _n(at.loss)
        texts = {
            "total = 0.0": self.tr("The sum of the losses begins at 0."),
            "total = ": self.tr("Adds this part's loss to the sum: {loss}."),
            "for x, y": self.tr("Cuts the {all} rows into {parts} equal parts and takes one after the other."),
            "for batch": self.tr("Shuffles the {all} rows and takes {size} of them at a time."),
            "x, y": self.tr("Takes the rows of this mini-batch."),
        }
        if settings.batch_size:
            texts["total = "] = self.tr("Adds this mini-batch's loss to the sum, once for each row: {loss} · {rows}.")
        text = next((words for start, words in texts.items() if line.startswith(start)), "")
        sizes = {"all": len(settings.data), "rows": at.rows, "parts": settings.accumulate, "size": settings.batch_size}
        return text.format(loss=loss, **sizes)


def waiting(shown: Shown) -> Moment | None:
    """The moment that is shown; between two epochs the one before the first line of the next, if W and b are known."""
    if shown.moment is not None or shown.parameters is None:
        return shown.moment
    epoch, settings = shown.epoch, shown.settings
    gradients: tuple[float | None, float | None] = (None, None)
    if epoch is not None and not epoch.settings.leaves_none(epoch.number):
        gradients = epoch.W_grad, epoch.b_grad
    return Moment(
        shown.time + 1,
        settings,
        *shown.parameters,
        *gradients,
        line=loop_of(settings).first_line,
        momentum=None if epoch is None else epoch.momentum,
    )


def _n(value: float) -> str:
    return significant(value)


def _factor(value: float) -> str:
    text = _n(value)
    return f"({text})" if text.startswith("−") else text


def _sum(held: float, added: float) -> str:
    with np.errstate(all="ignore"):  # a run may diverge
        return f"{_n(held)} + {_factor(added)} = {_n(float(np.float32(held) + np.float32(added)))}"
