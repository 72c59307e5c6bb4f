# ruff: noqa: SIM905 - long lists of names read best as text
"""Shell: ``sh``, ``bash``, ``zsh``."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, include, words

from .actions import Token
from .tokens import ERR, NB, NO, NT, NV, S1, S2, SB, SE, SH, SI, TEXT, C, K, M, O, P

__all__ = ["ShellLexer"]

_KEYWORDS = """
    continue do done elif else esac fi for function if in return select then until while
""".split()

_COMMANDS = """
    alias arch awk b2sum base32 base64 basename bg bind break builtin caller cat cd chcon chgrp chmod chown
    chroot cksum comm command compgen complete cp csplit cut date dd declare df dir dircolors dirname dirs
    disown du echo enable env eval exec exit expand export expr factor false fc fg fmt fold getopts grep
    groups gunzip gzip hash head help history hostid hostname id install jobs join kill let link ln local
    logname logout ls mapfile md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste
    pathchk popd pr printenv printf ptx pushd pwd read readlink readonly realpath rm rmdir runcon sed seq
    set sha1sum sha224sum sha256sum sha384sum sha512sum shift shopt shred shuf sleep sort source split stat
    stdbuf stty sudo sum suspend sync tac tail tar tee test time timeout times touch tr trap true truncate
    tsort tty type typeset ulimit umask unalias uname unexpand uniq unlink unset uptime users vdir wait wc
    who whoami yes
""".split()

# What belongs to a word goes on to the next one of these.
_RUN = r"[^=*\s{}()$\"'`\\;<]+"
_HERE = r"(<<-?)(\s*)([\"'\\]?)(\w+)([\"']?)(.*?)(?:(^[^\S\n]*\4(?:\s*\n|\Z))|\Z)"


def _here_document(lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    operator, space, quote, mark, end_quote, body, end = match.groups()
    position = match.start()
    for type, text in ((O, operator), (TEXT, space), (SH, quote), (NO, mark), (SH, end_quote)):
        if text:
            yield position, type, text
            position += len(text)
    if "<<" in body:  # no document within a document, so that nobody can nest thousands
        yield position, SH, body
    else:
        assert isinstance(lexer, ShellLexer)
        for start, type, text in lexer.get_tokens_unprocessed(body, ("here",)):
            yield position + start, type, text
    if end:
        yield match.start(7), NO, end


class ShellLexer(RegexLexer):
    """Shell as Rouge cuts it: a command takes the space after it along."""

    name = "Shell"
    tokens: ClassVar = {
        "root": [include("basic"), include("data")],
        "basic": [
            (r"\s+", TEXT),
            (r"#.*", C),
            (r"\bcase\b", K, "case"),
            (words(_KEYWORDS, prefix=r"\b", suffix=r"(?:[ \t\r\n]*\b)"), K),
            (words(_COMMANDS, prefix=r"\b", suffix=r"(?:[ \t\r\n]*\b)(?![.-])"), NB),
            (r"\.(?=\s)", NB),
            (r"(\b[a-zA-Z0-9_]+)(=)", bygroups(NV, O)),
            (r"[\[\]{}()!=>]", O),
            (r"&&|\|\|", O),
            (r"<<<", O),
            (r"(?sm)" + _HERE, _here_document),
            (r";;?", P),
            (r"\*", K),
            (r"-[a-zA-Z0-9_-]+", NT),
        ],
        "data": [
            (r"\\.?", SE),
            (r"\$?\"", S2, "double"),
            (r"\$'", S1, "escaped"),
            (r"'[^']*'?", S1),
            include("interpolation"),
            (r"`", SB, "backticks"),
            (_RUN, TEXT),
            (r"<", TEXT),
            (r"\$", ERR),
        ],
        "interpolation": [
            (r"\$\(\(", K, "arithmetic"),
            (r"\$\(", SI, "command"),
            (r"\$\{#?", K, "parameter"),
            (r"\$#?(?:[a-zA-Z0-9_]+|.)", NV),
        ],
        "double": [
            (r"\"", S2, "#pop"),
            (r"\\.?", SE),
            (r"\$#?(?=\")", S2),
            include("interpolation"),
            (r"`", SB, "backticks"),
            (r"[^\\\"`$]+", S2),
            (r"\$", ERR),
        ],
        "escaped": [(r"'", S1, "#pop"), (r"\\.", SE), (r"[^\\']+|\\", S1)],
        "here": [
            (r"\\.?", SE),
            include("interpolation"),
            (r"[^\\$]+", SH),
            (r"\$", SH),
        ],
        "backticks": [(r"`", SB, "#pop"), include("root")],
        "command": [(r"\)", SI, "#pop"), (r"\(", O, "parentheses"), include("root")],
        "parentheses": [(r"\)", O, "#pop"), (r"\(", O, "#push"), include("root")],
        "arithmetic": [
            (r"\)\)", K, "#pop"),
            (r"[-+*/%^|&!()]", O),
            (r"[0-9]+", M),
            include("root"),
        ],
        "parameter": [
            (r"\}", K, "#pop"),
            (r":-", K),
            (r"[a-zA-Z0-9_]+", NV),
            (r"[^}:\"'`$]+", P),
            include("root"),
        ],
        "case": [
            (r"\besac\b", K, "#pop"),
            (r"\|", P),
            (r"\)", P, "branch"),
            include("root"),
        ],
        "branch": [(r";;", P, "#pop"), (r"\besac\b[ \t\r\n]*\b", K, "#pop:2"), include("root")],
    }
