"""PHP, with the HTML around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import Match
from typing import Any, ClassVar, Final

from pygments.lexer import Lexer, RegexLexer, bygroups, default, include
from pygments.token import _TokenType
from pygments.util import get_bool_opt

from .actions import Token, unclosed
from .html import HtmlLexer
from .php_words import FUNCTIONS, WORDS
from .pieces import Pieces
from .tokens import (
    C1,
    CD,
    CM,
    CP,
    ERR,
    KC,
    KD,
    KN,
    KT,
    MB,
    MF,
    MH,
    MI,
    MO,
    NB,
    NC,
    NF,
    NN,
    NO,
    NV,
    NX,
    S1,
    S2,
    SB,
    SE,
    SH,
    SI,
    TEXT,
    K,
    N,
    O,
    P,
)

__all__ = ["PhpLexer"]

_NAME = r"[^\W\d]\w*(?:\\\w+)*"
_HTML: Final = NX  # stands for what is not PHP, until its own tokens take its place
_CONSTANT: Final = re.compile(r"[A-Z][A-Z0-9_]+")
_CLASS: Final = re.compile(r"[A-Z][a-zA-Z0-9]*")
_PREDEFINED: Final = re.compile(r"(?:PHP|E)(?:_[A-Z]+)+")
_MAGIC: Final = re.compile(r"__\w+__")


def _name(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    """A name is what it looks like, or a function where a parenthesis follows."""
    yield match.start(), _type_of(match[1], match[2] is not None), match[1]


def _type_of(name: str, called: bool) -> _TokenType:
    word = WORDS.get(name.lower())
    if word is not None and not (called and word is KN):
        return word
    if called:
        return NB if name.lower() in FUNCTIONS else NF
    last = name.rpartition("\\")[2]
    if _PREDEFINED.fullmatch(name):
        return KC
    if _MAGIC.fullmatch(name):
        return NB
    return NO if _CONSTANT.fullmatch(last) else NC if _CLASS.fullmatch(last) else N


def _made(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    yield match.start(), K, match[1]
    yield match.start(2), TEXT, match[2]
    yield match.start(3), KD if match[3] == "class" else NC, match[3]


class PhpLexer(RegexLexer):
    """The HTML goes on after code as it stood before."""

    name = "PHP"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._start = "root" if get_bool_opt(options, "startinline", False) else "template"

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ()) -> Iterator[Token]:
        tokens = list(super().get_tokens_unprocessed(text, stack or (self._start,)))
        html = "".join(value for _, type, value in tokens if type is _HTML)
        around = Pieces(HtmlLexer().get_tokens_unprocessed(html))
        for start, type, value in tokens:
            if type is _HTML:
                yield from around.up_to(len(value), start)
            else:
                yield start, type, value

    tokens: ClassVar = {
        "template": [
            (r"<\?(?:php|PHP|=)?", CP, "root"),
            (r"[^<]+|<", _HTML),
        ],
        "root": [
            (r"/\*\*/|/\*(?!\*)(?s:.*?)\*/", CM),
            (r"/\*\*(?s:.*?)\*/", CD),
            (r"/\*(?s:.*)", unclosed),
            include("unclosed"),
        ],
        "space": [
            (r"\s+", TEXT),
            (r"(?:#|//).*", C1),
            (r"/\*(?s:.{0,3000}?)\*/", CM),
        ],
        "unclosed": [
            (r"\?>", CP, "template"),
            (r"\s+", TEXT),
            (r"(?:#|//).*", C1),
            (r"(?i)<<<([\"']?)([^\W\d]\w*)\1\n(?s:.{0,3000}?)\n[ \t]*\2\b;?", SH),
            (r"\$+[^\W\d]\w*", NV),
            (rf"(namespace)(\s+)({_NAME})", bygroups(KN, TEXT, NN)),
            (rf"(use)(\s+)({_NAME}\\)(\{{)", bygroups(KN, TEXT, NN, P)),
            (r"(use)(\s+)(function|const)(\s+)", bygroups(KN, TEXT, K, TEXT)),
            (rf"(new)(\s+)({_NAME})", _made),
            (rf"(class|interface|trait)(\s+)(?!(?:extends|implements)\b)({_NAME})", bygroups(KD, TEXT, NC)),
            (r"(class)(?=\s+(?:extends|implements)\b)", KD),
            (rf"(extends|implements)(\s+)({_NAME})", bygroups(KD, TEXT, NC)),
            (r"(const)(\s+)(?=\w)", bygroups(K, TEXT), "const"),
            (r"(?:function|fn)\b(?!\\)", K, "function"),
            (r"(?:public|protected|private)\b(?!\\)", K, "modifiers"),
            (rf"({_NAME})(?=(\s*\()?)", _name),
            (r"(?:[0-9][0-9_]*)?\.(?:[0-9][0-9_]*)?(?:[eE][+-]?[0-9]+)?", MF),
            (r"0[xX][0-9a-fA-F][0-9a-fA-F_]*", MH),
            (r"0[bB][01][01_]*", MB),
            (r"0[0-7][0-7_]*(?![89])", MO),
            (r"[0-9][0-9_]*", MI),
            (r"'[^'\\]*(?:\\(?s:.)[^'\\]*){0,500}'", S1),
            (r"`[^`\\]*(?:\\(?s:.)[^`\\]*){0,500}`", SB),
            (r"\"", S2, "string"),
            (r"[-~!%^&*+=|:<>/?@][-~!%^&*+=|:.<>/?@]*", O),
            (r"[\[\](){},;]", P),
            (r".", ERR),
        ],
        "const": [
            (r"\s+", TEXT),
            (_NAME, NO),
            (r"=", O, ("#pop", "value")),
            default("#pop"),
        ],
        "value": [
            (r"(,)(\s*)([^\W\d]\w*)", bygroups(P, TEXT, NO)),
            (r"(?=[;()\]}])", TEXT, "#pop"),
            include("root"),
        ],
        "function": [
            include("space"),
            (r"&", O),
            (r"\(", P, ("#pop", "result", "parameters", "type")),
            (r"[^\W\d]\w*", N),
            default("#pop"),
        ],
        "parameters": [
            (r"\)", P, "#pop"),
            (r",", P, "type"),
            (r"[(\[]", P, "nested"),
            include("root"),
        ],
        "nested": [(r"[)\]]", P, "#pop"), (r"[(\[]", P, "#push"), include("root")],
        "type": [
            include("space"),
            (r"(?:public|protected|private|readonly)\b", K),
            (r"\.\.\.", P),
            (r"\??[^\W\d]\w*", KT, "#pop"),
            (r"(?=[$)])", TEXT, "#pop"),
            default("#pop:3"),  # what follows are parameters no more
        ],
        "result": [
            include("space"),
            (r"(use)(\s*)(\()", bygroups(K, TEXT, P), "captured"),
            (r"(:)(\s*)(\??[^\W\d]\w*)", bygroups(P, TEXT, KT), "#pop"),
            default("#pop"),
        ],
        "captured": [
            include("space"),
            (r"\)", P, "#pop"),
            (r",", P),
            (r"&", O),
            (r"\$+[^\W\d]\w*", NV),
            (r"[^\W\d]\w*", KT, "#pop:2"),
            default("#pop:2"),
        ],
        "modifiers": [
            include("space"),
            (r"(?:static|readonly|final|abstract)\b", K),
            (r"(?=(?:function|const|var)\b)", TEXT, "#pop"),
            (r"\??[^\W\d]\w*", KT, "#pop"),
            default("#pop"),
        ],
        "string": [
            (r"\"", S2, "#pop"),
            (r"\\(?:[nrtvef\\$\"]|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u\{[0-9a-fA-F]+\})", SE),
            (r"\\\{(?:\$\w+)?|\$\$\w*", S2),
            (r"\$[^\W\d]\w*(?:\[(?:-?\w+|\$\w+|'[^'\n]*')\]|->\w+)?", NV),
            (r"(\{)(\w+(?:\[\w+\]|->\w+)?)(\})", bygroups(SI, NV, SI)),
            (r"\{(?=\$)", SI, "interpolated"),
            (r"[^\\{$\"]+|\$\{?|[\\{]", S2),
        ],
        "interpolated": [(r"\}", SI, "#pop"), include("root")],
    }
