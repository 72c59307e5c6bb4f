"""The pages that a template becomes, and the ``paginator`` of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from proactive_ssg.config.sources import deep_merge
from proactive_ssg.i18n import _
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.permalink import PermalinkError
from proactive_ssg.plugins.options import truthy
from proactive_ssg.plugins.paginate_v2.selection import Selection
from proactive_ssg.plugins.paginate_v2.settings import Problems, integer, page_settings

__all__ = ["joined", "paginate"]


def paginate(site: SiteBuilder, settings: Mapping[str, Any], problems: Problems) -> None:
    """Exchange every template of ``site`` for its pages."""
    templates = [page for page in site.pages if _is_template(page)]
    if not templates:
        message = _("`pagination` is enabled, but no page has `pagination: {enabled: true}`")
        hint = _("write it in the front matter of the page that lists the posts")
        problems.of_site(message, "pagination", hint=hint, warning=True)
    selection = Selection(site, problems)
    for template in templates:
        own = page_settings(template, settings, problems)
        if truthy(own["enabled"]):
            documents = selection.select(template, own)
            site.pages[:] = [page for page in site.pages if page is not template]
            try:
                _Series(site, template, own, documents).add()
            except PermalinkError as error:
                problems.of_page(template, str(error))


def _is_template(page: Page) -> bool:
    given = page.data.get("pagination")
    return isinstance(given, Mapping) and truthy(given.get("enabled"))


@dataclass(slots=True)
class _Series:
    """The pages of one template."""

    site: SiteBuilder
    template: Page
    settings: Mapping[str, Any]
    documents: list[Document]

    def add(self) -> None:
        total = self._total()
        names = self._index_names()
        urls = _Urls(self._first_url(), self.settings["permalink"], *names, total)
        pages = [self._add_page(number, total, urls) for number in range(1, total + 1)]
        self._add_trails(pages)

    def _total(self) -> int:
        """How many pages: at least one, even without documents."""
        pages = -(-len(self.documents) // integer(self.settings["per_page"]))
        limit = integer(self.settings["limit"])
        return max(1, min(pages, limit) if limit > 0 else pages)

    def _index_names(self) -> tuple[str, str]:
        """What ``indexpage`` and ``extension`` say: the name without extension, and the extension."""
        name = str(self.settings["indexpage"] or "").split(".")[0]
        extension = str(self.settings["extension"] or "")
        return name, extension if extension.startswith(".") else f".{extension}"

    def _first_url(self) -> str:
        permalink = self.template.data.get("permalink")
        url = self.template.url
        folder = str(permalink) if permalink else url[: url.rfind("/") + 1]
        return folder if folder.endswith("/") else f"{folder}/"

    def _add_page(self, number: int, total: int, urls: _Urls) -> Page:
        paginator = self._paginator(number, total, urls)
        url = urls.file(paginator["page_path"])
        data = self._data(number, total)
        name = urls.index + urls.extension
        page = self.site.add_page(
            name,
            data=data,
            body="" if "autopage" in data else self.template.body,
            permalink=url,
            origin=self.template if not self.template.generated else None,
            paginator=paginator,
        )
        if self.template.data.get("permalink"):
            page.data["permalink"] = paginator["page_path"]
        else:
            del page.data["permalink"]
        return page

    def _data(self, number: int, total: int) -> dict[str, Any]:
        """The template's own front matter: of the ``defaults`` for its path only the layout remains."""
        template = self.template
        known = template.data if template.generated else template.front_matter.data
        data = deep_merge(known, {})
        if template.data.get("layout") is not None:
            data["layout"] = template.data["layout"]
        if autopage := data.get("autopage"):
            data["autopages"] = dict(autopage)
        title = template.data.get("title") or self.site.config.settings.get("title")
        if number > 1:
            data["autogen"] = "jekyll-paginate-v2"
            if self.settings["title"] is not None:
                form = str(self.settings["title"]).replace(":title", str(title or ""), 1)
                title = _numbered(form, number, total)
        data["title"] = title
        data["pagination_info"] = {"curr_page": number, "total_pages": total}
        return data

    def _paginator(self, number: int, total: int, urls: _Urls) -> dict[str, Any]:
        per_page = integer(self.settings["per_page"])
        before = number - 1 if number > 1 else None
        after = number + 1 if number < total else None
        return {
            "per_page": per_page,
            "posts": self.documents[(number - 1) * per_page : number * per_page],
            "total_posts": len(self.documents),
            "total_pages": total,
            "page": number,
            "page_path": urls.own(number),
            "previous_page": before,
            "previous_page_path": urls.link(before),
            "next_page": after,
            "next_page_path": urls.link(after),
            "first_page": 1,
            "first_page_path": urls.link(1),
            "last_page": total,
            "last_page_path": urls.last(),
            "page_trail": None,
        }

    def _add_trails(self, pages: list[Page]) -> None:
        """``page_trail``: the pages around each, always as many where there are enough."""
        trail = self.settings["trail"] or {}
        before, after = (max(0, integer(trail.get(name))) for name in ("before", "after"))
        if len(pages) < 2 or not (before or after):
            return
        steps = []
        for number, page in enumerate(pages, 1):
            assert page.paginator is not None
            path, title = page.paginator["page_path"], page.data.get("title")
            steps.append({"num": number, "path": path, "title": title})
        length = before + after + 1
        for number, page in enumerate(pages, 1):
            start = max(0, number - before - 1)
            end = min(start + length, len(pages))
            start = max(0, min(start, end - length))
            cast(dict[str, Any], page.paginator)["page_trail"] = steps[start:end]


@dataclass(frozen=True, slots=True)
class _Urls:
    """The URLs of a series: ``first``, and for the others ``permalink`` below it (``:num``, ``:max``)."""

    first: str
    permalink: str
    index: str
    extension: str
    total: int

    def own(self, number: int) -> str:
        """Where page ``number`` is, with its file name."""
        url = self.first if number == 1 else joined(self.first, self.permalink)
        return _numbered(_complete(url, self.index or "index", self.extension), number, self.total)

    def link(self, number: int | None) -> str | None:
        """How others refer to page ``number``: with a file name only where ``indexpage`` is set."""
        if number is None:
            return None
        url = self.first if number == 1 else joined(self.first, self.permalink)
        return _numbered(self._named(url), number, self.total)

    def last(self) -> str:
        """The last page by its number, also where it is the first."""
        return _numbered(self._named(joined(self.first, self.permalink)), self.total, self.total)

    def _named(self, url: str) -> str:
        return _complete(url, self.index, self.extension) if self.index else url

    def file(self, path: str) -> str:
        """The URL of the page with the address ``path``."""
        if path.endswith("/"):
            return joined(path, self.index + self.extension)
        return path if path.endswith(self.extension) else path + self.extension


def joined(folder: str, rest: str) -> str:
    """Two parts of a URL with one slash between them."""
    return f"{folder.rstrip('/')}/{rest.lstrip('/')}"


def _complete(url: str, index: str, extension: str) -> str:
    """``url`` with a file name, where it has none."""
    if url.endswith("/"):
        return url + index + extension
    return url if "." in url else url + index


def _numbered(text: str, number: int, total: int) -> str:
    return text.replace(":num", str(number), 1).replace(":max", str(total), 1)
