"""SiteBuilder: the site while generators may still change it, between reading and rendering."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.i18n import _
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import FrontMatter, Page
from proactive_ssg.model.permalink import (
    Converted,
    DocumentNames,
    document_url,
    output_extension,
    output_path,
    page_url,
)
from proactive_ssg.model.site import Site
from proactive_ssg.model.slugs import extname
from proactive_ssg.model.static_file import StaticFile

__all__ = ["CollectionBuilder", "SiteBuilder"]

Defaults = Callable[..., Mapping[str, Any]]


def _no_defaults(_path: str, *_types: str) -> Mapping[str, Any]:
    return {}


def _ignored(_page: Page) -> None:
    pass


@dataclass(slots=True)
class CollectionBuilder:
    """A collection under way: its documents in the order in which templates will see them."""

    label: str
    output: bool = True
    documents: list[Document] = field(default_factory=list)
    static_files: list[StaticFile] = field(default_factory=list)
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class SiteBuilder:
    """What generators and the hook ``post_read`` of the site receive.

    ``pages``, ``static_files`` (those of collections included) and each collection's ``documents`` are plain
    lists: append, remove, sort. ``page.data`` is a dict of the page's own, to be changed in place (values
    that come from ``defaults`` are shared: replace a list there, do not append to it). ``data`` is
    ``site.data``; ``variables`` are further keys of ``site`` (``variables["github"]`` is ``site.github``);
    ``layouts`` the Liquid texts of layouts by name, for pages whose ``layout`` the site does not have.
    ``page.url`` and the other fields of a page are fixed: :meth:`move` and :meth:`replace` exchange it.
    ``time`` is that of the build.
    """

    config: Config
    time: datetime
    pages: list[Page] = field(default_factory=list)
    collections: dict[str, CollectionBuilder] = field(default_factory=dict)
    static_files: list[StaticFile] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    layouts: dict[str, str] = field(default_factory=dict)
    until: datetime | None = None
    _defaults: Defaults = _no_defaults
    _added: Callable[[Page], None] = _ignored
    _converted: Converted | None = None
    _permalinks: dict[int, object] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        site: Site,
        *,
        defaults: Defaults = _no_defaults,
        added: Callable[[Page], None] = _ignored,
        converted: Converted | None = None,
    ) -> SiteBuilder:
        """The site that was read, open for changes.

        ``defaults(path, *types)`` are the configuration's for a new page; ``added`` is told of each;
        ``converted``: the extensions that plugins convert.
        """
        collections = {
            label: CollectionBuilder(
                label, found.output, list(found.documents), list(found.static_files), found.metadata
            )
            for label, found in site.collections.items()
        }
        pages = list(site.pages)
        files = [replace(file, data=dict(file.data)) for file in site.static_files]
        more = (dict(site.data), dict(site.variables), dict(site.layouts))
        builder = cls(
            site.config, site.time, pages, collections, files, *more, site.until, defaults, added, converted
        )
        builder.keep_places()
        return builder

    @property
    def posts(self) -> list[Document]:
        """The posts, newest first."""
        return self.collections["posts"].documents if "posts" in self.collections else []

    def add_page(
        self,
        relative_path: str,
        *,
        data: Mapping[str, Any] | None = None,
        body: str = "",
        permalink: str | None = None,
        origin: Page | StaticFile | None = None,
        paginator: Mapping[str, Any] | None = None,
        kind: str = "pages",
    ) -> Page:
        """Add a page that no file holds; its URL is the one that a file at ``relative_path`` would have.

        ``data`` is its front matter (over the ``defaults`` of the configuration for that path), ``body`` its
        text: Liquid, and Markdown by the extension. ``permalink`` wins over the path. ``origin``: the page
        or file that it is made of, which problems in ``body`` will name. ``paginator``: what its templates
        see under that name. ``kind``: the type that the scope of ``defaults`` may ask for. Raises
        PermalinkError (a ValueError) when it has no place in the site.
        """
        if not isinstance(relative_path, str) or not isinstance(body, str):
            raise TypeError(_("the path and the body of a page must be texts"))
        relative = relative_path.lstrip("/")
        own = {**self._defaults(relative, kind), **(data or {})}
        if permalink is not None:
            own["permalink"] = permalink
        path = self.config.source / relative if origin is None else origin.path
        front_matter = origin.front_matter if isinstance(origin, Page) else FrontMatter()
        if front_matter.end_line and isinstance(origin, Page) and body != origin.body:
            front_matter = replace(front_matter, end_line=0)  # the lines of ``body`` are not the file's
        place = _place(self.config, relative, own, self._converted)
        name = PurePosixPath(relative)
        page = Page(path, name, front_matter, own, body, *place, generated=True, paginator=paginator)
        self.pages.append(page)
        self._permalinks[id(page)] = own.get("permalink")
        self._added(page)
        return page

    def move(self, page: Page, permalink: str) -> Page:
        """Give ``page`` another permalink, and so another URL and file; returns what takes its place."""
        page_data = {**page.data, "permalink": permalink}
        url, place = self._place_of(page, page_data)
        return self.replace(page, data=page_data, url=url, output_path=place)

    def replace(self, page: Page, **changes: Any) -> Page:
        """Exchange ``page`` for one with other fields (``body``, ``url``, ``output_path`` ...), in its place.

        ValueError when the site does not hold it.
        """
        changed = replace(page, **changes)
        self._permalinks[id(changed)] = changed.data.get("permalink")
        lists: list[list[Any]] = [self.pages, *(found.documents for found in self.collections.values())]
        for pages in lists:
            for position, found in enumerate(pages):
                if found is page:
                    pages[position] = changed
                    return changed
        raise ValueError(f"{page.relative_path} is no page of this site")

    def check(self) -> None:
        """Leave out what is no page; then TypeError, where there was such a thing."""
        lists: list[list[Any]] = [self.pages, *(found.documents for found in self.collections.values())]
        for pages in lists:
            strangers = [each for each in pages if not isinstance(each, Page)]
            if strangers:
                pages[:] = [each for each in pages if isinstance(each, Page)]
                raise TypeError(_("{value!r} is no page: add_page() makes one").format(value=strangers[0]))

    def keep_places(self) -> None:
        """Every page stays where it is, though its ``data["permalink"]`` has been set to something else."""
        for page in self._all_pages():
            self._permalinks[id(page)] = page.data.get("permalink")

    def _all_pages(self) -> Iterator[Page]:
        yield from self.pages
        for collection in self.collections.values():
            yield from collection.documents

    def _place_of(self, page: Page, data: Mapping[str, Any]) -> tuple[str, PurePosixPath]:
        if isinstance(page, Document):
            return _document_place(self.config, page, data, self.time, self._converted)
        return _place(self.config, str(page.relative_path), data, self._converted)

    def freeze(self) -> Site:
        """The complete site; what is changed in the builder afterwards does not concern it.

        A page whose ``data["permalink"]`` was changed is moved there. Raises PermalinkError.
        """
        for page in tuple(self._all_pages()):
            given = page.data.get("permalink")
            if given and given != self._permalinks.get(id(page), given):
                self.move(page, str(given))
        collections = {
            label: Collection(
                label, found.output, tuple(found.documents), tuple(found.static_files), found.metadata
            )
            for label, found in self.collections.items()
        }
        pages, files = tuple(self.pages), tuple(self.static_files)
        more = (self.data, self.variables, self.layouts)
        return Site(
            self.config, self.time, pages, collections, files, *more, completed=True, until=self.until
        )


def _place(
    config: Config, relative: str, data: Mapping[str, Any], converted: Converted | None
) -> tuple[str, PurePosixPath]:
    """URL and output path of a page at ``relative`` (``page.rb``)."""
    folder, _slash, name = relative.rpartition("/")
    extension = extname(name)
    basename = name[: len(name) - len(extension)].rstrip(".")
    permalink = data.get("permalink") or None
    permalink = None if permalink is None else str(permalink)
    output_ext = output_extension(extension, permalink, config.markdown_ext, converted)
    url = page_url(f"/{folder}", basename, output_ext, config.permalink, permalink)
    return url, output_path(url, output_ext, f"index{output_ext}")


def _document_place(
    config: Config,
    document: Document,
    data: Mapping[str, Any],
    now: datetime,
    converted: Converted | None,
) -> tuple[str, PurePosixPath]:
    """URL and output path of a document that has a permalink of its own (``document.rb``)."""
    relative, permalink = str(document.relative_path), str(data["permalink"])
    name = document.relative_path.name
    extension = extname(name)
    output_ext = output_extension(extension, permalink, config.markdown_ext, converted)
    names = DocumentNames(
        collection=document.collection,
        path=relative.removesuffix(extension).replace(f"_{document.collection}", "", 1).rstrip("."),
        basename=name.removesuffix(extension),
        slug=str(data.get("slug") or document.slug),
        categories=document.categories,
        date=document.date or now,
        output_ext=output_ext,
    )
    url = document_url(permalink, names)
    return url, output_path(url, output_ext, "index.html")
