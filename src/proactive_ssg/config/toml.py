"""``_config.toml``: the values that Jekyll sees (its reader is tomlrb), and where each one was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.ruby_yaml import YamlError, YamlProblem

__all__ = ["LoadedToml", "load_toml"]

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*\]")
_ASSIGNMENT = re.compile(rf"([ \t]*)({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*=")
_PART = re.compile(_KEY)
_LONG_STRING = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|' + r"'''(?:[^']|'(?!''))*'{3,5}", re.S)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LoadedToml:
    """``value`` of a document; ``places`` the 1-based line and column of each table and key."""

    value: dict[str, Any]
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    warnings: tuple[YamlProblem, ...] = ()

    def locate(self, *path: str | int) -> tuple[int, int]:
        """Line and column of the key at ``path`` or above it; (0, 0): nothing found."""
        for length in range(len(path), 0, -1):
            if place := self.places.get(path[:length]):
                return place
        return 0, 0


def load_toml(text: str) -> LoadedToml:
    """The value of ``text``; dates and times are moments, in UTC without offset. Raises YamlError."""
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise YamlError([_problem(str(error), text)]) from error
    return LoadedToml(_as_ruby(value), dict(_places(text)))


def _as_ruby(value: Any) -> Any:
    """Tomlrb knows one type of moment; a time of the day it does not know at all."""
    if isinstance(value, dict):
        return {key: _as_ruby(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_ruby(item) for item in value]
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.isoformat() if isinstance(value, time) else value


def _problem(said: str, text: str) -> YamlProblem:
    found = _PLACE.search(said)
    line, column = 0, 0
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    elif found:
        last = text.rstrip().split("\n")
        line, column = len(last), len(last[-1]) + 1
    message = _("this is not valid TOML: {problem}").format(problem=_PLACE.sub("", said))
    hint = _(
        'write `name = "text"`, with quotation marks; and a `[table]` before the names that belong to it'
    )
    return YamlProblem("toml", message, line, column, hint)


def _places(text: str) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Where tables and keys at the beginning of a line are."""
    table: Path = ()
    counted: dict[Path, int] = {}
    # The inside of long texts is blank: what looks like a key there is none.
    plain = _LONG_STRING.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(plain.split("\n"), 1):
        if found := _TABLE.match(line):
            table = _parts(found[2])
            place = (number, len(line) - len(line.lstrip()) + 1)
            for length in range(1, len(table) + 1):
                yield table[:length], place
            if found[1] == "[[":
                position = counted[table] = counted.get(table, -1) + 1
                table = (*table, position)
                yield table, place
        elif found := _ASSIGNMENT.match(line):
            yield (*table, *_parts(found[2])), (number, len(found[1]) + 1)


def _parts(names: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(names))
