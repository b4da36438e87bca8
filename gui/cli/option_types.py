"""What the options of the command line may be: each turns the text into a value, or says why it cannot."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable
from pathlib import Path

from model.experiment import EPOCHS_LIMIT, FLOAT32_MAX, InitialParameters, Start, ZeroGrad

SMALLEST = (1024, 700)
"""Width and height below which the window does not go."""


STANDARD = Path("-")
"""Standard input or output, where this very object stands for a file: ./- is a file of that name."""


def meant(text: str, known: Iterable[str]) -> str:
    """What a wrong word may have been, to end the sentence that refuses it; empty where nothing is like it."""
    from difflib import get_close_matches  # late: whoever mistypes nothing has no need of it

    names = {name.lstrip("-").lower(): name for name in known}
    found = get_close_matches(text.lstrip("-").lower(), names, 1)
    return f"; did you mean {names[found[0]]}?" if found else ""


def file(text: str) -> Path:
    """A file that is read or written, or "-"."""
    return STANDARD if text == "-" else _named(text)


def named_file(text: str) -> Path:
    """A file that is written under its name alone."""
    if text == "-":
        raise ArgumentTypeError("only --csv and --data can be -, standard output or input; name a file")
    return _named(text)


def _named(text: str) -> Path:
    if not text:  # of which Path() would make the folder that we are in
        raise ArgumentTypeError("a file has a name, and this one is empty")
    return Path(text)


def one_of(*names: str) -> Callable[[str], str]:
    """One of these words."""

    def parse(text: str) -> str:
        if text not in names:
            raise ArgumentTypeError(f"{text!r} is none of {', '.join(names)}{meant(text, names)}")
        return text

    return parse


def whole(low: int, high: int) -> Callable[[str], int]:
    """Whole numbers from low to high."""

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ArgumentTypeError(f"{text!r} is not a whole number") from None
        if not low <= value <= high:
            raise ArgumentTypeError(f"{text} is not between {low} and {high}")
        return value

    return parse


def place_of_zero_grad(text: str) -> tuple[ZeroGrad, int]:
    """Where zero_grad() stands, and in which epochs."""
    name, colon, number = text.partition(":")
    if colon and name == "every":
        return ZeroGrad.BEFORE_BACKWARD, whole(1, EPOCHS_LIMIT)(number)
    if text not in list(ZeroGrad):
        hint = meant(text, ZeroGrad)
        raise ArgumentTypeError(f"{text!r} is none of {', '.join(ZeroGrad)}, every:N{hint}")
    return ZeroGrad(text), 1


def learning_rate(text: str) -> float:
    """A learning rate that torch takes."""
    value = _number(text)
    if not 0 <= value <= FLOAT32_MAX:
        raise ArgumentTypeError(
            f"{text} is not a learning rate: it must be between 0 and {FLOAT32_MAX:.3g}, the largest float32"
        )
    return value


def momentum(text: str) -> float:
    """A momentum that does not speed up by itself."""
    value = _number(text)
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def initial(text: str) -> InitialParameters:
    """Where W and b begin: zeros, random, or two numbers with a comma between them."""
    if text in (Start.ZEROS, Start.RANDOM):
        return InitialParameters(Start(text))
    W, comma, b = text.partition(",")
    if not comma:
        raise ArgumentTypeError(f"{text!r} is none of zeros, random, W,b")
    try:
        return InitialParameters(Start.NUMBERS, _number(W), _number(b))
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def lesson_page(text: str) -> str:
    """A page of the lesson; without a name the one that was open last."""
    if not text:
        return text
    from model.lessons.page_file import built_in  # reading the pages takes a while

    names = [page.name for page in built_in().pages]
    if text not in names:
        raise ArgumentTypeError(f"there is no page {text!r}: they are {', '.join(names)}{meant(text, names)}")
    return text


def size(text: str) -> tuple[int, int]:
    """Width and height of a window."""
    width, cross, height = text.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal() and max(len(width), len(height)) <= 4):
        raise ArgumentTypeError(f"{text!r} is not a size such as 1280x800")
    if int(width) < SMALLEST[0] or int(height) < SMALLEST[1]:
        raise ArgumentTypeError(f"{text} is smaller than {SMALLEST[0]}x{SMALLEST[1]}")
    return int(width), int(height)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a number") from None
