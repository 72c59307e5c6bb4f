"""Rust."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer

from .actions import by_word, table
from .tokens import C1, CD, CM, CS, ERR, MF, MI, NA, NB, ND, NF, NN, NV, PY, SC, SE, TEXT, K, N, O, P, S

__all__ = ["RustLexer"]

_KEYWORDS = table(
    {
        K: """
            Self abstract as async await become box break const continue crate do dyn else enum extern false
            final fn for if impl in let log loop macro match mod move mut override priv pub ref return self
            static struct super trait true try type typeof union unsafe unsized use virtual where while
            yield
        """
    }
)
_WORDS = _KEYWORDS | table(
    {
        NB: """
            Add AsMut AsRef Box Clone Const Copy DIR Default DoubleEndedIterator Drop Either Eq Err
            ExactSizeIterator Extend FILE Failure Fn FnMut FnOnce From Index Into IntoIterator Iterator Left
            Modulo Nil None Num Ok Option Ord PartialEq PartialOrd Pin Ptr Rc Result Right Send Shl Shr
            Sized Some String Sub Success Sync Unpin Vec bool c_char c_double c_float c_int c_long
            c_longlong c_short c_uint c_ulong c_ulonglong c_ushort c_void char clock_t dev_t drop f32 f64
            float fpos_t i128 i16 i32 i64 i8 ino_t int intptr_t isize mode_t off_t pid_t ptrdiff_t size_t
            ssize_t str time_t u128 u16 u32 u64 u8 uint uintptr_t usize
        """
    }
)
_NAME = r"[^\W\d]\w*"
_ESCAPE = r"\\(?:[nrt0\\'\"]|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]{1,6}\})"


class RustLexer(RegexLexer):
    """A name says what it is by what follows; a dot belongs to the name after it."""

    name = "Rust"
    tokens: ClassVar = {
        "root": [
            (r"\s+", TEXT),
            (r"//(?:/(?!/)|!).*", CD),
            (r"//.*", C1),
            (r"/\*(?:\*(?![*/])|!)(?s:.*?)(?:\*/|\Z)", CD),
            (r"/\*", CM, "comment"),
            (r"^#[ \t].*", CS),
            (r"#!?\[", ND, "attribute"),
            (rf"{_NAME}!(?!=)(?<!try!)", ND),
            (r"\.await\b", K),
            (r"\.\.[.=]?", O),
            (rf"\.{_NAME}(?=\s*\()", NF),
            (rf"\.{_NAME}", PY),
            (r"\.[0-9]+(?![0-9.])", NA),
            (r"b?r(#*)\"(?s:.*?)(?:\"\1|\Z)", S),
            (r"b?\"", S, "string"),
            (rf"b?'(?:[^\\\n']|{_ESCAPE})'", SC),
            (r"'static\b", K),
            (rf"'{_NAME}", NV),
            (rf"({_NAME})(?=\s*::)", by_word(_KEYWORDS, NN)),
            (rf"({_NAME})(?=\s*\()", by_word(_KEYWORDS, NF)),
            (_NAME, by_word(_WORDS, N)),
            (rf"\${_NAME}:{_NAME}|\$(?=\()|\$[a-z]\w*", NV),
            (r"0(?:x[0-9a-fA-F_]+|b[01_]+|o[0-7_]+)(?:[iu](?:8|16|32|64|128|size))?", MI),
            (r"[0-9][0-9_]*(?:\.[0-9][0-9_]*)?[eE][+-]?[0-9_]+(?:f32|f64)?", MF),
            (r"[0-9][0-9_]*(?:\.[0-9][0-9_]*(?:f32|f64)?|\.(?![.\w])|f32|f64)", MF),
            (r"[0-9][0-9_]*(?:[iu](?:8|16|32|64|128|size))?", MI),
            (r"->|=>", K),
            (r"[()\[\]{}|,:;]", P),
            (r"[-+*/%&^=<>!~.@?]", O),
            (r".", ERR),
        ],
        "comment": [(r"/\*", CM, "#push"), (r"\*/", CM, "#pop"), (r"[^/*]+|[/*]", CM)],
        "attribute": [
            (r"\s+", TEXT),
            (r"\[", ND, "#push"),
            (r"\]", ND, "#pop"),
            (r"\"(?:\\.|[^\\\"])*\"?", S),
            (r"[^\s\[\]\"]+", ND),
        ],
        "string": [(r"\"", S, "#pop"), (_ESCAPE, SE), (r"[^\"\\]+", S), (r"\\", ERR)],
    }
