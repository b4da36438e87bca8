"""What the variant of the loop that runs just now does, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent

from gui.session.shown import Shown
from gui.theme.number_format import short, significant
from gui.theme.theme import Theme, TypeScale
from gui.theme.translation import counted
from gui.widgets.card import Card, look_again
from gui.widgets.still_label import StillLabel
from model.comparison.twins import Twin, twins_of
from model.data.standardised import trained_data
from model.experiment import EPOCHS_LIMIT, LoopSettings, ZeroGrad
from model.theory.curvature import curvature
from model.variant import Variant, variant_of


class Explanation(Card):
    """Two sentences for each variant, and one for its twin."""

    def __init__(self) -> None:
        super().__init__()
        self.text = StillLabel("text", alignment=Qt.AlignmentFlag.AlignTop)
        self.text.set_word_wrap(True)
        self.body.addWidget(self.text, 1)
        self._shown: tuple[LoopSettings, int, int, bool] = (LoopSettings(), 0, -1, False)
        self._told: tuple[LoopSettings, bool, bool] | None = None
        self._words_shown = ""
        self._texts = set[str]()
        """All that has been said of the present variant, in some epochs this and in others that."""
        self.retranslate()

    def show_frame(self, shown: Shown) -> None:
        """Explain the variant, with what stands in .grad at the epoch that is shown, and its twin if it is shown."""
        number, summed = shown.in_grad
        told = (shown.settings, summed, number if summed > 1 else -1, shown.twins is not None)
        if told != self._shown:
            self._shown = told
            self._show()

    def restyle(self, _theme: Theme, _scale: TypeScale) -> None:
        """Keep room for the longest text in the new size."""
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the longest text in the new width."""
        super().resizeEvent(event)
        self._keep_room()

    def retranslate(self) -> None:
        """Retranslate every text."""
        self._told = None
        self._keep_room()
        self._show()

    def _show(self) -> None:
        settings, summed, time, twins = self._shown
        told = settings, summed > 1, twins
        if told != self._told:  # in most frames only a number is another
            if self._told is None or self._told[::2] != told[::2]:
                self._texts.clear()
            self._told = told
            self._choose_words(settings, summed, twins=twins)
            if self._words_shown not in self._texts:
                self._texts.add(self._words_shown)
                self._keep_room()
        self.text.setText(self._words_shown.format(count=summed, first=time - summed + 1, last=time))

    def _choose_words(self, settings: LoopSettings, summed: int, *, twins: bool) -> None:
        """Show heading and colour of a variant, and have its sentences ready."""
        piled = summed > 1 or settings.skips or settings.every > 1
        alert = (
            "held"
            if piled
            or settings.backward_twice
            or not settings.step
            or (settings.clears_before_step(0) and settings.every == 1)
            else ""
        )
        if self.property("alert") != alert:
            self.setProperty("alert", alert)
            look_again(self)
        title, text = self._words(settings, summed)
        if settings.standardise and settings.momentum > 0 and settings.grad_is_fresh:
            text += " " + self.tr("W and b are those of the standardised x; the equation is in the original units.")
        if twins:
            text = " ".join([text, *(self._twin_words(twin) for twin in twins_of(settings))])
        numbers = {name: f"{{{name}}}" for name in ("count", "first", "last")}  # of each epoch
        variant = {"parts": settings.accumulate, "every": settings.every, "rows": settings.batch_size}
        words = {"momentum": short(settings.momentum), **_bends(settings)}
        self.title.setText(title.format(**variant, **words))
        self._words_shown = text.format(**variant, **words, **numbers)

    def _words(self, settings: LoopSettings, summed: int) -> tuple[str, str]:
        """The heading and the sentences of a variant, with this number of gradients summed in .grad."""
        variant = variant_of(settings)
        words = {
            Variant.NO_STEP: (
                self.tr("step() is left out"),
                self.tr(
                    "backward() finds the gradients, but nobody uses them. W and b stand still: only step() moves them."
                ),
            ),
            Variant.EMPTIED: (
                self.tr("zero_grad() before step()"),
                self.tr(
                    "zero_grad() throws away what backward() has just found. .grad is None when step() comes, so W "
                    "and b never move: nothing is learned."
                ),
            ),
            Variant.BATCHES_HELD: (
                self.tr("Mini-batches, without a clean start"),
                counted(
                    settings.batch_size,
                    self.tr(
                        "step() is called for each row, but .grad still holds what earlier ones have added. Their "
                        "noise piles up as well: where the whole batch only swings, this may blow up."
                    ),
                    self.tr(
                        "step() is called for each {rows} rows, but .grad still holds what earlier batches have added. "
                        "Their noise piles up as well: where the whole batch only swings, this may blow up."
                    ),
                ),
            ),
            Variant.BATCHES: (
                self.tr("Mini-batches: the S in SGD"),
                counted(
                    settings.batch_size,
                    self.tr(
                        "Each epoch shuffles the rows and calls step() for each one, on the slope of this one alone. "
                        "It is rough, but cheap. The loss shown is the mean of those before each step."
                    ),
                    self.tr(
                        "Each epoch shuffles the rows and calls step() for each {rows} of them, on the slope of these "
                        "few alone. It is rough, but cheap. The loss shown is the mean of those before each step."
                    ),
                ),
            ),
            Variant.SKIPPED_WITH_MOMENTUM: (
                self.tr("zero_grad() is skipped, with momentum"),
                self.tr(
                    ".grad is already the sum of all gradients, and momentum sums these sums once more. The velocity "
                    "lags ever further behind the slope: W and b swing wider and wider, at any learning rate."
                ),
            ),
            Variant.SKIPPED: (
                self.tr("zero_grad() is skipped"),
                self.tr("backward() adds to .grad, and nothing will empty it: the gradients of all epochs pile up."),
            ),
            Variant.SELDOM: (
                self.tr("zero_grad() every {every} epochs"),
                self.tr(
                    "Between two calls the gradients pile up in .grad, and step() uses their sum in every epoch. That "
                    "is not accumulating on purpose, which calls step() only once, when all parts are summed."
                ),
            ),
            Variant.NESTEROV: (
                self.tr("Momentum {momentum}, looking ahead"),
                self.tr(
                    "The optimizer keeps a velocity: buf = {momentum}*buf + grad. Nesterov's W -= lr*(grad + "
                    "{momentum}*buf) reckons with the part that the next step will keep, and so brakes earlier."
                ),
            ),
            Variant.WHOLE_MOMENTUM: (
                self.tr("Momentum 1"),
                self.tr(
                    "The optimizer keeps its whole velocity: buf = buf + grad; W -= lr*buf. So buf is the sum of all "
                    "gradients, the same as .grad when zero_grad() is skipped: a marble without friction never settles."
                ),
            ),
            Variant.MOMENTUM: (
                self.tr("Momentum {momentum}"),
                self.tr(
                    "The optimizer keeps a velocity: buf = {momentum}*buf + grad; W -= lr*buf. It gathers speed where "
                    "the slope stays the same and evens out a zigzag. With 1 it would be as skipping zero_grad()."
                ),
            ),
            Variant.TWICE: (
                self.tr("backward() twice"),
                self.tr(
                    "The second backward() adds the same gradient once more. .grad is twice as large, as if the "
                    "learning rate were doubled."
                ),
            ),
            Variant.PARTS: (
                self.tr("Accumulating on purpose"),
                self.tr(
                    "backward() runs on {parts} equal parts of the batch, each loss divided by {parts}, and .grad sums "
                    "them to the gradient of the whole batch. One step() then does what it does with the batch whole."
                ),
            ),
            Variant.STANDARDISED: (
                self.tr("x is standardised"),
                self.tr(
                    "The loss bent by {least} and {most} in its two directions. With mean 0 and standard deviation 1 "
                    "it bends by {smallest} and {largest}: one learning rate suits both. W and b of the program belong "
                    "to the standardised x; the equation is in the original units."
                ),
            ),
            Variant.BEFORE_FORWARD: (
                self.tr("zero_grad() before the forward pass"),
                self.tr(
                    ".grad is emptied before backward() adds to it, and the forward pass does not touch it. So this is "
                    "as good as zero_grad() right before backward()."
                ),
            ),
            Variant.AFTER_STEP: (
                self.tr("zero_grad() after step()"),
                self.tr(
                    "step() has used .grad before it is emptied, and the next backward() finds it empty. So this is as "
                    "good as zero_grad() right before backward()."
                ),
            ),
            Variant.LESSON: (
                self.tr("zero_grad() is called"),
                self.tr(
                    "backward() adds to .grad. zero_grad() empties it first, so .grad holds this epoch's own gradient "
                    "alone: the slope of the loss at the present W and b. step() walks down that slope."
                ),
            ),
        }
        words_of_sums = {
            Variant.SKIPPED: (
                self.tr("zero_grad() is skipped"),
                self.tr(
                    ".grad holds the sum of {count} gradients, those of epochs {first} to {last}. step() takes "
                    "that sum for the slope at the present W and b, and so runs past the minimum. The loss shown is "
                    "still the true error: what is wrong is .grad."
                ),
            ),
            Variant.SELDOM: (
                self.tr("zero_grad() every {every} epochs"),
                self.tr(
                    ".grad holds the sum of {count} gradients, and step() uses it in every epoch. That is not "
                    "accumulating on purpose, which calls step() only once, when all parts are summed."
                ),
            ),
        }
        if summed < 2:
            return words[variant]
        if settings.grad_is_fresh and variant not in (Variant.NO_STEP, Variant.BATCHES):
            variant = Variant.SKIPPED  # until an epoch has emptied what was summed
        return words_of_sums.get(variant, words[variant])

    def _twin_words(self, twin: Twin) -> str:
        return {
            Twin.MOMENTUM: self.tr("Dashed: SGD with momentum 1.0. It is the same: a marble without friction."),
            Twin.FULL_BATCH: self.tr("Dashed: the whole batch at once, which is the same."),
            Twin.LOOKALIKE: self.tr("Dotted: zero_grad() every {parts} epochs, which only looks like it."),
        }[twin]

    def _keep_room(self) -> None:
        """Keep the height while the numbers change, and for most variants: another one would move the charts above."""
        metrics, space = self.text.metrics(), QRect(0, 0, max(1, self.text.width()), 10_000)
        numbers = dict.fromkeys(("count", "last", "parts", "every"), EPOCHS_LIMIT) | {"first": 0}
        _, longest = self._words(LoopSettings(zero_grad=ZeroGrad.NEVER), EPOCHS_LIMIT)
        if self._shown[3]:
            longest += f" {self._twin_words(Twin.MOMENTUM)}"
        texts = (text.format(**numbers) for text in (longest, *self._texts))
        heights = (metrics.boundingRect(space, Qt.TextFlag.TextWordWrap, text).height() for text in texts)
        self.text.setMinimumHeight(max(heights))


def _bends(settings: LoopSettings) -> dict[str, str]:
    """The curvature of the loss with x as it is, and as the loop has it."""
    if not settings.standardise:
        return {}
    before, now = curvature(settings.data), curvature(trained_data(settings))
    values = {"least": before.smallest, "most": before.largest, "smallest": now.smallest, "largest": now.largest}
    return {name: significant(value, 3) for name, value in values.items()}
