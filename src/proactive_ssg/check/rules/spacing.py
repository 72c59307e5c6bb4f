"""Criterion 8.9 of RGAA: elements that are there only for how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.i18n import _, ngettext

__all__ = ["RULES"]

_BOX = re.compile(
    r"(?:^|[\s_-])(?:encadr[eé]e?|box|boxed|bo[iî]te|callout|alerte?|notice|note|info|tip|warning|card|panel|banner"
    r"|highlight|important)(?:$|[\s_-])",
    re.I,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A paragraph with one of these waits for a script that writes into it.
_FILLED_LATER = ("id", "role", "aria-live", "slot")


def _is_space(item: Element | str) -> bool:
    return isinstance(item, str) and not item.strip()


def _paragraphs(page: AuditedPage) -> Iterator[Hit]:
    for paragraph in page.document.named("p"):
        if not paragraph.line:
            continue  # nobody wrote it: an end tag that closes nothing makes it (8.2)
        items = [item for item in paragraph.children if not _is_space(item)]
        if any(isinstance(item, str) or item.name != "br" for item in items):
            continue
        if items:
            yield Hit(paragraph, _("the paragraph holds nothing but line breaks"))
        elif not any(paragraph.has(name) for name in _FILLED_LATER) and not _has_data(paragraph):
            yield Hit(paragraph, _("the paragraph is empty"))


def _has_data(element: Element) -> bool:
    return any(name.startswith("data-") for name in element.attributes)


def _runs(page: AuditedPage) -> Iterator[Hit]:
    seen: set[Element] = set()
    for line_break in page.document.named("br"):
        parent = line_break.parent
        if parent is None or parent in seen:
            continue
        seen.add(parent)
        run: list[Element] = []
        for item in (*parent.children, ""):
            if isinstance(item, Element) and item.name == "br":
                run.append(item)
            elif not _is_space(item) or item == "":
                if len(run) > 1:
                    yield _run(run)
                run = []


def _run(run: list[Element]) -> Hit:
    count = len(run)
    message = ngettext(
        "{count} line break in a row makes a space", "{count} line breaks in a row make a space", count
    )
    return Hit(run[0], message.format(count=count))


def _boxes(page: AuditedPage) -> Iterator[Hit]:
    for quote in page.document.named("blockquote"):
        if quote.has("cite") or any(inner.name == "cite" for inner in quote.walk()):
            continue
        if _BOX.search(quote.get("class")) or any(inner.name in _HEADINGS for inner in quote.walk()):
            yield Hit(quote, _("the block quote seems to be a box and no quotation"))


def _fillers(page: AuditedPage) -> Iterator[Hit]:
    """Elements with a meaning and no content: they are there to make a space or a line."""
    for element in page.document.named("blockquote", "ul", "ol", "dl"):
        if not element.attributes and not any(element.elements) and not element.text.strip():
            yield Hit(element, _("<{name}> is empty").format(name=element.name))


def _space_help() -> str:
    return _("Take them away; space is made by a style sheet, a new paragraph by an empty line.")


RULES: tuple[Rule, ...] = (
    Rule("empty-paragraph", "8.9", "8.9.1", Level.ERROR, _paragraphs, _space_help),
    Rule("line-break-run", "8.9", "8.9.1", Level.ERROR, _runs, _space_help),
    Rule("empty-element", "8.9", "8.9.1", Level.ERROR, _fillers, lambda: _("Take it away.")),
    Rule(
        "quote-as-box",
        "8.9",
        "8.9.1",
        Level.WARNING,
        _boxes,
        lambda: _('Use a div with a class for a box (in Markdown: <div class="encadre" markdown="1">).'),
    ),
)
