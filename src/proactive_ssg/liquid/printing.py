"""Values as text: Ruby's ``to_s``, which templates print, and ``inspect``, which shows what is inside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timezone
from decimal import Decimal
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.numbers import FilterError

__all__ = ["inspect", "inspect_hash", "join", "print_time", "to_s"]


def to_s(value: Any) -> str:
    """What ``{{ value }}`` prints: Ruby's ``to_s``, the items of an array one after the other."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    kind = type(value)
    if kind is int:
        return _int_text(value)
    if isinstance(value, (list, tuple)):
        return join(value, "")
    return _to_s(value)


def _to_s(value: Any) -> str:
    if isinstance(value, str):  # a subclass: its own ``str`` may be marked as HTML
        return str.__str__(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _int_text(int(value))
    if isinstance(value, (float, Decimal)):
        return _float_text(float(value))
    if isinstance(value, datetime):
        return print_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return str(value) if hasattr(value, "ruby_class") else inspect_hash(value, ())
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    return str(value)


def join(items: list[Any] | tuple[Any, ...], glue: str, _around: tuple[int, ...] = ()) -> str:
    """Ruby's ``Array#join``: arrays inside are joined too, in place."""
    around = (*_around, id(items))
    if len(around) > 100 or id(items) in _around:
        raise FilterError(_("recursive array join"))
    return glue.join(
        item if type(item) is str
        else join(item, glue, around) if isinstance(item, (list, tuple))
        else _listed(item)
        for item in items
    )  # fmt: skip


def _listed(item: Any) -> str:
    """An item of an array that is printed: a page is an object there, not its hash."""
    if isinstance(item, Mapping) and hasattr(item, "listed"):
        return str(item.listed)
    return to_s(item)


def _int_text(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # Python refuses to write very long numbers
        raise FilterError(_("the number is too long")) from None


def _float_text(value: float) -> str:
    """``1e20`` is ``1.0e+20``; the thresholds of the exponent are those of Python."""
    text = repr(value)
    if "n" in text:
        return {"inf": "Infinity", "-inf": "-Infinity"}.get(text, "NaN")
    digits, e, exponent = text.partition("e")
    return f"{digits if '.' in digits else digits + '.0'}e{exponent}" if e else text


def print_time(value: datetime) -> str:
    """``2023-09-13 13:08:00 +0200`` (Ruby's ``Time#to_s``); a naive time is UTC.

    What was written with a ``Z`` (a zone of its own that is called UTC) has ``UTC`` for its offset.
    """
    text = value.isoformat(" ", "seconds")
    offset = text[19:]
    if offset == "+00:00" and value.tzinfo is not UTC and type(value.tzinfo) is timezone:
        return f"{text[:19]} {'UTC' if value.tzname() == 'UTC' else '+0000'}"
    return f"{text[:19]} {offset[:3]}{offset[4:6]}" if offset else f"{text} +0000"


# -- inspect -------------------------------------------------------------------------------------

_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e", "\a": "\\a", "\b": "\\b",
    "\v": "\\v", "\f": "\\f",
}  # fmt: skip
# What needs a second look; letters of all scripts do not.
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]|#(?=[{$@])|[^\x00-\x7f\w]')
# Unicode categories that Ruby does not print as they are: unassigned, surrogates, line separators.
_UNPRINTED = frozenset(("Cn", "Cs", "Zl", "Zp"))


def inspect(value: Any, _around: tuple[int, ...] = ()) -> str:
    """Ruby's ``inspect``: ``"a\\n"``, ``nil``, ``[1, {"a"=>nil}]``."""
    if isinstance(value, str):
        return f'"{_SPECIAL.sub(_escaped, value)}"'
    if value is None:
        return "nil"
    if isinstance(value, (list, tuple)):
        return _inspect_array(value, _around)
    if isinstance(value, Mapping):
        inspected = getattr(value, "inspected", None)
        return str(inspected) if inspected is not None else inspect_hash(value, _around)
    if isinstance(value, datetime) and value.microsecond:
        text = print_time(value)
        return f"{text[:19]}.{value.microsecond:06d}".rstrip("0") + text[19:]
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"#<Date: {value.isoformat()} (({value.toordinal() + 1721425}j,0s,0n),+0s,2299161j)>"
    return to_s(value)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character == "#":
        return "\\#"
    if character == "\x85" or (character > "\x9f" and unicodedata.category(character) not in _UNPRINTED):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\u{{{code:X}}}"


def _inspect_array(value: list[Any] | tuple[Any, ...], around: tuple[int, ...]) -> str:
    if id(value) in around or len(around) > 100:
        return "[...]"
    around = (*around, id(value))
    return f"[{', '.join([inspect(item, around) for item in value])}]"


def inspect_hash(value: Mapping[Any, Any], around: tuple[int, ...] = ()) -> str:
    """A mapping as Ruby's ``inspect`` shows it; ``around``: the ids of what it lies in, for cycles."""
    if id(value) in around or len(around) > 100:
        return "{...}"
    around = (*around, id(value))
    pairs = [f"{inspect(key, around)}=>{inspect(item, around)}" for key, item in value.items()]
    return f"{{{', '.join(pairs)}}}"
