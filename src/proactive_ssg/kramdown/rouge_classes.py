"""The classes that Rouge's themes know for the tokens of Pygments.

The two share most names. Where Rouge files a token of a language under another one, the language has an
entry here, so that a style sheet made for Rouge colours keys, tags, properties and calls as it meant to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.token import _TokenType

__all__ = ["ClassNames", "class_names"]

ClassNames = Callable[["_TokenType", str], str]

# Classes of Pygments without a counterpart in Rouge; white space has no span.
_COMMON = {"w": "", "pm": "p", "pcm": "p", "ges": "gs"}

_TAGS = {"p": "nt", "o": "na"}
_PLAIN_COMMENTS = {"c1": "c", "ch": "c"}
_LANGUAGES: dict[str, dict[str, str]] = {
    # Rouge has no classes for values, such as paths and numbers.
    "apache": {"k": "ss", "m": "", "nb": "nc", "nt": "nl", "s": "sr", "s2": "", "sx": ""},
    "css": {"k": "nl", "kc": "nb", "mh": "m", "mi": "m", "mf": "m"},
    "diff": {"gu": "p"},
    "go": {"kn": "k", "kd": "k", "nx": "n", "c1": "c", "mi": "m"},
    "html": _TAGS,
    "ini": {"k": "nn", "na": "py", "o": "p", "c1": "c"},
    "json": {"nt": "nl"},
    "json-doc": {"nt": "nl"},
    "python": {"nd": "n"},
    "ruby": {"kp": "nb"},
    "shell": _PLAIN_COMMENTS,
    "toml": {"k": "nn", "n": "py", "o": "p", "s2": "s", "s1": "s", "c1": "c"},
    "xml": _TAGS | {"cm": "c"},
    "yaml": {"nt": "na", "p": "pi", "l": "s"},
}

_YAML_CONSTANT = re.compile(r"(?:true|false|yes|no|on|off|null|~)", re.I)
_YAML_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?", re.I)


def class_names(tag: str) -> ClassNames:
    """What gives the class of each token of code in a language; it is called in the code's order."""
    if tag == "yaml":
        return _yaml_class
    if tag == "ruby":
        return _RubyClasses()
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


def _yaml_class(type: _TokenType, text: str) -> str:
    """A scalar's class tells what it is."""
    name = _class_name("yaml", type)
    if name == "s":
        if _YAML_CONSTANT.fullmatch(text):
            return "no"
        if _YAML_NUMBER.fullmatch(text):
            return "m"
    return name


class _RubyClasses:
    """After a dot there is a method."""

    def __init__(self) -> None:
        self._after_dot = False

    def __call__(self, type: _TokenType, text: str) -> str:
        name = _class_name("ruby", type)
        after_dot, self._after_dot = self._after_dot, text in (".", "&.")
        if self._after_dot:
            return "p"
        return "nf" if after_dot and name == "n" else name
