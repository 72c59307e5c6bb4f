"""What HTML allows: elements, their attributes, and what may stand in what (the living standard, as data)."""

from __future__ import annotations

import re

from proactive_ssg.check.word_lists import listed

__all__ = [
    "ATTRIBUTES",
    "BLOCKS",
    "GLOBAL",
    "INTERACTIVE",
    "LABELABLE",
    "NUMBERS",
    "PHRASING_ONLY",
    "PRESENTATIONAL",
    "PRESENTATIONAL_ATTRIBUTES",
    "TRANSPARENT",
    "known_attribute",
    "known_element",
    "known_everywhere",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Attributes of every element: HTML, microdata and RDFa.
GLOBAL = _set(
    "accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint"
    " exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce part"
    " popover role slot spellcheck style tabindex title translate writingsuggestions xmlns xml:lang"
    " about content datatype inlist prefix property rel resource rev typeof vocab"
)
_LINKS = "href target download ping hreflang type referrerpolicy"
_BUTTON = (
    "disabled form formaction formenctype formmethod formnovalidate formtarget name type value popovertarget"
    " popovertargetaction command commandfor interestfor"
)
_MEDIA = "src crossorigin preload autoplay loop muted controls controlslist disableremoteplayback loading"
_CELL = "colspan rowspan headers"

# The attributes of each element beside the global ones; ``frame``, ``font`` and their like are not HTML.
ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        listed(
            "abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure"
            " footer h1 h2 h3 h4 h5 h6 head header hgroup hr i kbd legend main mark menu nav noscript p"
            " picture pre rp rt ruby s samp search section small span strong sub summary sup tbody tfoot"
            " thead title tr u ul var wbr datalist"
        ),
        frozenset(),
    ),
    "a": _set(f"{_LINKS} name"),  # `name` is obsolete, and conforming all the same
    "area": _set(f"{_LINKS} alt coords shape"),
    "audio": _set(_MEDIA),
    "base": _set("href target"),
    "blockquote": _set("cite"),
    "body": _set(
        "onafterprint onbeforeprint onbeforeunload onhashchange onmessage onoffline ononline onunload"
        " onpopstate"
    ),
    "button": _set(_BUTTON),
    "canvas": _set("width height"),
    "col": _set("span"),
    "colgroup": _set("span"),
    "data": _set("value"),
    "del": _set("cite datetime"),
    "details": _set("open name"),
    "dialog": _set("open closedby"),
    "embed": _set("src type width height"),
    "fieldset": _set("disabled form name"),
    "form": _set("accept-charset action autocomplete enctype method name novalidate target"),
    "html": _set("manifest version"),
    "iframe": _set(
        "src srcdoc name sandbox allow allowfullscreen width height referrerpolicy loading credentialless csp"
    ),
    # `longdesc` is of a recommendation of its own, which RGAA asks for (1.6).
    "img": _set(
        "alt longdesc src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading"
        " fetchpriority controls elementtiming"
    ),
    "input": _set(
        f"{_BUTTON} accept alpha alt autocomplete checked colorspace dirname height list max maxlength min"
        " minlength multiple pattern placeholder readonly required size src step width capture results"
    ),
    "ins": _set("cite datetime"),
    "label": _set("for"),
    "li": _set("value"),
    "link": _set(
        "href crossorigin as media integrity hreflang type referrerpolicy sizes imagesrcset imagesizes"
        " blocking color disabled fetchpriority"
    ),
    "map": _set("name"),
    "meta": _set("name http-equiv charset media scheme"),
    "meter": _set("value min max low high optimum"),
    "object": _set("data type name form width height usemap typemustmatch"),
    "ol": _set("reversed start type"),
    "optgroup": _set("disabled label"),
    "option": _set("disabled label selected value"),
    "output": _set("for form name"),
    "param": _set("name value"),
    "progress": _set("value max"),
    "q": _set("cite"),
    "script": _set(
        "src type nomodule async defer crossorigin integrity referrerpolicy blocking fetchpriority language"
        " charset"
    ),
    "select": _set("autocomplete disabled form multiple name required size"),
    "selectedcontent": frozenset(),
    "slot": _set("name"),
    "source": _set("type media src srcset sizes width height"),
    "style": _set("media blocking type"),
    "table": _set("border summary"),
    "td": _set(_CELL),
    "template": _set(
        "shadowrootmode shadowrootdelegatesfocus shadowrootclonable shadowrootserializable"
        " shadowrootcustomelementregistry for"
    ),
    "textarea": _set(
        "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly"
        " required rows wrap"
    ),
    "th": _set(f"{_CELL} scope abbr"),
    "time": _set("datetime"),
    "track": _set("kind src srclang label default"),
    "video": _set(
        f"{_MEDIA} poster playsinline width height disablepictureinpicture webkit-playsinline"
        " x-webkit-airplay"
    ),
}

# Elements and attributes whose only meaning is how they look: criterion 10.1 has them, and not 8.2.
PRESENTATIONAL = _set("basefont big blink center font marquee multicol nobr spacer strike tt")
PRESENTATIONAL_ATTRIBUTES = _set(
    "align alink background bgcolor border bordercolor cellpadding cellspacing char charoff clear color"
    " compact frame frameborder hspace link marginheight marginwidth nowrap rules scrolling size text valign"
    " vlink vspace face noshade leftmargin topmargin height width type"
)

# Attributes that take a whole number, not negative and without a unit.
NUMBERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("img", "iframe", "video", "canvas", "embed", "object", "source"), _set("width height")),
    "input": _set("maxlength minlength size width height"),
    "textarea": _set("maxlength minlength rows cols"),
    "td": _set("colspan rowspan"),
    "th": _set("colspan rowspan"),
    "col": _set("span"),
    "colgroup": _set("span"),
    "select": _set("size"),
}

# Content that is neither in a line of text nor transparent.
BLOCKS = _set(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section table ul"
)
# Elements that hold text and what may stand in a line of it.
PHRASING_ONLY = _set(
    "abbr b bdi bdo button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark meter output p"
    " pre progress q s samp small span strong sub sup time u var"
)
# Elements that may hold what their parent may.
TRANSPARENT = _set("a audio canvas del ins map noscript object slot video")
INTERACTIVE = _set("button details embed iframe label select textarea")
LABELABLE = _set("button input meter output progress select textarea")

_CUSTOM = re.compile(r"[a-z][^\s/>]*-[^\s/>]*")
_FREE = re.compile(r"(?:data-.+|aria-.+|on[a-z]+|xmlns:.+)")


def known_element(name: str) -> bool:
    """An element of HTML, a custom one (``x-y``), or one of SVG and MathML."""
    return name in ATTRIBUTES or ":" in name or name in ("svg", "math") or bool(_CUSTOM.fullmatch(name))


def known_everywhere(attribute: str) -> bool:
    """An attribute that any element may have."""
    return attribute in GLOBAL or bool(_FREE.fullmatch(attribute))


def known_attribute(element: str, attribute: str) -> bool:
    """Has this element this attribute in HTML? Of an element that is not listed, every attribute is known."""
    allowed = ATTRIBUTES.get(element)
    return allowed is None or attribute in allowed or known_everywhere(attribute)
