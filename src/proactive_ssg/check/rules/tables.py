"""Theme 5 of RGAA: tables."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import referenced, text_of
from proactive_ssg.check.roles import explicit_role
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import header_cells
from proactive_ssg.check.tables import HEADER_ROLES, tables_of
from proactive_ssg.check.words import says_nothing
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_SCOPES = ("row", "col", "rowgroup", "colgroup")


def _headerless(page: AuditedPage) -> Iterator[Hit]:
    """No header at all: either a data table that lacks them or a layout table that does not say so."""
    for table in tables_of(page):
        if not table.is_plain or table.headers:
            continue
        if len(table.rows) > 1 and sum(1 for row in table.rows if len(row) > 1) > 1:
            if any(inner.name == "table" for cell in table.cells for inner in cell.walk()):
                continue
            yield Hit(table.element, _("this table has no header cells (`th`)"))


def _perhaps_layout(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        if table.is_plain and not table.headers and table.rows:
            nested = any(inner.name == "table" for cell in table.cells for inner in cell.walk())
            if nested or sum(1 for row in table.rows if len(row) > 1) < 2:
                yield Hit(table.element, _("this table seems to be there for the layout"))
        elif table.is_layout:
            yield Hit(table.element, _("check that this layout table makes sense when read cell by cell"))


def _data_in_layout(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        if not table.is_layout:
            continue
        if table.element.get("summary").strip():
            yield Hit(table.element, _("a layout table has no `summary`"))
        for part in table.parts:
            if part.name in ("caption", "th", "thead", "tfoot", "colgroup", "col") and part.line:
                yield Hit(part, _("a layout table has no `{name}`").format(name=part.name))
            elif explicit_role(part) in HEADER_ROLES:
                yield Hit(part, _("a layout table has no header cells"))
            elif wrong := next((name for name in ("scope", "headers", "axis") if part.has(name)), ""):
                yield Hit(part, _("a cell of a layout table has no `{name}`").format(name=wrong))


def _unassociated(page: AuditedPage) -> Iterator[Hit]:
    """RGAA lets headers of one row or one column go without ``scope``; both at once may not."""
    for table in tables_of(page):
        if not table.is_plain or not table.rows:
            continue
        in_first_row = [cell for cell in table.rows[0] if cell.name == "th"]
        # A row of header cells only is the foot of the table, or a second head.
        mixed = [row for row in table.rows[1:] if any(cell.name == "td" for cell in row)]
        in_first_column = [row[0] for row in mixed if row[0].name == "th"]
        if len(in_first_row) < 2 or not in_first_column or len(in_first_row) < len(table.rows[0]) - 1:
            continue
        for cell in (*in_first_row, *in_first_column):
            said = cell.has("scope") or cell.get("id") or explicit_role(cell) in HEADER_ROLES
            if not said and text_of(page, cell):
                yield Hit(cell, _("this header cell has neither `scope` nor `id`"), "5.7.1")


def _wrong_scope(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        for cell in table.cells if table.is_plain else ():
            scope = cell.get("scope").strip().lower()
            if scope and scope not in _SCOPES:
                yield Hit(cell, _("`scope` is `row` or `col`, not `{value}`").format(value=scope), "5.7.2")


def _wrong_headers(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        if not table.is_plain:
            continue
        mine = set(table.cells)
        for cell in table.cells:
            wanted = cell.get("headers").split()
            if not wanted:
                continue
            found = referenced(page, cell, "headers")
            if cell in found:
                yield Hit(cell, _("`headers` of this cell names the cell itself"), "5.7.4")
            elif len(found) < len(wanted) or not mine.issuperset(found):
                yield Hit(cell, _("`headers` names no cell of this table"), "5.7.4")


def _caption_elsewhere(page: AuditedPage) -> Iterator[Hit]:
    """A first row of one cell over the whole width reads like a title."""
    for table in tables_of(page):
        if not table.is_plain or table.caption is not None or len(table.rows) < 3:
            continue
        first = table.rows[0]
        width = max(len(row) for row in table.rows)
        if (
            len(first) == 1
            and width > 1
            and first[0].get("colspan") == str(width)
            and text_of(page, first[0])
        ):
            yield Hit(first[0], _("this cell seems to be the title of the table"))


def _empty_caption(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        caption = table.caption
        if table.is_plain and caption is not None and not text_of(page, caption):
            yield Hit(caption, _("the `caption` of this table is empty"))


def _complex(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        if not table.is_plain or table.caption is not None or table.element.get("summary").strip():
            continue
        headers = table.headers
        complicated = any(_spans(cell) for cell in headers) or any(
            cell.has("headers") for cell in table.cells
        )
        if headers and complicated and not referenced(page, table.element, "aria-describedby"):
            yield Hit(table.element, _("this complex table has no summary"))


def _spans(cell: Element) -> bool:
    return cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1"


def _vague_caption(page: AuditedPage) -> Iterator[Hit]:
    for table in tables_of(page):
        caption = table.caption
        if table.is_plain and caption is not None and says_nothing(text_of(page, caption), "caption"):
            text = text_of(page, caption)
            yield Hit(caption, _("the title “{text}” says nothing of this table").format(text=text))


def _help_headers() -> str:
    return _('write `th` for the headers; a table that is only layout has `role="presentation"`')


RULES: tuple[Rule, ...] = (
    Rule(
        "table-summary-missing",
        "5.1",
        "5.1.1",
        Level.WARNING,
        _complex,
        lambda: _("say in `caption` how the table is built"),
    ),
    Rule("table-layout", "5.3", "5.3.1", Level.WARNING, _perhaps_layout, _help_headers),
    Rule(
        "table-caption-elsewhere",
        "5.4",
        "5.4.1",
        Level.WARNING,
        _caption_elsewhere,
        lambda: _("write the title of the table in `caption`"),
    ),
    Rule(
        "table-caption-empty",
        "5.4",
        "5.4.1",
        Level.ERROR,
        _empty_caption,
        lambda: _("write the title of the table in `caption`"),
    ),
    Rule(
        "table-caption-vague",
        "5.5",
        "5.5.1",
        Level.WARNING,
        _vague_caption,
        lambda: _("write the title of the table in `caption`"),
    ),
    Rule("table-headers-missing", "5.6", "5.6.1", Level.ERROR, _headerless, _help_headers),
    Rule(
        "table-header-scope-missing",
        "5.7",
        "5.7.1",
        Level.ERROR,
        _unassociated,
        lambda: _('write `scope="col"` or `scope="row"`'),
    ),
    Rule(
        "table-header-scope-wrong",
        "5.7",
        "5.7.2",
        Level.ERROR,
        _wrong_scope,
        lambda: _('write `scope="col"` or `scope="row"`'),
    ),
    Rule(
        "table-headers-wrong",
        "5.7",
        "5.7.4",
        Level.ERROR,
        _wrong_headers,
        lambda: _("write the `id` of the header cells of the same table in `headers`"),
    ),
    *header_cells.RULES,
    Rule(
        "layout-table-with-data-markup",
        "5.8",
        "5.8.1",
        Level.ERROR,
        _data_in_layout,
        lambda: _('use `td` only, or take out `role="presentation"`'),
    ),
)
