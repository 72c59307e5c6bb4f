"""Which repairs a page has, what they may ask of the site, and where in the source their reasons stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from proactive_ssg.config.repairs import chosen, repair_problems, repair_setting
from proactive_ssg.diagnose import at
from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.journal import Journal
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.render.layouts import LayoutStep
from proactive_ssg.repair.record import Repair
from proactive_ssg.templates.filters_file import FileFilters

__all__ = ["PageRepairs"]

_MAIN = re.compile(r"<main(?=[\s>])[^>]*>(.*?)</main\s*>", re.S | re.I)


class PageRepairs:
    """Made once for a site; a page without repairs costs a look at its settings."""

    def __init__(self, site: Site, journal: Journal) -> None:
        self._site = site
        self._journal = journal
        self._of_site = chosen(frozenset(), repair_setting(site.config.settings))
        self._files: FileFilters | None = None

    def of(self, page: Page, chain: Sequence[LayoutStep]) -> frozenset[str]:
        """The names of the repairs: the configuration's, the layouts' from outside inwards, the page's."""
        names = self._of_site
        for step in reversed(chain):
            names = chosen(names, repair_setting(step.own))
        return chosen(names, repair_setting(page.data))

    def problems(self, page: Page, chain: Sequence[LayoutStep]) -> Iterator[Diagnostic]:
        """What is wrong with the settings of a page and of its layouts."""
        yield from _problems(page.path, page.data, page.front_matter.lines.get("accessibility", 0))
        for step in chain:
            yield from _problems(step.source.path, step.own, step.lines.get("accessibility", 0))

    def repair(
        self,
        page: Page,
        chain: Sequence[LayoutStep],
        content: str,
        html: str,
        included: Callable[[], Iterable[Path]],
    ) -> tuple[str, list[Repair]]:
        """The page with its repairs, and what they were.

        ``content``: what the layouts were given; ``included``: the files that the page is made of, too.
        """
        names = self.of(page, chain)
        if not names:
            return html, []
        # Here, and not above: most sites have none.
        from proactive_ssg.render.repair_places import Places
        from proactive_ssg.repair.apply import repair
        from proactive_ssg.repair.markup import FileSize
        from proactive_ssg.repair.markup import Page as Given

        lang = str(page.data.get("lang") or self._site.config.lang)

        def file_size(href: str) -> FileSize | None:
            found = self._file(page, href, lang)
            return FileSize(found[0], found[1]) if found else None

        places = Places(page, [step.source.path for step in chain], included)
        return repair(html, names, Given(lang, file_size), _content_in(html, content), places.of)

    def _file(self, page: Page, href: str, lang: str) -> tuple[str, str] | None:
        """Format and size of a file of this site; None for anything else."""
        config = self._site.config
        host = config.url.rstrip("/")
        if host and href.startswith(host + "/"):
            href = href.removeprefix(host)
        try:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or not parts.path:
                return None
            url = urljoin(f"{config.baseurl.rstrip('/')}{page.url}", parts.path)
        except ValueError:
            return None
        self._journal.note("file", url)
        if self._files is None:
            self._files = FileFilters.of(self._site)
        found = self._files.file_info(url, lang)
        return (str(found["format"]), str(found["size"])) if found["exists"] else None


def _content_in(html: str, content: str) -> tuple[int, int] | None:
    """Where a page holds what the editor wrote; ``main`` where a layout or a hook changed it."""
    content = content.strip()
    if content:
        start = html.find(content, max(html.find("<body"), 0))
        if start >= 0:
            return start, start + len(content)
    main = _MAIN.search(html)
    return main.span(1) if main else None


def _problems(path: Path, data: Mapping[str, object], line: int) -> Iterator[Diagnostic]:
    for _place, message, hint in repair_problems(repair_setting(data)):
        yield at("repair-unknown", message, path, line, hint=hint, severity=Severity.WARNING)
