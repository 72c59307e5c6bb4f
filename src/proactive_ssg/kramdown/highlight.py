"""Code in colours: Pygments' lexers in the markup of Rouge, the highlighter of kramdown and Jekyll.

The rules are those of kramdown's ``converter/syntax_highlighter/rouge.rb`` and of Rouge's HTMLLegacy
formatter. The languages that sites show most have lexers that cut as Rouge does (``rouge/``); of the others
the classes of the spans are those of Rouge's themes. The text of the code is never altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from .html_escape import escape_html
from .option_values import read_symbol
from .rouge.lexers import LEXERS, class_of, lexer_of
from .rouge_classes import ClassNames, class_names
from .rouge_names import PYGMENTS_NAMES, ROUGE_TAGS

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

__all__ = ["Highlighter", "highlight_spans"]

_MOST: Final = 10_000
"""Characters of code that a lexer of Pygments is given: some take quadratic time, 15 seconds for so many."""

_PHP_TAG: Final = re.compile(r"\A(?:\s*<|[^$]*<\?(?:php|=))", re.I)


class Highlighter:
    """Highlights the code of one document with ``syntax_highlighter_opts``."""

    __slots__ = ("_opts",)

    def __init__(self, opts: Mapping[str, Any]) -> None:
        common = {name: value for name, value in opts.items() if name not in ("span", "block")}
        self._opts = {
            "span": {**common, **_own_options(opts, "span"), "wrap": False},
            "block": {**common, **_own_options(opts, "block")},
        }

    def default_language(self, kind: str) -> str | None:
        """The language of code that names none, for ``"block"`` or ``"span"``."""
        language: str | None = self._opts[kind].get("default_lang")
        return language

    def highlight(self, text: str, language: str | None, kind: str) -> str | None:
        """The HTML for code, or None where kramdown does without highlighting."""
        opts = self._opts[kind]
        language = language or opts.get("default_lang")
        guess = _true(opts.get("guess_lang"))
        if not language and not guess:
            return None
        tag, arguments = _find_language(language, text)
        if _true(opts.get("disable")) or tag is None or (tag == "plaintext" and not guess):
            return None
        return _format(highlight_spans(tag, arguments, text), text, opts)


def _own_options(opts: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {read_symbol(name) or "": value for name, value in (opts.get(kind) or {}).items()}


def _true(value: Any) -> bool:
    """Truth as Ruby has it: 0 and an empty string are true."""
    return value is not None and value is not False


def _find_language(name: str | None, text: str) -> tuple[str | None, str]:
    """Rouge's own name for a language (None: unknown) and the arguments after ``?``."""
    if not name:
        return _guessed(text), ""
    name, _, arguments = name.partition("?")
    return _guessed(text) if name == "guess" else ROUGE_TAGS.get(name), arguments


def _guessed(text: str) -> str:
    from .rouge_guess import guess_language  # two dozen patterns

    return guess_language(text)


def _format(spans: str, text: str, opts: Mapping[str, Any]) -> str:
    """Rouge's markup around highlighted code."""
    if str(opts.get("formatter") or "HTMLLegacy") != "HTMLLegacy":
        return spans
    if _true(opts.get("line_numbers")):
        spans = _line_table(spans, text, opts)
    if _true(opts.get("wrap", True)):
        css_class = opts.get("css_class") or "highlight"
        return f'<div class="highlight"><pre class="{css_class}"><code>{spans}</code></pre></div>'
    return spans


def _line_table(spans: str, text: str, opts: Mapping[str, Any]) -> str:
    """A table of two cells: the line numbers, the code."""
    lines = text.count("\n")
    if not text.endswith("\n"):
        lines += 1
        spans += "\n"
    start = int(opts.get("start_line", 1))
    line_format = str(opts.get("line_format", "%i"))
    numbers = "".join(f"{line_format % number}\n" for number in range(start, start + lines))
    return (
        f'<table class="{opts.get("table_class", "rouge-table")}"><tbody><tr>'
        f'<td class="{opts.get("gutter_class", "rouge-gutter")} gl"><pre class="lineno">{numbers}</pre></td>'
        f'<td class="{opts.get("code_class", "rouge-code")}"><pre>{spans}</pre></td></tr></tbody></table>'
    )


@lru_cache(maxsize=1024)
def highlight_spans(tag: str, arguments: str, text: str) -> str:
    """The code in spans with the classes of its tokens; only escaped where no lexer knows it."""
    class_name: ClassNames
    if tag in LEXERS:
        options = {"startinline": _php_starts_inline(arguments, text)} if tag == "php" else {}
        tokens, class_name = _tokens(lexer_of(tag, **options), text, ("",)), class_of
    elif tag in PYGMENTS_NAMES and len(text) <= _MOST:
        # Some lexers do not recognize, or even lose, what no newline follows.
        added = ("",) if text.endswith("\n") else ("\n", "")
        tokens = _tokens(_lexer(tag, _php_starts_inline(arguments, text)), text, added)
        class_name = class_names(tag)
    else:
        tokens = None
    return escape_html(text) if tokens is None else "".join(_spans(tokens, class_name))


def _php_starts_inline(arguments: str, text: str) -> bool:
    """Whether PHP code goes without its opening tag: as its author says, else as it looks."""
    wanted = dict(parse_qsl(arguments, keep_blank_values=True)).get("start_inline")
    if wanted is None:
        return not _PHP_TAG.search(text)
    return wanted not in ("0", "false", "off")


@lru_cache(maxsize=256)
def _lexer(tag: str, start_inline: bool) -> Lexer:
    from pygments.lexers import get_lexer_by_name

    options: dict[str, Any] = {"stripnl": False, "ensurenl": False}
    if tag == "hack":
        options["startinline"] = start_inline
    return get_lexer_by_name(PYGMENTS_NAMES[tag], **options)


Token = tuple["_TokenType", str]


def _tokens(lexer: Lexer, text: str, endings: Iterable[str]) -> list[Token] | None:
    """The tokens of ``text``, or None where the lexer does not render it to the letter."""
    for added in endings:
        tokens = [(type, value) for _, type, value in lexer.get_tokens_unprocessed(text + added) if value]
        if "".join(value for _, value in tokens) == text + added:
            if added:
                type, value = tokens[-1]
                tokens[-1] = (type, value[:-1])
            return tokens
    return None


def _spans(tokens: Iterable[Token], class_name: ClassNames) -> Iterator[str]:
    """A span for every run of tokens of the same class."""
    last = ""
    run: list[str] = []
    for type, value in tokens:
        name = class_name(type, value)
        if name != last:
            if run:
                yield _span(last, "".join(run))
            last, run = name, []
        run.append(value)
    if run:
        yield _span(last, "".join(run))


def _span(name: str, text: str) -> str:
    text = escape_html(text)
    return f'<span class="{name}">{text}</span>' if name else text
