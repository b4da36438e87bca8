"""The words of an exported script or notebook, in each of its languages: resources/export/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, Protocol, get_args

from model import RESOURCES

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words(Protocol):
    """The texts of one language."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key, with its {names} filled in."""


def words_of(language: Language) -> Words:
    """The words of a language. Raises ValueError where there is none of this name."""
    texts = texts_of(language)
    return lambda key, /, **values: texts[key].format(**values)


@cache
def texts_of(language: Language) -> dict[str, str]:
    """All texts of a language by their keys. Raises ValueError where there is none of this name."""
    if language not in LANGUAGES:
        raise ValueError(f"there are no texts in {language!r}")
    return tomllib.loads((RESOURCES / "export" / f"{language}.toml").read_text("utf-8"))
