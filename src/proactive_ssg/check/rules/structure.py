"""Theme 9 of RGAA: structure of information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element, in_order
from proactive_ssg.check.names import name_of
from proactive_ssg.check.roles import explicit_role, role_of, told_as, written_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import lists
from proactive_ssg.check.texts import plain
from proactive_ssg.check.visibility import hidden, perceived
from proactive_ssg.i18n import _

__all__ = ["RULES", "headings"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVEL = re.compile(r"h([1-6])")
_QUOTE = re.compile("[«“]")
_QUOTED = re.compile(r"«[^»]{60,}»|“[^”]{60,}”")


def headings(page: AuditedPage) -> list[tuple[Element, int]]:
    """The headings that are read out, with their levels."""
    found = page.cache.get("headings")
    if found is None:
        found = page.cache["headings"] = [
            (element, level)
            for element in page.document.named_or_having(_HEADINGS, "role")
            if (level := _level(element)) and not hidden(page, element)
        ]
    return found  # type: ignore[return-value]


def _level(element: Element) -> int:
    role = explicit_role(element)
    native = _LEVEL.fullmatch(element.name)
    if role and role != "heading":
        return 0
    if role != "heading" and native is None:
        return 0
    written = element.get("aria-level").strip()
    if written.isdigit() and int(written):
        return int(written)
    return int(native[1]) if native else 2


def _empty_headings(page: AuditedPage) -> Iterator[Hit]:
    for element, _unused in headings(page):
        if not name_of(page, element):
            yield Hit(element, _("the heading is empty"))


def _skipped_levels(page: AuditedPage) -> Iterator[Hit]:
    before = 0
    for element, level in headings(page):
        if before and level > before + 1:
            yield Hit(
                element,
                _("the heading is of level {level} after one of level {before}").format(
                    level=level, before=before
                ),
            )
        before = level


def _missing_h1(page: AuditedPage) -> Iterator[Hit]:
    found = headings(page)
    if not page.partial and not any(level == 1 for element, level in found):
        yield Hit(None, _("the page has no heading of level 1"))


def _bold_paragraphs(page: AuditedPage) -> Iterator[Hit]:
    """A paragraph that is all bold and short, with text after it, looks like a heading."""
    for paragraph in page.document.named("p"):
        items = [item for item in paragraph.children if isinstance(item, Element) or item.strip()]
        if len(items) != 1 or not isinstance(items[0], Element) or items[0].name not in ("b", "strong"):
            continue
        text = plain(items[0].text)
        if (
            0 < len(text) <= 90
            and not text.endswith((".", "!", "…", ",", ";"))
            and not hidden(page, paragraph)
        ):
            yield Hit(
                paragraph, _("a paragraph that is all bold may be a heading: “{text}”").format(text=text)
            )


def _mains(page: AuditedPage) -> list[Element]:
    found = page.cache.get("mains")
    if found is None:
        mains = in_order([page.document.named("main"), written_as(page, "main")])
        found = page.cache["mains"] = perceived(page, mains)
    return found  # type: ignore[return-value]


def _is_html5(page: AuditedPage) -> bool:
    """9.2 is not applicable to another doctype than that of HTML 5."""
    return (
        not page.partial
        and page.document.doctype is not None
        and "public" not in page.document.source[:200].lower()
    )


def _several_mains(page: AuditedPage) -> Iterator[Hit]:
    found = _mains(page)
    # One within another is a matter of nesting; both are visible all the same.
    for element in found[1:] if _is_html5(page) else ():
        yield Hit(
            element, _("the page has another visible main area, on line {line}").format(line=found[0].line)
        )


def _areas(page: AuditedPage) -> set[str]:
    """The sorts of areas around the main content: one alone may be part of it."""
    areas = told_as(page, "banner", "navigation", "contentinfo")
    return {role_of(page, element) for element in perceived(page, areas)}


def _main_missing(page: AuditedPage) -> Iterator[Hit]:
    """A page with areas of a site (a header, a menu) and without a main one: its content has no place."""
    if _is_html5(page) and not _mains(page) and len(_areas(page)) > 1:
        yield Hit(None, _("the page has areas and its main content is in no <main>"))


def _landmark_by_role(page: AuditedPage) -> Iterator[Hit]:
    natives = {"banner": "header", "navigation": "nav", "main": "main", "contentinfo": "footer"}
    for element in written_as(page, *natives) if _is_html5(page) else ():
        native = natives[explicit_role(element)]
        if element.name != native and not any(True for _one in element.walk() if _one.name == native):
            yield Hit(
                element,
                _('the area is made with role="{role}" and not with <{name}>').format(
                    role=explicit_role(element), name=native
                ),
            )


def _landmarks_suggested(page: AuditedPage) -> Iterator[Hit]:
    if _is_html5(page) and not _mains(page) and len(_areas(page)) < 2:
        yield Hit(None, _("the page has no areas: <header>, <nav>, <main>, <footer>"))


def _quotations(page: AuditedPage) -> Iterator[Hit]:
    for paragraph in page.document.named("p", "li", "dd"):
        if not _QUOTE.search(paragraph.own_text):
            continue
        if any(above.name in ("blockquote", "q") for above in paragraph.ancestors):
            continue
        text = "".join(child for child in paragraph.children if isinstance(child, str))
        if _QUOTED.search(text):
            yield Hit(paragraph, _("a long passage in quotation marks may be a quotation"))


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _areas_help() -> str:
    return _("Put the areas of the page into <header>, <nav>, <main> (one) and <footer>.")


RULES: tuple[Rule, ...] = (
    Rule(
        "heading-empty",
        "9.1",
        "9.1.2",
        _ERROR,
        _empty_headings,
        lambda: _("Take the heading away, or write it."),
    ),
    Rule(
        "heading-skipped",
        "9.1",
        "9.1.1",
        _WARNING,
        _skipped_levels,
        lambda: _("Headings go down one level at a time (a best practice, which RGAA does not ask for)."),
    ),
    Rule(
        "heading-one-missing",
        "9.1",
        "9.1.1",
        _WARNING,
        _missing_h1,
        lambda: _("Say in an h1 what the page is about (a best practice, which RGAA does not ask for)."),
    ),
    Rule(
        "heading-bold",
        "9.1",
        "9.1.3",
        _WARNING,
        _bold_paragraphs,
        lambda: _("If it is one, write it as a heading (in Markdown: ## …)."),
    ),
    Rule("main-several", "9.2", "9.2.1", _ERROR, _several_mains, _areas_help),
    Rule("main-missing", "9.2", "9.2.1", _ERROR, _main_missing, _areas_help),
    Rule("area-by-role", "9.2", "9.2.1", _WARNING, _landmark_by_role, _areas_help),
    Rule("areas-missing", "9.2", "9.2.1", _WARNING, _landmarks_suggested, _areas_help),
    *lists.RULES,
    Rule(
        "quotation",
        "9.4",
        "9.4.1",
        _WARNING,
        _quotations,
        lambda: _("Mark a quotation with q, or with blockquote (in Markdown: > …)."),
    ),
)
