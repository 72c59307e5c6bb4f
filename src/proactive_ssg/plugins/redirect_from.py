"""jekyll-redirect-from: pages at old addresses that lead to the new ones.

``redirect_from`` in front matter lists old addresses of a page; ``redirect_to`` sends its own address
elsewhere. Both are also told in ``redirects.json``, unless the configuration says ``redirect_from: {json:
false}``. A layout named ``redirect`` in the site replaces ours.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import fields_only
from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import PermalinkError
from proactive_ssg.plugins.last_page import LastPage
from proactive_ssg.plugins.options import in_page
from proactive_ssg.templates.filters_url import UrlFilters

__all__ = ["generate", "register"]

_TO: Final = "{{ page.redirect.to }}"
_LAYOUT: Final = f"""\
<!DOCTYPE html>
<html lang="en-US">
  <meta charset="utf-8">
  <title>Redirecting&hellip;</title>
  <link rel="canonical" href="{_TO}">
  <script>location="{_TO}"</script>
  <meta http-equiv="refresh" content="0; url={_TO}">
  <meta name="robots" content="noindex">
  <h1>Redirecting&hellip;</h1>
  <a href="{_TO}">Click here if you are not redirected.</a>
</html>
"""
_COMPLETE_URL = re.compile(r"^https?://", re.MULTILINE)


def register(registry: Registry) -> None:
    """Adds the generator, which runs before those of sitemaps and feeds."""
    registry.generator(fields_only(generate), Priority.LOW)


def generate(site: SiteBuilder) -> None:
    """Adds the pages and ``redirects.json``; raises ProblemsError about values that are no addresses."""
    site.layouts.setdefault("redirect", _LAYOUT)
    redirects = _Redirects(site)
    for page in list(_candidates(site)):
        redirects.add(page)
    options = site.config.settings.get("redirect_from")
    with_json = not (isinstance(options, dict) and options.get("json") is False)
    if with_json and not os.path.lexists(site.config.source / "redirects.json"):
        body = json.dumps(redirects.targets, ensure_ascii=False, separators=(",", ":"))
        site.add_page("redirects.json", data={"layout": None}, body=body)
    if redirects.problems:
        raise ProblemsError(*redirects.problems)


def _candidates(site: SiteBuilder) -> Iterator[Page]:
    """What is written, in the gem's order, which is that of ``redirects.json``."""
    for label, collection in site.collections.items():
        if collection.output:
            documents = reversed(collection.documents) if label == "posts" else iter(collection.documents)
            yield from (document for document in documents if document.written)
    yield from site.pages


@dataclass(slots=True)
class _Redirects:
    """The redirects found so far; ``targets``: by old address."""

    site: SiteBuilder
    targets: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    _urls: UrlFilters = field(init=False)
    _last: LastPage = field(init=False)

    def __post_init__(self) -> None:
        self._last = LastPage(self.site)
        self._urls = UrlFilters(self.site.config.url, self.site.config.baseurl)

    def add(self, page: Page) -> None:
        """The redirects to ``page``, then the one from it."""
        for old in dict.fromkeys(self._addresses(page, "redirect_from")):
            data = self._data(old, page.url)
            try:
                self._add(page, data)
            except PermalinkError as error:
                self.problems.append(in_page(page, "redirect", str(error), "redirect_from", hint=_hint()))
        targets = self._addresses(page, "redirect_to")
        if targets:
            data = {**page.data, **self._data(page.url, targets[0])}
            self.site.replace(page, data=data, body="", excerpt_body=page.body)

    def _add(self, page: Page, data: dict[str, Any]) -> None:
        """A page at an old address of ``page``."""
        made = self.site.add_page("redirect.html", data=data, permalink=data["permalink"], origin=page)
        earlier = self._last.keep(made)
        if earlier is not None and earlier.path != page.path:
            message = _("the old address {url} leads here, and also to {other}")
            message = message.format(url=made.url, other=earlier.path.name)
            hint = _("take it out of one of the two; this one counts")
            severity = Severity.WARNING
            self.problems.append(
                in_page(page, "redirect", message, "redirect_from", hint=hint, severity=severity)
            )

    def _data(self, old: str, new: str) -> dict[str, Any]:
        """The front matter of a redirect, which is noted."""
        source = old if old.startswith("/") else f"/{old}"
        target = new if _COMPLETE_URL.search(new) else str(self._urls.absolute_url(new))
        self.targets[source] = target
        redirect = {"from": source, "to": target}
        return {"sitemap": False, "layout": "redirect", "permalink": source, "redirect": redirect}

    def _addresses(self, page: Page, key: str) -> list[str]:
        """One address or a list of them; empty items count for nothing."""
        given = page.data.get(key)
        if given is None or (given is False and key == "redirect_to"):
            return []
        found = [item for item in given if item is not None] if isinstance(given, list) else [given]
        for item in found:
            if not isinstance(item, str):
                message = _("`{key}` holds {value!r}, which is no address").format(key=key, value=item)
                self.problems.append(in_page(page, "redirect", message, key, hint=_hint()))
        return [item for item in found if isinstance(item, str)]


def _hint() -> str:
    return _("write a path that begins with a slash, such as `/old/page/`, or a list of them")
