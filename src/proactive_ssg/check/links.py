"""Rules of links: pages, anchors, images and other resources that the built site does not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from proactive_ssg.check.finding import Level
from proactive_ssg.check.references import Facts, Reference, css_references
from proactive_ssg.check.rule import Hit, Rule
from proactive_ssg.check.target import Target, decode, decoded
from proactive_ssg.i18n import _
from proactive_ssg.model.permalink import HTML_EXTENSIONS

__all__ = ["LINK_RULES", "Links"]

_ANYWHERE = ("", "top")
_LOCAL = ("localhost", "127.0.0.1", "0.0.0.0", "[::1]")  # noqa: S104 (compared, not bound)
_NO_HOST = re.compile(r"(?:https?:)?//*", re.IGNORECASE)
_IN_NO_HOST = re.compile(r"[\s<>^|\\%]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OF_THE_PAGE = ("", "#", "?")
_WITHOUT_SCHEME = re.compile(r"www\.[\w-]+\.\w", re.IGNORECASE)
_MAIL = re.compile(r"[^/@\s]+@[^/@\s]+\.\w+")
_SPACES = str.maketrans("", "", "\t\n\r")


def _rule(name: str, level: Level, help_: Callable[[], str]) -> Rule:
    return Rule(name, "", "", level, lambda _page: iter(()), help_)


_BROKEN = _rule(
    "link-broken",
    Level.ERROR,
    lambda: _("correct the address, or make the page; an old address can redirect"),
)
_ANCHOR = _rule(
    "anchor-missing",
    Level.ERROR,
    lambda: _("link to the `id` of a heading or another element of that page, or give it this `id`"),
)
_IMAGE = _rule("image-missing", Level.ERROR, lambda: _("add the picture, or correct its address"))
_RESOURCE = _rule("resource-missing", Level.ERROR, lambda: _("add the file, or correct its address"))
_OUTSIDE = _rule(
    "link-outside-baseurl",
    Level.WARNING,
    lambda: _("within the site write the address with `relative_url`; elsewhere write it whole"),
)
_INVALID = _rule(
    "link-invalid", Level.ERROR, lambda: _("correct the address: it is none that a browser can follow")
)
_OWN = _rule(
    "link-to-this-machine", Level.WARNING, lambda: _("write the address under which the site is published")
)
_REDIRECT = _rule(
    "redirect-broken", Level.ERROR, lambda: _("let the old address lead to a page that is there")
)
LINK_RULES: tuple[Rule, ...] = (*(_BROKEN, _ANCHOR, _IMAGE, _RESOURCE, _OUTSIDE, _INVALID, _OWN, _REDIRECT),)
_OF_KIND = {"link": _BROKEN, "image": _IMAGE, "resource": _RESOURCE, "redirect": _REDIRECT}


_Problem = tuple[Rule, str]


@dataclass(frozen=True)
class Links:
    """The links of the pages of one target; ``facts`` by the file of the page."""

    target: Target
    facts: Mapping[str, Facts]
    _known: dict[tuple[str, str, str], _Problem | None] = field(default_factory=dict, repr=False)

    def hits(self, file: str) -> Iterator[tuple[Rule, Hit]]:
        """What is wrong with the references of one page."""
        facts = self.facts[file]
        if facts.redirect and self._is_circle(file):
            item = next(item for item in facts.references if item.kind == "redirect")
            yield _REDIRECT, Hit(item.element, _("the redirect leads back to itself"))
            return
        for item in facts.references:
            key = (item.kind, _context(file, facts.base, item.url), item.url)
            if key in self._known:  # every page of a site has the links of its layout
                found = self._known[key]
            else:
                found = self._known[key] = self._problem(file, item)
            if found is not None:
                rule, message = found
                yield rule, Hit(item.element, message)

    def stylesheets(self) -> Iterator[tuple[str, list[tuple[Rule, Hit]]]]:
        """What is wrong with the files that the stylesheets of the site load, by the file of each."""
        for file in self.target.stylesheets:
            try:
                text = decode(self.target.path(file).read_bytes())
            except OSError:
                continue
            found = []
            for item in css_references(text):
                problem = self._problem(file, item)
                if problem is not None and problem[0] in (_RESOURCE, _INVALID):
                    rule, message = problem
                    found.append((rule, Hit(None, message, line=item.line, column=item.column)))
            if found:
                yield file, found

    def external(self, file: str) -> Iterator[tuple[str, Reference]]:
        """The addresses of other sites, without their anchors."""
        for item in self.facts[file].references:
            split = self._split(file, item.url)
            if split is None or split.scheme not in ("http", "https") or self._inside(split) is not None:
                continue
            if split.hostname is not None and split.hostname not in _LOCAL:
                yield split._replace(fragment="").geturl(), item

    def _problem(self, file: str, item: Reference) -> _Problem | None:
        split = self._split(file, item.url)
        if split is None:
            return _INVALID, _("`{url}` is no address").format(url=item.url)
        if split.scheme in ("http", "https") and (split.hostname or "") in _LOCAL:
            return _OWN, _("`{url}` is an address of the machine that made the site").format(url=item.url)
        path = self._inside(split)
        if path is None:
            return None
        base = self.target.baseurl
        if base and path != base and not path.startswith(f"{base}/"):
            return self._out_of_baseurl(item, path)
        within = path[len(base) :]
        if not self.target.whole and item.url.startswith("/"):
            return None  # nobody knows where the site begins
        found = self.target.find(within)
        if found is None:
            return self._missing(item, within)
        return self._anchor(item, found, split.fragment)

    def _split(self, file: str, url: str) -> SplitResult | None:
        """The address as a browser understands it; None where it understands none."""
        here = f"http://{_HERE}{self.target.url(file)}"
        written = url.strip(" \t\n\r\f").translate(_SPACES)
        if len(written) > 1 and _NO_HOST.fullmatch(written):
            return None
        try:
            base = urljoin(here, self.facts[file].base) if file in self.facts else here
            split = urlsplit(urljoin(base, written.replace("\\", "/") if ":" not in written else written))
            _port = split.port
        except ValueError:
            return None
        is_web = split.scheme in ("http", "https")
        return None if is_web and (not split.netloc or _IN_NO_HOST.search(split.netloc)) else split

    def _inside(self, split: SplitResult) -> str | None:
        """The decoded path on our host; None for an address elsewhere, or of no page (``mailto:``)."""
        if split.netloc == _HERE:
            return decoded(split.path) or "/"
        if self.target.address and split.scheme in ("http", "https"):
            ours = urlsplit(self.target.address)
            path = decoded(split.path) or "/"
            base = self.target.baseurl
            if ours.netloc == split.netloc and (path == base or path.startswith(f"{base}/")):
                return path
        return None

    def _out_of_baseurl(self, item: Reference, path: str) -> _Problem | None:
        if self.target.find(path) is not None:
            text = _("`{url}` is in the site, but the site lies under {baseurl}: it will not be found")
            return _OF_KIND[item.kind], text.format(url=item.url, baseurl=self.target.baseurl)
        text = _("`{url}` leads out of the site, which lies under {baseurl}")
        return _OUTSIDE, text.format(url=item.url, baseurl=self.target.baseurl)

    def _missing(self, item: Reference, path: str) -> _Problem:
        if other := self.target.other_case(path):
            text = _("`{url}` does not exist; there is `{other}`, in other upper and lower case")
            return _OF_KIND[item.kind], text.format(url=item.url, other=other)
        if item.kind == "link" and _WITHOUT_SCHEME.match(item.url):
            return _BROKEN, _(
                "`{url}` has no `https://` before it: it is taken for a page of this site"
            ).format(url=item.url)
        if item.kind == "link" and _MAIL.fullmatch(item.url):
            return _BROKEN, _(
                "`{url}` has no `mailto:` before it: it is taken for a page of this site"
            ).format(url=item.url)
        texts = {
            "link": _("the link leads to `{url}`, which does not exist"),
            "image": _("the image `{url}` does not exist"),
            "resource": _("the file `{url}` does not exist"),
            "redirect": _("the redirect leads to `{url}`, which does not exist"),
        }
        return _OF_KIND[item.kind], texts[item.kind].format(url=item.url)

    def _anchor(self, item: Reference, found: str, fragment: str) -> _Problem | None:
        facts = self.facts.get(found)
        if item.kind != "link" or facts is None or facts.redirect or not found.endswith(HTML_EXTENSIONS):
            return None
        name = fragment.partition(":~:")[0]
        if name.lower() in _ANYWHERE or name in facts.anchors or decoded(name) in facts.anchors:
            return None
        text = _("`{url}`: there is no `{name}` in {page}")
        return _ANCHOR, text.format(url=item.url, name=decoded(name), page=self.target.url(found))

    def _is_circle(self, file: str) -> bool:
        """Do redirects lead from this page to this page?"""
        seen: set[str] = set()
        here: str | None = file
        while here is not None and here not in seen:
            seen.add(here)
            facts = self.facts.get(here)
            split = self._split(here, facts.redirect) if facts and facts.redirect else None
            path = self._inside(split) if split else None
            here = self.target.find(path[len(self.target.baseurl) :]) if path is not None else None
        return here == file


def _context(file: str, base: str, url: str) -> str:
    """What else than the address decides where it leads: nothing, the folder or the page."""
    if url.startswith("/") or _SCHEME.match(url):
        return base
    if base or url[:1] in _OF_THE_PAGE or url[:1].isspace():
        return f"{base}|{file}"
    return f"|{file.rpartition('/')[0]}/"


_HERE = "the-site.invalid"
