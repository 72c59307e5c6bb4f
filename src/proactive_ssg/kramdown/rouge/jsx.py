"""JavaScript and TypeScript with elements of XML in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pygments.lexer import RegexLexer, default, include, inherit

from .actions import Token
from .javascript import JavascriptLexer, TypescriptLexer
from .tokens import ERR, NA, NC, NI, NT, SI, TEXT, P, S

__all__ = ["JsxLexer", "TsxLexer"]


class _Elements(RegexLexer):
    """The states of elements, which may stand where an expression starts."""

    tokens: ClassVar = {
        "expression": [
            (r"<(?=\w+,)", P, "#pop"),
            (r"<(?=/\w)", P, "element"),  # a stray end tag: what is in it is wrong
            (r"<(?=[\w>])", P, ("element", "name")),  # another one may follow
            inherit,
        ],
        "name": [(r"[a-z][\w-]*", NT, "#pop"), (r"[A-Z]\w*", NC), (r"\.", P), default("#pop")],
        "element": [
            include("blank"),
            (r"/>", P, "#pop"),
            (r">", P, ("#pop", "children")),
            (r"[\w-]+", NA),
            (r"=", P),
            (r"\"[^\"]*\"?|'[^']*'?", S),
            (r"\{", SI, ("braces", "expression")),
            (r"</|.", ERR),
        ],
        "children": [
            (r"</", P, ("#pop", "end", "name")),
            (r"<", P, ("element", "name")),
            (r"\{", SI, ("braces", "expression")),
            (r"&\w+;", NI),
            (r"&", ERR),
            (r"[^<{&]+", TEXT),
        ],
        "end": [(r"\s+", TEXT), (r">", P, "#pop"), default("#pop")],
        "braces": [(r"\}", SI, "#pop"), (r"\{", P, ("block", "statement")), include("root")],
        "block": [
            (r"\}", P, ("#pop", "statement")),
            (r"\{", P, ("#push", "statement")),
            include("root"),
        ],
    }

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root", "expression")
    ) -> Iterator[Token]:
        return super().get_tokens_unprocessed(text, stack)


class JsxLexer(_Elements, JavascriptLexer):
    """JavaScript with elements."""

    name = "JSX"


class TsxLexer(_Elements, TypescriptLexer):
    """TypeScript with elements."""

    name = "TSX"
