"""The tables that spans are parsed by: entities, emojis, classes of characters, order of the rules."""

from __future__ import annotations

import pytest

from proactive_ssg.kramdown.emoji import emoji_image
from proactive_ssg.kramdown.entities import UnknownEntityError, entity
from proactive_ssg.kramdown.options import Options
from proactive_ssg.kramdown.span import rules_for
from proactive_ssg.kramdown.span.characters import is_alnum, is_alpha, is_word


@pytest.mark.parametrize(
    ("key", "code_point", "name", "char"),
    [
        ("amp", 38, "amp", "&"),
        (38, 38, "amp", "&"),
        ("lceil", 8969, "lceil", "\u2309"),  # HTML has them the other way round
        (150, 8211, "ndash", "\u2013"),
        (142, 381, None, "\u017d"),
        (60, 60, "nvlt", "<"),  # the last name that kramdown's table gives to the code point
        ("lt", 60, "lt", "<"),
        (0x1F600, 0x1F600, None, "\U0001f600"),
        (0xD800, 0xD800, None, ""),
        (0x110000, 0x110000, None, ""),
    ],
)
def test_entity(key: str | int, code_point: int, name: str | None, char: str) -> None:
    assert entity(key) == (code_point, name, char)


@pytest.mark.parametrize("name", ["unknown", "AMP", "Acy", ""])
def test_unknown_entity(name: str) -> None:
    with pytest.raises(UnknownEntityError):
        entity(name)


@pytest.mark.parametrize(
    ("name", "image"),
    [
        ("smile", "unicode/1f604.png"),
        ("fr", "unicode/1f1eb-1f1f7.png"),
        ("satisfied", "unicode/1f606.png"),
        ("octocat", "octocat.png"),
        ("squirrel", "shipit.png"),
        ("Smile", None),
        ("", None),
        ("1f604", None),
    ],
)
def test_emoji(name: str, image: str | None) -> None:
    assert emoji_image(name) == image


@pytest.mark.parametrize(
    ("char", "alpha", "alnum", "word"),
    [
        ("a", True, True, True),
        ("\u00e9", True, True, True),
        ("\u65e5", True, True, True),
        ("1", False, True, True),
        ("\u0661", False, True, True),  # an Arabic digit
        ("_", False, False, True),
        ("\u203f", False, False, True),  # an undertie, which connects as "_" does
        ("\u00b2", False, False, True),
        ("\u2075", False, False, False),
        ("\u2167", True, True, True),  # a Roman numeral
        ("\u24d0", True, True, True),  # a circled letter
        ("\u0301", False, False, True),  # an accent
        ("\u093e", True, True, True),  # a vowel of Devanagari
        ("\u094d", False, False, True),  # its virama
        ("-", False, False, False),
        ("\u2014", False, False, False),
        ("", False, False, False),
    ],
)
def test_classes_of_characters(char: str, alpha: bool, alnum: bool, word: bool) -> None:
    assert (is_alpha(char), is_alnum(char), is_word(char)) == (alpha, alnum, word)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("plain text, with - a dash. An end! A { and a > b ~ c: d $ e & f", []),
        ("a -- b", [2]),
        ("a... b", [1]),
        ("a  \nb \nc", [3]),
        ("![a] !b", [0, 1]),
        ("{:a} {a}", [0]),
        ("a >> b > c", [2]),
        ("&a & &#", [0, 5]),
        ("$$a$ $", [0]),
    ],
)
def test_what_stops_the_search(text: str, places: list[int]) -> None:
    """Frequent characters stop it only where a rule may start: that is what makes it quick."""
    search = rules_for(Options()).search
    found, pos = [], 0
    while match := search(text, pos):
        found.append(match.start())
        pos = match.start() + 1
    assert found == places


def test_dialects_differ() -> None:
    def firsts(options: Options) -> set[str]:
        return set(rules_for(options).by_first)

    kramdown = firsts(Options())
    assert firsts(Options(input="GFM", hard_wrap=False)) == kramdown | {"~"}
    assert firsts(Options(input="GFM", hard_wrap=True)) == kramdown - {"\n"} | {"~"}
    assert firsts(Options(input="GFM", hard_wrap=False, gfm_emojis=True)) == kramdown | {"~", ":"}
    plain = firsts(Options(input="GFM", hard_wrap=False, gfm_quirks=("no_auto_typographic",)))
    assert plain == kramdown - {"-", ".", ">"} | {"~"}
