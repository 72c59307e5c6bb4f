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
from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _
from proactive_ssg.journal import ANYTHING
from proactive_ssg.model.page import Page
from proactive_ssg.sass.compiler import LIMIT_MEGABYTES, Compiler, MissingError
from proactive_ssg.sass.converter import EXTENSIONS, basename
from proactive_ssg.sass.memory import KnownAnswers, StylesheetStore
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
    """Compiles the stylesheets of the site of ``registry`` with the options of its configuration.

    ``store``: what earlier builds compiled.
    """

    def __init__(self, registry: Registry, store: StylesheetStore | None = None) -> None:
        self._registry = registry
        self._config = config = registry.config
        self._site = registry.site
        self._options = SassOptions.of(config)
        self._compiler = Compiler(self._options)
        self._said = Said(self._options.verbose, _foreign(config))
        self._missing_said = False
        self._known = KnownAnswers(self._options, store)
        self._recalled: dict[Request, Answer] = {}

    def prepare(self, pages: Iterable[Page]) -> None:
        """Begin with these pages, as their text stands."""
        try:
            for page in pages:
                request = self._request(page, page.body)
                if self._recall(self._requests(page, request)) is None:
                    self._compiler.prepare(request)
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
        journal = self._registry.journal
        try:
            answer = self._compiler.compile(Request(text, indented=indented, charset=False))
        except MissingError as error:
            raise ProblemsError(*self._missing(error)) from error
        except CompilerError as error:
            journal.note(*ANYTHING)
            raise FilterError(str(error)) from error
        if answer.error or answer.loaded:
            journal.note(*ANYTHING)  # of which files, only the compiler knows
        self._registry.diagnostics.extend(self._said.of_text(answer.events))
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
        requests = self._requests(page, request)
        answer = self._recall(requests)
        if answer is None:
            answer = self._compiled(requests, page)
        self._check_files(answer, page)
        entry = Entry(page, text, tuple(each.url for each in requests))
        self._said.note(answer.events, entry)
        if answer.error:
            raise ProblemsError(*self._said.failure(answer, entry))
        return answer

    def _requests(self, page: Page, request: Request) -> tuple[Request, Request]:
        """The second is where converter 2 believed the page to be: it looked in load paths, not beside it."""
        return request, replace(request, url=url_of(f"{self._config.source}/{page.relative_path.name}"))

    def _recall(self, requests: tuple[Request, ...]) -> Answer | None:
        """What an earlier build was answered."""
        found = self._recalled.get(requests[0])
        if found is None and (found := self._known.recall(requests)) is not None:
            self._recalled[requests[0]] = found
        return found

    def _compiled(self, requests: tuple[Request, Request], page: Page) -> Answer:
        """The answer to the first request, or to the second where only that can be compiled."""
        request, other = requests
        try:
            answers = [self._compiler.compile(request)]
            if answers[0].error:
                answers.append(self._compiler.compile(other))
        except MissingError as error:
            raise ProblemsError(*self._missing(error)) from error
        except CompilerError as error:
            raise ProblemsError(_stopped(page, error)) from error
        if answers[-1].error:
            return answers[0]
        self._known.remember(requests, tuple(answers), self._compiler.files)
        return answers[-1]

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
