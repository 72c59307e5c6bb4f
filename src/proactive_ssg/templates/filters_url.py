"""``relative_url`` and ``absolute_url`` (``lib/jekyll/filters/url_filters.rb``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

from proactive_ssg.i18n import _
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.values import FilterError

__all__ = ["UrlFilters", "normalize_url"]

_REMEMBERED, _REMEMBERED_LENGTH = 100_000, 1_000  # of the addresses that a site asks for
_SCHEME = re.compile(r"([^:/?#]+):")
_VALID_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
# Line ends, which urlsplit would drop.
_HIDDEN = str.maketrans({"\t": "%09", "\n": "%0A", "\r": "%0D"})
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def normalize_url(url: str) -> str:
    """``url`` with what a URL may not hold percent-encoded, its host in ASCII and lower case."""
    try:
        parts = urlsplit(url.rstrip(" \t\n\v\f\r\0").translate(_HIDDEN))
        host = parts.netloc.lower() if parts.netloc.isascii() else _ascii_host(parts.netloc)
    except ValueError:  # "http://[": not ours to repair
        return url
    return urlunsplit((
        parts.scheme,
        host,
        _path(parts.path),
        _quoted(parts.query, "/:@!$&'()*+,;=~?"),
        _quoted(parts.fragment, "/:@!$&'()*+,;=~?"),
    ))  # fmt: skip


def _path(path: str) -> str:
    """Each segment encoded once, ``.`` and ``..`` followed."""
    segments = [_segment(segment) for segment in path.split("/")]
    if "." not in segments and ".." not in segments:
        return "/".join(segments)
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _segment(text: str) -> str:
    safe = ":@!$&'()*+,;=~"
    try:
        plain = unquote_to_bytes(text).decode() if "%" in text else text
    except UnicodeDecodeError:
        return _quoted(text, safe)
    return quote(plain if plain.isascii() else normalize("NFKC", plain), safe=safe)


def _quoted(text: str, safe: str) -> str:
    return quote(_BAD_PERCENT.sub("%25", text), safe=safe + "%")


def _ascii_host(netloc: str) -> str:
    user, at, host = netloc.rpartition("@")
    return user + at + host.lower().encode("idna").decode("ascii")


@dataclass(slots=True)
class UrlFilters:
    """The two filters for one site; they remember what they were asked."""

    url: str
    baseurl: str
    _known: dict[tuple[str, bool], str] = field(default_factory=dict)

    def relative_url(self, value: Any) -> str | None:
        """``value`` below ``baseurl``; what has a scheme stays as it is."""
        return self._resolved(value, absolute=False)

    def absolute_url(self, value: Any) -> str | None:
        """``value`` with the site's ``url`` and ``baseurl``."""
        return self._resolved(value, absolute=True)

    def _resolved(self, value: Any, *, absolute: bool) -> str | None:
        if value is None:
            return None
        if isinstance(value, Mapping) and type(value) is not dict:  # a page; a hash is printed, as in Ruby
            value = value.get("url") or ""
        text = text_of(value)
        found = self._known.get((text, absolute))
        if found is None:
            found = self._compute(text, absolute)
            if len(text) < _REMEMBERED_LENGTH and len(self._known) < _REMEMBERED:
                self._known[text, absolute] = found
        return found

    def _compute(self, text: str, absolute: bool) -> str:
        if match := _SCHEME.match(text):
            if not _VALID_SCHEME.fullmatch(match[1]):
                hint = _("{scheme!r} stands before a colon, but is no scheme of a URL")
                raise FilterError(hint.format(scheme=match[1]))
            return text
        relative = normalize_url(_slashed(self.baseurl.removesuffix("/")) + _slashed(text))
        return normalize_url(self.url + relative) if absolute and self.url else relative


def _slashed(text: str) -> str:
    return text if not text or text.startswith("/") else "/" + text
