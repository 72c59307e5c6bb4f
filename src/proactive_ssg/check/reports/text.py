"""The report of the terminal: rule by rule, the most frequent first, then what was and was not decided."""

from __future__ import annotations

from collections.abc import Iterator

import click

from proactive_ssg.check.finding import Finding, Level
from proactive_ssg.check.report import Group, Report, groups, shown
from proactive_ssg.check.reports import words
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.repair.summary import Kind, by_kind

__all__ = ["render"]

PLACES = 10
"""How many places of one message are named."""


def render(report: Report) -> str:
    """Lines for a terminal, with colours: who writes them elsewhere takes these out."""
    lines: list[str] = []
    for group in groups(report.findings):
        lines += [*_group(group), ""]
    if report.exempt:
        lines += [click.style(_("Exceptions:"), bold=True)]
        lines += [f"  {printable(words.exempt(item))}" for item in report.exempt]
        lines += [""]
    for kind in by_kind(report.repairs):
        lines += [*_repaired(kind)]
    if report.repairs:
        lines.append("")
    lines += [*map(printable, report.notes)]
    if said := words.known(report):
        lines.append(said)
    lines += [words.judged(report), words.to_judge(report)]
    colour = "red" if report.errors else "yellow" if report.findings else None
    lines.append(click.style(words.counts(report), fg=colour, bold=True))
    return "\n".join(lines) + "\n"


def _group(group: Group) -> Iterator[str]:
    """``error: image-alt-missing (1.1), 3 times``, each message with its places, what to do."""
    count = len(group.findings)
    times = ngettext("{count} time", "{count} times", count).format(count=count)
    name = f"{group.rule} ({group.criterion})" if group.criterion else group.rule
    label = click.style(words.level(group.level), fg=_colour(group.level), bold=True)
    yield _("{level}: {rule}, {times}").format(level=label, rule=click.style(name, bold=True), times=times)
    messages: dict[str, list[Finding]] = {}
    for item in group.findings:
        messages.setdefault(item.message, []).append(item)
    for message, items in sorted(messages.items(), key=lambda pair: -len(pair[1])):
        yield f"  {printable(message)}"
        for item in items[:PLACES]:
            yield f"    {place(item)}"
        yield from _more(len(items) - PLACES)
    if group.help:
        yield click.style(f"  → {printable(group.help)}", fg="cyan")


def _repaired(kind: Kind) -> Iterator[str]:
    """What the build put right, with some of the places."""
    sentence, places = words.repaired(kind)
    yield printable(sentence)
    yield from (f"    {printable(place)}" for place in places[:PLACES])
    yield from _more(len(places) - PLACES)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        text = ngettext("... and in {count} more place", "... and in {count} more places", count)
        yield f"    {text.format(count=count)}"


def place(item: Finding) -> str:
    """The source, which an editor opens; then the page. Where the source is unknown, the built file."""
    where = shown(item.source or item.built)
    return printable(f"{where}  {item.url}")


def _colour(level: Level) -> str:
    return "red" if level is Level.ERROR else "yellow"


def printable(text: str) -> str:
    """No control character of a page reaches the terminal."""
    return "".join(char if char.isprintable() or char in " \u00a0\u202f" else "?" for char in text)
