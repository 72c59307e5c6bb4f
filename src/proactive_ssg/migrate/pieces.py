"""The Jinja2 source as pieces of text and code, joined so that the white space is Liquid's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Code", "Text", "joined"]

_DELIMITER = re.compile(r"\{(?=[{%#])")
_ENDRAW = re.compile(r"endraw")
_MANY = 2  # so many delimiters in one text are put into a raw block
_MARKS = {"{%": "%}", "{{": "}}", "{#": "#}"}


@dataclass(slots=True)
class Text:
    """What is to be written; ``source`` is how it stands in the Liquid template, before any stripping."""

    wanted: str
    source: str | None = None


@dataclass(slots=True)
class Code:
    """A tag, output or comment; ``before`` and ``after``: does it take the white space beside it."""

    body: str
    before: bool = False
    after: bool = False
    mark: str = "{%"

    def __str__(self) -> str:
        before, after = "-" * self.before, "-" * self.after
        return f"{self.mark}{before} {self.body} {after}{_MARKS[self.mark]}"


def joined(pieces: Sequence[Text | Code]) -> str:
    """The source of the template."""
    return "".join(_written(pieces))


def _written(pieces: Sequence[Text | Code]) -> Iterator[str]:
    texts = {}
    for number, piece in enumerate(pieces):
        if isinstance(piece, Text):
            before = pieces[number - 1] if number else None
            after = pieces[number + 1] if number + 1 < len(pieces) else None
            texts[number] = _fitted(piece, before, after)
    for number, piece in enumerate(pieces):
        if isinstance(piece, Code):
            yield str(piece)
            continue
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        yield _escaped(texts[number], isinstance(following, Code))


def _fitted(text: Text, before: Text | Code | None, after: Text | Code | None) -> str:
    """The text to write between two pieces: with its white space and a ``-`` that takes it, if that does."""
    left = before if isinstance(before, Code) else None
    right = after if isinstance(after, Code) else None
    if text.source is not None:
        given = bool(left and left.after), bool(right and right.before)
        for strip_left, strip_right in (given, (left is not None, right is not None)):
            if _stripped(text.source, strip_left, strip_right) == text.wanted:
                if left is not None:
                    left.after = strip_left
                if right is not None:
                    right.before = strip_right
                return text.source
    if left is not None:
        left.after = False
    if right is not None:
        right.before = False
    return text.wanted


def _stripped(text: str, left: bool, right: bool) -> str:
    """As Jinja2's lexer takes white space away."""
    text = text.lstrip() if left else text
    return text.rstrip() if right else text


def _escaped(text: str, before_code: bool) -> str:
    """The text without what Jinja2 would take for its own."""
    cut = before_code and text.endswith("{")
    body = text[:-1] if cut else text
    found = len(_DELIMITER.findall(body))
    if found >= _MANY and not _ENDRAW.search(body):
        start = _DELIMITER.search(body)
        assert start is not None
        body = f"{body[: start.start()]}{{% raw %}}{body[start.start() :]}{{% endraw %}}"
    elif found:
        body = re.sub(r"\{([{%#])", r'{{ "{\1" }}', body)
    return f'{body}{{{{ "{{" }}}}' if cut else body
