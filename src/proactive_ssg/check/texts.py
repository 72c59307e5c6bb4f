"""Texts of a page as its readers see them: which elements hold them, in which language they seem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import invisible

__all__ = ["guess_language", "language_of", "plain", "texts_in_language"]

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
        if inner.name == "img" and (alternative := plain(inner.get("alt"))):
            yield alternative
        stack.extend(child for child in inner.elements if not (child.get("lang") or child.get("xml:lang")))


def language_of(text: str, said: str) -> tuple[str, bool]:
    """As :func:`guess_language`; and whether it is another one than ``said`` without any doubt.

    The text must be long, and the short words of ``said`` known: Norwegian reads like Danish to us.
    """
    ballot = _Ballot.of(text)
    guessed = ballot.winner()
    if said not in _COMMON or guessed in ("", said) or ballot.words < 40:
        return guessed, False
    votes = ballot.votes
    return guessed, votes[guessed] >= ballot.words * 0.25 and votes.get(said, 0) * 4 <= votes[guessed]


def guess_language(text: str) -> str:
    """The language of a text as its short words tell; empty where they do not tell it clearly."""
    return _Ballot.of(text).winner()


@dataclass(slots=True)
class _Ballot:
    """How many ``words`` a text has, how many speak for each language, and how many different ones do."""

    words: int
    votes: dict[str, int]
    different: dict[str, int]

    @classmethod
    def of(cls, text: str) -> _Ballot:
        words = text.lower().split()  # a comma seldom follows the short words that tell
        telling = [word for word in words if word in _OWNERS]
        return cls(len(words), _by_language(telling), _by_language(set(telling)))

    def winner(self) -> str:
        if self.words < 6 or not self.votes:
            return ""
        first = max(self.votes, key=self.votes.__getitem__)
        count = self.votes[first]
        second = max((votes for name, votes in self.votes.items() if name != first), default=0)
        # A word that comes twice tells no more than once: three of them must be different.
        clear = count >= max(3, self.words * 0.2) and count >= second * 1.8 and self.different[first] >= 3
        return first if clear else ""


def _by_language(words: Iterable[str]) -> dict[str, int]:
    votes: dict[str, int] = {}
    for word in words:
        for language in _OWNERS[word]:
            votes[language] = votes.get(language, 0) + 1
    return votes
