"""The classes that Rouge's themes know for the tokens of Pygments.

The two share most names. Where Rouge files a token of a language under another one, the language has an
entry here, so that a style sheet made for Rouge colours keys, tags, properties and calls as it meant to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.token import _TokenType

__all__ = ["ClassNames", "class_names"]

ClassNames = Callable[["_TokenType", str], str]

# Classes of Pygments without a counterpart in Rouge; white space has no span.
_COMMON = {"w": "", "pm": "p", "pcm": "p", "ges": "gs"}

_LANGUAGES: dict[str, dict[str, str]] = {
    # Rouge has no classes for values, such as paths and numbers.
    "apache": {"k": "ss", "m": "", "nb": "nc", "nt": "nl", "s": "sr", "s2": "", "sx": ""},
    "ini": {"k": "nn", "na": "py", "o": "p", "c1": "c"},
    "xml": {"p": "nt", "o": "na", "cm": "c"},
}


def class_names(tag: str) -> ClassNames:
    """What gives the class of each token of code in a language; it is called in the code's order."""
    return lambda type, _text: _class_name(tag, type)


@cache
def _class_name(tag: str, type: _TokenType) -> str:
    """The class of the token's type, or of the nearest type around it that has one."""
    from pygments.token import STANDARD_TYPES

    while type not in STANDARD_TYPES and type.parent is not None:
        type = type.parent
    name = STANDARD_TYPES.get(type, "")
    name = _COMMON.get(name, name)
    return _LANGUAGES.get(tag, {}).get(name, name)
