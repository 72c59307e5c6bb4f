"""Theme 6 of RGAA: links."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.aria import LINKS
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.labels import label_not_in_name
from proactive_ssg.check.names import description_of, name_of, text_of
from proactive_ssg.check.roles import told_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.visibility import perceived
from proactive_ssg.check.words import is_address, says_nothing
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        "p",
        "li",
        "td",
        "th",
        "dd",
        "dt",
        "blockquote",
        "figcaption",
        "caption",
        "div",
        "section",
        "article",
        "body",
    )
)


def _links(page: AuditedPage) -> list[Element]:
    known = page.cache.get("links")
    if known is None:
        known = page.cache["links"] = perceived(page, told_as(page, *LINKS))
    return known  # type: ignore[return-value]


def _unnamed(page: AuditedPage) -> Iterator[Hit]:
    for link in _links(page):
        if not name_of(page, link):
            yield Hit(link, _("this link has no text"))


def _senseless(page: AuditedPage) -> Iterator[Hit]:
    """RGAA lets the context of a link explain it: only a link without any is wrong for certain."""
    for link in _links(page):
        name = name_of(page, link)
        if says_nothing(name, "link") and not _context(page, link, name):
            yield Hit(link, _("“{text}” does not say where this link leads").format(text=name))


def _senseless_alone(page: AuditedPage) -> Iterator[Hit]:
    for link in _links(page):
        name = name_of(page, link)
        if says_nothing(name, "link"):
            if _context(page, link, name):
                yield Hit(link, _("“{text}” alone does not say where this link leads").format(text=name))
        elif is_address(name) and len(name) > 40:
            yield Hit(link, _("the text of this link is a long address: “{text}”").format(text=name))


def _context(page: AuditedPage, link: Element, name: str) -> bool:
    """Whether what RGAA calls the context says more: title, paragraph, items, headers, a heading before."""
    said = description_of(page, link)
    if said and said != name:
        return True
    nearest = next((above for above in link.ancestors if above.name in _BLOCKS), None)
    if nearest is not None and nearest.name != "body" and text_of(page, nearest) != name:
        return True
    for above in link.ancestors:
        if above.name in ("li", "dd", "figure", "fieldset", "nav") and text_of(page, above) != name:
            return True
        if above.name in ("td", "th") and _has_header(page, above):
            return True
    return any(heading.line <= link.line for heading in page.document.named(*_HEADINGS))


def _has_header(page: AuditedPage, cell: Element) -> bool:
    """Whether a header cell of its row, or of its column alone, says something."""
    row = cell.parent
    table = next((above for above in cell.ancestors if above.name == "table"), None)
    if row is None or table is None:
        return False
    beside = [one for one in row.elements if one.name == "th" and one is not cell]
    at = row.elements.index(cell)
    for line in table.walk():
        cells = line.elements if line.name == "tr" else []
        if at < len(cells) and cells[at].name == "th" and not cells[at].has("colspan"):
            beside.append(cells[at])
    return any(text_of(page, one) for one in beside)


def _label_differs(page: AuditedPage) -> Iterator[Hit]:
    for link in _links(page):
        if seen := label_not_in_name(page, link):
            yield Hit(
                link,
                _("the name of this link does not hold the text that is seen: “{text}”").format(text=seen),
            )


def _ambiguous(page: AuditedPage) -> Iterator[Hit]:
    """Two links of one name in one block that lead to different places."""
    first: dict[tuple[Element | None, str], str] = {}
    for link in _links(page):
        block = next((above for above in link.ancestors if above.name in _BLOCKS), None)
        name, target = name_of(page, link).lower(), link.get("href") or link.get("xlink:href")
        if name and target and first.setdefault((block, name), target) != target:
            yield Hit(link, _("another link with the same text leads elsewhere: “{text}”").format(text=name))


RULES: tuple[Rule, ...] = (
    Rule(
        "link-name-missing",
        "6.2",
        "6.2.1",
        Level.ERROR,
        _unnamed,
        lambda: _("write where the link leads, or the `alt` of the image in it"),
    ),
    Rule(
        "link-text-irrelevant",
        "6.1",
        "6.1.1",
        Level.ERROR,
        _senseless,
        lambda: _("let the text say where the link leads"),
    ),
    Rule(
        "link-text-needs-context",
        "6.1",
        "6.1.1",
        Level.WARNING,
        _senseless_alone,
        lambda: _("let the text say where the link leads"),
    ),
    Rule(
        "link-label-not-in-name",
        "6.1",
        "6.1.5",
        Level.ERROR,
        _label_differs,
        lambda: _("begin `aria-label` with the text that is seen, word for word"),
    ),
    Rule(
        "link-text-ambiguous",
        "6.1",
        "6.1.1",
        Level.WARNING,
        _ambiguous,
        lambda: _("let the texts tell the links apart"),
    ),
)
