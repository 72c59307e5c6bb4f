"""What a build had to say, as bytes: the next build that finds nothing to do says it again.

Each text is there once. A folder of pictures that is missing makes eight warnings of each page of a site,
of which all but two numbers are the same: as rows of their own they took longer to read than all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from proactive_ssg.errors import Diagnostic, LiquidException, Severity

__all__ = ["Span", "from_bytes", "to_bytes"]

Span = Sequence[int]
"""From where to where the diagnostics are those of which page, by its number."""

_MAKE: Callable[[Iterable[Any]], Diagnostic] = partial(tuple.__new__, Diagnostic)
_SEVERITIES = {str(severity): severity for severity in Severity}


def to_bytes(items: Sequence[Diagnostic], spans: Iterable[Span]) -> bytes:
    """The diagnostics in their order, field by field, as numbers of texts; lines and columns as they are."""
    texts: dict[str | None, int] = {}

    def numbers(column: Iterable[str | None]) -> list[int]:
        return [texts.setdefault(text, len(texts)) for text in column]

    by_field = zip(*items, strict=True) if items else [()] * len(Diagnostic._fields)
    severities, codes, messages, paths, lines, columns, hints, sources, originals = by_field
    fields = [
        *(numbers(map(str, severities)), numbers(codes), numbers(messages)),
        numbers(None if path is None else str(path) for path in paths),
        *(lines, columns, numbers(hints), numbers(sources)),
    ]
    exceptions = {place: astuple(found) for place, found in enumerate(originals) if found is not None}
    stored = {"fields": fields, "texts": list(texts), "exceptions": exceptions, "spans": list(spans)}
    return json.dumps(stored).encode()


def from_bytes(content: bytes) -> tuple[list[Diagnostic], list[Span]]:
    """What :func:`to_bytes` was given."""
    stored = json.loads(content.decode())
    texts = stored["texts"]
    severities, codes, messages, paths, lines, columns, hints, sources = stored["fields"]
    files = {number: None if texts[number] is None else Path(texts[number]) for number in set(paths)}
    exceptions = {int(place): LiquidException(*words) for place, words in stored["exceptions"].items()}
    fields = (
        map({number: _SEVERITIES[texts[number]] for number in set(severities)}.__getitem__, severities),
        *(map(texts.__getitem__, codes), map(texts.__getitem__, messages), map(files.__getitem__, paths)),
        *(lines, columns, map(texts.__getitem__, hints), map(texts.__getitem__, sources)),
        map(exceptions.get, range(len(lines))),
    )
    return list(map(_MAKE, zip(*fields, strict=True))), stored["spans"]
