"""YAML: Pygments' tokens, whose words and quotes Rouge tells apart further."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from pygments.lexer import inherit
from pygments.lexers.data import YamlLexer as PygmentsYamlLexer
from pygments.token import Comment, Error, Keyword, Literal, Name, Punctuation, String, Text, _TokenType

from .actions import Token
from .tokens import C1, ERR, KT, NA, NL, NN, NO, NV, PI, S1, S2, SE, TEXT, M, S

__all__ = ["YamlLexer"]

_PLAIN: Final = Literal.Scalar.Plain
_KEYS: Final = re.compile(r"(\s*)((?:[^\s:]|:(?=\S)|[^\S\n]+(?=[^\s:]|:\S))*[^\S\n]*)(:(?=\s)|\Z)")
_NO_KEY: Final = re.compile(r"[#,?\[\]{}\"':]")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_CONSTANT: Final = re.compile(r"true|false|null")
_NUMBER_ENDS: Final = re.compile(r" +#|\r?\n|\Z")

_SAME: Final[dict[_TokenType, _TokenType]] = {
    Comment.Single: C1,
    Error: ERR,
    Keyword.Type: KT,
    Name.Constant: S,
    Name.Label: NL,
    Name.Namespace: NN,
    Text.Whitespace: TEXT,
}


class YamlLexer(PygmentsYamlLexer):
    """Keys, plain words and quoted ones as Rouge has them."""

    # Rouge begins anew with a line that is not indented.
    tokens: ClassVar = {
        "plain-scalar-in-block-context-new-line": [(r"^(?=\S)", Text.Whitespace, "#pop:3"), inherit],
        # A key is looked for at every anchor, up to the end of the line: not where that is far away.
        "block-line": [(r"[&*!][\w-]*(?=[^\n]{999})", Name.Label), inherit],
    }

    def get_tokens_unprocessed(self, text: str) -> Iterator[Token]:  # type: ignore[override]
        quote, depth, line_start, colon, before = "", 0, True, PI, ""
        for start, type, value in super().get_tokens_unprocessed(text):  # type: ignore[no-untyped-call]
            if quote and type in (String, String.Escape, Name.Variable):
                within = quote
                if value == quote:
                    quote = ""
                yield from _quoted(start, type, value, within)
            elif type is String:
                quote = value
                yield start, S2 if value == '"' else S1, value
            elif type is _PLAIN:
                yield from _word(start, value, text)
            elif type is Name.Tag:
                yield from _key(start, value, bool(depth))
                colon = _colon(value.rsplit(": ", 1)[-1], bool(depth))
            elif type is Punctuation:
                yield start, colon, value
            elif type is Text.Whitespace and colon is S and before == ":" and "\n" not in value:
                yield start, S, value
            elif type is Name.Variable:
                yield start, NV, value
            elif type is Punctuation.Indicator:
                depth = max(0, depth + (value in "[{") - (value in "]}"))
                stray = value == ":" and not depth and not line_start
                yield start, ERR if stray else PI, value
            else:
                yield start, _SAME.get(type, TEXT), value
            before = value
            line_start = value.endswith("\n") or (line_start and value.isspace())


def _quoted(start: int, type: _TokenType, value: str, quote: str) -> Iterator[Token]:
    if type is Name.Variable:
        yield start, NV, value
    elif type is String.Escape and quote == "'":
        yield start, S, "'"
        yield start + 1, S1, "'"
    elif value[0] == "\\" and quote == '"':
        yield start, SE, value
    else:
        yield start, S, value


def _word(start: int, value: str, text: str) -> Iterator[Token]:
    if found := _CONSTANT.match(value):
        yield start, NO, found[0]
        if value != found[0]:
            yield found.end() + start, S, value[found.end() :]
    elif _NUMBER.fullmatch(value) and _NUMBER_ENDS.match(text, start + len(value)):
        yield start, M, value
    else:
        yield start, S, value


def _key(start: int, value: str, within: bool) -> Iterator[Token]:
    """A key; Pygments takes several with their colons together, and white space before one."""
    for found in _KEYS.finditer(value):
        blank, key, colon = found.groups()
        position = start + found.start()
        yield position, TEXT, blank
        yield position + len(blank), NV if within else S if _NO_KEY.search(key) else NA, key
        yield start + found.start(3), PI, colon


def _colon(key: str, within: bool) -> _TokenType:
    """What the colon after a key is: a word with a colon inside takes the one at its end along."""
    if within or not _NO_KEY.search(key):
        return PI
    return S if ":" in key.rsplit(" ", maxsplit=1)[-1] else ERR
