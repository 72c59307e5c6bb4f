"""``*em*``, ``_em_``, ``**strong**``, ``__strong__`` (``parser/kramdown/emphasis.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

from .characters import SPACES, is_alnum, is_alpha
from .scanner import EM, STRONG, Check

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "*_"
STARTS: Final[dict[str, str]] = {}

_TYPES: Final = {EM: "em", STRONG: "strong"}


def parse(s: SpanScanner) -> bool:
    """Take an emphasis or, where there is none, its delimiter as text: nothing else starts so."""
    src, start = s.src, s.pos
    char = src[start]
    if src.startswith(char, start + 1):
        kind, after = STRONG, start + 2
    else:
        kind, after = EM, start + 1
    # At the end of the text the slice is empty, which counts as a space here.
    if not (s.context & kind or src[after : after + 1] in SPACES or (char == "_" and _in_word(src, start))):
        el = _attempt(s, src[start:after], after, kind)
        if el is None and kind == STRONG and s.tree.type != "em":
            el = _attempt(s, char, start + 1, EM)
        if el is not None:
            s.add(el)
            return True
    s.text.append(src[start:after])
    s.pos = after
    return True


def _in_word(src: str, start: int) -> bool:
    """Whether the ``_`` at ``start`` continues a word: letters, then hyphen or underscores at most."""
    end = start
    while end and src[end - 1] == "_":
        end -= 1
    if end > 1 and src[end - 1] == "-":
        end -= 1
    return end > 0 and is_alpha(src[end - 1])


def _attempt(s: SpanScanner, delimiter: str, start: int, kind: int) -> Element | None:
    """Parse the emphasis whose content begins at ``start``; None if nothing ends it."""
    if _last_closing(s, delimiter[0]) <= start or not s.may_try():
        return None
    s.pos = start
    el = Element(_TYPES[kind], line=s.line_number())
    outer = s.context
    s.context = context = outer | kind
    tried: list[int] = []
    warnings = len(s.parser.warnings)
    failed = s.failed.get((delimiter, context))
    found = s.parse(el, delimiter[0], _closing(s, delimiter, kind, tried, failed))
    s.context = outer
    if found:
        s.pos += len(delimiter)
        return el
    s.wasted += s.pos - start
    del s.parser.warnings[warnings:]
    # An emphasis that meets one of these places later would go on from there in the same way.
    if failed is None:
        s.failed[delimiter, context] = set(tried)
    else:
        failed.update(tried)
    return None


def _closing(s: SpanScanner, delimiter: str, kind: int, tried: list[int], failed: set[int] | None) -> Check:
    """The check for ``delimiter``, which notes in ``tried`` where it was but did not close."""
    src, length, char = s.src, len(delimiter), delimiter[0]
    double = char * 2

    def check() -> bool | None:
        pos = s.pos
        if not src.startswith(delimiter, pos) or s.is_empty():
            return False
        after = pos + length
        if (
            src[pos - 1] not in SPACES
            and (kind == STRONG or not src.startswith(double, pos) or src.startswith(char, pos + 2))
            and not (char == "_" and is_alnum(src[after : after + 1]))
        ):
            return True
        if failed is not None and pos in failed:
            return None
        tried.append(pos)
        return False

    return check


def _last_closing(s: SpanScanner, char: str) -> int:
    """The last place where emphasis with ``char`` might end: after something that is no space."""
    last: int | None = s.memo.get(char)
    if last is None:
        src = s.src
        last = src.rfind(char)
        while last > 0 and src[last - 1] in SPACES:
            last = src.rfind(char, 0, last)
        s.memo[char] = last
    return last
