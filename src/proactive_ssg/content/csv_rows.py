"""CSV as Ruby's library reads it: an empty field is nil, a quoted empty one is an empty text.

Python's ``csv`` cannot tell the two apart, and Liquid takes the one for false and the other for true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from proactive_ssg.i18n import _

__all__ = ["CSVError", "CSVOptions", "read_rows"]

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')  # of characters one by one, Python would note each
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


class CSVError(ValueError):
    """The text is not CSV at this line and column."""

    def __init__(self, message: str, text: str, position: int) -> None:
        super().__init__(message)
        self.line = text.count("\n", 0, position) + 1
        self.column = position - text.rfind("\n", 0, position)


class CSVOptions(NamedTuple):
    """``headers``: the first row names the fields; ``converters``: what fields are tried as, in order."""

    separator: str = ","
    headers: bool = True
    converters: tuple[Callable[[str], Any], ...] = ()

    @classmethod
    def of(cls, settings: object, separator: str) -> CSVOptions:
        """From ``csv_reader`` or ``tsv_reader`` of the configuration."""
        given = settings if isinstance(settings, dict) else {}
        names = given.get("csv_converters") or []
        converters = [step for name in names for step in _CONVERTERS.get(str(name).removeprefix(":"), ())]
        return cls(separator, bool(given.get("headers", True)), tuple(dict.fromkeys(converters)))


def _integer(text: str) -> int:
    return int(text.strip(), 10)


_CONVERTERS: dict[str, tuple[Callable[[str], Any], ...]] = {
    "integer": (_integer,),
    "float": (float,),
    "numeric": (_integer, float),
    "all": (_integer, float),
}


def read_rows(text: str, options: CSVOptions) -> list[Any]:
    """Rows as mappings of the first row's names to fields, or as lists where there are no headers."""
    rows = list(_rows(text, options.separator))
    names = [name or "" for name in rows.pop(0)] if options.headers and rows else None
    converted = [[_converted(field, options) for field in row] for row in rows]
    if names is None:
        return converted
    # The first of two columns with one name counts, as in CSV::Row#to_hash.
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    order = [(name, places[name]) for name in dict.fromkeys(names)]
    return [{name: row[place] if place < len(row) else None for name, place in order} for row in converted]


def _converted(field: str | None, options: CSVOptions) -> Any:
    for convert in options.converters if field is not None else ():
        try:
            return convert(str(field))
        except ValueError:
            continue
    return field


def _rows(text: str, separator: str) -> Iterator[list[str | None]]:
    plain = re.compile(rf'[^"{re.escape(separator)}\r\n]*')
    position, row = 0, list[str | None]()
    while position < len(text):
        field, position = _field(text, position, plain)
        row.append(field)
        if text.startswith(separator, position):
            position += 1
            if position == len(text):
                yield [*row, None]
                return
            continue
        end = _LINE_END.match(text, position)
        if end is None:
            raise CSVError(_("there is a quotation mark where none may be"), text, position)
        position = end.end()
        yield [] if row == [None] else row
        row = []


def _field(text: str, position: int, plain: re.Pattern[str]) -> tuple[str | None, int]:
    if text[position] == '"':
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            raise CSVError(_("the quotation mark that opens here is never closed"), text, position)
        return quoted[1].replace('""', '"'), quoted.end()
    match = plain.match(text, position)
    assert match is not None
    return match[0] or None, match.end()
