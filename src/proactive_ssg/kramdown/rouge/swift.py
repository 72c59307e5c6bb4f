"""Swift."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, include

from .actions import Token, table
from .tokens import C1, CM, CP, ERR, KC, KD, KT, MB, MF, MH, MI, MO, NF, NV, SC, SE, TEXT, K, N, O, P, S

__all__ = ["SwiftLexer"]

_WORDS = table(
    {
        K: """
            Self Type __COLUMN__ __FILE__ __FUNCTION__ __LINE__ as associativity async await break case
            catch continue default defer didSet do dynamicType else fallthrough for get guard if in infix
            inout is isolated mutating new none nonmutating operator override postfix precedence
            precedencegroup prefix repeat rethrows return self set super switch throw throws try unowned
            weak where while willSet
        """,
        KC: "false nil true",
        KD: """
            actor associatedtype class convenience deinit dynamic enum extension fileprivate final func
            import indirect init internal lazy let nonisolated open optional private protocol public
            required some static struct subscript typealias var
        """,
    }
)
_NAME = r"[^\W\d]\w*"


def _word(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    """A type, a word of the language, a label before a colon, or a function before a parenthesis."""
    word, follows = match[1], match[2] or ""
    token = _WORDS.get(word)
    if token is None or (follows in (":", "(") and word != "default" and word[0].islower()):
        follows = follows.strip()
        token = KT if word[0].isupper() else NV if follows == ":" else NF if follows == "(" else N
    yield match.start(), token, word


class SwiftLexer(RegexLexer):
    """Types have capitals; labels and new names are variables."""

    name = "Swift"
    tokens: ClassVar = {
        "root": [
            (r"#(?:if|elseif|else|endif|warning|error|sourceLocation)\b.*", CP),
            include("code"),
        ],
        "code": [
            (r"\n|[ \t\r\f\v]+", TEXT),
            (r"//.*", C1),
            (r"/\*", CM, "comment"),
            (r"@\w+", KD),
            (r"#(?:available|selector|keyPath)\(", KD, "directive"),
            (r"#(?:file|line|function|column)\b", KD),
            (r"(?:as[?!]|try!)", K),
            (r"unowned\((?:un)?safe\)", KD),
            (r"(?:init|subscript)(?=[?!]?[(<])", NF),
            (rf"(let|var)([ \t]+)({_NAME})", bygroups(K, TEXT, NV)),
            (r"(let|var)([ \t]*)(\()", bygroups(K, TEXT, P), "names"),
            (rf"({_NAME})(?=([ \t]*[:(])?)", _word),
            (rf"(`)({_NAME})(`)", bygroups(P, NV, P)),
            (r"\$[0-9]+", NV),
            (r"\"\"\"", S, "lines"),
            (r"\"", S, "string"),
            (r"'(?:\\.|.)'", SC),
            (r"0x[0-9a-fA-F_.]+(?:p[+-]?[0-9]+)?", MH),
            (r"0b[01_]+", MB),
            (r"0o?[0-7_]+(?![0-9.])", MO),
            (r"[0-9][0-9_]*(?:\.[0-9][0-9_]*(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)", MF),
            (r"[0-9][0-9_]*", MI),
            (r"[-+*/%=!<>&|^~.]", O),
            (r"[?:;,()\[\]{}\\]", P),
            (r".", ERR),
        ],
        "comment": [(r"/\*", CM, "#push"), (r"\*/", CM, "#pop"), (r"[^/*]+|[/*]", CM)],
        "directive": [(r"\)", KD, "#pop"), include("code")],
        "names": [(r"\)", P, "#pop"), (_NAME, NV), include("code")],
        "string": [(r"\"", S, "#pop"), include("escapes"), (r"[^\"\\]+", S)],
        "lines": [(r"\"\"\"", S, "#pop"), include("escapes"), (r"[^\"\\]+|\"", S)],
        "escapes": [
            (r"\\\(", SE, "interpolation"),
            (r"\\(?:u\{[0-9a-fA-F]{1,8}\}|[nrt0'\"\\])", SE),
            (r"\\", ERR),
        ],
        "interpolation": [(r"\)", SE, "#pop"), (r"\(", P, "parentheses"), include("code")],
        "parentheses": [(r"\)", P, "#pop"), (r"\(", P, "#push"), include("code")],
    }
