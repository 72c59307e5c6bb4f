"""What kramdown warns about, as diagnostics in the file of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proactive_ssg.errors import Diagnostic, Severity
from proactive_ssg.i18n import _
from proactive_ssg.kramdown.definitions import MAX_CELLS, MAX_LENGTH, TooLongError
from proactive_ssg.model.page import Page

__all__ = ["kramdown_warnings", "too_long"]

# kramdown counts in the text that it is given; the diagnostic has the line of the file.
_LINE = re.compile(r" \(line [0-9]+\)| on line [0-9]+")
# Warnings about text that is lost or HTML that the browser repairs in its own way are always worth
# reading; the others are shown where ``show_warnings`` asks for them, as in Jekyll.
_MATTERS = re.compile(r"end tag|closing tag|HTML tag|Footnote definition for .* not found|IAL|option")


def kramdown_warnings(
    page: Page, text: str, warnings: Iterable[tuple[int, str]], *, everything: bool
) -> Iterator[Diagnostic]:
    """``text``: what was converted, the body of the page or what Liquid made of it."""
    lines = text.split("\n")
    for line, message in warnings:
        if not everything and not _MATTERS.search(message):
            continue
        number, column, source_line = _place(page, text, lines, line)
        said = _LINE.sub("", message)
        yield Diagnostic(
            Severity.WARNING, "kramdown", said, page.path, number, column, source_line=source_line
        )


def too_long(page: Page, text: str, error: TooLongError) -> Diagnostic:
    """What a page is told that becomes longer than any page, in the line where that shows."""
    number, column, source_line = _place(page, text, text.split("\n"), error.line)
    if error.cells:
        message = _("more than {count} empty cells fill up this table").format(count=MAX_CELLS)
        hint = _("one of its rows has far more cells than the others: look for stray “|” in it")
    else:
        message = _("the page makes more than {count} characters of HTML").format(count=MAX_LENGTH)
        hint = _("a definition (of a link, an abbreviation) is written wherever it is used: make it shorter")
    return Diagnostic(
        Severity.ERROR, "kramdown", message, page.path, number, column, hint, source_line=source_line
    )


def _place(page: Page, text: str, lines: list[str], line: int) -> tuple[int, int, str]:
    """Line and column in the file, and that line; 0 where Liquid made it."""
    source_line = lines[line - 1] if 0 < line <= len(lines) else ""
    place = line if text is page.body else _place_in_source(page, source_line, lines)
    if not place:
        return 0, 0, ""
    column = len(source_line) - len(source_line.lstrip()) + 1 if source_line else 0
    return page.front_matter.end_line + place, column, source_line


def _place_in_source(page: Page, source_line: str, lines: list[str]) -> int:
    """The line of the body that Liquid left as it is, where there is just one such line; else 0."""
    if not source_line.strip() or lines.count(source_line) != 1:
        return 0
    body = page.body.split("\n")
    return body.index(source_line) + 1 if body.count(source_line) == 1 else 0
