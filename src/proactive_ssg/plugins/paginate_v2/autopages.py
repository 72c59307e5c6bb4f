"""``autopages``: a template for every tag, every category and every collection, made from layouts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast, get_args

from proactive_ssg.config.sources import deep_merge
from proactive_ssg.content.front_matter import parse_front_matter
from proactive_ssg.errors import Diagnostics
from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import FrontMatter
from proactive_ssg.model.permalink import PermalinkError
from proactive_ssg.model.slugs import SlugMode, extname, slugify
from proactive_ssg.plugins.options import truthy
from proactive_ssg.plugins.paginate_v2.pages import joined
from proactive_ssg.plugins.paginate_v2.selection import keys_of, listed
from proactive_ssg.plugins.paginate_v2.settings import Problems

__all__ = ["add_autopages"]

_SLUGIFY: Final = {"mode": "none", "cased": False}


def _defaults(layout: str, title: str, permalink: str) -> dict[str, Any]:
    own = {"layouts": [layout], "title": title, "permalink": permalink}
    return {**own, "enabled": True, "slugify": _SLUGIFY}


# The texts are the gem's: they become titles and addresses of pages.
_DEFAULTS: Final[Mapping[str, Any]] = {
    "enabled": False,
    "tags": _defaults("autopage_tags.html", "Posts tagged with :tag", "/tag/:tag"),
    "categories": _defaults("autopage_category.html", "Posts in category :cat", "/category/:cat"),
    "collections": _defaults("autopage_collection.html", "Posts in collection :coll", "/collection/:coll"),
}
_KINDS: Final = (
    ("tags", "tag", ":tag"),
    ("categories", "category", ":cat"),
    ("collections", "collection", ":coll"),
)


def add_autopages(site: SiteBuilder, pagination: Mapping[str, Any], problems: Problems) -> None:
    """Add the templates, where ``autopages`` of the configuration is enabled."""
    given = site.config.settings.get("autopages") or {}
    if not isinstance(given, Mapping):
        problems.of_site(_("`autopages` must be a mapping of names to values"), "autopages")
        return
    settings = deep_merge(_DEFAULTS, given)
    if not truthy(settings["enabled"]):
        return
    layouts = _Layouts(site)
    for plural, singular, macro in _KINDS:
        own = _checked(settings[plural], plural, problems)
        if own is None or not truthy(own["enabled"]):
            continue
        for key, shown in _names(site, plural):
            for name in own["layouts"]:
                layout = layouts.read(name)
                if layout is None:
                    message = _("there is no layout {name!r} in {folder}")
                    message = message.format(name=name, folder=site.config.layouts_dir)
                    hint = _("write it, or name another under `layouts`")
                    problems.of_site(message, "autopages", plural, hint=hint)
                    return
                try:
                    _add(site, layout, (name, singular, macro, key, shown), own, pagination)
                except PermalinkError as error:
                    problems.of_site(str(error), "autopages", plural)


def _checked(own: object, plural: str, problems: Problems) -> dict[str, Any] | None:
    """The settings of one kind of autopages; None where they are wrong, which is told."""
    if not truthy(own):
        return None
    wrong = ""
    if not isinstance(own, Mapping):
        wrong = _("`{name}` must be {wanted}").format(
            name=f"autopages.{plural}", wanted=_("a mapping of names to values")
        )
    elif not isinstance(own["layouts"], list) or not all(isinstance(name, str) for name in own["layouts"]):
        wrong = _("`{name}` must be {wanted}").format(
            name=f"autopages.{plural}.layouts", wanted=_("a list of names of files")
        )
    elif not isinstance(own["slugify"], Mapping):
        wrong = _("`{name}` must be {wanted}").format(
            name=f"autopages.{plural}.slugify", wanted=_("a mapping of names to values")
        )
    if wrong:
        problems.of_site(wrong, "autopages", plural)
        return None
    return dict(cast(Mapping[str, Any], own))


def _names(site: SiteBuilder, plural: str) -> Iterator[tuple[str, str]]:
    """The names that documents of any collection have, to be compared and as first written."""
    found: dict[str, str] = {}
    for label in site.collections:
        for document in listed(site, label):
            keys = [(label.lower(), label)] if plural == "collections" else keys_of(document, plural)
            for key, shown in keys:
                found.setdefault(key, shown)
    yield from found.items()


def _add(
    site: SiteBuilder,
    layout: tuple[FrontMatter, str],
    about: tuple[str, str, str, str, str],
    own: Mapping[str, Any],
    pagination: Mapping[str, Any],
) -> None:
    """Add the template for one name; its layout may override both kinds of settings."""
    layout_name, singular, macro, key, shown = about
    front_matter, body = layout
    settings = deep_merge(own, _mapping(front_matter.data.get("autopages")))
    paginated = deep_merge(pagination, _mapping(front_matter.data.get("pagination")))
    paginated[singular] = key
    slug = _slug(key, own["slugify"])
    permalink = str(settings["permalink"]).replace(macro, slug, 1)
    data = {
        **front_matter.data,
        "layout": layout_name.removesuffix(extname(layout_name)).rpartition("/")[2],
        "title": str(settings["title"]).replace(macro, slug, 1),
        "pagination": paginated,
        "autopage": {"layout_path": f"_layouts/{layout_name}", "display_name": shown},
    }
    url = joined(permalink, "index.html")
    page = site.add_page(url.lstrip("/"), data=data, body=body, permalink=url)
    page.data["permalink"] = permalink


def _slug(name: str, settings: Mapping[str, Any]) -> str:
    mode, cased = settings.get("mode"), bool(settings.get("cased"))
    if mode is None:
        return slugify(name, cased=cased)
    if mode not in get_args(SlugMode):  # `none`, and whatever else: the name as it is
        return name if cased else name.lower()
    return slugify(name, cast(SlugMode, mode), cased=cased)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


class _Layouts:
    """Front matter and text of the layouts that autopages are made of."""

    def __init__(self, site: SiteBuilder) -> None:
        self._site = site
        self._known: dict[str, tuple[FrontMatter, str] | None] = {}

    def read(self, name: str) -> tuple[FrontMatter, str] | None:
        """None where there is no such layout; a layout with a broken front matter is told when it is used."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[FrontMatter, str] | None:
        config = self._site.config
        theirs = config.theme.layouts if config.theme is not None else None
        for folder in (config.source / config.layouts_dir, theirs):
            if folder is None:
                continue
            inside = os.path.realpath(folder)
            path = folder / name
            if os.path.realpath(path).startswith(inside + os.sep) and path.is_file():
                text = path.read_text(config.encoding, errors="replace").removeprefix("\ufeff")
                parsed = parse_front_matter(text, path, config.timezone, Diagnostics())
                return parsed or (FrontMatter(), "")
        return None
