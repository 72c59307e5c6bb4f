"""What the terminal says: diagnostics with the line and a caret, the summary, the last line that counts."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proactive_ssg import __version__
from proactive_ssg.errors import Diagnostic
from proactive_ssg.i18n import _, ngettext

if TYPE_CHECKING:
    from proactive_ssg.build import BuildResult
    from proactive_ssg.cli.options import Session

__all__ = [
    "counts",
    "echo",
    "failure_line",
    "format_diagnostic",
    "print_diagnostics",
    "print_failure",
    "print_result",
    "seconds",
    "short",
    "summary",
    "wants_no_color",
]

INDENT = "    "
OTHER_PLACES = 3
MOST_OF_A_KIND = 50


def wants_no_color() -> bool:
    """NO_COLOR (https://no-color.org) with any value but an empty one, or a terminal without colours."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def echo(message: str, *, err: bool = False) -> None:
    """Print one message; click drops the colours where the stream is not a terminal."""
    click.echo(message, err=err, color=False if wants_no_color() else None)


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], *, quiet: bool = False, verbose: bool = False, trace: bool = False
) -> None:
    """Every problem on stderr, by file and line; ``quiet`` leaves the warnings out.

    A warning that stands in many places (a picture that a thousand pages show) is told once, with the first
    few of the others: what needs correcting is one thing. Of warnings of one kind the first 50 are shown, and
    how many more there are, so that a thousand of them do not hide the one that matters. ``verbose`` shows
    each in full, ``trace`` also what Jekyll says of it.
    """
    wanted = [item for item in diagnostics if item.is_error or not quiet]
    if not wanted:
        return
    import shutil

    width = shutil.get_terminal_size().columns
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for item in sorted(wanted, key=lambda item: (str(item.path or ""), item.line, item.column)):
        alone = verbose or item.is_error
        key = (item,) if alone else (item.code, item.message, item.hint)
        groups.setdefault(key, []).append(item)
    told: Counter[str] = Counter()  # warnings, by their code
    for first, *others in groups.values():
        told[first.code] += not (verbose or first.is_error)
        if told[first.code] <= MOST_OF_A_KIND or first.is_error:
            shown = others[:OTHER_PLACES]
            echo(format_diagnostic(first, shown, len(others) - len(shown), width=width), err=True)
            if trace and first.original is not None:
                echo("  " + click.style(_printable(str(first.original)), dim=True), err=True)
    for code, count in told.items():
        if count > MOST_OF_A_KIND:
            echo(_more_of_a_kind(code, count - MOST_OF_A_KIND), err=True)


def _more_of_a_kind(code: str, count: int) -> str:
    text = ngettext(
        "... and {count} more warning of this kind [{code}] (--verbose shows it)",
        "... and {count} more warnings of this kind [{code}] (--verbose shows them)",
        count,
    )
    return click.style(text.format(count=count, code=code), fg="yellow")


def format_diagnostic(
    item: Diagnostic, others: Sequence[Diagnostic] = (), unnamed: int = 0, *, width: int = 80
) -> str:
    """``path:line:column: error: message [code]``, the line with a caret, then what to do.

    ``others`` are the same problem in other places, ``unnamed`` how many more there are.
    """
    label, colour = (_("error"), "red") if item.is_error else (_("warning"), "yellow")
    place = _place(item)
    head = f"{click.style(label, fg=colour, bold=True)}: {_printable(item.message)} [{item.code}]"
    lines = [f"{click.style(place, bold=True)}: {head}" if place else head]
    if item.source_line.strip():
        text, caret = _excerpt(item.source_line, item.column, max(width - len(INDENT), 20))
        lines.append(INDENT + text)
        if caret:
            lines.append(INDENT + click.style(caret, fg=colour, bold=True))
    if others or unnamed:
        lines.append("  " + _other_places(others, unnamed))
    if item.hint:
        lines.append("  " + click.style(_printable(item.hint), fg="cyan"))
    return "\n".join(lines)


def _other_places(others: Sequence[Diagnostic], unnamed: int) -> str:
    places = ", ".join(filter(None, map(_place, others)))
    if not unnamed:
        return _("also: {places}").format(places=places)
    more = ngettext(
        "also: {places}, and {count} more place (--verbose shows it)",
        "also: {places}, and {count} more places (--verbose shows them)",
        unnamed,
    )
    return more.format(places=places, count=unnamed)


def _place(item: Diagnostic) -> str:
    """``content/aide.md:12:5``, from the folder where the command runs, so that an editor can open it."""
    if item.path is None:
        return ""
    here = Path.cwd()
    path = item.path.relative_to(here) if item.path.is_relative_to(here) else item.path
    numbers = [str(number) for number in (item.line, item.column) if number]
    return _printable(":".join([str(path), *(numbers if item.line else [])]))


def _excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """The part of ``line`` around ``column`` that fits ``width``, and a caret line below it (or nothing)."""
    line = line.rstrip("\r\n")
    at = min(max(column - 1, 0), len(line))
    first = max(at - 2 * width, 0)  # some lines are whole files: the rest of them is not looked at
    last = min(at + 2 * width, len(line))
    text = _printable(line[first:last].replace("\t", " "))
    at -= first
    start, end = 0, len(text)
    if _width(text) > width:
        start = max(at - width // 2, 0)
        end = start + 1
        while end < len(text) and _width(text[start : end + 1]) <= width - 6:
            end += 1
    before = "..." if first or start else ""
    after = "..." if first + end < len(line) else ""
    caret = " " * (len(before) + _width(text[start:at])) + "^" if column else ""
    return before + text[start:end] + after, caret


def _width(text: str) -> int:
    """Columns of the terminal: two for wide characters, none for combining ones."""
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _printable(text: str) -> str:
    """No control character of a file reaches the terminal: an escape sequence in a page stays text."""
    return "".join(char if char.isprintable() or _is_space(char) else "?" for char in text)


def _is_space(char: str) -> bool:
    """A line end, or a space of any width: French messages are full of those that do not break."""
    import unicodedata

    return char == "\n" or unicodedata.category(char) == "Zs"


def counts(errors: int, warnings: int) -> str:
    """``2 errors, 1 warning``, in the language of the command line."""
    return ", ".join(
        [
            ngettext("{count} error", "{count} errors", errors).format(count=errors),
            ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
        ]
    )


def summary(result: BuildResult, *, place: str | None = None) -> str:
    """``12 pages, 5 static files in 0.42 s, in _site (0 errors, 0 warnings)``."""
    parts = [
        ngettext("{count} page", "{count} pages", result.pages).format(count=result.pages),
        ngettext("{count} static file", "{count} static files", result.static_files).format(
            count=result.static_files
        ),
    ]
    text = _("{what} in {seconds} s, in {folder} ({problems})")
    return text.format(
        what=", ".join(parts),
        seconds=seconds(result.seconds),
        folder=place or short(result.destination),
        problems=counts(result.diagnostics.errors, result.diagnostics.warnings),
    )


def seconds(value: float) -> str:
    """Two digits after the mark, which is a comma in French."""
    # Translators: the decimal mark of numbers.
    return f"{value:.2f}".replace(".", _("."))


def failure_line(result: BuildResult) -> str:
    """The last line when nothing was published."""
    text = _("Nothing was published, {folder} is as it was: {problems}.")
    return text.format(
        folder=short(result.destination),
        problems=counts(result.diagnostics.errors, result.diagnostics.warnings),
    )


def print_result(
    result: BuildResult, *, quiet: bool = False, verbose: bool = False, trace: bool = False
) -> None:
    """The diagnostics, then one last line: the summary on stdout, or on stderr that nothing was published."""
    hushed = quiet and result.published
    if result.diagnostics.errors or not hushed:  # what nobody reads need not be read from the disk
        print_diagnostics(result.diagnostics.items, quiet=hushed, verbose=verbose, trace=trace)
    if not result.published:
        echo(click.style(failure_line(result), fg="red", bold=True), err=True)
    elif not quiet:
        sys.stderr.flush()
        echo(click.style(summary(result), fg="yellow" if result.diagnostics.warnings else "green"))


def print_failure(problem: Exception, session: Session) -> None:
    """An exception that nobody expected: what happened, and how to report it."""
    if session.trace:
        import traceback

        echo("".join(traceback.format_exception(problem)).rstrip(), err=True)
    what = _printable(f"{type(problem).__name__}: {problem}".rstrip(": "))
    echo(click.style(_("The program itself failed: {what}").format(what=what), fg="red", bold=True), err=True)
    lines: Sequence[str] = [
        *([session.reassurance] if session.reassurance else []),
        _(
            "This is a mistake of proactive-ssg, not of your site. Please report it to its maintainers with\n"
            "the page that causes it, the output of the same command with --trace, and these versions:"
        ),
        f"proactive-ssg {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
    ]
    echo("\n".join(lines), err=True)


def short(path: Path) -> str:
    """``path`` from here where it lies below, as the user would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) and path != here else str(path)
