"""Highlighting: Rouge's markup and names around Pygments' tokens, and never another text."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from typing import Any

import pytest

from proactive_ssg.kramdown import Options, convert
from proactive_ssg.kramdown.highlight import Highlighter, highlight_spans
from proactive_ssg.kramdown.rouge_names import PYGMENTS_NAMES, ROUGE_TAGS

CODE = """#!/usr/bin/env python
# comment <b>&amp;</b>

def hello(name: str = "x") -> None:
\tprint(f"hello {name}")   \n  \n$ ls -l | wc
{% raw %} {{ page.title }} {% endraw %}
key: [1, 2.5, 'text']  # éà 日本
<?php echo "<p>"; ?>
"""


def to_html(text: str, **options: Any) -> str:
    return convert(text, Options.from_mapping(options)).html


def block(language: str, code: str = "x", **opts: Any) -> str:
    return to_html(f"~~~ {language}\n{code}\n~~~\n", syntax_highlighter_opts=opts)


def plain(highlighted: str) -> str:
    return html.unescape(re.sub(r"</?span[^>]*>", "", highlighted))


def test_a_block_is_wrapped_as_jekyll_wraps_it() -> None:
    assert block("ruby", "puts 1") == (
        '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
        '<span class="nb">puts</span> <span class="mi">1</span>\n</code></pre></div></div>\n'
    )


def test_code_in_a_line() -> None:
    assert to_html("`puts 1`{:.language-ruby}") == (
        '<p><code class="language-ruby highlighter-rouge"><span class="nb">puts</span> '
        '<span class="mi">1</span></code></p>\n'
    )


@pytest.mark.parametrize("language", ["nosuchlanguage", "plaintext", "text", "Ruby", "math"])
def test_what_rouge_does_not_highlight_keeps_kramdowns_own_markup(language: str) -> None:
    assert block(language, "a < b") == f'<pre><code class="language-{language}">a &lt; b\n</code></pre>\n'


@pytest.mark.parametrize("language", ["conf", "terminal", "jsonc", "rust,no_run", "console"])
def test_rouges_names_are_accepted_even_where_pygments_has_others(language: str) -> None:
    assert block(language, "x").startswith(f'<div class="language-{language} highlighter-rouge">')


def test_arguments_of_a_language_do_not_show() -> None:
    result = block("php?start_inline=1", "$foo = new Bar;")
    assert '<div class="language-php highlighter-rouge">' in result
    assert '<span class="nv">$foo</span>' in result


def test_disabled_for_blocks_or_spans_alone() -> None:
    opts = {"span": {"disable": True}, "block": {"css_class": "mine"}}
    text = "`x`{:.language-ruby}\n\n~~~ ruby\nx\n~~~\n"
    result = to_html(text, syntax_highlighter_opts=opts)
    assert '<p><code class="language-ruby">x</code></p>' in result
    assert '<pre class="mine"><code>' in result
    assert "highlighter" not in to_html(text, syntax_highlighter=None)


def test_a_default_language() -> None:
    result = to_html("    x = 1\n", syntax_highlighter_opts={"default_lang": "ruby"})
    assert result.startswith('<div class="language-ruby highlighter-rouge">')


def test_line_numbers_come_in_rouges_table() -> None:
    assert block("text", "a\nb", guess_lang=True, line_numbers=True, start_line=9) == (
        '<div class="language-text highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
        '<table class="rouge-table"><tbody><tr>'
        '<td class="rouge-gutter gl"><pre class="lineno">9\n10\n</pre></td>'
        '<td class="rouge-code"><pre>a\nb\n</pre></td>'
        "</tr></tbody></table></code></pre></div></div>\n"
    )


def test_without_the_wrapper() -> None:
    assert block("yaml", "a: b", wrap=False).startswith(
        '<div class="language-yaml highlighter-rouge"><span class="'
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [("#!/bin/sh\nls", "language"), ("no sign of any language", "plain")],
)
def test_guessing_shows_in_the_class_of_the_highlighter_only(code: str, expected: str) -> None:
    result = to_html(f"~~~\n{code}\n~~~\n", syntax_highlighter_opts={"guess_lang": True})
    assert result.startswith('<div class="highlighter-rouge"><div class="highlight">')
    assert ("<span" in result) is (expected == "language")


@pytest.mark.parametrize("tag", sorted(PYGMENTS_NAMES))
def test_no_lexer_alters_the_text(tag: str) -> None:
    for code in (CODE, CODE.rstrip("\n"), "\n\nx", "", "x  \n\n\n", "\ufeffx"):
        assert plain(highlight_spans(tag, "", code)) == code


def test_names_lead_to_languages() -> None:
    assert set(PYGMENTS_NAMES) <= set(ROUGE_TAGS.values())
    assert ROUGE_TAGS["yml"] == "yaml"
    assert ROUGE_TAGS["Dockerfile"] == "docker"


@pytest.mark.parametrize(
    ("language", "code", "token", "rouge"),
    [
        ("yaml", "key: text", "key", "na"),
        ("yaml", "key: text", "text", "s"),
        ("yaml", "key: true", "true", "no"),
        ("yaml", "key: 12", "12", "m"),
        ("ruby", "a.b", "b", "nf"),
        ("ruby", "a.b", ".", "p"),
        ("json", '{"a": 1}', '"a"', "nl"),
        ("html", "<p>x</p>", "&lt;p&gt;", "nt"),
        ("shell", "ls # all", "# all", "c"),
        ("apache", "RewriteEngine On\n", "RewriteEngine", "nc"),
        ("apache", "RewriteEngine On\n", "On", "ss"),
        ("apache", "<Directory /var>\n", "/var", "sr"),
    ],
)
def test_classes_are_those_of_rouges_themes(language: str, code: str, token: str, rouge: str) -> None:
    assert f'<span class="{rouge}">{token}</span>' in highlight_spans(language, "", code)


def test_neighbours_of_one_class_share_a_span() -> None:
    highlighted = Highlighter({}).highlight('"a b" # c d\n', "python", "span")
    assert highlighted is not None
    assert not re.search(r'<span class="(\w+)">[^<]*</span><span class="\1">', highlighted)


def test_pygments_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys; from proactive_ssg.kramdown import convert; convert('`a`\\n\\n    b\\n');"
        "sys.exit('pygments.lexers' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_lexer_of_pygments_is_not_given_more_than_it_can_go_through() -> None:
    line = "Given a *user*\n"
    assert "<span" in highlight_spans("gherkin", "", line)
    long = "\n " * 100_000  # quadratic in that lexer: it would take an hour
    assert highlight_spans("gherkin", "", long) == long
    assert "<span" in highlight_spans("ruby", "", "puts 1\n" * 5000)
