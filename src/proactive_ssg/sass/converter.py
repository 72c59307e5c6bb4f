"""The converter of ``.scss`` and ``.sass`` pages, and the filters ``scssify`` and ``sassify``."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.slugs import extname

if TYPE_CHECKING:
    from proactive_ssg.sass.memory import StylesheetStore
    from proactive_ssg.sass.stylesheets import Stylesheets

__all__ = ["EXTENSIONS", "SassConverter", "register"]

EXTENSIONS = (".scss", ".sass")


def register(registry: Registry, store: StylesheetStore | None = None) -> None:
    """Add Sass to a build: it costs nothing until there is a stylesheet to compile.

    ``store``: what earlier builds compiled.
    """
    converter = SassConverter(registry, store)
    registry.converter(converter, Priority.LOW)
    registry.filter("scssify", converter.filter(".scss"))
    registry.filter("sassify", converter.filter(".sass"))
    registry.hook("site", "pre_render", converter.prepare)
    registry.hook("site", "post_render", converter.finish)


class SassConverter:
    """What jekyll-sass-converter 3 does, with the process of the compiler as long as the build renders."""

    def __init__(self, registry: Registry, store: StylesheetStore | None = None) -> None:
        self._registry = registry
        self._store = store
        self._known: Stylesheets | None = None

    def matches(self, extension: str) -> bool:
        return extension.lower() in EXTENSIONS

    def output_extension(self, extension: str) -> str:  # noqa: ARG002 (the protocol's)
        return ".css"

    def convert(self, text: str) -> str:
        """The CSS of a text of no file, in the SCSS syntax."""
        return self._stylesheets().of_text(text, indented=False)

    def convert_page(self, page: Page, text: str) -> str:
        """The CSS of a page; its source map becomes a file beside it. Raises ProblemsError."""
        stylesheets = self._stylesheets()
        if isinstance(page, Document):  # the gem knows pages only: no source map, no character set
            return stylesheets.of_page(page, text, alone=True).css
        made = stylesheets.of_page(page, text)
        if made.source_map:
            place = page.output_path.parent / f"{basename(page)}.css.map"
            self._registry.output(place, made.source_map.encode(), _map_page(page, place, made.source_map))
        return made.css

    def pause(self) -> None:
        """End the compiler's process: it starts again with the next stylesheet."""
        if self._known is not None:
            self._known.pause()

    def filter(self, extension: str) -> Callable[[Any], str]:
        """A filter: the text of a template as CSS."""

        def convert(value: Any) -> str:
            return self._stylesheets().of_text(
                "" if value is None else str(value), indented=extension == ".sass"
            )

        convert.__name__ = f"{extension[1:]}ify"
        return convert

    def prepare(self, site: Site, _variables: object) -> None:
        """Let the compiler work on the pages without Liquid while the others are rendered."""
        pages = [page for page in site.pages if self.matches(extname(page.path.name)) and _is_plain(page)]
        if pages:
            try:
                self._stylesheets().prepare(pages)
            except ProblemsError:
                return  # said when the page is rendered

    def finish(self, _site: Site) -> None:
        """End the compiler, and say what concerns more than one stylesheet."""
        if self._known is not None:
            self._registry.diagnostics.extend(self._known.finish())
            self._known = None

    def _stylesheets(self) -> Stylesheets:
        if self._known is None:
            from proactive_ssg.sass.stylesheets import Stylesheets

            self._known = Stylesheets(self._registry, self._store)
        return self._known


def basename(page: Page) -> str:
    """The page's name without its extension (Jekyll's ``page.basename``)."""
    return posixpath.splitext(page.relative_path.name)[0]


def _map_page(page: Page, place: PurePosixPath, source_map: str) -> Page:
    """The source map as a page, as ``source_map_page.rb`` has it: with the front matter of the stylesheet."""
    return replace(
        page,
        relative_path=page.relative_path.with_name(place.name),
        body=source_map,
        url=f"{posixpath.dirname(page.url).rstrip('/')}/{place.name}",
        output_path=place,
        generated=True,
    )


def _is_plain(page: Page) -> bool:
    return "{{" not in page.body and "{%" not in page.body
