"""jekyll-archives: a page for each year, month and day with posts, for each tag and for each category.

Options, under ``jekyll-archives``: ``enabled`` (``all``, or a list of ``year``, ``month``, ``day``, ``tags``,
``categories``), ``layout`` and ``layouts``, ``permalinks`` and ``slug_mode``. The pages have ``page.posts``,
``page.type``, and ``page.title`` (of a tag or category) or ``page.date``; ``site.archives`` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast, get_args
from urllib.parse import unquote

from proactive_ssg.config.sources import deep_merge
from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import PermalinkError, escape_path
from proactive_ssg.model.slugs import SlugMode, slugify
from proactive_ssg.plugins.last_page import LastPage
from proactive_ssg.plugins.options import Options

__all__ = ["generate", "register"]

_KINDS: Final = ("year", "month", "day", "tags", "categories")
_DEFAULTS: Final = {
    "layout": "archive",
    "enabled": [],
    "permalinks": {
        "year": "/:year/",
        "month": "/:year/:month/",
        "day": "/:year/:month/:day/",
        "tag": "/tag/:name/",
        "category": "/category/:name/",
    },
}


def register(registry: Registry) -> None:
    """Adds the generator, which runs before those of sitemaps and feeds."""
    registry.generator(fields_only(generate), Priority.LOW)


def generate(site: SiteBuilder) -> None:
    """Adds the archives; raises ProblemsError about wrong options."""
    given = Options.of(site.config, "archives-option", "jekyll-archives")
    options = given.over(deep_merge(_DEFAULTS, given.values))
    enabled, mode = _enabled(options), _slug_mode(options)
    made, last = [], LastPage(site)
    for archive in _archives(site, enabled, mode):
        page = _add(site, archive, options)
        if page is not None:
            made.append(page)
            if (earlier := last.keep(page)) is not None:
                _warn_of_two(options, earlier, page)
    site.variables["jekyll-archives"] = dict(options.values)
    site.variables["archives"] = made
    if options.problems:
        raise ProblemsError(*options.problems)


def _warn_of_two(options: Options, one: Page, two: Page) -> None:
    names = [repr(page.data["title"] or page.url) for page in (one, two)]
    message = _("the archives of {one} and {two} have one address: only the second is written")
    hint = _("write the two names alike, or give `permalinks` or `slug_mode` that tell them apart")
    options.problem(message.format(one=names[0], two=names[1]), hint=hint, warning=True)


def _enabled(options: Options) -> frozenset[str]:
    given = options.values.get("enabled")
    if given is True or given == "all":
        return frozenset(_KINDS)
    if isinstance(given, str):
        options.problem(
            _("`jekyll-archives.enabled` is {value!r}").format(value=given), "enabled", hint=_kinds()
        )
        return frozenset()
    found = options.texts("enabled")
    for name in found:
        if name not in _KINDS:
            message = _("there are no archives of {name!r}").format(name=name)
            options.problem(message, "enabled", hint=_kinds(), warning=True)
    return frozenset(found)


def _kinds() -> str:
    return _("write `all`, or a list of some of {names}").format(names=", ".join(_KINDS))


def _slug_mode(options: Options) -> SlugMode | None:
    """How names become parts of URLs; None, the gem's ``none``, leaves them as they are."""
    mode = options.text("slug_mode") or "default"
    modes = (*get_args(SlugMode), "none")
    if mode not in modes:
        message = _("there is no way {mode!r} to make slugs").format(mode=mode)
        hint = _("known names: {names}").format(names=", ".join(modes))
        options.problem(message, "slug_mode", hint=hint)
        return "default"
    return None if mode == "none" else cast(SlugMode, mode)


@dataclass(frozen=True, slots=True)
class _Archive:
    """``names``: the placeholders of its permalink; ``about``: ``title`` or ``date``."""

    kind: str
    names: dict[str, str]
    about: dict[str, Any]
    posts: list[Document]


def _archives(site: SiteBuilder, enabled: frozenset[str], mode: SlugMode | None) -> Iterator[_Archive]:
    """Every archive, in the gem's order."""
    named: tuple[tuple[str, str, Callable[[Document], tuple[str, ...]]], ...] = (
        ("tags", "tag", lambda post: post.tags),
        ("categories", "category", lambda post: post.categories),
    )
    for plural, kind, names_of in named:
        if plural in enabled:
            for name, posts in _grouped(site.posts, names_of).items():
                slug = name.lower() if mode is None else slugify(name, mode)
                yield _Archive(kind, {"name": slug}, {"title": name, "date": None}, posts)
    for archive in _dated(site.posts, ()):
        if archive.kind in enabled:
            yield archive


def _grouped(
    posts: list[Document], names_of: Callable[[Document], tuple[str, ...]]
) -> dict[str, list[Document]]:
    """Posts (newest first) by name; the name that the oldest post has comes first."""
    found: dict[str, list[Document]] = {}
    for post in reversed(posts):
        for name in names_of(post):
            found.setdefault(name, []).append(post)
    return {name: members[::-1] for name, members in found.items()}


def _dated(posts: list[Document], given: tuple[int, ...]) -> Iterator[_Archive]:
    """The archives of ``posts``, all of the year and month ``given``, each followed by those within it.

    Years come in the order of time; months and days the newest first, as the gem groups sorted posts.
    """
    part = ("year", "month", "day")[len(given)]
    groups: dict[int, list[Document]] = {}
    for post in posts if given else reversed(posts):
        if post.date is not None:
            groups.setdefault(getattr(post.date, part), []).append(post)
    for value, members in groups.items():
        members = members if given else members[::-1]
        numbers = (*given, value)
        shown = [f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])]
        names = dict(zip(("year", "month", "day"), shown, strict=False))
        first = date(*(*numbers, 1, 1)[:3])
        yield _Archive(part, names, {"title": None, "date": first}, members)
        if part != "day":
            yield from _dated(members, numbers)


def _add(site: SiteBuilder, archive: _Archive, options: Options) -> Page | None:
    """The page of ``archive``; None where its permalink is wrong, which is told."""
    permalinks, layouts = options.inner("permalinks"), options.inner("layouts")
    template = permalinks.text(archive.kind) or ""
    layout = layouts.text(archive.kind) or options.text("layout")
    url = template
    for name, value in {**archive.names, "type": archive.kind}.items():
        url = url.replace(f":{name}", escape_path(value))
    path = unquote(url).lstrip("/") + ("index.html" if url.endswith("/") else "")
    data = {"layout": layout, "posts": archive.posts, "type": archive.kind, **archive.about}
    try:
        page = site.add_page(path, data=data, permalink=url, kind=archive.kind)
    except PermalinkError as error:
        permalinks.problem(str(error), archive.kind)
        return None
    del page.data["permalink"]  # it has none in the gem
    return page
