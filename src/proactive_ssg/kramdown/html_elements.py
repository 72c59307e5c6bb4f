# ruff: noqa: ARG001 - every function of the dispatch table takes the same arguments
"""HTML that stood in the text, comments, formulas and raw text (``converter/html.rb``, ``mathjax.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .element import Element
from .html_escape import escape_html, html_attributes
from .html_format import block, span
from .html_tags import WITHOUT_BODY

if TYPE_CHECKING:
    from .html import HtmlConverter

__all__ = ["convert_comment", "convert_html_element", "convert_markup", "convert_math", "convert_raw"]


def convert_html_element(converter: HtmlConverter, el: Element, indent: int) -> str:
    """An HTML tag; a block one gets lines of its own unless it stands in literal HTML."""
    body = converter.inner(el, indent)
    name = el.value
    attr = html_attributes(el.attr) if el.attr else ""
    if el.category == "span":
        if not body and name in WITHOUT_BODY:
            return f"<{name}{attr} />"
        return f"<{name}{attr}>{body}</{name}>"
    literal = _in_literal_html(converter)
    margin = " " * indent
    model = el.option("content_model")
    if el.option("is_closed") and model == "raw":
        html = f"<{name}{attr} />"
    elif body and model != "block":
        html = f"<{name}{attr}>{body}</{name}>"
    elif body:
        html = f"<{name}{attr}>\n{body.removesuffix(chr(10))}\n{margin}</{name}>"
    elif name in WITHOUT_BODY:
        html = f"<{name}{attr} />"
    else:
        html = f"<{name}{attr}></{name}>"
    return html if literal else f"{margin}{html}\n"


def _in_literal_html(converter: HtmlConverter) -> bool:
    parent = converter.stack[-1]
    return parent.type == "html_element" and parent.option("content_model") == "raw"


def convert_markup(converter: HtmlConverter, el: Element, indent: int) -> str:
    """A comment of HTML or a processing instruction, as it was written."""
    value: str = el.value
    if el.category == "block" and not _in_literal_html(converter):
        return f"{' ' * indent}{value}\n"
    return value


def convert_comment(converter: HtmlConverter, el: Element, indent: int) -> str:
    """The extension ``{::comment}``."""
    if el.category == "block":
        return f"{' ' * indent}<!-- {el.value} -->\n"
    return f"<!-- {el.value} -->"


def convert_raw(converter: HtmlConverter, el: Element, indent: int) -> str:
    """The extension ``{::nomarkdown}``, unless it is meant for other formats than HTML."""
    types = el.option("type")
    if types and "html" not in types:
        return ""
    value: str = el.value
    return value + "\n" if el.category == "block" else value


def convert_math(converter: HtmlConverter, el: Element, indent: int) -> str:
    """A formula in MathJax's delimiters, or as it was written where no engine is wanted."""
    display = el.category == "block"
    engine = converter.options.math_engine
    if engine == "mathjax":
        value = escape_html(el.value)
        result = f"\\[{value}\\]\n" if display else f"\\({value}\\)"
        if not el.attr:
            return result
        return block("div", el.attr, result, indent) if display else span("span", el.attr, f"${el.value}$")
    if engine is not None:
        converter.warn(el.line, f"The configured math engine {engine} is not available.")
    attr = {**el.attr, "class": f"{el.attr.get('class') or ''} kdmath".lstrip()}
    if display:
        return block("div", attr, f"$$\n{el.value}\n$$", indent)
    return span("span", attr, f"${el.value}$")
