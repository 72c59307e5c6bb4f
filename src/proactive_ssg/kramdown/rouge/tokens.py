"""Tokens under the names that Rouge's themes give them: ``NB`` is what becomes ``<span class="nb">``.

They are Pygments' token types, most of which have the same short names.
"""

from __future__ import annotations

from typing import Final

from pygments.token import (
    Comment,
    Error,
    Escape,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    _TokenType,
)

__all__ = ["CLASS_NAMES"]

TEXT: Final = Text
W: Final = Text.Whitespace
ERR: Final = Error
ESC: Final = Escape
K, KC, KD, KN, KP, KR, KT, KV = (
    Keyword,
    Keyword.Constant,
    Keyword.Declaration,
    Keyword.Namespace,
    Keyword.Pseudo,
    Keyword.Reserved,
    Keyword.Type,
    Keyword.Variable,
)
N, NA, NB, BP, NC, NO, ND, NI, NE, NF, NL, NN, NX, PY, NT = (
    Name,
    Name.Attribute,
    Name.Builtin,
    Name.Builtin.Pseudo,
    Name.Class,
    Name.Constant,
    Name.Decorator,
    Name.Entity,
    Name.Exception,
    Name.Function,
    Name.Label,
    Name.Namespace,
    Name.Other,
    Name.Property,
    Name.Tag,
)
NV, VC, VG, VI = Name.Variable, Name.Variable.Class, Name.Variable.Global, Name.Variable.Instance
L, LD = Literal, Literal.Date
S, SB, SC, SD, DL, S2, SE, SH, SI, SX, SR, S1, SS, SA = (
    String,
    String.Backtick,
    String.Char,
    String.Doc,
    String.Delimiter,
    String.Double,
    String.Escape,
    String.Heredoc,
    String.Interpol,
    String.Other,
    String.Regex,
    String.Single,
    String.Symbol,
    String.Affix,
)
M, MF, MH, MI, IL, MO, MB, MX = (
    Number,
    Number.Float,
    Number.Hex,
    Number.Integer,
    Number.Integer.Long,
    Number.Oct,
    Number.Bin,
    Number.Other,
)
O, OW = Operator, Operator.Word  # noqa: E741 (Rouge's name)
P, PI = Punctuation, Punctuation.Indicator
C, CH, CM, CP, C1, CS, CD, CPF = (
    Comment,
    Comment.Hashbang,
    Comment.Multiline,
    Comment.Preproc,
    Comment.Single,
    Comment.Special,
    Comment.Doc,
    Comment.PreprocFile,
)
GD, GE, GR, GH, GI, GO, GP, GS, GU, GT, GL = (
    Generic.Deleted,
    Generic.Emph,
    Generic.Error,
    Generic.Heading,
    Generic.Inserted,
    Generic.Output,
    Generic.Prompt,
    Generic.Strong,
    Generic.Subheading,
    Generic.Traceback,
    Generic.Lineno,
)

CLASS_NAMES: Final[dict[_TokenType, str]] = {
    type: "" if name in ("TEXT",) else name.lower()
    for name, type in list(globals().items())
    if isinstance(type, _TokenType) and name.isupper()
}
"""Token -> the class of its span; empty where there is none."""
