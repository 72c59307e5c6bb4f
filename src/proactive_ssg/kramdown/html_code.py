"""Code blocks and code spans: their language, their classes, their colours (``converter/base.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .definitions import STRIP
from .element import Attributes, Element
from .highlight import Highlighter
from .html_escape import escape_html, html_attributes
from .html_format import span
from .options import Options

if TYPE_CHECKING:
    from .html import HtmlConverter

__all__ = ["Code", "convert_codeblock", "convert_codespan"]

_LANGUAGE: Final = re.compile(r"\blanguage-([^ \t\n\r\f\v]+)")
_LANGUAGE_OR_START: Final = re.compile(r"\blanguage-[^ \t\n\r\f\v]+|(^)", re.M)
_SHOW_WHITESPACES: Final = re.compile(r"\bshow-whitespaces\b")
_WHITESPACES: Final = re.compile(r"(^[ \t]+)|([ \t]+$)|[ \t]+", re.M)
_VISIBLE: Final = {
    "\t": '<span class="ws-tab{}">\t</span>',
    " ": '<span class="ws-space{}">&#8901;</span>',
}


class Code:
    """What the code of one document has in common: the highlighter and the class that names it."""

    __slots__ = ("engine", "engine_class", "highlighter", "plain_spans")

    def __init__(self, options: Options) -> None:
        self.engine = options.syntax_highlighter
        self.engine_class = f" highlighter-{self.engine or ''}"
        self.highlighter = Highlighter(options.syntax_highlighter_opts)
        # Whether a code span without attributes is sure not to be highlighted.
        self.plain_spans = self.engine in (None, "rouge") and not options.syntax_highlighter_opts


def convert_codeblock(converter: HtmlConverter, el: Element, indent: int) -> str:
    """A highlighter's ``div``, or ``pre`` and ``code``."""
    attr = dict(el.attr)
    language = _language(attr)
    if language is not None:
        rest = _LANGUAGE.sub("", attr["class"] or "", count=1).strip(STRIP)
        if rest:
            attr["class"] = rest
        else:
            del attr["class"]
    margin = " " * indent
    highlighted = _highlight(converter, el, el.option("lang") or language, "block")
    if highlighted is not None:
        _mark(converter.code, attr, language, "block")
        return f"{margin}<div{html_attributes(attr)}>{highlighted}{margin}</div>\n"
    text = escape_html(el.value).removesuffix("\n")
    if _SHOW_WHITESPACES.search(el.attr.get("class") or ""):
        text = _WHITESPACES.sub(_show, text)
    code_attr: Attributes = {} if language is None else {"class": f"language-{language}"}
    code = span("code", code_attr, text + "\n")
    return f"{margin}<pre{html_attributes(attr)}>{code}</pre>\n"


def convert_codespan(converter: HtmlConverter, el: Element, _indent: int) -> str:
    """A ``code`` element, highlighted where it names a language."""
    if not el.attr and converter.code.plain_spans:
        return f"<code>{escape_html(el.value)}</code>"
    attr = dict(el.attr)
    language = _language(attr)
    highlighted = _highlight(converter, el, language, "span")
    if highlighted is None:
        return span("code", attr, escape_html(el.value))
    _mark(converter.code, attr, language, "span")
    return span("code", attr, highlighted)


def _highlight(converter: HtmlConverter, el: Element, language: str | None, kind: str) -> str | None:
    engine = converter.code.engine
    if engine == "rouge":
        return converter.code.highlighter.highlight(el.value, language, kind)
    if engine is not None:
        converter.warn(el.line, f"The configured syntax highlighter {engine} is not available.")
    return None


def _mark(code: Code, attr: Attributes, language: str | None, kind: str) -> None:
    """Put the language and the highlighter in the class (``add_syntax_highlighter_to_class_attr``)."""
    name = language or code.highlighter.default_language(kind)
    classes = ((attr.get("class") or "") + code.engine_class).lstrip(STRIP)
    if name is not None:
        classes = _LANGUAGE_OR_START.sub(
            lambda found: f"language-{name}{' ' if found[1] is not None else ''}", classes, count=1
        )
    attr["class"] = classes


def _language(attr: Attributes) -> str | None:
    found = _LANGUAGE.search(attr.get("class") or "")
    return found and found[1]


def _show(found: re.Match[str]) -> str:
    """White space that can be seen, for ``.show-whitespaces``."""
    suffix = "-l" if found[1] else "-r" if found[2] else ""
    return "".join(_VISIBLE[char].format(suffix) for char in found[0])
