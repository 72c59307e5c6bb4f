"""Pictures, files and pages of the site that a rendered page refers to and that do not exist."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import HTML_EXTENSIONS
from proactive_ssg.model.site import Site
from proactive_ssg.render.places import PlaceFinder
from proactive_ssg.render.shared_problems import SharedProblems

__all__ = ["Dangling", "ReferenceChecker", "references_in"]

# Comments, scripts and style sheets as a whole, or one tag with its attributes. Possessive, and what is
# never closed still matches, so that no page takes more than linear time. The first character is looked
# at before all else: three times as fast.
_MARKUP = re.compile(
    r"""
    <(?=[!aeilostuvAEILOSTUV])
    (?: !--(?:[^-]++|-(?!->))*+ (?:-->)?
    | (?P<raw>(?i:script|style|textarea|title))\b(?P<raw_attributes>(?:[^"'>]++|"[^"]*+"|'[^']*+')*+)
      (?:>(?:[^<]++|<(?!/(?i:script|style|textarea|title)\b))*+)?
    | (?i:a|area|audio|embed|iframe|image|img|input|link|object|source|track|use|video)
      (?=[\s/>]) (?P<attributes>(?:[^"'>]++|"[^"]*+"|'[^']*+')*+) )
    """,
    re.X,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_URLS = frozenset(("href", "src", "poster", "data"))
_OTHER_SITE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_LIQUID = re.compile(r"\{[{%]")
_SRCSET_ITEM = re.compile(r"\s*([^\s,](?:[^\s]*[^\s,])?)[^,]*,?")


def references_in(content: str) -> Iterator[str]:
    """The URLs that a page holds in its HTML, as a browser reads them, in order."""
    for markup in _MARKUP.finditer(content):
        if attributes := markup[3] or markup[2]:
            yield from _references(attributes)


def _references(attributes: str) -> tuple[str, ...]:
    """The URLs among the attributes of a tag."""
    found: list[str] = []
    for name, *values in _ATTRIBUTE.findall(attributes):
        name = name.lower()
        if name in _URLS:
            found.append(html.unescape("".join(values)).strip())
        elif name == "srcset":
            found.extend(_SRCSET_ITEM.findall(html.unescape("".join(values))))
    return tuple(filter(None, found))


class _Fault(NamedTuple):
    message: str
    hint: str
    code: str = "missing-file"


class Dangling(NamedTuple):
    """A reference in the text of a page that leads nowhere: what is wrong with it, and where it stands.

    Pages have dozens of these where a folder of pictures is missing: as tuples they come from other
    processes, and from the store, in a tenth of the time that diagnostics take.
    """

    code: str
    message: str
    hint: str
    line: int
    column: int
    text: str

    def told(self, page: Page) -> Diagnostic:
        """The warning; a page that a plugin made of nothing has no line for anybody to look at."""
        if page.generated and not page.path.is_file():
            message = _("{message} (in the page {url}, which no file holds)")
            message = message.format(message=self.message, url=page.url)
            return Diagnostic(Severity.WARNING, self.code, message, hint=self.hint)
        place = (page.path, self.line, self.column)
        return Diagnostic(Severity.WARNING, self.code, self.message, *place, self.hint, self.text)


class ReferenceChecker:
    """Knows every URL that the site will have; each URL is judged once.

    Where reading already found errors, the site is not ``complete``: a page that seems to be missing may be
    one of those that could not be read, and telling of it too would only hide what is wrong.
    """

    def __init__(self, site: Site, *, complete: bool = True) -> None:
        self._complete = complete
        config = site.config
        self._host = config.url.rstrip("/")
        self._baseurl = "/" + config.baseurl.strip("/") if config.baseurl.strip("/") else ""
        self._site = site
        self._in_folder: dict[str, list[str]] = {}
        self._kept = tuple(f"/{path.strip('/')}" for path in config.keep_files)
        self._faults: dict[str, _Fault | None] = {}
        self._places = PlaceFinder(config)
        self._shared = SharedProblems()
        self._met: dict[str, Callable[[Page], None]] = {}
        # The same tags come back on every page.
        self._of_tag = lru_cache(maxsize=8192)(self._references_of_tag)

    @cached_property
    def _known(self) -> frozenset[str]:
        return _urls(self._site)

    @property
    def urls(self) -> str:
        """The fingerprint of all that references are judged by."""
        return fingerprint(sorted(self._known), self._kept, self._complete)

    def references(self, content: str) -> dict[str, int]:
        """What a page refers to on this site, and how often."""
        found: dict[str, int] = {}
        for markup in _MARKUP.finditer(content):
            if attributes := markup[3] or markup[2]:
                for reference in self._of_tag(attributes):
                    found[reference] = found.get(reference, 0) + 1
        return found

    def _references_of_tag(self, attributes: str) -> tuple[str, ...]:
        return tuple(found for found in _references(attributes) if not self._is_foreign(found))

    def check(self, page: Page, references: Mapping[str, int]) -> tuple[list[Dangling], list[str]]:
        """What the page's own file refers to wrongly, and what is wrong besides: in its layouts."""
        dangling: list[Dangling] = []
        elsewhere = []
        for reference, count in references.items():
            fault = self._fault(reference, page)
            if fault is None:
                continue
            if places := self._places.in_page(page, reference, count):
                message, hint, code = fault
                dangling += [Dangling(code, message, hint, *place) for place in places]
            else:
                elsewhere.append(reference)
        return dangling, elsewhere

    def add(self, page: Page, elsewhere: Iterable[str]) -> None:
        """What layouts of ``page`` refer to wrongly; :meth:`finish` tells it."""
        for reference in elsewhere:
            if (again := self._met.get(reference)) is not None:
                again(page)
            elif (fault := self._fault(reference, page)) is not None:
                self._elsewhere(fault, reference, page)

    def _elsewhere(self, fault: _Fault, reference: str, page: Page) -> None:
        found = self._places.in_site(reference)
        if found is None:
            self._shared.add(_warning(fault, page.path, 0, 0, ""), page)
            return
        path, place = found
        warning = _warning(fault, path, place.line, place.column, place.text)
        again = self._shared.add(warning, page)
        if reference[0] == "/":  # it means the same on every page
            self._met[reference] = again

    def finish(self) -> Iterator[Diagnostic]:
        """Warnings for what layouts, data and configuration refer to, once each."""
        yield from self._shared.diagnostics()

    def _fault(self, reference: str, page: Page) -> _Fault | None:
        """What is wrong with a reference; None where it is right, or leads to another site."""
        key = reference if reference[0] == "/" else f"{page.url} {reference}"
        if key not in self._faults:
            self._faults[key] = self._judged(reference, page.url)
        return self._faults[key]

    def _is_foreign(self, reference: str) -> bool:
        return _OTHER_SITE.match(reference) is not None and not reference.startswith(self._host or "\n")

    def _judged(self, reference: str, base: str) -> _Fault | None:
        path = self._local_path(reference, base)
        if path is None or _LIQUID.search(reference):  # said by the notice about Liquid
            return None
        below = path.removeprefix(self._baseurl) if self._is_below(path) else None
        if below is not None:
            if below.rstrip("/") in self._known or below.startswith(self._kept):
                return None  # ours, or put there by another program that `keep_files` speaks of
            if not (self._complete or _is_file(below)):
                return None
            return self._missing(below)
        if path.rstrip("/") not in self._known:
            return None  # beside the site, on the same host
        message = _("{path} is not below baseurl ({baseurl})").format(path=path, baseurl=self._baseurl)
        return _Fault(message, _("write {baseurl}{path}").format(baseurl=self._baseurl, path=path), "baseurl")

    def _is_below(self, path: str) -> bool:
        return not self._baseurl or path == self._baseurl or path.startswith(self._baseurl + "/")

    def _local_path(self, reference: str, base: str) -> str | None:
        """The decoded path on this site that ``reference`` leads to; None for other sites and fragments."""
        if self._host and (reference == self._host or reference.startswith(self._host + "/")):
            reference = reference[len(self._host) :] or "/"
        if _OTHER_SITE.match(reference):
            return None
        try:
            parts = urlsplit(reference)
        except ValueError:
            return None
        if not parts.path:
            return None
        path = unquote(parts.path)
        if not path.startswith("/"):
            path = self._baseurl + unquote(base[: base.rfind("/") + 1]) + path
        return "/" + normpath(path).lstrip("/") + ("/" if path.endswith("/") and path != "/" else "")

    def _missing(self, path: str) -> _Fault:
        message = _("{path} is not in the site").format(path=path)
        siblings = self._siblings(path[: path.rfind("/") + 1])
        same = [known for known in siblings if known.casefold() == path.casefold()]
        close = same or get_close_matches(path, siblings, n=1, cutoff=0.75)
        if close:
            return _Fault(message, _("did you mean {path}?").format(path=self._baseurl + close[0]))
        return _Fault(message, _("add the file, or correct the reference"))

    def _siblings(self, folder: str) -> list[str]:
        """What the site has in ``folder``, in order; asked when the first reference is wrong, or never."""
        if not self._in_folder:
            for known in self._known:
                self._in_folder.setdefault(known[: known.rfind("/") + 1], []).append(known)
        found = self._in_folder.get(folder, [])
        found.sort()
        return found


def _is_file(path: str) -> bool:
    """Does ``path`` name something other than a page?"""
    return "." in path.rpartition("/")[2] and not path.endswith(HTML_EXTENSIONS)


def _urls(site: Site) -> frozenset[str]:
    """The decoded paths that the site answers to, without a slash at the end.

    A page is known by its file, and by the folder or the name without ``.html`` that servers accept for it.
    """
    known = {""}
    outputs = [page.output for page in site.rendered_pages()]
    outputs += [str(file.output_path) for file in site.copied_files()]
    for output in outputs:
        path = f"/{output}"
        known.add(path)
        if path.endswith(".html"):
            known.add(path.removesuffix("/index.html") if path.endswith("/index.html") else path[:-5])
    return frozenset(known)


def _warning(fault: _Fault, path: Path | None, line: int, column: int, text: str) -> Diagnostic:
    return Diagnostic(Severity.WARNING, fault.code, fault.message, path, line, column, fault.hint, text)
