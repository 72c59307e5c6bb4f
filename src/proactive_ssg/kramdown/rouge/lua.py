"""Lua."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import ClassVar, Final

from pygments.lexer import Lexer, RegexLexer, bygroups, include

from .actions import Token, by_word, table, unclosed
from .tokens import C1, CM, CP, ERR, KC, KD, MF, MH, MI, NB, NC, NF, OW, S1, S2, SE, SR, TEXT, K, N, O, P, S

__all__ = ["LuaLexer"]

_WORDS = table(
    {
        K: "break do else elseif end for if in repeat return then until while",
        KC: "false nil true",
        KD: "local",
        OW: "and not or",
        NB: """
            _g _version assert collectgarbage dofile error getmetatable gsub ipairs load loadfile
            next pairs pcall print rawequal rawget rawlen rawset require select setmetatable
            tonumber tostring type xpcall
        """,
    }
)
_MEMBERS: Final = {
    "string": """
        byte char dump find format gmatch gsub len lower match pack packsize rep reverse sub unpack
        upper
    """,
    "table": """
        concat insert move pack remove sort unpack
    """,
    "io": """
        close flush input lines open output popen read stderr stdin stdout tmpfile type write
    """,
    "os": """
        clock date difftime execute exit getenv remove rename setlocale time tmpname
    """,
    "math": """
        abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf
        pi rad random randomseed sin sqrt tan tointeger type ult
    """,
    "coroutine": """
        create isyieldable resume running status wrap yield
    """,
    "debug": """
        debug gethook getinfo getlocal getmetatable getregistry getupvalue getuservalue sethook
        setlocal setmetatable setupvalue setuservalue traceback upvalueid upvaluejoin
    """,
    "package": """
        config cpath loaded loadlib path preload searchers searchpath
    """,
    "utf8": """
        char charpattern codepoint codes len offset
    """,
}
_BUILTIN: Final = frozenset(
    f"{module}.{name}" for module, names in _MEMBERS.items() for name in names.split()
)
_NAME = r"[a-zA-Z_]\w*"
_ESCAPE = r"\\(?:[abfnrtv\\\"']|[0-9]{1,3})"  # only where no other text of the string stands before it


def _member(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    if match[0] in _BUILTIN:
        yield match.start(), NB, match[0]
        return
    yield match.start(), N, match[1]
    yield match.start(2), P, "."
    yield match.start(3), N, match[3]


class LuaLexer(RegexLexer):
    """A string ends with the next quote after other text, even where that is escaped."""

    name = "Lua"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            (r"--\[\[(?s:.*?)\]\]", CM),
            (r"\[\[(?s:.*?)\]\]", S),
            (r"(?:--)?\[\[(?s:.*)", unclosed),
            include("unclosed"),
        ],
        "unclosed": [
            (r"\A#!.*", CP),
            (r"--\[(=+)\[(?s:.{0,3000}?)\]\1\]", CM),
            (r"--.*", C1),
            (r"\s+", TEXT),
            (r"(?i)[0-9]+e[+-]?[0-9]+", MF),
            (r"(?i)0x[0-9a-f]*", MH),
            (r"[0-9]+", MI),
            (r"\[(=+)\[(?s:.{0,3000}?)\]\1\]", S),
            (r"==|~=|<=|>=|\.\.\.?|[=+*/%^<>#-]", O),
            (r"[\[\]{}().,:;]", P),
            (r"function\b", K, "function"),
            (rf"({_NAME})(\.)({_NAME})", _member),
            (r"gsub\b", NB, "gsub"),
            (_NAME, by_word(_WORDS, N)),
            (r"'", S1, "single"),
            (r"\"", S2, "double"),
            (r".", ERR),
        ],
        "single": [(_ESCAPE, SE), (r"'", S1, "#pop"), (r"[^']+", S1)],
        "double": [(_ESCAPE, SE), (r"\"", S2, "#pop"), (r"[^\"]+", S2)],
        "gsub": [
            (r"\)", P, "#pop"),
            (r"[(,]", P),
            (r"\s+", TEXT),
            (r"\"", SR, "pattern"),
            (r".", ERR),
        ],
        "pattern": [(r"\"", SR, "#pop"), (r"\\.|[()\[\]?]", SE), (r"[^\"\\()\[\]?]+|\\", SR)],
        "function": [
            (r"\s+", TEXT),
            (rf"(?:({_NAME})(\.))?({_NAME})", bygroups(NC, P, NF), "#pop"),
            (r"\(", P, "#pop"),
            (r".", ERR),
        ],
    }
