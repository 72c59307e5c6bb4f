"""HTML as a run of tokens, in time linear in its length whatever it is.

``html.parser`` of the standard library takes seconds for a page of unclosed tags (Python 3.11), resolves
entities that libxml2 leaves alone (``&copy`` without its semicolon), and changes with Python's releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import name2codepoint
from typing import Final

__all__ = ["Data", "EndTag", "Markup", "StartTag", "tokens"]


@dataclass(slots=True)
class StartTag:
    """``attributes``: None for one without a value; ``closed``: ``<name/>``."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    closed: bool = False


@dataclass(slots=True)
class EndTag:
    name: str


@dataclass(slots=True)
class Data:
    """Text, its entities resolved."""

    text: str


@dataclass(slots=True)
class Markup:
    """A comment or a processing instruction, as it is written."""

    text: str


Token = StartTag | EndTag | Data | Markup

_PLAIN_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s\"'<>/=]+(?:=\"[^\"<>]*\")?)*)\s*(/?)>")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_BETWEEN = re.compile(r"[\s/]*=?")
_ENTITY = re.compile(r"&(?:#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}))|([a-zA-Z][a-zA-Z0-9]*));")
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RAW: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in ("script", "style")}


def tokens(html: str) -> Iterator[Token]:
    """The tokens of ``html``; what never ends is text, and control characters are nothing, as in libxml2."""
    html = _NO_CHARACTER.sub("", html)
    position, begun = 0, 0  # text begins at `begun`
    known: dict[str, dict[str, str | None]] = {}
    while (position := html.find("<", position)) >= 0:
        plain = _PLAIN_TAG.match(html, position)
        token, end = (_plain(plain, known), plain.end()) if plain else _token(html, position)
        if end == position:
            position += 1
            continue
        if begun < position:
            yield Data(_resolved(html[begun:position]))
        if token is not None:
            yield token
        if isinstance(token, StartTag) and token.name in _RAW and not token.closed:
            closing = _RAW[token.name].search(html, end)
            stop = closing.start() if closing else len(html)
            if stop > end:
                yield Data(html[end:stop])
            end = stop
        position = begun = end
    if begun < len(html):
        yield Data(_resolved(html[begun:]))


def _plain(tag: re.Match[str], known: dict[str, dict[str, str | None]]) -> Token:
    """A tag as nearly all are written; ``known`` are the attributes of those before it, by their text."""
    if tag[1]:
        return EndTag(tag[2].lower())
    text = tag[3]
    if not text:
        return StartTag(tag[2].lower(), {}, tag[4] != "")
    if text not in known:
        known[text] = _attributes(text, 0)[0]
    return StartTag(tag[2].lower(), dict(known[text]), tag[4] != "")


def _token(html: str, start: int) -> tuple[Token | None, int]:
    """The token at ``start``, a ``<``, and where it ends: at ``start`` itself when it is none."""
    following = html[start + 1 : start + 2]
    if following == "!":
        return _declaration(html, start)
    if following == "?":
        end = html.find(">", start)
        return (None, start) if end < 0 else (Markup(html[start : end + 1]), end + 1)
    name = _NAME.match(html, start)
    if name is None:
        return None, start
    if following == "/":
        end = html.find(">", name.end())
        return EndTag(name[1].lower()), len(html) if end < 0 else end + 1
    return _start_tag(html, name)


def _declaration(html: str, start: int) -> tuple[Token | None, int]:
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return (
            (Markup(f"{html[start:]}-->"), len(html)) if end < 0 else (Markup(html[start : end + 3]), end + 3)
        )
    if html[start : start + 9].lower() == "<!doctype":
        end = html.find(">", start)
        return None, len(html) if end < 0 else end + 1
    return None, start


def _start_tag(html: str, name: re.Match[str]) -> tuple[Token, int]:
    attributes, end = _attributes(html, name.end())
    return StartTag(name[1].lower(), attributes, html[end - 1 : end] == "/"), min(end + 1, len(html))


def _attributes(html: str, position: int) -> tuple[dict[str, str | None], int]:
    """The attributes that begin at ``position``, and where they end: at ``>``, or with the text."""
    found: dict[str, str | None] = {}
    while position < len(html):
        between = _BETWEEN.match(html, position)
        position = between.end() if between else position
        if html.startswith(">", position):
            break
        one = _ATTRIBUTE.match(html, position)
        if one is not None:
            value = next((value for value in one.group(2, 3, 4) if value is not None), None)
            found.setdefault(one[1].lower(), None if value is None else _resolved(value))
            position = one.end()
    return found, position


def _resolved(text: str) -> str:
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    if entity[3]:
        code = name2codepoint.get(entity[3], 39 if entity[3] == "apos" else 0)
        return chr(code) if code else entity[0]
    code = int(entity[1]) if entity[1] else int(entity[2], 16)
    return _NO_CHARACTER.sub("", chr(code)) if code <= 0x10FFFF else ""
