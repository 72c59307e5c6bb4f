"""The span loop: one search for the characters that matter, then the rules that start with each.

It is kramdown's ``parse_spans`` (``parser/kramdown.rb``): rules add to the tree, and start the loop
again, on the same string, for what stands inside. What kramdown finds by trying is also tried here,
but never twice: the scanner remembers what failed, and stops trying when a text costs too much.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from proactive_ssg.kramdown.definitions import MAX_NESTING
from proactive_ssg.kramdown.element import Element

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

__all__ = ["EM", "LINK", "STRONG", "Check", "Rule", "Rules", "SpanScanner"]

# Bits of SpanScanner.context.
EM, STRONG, LINK = 1, 2, 4

Rule = Callable[["SpanScanner"], bool]

# Asked at each character that may end a nested loop: does it? None: no, and nothing later will.
Check = Callable[[], "bool | None"]

Search = Callable[[str, int], "re.Match[str] | None"]


class Rules:
    """The rules of one dialect, compiled: where any may start, and which by that character.

    ``search_in_link`` stops at closing brackets, too; ``html_only`` are the rules for the content of
    elements that are left as they are.
    """

    __slots__ = ("by_first", "html_only", "search", "search_in_link")

    def __init__(
        self,
        search: Search,
        search_in_link: Search,
        by_first: dict[str, tuple[Rule, ...]],
        html_only: Rules | None,
    ) -> None:
        self.search = search
        self.search_in_link = search_in_link
        self.by_first = by_first
        self.html_only = html_only


class SpanScanner:
    """Parses the spans of one string; the rules work on its public state.

    ===================  =====================================================================
    ``src``, ``pos``     the string, and where the rule that is asked shall start
    ``floor``            where the plain text before ``pos`` starts: a rule may reach back to it
    ``tree``, ``text``   the element that receives spans; the text that is to follow its children
    ``line``             the line last asked for, for what needs no line of its own
    ``context``          which of ``EM STRONG LINK`` the tree is, or stands in
    ``wasted``           how many characters were parsed in vain: see :meth:`may_try`
    ===================  =====================================================================
    """

    __slots__ = (
        "_found", "_line_pos", "all_rules", "context", "depth", "failed", "floor", "line", "link_ends",
        "memo", "parser", "pos", "raw_text", "rules", "src", "text", "tree", "unclosed", "wasted",
    )  # fmt: skip

    def __init__(self, parser: Parser, rules: Rules, src: str, line: int, tree: Element) -> None:
        self.parser = parser
        self.rules = rules
        self.all_rules = parser.span_rules
        # A text that is only searched, by rules of its own; kramdown's text elements differ there.
        self.raw_text = rules is not parser.span_rules
        self.src = src
        self.pos = self.floor = 0
        self.tree = tree
        self.text: list[str] = []
        self.context = self.depth = self.wasted = 0
        # Places where a kind of emphasis was found not to end; where links end, -1 for nowhere.
        self.failed: dict[tuple[str, int], set[int]] = {}
        self.link_ends: dict[tuple[int, int], int] = {}
        # Contents of HTML elements that have no end in this context.
        self.unclosed: set[tuple[int, int]] = set()
        self.memo: dict[Any, Any] = {}
        self._found: dict[Any, tuple[int, int]] = {}
        self.line = line
        self._line_pos = 0

    def parse_all(self, first: re.Match[str] | None) -> None:
        """Parse the whole string; ``first``: what the search for a rule's start has found."""
        self.depth += 1
        self._loop("", None, first)
        self.depth -= 1
        if self.text:
            self._flush()

    def parse(
        self, el: Element, ends: str = "", check: Check | None = None, rules: Rules | None = None
    ) -> bool:
        """Parse from ``pos`` into ``el``, to the end or to where ``check`` says so; True if it did.

        ``check`` is asked at the characters ``ends``. If it never agrees ``pos`` is undefined.
        """
        outer_tree, outer_text, outer_rules = self.tree, self.text, self.rules
        if rules is not None:
            self.rules = rules
        self.tree, self.text = el, []
        self.depth += 1
        rules = self.rules
        search = rules.search_in_link if "]" in ends else rules.search
        found = self._loop(ends, check, search(self.src, self.pos))
        self.depth -= 1
        if self.text:
            self._flush()
        self.tree, self.text, self.rules = outer_tree, outer_text, outer_rules
        return found

    def _loop(self, ends: str, check: Check | None, match: re.Match[str] | None) -> bool:
        src, text, rules = self.src, self.text, self.rules
        by_first = rules.by_first
        search = rules.search_in_link if "]" in ends else rules.search
        floor = self.pos
        while match is not None:
            start = match.start()
            if start > floor:
                text.append(src[floor:start])
            self.pos = start
            self.floor = floor
            char = src[start]
            if char in ends and check is not None:
                verdict = check()
                if verdict or verdict is None:
                    return verdict is not None
            for rule in by_first[char]:
                if rule(self):
                    floor = self.pos
                    match = search(src, floor)
                    break
            else:
                floor = start
                match = search(src, start + 1)
        if floor < len(src):
            text.append(src[floor:])
        return False

    def parse_apart(self, el: Element, text: str) -> None:
        """Parse ``text``, which starts on the current line, into ``el`` as if it stood alone."""
        rules = self.all_rules
        inner = SpanScanner(self.parser, rules, text, self.line_number(), el)
        inner.depth = self.depth + 1
        inner.parse_all(rules.search(text, 0))

    # -- the tree --------------------------------------------------------------------------

    def add(self, el: Element) -> None:
        """Append ``el`` to the tree, after the text that was waiting."""
        if self.text:
            self._flush()
        self.tree.children.append(el)

    def _flush(self) -> None:
        children, text = self.tree.children, self.text
        line = children[-1].line if children else self.tree.line
        children.append(Element("text", text[0] if len(text) == 1 else "".join(text), line))
        text.clear()

    def is_empty(self) -> bool:
        """Whether the tree has received nothing yet."""
        return not (self.text or self.tree.children)

    # -- places ----------------------------------------------------------------------------

    def line_number(self) -> int:
        """The line of the document at ``pos``; counted from the last place asked for."""
        pos, last = self.pos, self._line_pos
        if pos > last:
            self.line += self.src.count("\n", last, pos)
        elif pos < last:
            self.line -= self.src.count("\n", pos, last)
        self._line_pos = pos
        return self.line

    def find(self, needle: str, start: int) -> int:
        """``src.find(needle, start)``, which does not walk over the same characters twice."""
        since, found = self._found.get(needle, (0, -2))
        if found != -2 and since <= start and (found == -1 or start <= found):
            return found
        found = self.src.find(needle, start)
        self._found[needle] = (start, found)
        return found

    def search(self, pattern: re.Pattern[str], start: int) -> int:
        """As :meth:`find`, for the start of a pattern without look-behind."""
        since, found = self._found.get(pattern, (0, -2))
        if found != -2 and since <= start and (found == -1 or start <= found):
            return found
        match = pattern.search(self.src, start)
        found = match.start() if match else -1
        self._found[pattern] = (start, found)
        return found

    # -- effort ----------------------------------------------------------------------------

    def may_try(self, itself: bool = False) -> bool:
        """Whether a construct that may turn out not to be one can still be tried.

        Not if it would stand too deep, nor once far more was tried in vain than any text needs
        that was written to be read: then what is left is taken as it stands. What can stand in
        ``itself`` any number of times leaves room for what cannot.
        """
        deepest = MAX_NESTING - 10 if itself else MAX_NESTING
        return self.depth < deepest and self.wasted < 200_000 + 20 * len(self.src)
