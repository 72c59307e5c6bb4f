"""Code blocks and code spans: their language, their classes, their colours (``converter/base.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .definitions import STRIP
from .element import Attributes, Element
from .highlight import Highlighter
from .html_escape import escape_html, html_attributes
from .html_format import span

if TYPE_CHECKING:
    from .html import HtmlConverter

__all__ = ["CodeConverter"]

_LANGUAGE = re.compile(r"\blanguage-([^ \t\n\r\f\v]+)")
_LANGUAGE_OR_START = re.compile(r"\blanguage-[^ \t\n\r\f\v]+|(^)", re.M)
_SHOW_WHITESPACES = re.compile(r"\bshow-whitespaces\b")
_WHITESPACES = re.compile(r"(^[ \t]+)|([ \t]+$)|[ \t]+", re.M)
_VISIBLE = {
    "\t": '<span class="ws-tab{}">\t</span>',
    " ": '<span class="ws-space{}">&#8901;</span>',
}


class CodeConverter:
    """The two methods for code, and the highlighter that they share."""

    __slots__ = ("_class", "_converter", "_engine", "_highlighter")

    def __init__(self, converter: HtmlConverter) -> None:
        self._converter = converter
        self._engine = converter.options.syntax_highlighter
        self._class = f" highlighter-{self._engine or ''}"
        self._highlighter: Highlighter | None = None

    def codeblock(self, el: Element, indent: int) -> str:
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
        highlighted = self._highlight(el, el.option("lang") or language, "block")
        if highlighted is not None:
            self._mark(attr, language or self._default_language("block"))
            return f"{margin}<div{html_attributes(attr)}>{highlighted}{margin}</div>\n"
        text = escape_html(el.value).removesuffix("\n")
        if _SHOW_WHITESPACES.search(el.attr.get("class") or ""):
            text = _WHITESPACES.sub(_show, text)
        code_attr: Attributes = {} if language is None else {"class": f"language-{language}"}
        code = span("code", code_attr, text + "\n")
        return f"{margin}<pre{html_attributes(attr)}>{code}</pre>\n"

    def codespan(self, el: Element, _indent: int) -> str:
        if not el.attr and not self._converter.options.syntax_highlighter_opts:
            return f"<code>{escape_html(el.value)}</code>"
        attr = dict(el.attr)
        language = _language(attr)
        highlighted = self._highlight(el, language, "span")
        if highlighted is None:
            return span("code", attr, escape_html(el.value))
        self._mark(attr, language or self._default_language("span"))
        return span("code", attr, highlighted)

    def _highlight(self, el: Element, language: str | None, kind: str) -> str | None:
        engine = self._engine
        if engine is None:
            return None
        if engine != "rouge":
            self._converter.warn(el.line, f"The configured syntax highlighter {engine} is not available.")
            return None
        if self._highlighter is None:
            self._highlighter = Highlighter(self._converter.options.syntax_highlighter_opts)
        return self._highlighter.highlight(el.value, language, kind)

    def _default_language(self, kind: str) -> str | None:
        return self._highlighter.default_language(kind) if self._highlighter else None

    def _mark(self, attr: Attributes, language: str | None) -> None:
        """Put the language and the highlighter in the class (``add_syntax_highlighter_to_class_attr``)."""
        classes = ((attr.get("class") or "") + self._class).lstrip(STRIP)
        if language is not None:
            classes = _LANGUAGE_OR_START.sub(
                lambda found: f"language-{language}{' ' if found[1] is not None else ''}", classes, count=1
            )
        attr["class"] = classes


def _language(attr: Attributes) -> str | None:
    found = _LANGUAGE.search(attr.get("class") or "")
    return found and found[1]


def _show(found: re.Match[str]) -> str:
    """White space that can be seen, for ``.show-whitespaces``."""
    suffix = "-l" if found[1] else "-r" if found[2] else ""
    return "".join(_VISIBLE[char].format(suffix) for char in found[0])
