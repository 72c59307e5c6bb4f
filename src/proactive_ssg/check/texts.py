"""Texts of a page as its readers see them: which elements hold them, in which language they seem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import invisible

__all__ = ["other_language", "plain", "texts_in_language"]

# Short words that one language uses all the time and the others hardly.
_COMMON = {
    "de": "der die und ist nicht das ein eine mit für auf dem den sich werden oder auch wird sind zu von",
    "en": "the and of is to that with for this are was were have they which it on from by not you your in an",
    "es": "el los las una que del por con para está son como pero más su y es se lo de en",
    "fr": "le les des une est et dans pour que qui sur avec vous nous sont au aux du ce cette pas de en ne",
    "it": "il gli che della di una per con sono non è anche nel alla più questo le del dei lo",
    "nl": "het een van en de is niet op te met voor dat zijn er aan ook maar wordt naar bij hij",
    "pt": "os uma não com para do da dos das que em é são como mais por ao pela seu no",
    "da": "og det der af til på ikke som med en den er at har vi også eller blev kan",
}


def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for language, words in _COMMON.items():
        for word in words.split():
            owners[word] = (*owners.get(word, ()), language)
    return owners


_OWNERS = _owners()
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def plain(text: str) -> str:
    """``text`` with spaces as one."""
    return " ".join(text.split())


def texts_in_language(page: AuditedPage, element: Element) -> Iterator[str]:
    """The visible texts (and alternatives of images) whose language is the one given on ``element``."""
    stack: list[Element] = [element]
    while stack:
        inner = stack.pop()
        if invisible(page, inner):
            continue
        if text := inner.own_text:
            yield text
        if alternative := _read_out(inner):
            yield alternative
        for child in inner.children:
            if isinstance(child, Element):
                attributes = child.attributes
                if not (attributes and (attributes.get("lang") or attributes.get("xml:lang"))):
                    stack.append(child)


def _read_out(element: Element) -> str:
    """The text that an attribute holds: of an image, or of a button."""
    if element.name in ("img", "area"):
        return plain(element.get("alt"))
    if element.name != "input":
        return ""
    kind = element.get("type").strip().lower()
    said = {"image": "alt", "submit": "value", "reset": "value", "button": "value"}.get(kind)
    return plain(element.get(said)) if said else ""


def other_language(text: str, said: str) -> tuple[str, bool]:
    """The language that a text reads like, if it is another than ``said``; whether there is no doubt.

    Empty where its short words do not tell it clearly. To be without doubt the text must be long, and the
    short words of ``said`` known: Norwegian reads like Danish to us.
    """
    words = text.lower().split()  # a comma seldom follows the short words that tell
    telling = [word for word in words if word in _OWNERS]
    # A word that comes twice tells no more than once: three of them must be different.
    if len(words) < 6 or len(telling) < 3:
        return "", False
    common = _WORDS.get(said)
    if common is not None:
        for_said = len([word for word in telling if word in common])
        if for_said * _CLEARLY > len(telling):
            return "", False  # as no other language can have so many more
    guessed, votes = _winner(len(words), Counter(telling))
    if guessed in ("", said) or common is None or len(words) < 40:
        return "" if guessed == said else guessed, False
    count = votes[guessed]
    if len(words) >= _A_PARAGRAPH and not (common - _WORDS[guessed]).intersection(telling):
        return guessed, True
    return guessed, count >= len(words) * 0.25 and votes.get(said, 0) * 4 <= count


_A_PARAGRAPH = 60
"""So many words without a single short one of a language are not in it."""
_CLEARLY = 1.8
"""So many times as often as those of any other must the words of a language come."""


def _winner(length: int, telling: Counter[str]) -> tuple[str, dict[str, int]]:
    """The language that most words of a text speak for, if clearly; how many speak for each."""
    votes: dict[str, int] = {}
    different: dict[str, int] = {}
    for word, count in telling.items():
        for language in _OWNERS[word]:
            votes[language] = votes.get(language, 0) + count
            different[language] = different.get(language, 0) + 1
    first = max(votes, key=votes.__getitem__)
    count = votes[first]
    second = max((number for name, number in votes.items() if name != first), default=0)
    clear = count >= max(3, length * 0.2) and count >= second * _CLEARLY and different[first] >= 3
    return first if clear else "", votes
