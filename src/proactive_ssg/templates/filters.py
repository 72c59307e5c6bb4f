"""Every filter of templates, by name: one implementation for both engines.

Under its plain name stands what Liquid 4 and Jekyll give; ``local_date`` and ``file_info`` are ours.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.journal import Journal
from proactive_ssg.liquid.dates import is_now
from proactive_ssg.liquid.filters import LIQUID_4, LIQUID_5, date_filter
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.model.site import Site
from proactive_ssg.templates import filters_exp, filters_list, filters_text
from proactive_ssg.templates.dates import to_datetime
from proactive_ssg.templates.engine import FilterError
from proactive_ssg.templates.filters_date import DateFilters
from proactive_ssg.templates.filters_file import FileFilters
from proactive_ssg.templates.filters_url import UrlFilters
from proactive_ssg.templates.localized import format_date
from proactive_ssg.templates.text import to_text

__all__ = ["HTML_FILTERS", "LANGUAGE_FILTERS", "Filter", "filter_table"]

Filter = Callable[..., Any]

# Filters whose result is HTML, and filters that take the page's language as their last argument ``lang``.
HTML_FILTERS = frozenset(
    (
        *("escape", "escape_once", "h", "inspect", "markdownify", "sassify", "scssify", "smartify"),
        "xml_escape",
    )
)
LANGUAGE_FILTERS = frozenset(("local_date", "file_info"))
# Liquid 4.0.4, which Jekyll demands, with what Liquid 5 added, and two filters as Liquid 5 corrected them:
# Jekyll of some distributions runs with Liquid 5 (docs/liquid.md).
_STANDARD = {**LIQUID_5, **LIQUID_4, **{name: LIQUID_5[name] for name in ("default", "truncatewords")}}


def filter_table(
    site: Site,
    markdown: Callable[[str], str],
    smart: Callable[[str], str] | None = None,
    journal: Journal | None = None,
) -> dict[str, Filter]:
    """The filters for ``site``.

    ``markdown`` converts text to HTML as pages are converted; ``smart`` makes quotes and dashes typographic;
    ``journal`` is told of what they ask besides their value: what time it is, how large a file is.
    ``sassify`` and ``scssify`` come with the Sass extension.
    """
    zone = site.config.timezone
    journal = journal or Journal()
    dates = DateFilters(zone, journal)
    urls = UrlFilters(site.config.url, site.config.baseurl)

    def markdownify(value: Any) -> str:
        """Markdown as HTML."""
        return markdown(text_of(value))

    def smartify(value: Any) -> str:
        """Typographic quotes, dashes and ellipses."""
        return text_of(value) if smart is None else smart(text_of(value))

    return {
        **_STANDARD,
        "date": _noting_now(date_filter(zone), journal),
        "markdownify": markdownify,
        "smartify": smartify,
        "relative_url": urls.relative_url,
        "absolute_url": urls.absolute_url,
        **{name: getattr(dates, name) for name in DateFilters.__dict__ if name.startswith("date_to_")},
        **{name: getattr(filters_text, name) for name in filters_text.FILTERS},
        **{name: getattr(filters_list, name) for name in filters_list.FILTERS},
        **{name: getattr(filters_exp, name) for name in filters_exp.__all__},
        "inspect": filters_list.inspect_filter,
        "to_integer": filters_list.to_integer_filter,
        **_own(site, dates.zone, journal),
    }


def _noting_now(date: Filter, journal: Journal) -> Filter:
    """``date``; of the present moment a page shows what the pattern takes of it, the year only, say."""

    @functools.wraps(date)
    def noting(value: Any, format: Any) -> Any:
        if is_now(value):
            journal.note("now", text_of(format))
        return date(value, format)

    return noting


def _own(site: Site, zone: Any, journal: Journal) -> dict[str, Filter]:
    """What Jekyll has not: dates and files as people of a language read them."""
    files = FileFilters.of(site)
    language = site.config.lang

    def local_date(value: Any, format: str = "long", *, lang: str = language) -> Any:
        """The date in the language of the page."""
        if value in (None, ""):
            return value
        moment = to_datetime(value, zone)
        if moment is None:
            raise FilterError(_("{value!r} is not a date").format(value=value))
        return format_date(moment, format, lang)

    def file_info(value: Any, *, lang: str = language) -> dict[str, Any]:
        """The format and size of a file of the site."""
        journal.note("file", to_text(value))
        return files.file_info(value, lang)

    return {"local_date": local_date, "file_info": file_info}
