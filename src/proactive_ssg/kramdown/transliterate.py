"""Latin letters for the letters of other alphabets, for ``transliterated_header_ids``.

kramdown leaves this to the tables of the Ruby library stringex. Here the marks of Latin letters come
off by Unicode's decompositions; Greek, Cyrillic and the letters that do not decompose have a table;
kana and Hangul are read off their Unicode names. A character of any other script is dropped.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["to_ascii"]

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

_LATIN = (
    "ß ss æ ae Æ AE œ oe Œ OE ø o Ø O đ d Đ D ð d Ð D þ th Þ Th ł l Ł L ħ h Ħ H ı i ĸ k ŋ ng Ŋ NG ŧ t Ŧ T "
    "ƒ f ə e Ə E ɛ e ɔ o ſ s ẞ SS"
)
_GREEK = (
    "α a β b γ g δ d ε e ζ z η e θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ u φ ph χ kh ψ ps ω o "
    "Α A Β B Γ G Δ D Ε E Ζ Z Η E Θ Th Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ U Φ Ph Χ Kh Ψ Ps Ω O"
)
_CYRILLIC = (
    "а a б b в v г g д d е e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch "
    "ш sh щ shch ъ ' ы y ь ' э e ю iu я ia ё io ђ dj ѓ gj є ie і i ї yi ј j љ lj њ nj ћ tsh ќ kj ў u џ dzh "
    "ґ g"
)
_PUNCTUATION = (
    "\u2018 ' \u2019 ' \u201c \" \u201d \" \u2013 -- \u2014 --- \u2026 ... \u00ab << \u00bb >> \u20ac EUR "
    "\u00a9 (c) \u00ae (r) \u2022 * \u00b7 * \u2212 - \u00d7 x \u00f7 /"
)
_SYLLABLE = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?([A-Z]+)|HANGUL SYLLABLE ([A-Z]+)")


def _pairs(table: str) -> dict[str, str]:
    items = table.split()
    return dict(zip(items[::2], items[1::2], strict=True))


_TABLE = {**_pairs(_LATIN), **_pairs(_GREEK), **_pairs(_CYRILLIC), **_pairs(_PUNCTUATION)}


def to_ascii(text: str) -> str:
    """``text`` in ASCII, as well as that can be done letter by letter."""
    return _NOT_ASCII.sub(lambda found: _letter(found[0]), text)


def _letter(char: str) -> str:
    if (known := _TABLE.get(char)) is not None:
        return known
    if (known := _TABLE.get(char.lower())) is not None:
        return known.capitalize()
    if found := _SYLLABLE.match(unicodedata.name(char, "")):
        return (found[1] or found[2]).lower()
    base = unicodedata.normalize("NFKD", char)
    if base == char:
        return ""
    return "".join(part if part.isascii() else _TABLE.get(part, "") for part in base)
