"""The stylesheets of one site: what is compiled, what becomes of the answer, what is wrong with it."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, ProblemsError, Severity
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.sass.compiler import LIMIT_MEGABYTES, Compiler, MissingError
from proactive_ssg.sass.converter import EXTENSIONS, basename
from proactive_ssg.sass.options import SassOptions
from proactive_ssg.sass.places import Entry, encoded, path_of, url_of
from proactive_ssg.sass.problems import Said
from proactive_ssg.sass.protocol import Answer, CompilerError, Request
from proactive_ssg.templates.engine import FilterError

__all__ = ["Stylesheet", "Stylesheets"]


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """``css`` as it is written; ``source_map`` is empty where the site wants none."""

    css: str
    source_map: str = ""


class Stylesheets:
    """Compiles the stylesheets of ``site`` (None: texts only) with the options of its configuration."""

    def __init__(self, config: Config, site: Site | None) -> None:
        self._config = config
        self._site = site
        self._options = SassOptions.of(config)
        self._compiler = Compiler(self._options)
        self._said = Said(self._options.verbose, _foreign(config))
        self._missing_said = False

    def prepare(self, pages: Iterable[Page]) -> None:
        """Begin with these pages, as their text stands."""
        try:
            for page in pages:
                self._compiler.prepare(self._request(page, page.body))
        except (MissingError, CompilerError):
            return  # said when a page is asked for

    def of_page(self, page: Page, text: str, *, alone: bool = False) -> Stylesheet:
        """The CSS of ``page``; ``alone``: of no page, and so without a source map. Raises ProblemsError."""
        answer = self._answer(self._request(page, text, alone=alone), page, text)
        if not self._options.source_maps or alone:
            return Stylesheet(answer.css)
        url = encoded(f"{basename(page)}.css.map")
        gap = "" if self._options.compressed else "\n\n"
        source_map = self._source_map(answer.source_map, page)
        return Stylesheet(f"{answer.css}{gap}/*# sourceMappingURL={url} */", source_map)

    def of_text(self, text: str, *, indented: bool) -> str:
        """The CSS of a text in a template; FilterError says what is wrong with it."""
        try:
            answer = self._compiler.compile(Request(text, indented=indented, charset=False))
        except MissingError as error:
            raise ProblemsError(*self._missing(error)) from error
        except CompilerError as error:
            raise FilterError(str(error)) from error
        self._said.note(answer.events, None)
        if answer.error:
            raise FilterError(_("Sass: {problem}").format(problem=answer.error))
        self._check_files(answer, None)
        return answer.css

    def pause(self) -> None:
        """End the compiler until it is needed again."""
        self._compiler.close()

    def finish(self) -> list[Diagnostic]:
        """End the compiler; what it warned about."""
        self._compiler.close()
        return self._said.diagnostics()

    def _request(self, page: Page, text: str, *, alone: bool = False) -> Request:
        return Request(
            text,
            url=url_of(self._place(page)),
            indented=page.path.suffix.lower() == ".sass",
            source_map=self._options.source_maps and not alone,
            charset=not alone,
        )

    def _place(self, page: Page) -> str:
        """The path of the page in the source, where the files beside it are looked for, be it a theme's."""
        return f"{self._config.source}/{page.relative_path}"

    def _answer(self, request: Request, page: Page, text: str) -> Answer:
        # Where converter 2 believed the page to be: it looked in load paths, and not beside the page.
        other = replace(request, url=url_of(f"{self._config.source}/{page.relative_path.name}"))
        try:
            answer = self._compiler.compile(request)
            if answer.error:
                again = self._compiler.compile(other)
                answer = answer if again.error else again
        except MissingError as error:
            raise ProblemsError(*self._missing(error)) from error
        except CompilerError as error:
            raise ProblemsError(_stopped(page, error)) from error
        self._check_files(answer, page)
        entry = Entry(page, text, (request.url, other.url))
        self._said.note(answer.events, entry)
        if answer.error:
            raise ProblemsError(*self._said.failure(answer, entry))
        return answer

    def _missing(self, error: MissingError) -> tuple[Diagnostic, ...]:
        """Said once, of all the pages that need it."""
        if self._missing_said:
            return ()
        self._missing_said = True
        pages = (
            [page for page in self._site.pages if page.path.suffix.lower() in EXTENSIONS]
            if self._site
            else []
        )
        names = ", ".join(str(page.relative_path) for page in pages) or "scssify, sassify"
        message = _("{problem}; needed for {files}").format(problem=error, files=names)
        path = pages[0].path if pages else None
        return (Diagnostic(Severity.ERROR, "sass-missing", message, path, hint=error.hint),)

    def _check_files(self, answer: Answer, page: Page | None) -> None:
        """What a stylesheet reads lies in the site, in a load path or in the theme."""
        for url in answer.loaded:
            path = path_of(url)
            if path is None or (page is not None and str(path) == self._place(page)):
                continue
            real = os.path.realpath(path)
            if not any(
                real == folder or real.startswith(f"{folder}{os.sep}") for folder in self._options.allowed
            ):
                message = _("the stylesheet loads {path}, which is outside the site").format(path=path)
                hint = _("copy the file into the site, or name its folder under `sass: load_paths`")
                where = page.path if page is not None else None
                raise ProblemsError(Diagnostic(Severity.ERROR, "sass-outside", message, where, hint=hint))

    def _source_map(self, source_map: str, page: Page) -> str:
        """With paths relative to the page's folder, as the gem writes them."""
        found = json.loads(source_map)
        folder = urlsplit(url_of(posixpath.dirname(self._place(page)))).path
        found["file"] = encoded(f"{basename(page)}.css")
        found["sources"] = [
            posixpath.relpath(urlsplit(url).path, folder) if url.startswith("file:") else url
            for url in found["sources"]
        ]
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _foreign(config: Config) -> Path | None:
    """The folder of the theme, where that is not a part of the site."""
    theme = config.theme
    return theme.root if theme and not theme.root.is_relative_to(os.path.realpath(config.root)) else None


def _stopped(page: Page, error: CompilerError) -> Diagnostic:
    hint = _("look for a loop that does not end (`@while`), or for a list that grows without end")
    message = str(error)
    if "Out of Memory" in message:
        message = _("the stylesheet takes more than {limit} MB of memory: stopped").format(
            limit=LIMIT_MEGABYTES
        )
    return Diagnostic(Severity.ERROR, "sass-stopped", message, page.path, hint=hint)
