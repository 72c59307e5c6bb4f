"""jekyll-relative-links: links to Markdown files become links to their pages.

``[text](other.md#part)`` leads to the URL of ``other.md``. Options, under ``relative_links:``: ``enabled:
false``; ``collections: true`` for the documents of collections too; ``exclude: [folder]``. As in the gem,
links are found by an expression: those in code are changed too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote_plus

from proactive_ssg.content.entry_filter import Patterns
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.markdown_files import documents_to_write, is_markdown
from proactive_ssg.plugins.option_values import options
from proactive_ssg.templates.filters_url import UrlFilters

__all__ = ["register"]

KEY: Final = "relative_links"
# What the gem's expressions find, but in bounded time: an address has no line break and no second `#`, and
# the parts of a link are not longer than 300 characters.
_TITLE: Final = (
    r"""(\s{1,99}+"(?:[^"]|(?<=\\)"){0,300}+(?<!\\)"|\s{1,99}+"(?:[^']|(?<=\\)'){0,300}+(?<!\\)')?"""
)
_INLINE = re.compile(rf"\]\(([^)#\n]{{1,300}}?)(#[^\n]{{1,300}}?)?{_TITLE}\)")
_REFERENCE = re.compile(
    rf"^\s{{0,99}}+\[([^\n]{{0,300}}?)\]: ([^#\n]{{1,300}}?)(#[^\n]{{1,300}}?)?{_TITLE}[^\S\n]{{0,99}}$",
    re.M,
)
_SCHEME = re.compile(r"[^:/?#]+:")


def register(registry: Registry) -> None:
    """Adds the generator, unless it is turned off."""
    given = options(registry, KEY, {"enabled": bool, "collections": bool, "exclude": list})
    if given.get("enabled") is not False:
        registry.generator(lambda site: _generate(site, given), Priority.LOWEST)


def _generate(site: SiteBuilder, given: dict[str, Any]) -> None:
    lists: list[list[Any]] = [site.pages]
    if given.get("collections"):
        lists += [documents_to_write(found) for found in site.collections.values()]
    links = _Links(site)
    excluded = Patterns.of(str(item) for item in given.get("exclude", ()))
    for pages in lists:
        for position, page in enumerate(pages):
            path = links.path_of(page)
            if is_markdown(site.config, path.suffix) and not excluded.match(str(path), is_dir=False):
                body = links.replaced(page.body, str(path.parent))
                if body != page.body or page.excerpt_body is not None:
                    pages[position] = replace(page, body=body, excerpt_body=None)


class _Links:
    """Knows the URL of every file of the site by its path in the source."""

    def __init__(self, site: SiteBuilder) -> None:
        self._site = site
        self._relative_url: Callable[[str], str | None] = UrlFilters(
            site.config.url, site.config.baseurl
        ).relative_url
        self._urls: dict[str, str] = {}
        for path, url in self._targets():
            self._urls.setdefault(str(path).removeprefix("/"), url)

    def path_of(self, page: Page) -> PurePosixPath:
        """The path in the source (documents know theirs below the folder of the collections)."""
        below = self._site.config.collections_dir if isinstance(page, Document) else ""
        return PurePosixPath(below, page.relative_path)

    def _targets(self) -> Iterator[tuple[PurePosixPath, str]]:
        for page in self._site.pages:
            yield page.relative_path, page.url
        for file in self._site.static_files:
            yield file.relative_path, file.url
        for collection in self._site.collections.values():
            for document in documents_to_write(collection):
                if document.written:
                    yield self.path_of(document), document.url

    def replaced(self, text: str, folder: str) -> str:
        """``text``, of a file in ``folder``, with the links that lead to files of the site replaced."""
        if "](" in text:
            text = self._inline(text, folder)
        return self._references(text, folder) if "]: " in text else text

    def _inline(self, text: str, folder: str) -> str:
        """``[text](path#fragment "title")``: the text begins with the first bracket left in the line."""
        parts, done, position = list[str](), 0, 0
        while found := _INLINE.search(text, position):
            begin = text.find("[", max(done, text.rfind("\n", 0, found.start()) + 1), found.start())
            if begin < 0:
                position = found.start() + 1
                continue
            url = self._target(found[1], found[2], folder)
            link = found[0] if url is None else f"]({url}{found[3] or ''})"
            parts += (text[done : found.start()], link)
            done = position = found.end()
        return "".join((*parts, text[done:]))

    def _references(self, text: str, folder: str) -> str:
        """``[name]: path#fragment "title"``, at the beginning of a line."""

        def link(match: re.Match[str]) -> str:
            url = self._target(match[2], match[3], folder)
            return match[0] if url is None else f"\n[{match[1]}]: {url}{match[4] or ''}"

        return _REFERENCE.sub(link, text)

    def _target(self, target: str, fragment: str | None, folder: str) -> str | None:
        """The URL that takes the place of ``target``; None where it stays."""
        if target.startswith("#") or _SCHEME.match(target):
            return None
        url = self._url(target, folder)
        return None if url is None else url + (fragment or "")

    def _url(self, target: str, folder: str) -> str | None:
        """The URL of the file that ``target``, in a file of ``folder``, names; what leads out names none."""
        below = target.removeprefix("/")
        path = posixpath.normpath(posixpath.join("" if target.startswith("/") else folder, below))
        if below.startswith("/") or path.startswith("../"):
            return None
        url = self._urls.get(unquote_plus(path))
        return None if url is None else self._relative_url(url)
