"""Texts that say nothing: names of files, addresses, words that stand for anything."""

from __future__ import annotations

import re

__all__ = ["is_address", "is_file_name", "says_nothing", "tokens"]

_IMAGE = "avif|bmp|gif|heic|ico|jpe?g|png|svg|tiff?|webp"
_OTHER = "docx?|html?|mp3|mp4|ods|odt|pdf|php|webm|xlsx?"
_FILE = re.compile(
    rf"[^\s/\\]*\w\.(?:{_IMAGE}|{_OTHER})|(?:img|dsc|dscn|dscf|image)[_-]?\d{{3,}}", re.IGNORECASE
)
_NAME_WITH_SPACES = re.compile(rf"[^\n]{{,60}}\w\.(?:{_IMAGE})", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp|file|data):\S+|www\.\S+|(?:\.{0,2}/)+[\w%.-]+(?:/[\w%.-]+)*/?)", re.IGNORECASE
)
_WORD = re.compile(r"\w+")

# What one cannot make anything of, alone; by the role of what is named.
_EMPTY = {
    "image": (
        "image|images|img|photo|photographie|picture|pic|illustration|graphic|icon|icone|icône|alt|alternative|"
        "texte alternatif|alt text|placeholder|spacer|visuel|untitled|sans titre|null|undefined"
    ),
    "frame": (
        "iframe|frame|cadre|untitled|sans titre|title|titre|contenu|content|page|inline frame|no title|null|"
        "undefined"
    ),
    "link": (
        "ici|cliquez ici|cliquer ici|clique ici|clic|cliquez|cliquez-ici|lien|ce lien|lire|lire la suite|"
        "suite|la suite|en savoir plus|savoir plus|plus|plus d'infos|plus d'informations|voir|voir plus|"
        "détails|télécharger|accéder|consulter|afficher|découvrir|suivez ce lien|"
        "click here|here|click|link|this link|this|more|read more|learn more|see more|more info|go|"
        "more information|details|download|continue|continue reading|info|page|view|view more"
    ),
    "caption": "tableau|table|titre|title|légende|caption|données|data|sans titre|untitled",
}
_NOTHING = {kind: frozenset(words.split("|")) for kind, words in _EMPTY.items()}
_EDGES = " \t\n\r.…:;!?»«>›→\"'()[]\u00a0\u202f"


def is_file_name(text: str) -> bool:
    """``photo-12.jpg``, ``IMG_2041``: the name of a file and no other word."""
    text = text.strip()
    return bool(_FILE.fullmatch(text) or (len(text) < 120 and _NAME_WITH_SPACES.fullmatch(text)))


def is_address(text: str) -> bool:
    """Is the whole text a web address?"""
    return _ADDRESS.fullmatch(text.strip()) is not None


def says_nothing(text: str, kind: str) -> bool:
    """Whether a text is one of the words for anything, of a ``kind`` of thing (``link``)."""
    return " ".join(text.lower().replace("’", "'").split()).strip(_EDGES) in _NOTHING[kind]


def tokens(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(text.lower())
