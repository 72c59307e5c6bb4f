"""HTML, with the scripts and style sheets in it."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import Any, ClassVar

from pygments.lexer import Lexer, RegexLexer, default

from .actions import Action, Token
from .css import CssLexer
from .javascript import JavascriptLexer
from .tokens import C1, CM, CP, ERR, NA, NI, NT, TEXT, C, S

__all__ = ["HtmlLexer"]


class _ScriptLexer(JavascriptLexer):
    """JavaScript that Rouge is given in pieces, each up to the next ``<``."""

    tokens: ClassVar = {
        "blank": [
            (r"[ \t\r\n\f\v]+", TEXT),
            (r"//[^\n<]*", C1),
            (r"/\*[^<*]*\*+(?:[^<*/][^<*]*\*+)*/", CM),
        ],
    }


_WORD = r"(?:\w|[^\x00-\x7f])(?:[\w:.-]|[^\x00-\x7f])*"
_ATTRIBUTE = r"(?:[a-zA-Z_:#*-]|[^\x00-\x7f])(?:[\w:.#*-]|[^\x00-\x7f])*"
# With brackets where a value follows; bounded, since it is tried at every bracket.
_BRACKETED = r"(?:[a-zA-Z_:#*\[(-]|[^\x00-\x7f])(?:[\w:.#*\[\]()-]|[^\x00-\x7f]){0,199}"


def _within(lexer: type[Lexer]) -> Action:
    """The content of an element in another language."""

    def act(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
        for start, type, text in lexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(match[0]):
            yield match.start() + start, type, text

    return act


def _raw(name: str, lexer: type[Lexer]) -> list[tuple[Any, ...]]:
    return [
        (rf"</{name}\s*>", NT, "#pop"),
        (rf"(?s).+?(?=</{name}\s*>|\Z)", _within(lexer)),
    ]


class HtmlLexer(RegexLexer):
    """A tag and the sign that ends it are one token; attributes take their ``=`` along."""

    name = "HTML"
    tokens: ClassVar = {
        "root": [
            (r"[^<&]+", TEXT),
            (r"&[^\s;&<]*;", NI),
            (r"&", ERR),
            (r"(?s)<!--.*?(?:-->|\Z)", C),
            (r"(?s)<!\[CDATA\[.*?\]\]>|<\?.*?\?>", CP),
            (r"(?s)<![^>]*>", CP),
            (r"<script\b\s*", NT, ("script", "tag")),
            (r"<style\b\s*", NT, ("style", "tag")),
            (rf"</{_WORD}", NT, "closed"),
            (r"</", NT, "closing"),
            (r"<", NT, ("tag", "name")),
        ],
        "name": [(_WORD, NT, "#pop"), (r"-+", NT, "#pop"), default("#pop")],
        "closing": [
            (r"\s+", TEXT),
            (r">", NT, "#pop"),
            (_WORD, NT, ("#pop", "closed")),
            (r"(?s).", ERR),
        ],
        "closed": [(r"\s+", TEXT), (r">", NT, "#pop"), (r"(?s).", ERR)],
        "tag": [
            (r"\s+", TEXT),
            (rf"{_BRACKETED}\s*=\s*", NA, "value"),
            (_ATTRIBUTE, NA),
            (r"/?>", NT, "#pop"),
            (r"(?s).", ERR),
        ],
        "value": [
            (r"\"[^\"]*\"?|'[^']*'?|[^\s>\"']\S*?(?=[\s>]|\Z)", S, "#pop"),
            (r"(?s).", ERR),
        ],
        "script": _raw("script", _ScriptLexer),
        "style": _raw("style", CssLexer),
    }
