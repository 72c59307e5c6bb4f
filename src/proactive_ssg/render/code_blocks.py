"""Code in colours for the tag ``highlight``: the markup of Jekyll with Rouge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from proactive_ssg.kramdown.highlight import highlight_spans
from proactive_ssg.kramdown.html_escape import escape_html
from proactive_ssg.kramdown.rouge_names import ROUGE_TAGS

__all__ = ["highlight_code", "plain_code"]

_SPAN = re.compile(r'<span class="([^"]*)">([^<]*)</span>')


def plain_code(code: str, language: str, options: Mapping[str, Any]) -> str:  # noqa: ARG001 (the tag's)
    """Code where the configuration says ``highlighter: none``."""
    return escape_html(code).strip()


def highlight_code(code: str, language: str, options: Mapping[str, Any]) -> str:
    """The code in spans; ``mark_lines`` marks lines, ``linenos`` puts it into a table beside its numbers."""
    tag = _guessed(code) if language == "guess" else ROUGE_TAGS.get(language)
    html = highlight_spans(tag, "", code) if tag else escape_html(code)
    marked = options.get("mark_lines")
    if isinstance(marked, list):
        html = _marked(html, {int(number) for number in marked})
    return _table(html, code) if options.get("linenos") else html


def _guessed(code: str) -> str:
    from proactive_ssg.kramdown.rouge_guess import guess_language  # two dozen patterns

    return guess_language(code)


def _marked(html: str, marked: set[int]) -> str:
    """Every line ends with a newline, those of ``marked`` in a span (``html_line_highlighter.rb``)."""
    lines = _SPAN.sub(_by_line, html).removesuffix("\n").split("\n")
    return "".join(
        f'<span class="hll">{line}\n</span>' if number in marked else f"{line}\n"
        for number, line in enumerate(lines, 1)
    )


def _by_line(span: re.Match[str]) -> str:
    """A span of several lines as one span a line."""
    pieces = (f'<span class="{span[1]}">{piece}</span>' if piece else "" for piece in span[2].split("\n"))
    return "\n".join(pieces)


def _table(html: str, code: str) -> str:
    """Line numbers and code side by side (``html_table.rb``, with the classes that Jekyll gives)."""
    count = code.count("\n")
    if not code.endswith("\n"):  # what was marked ends with a newline already, and gets one more
        html, count = html + "\n", count + 1
    numbers = "".join(f"{number}\n" for number in range(1, count + 1))
    gutter = f'<td class="gutter gl"><pre class="lineno">{numbers}</pre></td>'
    code = f'<td class="code"><pre>{html}</pre></td>'
    return f'<table class="rouge-table"><tbody><tr>{gutter}{code}</tr></tbody></table>'
