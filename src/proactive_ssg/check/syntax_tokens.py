"""The tags of a page, and the errors that a tokenizer meets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proactive_ssg.check.syntax_references import named, numeric

__all__ = ["TEXT", "Fault", "Tag", "Text", "Tokens", "tokens"]


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of syntax: its code, the offset in the source, the tag or attribute, and another one."""

    code: str
    position: int
    name: str = ""
    other: str = ""


class Tag:
    """A tag, in lower case. ``unseen``: an ``input`` of the type ``hidden``, which may stand in a table."""

    __slots__ = ("closing", "name", "self_closing", "unseen")

    def __init__(self, name: str, closing: bool, self_closing: bool, unseen: bool = False) -> None:
        self.name = name
        self.closing = closing
        self.self_closing = self_closing
        self.unseen = unseen


class Text:
    """Text that is more than space."""


TEXT = Text()


class Tokens:
    """The tags, texts and faults of a page in the order of its source, and the offset of each.

    Tags that are written alike are one and the same: that saves making hundreds of them for every page.
    """

    __slots__ = ("items", "positions")

    def __init__(self) -> None:
        self.items: list[Tag | Text | Fault] = []
        self.positions: list[int] = []

    def add(self, item: Tag | Text | Fault, position: int) -> None:
        self.items.append(item)
        self.positions.append(position)


_TAG_START = re.compile("</?[A-Za-z]")
_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*")
# What stands in a tag as most are written: nothing can be wrong but an attribute that is given twice.
_PLAIN = re.compile(
    r"(/?)([A-Za-z][A-Za-z0-9:-]*+)((?:\s++[A-Za-z][\w:.-]*+(?:=\"[^\"&]*+\")?+)*+)\s*+(/?)", re.ASCII
)
_NAME = re.compile(r"([A-Za-z][\w:.-]*+)(?:=\"[^\"]*+\")?+", re.ASCII)
_TYPE_HIDDEN = re.compile(r"\stype=\"hidden\"", re.ASCII | re.IGNORECASE)
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s/>=]*")
_VALUE = re.compile(r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*))")
_REFERENCE = re.compile(r"&(?:#([xX][0-9a-fA-F]*|[0-9]*)|([A-Za-z][A-Za-z0-9]*))(;?)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NOT_SPACE = re.compile(r"\S")
_FOREIGN = frozenset({"svg", "math"})
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_WITH_REFERENCES = frozenset({"textarea", "title"})
_OTHER_TEXT = _FOREIGN | _RAW


def tokens(source: str) -> Tokens:
    """Tags, texts and faults in the order of the source."""
    return _Tokenizer(source).run()


class _Tokenizer:
    """Adds to ``found`` what it meets; methods take a place in the source and give where they end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found = Tokens()
        self.foreign = 0
        """How many drawings and formulas are open."""

    def run(self) -> Tokens:
        """The page is cut at each ``<``; what a tag is, is known after one look at the first of its likes."""
        source = self.source
        for control in _CONTROL.finditer(source):
            self._fault("control-character", control.start(), f"U+{ord(control[0]):04X}")
        add = self.found.add
        known: dict[str, Tag | None] = {}
        pieces = source.split("<")
        end = done = len(pieces[0])
        self._text(0, end)
        for piece in pieces[1:]:
            start = end
            end += len(piece) + 1
            if start < done:  # in a comment, say, which ends here or later
                if done < end:
                    self._text(done, end)
                continue
            inner, closed, text = piece.partition(">")
            tag = known[inner] if inner in known else known.setdefault(inner, _plain(inner))
            if tag is None or not closed:
                done = self._odd(start)
                if done < end:
                    self._text(done, end)
                continue
            add(tag, start)
            after = end - len(text)
            if tag.name in _OTHER_TEXT:
                done = self._after(tag, after)
            if done <= after:
                text = text.lstrip()
                if text:
                    add(TEXT, end - len(text))
                    if "&" in text:
                        self._references(end - len(text), end)
        return self.found

    def _fault(self, code: str, position: int, name: str = "") -> None:
        self.found.add(Fault(code, position, name), position)

    def _odd(self, start: int) -> int:
        """A tag that is not plain, or what is none."""
        if _TAG_START.match(self.source, start) is None:
            return self._markup(start)
        tag, position = self._tag(start, closing=self.source[start + 1] == "/")
        if tag is None:
            return len(self.source)
        self.found.add(tag, start)
        return self._after(tag, position) if tag.name in _OTHER_TEXT else position

    def _after(self, tag: Tag, position: int) -> int:
        """What follows is in another language, or is text without tags."""
        if tag.name in _FOREIGN:
            if tag.closing:
                self.foreign = max(self.foreign - 1, 0)
            elif not tag.self_closing:
                self.foreign += 1
        elif not tag.closing and not self.foreign:
            return self._raw(position, tag)
        return position

    def _text(self, start: int, end: int) -> None:
        found = _NOT_SPACE.search(self.source, start, end)
        if found is None:
            return
        self.found.add(TEXT, found.start())
        if self.source.find("&", start, end) >= 0:
            self._references(start, end)

    def _references(self, start: int, end: int, attribute: bool = False) -> None:
        for found in _REFERENCE.finditer(self.source, start, end):
            number, name, semicolon = found.groups()
            if number is not None:
                code = numeric(number, semicolon)
            else:
                code = named(name, semicolon, attribute, self.source[found.end() : found.end() + 1])
            if code:
                self._fault(code, found.start(), found[0])

    def _tag(self, start: int, closing: bool) -> tuple[Tag | None, int]:
        """A tag that is not plain (None: the source ends within)."""
        source = self.source
        found = _TAG_NAME.match(source, start + 1 + closing)
        assert found is not None
        name, position = found[0].lower(), found.end()
        attributes: dict[str, str] = {}
        while True:
            gap = _GAP.match(source, position)
            assert gap is not None
            after_value = bool(attributes) and gap.end() == position
            position = gap.end()
            if position >= len(source):
                self._fault("end-in-tag", start, name)
                return None, position
            if source[position] == ">":
                break
            if after_value:
                self._fault("no-space-between-attributes", position, name)
            if "/" in gap[0]:
                self._fault("slash-in-tag", position - 1, name)
            position = self._attribute(position, attributes)
            if position < 0:
                self._fault("end-in-tag", start, name)
                return None, len(source)
        slash = source[position - 1] == "/" and position > found.end() and gap[0].endswith("/")
        if closing and attributes:
            self._fault("attributes-in-end-tag", start, name)
        unseen = name == "input" and attributes.get("type", "").lower() == "hidden"
        return Tag(name, closing, slash, unseen), position + 1

    def _attribute(self, start: int, attributes: dict[str, str]) -> int:
        """An attribute, which is added; -1 where its quote is never closed."""
        found = _ATTRIBUTE.match(self.source, start)
        assert found is not None
        name = found[0].lower()
        if name.startswith("=") or any(character in name for character in "\"'<"):
            self._fault("bad-attribute-name", start, name)
        value, end = "", found.end()
        given = _VALUE.match(self.source, end)
        if given is not None:
            quoted = given[1] if given[1] is not None else given[2]
            value, end = quoted if quoted is not None else given[3], given.end()
            if quoted is None:
                if value[:1] in ("'", '"') and value:
                    return -1
                if not value:
                    self._fault("attribute-without-value", start, name)
                elif any(character in value for character in "\"'<=`"):
                    self._fault("bad-unquoted-value", start, name)
            if "&" in value:
                self._references(given.end() - len(value) - (quoted is not None), end, True)
        if name in attributes:
            self._fault("duplicate-attribute", start, name)
        attributes.setdefault(name, value)
        return end

    def _raw(self, position: int, tag: Tag) -> int:
        """Text without tags, up to the end tag of the same name."""
        found = _end_of(tag.name).search(self.source, position)
        end = len(self.source) if found is None else found.start()
        if tag.name in _WITH_REFERENCES:
            self._references(position, end)
        return end

    def _markup(self, start: int) -> int:
        """A comment, a doctype, or a ``<`` that opens nothing."""
        source = self.source
        if source.startswith("<!--", start):
            if source.startswith((">", "->"), start + 4):
                self._fault("abrupt-comment", start)
                return source.index(">", start) + 1
            end = source.find("-->", start + 4)
            if end < 0:
                self._fault("end-in-comment", start)
                return len(source)
            return end + 3
        if source[start : start + 9].lower() == "<!doctype":
            return self._beyond(start, ">")
        if self.foreign and source.startswith("<![CDATA[", start):
            return self._beyond(start, "]]>")
        if source.startswith(("<!", "<?", "</"), start) and start + 2 < len(source):
            self._fault("bad-comment", start, source[start : start + 12].split("\n", maxsplit=1)[0])
            return self._beyond(start, ">")
        self._fault("bare-less-than", start)
        return start + 1

    def _beyond(self, start: int, mark: str) -> int:
        end = self.source.find(mark, start)
        return len(self.source) if end < 0 else end + len(mark)


def _plain(inner: str) -> Tag | None:
    """The tag that has this between ``<`` and ``>``; None if not all is well."""
    match = _PLAIN.fullmatch(inner)
    if match is None:
        return None
    closing, name, written, slash = match.groups()
    name = name.lower()
    if closing:
        return None if written or slash else Tag(name, True, False)
    names = _NAME.findall(written)
    if len(names) > 1 and len({each.lower() for each in names}) < len(names):
        return None
    unseen = name == "input" and _TYPE_HIDDEN.search(written) is not None
    return Tag(name, False, slash != "", unseen)


_ENDS: dict[str, re.Pattern[str]] = {}


def _end_of(name: str) -> re.Pattern[str]:
    if name not in _ENDS:
        _ENDS[name] = re.compile(rf"</{name}(?=[\s/>])", re.I)
    return _ENDS[name]
