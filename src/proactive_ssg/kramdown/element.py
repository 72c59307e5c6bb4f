"""The tree between the parser and the converter.

One class serves every construct, as in kramdown (``lib/kramdown/element.rb``), and the
vocabulary is kramdown's own, so that its documentation reads on ours:

========================  ==============================================================
blocks                    ``root blank p header blockquote codeblock ul ol li dl dt dd hr
                          table thead tbody tfoot tr td th math eob``
spans                     ``text br a img codespan footnote em strong entity
                          typographic_sym smart_quote abbreviation``
either                    ``html_element xml_comment xml_pi html_doctype comment raw math``
before the span phase     ``raw_text`` (text that the span parser has not seen yet)
========================  ==============================================================
"""

# ruff: noqa: SIM905 (long lists of names read better as text)
from __future__ import annotations

from typing import Any, Final

__all__ = ["BLOCK_TYPES", "REFS", "SPAN_TYPES", "Attributes", "Element"]

# ``class``, ``id`` and any other HTML attribute; None is an attribute without a value.
Attributes = dict[str, str | None]

# In an attribute list (``Element.ial``) the names of the lists it refers to stand under this key,
# which no attribute can have: ``{:toc .x}`` is ``{REFS: ["toc"], "class": "x"}``.
REFS = ":refs"

BLOCK_TYPES: Final = frozenset("blank p header blockquote codeblock ul ol li dl dt dd table td hr".split())
SPAN_TYPES: Final = frozenset(
    "text a br img codespan footnote em strong entity typographic_sym smart_quote abbreviation".split()
)


class Element:
    """A node: ``type``, ``value`` (text, tag name, entity...), HTML attributes, children.

    ``line`` is the 1-based line of the source on which the construct starts (0: unknown).
    ``category`` is ``"block"`` or ``"span"`` where the type alone does not say so.
    ``ial`` holds the attribute lists written for the element until they are applied.
    ``options`` holds what one construct alone needs (``level``, ``lang``, ``alignment``...);
    it is None until something is stored: use :meth:`option` to read and :meth:`set` to write.
    """

    __slots__ = ("attr", "category", "children", "ial", "line", "options", "type", "value")

    # Positional arguments: with a keyword Python takes twice as long to make an instance.
    def __init__(  # noqa: PLR0917
        self,
        type: str,
        value: Any = None,
        line: int = 0,
        attr: Attributes | None = None,
        category: str = "",
        options: dict[str, Any] | None = None,
    ) -> None:
        self.type = type
        self.value = value
        self.attr: Attributes = {} if attr is None else attr
        self.children: list[Element] = []
        self.line = line
        self.category = category
        self.ial: dict[str, Any] | None = None
        self.options = options

    def option(self, name: str, default: Any = None) -> Any:
        """The construct's own datum ``name``, or ``default`` where none was stored."""
        return default if self.options is None else self.options.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Store the construct's own datum ``name``."""
        if self.options is None:
            self.options = {name: value}
        else:
            self.options[name] = value

    @property
    def is_block(self) -> bool:
        return self.type in BLOCK_TYPES or (self.type not in SPAN_TYPES and self.category == "block")

    def __repr__(self) -> str:
        parts = [self.type]
        if self.value is not None:
            parts.append(repr(self.value))
        if self.attr:
            parts.append(repr(self.attr))
        if self.options:
            parts.append(repr(self.options))
        if self.children:
            parts.append(repr(self.children))
        return f"<{' '.join(parts)}>"
