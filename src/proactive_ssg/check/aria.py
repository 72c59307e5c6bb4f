"""WAI-ARIA 1.2 as data: roles with what they require and allow, attributes with their values."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ATTRIBUTES", "GLOBAL", "LINKS", "ROLES", "Role", "Several"]


@dataclass(frozen=True, slots=True)
class Role:
    """``required`` and ``allowed``: attributes without ``aria-``. ``parents``: one of these must own it;
    ``children``: it must own one of these. ``from_content``: its text names it. ``unnamed``: it takes no
    name. ``flat``: assistive technology sees no structure in it.
    """

    required: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    from_content: bool = False
    unnamed: bool = False
    flat: bool = False
    widget: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _role(
    allowed: str = "", required: str = "", parents: str = "", children: str = "", flags: str = ""
) -> Role:
    """``flags``: c from content, u unnamed, f flat, w widget."""
    return Role(
        _words(required),
        frozenset(_words(f"{allowed} {required}")),
        _words(parents),
        _words(children),
        "c" in flags,
        "u" in flags,
        "f" in flags,
        "w" in flags,
    )


_CELL = "colindex colindextext colspan rowindex rowindextext rowspan"
_RANGE = "valuemax valuemin valuenow valuetext"
_GRID = "activedescendant colcount multiselectable readonly rowcount"
_ITEM = "expanded posinset setsize"
_LISTS = "list directory"
_MENUS = "menu menubar group"
# WAI-ARIA 1.3 names what everybody does already: a line between items, a menu beside the item that opens it.
_IN_MENUS = "menuitem menuitemcheckbox menuitemradio group menu separator"
LINKS = ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")
"""Roles of links: the four others are those of notes and references."""

ROLES: dict[str, Role] = {
    "alert": _role(),
    "alertdialog": _role("modal"),
    "application": _role("activedescendant expanded"),
    "article": _role("posinset setsize"),
    "banner": _role(),
    "blockquote": _role(),
    "button": _role("expanded pressed", flags="cfw"),
    "caption": _role(flags="u"),
    "cell": _role(_CELL, parents="row", flags="c"),
    "checkbox": _role("expanded readonly required", "checked", flags="cfw"),
    "code": _role(flags="u"),
    "comment": _role("level posinset setsize"),
    "columnheader": _role(f"{_CELL} expanded readonly required selected sort", parents="row", flags="c"),
    "combobox": _role("activedescendant autocomplete controls readonly required", "expanded", flags="w"),
    "complementary": _role(),
    "contentinfo": _role(),
    "definition": _role(),
    "deletion": _role(flags="u"),
    "dialog": _role("modal"),
    "directory": _role(),
    "document": _role(),
    "emphasis": _role(flags="u"),
    "feed": _role(children="article"),
    "figure": _role(),
    "form": _role(),
    "generic": _role(flags="u"),
    "grid": _role(_GRID, children="row rowgroup caption"),
    "gridcell": _role(f"{_CELL} expanded readonly required selected", parents="row", flags="c"),
    "group": _role("activedescendant"),
    "heading": _role("", "level", flags="c"),
    "img": _role(flags="f"),
    "insertion": _role(flags="u"),
    "link": _role("expanded", flags="cw"),
    "list": _role(children="listitem"),
    "listbox": _role(
        "activedescendant expanded multiselectable orientation readonly required",
        children="option group",
        flags="w",
    ),
    "listitem": _role("level posinset setsize", parents=_LISTS),
    "log": _role(),
    "main": _role(),
    "mark": _role(),
    "marquee": _role(),
    "math": _role(),
    "menu": _role("activedescendant orientation", children=_IN_MENUS),
    "menubar": _role("activedescendant orientation", children=_IN_MENUS),
    "menuitem": _role(_ITEM, parents=_MENUS, flags="cw"),
    "menuitemcheckbox": _role(f"{_ITEM} readonly required", "checked", parents=_MENUS, flags="cfw"),
    "menuitemradio": _role(f"{_ITEM} readonly required", "checked", parents=_MENUS, flags="cfw"),
    "meter": _role("valuemax valuemin valuetext", "valuenow", flags="f"),
    "navigation": _role(),
    "none": _role(flags="u"),
    "note": _role(),
    "option": _role("checked posinset selected setsize", parents="listbox group", flags="cfw"),
    "paragraph": _role(flags="u"),
    "presentation": _role(flags="u"),
    "progressbar": _role(_RANGE, flags="f"),
    "radio": _role("posinset readonly required setsize", "checked", flags="cfw"),
    "radiogroup": _role("activedescendant orientation readonly required"),
    "region": _role(),
    "row": _role(
        "activedescendant colindex expanded level posinset rowindex rowindextext selected setsize",
        parents="table grid treegrid rowgroup",
        children="cell gridcell columnheader rowheader",
        flags="c",
    ),
    "rowgroup": _role(parents="table grid treegrid", children="row", flags="c"),
    "rowheader": _role(f"{_CELL} expanded readonly required selected sort", parents="row", flags="c"),
    "scrollbar": _role("orientation valuemax valuemin valuetext", "controls valuenow", flags="f"),
    "search": _role(),
    "searchbox": _role("activedescendant autocomplete multiline placeholder readonly required", flags="w"),
    "separator": _role(f"{_RANGE} orientation", flags="f"),
    "slider": _role("orientation readonly valuemax valuemin valuetext", "valuenow", flags="fw"),
    "spinbutton": _role(f"{_RANGE} activedescendant readonly required", flags="w"),
    "status": _role(),
    "strong": _role(flags="u"),
    "subscript": _role(flags="u"),
    "suggestion": _role(flags="u"),
    "superscript": _role(flags="u"),
    "switch": _role("expanded readonly required", "checked", flags="cfw"),
    "tab": _role("expanded posinset selected setsize", parents="tablist", flags="cfw"),
    "table": _role("colcount rowcount", children="row rowgroup caption"),
    "tablist": _role("activedescendant multiselectable orientation", children="tab"),
    "tabpanel": _role(),
    "term": _role(),
    "textbox": _role("activedescendant autocomplete multiline placeholder readonly required", flags="w"),
    "time": _role(),
    "timer": _role(),
    "toolbar": _role("activedescendant orientation"),
    "tooltip": _role(flags="c"),
    "tree": _role(
        "activedescendant multiselectable orientation required", children="treeitem group", flags=""
    ),
    "treegrid": _role(f"{_GRID} orientation required", children="row rowgroup caption"),
    "treeitem": _role("checked expanded level posinset selected setsize", parents="tree group", flags="cw"),
    # Modules that browsers know: what they allow is not looked at closer.
    **{
        f"doc-{name}": _role(f"expanded level posinset setsize orientation {_RANGE}")
        for name in _words(
            "abstract acknowledgments afterword appendix biblioentry bibliography chapter "
            "colophon conclusion cover credit credits dedication endnote endnotes epigraph epilogue errata "
            "example footnote foreword glossary index introduction notice pagebreak "
            "pagefooter pageheader pagelist part preface prologue pullquote qna subtitle tip toc"
        )
    },
    **{name: _role("expanded level posinset setsize", flags="cw") for name in LINKS if name != "link"},
    **{
        name: _role("expanded level posinset setsize activedescendant")
        for name in ("graphics-document", "graphics-object", "graphics-symbol")
    },
}

GLOBAL = frozenset(
    _words(
        "atomic braillelabel brailleroledescription busy controls current describedby description details "
        "disabled dropeffect errormessage flowto grabbed haspopup hidden invalid keyshortcuts label "
        "labelledby live owns relevant roledescription"
    )
)

_TRUE_FALSE = _words("true false")
_OPTIONAL = _words("true false undefined")
_TRISTATE = _words("true false mixed undefined")


class Several(frozenset[str]):
    """Words of which a value may hold some."""

    __slots__ = ()


# A tuple: one of these words; a string: the kind of value.
ATTRIBUTES: dict[str, tuple[str, ...] | Several | str] = {
    **dict.fromkeys(
        _words("atomic busy disabled modal multiline multiselectable readonly required"), _TRUE_FALSE
    ),
    **dict.fromkeys(_words("expanded grabbed hidden selected"), _OPTIONAL),
    **dict.fromkeys(_words("checked pressed"), _TRISTATE),
    **dict.fromkeys(
        _words("colcount colindex colspan level posinset rowcount rowindex rowspan setsize"), "integer"
    ),
    **dict.fromkeys(_words("valuemax valuemin valuenow"), "number"),
    **dict.fromkeys(
        _words(
            "braillelabel brailleroledescription description keyshortcuts label placeholder roledescription "
            "valuetext colindextext rowindextext"
        ),
        "string",
    ),
    **dict.fromkeys(_words("activedescendant errormessage"), "id"),
    **dict.fromkeys(_words("controls describedby details flowto labelledby owns"), "ids"),
    "autocomplete": _words("inline list both none"),
    "current": _words("page step location date time true false"),
    "dropeffect": Several(_words("copy execute link move none popup")),
    "haspopup": _words("true false menu listbox tree grid dialog"),
    "invalid": _words("true false grammar spelling"),
    "live": _words("assertive polite off"),
    "orientation": _words("horizontal vertical undefined"),
    "relevant": Several(_words("additions all removals text")),
    "sort": _words("ascending descending none other"),
}
