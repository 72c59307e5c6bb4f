"""Liquid's filters on text (``standardfilters.rb``): what is no text is written as text first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.numbers import FilterError, to_integer
from proactive_ssg.liquid.printing import inspect, to_s

__all__ = [
    "append", "capitalize", "count_words", "downcase", "lstrip", "newline_to_br", "newline_to_br_5",
    "prepend", "remove",
    "remove_first", "remove_last", "replace", "replace_first", "replace_last", "rstrip", "split", "squish",
    "strip", "strip_newlines", "text_of", "truncate", "truncatewords", "truncatewords_5", "upcase",
    "words_of",
]  # fmt: skip

_SPACE = " \t\n\v\f\r"
_STRIPPED = _SPACE + "\0"
_BLANKS = re.compile(rf"[{_SPACE}]+")
_WORD = re.compile(rf"[^{_SPACE}]+")
MAX_MADE = 100_000_000  # characters that a replacement writes
MAX_PARTS = 5_000_000  # of a text; each takes some fifty bytes
_NEWLINE = re.compile(r"\r?\n")


def text_of(value: Any) -> str:
    """Ruby's ``to_s``, which writes an array as ``["a", 1]``; a plain text is itself."""
    if type(value) is str:
        return value
    return inspect(value) if isinstance(value, (list, tuple)) else to_s(value)


def append(value: Any, text: Any) -> str:
    """``value`` with ``text`` after it."""
    return text_of(value) + text_of(text)


def prepend(value: Any, text: Any) -> str:
    """``value`` with ``text`` before it."""
    return text_of(text) + text_of(value)


# -- case ----------------------------------------------------------------------------------------


def downcase(value: Any) -> str:
    """In lower case; a final sigma is as any other in Ruby."""
    text = text_of(value)
    return "".join(map(str.lower, text)) if "Σ" in text else text.lower()


def upcase(value: Any) -> str:
    """In upper case."""
    return text_of(value).upper()


def capitalize(value: Any) -> str:
    """The first character in upper case, the rest in lower case."""
    text = text_of(value)
    return text[:1].title() + downcase(text[1:])


# -- white space ---------------------------------------------------------------------------------


def strip(value: Any) -> str:
    """Without white space at both ends; that of ASCII only, and the null character."""
    return text_of(value).strip(_STRIPPED)


def lstrip(value: Any) -> str:
    """Without white space at the start."""
    return text_of(value).lstrip(_STRIPPED)


def rstrip(value: Any) -> str:
    """Without white space at the end."""
    return text_of(value).rstrip(_STRIPPED)


def squish(value: Any) -> str | None:
    """Stripped, and every run of white space as one space (Liquid 5)."""
    return None if value is None else _BLANKS.sub(" ", strip(value))


def strip_newlines(value: Any) -> str:
    """Without line ends."""
    return _NEWLINE.sub("", text_of(value))


def newline_to_br(value: Any) -> str:
    """``<br />`` before every line end."""
    return text_of(value).replace("\n", "<br />\n")


def newline_to_br_5(value: Any) -> str:
    """As :func:`newline_to_br`; Liquid 5 writes the line ends of Windows as ``\\n``."""
    return _NEWLINE.sub("<br />\n", text_of(value))


# -- parts ---------------------------------------------------------------------------------------


def words_of(text: str, least: int | None = None) -> list[str]:
    """Ruby's ``split``: between white space of ASCII; where ``least`` is given, so many words are right,
    and what comes after them may be one."""
    if least is None and len(text) > MAX_PARTS and count_words(text) > MAX_PARTS:
        message = _("the text has more than {count} parts")
        raise FilterError(message.format(count=MAX_PARTS))
    parts = _BLANKS.split(text, maxsplit=0 if least is None else min(least, MAX_PARTS) + 1)
    return [word for word in parts if word]


def count_words(text: str) -> int:
    """How many :func:`words_of` gives."""
    return sum(1 for _word in _WORD.finditer(text))


def split(value: Any, separator: Any) -> list[str]:
    """The parts between ``separator`` (a space: any white space; nothing: the characters)."""
    text, separator = text_of(value), text_of(separator)
    if separator == " ":
        return words_of(text)
    if (text.count(separator) if separator else len(text)) > MAX_PARTS:
        message = _("the text has more than {count} parts")
        raise FilterError(message.format(count=MAX_PARTS))
    parts = text.split(separator) if separator else list(text)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def truncate(value: Any, length: Any = 50, ellipsis: Any = "...") -> str | None:
    """At most ``length`` characters, the ellipsis among them."""
    if value is None:
        return None
    text, length, ellipsis = text_of(value), to_integer(length), text_of(ellipsis)
    return text[: max(length - len(ellipsis), 0)] + ellipsis if len(text) > length else text


def truncatewords(value: Any, words: Any = 15, ellipsis: Any = "...") -> Any:
    """At most ``words`` words; Liquid 4 writes the ellipsis after exactly as many, too."""
    if value is None:
        return None
    count = max(to_integer(words), 1)
    found = words_of(text_of(value), count)
    return " ".join(found[:count]) + text_of(ellipsis) if len(found) >= count else value


def truncatewords_5(value: Any, words: Any = 15, ellipsis: Any = "...") -> Any:
    """As :func:`truncatewords`, with the ellipsis only where words were left out."""
    if value is None:
        return None
    text, count = text_of(value), max(to_integer(words), 1)
    found = words_of(text, count + 1)
    return " ".join(found[:count]) + text_of(ellipsis) if len(found) > count else text


# -- replace -------------------------------------------------------------------------------------

_REFERENCE = re.compile(r"\\([0-9&`'\\])")
_AROUND = re.compile(r"\\[`']")  # what stands before and after the place


def _replacement(text: str) -> Callable[[str, int, int], str] | None:
    """What Ruby makes of ``\\0 \\& \\` \\'`` and ``\\\\`` in a replacement; None where there are none."""
    if "\\" not in text:
        return None

    def write(whole: str, start: int, end: int) -> str:
        def meaning(match: re.Match[str]) -> str:
            sign = match[1]
            if sign in "0&":
                return whole[start:end]
            return whole[:start] if sign == "`" else whole[end:] if sign == "'" else "\\" * (sign == "\\")

        return _REFERENCE.sub(meaning, text)

    return write


def replace(value: Any, old: Any, new: Any = "") -> str:
    """Every ``old`` as ``new``."""
    text, old, new = text_of(value), text_of(old), text_of(new)
    write = _replacement(new)
    if write is not None and not _AROUND.search(new):
        new, write = write(old, 0, len(old)), None  # the same everywhere
    if write is None:
        if len(new) > 1 and text.count(old) * len(new) > MAX_MADE:
            raise _too_long()
        return text.replace(old, new)
    room = MAX_MADE

    def write_bounded(match: re.Match[str]) -> str:
        nonlocal room
        made = write(text, match.start(), match.end())
        room -= len(made)
        if room < 0:
            raise _too_long()
        return made

    return re.sub(re.escape(old), write_bounded, text)


def _too_long() -> FilterError:
    message = _("what is written instead makes more than {count} characters")
    return FilterError(message.format(count=MAX_MADE))


def replace_first(value: Any, old: Any, new: Any = "") -> str:
    """The first ``old`` as ``new``."""
    text, old, new = text_of(value), text_of(old), text_of(new)
    write = _replacement(new)
    if write is None or (start := text.find(old)) < 0:
        return text.replace(old, new, 1)
    end = start + len(old)
    return text[:start] + write(text, start, end) + text[end:]


def replace_last(value: Any, old: Any, new: Any) -> str:
    """The last ``old`` as ``new``, taken as it is written (Liquid 5)."""
    text, old = text_of(value), text_of(old)
    start = text.rfind(old)
    return text if start < 0 else text[:start] + text_of(new) + text[start + len(old) :]


def remove(value: Any, old: Any) -> str:
    """Without any ``old``."""
    return text_of(value).replace(text_of(old), "")


def remove_first(value: Any, old: Any) -> str:
    """Without the first ``old``."""
    return text_of(value).replace(text_of(old), "", 1)


def remove_last(value: Any, old: Any) -> str:
    """Without the last ``old`` (Liquid 5)."""
    return replace_last(value, old, "")
