"""Permalinks: from a template and what it names to a URL, and from the URL to a file of the destination.

The rules are Jekyll's (``url.rb``, ``url_drop.rb``, ``page.rb``, ``document.rb``), but for two: a permalink
that leaves the destination is an error, and so is one whose template names what does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from proactive_ssg.i18n import _
from proactive_ssg.model.slugs import extname, slugify

__all__ = [
    "HTML_EXTENSIONS",
    "Converted",
    "DocumentNames",
    "PermalinkError",
    "collection_template",
    "document_url",
    "escape_path",
    "output_extension",
    "output_path",
    "page_url",
    "static_url",
]

HTML_EXTENSIONS: Final = (".html", ".htm", ".xhtml")
"""The extensions of pages of HTML; ``check`` looks for them in this order under an address without one."""

_STYLES_WITH_EXTENSION: Final = ("date", "ordinal", "none")
_PLACEHOLDER = re.compile(r":([a-z_]+)")
MAX_PATH: Final = 1000  # bytes; systems take 1024 to 4096 for a whole path, servers and browsers 2000
_SAFE = "/!$&'()*+,;=:@~-._"
_PLAIN_PATH = re.compile(r"[a-zA-Z0-9./-]*")
_SLASHES = re.compile(r"//+")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PermalinkError(ValueError):
    """A permalink that gives no usable place in the destination; the text is for the user."""


class DocumentNames(NamedTuple):
    """What a collection's template may name; ``path`` is relative to the collection, without extension."""

    collection: str
    path: str
    basename: str
    slug: str
    categories: Sequence[str]
    date: datetime
    output_ext: str

    def value(self, name: str) -> str:
        """The text for the placeholder ``:name``."""
        match name:
            case "collection" | "path" | "output_ext":
                text: str = getattr(self, name)
            case "name":
                text = slugify(self.basename)
            case "title":
                text = slugify(self.slug, "pretty", cased=True)
            case "slug":
                text = slugify(self.slug)
            case "categories":
                text = "/".join(dict.fromkeys(category.lower() for category in self.categories))
            case "slugified_categories":
                text = "/".join(dict.fromkeys(slugify(category) for category in self.categories))
            case _:
                text = _date_part(name, self.date)
        return text


def _date_part(name: str, date: datetime) -> str:
    """The part of ``date`` that the placeholder names; names are English whatever the language."""
    iso = date.isocalendar()
    match name:
        case "year":
            return f"{date.year:04}"
        case "short_year":
            return f"{date.year % 100:02}"
        case "month" | "day" | "hour" | "minute" | "second":
            return f"{getattr(date, name):02}"
        case "i_month" | "i_day":
            return str(getattr(date, name[2:]))
        case "long_month" | "short_month":
            month = _MONTHS[date.month - 1]
            return month if name == "long_month" else month[:3]
        case "long_day" | "short_day":
            day = _DAYS[date.weekday()]
            return day if name == "long_day" else day[:3]
        case "y_day":
            return f"{date.timetuple().tm_yday:03}"
        case "w_year":
            return str(iso.year)
        case "week":
            return f"{iso.week:02}"
        case "w_day":
            return str(iso.weekday)
    raise PermalinkError(_("the permalink names `:{name}`, which does not exist").format(name=name))


def document_url(template: str, names: DocumentNames) -> str:
    """The URL of a document of a collection; ``template`` is its own permalink or its collection's."""

    def replace(match: re.Match[str]) -> str:
        name = match[1].removesuffix("_")  # `:month_:day` names month and day, with an underscore between
        return escape_path(names.value(name)) + match[1][len(name) :]

    return _sanitized(_PLACEHOLDER.sub(replace, template))


def page_url(folder: str, basename: str, output_ext: str, style: str, permalink: str | None = None) -> str:
    """The URL of a page in ``folder``; ``style`` is the site's permalink, which decides how pages end."""
    if permalink is not None:
        template = permalink
    elif output_ext not in HTML_EXTENSIONS:
        template = "/:path/:basename:output_ext"
    elif basename == "index":
        template = "/:path/"
    else:
        template = "/:path/:basename" + _suffix(style)
    for name, value in (("path", folder), ("basename", basename), ("output_ext", output_ext)):
        template = template.replace(f":{name}", escape_path(value))
    return _sanitized(template)


def static_url(template: str, collection: str, path: str, basename: str, extension: str) -> str:
    """The URL of a static file of a collection; a template that names no file falls back to its path.

    Jekyll fills ``:title`` with nothing there, and all files of one kind overwrite each other.
    """
    if ":path" not in template and ":name" not in template:
        template = "/:collection/:path"
    known = {"collection": collection, "path": path, "output_ext": "", "name": basename, "title": ""}
    for name, value in known.items():
        template = template.replace(f":{name}", escape_path(value))
    return _sanitized(template).removesuffix("/") + escape_path(extension)


def collection_template(style: str) -> str:
    """The permalink of a collection that has none of its own."""
    return "/:collection/:path" + _suffix(style)


def _suffix(style: str) -> str:
    if style == "pretty":
        return "/"
    if style in _STYLES_WITH_EXTENSION or style.endswith(":output_ext"):
        return ":output_ext"
    return "/" if style.endswith("/") else ""


Converted = Callable[[str], str | None]
"""What the converters of plugins make of an extension (``.org`` -> ``.html``); None where there is none."""


def output_extension(
    extension: str, permalink: str | None, markdown_ext: Sequence[str], converted: Converted | None = None
) -> str:
    """The extension of the output: the permalink's own, or what the file is converted to."""
    if permalink and not permalink.endswith("/") and (own := extname(permalink)):
        return own
    lowered = extension.lower()
    if lowered.removeprefix(".") in markdown_ext and lowered:
        return ".html"
    if lowered in (".scss", ".sass"):
        return ".css"
    return (converted and converted(extension)) or extension


def output_path(url: str, output_ext: str, index: str) -> PurePosixPath:
    """The file for ``url``, relative to the destination; ``index`` names it after a final slash."""
    try:
        path = unquote(url, errors="strict") if "%" in url else url
    except UnicodeDecodeError as error:
        message = _("the permalink {url!r} has percent signs that stand for no text").format(url=url)
        raise PermalinkError(message) from error
    if "\0" in path:
        raise PermalinkError(_("the permalink holds a NUL character"))
    parts = [part for part in _inside(path) if part]
    if url.endswith("/"):
        parts.append(index)
    elif not parts:
        raise PermalinkError(_("the permalink {url!r} names no file").format(url=url))
    elif not parts[-1].endswith(output_ext):
        parts[-1] += output_ext
    if longest := next((part for part in parts if len(part.encode()) > 255), None):
        raise PermalinkError(_("the file name {name!r} is too long").format(name=f"{longest[:40]}…"))
    if len(path.encode()) > MAX_PATH:
        raise PermalinkError(_("the permalink is longer than {limit} bytes").format(limit=MAX_PATH))
    return PurePosixPath(*parts)


def escape_path(path: str) -> str:
    """``path`` with everything percent-escaped that may not stand in the path of a URL."""
    return path if _PLAIN_PATH.fullmatch(path) else quote(path, safe=_SAFE)


def _sanitized(text: str) -> str:
    """Jekyll's ``sanitize_url``, once it is known that the way stays within the destination."""
    if ".." in text or "%2" in text:
        _inside(unquote(text, errors="replace"))
    return _SLASHES.sub("/", f"/{text}".replace("..", "/").replace("./", ""))


def _inside(path: str) -> list[str]:
    """The folders of ``path``, without ``.`` and ``..``; PermalinkError when it leads out."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not any(parts):
                raise PermalinkError(_("the permalink {path!r} leads out of the site").format(path=path))
            parts.pop()
        elif part != ".":
            parts.append(part)
    return parts
