# ruff: noqa: SIM905 - long lists of names read best as text
"""Ruby."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import Any, ClassVar, Final

from pygments.lexer import ExtendedRegexLexer, Lexer, LexerContext, bygroups, default, include, words
from pygments.token import _TokenType

from .actions import Token
from .tokens import (
    C1,
    CM,
    CP,
    ERR,
    KP,
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
    S1,
    S2,
    SB,
    SC,
    SE,
    SH,
    SI,
    SR,
    SS,
    SX,
    TEXT,
    VC,
    VG,
    VI,
    K,
    N,
    O,
    P,
)

__all__ = ["RubyLexer"]

_KEYWORDS = """
    BEGIN END alias begin break case defined? do else elsif end ensure for if in next raise redo rescue
    retry return super then undef unless until when while yield
""".split()

_PSEUDO_KEYWORDS = """
    __FILE__ __LINE__ attr catch extend false include loop module_function nil private protected public
    throw true
""".split()

_BUILTINS = """
    __id__ __send__ abort ancestors at_exit attr_accessor attr_reader attr_writer autoload binding
    block_given? callcc caller chomp chop class_eval class_variables clone const_defined? const_get
    const_missing const_set constants display dup equal? eval exec exit fail fork format freeze getc gets
    global_variables gsub gsub! hash id included_modules inspect instance_eval instance_method
    instance_methods instance_variable_get instance_variable_set instance_variables is_a? iterator? kind_of?
    lambda load local_variables method method_missing methods module_eval name object_id open p print printf
    private_class_method private_instance_methods private_methods proc protected_instance_methods
    protected_methods public_class_method public_instance_methods public_methods putc puts rand readline
    readlines require require_relative respond_to? scan select self send set_trace_func singleton_methods
    sleep split sprintf srand sub sub! syscall system taint tainted? test to_a to_s trace_var trap untaint
    untrace_var warn
""".split()

_OPERATORS = r"\[\]=?|\*\*?|[+-]@?|<=>|<<|>>|===?|=~|![~=]?|<=?|>=?|[`%&^|~/]"
_BRACKETS = {"(": r"\)", "[": r"\]", "{": r"\}", "<": ">"}

_ESCAPE_OR_NOT: Final = re.compile(r"(?s)\\.|[^\\]+|\\")


class _Context(LexerContext):
    """Where lexing stands, and which here documents follow the line."""

    def __init__(self, text: str) -> None:
        super().__init__(text, 0)
        self.waiting: list[tuple[bool, str]] = []


def _announce(_lexer: Lexer, match: Match[str], context: _Context) -> Iterator[Token]:
    """``<<EOS``: the document begins after the line."""
    yield match.start(1), O, match[1]
    yield match.start(2), NO, match[2]
    context.waiting.append((len(match[1]) > 2, match[2].strip("\"'`")))
    context.pos = match.end()
    context.stack.pop()


def _line_end(_lexer: Lexer, match: Match[str], context: _Context) -> Iterator[Token]:
    yield match.start(), SH if context.waiting else TEXT, "\n"
    context.pos = match.end()
    context.stack.append("here" if context.waiting else "expression")


def _here_line(_lexer: Lexer, match: Match[str], context: _Context) -> Iterator[Token]:
    """A line that looks as if it ended a document."""
    line = match[0]
    indented, mark = context.waiting[0]
    context.pos = match.end()
    if (line.strip(" \t") if indented else line) != mark:
        yield match.start(), SH, line
        return
    yield match.start(), NO, line
    context.waiting.pop(0)
    if not context.waiting:
        context.stack.pop()


def _delimited_regex(_lexer: Lexer, match: Match[str], context: _Context) -> Iterator[Token]:
    """``%r!...!``: the delimiter may be any sign."""
    for part in _ESCAPE_OR_NOT.finditer(match[0]):
        yield match.start() + part.start(), SE if part[0][0] == "\\" else SR, part[0]
    context.pos = match.end()


def _bracketed(letters: str, start: str, token: _TokenType, inside: str) -> dict[str, list[Any]]:
    """The states of ``%w(...)`` and the like: brackets may stand in brackets."""
    states: dict[str, list[Any]] = {}
    starts: list[Any] = []
    for opening, closing in _BRACKETS.items():
        state = f"{start}-{opening}"
        body: list[Any] = [
            (re.escape(opening), token, f"{state}-nested"),
            *([include(inside)] if inside else []),
            (r"\\.", SE if token is SR else token),
            (rf"[^\\#{re.escape(opening)}{closing}]+|[#\\]", token),
        ]
        end = rf"{closing}[mixounse]*" if token is SR else closing
        states[state] = [(end, token, "#pop"), *body]
        states[f"{state}-nested"] = [(closing, token, "#pop"), *body]
        starts.append((rf"%{letters}{re.escape(opening)}", token, ("#pop", state)))
    return {**states, f"{start}-start": starts}


class RubyLexer(ExtendedRegexLexer):
    """What a slash, ``%``, ``?`` and ``<<`` are depends on whether an expression may start there."""

    name = "Ruby"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [default(("code", "expression"))],
        "code": [
            (r"[ \t\r\f\v]+", TEXT),
            (r"^=begin\b(?s:.*?)(?:^=end\b|\Z)", CM),
            (r"\n", _line_end),
            include("common"),
        ],
        "blank": [
            (r"[ \t\r\f\v]+", TEXT),
            (r"#.*", C1),
            (r"^[ \t]*=begin\b(?s:.*?)(?:^=end\b|\Z)", CM),
            (r"^__END__(?=\n|\Z)(?s:.*)", CP),
        ],
        "expression": [
            include("blank"),
            (r"\n", _line_end),
            (r"(<<[-~]?)(\"\w+\"|'\w+'|`\w+`|[a-zA-Z_]\w*)", _announce),
            (r"/", SR, ("#pop", "regex")),
            include("word-list-start"),
            include("string-start"),
            include("regex-list-start"),
            (r"(?s)%r([^\w\s(\[{<])(?:\\.|(?!\1).)*(?:\1[mixounse]*|\Z)", _delimited_regex, "#pop"),
            (r"(?s)%[qQwWxsiI]?([^\w(\[{<])(?:\\.|(?!\1).)*(?:\1|\Z)", SX, "#pop"),
            (r"\?(?:\\[MC]-)*\\?\S(?!\w)", SC, "#pop"),
            default("#pop"),
        ],
        "call": [
            (r"[ \t]+(?=/[^\s=]|%[^\s=]|<<[-~]?[\"'`\w]|\?\S(?:\W|\Z))", TEXT, ("#pop", "expression")),
            default("#pop"),
        ],
        "common": [
            include("blank"),
            (r"[a-z_]\w*[?!]?:\s+", SS, "expression"),
            (r"def\b", K, ("defined", "spaces")),
            (r"class\b", K, ("class", "spaces")),
            (r"module\b", K, ("module", "spaces")),
            (words(_KEYWORDS, suffix=r"(?!\w)"), K, "call"),
            (words(_PSEUDO_KEYWORDS, suffix=r"(?!\w)"), KP, "call"),
            (words(_BUILTINS, suffix=r"(?!\w)"), NB, "call"),
            (r"[A-Z]\w*", NO, "call"),
            (r"[a-z_]\w*[?!]?", N, "call"),
            include("numbers"),
            include("strings"),
            include("symbols"),
            (r"\$(?:[a-zA-Z_]\w*|[0-9]+|-\w|[!@&`'+~=/\\,;.<>_*$?:\"])", VG),
            (r"@@[a-zA-Z_]\w*", VC),
            (r"@[a-zA-Z_]\w*", VI),
            (r"(\.)(\s*)([a-z_]\w*[?!]?|[*%&^`~+/\[<>=-])", bygroups(P, TEXT, NF), "call"),
            (r"::|\.\.\.?|\.", O, "expression"),
            (r"[\[({,;?:\\]", P, "expression"),
            (r"[)\]}]", P),
            (r"<=>|\*\*|<<|>>|===?|=~|![~=]|&&|\|\||->|=>|[-+/*%=<>&!^|~]=?", O, "expression"),
            (r".", ERR),
        ],
        "spaces": [(r"\s+", TEXT, "#pop"), default("#pop")],
        "defined": [
            (r"([a-zA-Z_]\w*)(\.)", bygroups(NC, O)),
            (rf"[a-zA-Z_]\w*[?!]?|{_OPERATORS}", NF, "#pop"),
            (r"(\()(\w+)(\))(\.)", bygroups(P, N, P, O)),
            default("#pop"),
        ],
        "class": [(r"<<", O, "#pop"), (r"[A-Z][\w:]*", NC, "#pop"), default("#pop")],
        "module": [(r"[A-Z][\w:]*", NN, "#pop"), default("#pop")],
        "numbers": [
            (r"0[xX][0-9a-fA-F_]+", MH),
            (r"0[bB][01_]+", MB),
            (r"[0-9][0-9_]*(?:\.[0-9][0-9_]*)?[eE][+-]?[0-9]+|[0-9][0-9_]*\.[0-9][0-9_]*", MF),
            (r"0[0-7_]+(?![0-9])", MO),
            (r"[0-9][0-9_]*", MI),
        ],
        "strings": [
            (r"\"", S2, "double"),
            (r"`", SB, "command"),
            (r"'(?:\\(?s:.)|[^\\'])*(?:'|\Z)", S1),
        ],
        "symbols": [
            (r":\"", SS, "symbol"),
            (r":'(?:\\(?s:.)|[^\\'])*(?:'|\Z)", SS),
            (r":(?:[a-zA-Z_]\w*[?!]?|@@?[a-zA-Z_]\w*|\[\]=?|\*\*|<=>|===?|=~|<<|>>|[+-]@)", SS),
        ],
        "interpolation": [
            (r"#\{", SI, ("braces", "expression")),
            (r"#(?:@@?|\$)[a-zA-Z_]\w*", SI),
        ],
        "escapes": [(r"\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|.)", SE)],
        "braces": [(r"\}", SI, "#pop"), (r"\{", P, ("block", "expression")), include("code")],
        "block": [(r"\}", P, "#pop"), (r"\{", P, ("#push", "expression")), include("code")],
        "double": [
            (r"\"", S2, "#pop"),
            include("interpolation"),
            include("escapes"),
            (r"[^\"\\#]+|[#\\]", S2),
        ],
        "symbol": [
            (r"\"", SS, "#pop"),
            include("interpolation"),
            include("escapes"),
            (r"[^\"\\#]+|[#\\]", SS),
        ],
        "command": [
            (r"`", SB, "#pop"),
            include("interpolation"),
            include("escapes"),
            (r"[^`\\#]+|[#\\]", SB),
        ],
        "regex": [
            (r"/[mixounse]*", SR, "#pop"),
            include("interpolation"),
            (r"(?s)\\.|[^/\\#]+|[#\\]", SR),
        ],
        "here": [
            (r"^[ \t]*\w+[ \t]*(?=\n|\Z)", _here_line),
            include("interpolation"),
            include("escapes"),
            (r"\n|[^\\#\n]+|[#\\]", SH),
        ],
        **_bracketed("[qwis]", "word-list", SX, ""),
        **_bracketed("[QWIx]?", "string", SX, "interpolation"),
        **_bracketed("r", "regex-list", SR, "interpolation"),
    }

    def get_tokens_unprocessed(  # type: ignore[override]
        self, text: str | None = None, context: LexerContext | None = None
    ) -> Iterator[Token]:
        return super().get_tokens_unprocessed(context=context or _Context(text or ""))
