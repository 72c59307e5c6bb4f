"""The report as a page: itself what the rules ask for, without scripts and without anything to load."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from proactive_ssg import __version__
from proactive_ssg.check.coverage import STANDARD
from proactive_ssg.check.finding import Finding
from proactive_ssg.check.report import Group, Report, groups, shown
from proactive_ssg.check.reports import words
from proactive_ssg.i18n import _, current_language, ngettext
from proactive_ssg.repair.summary import by_kind

__all__ = ["render"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; }
.skip a { left: -100vw; position: absolute; }
.skip a:focus { position: static; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { font-weight: bold; padding: .5rem 0; text-align: left; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td, code { overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid; outline-offset: 2px; }
"""


# A page of HTML holds no control characters, and an audited page may.
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), *range(127, 160)], "?")


def render(report: Report) -> str:
    """One page of HTML, in the language of the messages; a control character becomes ``?``."""
    return "\n".join(_lines(report)).translate(_CONTROLS) + "\n"


def _lines(report: Report) -> Iterator[str]:
    title = _("Report of the check")
    if report.title:
        title = _("Report of the check: {site}").format(site=report.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(current_language())}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    access, skip = _("Quick access"), _("Go to content")
    yield f'<nav role="navigation" class="skip" aria-label="{escape(access)}">'
    yield f'<p><a href="#content">{escape(skip)}</a></p>'
    yield "</nav>"
    yield '<header role="banner">'
    yield f"<h1>{escape(title)}</h1>"
    yield "</header>"
    yield '<main role="main" id="content" tabindex="-1">'
    yield f"<p>{escape(words.counts(report))}</p>"
    for text in (words.known(report), *report.notes):
        if text:
            yield f"<p>{escape(text)}</p>"
    yield from _findings(groups(report.findings))
    yield from _exceptions(report)
    yield from _repairs(report)
    yield from _coverage(report)
    yield "</main>"
    yield '<footer role="contentinfo">'
    yield f"<p>proactive-ssg {escape(__version__)}</p>"
    yield "</footer>"
    yield "</body>"
    yield "</html>"


def _findings(found: list[Group]) -> Iterator[str]:
    title = _("What was found")
    yield f"<h2>{escape(title)}</h2>"
    if not found:
        title = _("The rules found nothing.")
        yield f"<p>{escape(title)}</p>"
    for group in found:
        name = f"{group.rule} ({STANDARD} {group.criterion})" if group.criterion else group.rule
        yield f"<h3>{escape(words.level(group.level).capitalize())} – {escape(name)}</h3>"
        if group.help:
            yield f"<p>{escape(group.help)}</p>"
        count = len(group.findings)
        caption = ngettext("{rule}: {count} place", "{rule}: {count} places", count)
        # A region that scrolls can be reached with the keyboard, so that it can be scrolled with it.
        label = escape(caption.format(rule=group.rule, count=count))
        yield f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">'
        yield "<table>"
        yield f"<caption>{label}</caption>"
        heads = (_("Page"), _("Message"), _("Source"), _("Built file"))
        cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        yield f"<thead><tr>{cells}</tr></thead>"
        yield "<tbody>"
        yield from map(_row, group.findings)
        yield "</tbody>"
        yield "</table>"
        yield "</div>"


def _row(item: Finding) -> str:
    source = shown(item.source) if item.source else _("unknown")
    excerpt = f"<br><code>{escape(item.excerpt)}</code>" if item.excerpt else ""
    cells = (
        escape(item.url),
        escape(item.message) + excerpt,
        escape(source),
        escape(shown(item.built)),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _exceptions(report: Report) -> Iterator[str]:
    if report.exempt:
        title = _("Exceptions")
        yield f"<h2>{escape(title)}</h2>"
        yield "<ul>"
        yield from (f"<li>{escape(words.exempt(item))}</li>" for item in report.exempt)
        yield "</ul>"


def _repairs(report: Report) -> Iterator[str]:
    """What the build put right, with the places that editors may correct."""
    if report.repairs:
        title = _("What the build repaired")
        yield f"<h2>{escape(title)}</h2>"
        yield "<ul>"
        for kind in by_kind(report.repairs):
            sentence, places = words.repaired(kind)
            yield f"<li>{escape(sentence)}"
            if places:
                yield "<ul>"
                yield from (f"<li>{escape(place)}</li>" for place in places)
                yield "</ul>"
            yield "</li>"
        yield "</ul>"


def _coverage(report: Report) -> Iterator[str]:
    title = _("What was decided, and what was not")
    yield f"<h2>{escape(title)}</h2>"
    yield f"<p>{escape(words.judged(report))}</p>"
    if report.coverage.judged:
        yield f"<p>{escape(', '.join(report.coverage.judged))}</p>"
    yield f"<p>{escape(words.to_judge(report))}</p>"
    if report.coverage.to_judge:
        yield f"<p>{escape(', '.join(report.coverage.to_judge))}</p>"
