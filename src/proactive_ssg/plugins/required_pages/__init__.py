"""The pages that the law or the RGAA ask for, made on request: the site map and the declaration.

``site_map: true`` and ``accessibility: {declaration: true}`` in the configuration ask for them. Both have the
site's own layouts, and a page or file of the site at their address stays and counts in their place. Layouts
find their addresses in ``site.required_pages``: ``site_map`` and ``accessibility``, each with ``title`` and
``url``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.i18n import translations
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.default_layout import layout_names
from proactive_ssg.plugins.options import Options
from proactive_ssg.plugins.required_pages.conformity import check_status
from proactive_ssg.plugins.required_pages.declaration import declaration
from proactive_ssg.plugins.required_pages.site_map import site_map

__all__ = ["generate", "register"]

Body = Callable[[str], str]
"""Makes the text of a page from its address."""

_CODE: Final = "required-pages"


def register(registry: Registry) -> None:
    """Adds the generator, among the last to run, so that the site map lists what others generate."""
    registry.generator(fields_only(generate), Priority.LOWEST)


def generate(site: SiteBuilder) -> None:
    """Adds the pages; raises ProblemsError about wrong options."""
    speak = translations(site.config.lang).gettext
    is_french = site.config.lang.partition("-")[0].lower() == "fr"
    made: dict[str, dict[str, str]] = {}
    options = Options.of(site.config, _CODE, "accessibility")
    check_status(options)
    if options.values.get("declaration"):
        # Asked for here, told once: the site map lists the declaration, and so comes after it.
        address = "/accessibilite/" if is_french else "/accessibility/"
        title = speak("Accessibility statement")
        about = _Wanted(options, address, title)
        made["accessibility"] = about.add(site, "md", lambda _url: declaration(site.config, options))
    asked = site.config.settings.get("site_map")
    if asked:
        given = Options.of(site.config, _CODE, "site_map") if asked is not True else options.over({})
        address = "/plan-du-site/" if is_french else "/site-map/"
        about = _Wanted(given, address, speak("Site map"))
        made["site_map"] = about.add(site, "html", lambda url: site_map(site, url))
        options.problems.extend(each for each in given.problems if given.problems is not options.problems)
    if made:
        site.variables["required_pages"] = made
    problems: list[Diagnostic] = options.problems
    if problems:
        raise ProblemsError(*problems)


class _Wanted:
    """One page: its address and title, which the options may change."""

    def __init__(self, options: Options, address: str, title: str) -> None:
        url = options.text("url") or address
        self.url = url if url.startswith("/") else f"/{url}"
        self.title = options.text("title") or title
        self.layout = options.text("layout")

    def add(self, site: SiteBuilder, ending: str, body: Body) -> dict[str, str]:
        """Add the page, unless the site has one at its address; returns how layouts link to it."""
        own = next((page for page in _written(site) if _same(page.url, self.url)), None)
        if own is not None:
            return {"title": own.title or self.title, "url": own.url}
        if not any(_same(file.url, self.url) for file in site.static_files):
            data: dict[str, Any] = {"title": self.title, "render_with_liquid": False}
            path = self.url.strip("/").removesuffix(".html") or "index"
            page = site.add_page(f"{path}.{ending}", data=data, permalink=self.url)
            # The link to the report of the audit says format and size, whatever the layout has repaired.
            page.data.setdefault("accessibility", {"repair": {"file-links": True}})
            page.data["layout"] = self.layout or page.data.get("layout") or _layout(site.config)
            site.replace(page, body=body(page.url))
        return {"title": self.title, "url": self.url}


def _written(site: SiteBuilder) -> list[Page]:
    documents = (each for found in site.collections.values() if found.output for each in found.documents)
    return [*site.pages, *documents]


def _same(one: str, other: str) -> bool:
    return one.removesuffix("index.html") == other.removesuffix("index.html")


def _layout(config: Config) -> str | None:
    known = layout_names(config)
    return next((name for name in ("page", "default") if name in known), None)
