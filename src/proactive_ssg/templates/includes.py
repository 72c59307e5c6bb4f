"""The files that a Liquid template may include: those of the site's includes, of the theme, beside a page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from proactive_ssg.diagnose import os_error, undecodable
from proactive_ssg.errors import ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.journal import Journal
from proactive_ssg.liquid import Template
from proactive_ssg.templates.engine import TemplateSource
from proactive_ssg.templates.tags.failure import TagError

__all__ = ["IncludeFiles"]

Parse = Callable[[TemplateSource], Template]


class IncludeFiles:
    """Implements :class:`~proactive_ssg.templates.tags.host.Includes`; each file is read and parsed once.

    ``folders``: where includes are looked for, in order; ``source``: the folder that nothing may lead out
    of, but for a folder that lies elsewhere itself (a theme's).
    """

    def __init__(
        self,
        folders: Sequence[Path],
        source: Path,
        encoding: str,
        parse: Parse,
        journal: Journal | None = None,
    ) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._source = source
        self._encoding = encoding
        self._parse = parse
        self._journal = journal or Journal()
        self._named: dict[str, Template | ProblemsError | None] = {}
        self._read: dict[str, Template | ProblemsError] = {}

    def names(self) -> list[str]:
        """Every include, by the name that a template gives it."""
        found = []
        for folder in self._folders:
            for place, _folders, files in os.walk(folder):
                found += [Path(place, file).relative_to(folder).as_posix() for file in files]
        return sorted(dict.fromkeys(found))

    def find(self, name: str) -> Template | None:
        """The include ``name``; None where there is none; ProblemsError, TagError."""
        self._journal.note("include", name)
        if name not in self._named:
            path = next((found for folder in self._folders if (found := self._inside(folder, name))), None)
            self._named[name] = None if path is None else self._template(path)
        return _known(self._named[name])

    def beside(self, page_path: str, name: str) -> Template | None:
        """The file ``name`` in the folder of the page, whose path is relative to the source."""
        self._journal.note("beside", page_path, name)
        folder = self._source / Path(page_path).parent.as_posix().lstrip("/")
        path = self._inside(folder, name)
        return None if path is None else _known(self._template(path))

    def text_of(self, name: str) -> str | None:
        """The text of the include ``name``; None where there is none."""
        path = self.path_of(name)
        try:
            return None if path is None else self._text(Path(path))
        except ProblemsError:
            return None

    def texts(self) -> Iterator[str]:
        """The texts of all includes."""
        return (text for name in self.names() if (text := self.text_of(name)) is not None)

    def path_of(self, name: str) -> str | None:
        """The file that ``name`` means now; None where there is none, or none that may be read."""
        return next((path for folder in self._folders if (path := self._allowed(folder, name))), None)

    def path_beside(self, page_path: str, name: str) -> str | None:
        """The file that ``name`` means beside the page."""
        return self._allowed(self._source / Path(page_path).parent.as_posix().lstrip("/"), name)

    def _allowed(self, folder: Path, name: str) -> str | None:
        try:
            return self._inside(folder, name)
        except TagError:
            return None

    def _inside(self, folder: Path, name: str) -> str | None:
        """The path of ``name`` in ``folder``, where it is a file; TagError where it leads elsewhere."""
        path = os.path.normpath(f"{folder}/{name}")
        if not os.path.isfile(path):  # noqa: PTH113 (asked for every include; never raises)
            return path if os.path.islink(path) and not os.path.isdir(path) else None  # noqa: PTH112, PTH114
        # A folder that is written as one of the site's and leads elsewhere makes nothing there the site's.
        roots = (self._source,) if folder.is_relative_to(self._source) else (self._source, folder)
        inside = tuple(os.path.realpath(root).rstrip("/") + "/" for root in roots)
        if not os.path.realpath(path).startswith(inside):
            message = _("the include {name!r} leads out of the site").format(name=name)
            raise TagError(message, _("copy the file into the site"))
        return path

    def _template(self, path: str) -> Template | ProblemsError:
        if path not in self._read:
            try:
                self._read[path] = self._parse(TemplateSource(path, Path(path), self._text(Path(path))))
            except ProblemsError as error:
                self._read[path] = error
        return self._read[path]

    def _text(self, path: Path) -> str:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ProblemsError(os_error("include-unreadable", path, error)) from error
        try:
            return content.decode(self._encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise ProblemsError(undecodable(path, content, error)) from error


def _known(found: Template | ProblemsError | None) -> Template | None:
    if isinstance(found, ProblemsError):
        raise found
    return found
