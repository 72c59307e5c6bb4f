"""Ruby's classes of characters, where they decide what a span is: ``[[:alpha:]]``, ``[[:alnum:]]``, ``\\b``.

They follow Unicode's *Alphabetic* property, which Python does not expose: letters, letter numbers,
circled letters, and those combining marks that stand for vowels rather than for accents.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final
from unicodedata import category

from proactive_ssg.kramdown.definitions import SPACES

__all__ = ["SPACES", "WORD", "is_alnum", "is_alpha", "is_word"]

# Ruby's \\w knows ASCII only.
WORD: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")

_CIRCLED = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))

# Ranges in which no combining mark is alphabetic.
_ACCENTS = """
300-344 346-5af 658 6df-6e0 6ea-6ec 740-74a 7eb-7fd 818-819 82d-8d3 8e0-8e1 8ea-8ef 93c 94d 951-954 9bc
9cd 9fe a3c a4d abc acd afd-aff b3c b4d-b55 bcd c04-c3c c4d cbc ccd d3b-d3c d4d dca e47-e4c e4e eba
ec8-ecc f18-f3f f82-f87 fc6 1037 1039-103a 135d-135f 1714-1715 1734 17b4-17b5 17c9-180f 1939-193b 1a60
1a75-1abd 1ac1-1ace 1b34 1b44-1b73 1baa-1bab 1be6 1bf2-1bf3 1c37-1de6 1df5-2d7f 302a-a66f a67c-a67d
a6f0-a6f1 a806 a82c a8c4 a8e0-a8f1 a92b-a92d a953 a9b3 a9c0 aabf-aac1 aaf6 abec-abed fe00-102e0
10a38-10ae6 10f46-10f85 11046-11081 110b9-110c2 11133-11134 11173 111c0-111cc 11235-11236 112e9-112ea
1133b-1133c 1134d 11366-11374 11442 11446-1145e 114c2-114c3 115bf-115c0 1163f 116b6-116b7 1172b
11839-1183a 1193d-1193e 11943 119e0 11a33-11a34 11a47 11a98-11a99 11c3f 11d42 11d44-11d45 11d97
16af0-16b36 16fe4 1bc9d 1cf00-1daaf 1e130-1e946 1e948-e01ef
"""


def _accents() -> list[int]:
    bounds: list[int] = []
    for item in _ACCENTS.split():
        first, _, last = item.partition("-")
        bounds += (int(first, 16), int(last or first, 16) + 1)
    return bounds


# Where the ranges start and where the character after each stands, ascending.
_NOT_ALPHABETIC = _accents()


def _is_accent(char: str) -> bool:
    return bool(bisect_right(_NOT_ALPHABETIC, ord(char)) % 2)


def is_alpha(char: str) -> bool:
    """``[[:alpha:]]``; an empty string is not."""
    return char.isalpha() or (char > "\u02ff" and _is_rare_alpha(char))


def is_alnum(char: str) -> bool:
    """``[[:alnum:]]``; an empty string is not."""
    return char.isalpha() or char.isdecimal() or (char > "\u02ff" and _is_rare_alpha(char))


def is_word(char: str) -> bool:
    """What ``\\b`` takes for a word character; an empty string is not one."""
    if char < "\x80":
        return char in WORD
    kind = category(char)
    # Ruby's \\b counts the superscript digits and fractions of Latin-1, and no others.
    return (
        kind[0] in "LM"
        or kind in ("Nd", "Nl", "Pc")
        or char in "\xb2\xb3\xb9\xbc\xbd\xbe"
        or _is_circled(char)
    )


def _is_circled(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _CIRCLED)


def _is_rare_alpha(char: str) -> bool:
    kind = category(char)
    if kind in ("Mn", "Mc"):
        return not _is_accent(char)
    return kind == "Nl" or _is_circled(char)
