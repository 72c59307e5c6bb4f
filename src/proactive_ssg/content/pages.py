"""Pages and static files of the source: one file each, with the URL that Jekyll would give it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from proactive_ssg import diagnose
from proactive_ssg.config.sources import deep_merge
from proactive_ssg.content.context import Reading
from proactive_ssg.content.dates import is_broken, wrong_date
from proactive_ssg.i18n import _
from proactive_ssg.model.page import FrontMatter, Page
from proactive_ssg.model.permalink import PermalinkError, output_extension, output_path, page_url
from proactive_ssg.model.slugs import extname
from proactive_ssg.model.static_file import StaticFile

__all__ = ["is_published", "own_permalink", "read_page", "read_static_file", "report_permalink"]


def read_page(reading: Reading, path: str, relative: str, content: bytes) -> Page | None:
    """The page in the file at ``path``; None when it is not published or when something is wrong with it."""
    file = Path(path)
    parsed = reading.page(file, content)
    if parsed is None:
        return None
    front_matter, body = parsed
    data = _with_defaults(front_matter.data, reading.defaults.values(relative, "pages"))
    if is_broken(date := data.get("date"), reading.config.timezone):
        message, hint = wrong_date(date)
        report = reading.report if reading.is_strict else reading.warn
        report("front-matter-date", message, file, front_matter.lines.get("date", 0), hint=hint)
        if reading.is_strict:
            return None
    notes: tuple[str, ...] = ()
    if not is_published(reading, front_matter.data, file, front_matter.lines):
        if not reading.config.unpublished:
            return None
        notes = ("unpublished",) if "unpublished" in reading.config.previewed else ()
    place = _page_place(reading, relative, data, file, front_matter)
    if place is None:
        return None
    return Page(file, PurePosixPath(relative), front_matter, data, body, *place, notes)


def _with_defaults(own: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    if not defaults:
        return dict(own)  # a plugin may change it: the front matter stays what the file says
    data = deep_merge(defaults, own)
    if "layout" in own:  # `layout: null` of a page is no layout, though null overrides nothing else
        data["layout"] = own["layout"]
    return data


def _page_place(
    reading: Reading, relative: str, data: Mapping[str, Any], file: Path, front_matter: FrontMatter
) -> tuple[str, PurePosixPath] | None:
    """URL and output path of a page; None when its permalink is wrong, which is reported."""
    folder, _slash, name = relative.rpartition("/")
    extension = extname(name)
    basename = name[: len(name) - len(extension)].rstrip(".")
    try:
        permalink = own_permalink(data)
        output_ext = output_extension(extension, permalink, reading.config.markdown_ext, reading.converted)
        url = page_url(f"/{folder}", basename, output_ext, reading.config.permalink, permalink)
        return url, output_path(url, output_ext, f"index{output_ext}")
    except PermalinkError as error:
        report_permalink(reading, error, file, front_matter)
        return None


def own_permalink(data: Mapping[str, Any]) -> str | None:
    """The permalink in front matter, if there is one; PermalinkError when it is none."""
    permalink = data.get("permalink")
    if permalink is None or permalink is False:
        return None
    if not isinstance(permalink, str):
        raise PermalinkError(_("the permalink {value!r} is not a text").format(value=permalink))
    if not permalink:
        raise PermalinkError(_("the permalink is empty"))
    return permalink


def report_permalink(reading: Reading, error: PermalinkError, file: Path, front_matter: FrontMatter) -> None:
    """Report a permalink that cannot be, at the line of the front matter that says it."""
    hint = _("write a path that begins with a slash, such as `/services/aide/`, or remove the line")
    reading.report("permalink", str(error), file, front_matter.lines.get("permalink", 0), hint=hint)


def is_published(reading: Reading, data: Mapping[str, Any], file: Path, lines: Mapping[str, int]) -> bool:
    """Does ``published`` leave the page in? Only false and nothing take it out, as in Jekyll."""
    published = data.get("published", True)
    if isinstance(published, str) and published.lower() in ("false", "no", "off"):
        message = _("`published` is the text {value!r}, which leaves the page in").format(value=published)
        hint = _("write `published: false`, without quotes")
        reading.warn("published-text", message, file, lines.get("published", 0), hint=hint)
    return published is not False and published is not None


def read_static_file(reading: Reading, path: str, relative: str, content_type: str = "") -> StaticFile | None:
    """The static file at ``path``; None when it is left out, or cannot be looked at."""
    file = Path(path)
    try:
        modified = file.stat().st_mtime
    except OSError as error:
        reading.add(diagnose.os_error("unreadable-file", file, error))
        return None
    place = PurePosixPath(relative)
    data = reading.defaults.values(relative, content_type)
    written = data.get("published", True) not in (False, None)
    return StaticFile(file, place, f"/{relative}", place, modified, data, written=written)
