"""Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import Any, ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, default, include

from proactive_ssg.kramdown.rouge_names import ROUGE_TAGS

from .actions import Token
from .html import HtmlLexer
from .tokens import ERR, GE, GH, GS, GT, GU, NI, NL, NN, NT, NV, SB, SE, SS, SX, TEXT, P
from .yaml import YamlLexer

__all__ = ["MarkdownLexer"]

# Bounded, because these are tried again and again where there is no end.
_BLANK = r"\s{0,99}"
_LABEL = r"(?s:.{0,500}?)"


def _code(lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    """A fence, the language, the code in that language, the fence that ends it."""
    indent, fence, info, code, closing, end = match.groups()
    yield match.start(1), TEXT, indent
    yield match.start(2), P, fence
    yield match.start(3), NL, info
    assert isinstance(lexer, MarkdownLexer)
    lines = code.removesuffix("\n")
    for start, type, text in lexer.code_tokens(info.strip(), lines):
        yield match.start(4) + start, type, text
    yield match.start(4) + len(lines), TEXT, code[len(lines) :]
    if end:
        yield match.start(5), TEXT, closing
        yield match.start(6), P, end


def _html(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    for start, type, text in HtmlLexer().get_tokens_unprocessed(match[0]):
        yield match.start() + start, type, text


def _yaml(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    for start, type, text in YamlLexer().get_tokens_unprocessed(match[0]):
        yield match.start() + start, type, text


class MarkdownLexer(RegexLexer):
    """Blocks are told by how a line starts; code in fences has the colours of its language."""

    name = "Markdown"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._within = bool(options.get("within"))

    def code_tokens(self, language: str, code: str) -> Iterator[Token]:
        """The tokens of code in a fence."""
        from .lexers import LEXERS, lexer_of

        tag = ROUGE_TAGS.get(language)
        lexer: Lexer | None
        if tag == "markdown":  # no deeper than this, so that nobody can nest thousands
            lexer = None if self._within else MarkdownLexer(within=True)
        else:
            lexer = lexer_of(tag) if tag in LEXERS else None
        if lexer:
            yield from lexer.get_tokens_unprocessed(code)
        elif tag or not language:
            yield 0, TEXT, code
        else:
            yield 0, SB, code

    tokens: ClassVar = {
        "root": [
            (r"^---[ \t]*\n(?s:.*?)\n---[ \t]*$", _yaml),
            (r"(?s)^([ \t]*)(`{3,}|~{3,})([^`\n]*\n)(.*?)(?:^([ \t]*)(\2)|\Z)", _code),
            (r"\\.", SE),
            (r"^#(?!#).*", GH),
            (r"^##.*", GU),
            (r"^.+\n-{2,}(?:\n|\Z)", GH),
            (r"^.+\n={2,}(?:\n|\Z)", GU),
            (r"\n\n(?:(?: {4}|\t).*(?:\n|\Z)|\n)+", SB),
            (rf"^{_BLANK}>.*", GT),
            (rf"^{_BLANK}(?:(?:\*\s*){{3,}}|(?:-\s*){{3,}})$", P),
            (rf"^{_BLANK}(?:[*+-]|[0-9]+\.)(?=\s)", P),
            (
                rf"^({_BLANK})(\[)([^\]\n]+)(\])(\s*)(:)",
                bygroups(TEXT, P, SS, P, TEXT, P),
                ("title", "address"),
            ),
            include("inline"),
        ],
        "inline": [
            (r"(`{1,9})(?!`)(?s:(?:(?!\1).){1,5000})\1", SB),
            (r"\*\*.*?\*\*|__.*?__", GS),
            (r"\*(?:\\.|\*\*|[^*\n\\])*\*", GE),
            (r"_(?:\\.|__|[^_\n\\])*_", GE),
            (r"<[^@\n]{1,200}@.[^.\n]{0,200}\..[^\n]{0,1000}>", NV),
            (r"<\w{1,20}://[^>\n]{0,999}>", NV),
            (r"<!--.{0,999}?-->|<[^>\n]{1,999}>", _html),
            (r"&[^\s;&]*;", NI),
            (rf"(!?\[)({_LABEL})(\])(?=[\[(])", bygroups(P, NV, P), "target"),
            (r"[\\`*]", ERR),
            (r"\n", TEXT),
            (r"[^\\`\[*\n&<]+", TEXT),
            (r"[\[&<]", TEXT),
        ],
        "target": [
            (r"(\[)([^\]]*)(\])", bygroups(P, SS, P), "#pop"),
            (r"\(", P, ("parenthesis", "title", "address")),
            (r"[ \t]+(?=\[|\()", TEXT),
            default("#pop"),
        ],
        "address": [
            (r"[ \t]+", TEXT),
            (r"\n", TEXT),
            (r"(<)([^>\n]*)(>)", bygroups(NT, SX, NT), "#pop"),
            (r"\S[^\s)]*", SX, "#pop"),
            default("#pop"),
        ],
        "title": [
            (r"\s+(?=[\"'(]|\))", TEXT),
            (r"\"[^\"]*\"|'[^']*'|\([^)]*\)", NN, "#pop"),
            default("#pop"),
        ],
        "parenthesis": [(r"\)", P, "#pop"), default("#pop")],
    }
