"""The words of the lesson, each in one or two sentences for a pupil."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication

from model import QT_TRANSLATE_NOOP

TERMS = (
    (
        QT_TRANSLATE_NOOP("Glossary", "tensor"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Numbers that PyTorch computes with together: a single one, a list or a table. A tensor can also remember "
            "how it was computed.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "W (weight)"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The slope of the line: by how much the prediction changes where x grows by 1. Training finds it.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "b (bias)"),
        QT_TRANSLATE_NOOP("Glossary", "The height of the line at x = 0. Training finds it, too."),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "hypothesis"),
        QT_TRANSLATE_NOOP("Glossary", "What the present line predicts: W·x + b for every x. It is compared with y."),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "loss (MSE)"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "One number that tells how wrong the line is: the mean of all squared differences between hypothesis and "
            "y, the mean squared error. Training is to make it small.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "gradient"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The slope of the loss: how fast it would rise if W, or b, grew. A step that is short enough in the "
            "opposite direction makes the loss smaller.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "autograd"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The part of PyTorch that remembers each computation and finds the gradients from it by the chain rule.",
        ),
    ),
    (
        ".grad",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Where a tensor keeps its gradient. backward() adds to what stands there; zero_grad() empties it.",
        ),
    ),
    (
        "zero_grad()",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Empties .grad, so that the next backward() begins anew. Without it the gradients of all epochs add up.",
        ),
    ),
    (
        "backward()",
        QT_TRANSLATE_NOOP(
            "Glossary", "Finds the gradients of the loss and adds them to .grad. W and b stay as they are."
        ),
    ),
    (
        "step()",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Changes W and b by what stands in .grad. Plain SGD takes learning rate times .grad away from each.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "optimizer"),
        QT_TRANSLATE_NOOP(
            "Glossary", "What knows W and b and the rule by which step() changes them. Here it is torch.optim.SGD."
        ),
    ),
    (
        "SGD",
        QT_TRANSLATE_NOOP(
            "Glossary",
            "Stochastic gradient descent: to walk down the slope of the loss step by step. Stochastic means by "
            "chance: with mini-batches chance decides which rows a step looks at; the whole batch leaves nothing to "
            "it.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "learning rate"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What the gradient is multiplied by to make a step. Too small, and training takes long; too large, and "
            "the loss grows.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "epoch"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "One pass of the training over all data. With the whole batch at once it is one pass of the loop.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "mini-batch"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A few rows of the data, for which step() is called before the next few come. An epoch then has several "
            "steps.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "momentum"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "What each step keeps of the velocity of the steps before, like a ball that rolls downhill.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "seed"),
        QT_TRANSLATE_NOOP(
            "Glossary", "The number that random numbers begin from. The same seed gives the same ones again, in order."
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "convergence"),
        QT_TRANSLATE_NOOP(
            "Glossary", "W and b come ever nearer to the best line, and in the end the loss hardly changes any more."
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "divergence"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The steps are too long: each goes further past the best line than the last, and the loss grows until the "
            "numbers overflow.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Glossary", "standardise"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "To shift and stretch x so that its mean is 0 and its standard deviation 1. W and b then learn equally "
            "fast.",
        ),
    ),
)
"""Each term with what it means, in the order in which the lesson comes to them."""


def terms() -> list[tuple[str, str]]:
    """The terms and what they mean, in the present language."""
    return [(_tr(name), _tr(meaning)) for name, meaning in TERMS]


def glossary_page() -> str:
    """The same as HTML."""
    return "".join(f"<p><b>{html.escape(name)}</b><br>{html.escape(meaning)}</p>" for name, meaning in terms())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Glossary", text)
