"""Which tags end which others, as the specification of HTML has it."""

from __future__ import annotations

from proactive_ssg.check.word_lists import listed

VOID = listed(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Elements whose end tag may be left out.
IMPLIED_END = listed(
    "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr"
)
PARAGRAPH_ENDERS = HEADINGS | listed(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form header hgroup hr li listing main menu nav ol p plaintext pre search section"
    " summary table ul xmp"
)
# An end tag does not reach beyond these.
SCOPE = frozenset(["applet", "caption", "html", "marquee", "object", "table", "td", "template", "th"])

PARAGRAPH_SCOPE = SCOPE | {"button"}
TABLE_SCOPE = frozenset({"table", "template"})

# Walking up from a list item, the search for the item before it stops at these ("special" of the
# specification without address, div and p).
LIST_BARRIERS = listed(
    "applet article aside blockquote body button caption center dd details dir dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li"
    " listing main marquee menu nav object ol pre search section select summary table tbody td"
    " template tfoot th thead tr ul xmp"
)
_SCRIPTS = frozenset({"script", "template", "style"})
TABLE_CHILDREN = {
    "table": frozenset({"caption", "col", "colgroup", "tbody", "tfoot", "thead", "tr"}) | _SCRIPTS,
    "tbody": frozenset({"tr"}) | _SCRIPTS,
    "tfoot": frozenset({"tr"}) | _SCRIPTS,
    "thead": frozenset({"tr"}) | _SCRIPTS,
    "tr": frozenset({"td", "th"}) | _SCRIPTS,
}
_ROWS = frozenset({"tbody", "tfoot", "thead"})

# Parts of a table, and what they stand in (a row may leave ``tbody`` to the parser).
TABLE_PARTS = {
    "caption": frozenset({"table"}),
    "colgroup": frozenset({"table"}),
    "col": frozenset({"table", "colgroup"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tr": _ROWS | {"table"},
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
}

# None of these stands in another of its name.
ALONE = frozenset({"a", "button", "form", "nobr"})
RUBY = frozenset({"rb", "rp", "rt", "rtc"})
# Before these start, something else may have to end; all others only have to be allowed in a table.
SETS_ASIDE = (
    HEADINGS | frozenset(TABLE_PARTS) | ALONE | RUBY | frozenset({"dd", "dt", "li", "optgroup", "option"})
)
