"""The parser: one string and a position, the block loop, and the passes over the tree.

The order of work is kramdown's (``lib/kramdown/parser/kramdown.rb``): blocks first, which leave
``raw_text`` elements in the tree; then every ``raw_text`` is replaced by spans and the attribute
lists are applied (:meth:`Parser.update_tree`); then abbreviations; then GFM's own pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .abbreviations import replace_abbreviations
from .attributes import update_attr
from .block import GFM, GFM_QUIRK, KRAMDOWN, BlockRules, parse_blocks
from .definitions import Footnote, LinkDefinition, Warning, normalize_link_id
from .element import Element
from .gfm import gfm_raw_text, plain_text, update_elements
from .span import parse_spans, rules_for

if TYPE_CHECKING:
    from .options import Options

__all__ = ["Parser"]

_LINE_ENDS: Final = re.compile(r"\r\n?")


class Parser:
    """Parses one document; the rules of ``block/`` and ``span/`` work on its public state.

    ======================  ==================================================================
    ``src``, ``pos``        the string being parsed and the position in it
    ``tree``                the element that receives what is parsed
    ``block_ial``           the attribute list waiting for the next block
    ``stopped``             set by the block rule that meets the end tag of ``tree``
    ``depth``               how many blocks are being parsed around this point
    ``alds, link_defs``     definitions by name
    ``footnotes``           :class:`Footnote` by name, in the order of the definitions
    ``warnings``            list of :class:`Warning`
    ======================  ==================================================================

    Abbreviations are options of the root: ``abbrev_defs`` (name -> title) and ``abbrev_attr``
    (name -> the element whose attributes the abbreviation takes on).
    """

    __slots__ = (
        "_line",
        "_line_pos",
        "_raw_text",
        "alds",
        "block_ial",
        "block_rules",
        "depth",
        "footnotes",
        "gfm",
        "link_defs",
        "memo",
        "options",
        "pos",
        "references",
        "root",
        "span_rules",
        "src",
        "stopped",
        "tree",
        "warnings",
    )

    def __init__(self, options: Options) -> None:
        self.options = options
        self.gfm = options.input == "GFM"
        self.block_rules = self._choose_block_rules()
        self.span_rules = rules_for(options)
        self._raw_text = gfm_raw_text if self.gfm else plain_text
        self.root = Element("root", None, 1, options={"abbrev_defs": {}, "abbrev_attr": {}})
        self.alds: dict[str, dict[str, Any]] = {}
        self.link_defs: dict[str, LinkDefinition] = {}
        self.footnotes: dict[str, Footnote] = {}
        self.warnings: list[Warning] = []
        self.depth = 0
        self.stopped = False
        self.references = 0  # of attribute lists to attribute lists, followed so far
        # What rules remember about ``src`` so as not to search it twice; emptied when it changes.
        self.memo: dict[Any, Any] = {}
        self.reset_env("", 1, self.root)

    def _choose_block_rules(self) -> BlockRules:
        if not self.gfm:
            return KRAMDOWN
        return GFM_QUIRK if "paragraph_end" in self.options.gfm_quirks else GFM

    # -- state -----------------------------------------------------------------------------

    def reset_env(self, src: str, line: int, tree: Element) -> None:
        """Start on another string, ``line`` being that of its first character."""
        self.src = src
        self.pos = 0
        self._line = line
        self._line_pos = 0
        self.tree = tree
        self.block_ial: dict[str, Any] | None = None
        self.memo = {}

    def save_env(self) -> tuple[Any, ...]:
        """Everything :meth:`reset_env` changes, for :meth:`restore_env`."""
        return (
            self.src, self.pos, self._line, self._line_pos, self.tree, self.block_ial, self.memo,
        )  # fmt: skip

    def restore_env(self, env: tuple[Any, ...]) -> None:
        (
            self.src, self.pos, self._line, self._line_pos, self.tree, self.block_ial, self.memo,
        ) = env  # fmt: skip

    def line_number(self) -> int:
        """The line of the document at ``pos``; counted from the last place asked for."""
        pos, last = self.pos, self._line_pos
        if pos == last:
            return self._line
        if pos > last:
            self._line += self.src.count("\n", last, pos)
        else:
            self._line -= self.src.count("\n", pos, last)
        self._line_pos = pos
        return self._line

    def warn(self, line: int, message: str) -> None:
        """Record what kramdown would warn about."""
        self.warnings.append(Warning(line, message))

    # -- building the tree -----------------------------------------------------------------

    def add_text(self, text: str, tree: Element, type: str = "raw_text") -> None:
        """Append ``text`` to the last child of ``tree`` if it is text of this type, else as a new child."""
        children = tree.children
        if children:
            last = children[-1]
            if last.type == type:
                # A text that nothing else holds grows in place; else each line would copy all before it.
                value: str = last.value
                last.value = ""
                value += text
                last.value = value
                return
            if text:
                children.append(Element(type, text, last.line))
        elif text:
            children.append(Element(type, text, tree.line))

    def new_block(
        self,
        type: str,
        value: Any = None,
        line: int = 0,
        category: str = "",
        options: dict[str, Any] | None = None,
    ) -> Element:
        """A block element, which takes the attribute list that is waiting (not yet in the tree)."""
        el = Element(type, value, line, None, category, options)
        if self.block_ial is not None:
            el.ial = self.block_ial
            self.block_ial = None
        return el

    # -- the loop --------------------------------------------------------------------------

    def parse_blocks(self, el: Element, text: str | None = None, line: int = 1) -> bool:
        """Parse blocks into ``el``, from ``text`` or (None) from where the parser stands.

        True when the end tag of ``el`` stopped it, False when the string came to its end.
        """
        return parse_blocks(self, el, text, line)

    # -- the whole document ----------------------------------------------------------------

    def parse(self, text: str) -> Element:
        """Parse a document; definitions and warnings stay readable on the parser."""
        root = self.root
        for name, (url, title) in self.options.link_defs.items():
            self.link_defs[normalize_link_id(name)] = LinkDefinition(url, title, None)
        source = _LINE_ENDS.sub("\n", text) if "\r" in text else text
        self.parse_blocks(root, source if source.endswith("\n") else source + "\n", 1)
        self.update_tree(root)
        attributes = root.option("abbrev_attr")
        for name, marker in attributes.items():
            attributes[name] = marker.attr
        contents = [footnote.content for footnote in self.footnotes.values()]
        for content in contents:
            self.update_tree(content)
        if root.option("abbrev_defs"):
            for tree in (root, *contents):
                replace_abbreviations(root, tree)
        self._warn_of_unused_footnotes()
        if self.gfm:
            update_elements(self.options, root, source)
        return root

    def _warn_of_unused_footnotes(self) -> None:
        used = 0
        for name, footnote in self.footnotes.items():
            if footnote.markers:
                used += 1
            else:
                line = footnote.content.line
                self.warn(line, f"Footnote definition for '{name}' on line {line} is unreferenced - ignoring")
        self.root.set("footnote_count", used)

    def update_tree(self, element: Element) -> None:
        """Replace every ``raw_text`` below by its spans, drop end-of-block marks, apply the lists."""
        rules = self.span_rules
        children: list[Element] = []
        last_blank: Element | None = None
        for child in element.children:
            kind = child.type
            if kind == "blank":
                if last_blank is None:
                    last_blank = child
                    children.append(child)
                else:
                    last_blank.value += child.value
                continue
            if kind == "eob":
                if child.ial:
                    update_attr(self, child.attr, child.ial)
                continue
            last_blank = None
            if kind == "raw_text":
                children += parse_spans(self, child, element.line, rules)
                continue
            children.append(child)
            below = child.children
            if below:
                if len(below) == 1 and below[0].type == "raw_text":
                    child.children = parse_spans(self, below[0], child.line, rules)
                else:
                    self.update_tree(child)
            if child.ial:
                update_attr(self, child.attr, child.ial)
            if kind == "dt" or (kind == "header" and (self.gfm or self.options.auto_id_stripping)):
                child.set("raw_text", self._raw_text(child))
        element.children = children
