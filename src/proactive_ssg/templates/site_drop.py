"""``site`` inside a template: the configuration, and every page, post, file and datum of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import HTML_EXTENSIONS
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.templates.drops import Compute, Drop, PageDrop
from proactive_ssg.templates.site_data import SiteData

if TYPE_CHECKING:
    from proactive_ssg.templates.site_drops import SiteDrops

__all__ = ["JinjaSiteDrop", "SiteDrop"]

_RELATED = 10

# Settings of Jekyll that mean nothing here, or something else: its sites ask where they are built, say.
_JEKYLLS_OWN: Mapping[str, Any] = {
    **dict.fromkeys(("safe", "lsi", "incremental", "detach", "show_dir_listing", "quiet", "verbose"), False),
    "whitelist": [],
    "plugins": [],
    "cache_dir": ".jekyll-cache",
    "plugins_dir": "_plugins",
    "port": "4000",
    "host": "127.0.0.1",
    "serving": False,
    "liquid": {"error_mode": "warn", "strict_filters": False, "strict_variables": False},
}


class SiteDrop(Drop):
    """Jekyll's ``site``: collections by their label first, then its own keys, then the configuration."""

    __slots__ = ("_drops", "_made", "_site", "current")
    ruby_class = "Jekyll::Drops::SiteDrop"
    volatile = frozenset(("related_posts", "pages"))

    def __init__(self, site: Site, drops: SiteDrops) -> None:
        own = _JEKYLLS_OWN if site.config.as_jekyll else {}
        data = {**own, **site.config.settings, **site.variables}
        if isinstance(extensions := data.get("markdown_ext"), list):
            data["markdown_ext"] = ",".join(extensions)  # as Jekyll's configuration has it
        labels = [label for label in site.collections if label != "posts"]
        noted = {*labels, *site.variables}
        super().__init__({key: value for key, value in data.items() if key not in noted})
        self._data = data
        self._site = site
        self._drops = drops
        self._made: dict[str, Any] = {}
        self.current: Page | None = None
        """The page being rendered, for ``related_posts``; None while an excerpt is."""

    def __missing__(self, key: str) -> Any:
        """A list of the site is made once, and noted each time; settings are a part of every page."""
        is_collection = key != "posts" and key in self._site.collections
        is_variable = key in self._site.variables  # what plugins add is no part of every page
        if not is_collection and not is_variable and key not in self.computed:
            return super().__missing__(key)
        if key != "data":
            self._drops.journal.note(*(("time",) if key == "time" else ("site", key)))
        if key in self._made:
            return self._made[key]
        if is_collection:
            found: Any = self._drops.documents(self._site.collections[key])
        elif key not in self.computed:
            found = self._from_data(key)
        else:
            found = self.computed[key](self)
        if key not in self.volatile:
            self._made[key] = found
        return found

    def refresh(self) -> None:
        super().refresh()
        self._made.clear()

    def _from_data(self, key: str) -> Any:
        return self._drops.shown(self._data.get(key))

    def __contains__(self, key: object) -> bool:
        return key in self._site.collections or super().__contains__(key)

    def _site_data(self) -> Any:
        found = self._data.get("data") or self._site.data
        shown = self._drops.shown(found) if self._site.completed else found
        return SiteData(shown, self._drops.journal) if isinstance(shown, Mapping) else shown

    def _related(self) -> list[PageDrop] | None:
        """The most recent posts but this one (``related_posts.rb``); nil outside documents."""
        posts = self._site.posts
        if not isinstance(self.current, Document):
            return None
        if len(posts) < 2:
            return []
        recent = [post for post in posts[: _RELATED + 1] if post is not self.current]
        return self._drops.pages(recent[:_RELATED])

    def _html_pages(self) -> list[PageDrop]:
        """Pages by what they are converted to, or by a URL that ends with a slash."""
        return self._drops.pages(
            page for page in self._site.pages if _is_html_page(page) or page.url.endswith("/")
        )

    computed: ClassVar[Mapping[str, Compute]] = {
        "html_pages": _html_pages,
        "time": lambda self: self._site.time,
        "documents": lambda self: self._drops.all_documents(),
        "config": lambda _self: None,
        "related_posts": _related,
        "data": _site_data,
        "pages": lambda self: self._drops.site_pages(),
        "categories": lambda self: self._drops.posts_by("categories"),
        "static_files": lambda self: self._drops.files(self._site.static_files),
        "collections": lambda self: self._drops.collections(),
        "posts": lambda self: self._drops.pages(self._site.posts),
        "tags": lambda self: self._drops.posts_by("tags"),
    }


class JinjaSiteDrop(SiteDrop):
    """As in Liquid, with the settings that always have a value."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._site.config.title

    def _from_data(self, key: str) -> Any:
        return self._drops.shown(self._data[key])

    computed: ClassVar[Mapping[str, Compute]] = {
        **SiteDrop.computed,
        "lang": lambda self: self._site.config.lang,
        "title": lambda self: self._site.config.title,
        "url": lambda self: self._site.config.url,
        "baseurl": lambda self: self._site.config.baseurl,
        "html_files": lambda self: self._drops.files(filter(_is_html, self._site.static_files)),
    }


def _is_html_page(page: Page) -> bool:
    """Jekyll asks the page's own extension; a generated page may have none, though its URL ends in one."""
    return _is_html(page) and bool(page.relative_path.suffix or page.data.get("permalink"))


def _is_html(file: Page | StaticFile) -> bool:
    return file.output_path.suffix in HTML_EXTENSIONS
