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
    el = Element(_TYPES[kind], None, s.line_number())
    end = _plain_end(s, delimiter, start, kind)
    if end > 0:
        el.children.append(Element("text", s.src[start:end], el.line))
        s.pos = end + len(delimiter)
        return el
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


def _plain_end(s: SpanScanner, delimiter: str, start: int, kind: int) -> int:
    """Where an emphasis is closed that holds plain text alone, as most do; 0: it holds more than that."""
    match = s.rules.search(s.src, start)
    if match is None:
        return 0
    end = match.start()
    return end if end > start and _closes(s.src, end, delimiter, kind) else 0


def _closes(src: str, pos: int, delimiter: str, kind: int) -> bool:
    """Whether ``delimiter`` stands at ``pos`` as the end of something."""
    if not src.startswith(delimiter, pos) or src[pos - 1] in SPACES:
        return False
    char = delimiter[0]
    if kind != STRONG and src.startswith(char, pos + 1) and not src.startswith(char, pos + 2):
        return False
    after = pos + len(delimiter)
    return not (char == "_" and is_alnum(src[after : after + 1]))


def _closing(s: SpanScanner, delimiter: str, kind: int, tried: list[int], failed: set[int] | None) -> Check:
    """The check for ``delimiter``, which notes in ``tried`` where it was but did not close."""
    src = s.src

    def check() -> bool | None:
        pos = s.pos
        if not src.startswith(delimiter, pos) or s.is_empty():
            return False
        if _closes(src, pos, delimiter, kind):
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
