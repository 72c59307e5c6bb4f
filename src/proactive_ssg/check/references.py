"""What a page refers to, and what can be referred to in it: links, resources, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proactive_ssg.check.html import Document, Element

__all__ = ["Facts", "Reference", "css_references", "facts_of"]

_LINKS = frozenset(("canonical", "alternate", "next", "prev", "help", "license", "author", "search", "up"))
_HINTS = frozenset(("preconnect", "dns-prefetch"))
_RESOURCES = {
    "img": ("src",),
    "script": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "svg:image": ("href", "xlink:href"),
    "svg:use": ("href", "xlink:href"),
    "body": ("background",),
}
_IMAGES = frozenset(("img", "input", "svg:image", "svg:use"))
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?(.*)", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"[\s,]*(\S+)((?:[^,(]|\([^)]*\))*)")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """``kind``: ``link``, ``image``, ``resource`` or ``redirect``; ``url`` as it is written there."""

    kind: str
    url: str
    line: int
    column: int
    tag: str
    attribute: str

    @property
    def element(self) -> Element:
        """The element, as far as it is remembered."""
        return Element(self.tag, {self.attribute: self.url}, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one page: ``anchors`` are what a ``#`` can mean, ``base`` what its URLs are relative to."""

    references: tuple[Reference, ...]
    anchors: frozenset[str]
    base: str = ""

    @property
    def redirect(self) -> str:
        """Where the page leads by itself; empty where it stays."""
        return next((item.url for item in self.references if item.kind == "redirect"), "")


def facts_of(document: Document) -> Facts:
    """What the page refers to, in the order of the document."""
    anchors = set(document.by_id)
    anchors.update(name for element in document.named("a") if (name := element.get("name")))
    base = next((element.get("href") for element in document.named("base") if element.has("href")), "")
    references = tuple(item for element in document.all for item in _references(element))
    return Facts(references, frozenset(anchors), base)


def _references(element: Element) -> Iterator[Reference]:
    name = element.name
    if name == "style":
        yield from _of_css(element, "style", element.text)
    elif name in ("a", "area", "svg:a"):
        yield from _of(element, "link", "href", "xlink:href")
    elif name in ("iframe", "frame"):
        yield from _of(element, "link", "src")
    elif name == "form":
        yield from _of(element, "link", "action")
    elif name == "link":
        yield from _of_link(element)
    elif name == "meta" and element.get("http-equiv").strip().lower() == "refresh":
        yield from _of_refresh(element)
    elif attributes := _RESOURCES.get(name):
        yield from _of(element, "image" if name in _IMAGES else "resource", *attributes)
    if name in ("img", "source") and element.has("srcset"):
        yield from (_reference(element, "image", url, "srcset") for url in _candidates(element.get("srcset")))
    if element.has("style"):
        yield from _of_css(element, "style", element.get("style"))


def _of(element: Element, kind: str, *attributes: str) -> Iterator[Reference]:
    for attribute in attributes:
        if element.has(attribute):
            yield _reference(element, kind, element.get(attribute), attribute)


def _reference(element: Element, kind: str, url: str, attribute: str) -> Reference:
    return Reference(kind, url, element.line, element.column, element.name, attribute)


def _of_link(element: Element) -> Iterator[Reference]:
    relations = set(element.get("rel").lower().split())
    if element.has("href") and relations and not relations & _HINTS:
        is_sheet = "stylesheet" in relations
        kind = "link" if relations & _LINKS and not is_sheet else "resource"
        yield _reference(element, kind, element.get("href"), "href")
    for url in _candidates(element.get("imagesrcset")):
        yield _reference(element, "image", url, "imagesrcset")


def _of_refresh(element: Element) -> Iterator[Reference]:
    match = _REFRESH.fullmatch(element.get("content"))
    url = match[1].strip().strip("'\"") if match else ""
    if url:
        yield _reference(element, "redirect", url, "content")


def _candidates(srcset: str) -> Iterator[str]:
    for match in _CANDIDATE.finditer(srcset):
        yield match[1].rstrip(",")


def css_references(text: str) -> Iterator[Reference]:
    """What a stylesheet loads, where it stands in its file."""
    blank = _CSS_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for match in _CSS_URL.finditer(blank):
        line, column = (
            blank.count("\n", 0, match.start()) + 1,
            match.start() - blank.rfind("\n", 0, match.start()),
        )
        yield Reference("resource", next(filter(None, match.groups()), ""), line, column, "", "")


def _of_css(element: Element, attribute: str, text: str) -> Iterator[Reference]:
    for match in _CSS_URL.finditer(_CSS_COMMENT.sub("", text)):
        yield _reference(element, "resource", next(filter(None, match.groups()), ""), attribute)
