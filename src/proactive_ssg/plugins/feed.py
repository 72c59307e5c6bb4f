"""jekyll-feed: an Atom feed of the posts, of other collections, of their categories, and of tags.

Options, under ``feed``: ``path``, ``posts_limit``, ``excerpt_only``, ``categories``, ``collections`` (a list,
or a mapping with ``path`` and ``categories`` of each), ``tags`` (``true``, or ``only``, ``except`` and
``path``), ``disable_in_development``. The tag ``{% feed_meta %}`` links to the feed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.i18n import _
from proactive_ssg.liquid import Context, Environment, Tag
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.permalink import PermalinkError
from proactive_ssg.plugins.feed_template import FEED
from proactive_ssg.plugins.options import Options, truthy

__all__ = ["FeedMeta", "generate", "register"]

_CODE: Final = "feed-option"
_Feed = tuple[Options, str, dict[str, Any]]
"""The options it comes from, its path, and what it is about."""

_UNFIT_FOR_A_PATH = re.compile(r"[^a-zA-Z0-9_]")
_ATTRIBUTE: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})


def register(registry: Registry) -> None:
    """Adds the generator and the tag."""
    registry.generator(fields_only(generate), Priority.LOWEST)
    registry.tag("feed_meta", FeedMeta)


def generate(site: SiteBuilder) -> None:
    """Adds the feeds; raises ProblemsError about wrong options, once the others have their feed."""
    options = Options.of(site.config, _CODE, "feed")
    if truthy(options.values.get("disable_in_development")) and site.config.environment == "development":
        return
    options.number("posts_limit", least=0)
    feeds = list(_feeds_of_collections(site, options))
    if options.values.get("tags"):
        feeds += _feeds_of_tags(site, options)
    for own, path, about in feeds:
        if not os.path.lexists(site.config.source / path.lstrip("/")):
            try:
                _add(site, path, about)
            except PermalinkError as error:
                own.problem(str(error), "path")
    if options.problems:
        raise ProblemsError(*options.problems)


def _add(site: SiteBuilder, path: str, about: dict[str, Any]) -> None:
    xsl = (site.config.source / "feed.xslt.xml").exists()
    subject = {"collection": "posts", "category": None, "tags": None, **about}
    site.add_page(path, data={"layout": None, "sitemap": False, "xsl": xsl, **subject}, body=FEED)


def _feeds_of_collections(site: SiteBuilder, options: Options) -> Iterator[_Feed]:
    """The feeds of collections, those of a collection's categories first."""
    for label, own in _collections(options).items():
        if label not in site.collections:
            message = _("the feed is of a collection {label!r}, which does not exist").format(label=label)
            known = _("the collections are {names}").format(names=", ".join(site.collections))
            own.problem(message, hint=known)
            continue
        folder = "/feed" if label == "posts" else f"/feed/{label}"
        main = own.text("path")
        for category in dict.fromkeys(own.texts("categories")):
            yield own, f"{folder}/{category}.xml", {"collection": label, "category": category}
        yield own, main or f"{folder}.xml", {"collection": label}


def _collections(options: Options) -> dict[str, Options]:
    """The options of each collection that has a feed; those of posts may stand on the top level too."""
    given = options.values.get("collections")
    found: dict[str, Options] = {}
    if isinstance(given, list):
        inner = options.inner("collections", given)
        found = {str(label): inner.inner(place, {}) for place, label in enumerate(given)}
    elif given:
        inner = options.inner("collections")
        found = {label: inner.inner(label) for label in inner.values}
    if "posts" not in found:
        return {**found, "posts": options}
    posts = found["posts"]
    own = {name: posts.values.get(name) or options.values.get(name) for name in ("path", "categories")}
    return {**found, "posts": posts.over(own)}


def _feeds_of_tags(site: SiteBuilder, options: Options) -> Iterator[_Feed]:
    chosen = options.inner("tags", {}) if options.values.get("tags") is True else options.inner("tags")
    used = dict.fromkeys(tag for post in reversed(site.posts) for tag in post.tags)
    if not used:
        return
    wanted = list(used) if chosen.values.get("only") is None else chosen.texts("only")
    unwanted = chosen.texts("except")
    folder = chosen.text("path") or "/feed/by_tag/"
    for tag in wanted:
        # As in the gem: only plain names, so that the path needs no escaping.
        if tag not in unwanted and not _UNFIT_FOR_A_PATH.search(tag):
            yield chosen, f"{folder}{tag}.xml", {"tags": tag}


class FeedMeta(Tag):
    """``{% feed_meta %}``: the ``<link>`` that tells readers of the page where the feed of posts is."""

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self._absolute_url = environment.filters["absolute_url"]

    def render(self, context: Context) -> str:
        config = context.registers["site"].config
        title = config.settings.get("title")
        if not truthy(title):
            title = config.settings.get("name")
        href = self._absolute_url(_main_path(config))
        attributes = {"type": "application/atom+xml", "rel": "alternate", "href": href}
        if truthy(title):
            attributes["title"] = title
        shown = (f'{name}="{str(value).translate(_ATTRIBUTE)}"' for name, value in attributes.items())
        return f"<link {' '.join(shown)} />"


def _main_path(config: Config) -> str:
    """Where the feed of posts is."""
    silent = Options.of(config, _CODE, "feed")
    return _collections(silent)["posts"].text("path") or "feed.xml"
