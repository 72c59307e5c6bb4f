"""Texts of a page as its readers see them: which elements hold them, in which language they seem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import invisible

__all__ = ["certainly_not_in", "guess_language", "own_text", "plain", "texts_in_language"]

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
_WORD = re.compile(r"[^\W\d_]+")


def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for language, words in _COMMON.items():
        for word in words.split():
            owners[word] = (*owners.get(word, ()), language)
    return owners


_OWNERS = _owners()


def plain(text: str) -> str:
    """``text`` with spaces as one."""
    return " ".join(text.split())


def own_text(element: Element) -> str:
    """The text that stands directly in an element."""
    return plain("".join(child for child in element.children if isinstance(child, str)))


def texts_in_language(page: AuditedPage, element: Element) -> Iterator[str]:
    """The visible texts (and alternatives of images) whose language is the one given on ``element``."""
    stack: list[Element] = [element]
    while stack:
        inner = stack.pop()
        if invisible(page, inner):
            continue
        if text := own_text(inner):
            yield text
        if inner.name == "img" and (alternative := plain(inner.get("alt"))):
            yield alternative
        stack.extend(child for child in inner.elements if not (child.get("lang") or child.get("xml:lang")))


def certainly_not_in(text: str, language: str) -> str:
    """The language of a long text, where it is another one than ``language`` without any doubt.

    Only of a ``language`` whose short words we know: Norwegian reads like Danish to us.
    """
    words, votes = _votes(text)
    guessed = guess_language(text)
    if language not in _COMMON or guessed in ("", language) or len(words) < 40:
        return ""
    clear = votes[guessed] >= len(words) * 0.25 and votes[language] * 4 <= votes[guessed]
    return guessed if clear else ""


def _votes(text: str) -> tuple[list[str], Counter[str]]:
    words = [word.lower() for word in _WORD.findall(text)]
    votes: Counter[str] = Counter()
    for word in words:
        votes.update(_OWNERS.get(word, ()))
    return words, votes


def guess_language(text: str) -> str:
    """The language of a text as its short words tell; empty where they do not tell it clearly."""
    words, votes = _votes(text)
    if len(words) < 6:
        return ""
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < max(3, len(words) * 0.2):
        return ""
    if sum(ranked[0][0] in _OWNERS.get(word, ()) for word in set(words)) < 3:  # “de” twice tells nothing
        return ""
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * 1.8:
        return ""
    return ranked[0][0]
