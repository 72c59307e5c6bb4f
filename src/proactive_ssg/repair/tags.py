"""The tags of a page, with their places: enough to change a few of them, and nothing else of the page.

Each element is paired with its end tag where there is no doubt which one that is; an element without a pair
is one that no repair touches.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["BLOCKS", "HEADINGS", "VOID", "Attribute", "Tag", "scan", "scan_one"]

VOID: Final = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),
    )
)
BLOCKS: Final = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre"),
        *("search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VERBATIM: Final = frozenset(("pre", "listing"))
_WEIGHED: Final = _VERBATIM | {"svg", "math"}
_ENDS_P: Final = BLOCKS - {"body", "caption", "html", "tbody", "td", "tfoot", "th", "thead", "tr"}
_SCOPES: Final = frozenset(
    ("td", "th", "table", "caption", "button", "object", "template", "svg", "math", "html", "body")
)
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.I)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
# Possessive throughout, and open at the end of the text: linear whatever the page is.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)"
    r"|<(/?)([a-zA-Z][^\s/>]*+)"
    r"((?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?)*+[\s/]*+)(?:>|\Z)",
    re.S,
)
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?")


class Attribute(NamedTuple):
    """``value`` as it is written, entities included; ``start`` and ``end`` in the page."""

    value: str
    start: int
    end: int


class Tag:
    """``start`` and ``end`` in the page; ``pair``: the end tag of a start tag, and the other way round.

    ``verbatim``: within ``pre``, where line ends count; ``foreign``: within SVG or MathML. ``gone``: removed.
    """

    __slots__ = (
        *("_attributes", "_head", "closing", "end", "foreign", "gone", "index", "name", "pair", "parent"),
        *("start", "text", "verbatim"),
    )

    def __init__(self, found: re.Match[str], index: int) -> None:
        self.index = index
        self.pair: Tag | None = None
        self.parent: Tag | None = None
        self.verbatim = self.foreign = self.gone = False
        self.take(found)

    def take(self, found: re.Match[str]) -> None:
        """It is what was found."""
        self.text, slash, name = found.group(0, 1, 2)
        self.name = name.lower()
        self.closing = slash != ""
        self.start, self.end = found.span()
        self._head = len(name) + (2 if slash else 1)
        self._attributes: dict[str, Attribute] | None = None

    def move(self, by: int) -> None:
        """Something before it has another length."""
        if by:
            self.start += by
            self.end += by
            self._attributes = None

    @property
    def attributes(self) -> dict[str, Attribute]:
        """By their names in small letters; of two with the same name the first counts."""
        if self._attributes is None:
            self._attributes = {}
            offset = self.start
            for one in _ATTRIBUTE.finditer(self.text, self._head, len(self.text) - 1):
                value = next((value for value in one.group(2, 3, 4) if value is not None), "")
                place = Attribute(value, offset + one.start(), offset + one.end())
                self._attributes.setdefault(one[1].lower(), place)
        return self._attributes

    def value(self, name: str) -> str:
        """The value of an attribute as it is written; empty without one."""
        if name not in self.text and name not in self.text.lower():
            return ""
        found = self.attributes.get(name)
        return "" if found is None else found.value

    @property
    def attributes_end(self) -> int:
        """Where one more attribute may be written."""
        return max((one.end for one in self.attributes.values()), default=self.start + self._head)


def scan(html: str) -> list[Tag]:
    """All tags; what is within scripts, styles, comments and the like is none."""
    tags: list[Tag] = []
    pairing = _Pairing()
    position, search = 0, _TOKEN.search
    while (found := search(html, position)) is not None:
        position = found.end()
        if found[2] is None:
            continue
        tag = Tag(found, len(tags))
        tags.append(tag)
        pairing.add(tag)
        if tag.name in _RAW and not (tag.closing or tag.foreign):
            closing = _RAW[tag.name].search(html, position)
            position = closing.start() if closing else len(html)
    return tags


def scan_one(html: str, position: int, tag: Tag) -> None:
    """``tag`` was changed, and is at this position now."""
    found = _TOKEN.match(html, position)
    assert found is not None
    tag.take(found)


class _Pairing:
    """The elements that are open, as a browser would have them, where the page is as it should be."""

    __slots__ = ("_count", "_foreign", "_open", "_verbatim")

    def __init__(self) -> None:
        self._open: list[Tag] = []
        self._count: dict[str, int] = {}
        self._verbatim = self._foreign = 0

    def add(self, tag: Tag) -> None:
        name, opened, count = tag.name, self._open, self._count
        tag.verbatim, tag.foreign = self._verbatim > 0, self._foreign > 0
        if tag.closing:
            if count.get(name):
                while (last := self._pop()).name != name:
                    pass
                last.pair, tag.pair = tag, last
                tag.parent = last.parent
            else:
                tag.parent = opened[-1] if opened else None
            return
        if name in _ENDS_P and count.get("p"):
            self._end_paragraph()
        tag.parent = opened[-1] if opened else None
        if name in VOID or (tag.foreign and tag.text.endswith("/>")):
            return
        opened.append(tag)
        count[name] = count.get(name, 0) + 1
        if name in _WEIGHED:
            self._weigh(name, 1)

    def _end_paragraph(self) -> None:
        """A block ends the paragraph before it, unless a cell of a table or the like is between."""
        for place in range(len(self._open) - 1, -1, -1):
            name = self._open[place].name
            if name == "p":
                while len(self._open) > place:
                    self._pop()
                return
            if name in _SCOPES:
                return

    def _pop(self) -> Tag:
        tag = self._open.pop()
        self._count[tag.name] -= 1
        if tag.name in _WEIGHED:
            self._weigh(tag.name, -1)
        return tag

    def _weigh(self, name: str, by: int) -> None:
        if name in _VERBATIM:
            self._verbatim += by
        else:
            self._foreign += by
