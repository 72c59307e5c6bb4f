"""The span rules: which there are, in which order they are asked, and what starts each.

The order is kramdown's and, for GFM, kramdown-parser-gfm's; it decides whenever two rules could take
the same character. Each rule is a module with

* ``FIRST``: the characters it may start with;
* ``STARTS``: for those of them that are frequent in plain text, the pattern that has to follow (or,
  looking behind, to precede) for the rule to be worth asking;
* ``parse(s)``: True if it took something at ``s.pos`` and moved on, False if it does not start here.
"""

from __future__ import annotations

import re
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Final

from . import (
    autolink,
    codespan,
    emoji,
    emphasis,
    escaped_chars,
    escaped_chars_gfm,
    footnote_marker,
    html,
    html_entity,
    inline_math,
    line_break,
    link,
    smart_quotes,
    span_extensions,
    strikethrough_gfm,
    typographic_syms,
)
from .scanner import Rules

if TYPE_CHECKING:
    from proactive_ssg.kramdown.options import Options

__all__ = ["ORDER", "ORDER_GFM", "compile_rules", "rules_for"]

ORDER: Final[tuple[ModuleType, ...]] = (
    emphasis,
    codespan,
    autolink,
    html,
    footnote_marker,
    link,
    smart_quotes,
    inline_math,
    span_extensions,
    html_entity,
    typographic_syms,
    line_break,
    escaped_chars,
)

ORDER_GFM: Final[tuple[ModuleType, ...]] = (*ORDER[:-1], escaped_chars_gfm, strikethrough_gfm)


@cache
def compile_rules(order: tuple[ModuleType, ...]) -> Rules:
    """The tables for asking these rules in this order, and for asking none but HTML's."""
    by_first: dict[str, tuple[ModuleType, ...]] = {}
    starts: dict[str, str] = {}
    always: set[str] = set()
    for module in order:
        for char in module.FIRST:
            by_first[char] = (*by_first.get(char, ()), module)
            if char in module.STARTS:
                starts[char] = module.STARTS[char]
            else:
                always.add(char)
    conditions = {char: start for char, start in starts.items() if char not in always}
    return Rules(
        search=_pattern(set(by_first), conditions).search,
        search_in_link=_pattern({*by_first, "]"}, conditions).search,
        by_first={"]": (), **{char: tuple(m.parse for m in modules) for char, modules in by_first.items()}},
        html_only=None if order == (html,) else compile_rules((html,)),
    )


def _pattern(chars: set[str], conditions: dict[str, str]) -> re.Pattern[str]:
    """A choice between literal characters, of which ``re`` makes one class to skip plain text quickly."""
    return re.compile("|".join(re.escape(char) + conditions.get(char, "") for char in sorted(chars)))


@cache
def _dialect(gfm: bool, hard_wrap: bool, typographic: bool, emojis: bool) -> Rules:
    if not gfm:
        return compile_rules(ORDER)
    left_out = {*((line_break,) if hard_wrap else ()), *(() if typographic else (typographic_syms,))}
    order = tuple(rule for rule in ORDER_GFM if rule not in left_out)
    return compile_rules((emoji, *order) if emojis else order)


def rules_for(options: Options) -> Rules:
    """The rules of a document; what ``{::options}`` changes later does not change them."""
    return _dialect(
        options.input == "GFM",
        options.hard_wrap,
        "no_auto_typographic" not in options.gfm_quirks,
        options.gfm_emojis,
    )
