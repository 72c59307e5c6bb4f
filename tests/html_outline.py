"""What the tests of the demonstration site read from a page: its elements, in order, with their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


@dataclass
class Node:
    """An element: ``text`` is all the text inside it."""

    tag: str
    attributes: dict[str, str]
    parents: tuple[str, ...] = ()
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class Outline(HTMLParser):
    """All elements of a page; ``unbalanced`` lists the end tags that close nothing."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self.unbalanced: list[str] = []
        self._open: list[Node] = []
        self.feed(html)
        self.close()
        self.unbalanced += [node.tag for node in self._open]

    @classmethod
    def of(cls, path: Path) -> Outline:
        return cls(path.read_text(encoding="utf-8"))

    def all(self, tag: str) -> list[Node]:
        return [node for node in self.nodes if node.tag == tag]

    def having(self, **attributes: str) -> list[Node]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [node for node in self.nodes if all(node.get(name) == value for name, value in wanted.items())]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(
            tag, {name: value or "" for name, value in attrs}, tuple(open_.tag for open_ in self._open)
        )
        self.nodes.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1].tag != tag:
            self.unbalanced.append(tag)
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for node in self._open:
            node.parts.append(data)
