# ruff: noqa: ARG002 - every method of the dispatch table takes the same arguments
"""The converter: a parsed document becomes HTML (kramdown's ``converter/html.rb``).

One method per type of element takes the element and the indentation of its line and returns HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from . import html_code, html_elements, html_footnotes, html_tables, toc
from .definitions import MAX_LENGTH, STRIP, TooLongError, Warning
from .element import REFS, Element
from .entities import Entity, entity
from .header_id import HeaderIds, auto_id_prefix, basic_id
from .html_escape import escape_text, html_attributes, join_cjk_lines
from .html_format import SYMBOLS, block, indented_block, span
from .options import Options

__all__ = ["HtmlConverter"]

_QUOTES: Final = {"lsquo": 0, "rsquo": 1, "ldquo": 2, "rdquo": 3}

# Ruby's [\s\p{Z}]: the spaces between the words of an abbreviation may be of any kind.
_SPACES: Final = re.compile(r"[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


class HtmlConverter:
    """Converts one document, once; what it has to say about it goes to ``warnings``."""

    def __init__(self, root: Element, options: Options, warnings: list[Warning] | None = None) -> None:
        self.root = root
        self.options = options
        self.warnings: list[Warning] = [] if warnings is None else warnings
        self.stack: list[Element] = []
        self.footnotes = html_footnotes.Footnotes(options.footnote_nr)
        self.code = html_code.Code(options)
        self.header_ids = HeaderIds(options)
        self.headers: list[toc.TocHeader] = []
        self._toc_place: tuple[Element, str] | None = None
        self._footnotes_place: str | None = None
        self._strings: dict[object, str] = {}
        self._plain_text = not options.remove_line_breaks_for_cjk

    def convert(self) -> str:
        """The document's HTML."""
        result = self.inner(self.root, -2)
        place = self._footnotes_place
        notes = html_footnotes.footnotes_html(self)
        if place is not None:
            result = result.replace(place, notes, 1)
        else:
            result += notes
            if self._footnotes_place is not None:  # asked for by a footnote itself: nowhere to go
                result = result.replace(self._footnotes_place, "")
        if self._toc_place:
            toc_el, token = self._toc_place
            tree = toc.toc_list(self.headers, toc_el.type, toc_el.attr)
            result = result.replace(token, self.convert_element(tree, 0) if tree.children else "", 1)
        return result

    def convert_element(self, el: Element, indent: int) -> str:
        return _METHODS[el.type](self, el, indent)

    def inner(self, el: Element, indent: int) -> str:
        """The HTML of the children of ``el``, which stands at ``indent``."""
        children = el.children
        if not children:
            return ""
        plain_text = self._plain_text
        if len(children) == 1 and children[0].type == "text" and plain_text:
            return escape_text(children[0].value)
        indent += 2
        methods = _METHODS
        parts: list[str] = []
        room = MAX_LENGTH
        self.stack.append(el)
        for child in children:
            type = child.type
            if type == "text" and plain_text:
                text = child.value
                if "&" in text or "<" in text or ">" in text:
                    text = escape_text(text)
                parts.append(text)
            else:
                part = methods[type](self, child, indent)
                room -= len(part)
                if room < 0:
                    raise TooLongError(child.line or 0)
                parts.append(part)
        self.stack.pop()
        return "".join(parts)

    def entity_string(self, value: Entity, original: str | None = None) -> str:
        """A character, as ``entity_output`` wants it (``Utils::Html#entity_to_str``)."""
        output = self.options.entity_output
        char = value.char
        special = char in '<>&"' if char else False
        if output == "as_char" and char and (char == '"' or not special):
            return char
        if original and output in ("as_char", "as_input"):
            return original
        if value.name is not None and (output == "symbolic" or special):
            return f"&{value.name};"
        return f"&#{value.code_point};"

    def warn(self, line: int, message: str) -> None:
        self.warnings.append(Warning(line, message))

    # -- blocks ----------------------------------------------------------------------------

    def _blank(self, el: Element, indent: int) -> str:
        return "\n"

    def _text(self, el: Element, indent: int) -> str:
        text = escape_text(el.value)
        return text if self._plain_text else join_cjk_lines(text)

    def _p(self, el: Element, indent: int) -> str:
        if el.options and el.options.get("transparent"):
            return self.inner(el, indent)
        children = el.children
        if len(children) == 1 and children[0].type == "img" and _refers(children[0], "standalone"):
            return self._figure(el, indent)
        attr = html_attributes(el.attr) if el.attr else ""
        return f"{' ' * indent}<p{attr}>{self.inner(el, indent)}</p>\n"

    def _figure(self, el: Element, indent: int) -> str:
        """A paragraph that is one ``{:standalone}`` image."""
        attr, image = dict(el.attr), dict(el.children[0].attr)
        for name in ("class", "id"):
            if name in image and name not in attr:
                attr[name] = image.pop(name)
        margin = " " * (indent + 2)
        caption = image.get("alt") or ""
        body = f"{margin}<img{html_attributes(image)} />\n{margin}<figcaption>{caption}</figcaption>\n"
        return indented_block("figure", attr, body, indent)

    def _indented(self, el: Element, indent: int) -> str:
        return indented_block(el.type, el.attr, self.inner(el, indent), indent)

    def _header(self, el: Element, indent: int) -> str:
        attr = dict(el.attr)
        if self.options.auto_ids and attr.get("id") is None:
            attr["id"] = self.header_ids.generate(el.option("raw_text") or "")
        id = attr.get("id")
        if self.options.header_links and id:
            el = _with_children(el, [Element("a", None, attr={"href": f"#{id}"}), *el.children])
        level = el.option("level")
        if id is not None and toc.in_toc(el, self.options):
            self.headers.append(toc.TocHeader(level, id, el.children))
        level = max(1, min(6, level + self.options.header_offset))
        return block(f"h{level}", attr, self.inner(el, indent), indent)

    def _hr(self, el: Element, indent: int) -> str:
        return f"{' ' * indent}<hr{html_attributes(el.attr)} />\n"

    def _list(self, el: Element, indent: int) -> str:
        if el.ial is not None:
            if self._toc_place is None and _refers(el, "toc"):
                self._toc_place = (el, f"\0toc {_unguessable()}\0")
                return self._toc_place[1]
            if self._footnotes_place is None and _refers(el, "footnotes"):
                self._footnotes_place = f"\0footnotes {_unguessable()}\0"
                return self._footnotes_place
        return indented_block(el.type, el.attr, self.inner(el, indent), indent)

    def _li(self, el: Element, indent: int) -> str:
        """A list item or definition; the text of a compact one stays on the line of its tag."""
        body = self.inner(el, indent)
        margin = " " * indent
        name = el.type
        attr = html_attributes(el.attr) if el.attr else ""
        children = el.children
        if not children or (children[0].type == "p" and children[0].option("transparent")):
            end = margin if body.endswith("\n") else ""
            return f"{margin}<{name}{attr}>{body}{end}</{name}>\n"
        return f"{margin}<{name}{attr}>\n{body}{margin}</{name}>\n"

    def _dt(self, el: Element, indent: int) -> str:
        attr = dict(el.attr)
        refs = (self.stack[-1].ial or {}).get(REFS) if self.stack else None
        if refs and not attr.get("id"):
            prefix = auto_id_prefix(refs)
            if prefix is not None:
                attr["id"] = (prefix + basic_id(el.option("raw_text") or "")).lstrip(STRIP)
        return block("dt", attr, self.inner(el, indent), indent)

    # -- spans -----------------------------------------------------------------------------

    def _a(self, el: Element, indent: int) -> str:
        return f"<a{html_attributes(el.attr)}>{self.inner(el, indent)}</a>"

    def _em(self, el: Element, indent: int) -> str:
        attr = html_attributes(el.attr) if el.attr else ""
        return f"<{el.type}{attr}>{self.inner(el, indent)}</{el.type}>"

    def _img(self, el: Element, indent: int) -> str:
        return f"<img{html_attributes(el.attr)} />"

    def _br(self, el: Element, indent: int) -> str:
        return "<br />"

    def _entity(self, el: Element, indent: int) -> str:
        return self.entity_string(el.value, el.option("original"))

    def _symbol(self, el: Element, indent: int) -> str:
        found = self._strings.get(el.value)
        if found is None:
            own = self.options.typographic_symbols.get(el.value)
            if own is None:
                found = "".join(self.entity_string(entity(name)) for name in SYMBOLS[el.value])
            else:
                found = escape_text(own)
            self._strings[el.value] = found
        return found

    def _smart_quote(self, el: Element, indent: int) -> str:
        found = self._strings.get(el.value)
        if found is None:
            found = self.entity_string(entity(self.options.smart_quotes[_QUOTES[el.value]]))
            self._strings[el.value] = found
        return found

    def _abbreviation(self, el: Element, indent: int) -> str:
        defs, attrs = self.root.option("abbrev_defs"), self.root.option("abbrev_attr")
        name = el.value if el.value in defs else _SPACES.sub(" ", el.value)
        attr = dict(attrs[name])
        if defs[name]:
            attr["title"] = defs[name]
        return span("abbr", attr, el.value)


def _refers(el: Element, name: str) -> bool:
    """Whether the attribute lists of an element refer to ``name``, as ``{:toc}`` does."""
    return el.ial is not None and name in (el.ial.get(REFS) or ())


def _with_children(el: Element, children: list[Element]) -> Element:
    twin = Element(el.type, el.value, el.line, el.attr, el.category, el.options)
    twin.ial = el.ial
    twin.children = children
    return twin


_METHODS: Final[dict[str, Callable[[HtmlConverter, Element, int], str]]] = {
    # blocks
    "blank": HtmlConverter._blank,
    "p": HtmlConverter._p,
    "header": HtmlConverter._header,
    "blockquote": HtmlConverter._indented,
    "codeblock": html_code.convert_codeblock,
    "ul": HtmlConverter._list,
    "ol": HtmlConverter._list,
    "dl": HtmlConverter._indented,
    "li": HtmlConverter._li,
    "dd": HtmlConverter._li,
    "dt": HtmlConverter._dt,
    "hr": HtmlConverter._hr,
    "table": HtmlConverter._indented,
    "thead": HtmlConverter._indented,
    "tbody": HtmlConverter._indented,
    "tfoot": HtmlConverter._indented,
    "tr": html_tables.convert_row,
    "td": html_tables.convert_cell,
    "th": html_tables.convert_cell,
    # spans
    "text": HtmlConverter._text,
    "a": HtmlConverter._a,
    "em": HtmlConverter._em,
    "strong": HtmlConverter._em,
    "codespan": html_code.convert_codespan,
    "br": HtmlConverter._br,
    "img": HtmlConverter._img,
    "entity": HtmlConverter._entity,
    "smart_quote": HtmlConverter._smart_quote,
    "typographic_sym": HtmlConverter._symbol,
    "abbreviation": HtmlConverter._abbreviation,
    "footnote": html_footnotes.footnote_link,
    # either
    "html_element": html_elements.convert_html_element,
    "xml_comment": html_elements.convert_markup,
    "xml_pi": html_elements.convert_markup,
    "comment": html_elements.convert_comment,
    "raw": html_elements.convert_raw,
    "math": html_elements.convert_math,
}


def _unguessable() -> str:
    """A mark that no text holds, be it written to hold it."""
    import secrets

    return secrets.token_hex(16)
