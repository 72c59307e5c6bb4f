"""The block rules, in kramdown's order, and the loop that tries them.

A rule is a function ``parse(p) -> bool``: it parses the construct that begins at ``p.pos``, or
declines (False) and leaves the position where it was. The tables, compiled here once, give for the
first character of a line that is not a space the rules that may match.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import MAX_NESTING, SPACES
from proactive_ssg.kramdown.element import Element

from . import (
    abbrev_definition,
    blank_line,
    block_extensions,
    block_html,
    block_math,
    blockquote,
    codeblock,
    codeblock_fenced,
    definition_list,
    eob_marker,
    footnote_definition,
    header,
    horizontal_rule,
    link_definition,
    list,
    paragraph,
    table,
)

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

__all__ = ["GFM", "GFM_QUIRK", "KRAMDOWN", "BlockRules", "parse_blocks"]

Rule = Callable[["Parser"], bool]


class BlockRules:
    """An order of rules, each with the characters that may begin it (None: any character).

    ``text`` is asked at lines that begin with none of these characters, as most do: it does in one call what
    the rules for any character do in several.
    """

    def __init__(self, *rules: tuple[str | None, Rule], text: Rule) -> None:
        characters = {char for first, _ in rules if first for char in first}
        self.text = text
        self.table: dict[str, tuple[Rule, ...]] = {
            char: tuple(rule for first, rule in rules if first is None or char in first)
            for char in characters
        }


def _parse_header_or_table(p: Parser) -> bool:
    """What may begin with any character but is no paragraph: one look at the line excludes most."""
    src, pos = p.src, p.pos
    end = src.find("\n", pos)
    if src.startswith(header.UNDERLINES, end + 1) and header.parse_setext(p):
        return True
    return src.find("|", pos, end) >= 0 and table.parse(p)


def _parse_text(p: Parser) -> bool:
    return _parse_header_or_table(p) or paragraph.parse(p)


def _parse_text_gfm_quirk(p: Parser) -> bool:
    return _parse_header_or_table(p) or paragraph.parse_gfm_quirk(p)


def _order(
    fenced: tuple[str, Rule], atx: Rule, list_rule: Rule, paragraph_rule: Rule, text_rule: Rule
) -> BlockRules:
    """kramdown's order (``parser/kramdown.rb``) with the rules that GFM replaces.

    Blank lines and indented code come first; the loop knows them by their white space.
    """
    return BlockRules(
        fenced,
        (blockquote.FIRST, blockquote.parse),
        (header.FIRST_ATX, atx),
        (horizontal_rule.FIRST, horizontal_rule.parse),
        (list.FIRST, list_rule),
        (definition_list.FIRST, definition_list.parse),
        (block_html.FIRST, block_html.parse),
        (None, header.parse_setext),
        (block_math.FIRST, block_math.parse),
        (None, table.parse),
        (footnote_definition.FIRST, footnote_definition.parse),
        (link_definition.FIRST, link_definition.parse),
        (abbrev_definition.FIRST, abbrev_definition.parse),
        (block_extensions.FIRST, block_extensions.parse),
        (eob_marker.FIRST, eob_marker.parse),
        (None, paragraph_rule),
        text=text_rule,
    )


_FENCED = (codeblock_fenced.FIRST, codeblock_fenced.parse)
_FENCED_GFM = (codeblock_fenced.FIRST_GFM, codeblock_fenced.parse_gfm)
KRAMDOWN: Final = _order(_FENCED, header.parse_atx, list.parse, paragraph.parse, _parse_text)
GFM: Final = _order(_FENCED_GFM, header.parse_atx_gfm, list.parse_gfm, paragraph.parse, _parse_text)
GFM_QUIRK: Final = _order(
    _FENCED_GFM,
    header.parse_atx_gfm_quirk,
    list.parse_gfm,
    paragraph.parse_gfm_quirk,
    _parse_text_gfm_quirk,
)


def parse_blocks(p: Parser, el: Element, text: str | None, line: int) -> bool:
    """Parse blocks into ``el``, from ``text`` or (None) from where the parser stands.

    True when the end tag of ``el`` stopped it, False when the string came to its end.
    """
    if text is None:
        return _parse_into(p, el)
    env = p.save_env()
    p.reset_env(text, line, el)
    stopped = _parse_into(p, el)
    p.restore_env(env)
    return stopped


def _parse_into(p: Parser, el: Element) -> bool:
    outer_tree, outer_ial = p.tree, p.block_ial
    p.tree, p.block_ial = el, None
    p.depth += 1
    if p.depth > MAX_NESTING:
        p.add_text(p.src[p.pos :], el)
        p.pos = len(p.src)
    _parse_lines(p)
    p.depth -= 1
    stopped = p.stopped
    p.stopped = False
    p.tree, p.block_ial = outer_tree, outer_ial
    return stopped


def _parse_lines(p: Parser) -> None:
    src, end = p.src, len(p.src)
    table, text = p.block_rules.table, p.block_rules.text
    while p.pos < end and not p.stopped:
        pos = p.pos
        first = src[pos]
        if first in SPACES:
            if blank_line.parse(p) or (first in codeblock.FIRST and codeblock.parse(p)):
                continue
            while first == " ":
                pos += 1
                first = src[pos]
        rules = table.get(first)
        if rules is None:
            if first == "\t" or not text(p):
                _add_unclaimed_line(p)
            continue
        for rule in rules:
            if rule(p):
                break
        else:
            _add_unclaimed_line(p)


def _add_unclaimed_line(p: Parser) -> None:
    """No rule takes a line whose first text stands after up to three spaces and a tab."""
    end = p.src.find("\n", p.pos) + 1 or len(p.src)
    p.warn(p.line_number(), "Warning: this should not occur - no block parser handled the line")
    p.add_text(p.src[p.pos : end], p.tree)
    p.pos = end
