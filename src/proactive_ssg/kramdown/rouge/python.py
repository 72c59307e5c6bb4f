"""Python."""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, include

from .actions import by_word, table
from .tokens import (
    BP,
    C1,
    ERR,
    IL,
    KN,
    MB,
    MF,
    MH,
    MI,
    MO,
    NB,
    NC,
    NF,
    NN,
    OW,
    SA,
    SB,
    SE,
    SI,
    TEXT,
    K,
    N,
    O,
    P,
    S,
)

__all__ = ["PythonLexer"]

_WORDS = table(
    {
        K: """
            as assert async await break continue def del elif else except exec finally for from global if
            import lambda nonlocal pass print raise return try while with yield
        """,
        OW: "and in is not or",
        BP: "Ellipsis False None True self",
        NB: """
            ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError
            BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
            ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EnvironmentError
            Exception FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit
            IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError
            KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
            NotADirectoryError NotImplemented NotImplementedError OSError OverflowError OverflowWarning
            PendingDeprecationWarning ProcessLookupError RecursionError ReferenceError ResourceWarning
            RuntimeError RuntimeWarning StandardError StopAsyncIteration StopIteration SyntaxError
            SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
            UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
            UserWarning VMSError ValueError Warning WindowsError ZeroDivisionError __import__ abs all any
            apply ascii basestring bin bool buffer bytearray bytes callable chr classmethod cmp coerce
            compile complex delattr dict dir divmod enumerate eval execfile exit file filter float format
            frozenset getattr globals hasattr hash hex id input int intern isinstance issubclass iter len
            list locals long map max memoryview min next object oct open ord pow property range raw_input
            reduce reload repr reversed round set setattr slice sorted staticmethod str sum super tuple type
            unichr unicode vars xrange zip
        """,
    }
)

_NAME = r"[^\W\d]\w*"
_ESCAPE = r"\\(?:N\{[^}\n]*\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[\nabfnrtv\"'\\])"


def _strings() -> dict[str, list[tuple[Any, ...]]]:
    """The states of strings, by quote, with and without escapes and expressions."""
    states = {}
    starts = []
    for quote in ('"""', "'''", '"', "'"):
        for prefix, kind in (
            ("[fF]", "f"),
            ("[rR][fF]|[fF][rR]", "rf"),
            ("[uUbB]?[rR]|[rR][bB]", "r"),
            ("[uUbB]?", ""),
        ):
            state = f"{quote}{kind}"
            starts.append((rf"({prefix})({quote})", bygroups(SA, S), state))
            body: list[tuple[Any, ...]] = [(quote, S, "#pop")]
            body.append((r"(?s)\\.", S) if "r" in kind else (_ESCAPE, SE))
            if "f" in kind:
                body += [(r"\{\{|\}\}", S), (r"\{", SI, "expression")]
            body += [(rf"[^\\{{{quote[0]}]+", S), (r"(?s).", S)]
            states[state] = body
    return {**states, "strings": starts}


class PythonLexer(RegexLexer):
    """Comments take the end of their line along."""

    name = "Python"
    tokens: ClassVar = {
        "root": [
            (r"[ \t\r\n\f\v]+", TEXT),
            (r"#.*\n?", C1),
            (r"(from)((?:[ \t]|\\\n)+)([\w.]+)((?:[ \t]|\\\n)+)(import)\b", bygroups(KN, TEXT, NN, TEXT, KN)),
            (r"(import)([ \t\r\n]+)([\w.]+)", bygroups(KN, TEXT, NN)),
            include("strings"),
            (r"def(?=\s)", K, "function"),
            (r"class(?=\s)", K, "class"),
            (_NAME, by_word(_WORDS, N)),
            (r"0[xX][0-9a-fA-F_]+", MH),
            (r"0[bB][01_]+", MB),
            (r"0[oO][0-7_]+", MO),
            (r"[0-9](?:_?[0-9])*(?:\.(?:[0-9](?:_?[0-9])*)?)?(?:[eE][+-]?[0-9](?:_?[0-9])*[jJ]?|[jJ])", MF),
            (r"[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?", MF),
            (r"[0-9]+L", IL),
            (r"[0-9](?:_?[0-9])*", MI),
            (r"`[^`\n]*`", SB),
            (r"\.\.\.|[\[\](){},:;.]", P),
            (r"\\", TEXT),
            (r"!=|[-+*/%&|^~<>=@]", O),
            (r".", ERR),
        ],
        "function": [(r"[ \t\r\n]+", TEXT), (_NAME, NF, "#pop"), (r"(?s).", ERR)],
        "class": [(r"[ \t\r\n]+", TEXT), (_NAME, NC, "#pop"), (r"(?s).", ERR)],
        "expression": [
            (r"\{", SI, "#push"),
            (r"\}", SI, "#pop"),
            (r":", SI),
            (r"![ras]\b", SI),
            include("root"),
        ],
        **_strings(),
    }
