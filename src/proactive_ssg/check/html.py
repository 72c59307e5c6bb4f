"""HTML as a browser reads it, with the place of every tag (Lexbor's parser); its errors: ``syntax``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from proactive_ssg.check.element import Element
from proactive_ssg.check.syntax_tokens import Tag, Tokens, tokens

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Document", "Element", "in_order", "parse"]


class Document:
    """A parsed page: ``root`` is its ``html`` element, ``doctype`` None where there is none.

    Rules ask it for the elements that can concern them; who asks is never given all of a page to look through
    for the three that do.
    """

    def __init__(
        self,
        source: str,
        root: Element,
        doctype: str | None,
        tokens: Tokens | None = None,
        elements: list[Element] | None = None,
    ) -> None:
        self.source = source
        self.root = root
        self.doctype = doctype
        self.tokens = tokens or Tokens()
        self._all = elements
        self._by_name: dict[str, list[Element]] | None = None
        self._by_attribute: dict[str, list[Element]] | None = None
        self._by_id: dict[str, list[Element]] | None = None
        self._own_texts: str | None = None

    @property
    def all(self) -> list[Element]:
        """Every element, in the order of the document."""
        found = self._all
        if found is None:
            found = self._all = list(self.root.walk())
            for number, element in enumerate(found):
                element.number = number
        return found

    @property
    def by_id(self) -> dict[str, list[Element]]:
        found = self._by_id
        if found is None:
            found = self._by_id = {}
            for element in self.having("id"):
                if identity := element.attributes["id"]:
                    found.setdefault(identity, []).append(element)
        return found

    @property
    def by_name(self) -> dict[str, list[Element]]:
        found = self._by_name
        if found is None:
            found = self._by_name = {}
            for element in self.all:
                if element.name in found:
                    found[element.name].append(element)
                else:
                    found[element.name] = [element]
        return found

    @property
    def by_attribute(self) -> dict[str, list[Element]]:
        """The elements that have an attribute, whatever its value, by its name."""
        found = self._by_attribute
        if found is None:
            found = self._by_attribute = {}
            for element in self.all:
                for name in element.attributes:
                    if name in found:
                        found[name].append(element)
                    else:
                        found[name] = [element]
        return found

    @property
    def own_texts(self) -> str:
        """The own texts of all elements, a line each: what does not match here matches in none of them."""
        found = self._own_texts
        if found is None:
            found = self._own_texts = "\n".join(
                [element.own_text for element in self.all if element.children]
            )
        return found

    def named(self, *names: str) -> list[Element]:
        """The elements of these names, in the order of the document."""
        by_name = self.by_name
        return in_order([by_name[name] for name in names if name in by_name])

    def having(self, *attributes: str) -> list[Element]:
        """The elements that have one of these attributes, in the order of the document."""
        by_attribute = self.by_attribute
        return in_order([by_attribute[name] for name in attributes if name in by_attribute])

    def named_or_having(self, names: Sequence[str], *attributes: str) -> list[Element]:
        """The elements of these names and those with one of these attributes."""
        return in_order([found for found in (self.named(*names), self.having(*attributes)) if found])


def in_order(lists: list[list[Element]]) -> list[Element]:
    """Elements of some lists, each once, in the order of the document."""
    if len(lists) == 1:
        return lists[0]
    if not lists:
        return []
    # The lists are in order, each for itself: sorting is merging them.
    numbered = {element.number: element for found in lists for element in found}
    return [numbered[number] for number in sorted(numbered)]


def parse(source: str) -> Document:
    """The document in ``source``; any text is one, as for a browser.

    The parser keeps no places. Each start tag that our tokenizer finds is therefore given its number as an
    attribute: the element that the parser makes of it, wherever it puts it, still has it.
    """
    from selectolax.lexbor import LexborHTMLParser

    found = tokens(source)
    numbered, places = _numbered(source, found)
    root = LexborHTMLParser(numbered.encode("utf-8", "replace")).root
    elements = [Element("html", {})] if root is None else _elements(root, places)
    doctype = _DOCTYPE.match(source)
    return Document(source, elements[0], doctype[1].lower() if doctype else None, found, elements)


_AT = "proactive-ssg-at"
_DOCTYPE = re.compile(r"(?:\ufeff|\s+|<!--.*?-->)*+<!doctype\s*([^\s>]*)", re.IGNORECASE | re.DOTALL)
_TAG_NAME = re.compile(r"<[^\s/>]*")
# What a tag that the tokenizer took for one leaves in a text or an attribute, where it was none.
_REST = re.compile(rf' {_AT}="\d+"')
# Of most elements: one for all of them, as each would take more memory than its element.
_NO_ATTRIBUTES: dict[str, str] = {}
_TEXT_OF_HTML = {
    "svg": frozenset({"foreignObject", "desc", "title"}),
    "math": frozenset({"mi", "mo", "mn", "ms", "mtext"}),
}


def _numbered(source: str, found: Tokens) -> tuple[str, dict[str, tuple[int, int]]]:
    """``source`` with the number of each start tag in it, and their lines and columns (1-based) by these."""
    parts: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    done = 0
    line, begin, following = 1, 0, source.find("\n")
    for tag, position in zip(found.items, found.positions, strict=True):
        if not isinstance(tag, Tag) or tag.closing:
            continue
        while 0 <= following < position:
            line += 1
            begin = following + 1
            following = source.find("\n", begin)
        number = str(len(places))
        places[number] = (line, position - begin + 1)
        end = position + 1 + len(tag.name)
        if not tag.name.isascii():  # a letter may be two in lower case
            name = _TAG_NAME.match(source, position)
            assert name is not None
            end = name.end()
        parts.append(f'{source[done:end]} {_AT}="{number}"')
        done = end
    parts.append(source[done:])
    return "".join(parts), places


def _elements(top: LexborNode, places: dict[str, tuple[int, int]]) -> list[Element]:
    """``top`` and all below it as elements of ours, in the order of the document."""
    root = _element(top, str(top.tag), places, None)
    elements = [root]
    above: list[tuple[LexborNode | None, Element, str]] = []
    parent, space, node = root, "", top.first_child
    while True:
        if node is None:
            if not above:
                return elements
            node, parent, space = above.pop()
            continue
        name = node.tag or "-"
        if name == "-text":
            text = node.text_content or ""
            parent.add_text(_REST.sub("", text) if _AT in text else text)
        elif name[0] not in "-!":
            below = inner_space = name if name in _TEXT_OF_HTML else space
            if inner_space:
                below = "" if name in _TEXT_OF_HTML[inner_space] else inner_space
                name = f"{inner_space}:{name}"
            element = _element(node, name, places, parent)
            element.number = len(elements)
            elements.append(element)
            parent.children.append(element)
            first = node.first_child
            if first is not None:
                above.append((node.next, parent, space))
                parent, space, node = element, below, first
                continue
        node = node.next


def _element(
    node: LexborNode, name: str, places: dict[str, tuple[int, int]], parent: Element | None
) -> Element:
    given = node.attributes
    if not given:
        return Element(name, _NO_ATTRIBUTES, 0, 0, parent)
    # A page may write the attribute itself: what is not a number of ours is of no place.
    line, column = places.get(given.pop(_AT, None) or "", (0, 0))
    attributes = {key: value or "" for key, value in given.items()} if given else _NO_ATTRIBUTES
    return Element(name, attributes, line, column, parent)
