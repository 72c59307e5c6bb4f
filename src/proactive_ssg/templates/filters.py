"""Every filter that layouts may use, by name: one implementation for both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proactive_ssg.model.site import Site
from proactive_ssg.templates import filters_list, filters_text
from proactive_ssg.templates.filters_date import DateFilters
from proactive_ssg.templates.filters_file import FileFilters
from proactive_ssg.templates.filters_url import UrlFilters
from proactive_ssg.templates.localized import format_date
from proactive_ssg.templates.text import to_text

__all__ = ["HTML_FILTERS", "LANGUAGE_FILTERS", "Filter", "filter_table"]

Filter = Callable[..., Any]

# Filters whose result is HTML, and filters that take the page's language as their last argument ``lang``.
HTML_FILTERS = frozenset(("markdownify", "xml_escape"))
LANGUAGE_FILTERS = frozenset(("date", "file_info"))


def filter_table(site: Site, markdown: Callable[[str], str]) -> dict[str, Filter]:
    """The filters for ``site``; ``markdown`` converts text to HTML as pages are converted."""
    dates = DateFilters(site.config.timezone)
    urls = UrlFilters(site.config.url, site.config.baseurl)
    files = FileFilters.of(site)

    def markdownify(value: Any) -> str:
        return markdown(to_text(value))

    def date(value: Any, format: str = "long", *, lang: str) -> Any:
        return value if value in (None, "") else format_date(dates.time(value), format, lang)

    def file_info(value: Any, *, lang: str) -> dict[str, Any]:
        return files.file_info(value, lang)

    return {
        "markdownify": markdownify,
        "date": date,
        "file_info": file_info,
        "relative_url": urls.relative_url,
        "absolute_url": urls.absolute_url,
        **{name: getattr(dates, name) for name in DateFilters.__dict__ if name.startswith("date_to_")},
        **{name: getattr(filters_text, name) for name in filters_text.__all__},
        **{name: getattr(filters_list, name) for name in filters_list.FILTERS},
    }
