"""The tags of a page, with their places: enough to change a few of them, and nothing else of the page.

Each element is paired with its end tag where there is no doubt which one that is; an element without a pair
is one that no repair touches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["BLOCKS", "VOID", "Attribute", "Tag", "scan"]

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


@dataclass(frozen=True, slots=True)
class Attribute:
    """``value`` as it is written, entities included; ``start`` and ``end`` in the page."""

    value: str
    start: int
    end: int


class Tag:
    """``start`` and ``end`` in the page; ``pair``: the end tag of a start tag, and the other way round.

    ``verbatim``: within ``pre``, where line ends count; ``foreign``: within SVG or MathML.
    """

    __slots__ = (
        *("_attributes", "_from", "closing", "end", "foreign", "index", "name", "pair", "parent", "start"),
        *("text", "verbatim"),
    )

    def __init__(self, found: re.Match[str], index: int) -> None:
        self.name = found[2].lower()
        self.closing = found[1] != ""
        self.start, self.end = found.span()
        self.text = found[0]
        self.index = index
        self.pair: Tag | None = None
        self.parent: Tag | None = None
        self.verbatim = self.foreign = False
        self._from = found.start(3)
        self._attributes: dict[str, Attribute] | None = None

    @property
    def attributes(self) -> dict[str, Attribute]:
        """By their names in small letters; of two with the same name the first counts."""
        if self._attributes is None:
            self._attributes = {}
            offset, start = self.start, self._from - self.start
            for one in _ATTRIBUTE.finditer(self.text, start, len(self.text) - 1):
                value = next((value for value in one.group(2, 3, 4) if value is not None), "")
                place = Attribute(value, offset + one.start(), offset + one.end())
                self._attributes.setdefault(one[1].lower(), place)
        return self._attributes

    def value(self, name: str) -> str:
        """The value of an attribute as it is written; empty without one."""
        found = self.attributes.get(name)
        return "" if found is None else found.value

    @property
    def attributes_end(self) -> int:
        """Where one more attribute may be written."""
        return max((one.end for one in self.attributes.values()), default=self._from)


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
        if not tag.closing and tag.name in _RAW and not tag.foreign:
            closing = _RAW[tag.name].search(html, position)
            position = closing.start() if closing else len(html)
    return tags


class _Pairing:
    """The elements that are open, as a browser would have them, where the page is as it should be."""

    def __init__(self) -> None:
        self._open: list[Tag] = []
        self._count: dict[str, int] = {}
        self._verbatim = self._foreign = 0

    def add(self, tag: Tag) -> None:
        if tag.closing:
            self._close(tag)
            return
        if tag.name in _ENDS_P and self._count.get("p"):
            self._end_paragraph()
        tag.parent = self._open[-1] if self._open else None
        tag.verbatim, tag.foreign = self._verbatim > 0, self._foreign > 0
        if tag.name in VOID or (tag.foreign and tag.text.endswith("/>")):
            return
        self._open.append(tag)
        self._count[tag.name] = self._count.get(tag.name, 0) + 1
        self._weigh(tag, 1)

    def _close(self, tag: Tag) -> None:
        tag.verbatim, tag.foreign = self._verbatim > 0, self._foreign > 0
        if self._count.get(tag.name):
            while (opened := self._pop()).name != tag.name:
                pass
            opened.pair, tag.pair = tag, opened
            tag.parent = opened.parent
        else:
            tag.parent = self._open[-1] if self._open else None

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
        self._weigh(tag, -1)
        return tag

    def _weigh(self, tag: Tag, by: int) -> None:
        if tag.name in ("pre", "listing"):
            self._verbatim += by
        elif tag.name in ("svg", "math"):
            self._foreign += by
