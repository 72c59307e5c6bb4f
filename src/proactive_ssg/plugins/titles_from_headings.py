"""jekyll-titles-from-headings: a Markdown page without a title has that of the heading it begins with.

Options, under ``titles_from_headings:``: ``enabled: false``; ``strip_title: true`` takes the heading out of
the text (also page by page, in front matter); ``collections: true`` for the documents of collections too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.config.defaults import KRAMDOWN_DEFAULTS
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.kramdown import OptionError, Options, convert
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.markdown_files import documents_to_write, is_markdown
from proactive_ssg.plugins.option_values import options
from proactive_ssg.templates.filters_text import normalize_whitespace, strip_html

__all__ = ["register"]

KEY: Final = "titles_from_headings"
# The gem's expression; `\s` and `$` are Ruby's.
_SPACE: Final = r"[ \t\n\v\f\r]"
_TITLE = re.compile(
    rf"\A{_SPACE}*(?:\#{{1,3}}{_SPACE}+(.*)(?:{_SPACE}+\#{{1,3}})?|(.*)\r?\n[-=]+{_SPACE}*)$", re.M
)
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")


def register(registry: Registry) -> None:
    """Adds the generator, unless it is turned off."""
    given = options(registry, KEY, dict.fromkeys(("enabled", "strip_title", "collections"), bool))
    if given.get("enabled") is not False:
        registry.generator(lambda site: _generate(site, given), Priority.LOWEST)


def _generate(site: SiteBuilder, given: dict[str, Any]) -> None:
    titles = _Titles(site.config)
    lists: list[list[Any]] = [site.pages]
    if given.get("collections"):
        lists += [documents_to_write(found) for found in site.collections.values()]
    for pages in lists:
        for position, page in enumerate(pages):
            pages[position] = _titled(page, titles, site.config, bool(given.get("strip_title")))


def _titled(page: Page, titles: _Titles, config: Config, strip: bool) -> Page:
    """``page`` with the title of its heading; a document's title may be one that its file name gave it."""
    data = page.data
    inferred = isinstance(page, Document)
    if not isinstance(data, dict) or not is_markdown(config, page.relative_path.suffix):
        return page
    if data.get("title") is not None and not inferred:
        return page
    found = _TITLE.match(page.body)
    if found:
        data["title"] = titles.plain(found[1] if found[1] is not None else found[2])
    wanted = data["strip_title"] is True if "strip_title" in data else strip
    return _without_heading(page) if wanted else page


def _without_heading(page: Page) -> Page:
    """``page`` without its heading; only posts get another excerpt for it, as in the gem."""
    is_post = isinstance(page, Document) and page.collection == "posts"
    before = page.body if page.excerpt_body is None else page.excerpt_body
    body = _TITLE.sub("", page.body).strip(" \t\n\v\f\r\0")
    return replace(page, body=body, excerpt_body=None if is_post else before)


class _Titles:
    """Headings as plain text, converted as the pages of this site are."""

    def __init__(self, config: Config) -> None:
        self._options: Options | None
        try:
            self._options = Options.from_mapping({**KRAMDOWN_DEFAULTS, **config.kramdown})
        except OptionError:  # told where pages are converted
            self._options = None

    def plain(self, markdown: str) -> str:
        html = convert(markdown, self._options).html if self._options else markdown
        return _FOOTNOTE.sub("", normalize_whitespace(strip_html(html)))
