"""A template as a list of tokens (Liquid's ``tokenizer.rb``), in time proportional to its length."""

from __future__ import annotations

__all__ = ["tokenize"]


def tokenize(text: str) -> list[tuple[str, int]]:
    """Texts, ``{% tags %}`` and ``{{ outputs }}`` with their offsets.

    As Ruby's ``TemplateParser`` matches: a tag ends at the first ``%}``, an output at the first ``}`` (and
    takes a second one with it), an opening that nothing closes stands alone.
    """
    tokens: list[tuple[str, int]] = []
    start = 0
    unclosed: set[str] = set()
    find = text.find
    while (at := _opening(text, start)) >= 0:
        if at > start:
            tokens.append((text[start:at], start))
        mark, close = ("{%", "%}") if text[at + 1] == "%" else ("{{", "}")
        end = -1 if mark in unclosed else find(close, at + 2)
        if end < 0:
            unclosed.add(mark)
            stop = at + 2
        else:
            stop = end + len(close)
            if mark == "{{" and text.startswith("}", stop):
                stop += 1
        tokens.append((text[at:stop], at))
        start = stop
    if start < len(text):
        tokens.append((text[start:], start))
    return tokens


def _opening(text: str, start: int) -> int:
    """Where the next ``{{`` or ``{%`` is."""
    at = text.find("{", start)
    last = len(text) - 1
    while at >= 0:
        if at == last:
            return -1
        if text[at + 1] in "{%":
            return at
        at = text.find("{", at + 1)
    return -1
