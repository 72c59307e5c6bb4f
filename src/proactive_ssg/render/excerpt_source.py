"""The source text of an excerpt (``lib/jekyll/excerpt.rb``): what stands before the separator, made whole."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["excerpt_source"]

_LINK_DEFINITION = re.compile(r"^ {0,3}(\[[^\]]+\])(:.+)$", re.M)
_TAG = re.compile(r"\{%-?\s*(\w+)", re.ASCII)


def excerpt_source(body: str, separator: str, blocks: Collection[str]) -> str:
    """The part of ``body`` before ``separator``, with the link definitions of the rest that it uses.

    A tag of ``blocks`` that the separator left open is closed.
    """
    head, _separator, tail = body.partition(separator)
    if not tail:
        return head
    if "{%" in head:
        head = _closed(head, blocks)
    definitions = ["".join(found) for found in _LINK_DEFINITION.findall(tail) if found[0] in head]
    return "\n\n".join((head, "\n".join(definitions))) if definitions else head


def _closed(head: str, blocks: Collection[str]) -> str:
    for name in reversed([found[1] for found in _TAG.finditer(head) if head.find("%}", found.end()) >= 0]):
        if name in blocks and not re.search(r"\{%-?\s*end" + name + r".*?\s*-?%\}", head, re.S):
            head += f"\n{{% end{name} %}}"
    return head
