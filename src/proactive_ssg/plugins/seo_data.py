"""What jekyll-seo-tag 2.8 knows about a page: its title, author, image, dates and JSON-LD.

The rules are those of the gem's ``drop.rb``, ``author_drop.rb``, ``image_drop.rb`` and ``json_ld_drop.rb``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["SeoData", "SeoFilters"]

_HOME_OR_ABOUT = re.compile(r"^/(about/)?(index.html?)?$", re.M)
_INDEX = re.compile(r"/index\.html$", re.M)
_SCHEME = re.compile(r"([^:/?#]+):")
_RUBY_FORMAT = re.compile(r"%(?:<(\w+)>[sd]|\{(\w+)\}|%)")
_ENTITY_TYPES = ("BlogPosting", "CreativeWork")
_AUTHOR_TYPES = ("Organization", "Person")
_PAGINATOR_MESSAGE = "Page %<current>s of %<total>s for "


def is_absolute(url: str) -> bool | None:
    """Does ``url`` have a scheme? None where what stands there cannot be one (Addressable's rules)."""
    scheme = _SCHEME.match(url)
    if scheme is None:
        return False
    return True if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme[1]) else None


def truthy(value: Any) -> bool:
    """Truth as Ruby has it: only nil and false are not."""
    return value is not None and value is not False


def first(*values: Any) -> Any:
    """Ruby's ``a || b || c``."""
    return next((value for value in values if truthy(value)), values[-1])


@dataclass(frozen=True, slots=True)
class SeoFilters:
    """The filters of Jekyll that the tag needs, and how a value is printed."""

    table: Mapping[str, Callable[..., Any]]
    to_s: Callable[[Any], str]

    def __getitem__(self, name: str) -> Callable[..., Any]:
        return self.table[name]

    def text(self, value: Any) -> str | None:
        """Markdown as the plain text of an attribute; None for nothing."""
        if not truthy(value) and value is not False:
            return None
        for name in ("markdownify", "strip_html", "normalize_whitespace", "escape_once"):
            value = self.table[name](value)
        return self.to_s(value) or None


class SeoData:
    """The answers for one page; every answer is worked out when it is first asked for."""

    def __init__(
        self,
        page: Mapping[str, Any],
        site: Mapping[str, Any],
        paginator: Mapping[str, Any] | None,
        filters: SeoFilters,
    ) -> None:
        self.page, self.site, self.paginator, self.filters = page, site, paginator, filters

    # -- titles --------------------------------------------------------------------------------

    @cached_property
    def site_title(self) -> str | None:
        return self.filters.text(first(self.site.get("title"), self.site.get("name")))

    @cached_property
    def site_description(self) -> str | None:
        return self.filters.text(self.site.get("description"))

    @cached_property
    def page_title(self) -> str | None:
        return self.filters.text(self.page.get("title")) or self.site_title

    @cached_property
    def title(self) -> str | None:
        """The text of ``<title>``: the page and the site, or the site and its tagline."""
        if self.site_title and self.page_title != self.site_title:
            title: str | None = f"{self.page_title} | {self.site_title}"
        elif self.site_title and self.site_description:
            tagline = self.filters.text(self.site.get("tagline")) or self.site_description
            title = f"{self.site_title} | {tagline}"
        else:
            title = self.page_title or self.site_title
        number = self._page_number()
        return number + (title or "") if number else title

    def _page_number(self) -> str:
        current = (self.paginator or {}).get("page")
        if not isinstance(current, int) or current < 2:
            return ""
        words = {"current": current, "total": (self.paginator or {}).get("total_pages")}
        message = self.filters.to_s(first(self.site.get("seo_paginator_message"), _PAGINATOR_MESSAGE))

        def word(match: re.Match[str]) -> str:
            name = match[1] or match[2]
            return self.filters.to_s(words.get(name)) if name else "%"

        return _RUBY_FORMAT.sub(word, message)

    @cached_property
    def description(self) -> str | None:
        about = first(self.page.get("description"), self.page.get("excerpt"))
        return self.filters.text(about) or self.site_description

    @cached_property
    def locale(self) -> str:
        page, site = self.page, self.site
        found = first(page.get("locale"), site.get("locale"), page.get("lang"), site.get("lang"), "en_US")
        return self.filters.to_s(found).replace("-", "_")

    # -- addresses -----------------------------------------------------------------------------

    @cached_property
    def url(self) -> str:
        """The canonical URL."""
        own = self.filters.to_s(self.page.get("canonical_url"))
        found = own or self.filters["absolute_url"](self.page.get("url"))
        return own or _INDEX.sub("/", self.filters.to_s(found))

    @cached_property
    def logo(self) -> str | None:
        logo = self.site.get("logo")
        if not truthy(logo):
            return None
        logo = self.filters.to_s(logo)
        return str(self.filters["uri_escape"](logo if is_absolute(logo) else self._absolute(logo)))

    def _absolute(self, url: str) -> str:
        return self.filters.to_s(self.filters["absolute_url"](url))

    @cached_property
    def image(self) -> dict[str, Any] | None:
        """``path`` (absolute and escaped) and whatever else the page says of its image; None without one."""
        image = self.page.get("image")
        found: dict[str, Any] = {"path": None}
        if isinstance(image, Mapping):
            found.update(image)
        elif isinstance(image, str):
            found["path"] = image
        raw = first(found["path"], found.get("facebook"), found.get("twitter"))
        if not truthy(raw):
            return None
        relative = isinstance(raw, str) and is_absolute(raw) is False
        found["path"] = self.filters["uri_escape"](self._absolute(raw) if relative else raw)
        return found

    # -- author --------------------------------------------------------------------------------

    @cached_property
    def author(self) -> Mapping[str, Any]:
        """The author's properties: of the page, of its first of ``authors``, of the site."""
        authors = self.page.get("authors")
        listed = [authors[0]] if isinstance(authors, (list, tuple)) and authors else []
        sources = [self.page.get("author"), *listed, self.site.get("author")]
        author = next((item for item in sources if self.filters.to_s(item)), None)
        if isinstance(author, str):
            known = self.site.get("data") or {}
            known = known.get("authors") if isinstance(known, Mapping) else None
            more = known.get(author) if isinstance(known, Mapping) else None
            return {"name": author, **(more if isinstance(more, Mapping) else {})}
        return author if isinstance(author, Mapping) else {}

    @cached_property
    def author_twitter(self) -> str | None:
        name = first(self.author.get("twitter"), self.author.get("name"))
        return name.removeprefix("@") if isinstance(name, str) else None

    # -- JSON-LD -------------------------------------------------------------------------------

    @cached_property
    def seo(self) -> Mapping[str, Any]:
        return _mapping(self.page.get("seo"))

    @cached_property
    def is_home_or_about(self) -> bool:
        return _HOME_OR_ABOUT.search(self.filters.to_s(self.page.get("url"))) is not None

    @cached_property
    def type(self) -> Any:
        if truthy(self.seo.get("type")):
            return self.seo["type"]
        if self.is_home_or_about:
            return "WebSite"
        return "BlogPosting" if truthy(self.page.get("date")) else "WebPage"

    def json_ld(self) -> dict[str, Any]:
        """The JSON-LD object, its keys sorted; what is nil is left out."""
        found = {
            "@context": "https://schema.org",
            "@type": self.type,
            "author": self._json_author(),
            "dateModified": self._date(
                self.seo.get("date_modified"), self.page.get("last_modified_at"), self.page.get("date")
            ),
            "datePublished": self._date(self.page.get("date")),
            "description": self.description,
            "headline": self.page_title,
            "image": self._json_image(),
            "mainEntityOfPage": self._json_entity(),
            "name": self._json_name(),
            "publisher": self._json_publisher(),
            "sameAs": self._json_links(),
            "url": self.url,
        }
        return {key: value for key, value in found.items() if value is not None}

    def _date(self, *values: Any) -> Any:
        value = first(*values)
        return self.filters["date_to_xmlschema"](value) if truthy(value) else None

    def _json_author(self) -> dict[str, Any] | None:
        name, kind, url = (self.author.get(key) for key in ("name", "type", "url"))
        if not truthy(name) or (truthy(kind) and kind not in _AUTHOR_TYPES):
            return None
        found = {"@type": first(kind, "Person"), "name": name}
        return {**found, "url": url} if truthy(url) else found

    def _json_image(self) -> Any:
        if self.image is None or len(self.image) == 1:
            return self.image and self.image["path"]
        rest = {key: value for key, value in self.image.items() if key != "path"}
        return {**rest, "url": self.image["path"], "@type": "imageObject"}

    def _json_entity(self) -> dict[str, Any] | None:
        return {"@type": "WebPage", "@id": self.url} if self.type in _ENTITY_TYPES else None

    def _json_name(self) -> str | None:
        if truthy(self.seo.get("name")) and (name := self.filters.text(self.seo["name"])):
            return name
        if not self.is_home_or_about:
            return None
        social = _mapping(self.site.get("social")).get("name")
        return self.filters.text(social) if truthy(social) else self.site_title

    def _json_publisher(self) -> dict[str, Any] | None:
        if self.logo is None:
            return None
        found = {"@type": "Organization", "logo": {"@type": "ImageObject", "url": self.logo}}
        name = self.author.get("name")
        return {**found, "name": name} if truthy(name) else found

    def _json_links(self) -> Any:
        if truthy(self.seo.get("links")):
            return self.seo["links"]
        links = _mapping(self.site.get("social")).get("links")
        return links if self.is_home_or_about and truthy(links) else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
