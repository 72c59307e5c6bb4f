"""The tags of a page with their attributes as written, and the errors that a tokenizer meets."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from html.entities import html5

__all__ = ["Fault", "Tag", "Text", "tokens"]


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of syntax: its code, the offset in the source, the tag or attribute, and another one."""

    code: str
    position: int
    name: str = ""
    other: str = ""


@dataclass(slots=True)
class Tag:
    name: str
    position: int
    closing: bool
    self_closing: bool
    attributes: dict[str, str]


@dataclass(slots=True)
class Text:
    """Text that is more than space; ``position`` is where it starts to be."""

    position: int


_TAG_START = re.compile("</?[A-Za-z]")
_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*")
# A tag as most are written: nothing in it can be wrong but an attribute that is given twice.
_PLAIN = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?:\s++[A-Za-z][\w:.-]*+(?:=\"[^\"&]*+\")?+)*+)\s*+(/?)>", re.ASCII
)
_PAIR = re.compile(r"([A-Za-z][\w:.-]*+)(?:=\"([^\"]*+)\")?+", re.ASCII)
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s/>=]*")
_VALUE = re.compile(r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*))")
_REFERENCE = re.compile(r"&(?:#([xX][0-9a-fA-F]*|[0-9]*)|([A-Za-z][A-Za-z0-9]*))(;?)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NOT_SPACE = re.compile(r"\S")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_WITH_REFERENCES = frozenset({"textarea", "title"})


def tokens(source: str) -> Iterator[Tag | Text | Fault]:
    """Tags, texts and faults in the order of the source."""
    for control in _CONTROL.finditer(source):
        yield Fault("control-character", control.start(), f"U+{ord(control[0]):04X}")
    position, foreign = 0, 0
    while position < len(source):
        start = source.find("<", position)
        if start != position:
            yield from _text(source, position, len(source) if start < 0 else start)
            if start < 0:
                return
        tag, position = _plain_tag(source, start)
        if tag is None:
            if _TAG_START.match(source, start) is None:
                position = yield from _markup(source, start, bool(foreign))
                continue
            tag, position = yield from _tag(source, start, closing=source[start + 1] == "/")
            if tag is None:
                return
        yield tag
        if tag.name in ("svg", "math"):
            foreign = max(foreign - 1, 0) if tag.closing else foreign + (not tag.self_closing)
        elif not tag.closing and not foreign and tag.name in _RAW:
            position = yield from _raw(source, position, tag)


def _text(source: str, start: int, end: int) -> Iterator[Text | Fault]:
    found = _NOT_SPACE.search(source, start, end)
    if found is None:
        return
    yield Text(found.start())
    if source.find("&", start, end) >= 0:
        yield from _references(source, start, end)


def _references(source: str, start: int, end: int, attribute: bool = False) -> Iterator[Fault]:
    for found in _REFERENCE.finditer(source, start, end):
        number, name, semicolon = found.groups()
        if number is not None:
            code = _numeric(number, semicolon)
        else:
            code = _named(name, semicolon, attribute, source[found.end() : found.end() + 1])
        if code:
            yield Fault(code, found.start(), found[0])


def _numeric(number: str, semicolon: str) -> str:
    digits = number.lstrip("xX")
    if not digits:
        return "reference-without-digits"
    value = int(digits, 16 if number[0] in "xX" else 10) if len(digits) < 9 else 0x110000
    control = value in range(0x20) and value not in (0x09, 0x0A, 0x0C)
    if value == 0 or control or value in range(0x7F, 0xA0) or value in range(0xD800, 0xE000):
        return "reference-to-nothing"
    if value > 0x10FFFF or value & 0xFFFE == 0xFFFE or value in range(0xFDD0, 0xFDF0):
        return "reference-to-nothing"
    return "" if semicolon else "reference-without-semicolon"


def _named(name: str, semicolon: str, attribute: bool, following: str) -> str:
    if semicolon:
        if f"{name};" in html5:
            return ""
        known = _without_semicolon(name)
        if known and not attribute:
            return "reference-without-semicolon"
        return "unknown-reference"
    known = _without_semicolon(name)
    if not known or (attribute and (known != name or following == "=")):
        return ""
    return "reference-without-semicolon"


def _without_semicolon(name: str) -> str:
    """The longest start of ``name`` that is a character reference without a semicolon (they are short)."""
    for length in range(min(len(name), 6), 1, -1):
        if name[:length] in html5:
            return name[:length]
    return ""


def _tag(source: str, start: int, closing: bool) -> Generator[Fault, None, tuple[Tag | None, int]]:
    """Faults of a tag that is not plain; gives the tag (None: the source ends within) and where it ends."""
    name = _TAG_NAME.match(source, start + 1 + closing)
    assert name is not None
    attributes: dict[str, str] = {}
    position = name.end()
    while True:
        gap = _GAP.match(source, position)
        assert gap is not None
        after_value = bool(attributes) and gap.end() == position
        position = gap.end()
        if position >= len(source):
            yield Fault("end-in-tag", start, name[0].lower())
            return None, position
        if source[position] == ">":
            break
        if after_value:
            yield Fault("no-space-between-attributes", position, name[0].lower())
        if "/" in gap[0]:
            yield Fault("slash-in-tag", position - 1, name[0].lower())
        position = yield from _attribute(source, position, attributes)
        if position < 0:
            yield Fault("end-in-tag", start, name[0].lower())
            return None, len(source)
    slash = source[position - 1] == "/" and position > name.end() and gap[0].endswith("/")
    if closing and attributes:
        yield Fault("attributes-in-end-tag", start, name[0].lower())
    return Tag(name[0].lower(), start, closing, slash, attributes), position + 1


def _plain_tag(source: str, start: int) -> tuple[Tag | None, int]:
    found = _PLAIN.match(source, start)
    if found is None:
        return None, start
    closing, name, written, slash = found.groups()
    attributes: dict[str, str] = {}
    if written:
        pairs = _PAIR.findall(written)
        attributes = {key.lower(): value for key, value in pairs}
        if closing or len(attributes) < len(pairs):
            return None, start
    if closing and slash:
        return None, start
    return Tag(name.lower(), start, bool(closing), bool(slash), attributes), found.end()


def _attribute(source: str, start: int, attributes: dict[str, str]) -> Generator[Fault, None, int]:
    """Faults of an attribute, which is added; gives where it ends, -1 where its quote is never closed."""
    found = _ATTRIBUTE.match(source, start)
    assert found is not None
    name = found[0].lower()
    if name.startswith("=") or any(character in name for character in "\"'<"):
        yield Fault("bad-attribute-name", start, name)
    value, end = "", found.end()
    given = _VALUE.match(source, end)
    if given is not None:
        quoted = given[1] if given[1] is not None else given[2]
        value, end = quoted if quoted is not None else given[3], given.end()
        if quoted is None:
            if value[:1] in ("'", '"') and value:
                return -1
            if not value:
                yield Fault("attribute-without-value", start, name)
            elif any(character in value for character in "\"'<=`"):
                yield Fault("bad-unquoted-value", start, name)
        if "&" in value:
            yield from _references(source, given.end() - len(value) - (quoted is not None), end, True)
    if name in attributes:
        yield Fault("duplicate-attribute", start, name)
    attributes.setdefault(name, value)
    return end


def _raw(source: str, position: int, tag: Tag) -> Generator[Fault, None, int]:
    """Text without tags, up to the end tag of the same name; gives where that starts."""
    found = _end_of(tag.name).search(source, position)
    end = len(source) if found is None else found.start()
    if tag.name in _WITH_REFERENCES:
        yield from _references(source, position, end)
    return end


_ENDS: dict[str, re.Pattern[str]] = {}


def _end_of(name: str) -> re.Pattern[str]:
    if name not in _ENDS:
        _ENDS[name] = re.compile(rf"</{name}(?=[\s/>])", re.I)
    return _ENDS[name]


def _markup(source: str, start: int, foreign: bool) -> Generator[Fault, None, int]:
    """A comment, a doctype, or a ``<`` that opens nothing; gives where it ends."""
    if source.startswith("<!--", start):
        if source.startswith((">", "->"), start + 4):
            yield Fault("abrupt-comment", start)
            return source.index(">", start) + 1
        end = source.find("-->", start + 4)
        if end < 0:
            yield Fault("end-in-comment", start)
            return len(source)
        return end + 3
    if source[start : start + 9].lower() == "<!doctype":
        return _after(source, start, ">")
    if foreign and source.startswith("<![CDATA[", start):
        return _after(source, start, "]]>")
    if source.startswith(("<!", "<?", "</"), start) and start + 2 < len(source):
        yield Fault("bad-comment", start, source[start : start + 12].split("\n", maxsplit=1)[0])
        return _after(source, start, ">")
    yield Fault("bare-less-than", start)
    return start + 1


def _after(source: str, start: int, mark: str) -> int:
    end = source.find(mark, start)
    return len(source) if end < 0 else end + len(mark)
