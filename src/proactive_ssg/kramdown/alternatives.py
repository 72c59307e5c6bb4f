"""A pattern for any of many names, which looks at what they begin with in common only once.

``a b c|a b d|a`` would be tried one after the other at each place; ``a(?: b (?:c|d)|)`` takes as long as the
text that fits.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ANY_SPACES", "one_of"]

# A space in a definition stands for any white space: Ruby's [\\s\\p{Z}].
ANY_SPACES: Final = "[\\t-\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+"
_AMBIGUOUS: Final = re.compile("  |[\\t-\\r\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]")
_MANY: Final = 16  # so many alternatives are tried one after the other
_DEEP: Final = 40  # groups in groups, no more of which Python can be sure to compile


def one_of(names: list[str]) -> str:
    """The longest one first, for a name may start with another one."""
    names = sorted(names, key=len, reverse=True)
    # Where white space can be read in two ways, which name is tried first matters.
    if len(names) <= _MANY or any(_AMBIGUOUS.search(name) for name in names):
        return f"(?:{_listed(names)})"
    return f"(?:{_branches(names, 0, 0)})"


def _listed(names: list[str]) -> str:
    return "|".join(_escaped(name) for name in names)


def _escaped(text: str) -> str:
    return re.escape(text).replace("\\ ", ANY_SPACES)


def _branches(names: list[str], start: int, depth: int) -> str:
    """Alternatives for what ``names`` have from ``start`` on; they are the same before it."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name[start : start + 1], []).append(name)
    ended = by_first.pop("", None)
    firsts = sorted(by_first)
    written = _chosen(by_first, firsts, start, depth)
    return f"{written}|" if ended is not None else written


def _chosen(by_first: dict[str, list[str]], firsts: list[str], start: int, depth: int) -> str:
    """Of many first characters those are tried among which the next one is."""
    if len(firsts) <= _MANY or depth > _DEEP:
        return "|".join(_begun(by_first[first], start, depth) for first in firsts)
    size = -(-len(firsts) // _MANY)
    parts: list[str] = []
    for at in range(0, len(firsts), size):
        some = firsts[at : at + size]
        inner = _chosen(by_first, some, start, depth + 1)
        looked_for = "".join(ANY_SPACES[1:-2] if one == " " else re.escape(one) for one in some)
        parts.append(f"(?=[{looked_for}])(?:{inner})")
    return "|".join(parts)


def _begun(names: list[str], start: int, depth: int) -> str:
    """``names``, which have the next character in common, and perhaps more."""
    if len(names) == 1:
        return _escaped(names[0][start:])
    if depth > _DEEP:
        return _listed([name[start:] for name in names])
    low, high = min(names), max(names)  # what they have in common, all have
    end = start + 1
    while end < len(low) and end < len(high) and low[end] == high[end]:
        end += 1
    return f"{_escaped(low[start:end])}(?:{_branches(names, end, depth + 1)})"
