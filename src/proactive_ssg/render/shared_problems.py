"""Problems that many pages meet in one place, said once with the number of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from proactive_ssg.errors import Diagnostic
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.model.page import Page

__all__ = ["SharedProblems", "in_jekylls_words"]


@dataclass(slots=True)
class _Problem:
    diagnostic: Diagnostic
    first: Page
    pages: set[int] = field(default_factory=set)  # one page may meet it twice: its content, then its layouts

    def meet(self, page: Page) -> None:
        self.pages.add(id(page))


class SharedProblems:
    """Collects while pages are rendered; what it collected is reported at the end."""

    def __init__(self) -> None:
        self._problems: dict[tuple[object, ...], _Problem] = {}

    def add(self, diagnostic: Diagnostic, page: Page) -> Callable[[Page], None]:
        """``page`` meets this problem; two diagnostics are one when they say the same of the same place.

        What is returned says that another page meets it, too.
        """
        key = (diagnostic.path, diagnostic.line, diagnostic.column, diagnostic.code, diagnostic.message)
        problem = self._problems.setdefault(key, _Problem(diagnostic, page))
        problem.meet(page)
        return problem.meet

    def diagnostics(self) -> Iterator[Diagnostic]:
        for problem in self._problems.values():
            yield problem.diagnostic._replace(message=_message(problem))


def in_jekylls_words(diagnostic: Diagnostic, page: Page) -> Diagnostic:
    """What Jekyll says of an include names it and the page, of a layout the layout."""
    if diagnostic.original is None or diagnostic.original.page:
        return diagnostic
    file = "" if diagnostic.path in (None, page.path) else str(diagnostic.path)
    return diagnostic._replace(
        original=replace(diagnostic.original, file=file, page=page.relative_path.as_posix())
    )


def _message(problem: _Problem) -> str:
    message, page = problem.diagnostic.message, str(problem.first.relative_path)
    if len(problem.pages) == 1:
        return _("{message} (while rendering {page})").format(message=message, page=page)
    others = len(problem.pages) - 1
    text = ngettext(
        "{message} (while rendering {page} and {count} other page)",
        "{message} (while rendering {page} and {count} other pages)",
        others,
    )
    return text.format(message=message, page=page, count=others)
