"""Hostile code: 100 kB of what lexers stumble over is highlighted in reasonable time, without any error."""

from __future__ import annotations

import html
import re
import time

import pytest

from proactive_ssg.kramdown.highlight import highlight_spans
from proactive_ssg.kramdown.rouge.lexers import LEXERS

SIZE = 100_000
BOUND = 10.0  # seconds; far above what is measured, so that a slow machine does not fail

# Of every language: quotes, escapes and brackets without an end.
EVERYWHERE = ['"a\\', "<", "/* a\n"]

NASTY = {
    "c": [
        "/* a\n",
        "a b(",
        "a b(c) ",
        "b()/*",
        "b()//",
        ")/*)*/",
        "b() //a)\n",
        "#if 0\n",
        "#a /*",
        "case ",
        "a b{",
    ],
    "conf": ["'a\n", "a"],
    "console": ["$ a\n", "> ", "${"],
    "cpp": ["a b(", 'R"(', 'R"a(b', "template ", "class /*", "1'", "a b(c) "],
    "csharp": ['$"{', '@"', "a  ", "class /*", "using "],
    "css": ["a{b:c", "@a{", "url(", "a:"],
    "diff": ["@@", "+\n"],
    "docker": ["RUN \\\n", "FROM a "],
    "erb": ["<%", "<%= a %>", '<a b="<%='],
    "go": ["`", "0."],
    "html": ["<script>", "<style>", "<!--", "<a b='", "<a (", "&", "</"],
    "ini": ["a", "[", 'a="', "a=\\\n"],
    "irb": ["irb> ", "=> #<", "irb", "irb> a\n=> #<A>\n", "AError: a\n"],
    "java": ["a b ", " a b\n", '"""'],
    "javascript": ["`${", "(/[", "x={a:", "?", "a:"],
    "json": ['"a"', '{"a":', "\\"],
    "json-doc": ["a", '"a": //', "/* "],
    "jsx": ["<a>", "<a b={", "</"],
    "kotlin": ['"""', "fun <", "a@"],
    "liquid": ["{{", "{% raw %}", "{% if ", "{{ a | b: ", "{% comment %}"],
    "lua": ["[[a\n", "--[[a\n", "[=[", "[==[", "gsub ", "string.", "--[=["],
    "markdown": ["[a](", "*a", "**", "```\n", "~~~ md\n", "> ", "<a@b.", "\n\n    ", "---\n", "`", "[a]: "],
    "nginx": ["a {", "~", "a.", "a-/", "1", "include "],
    "php": ["<?php a ?>", "<?php /*", "<<<A\n", "<?php <<<A\n", "<?= '\\'", '<?= "{$a', "<?= `\\", "<?= f("],
    "properties": ["a", "a:'", "a=\\\n"],
    "python": ['f"{', "'''", "from a ", "import a."],
    "r": ["'\\'", "%", "`", "a(", "1."],
    "ruby": ["<<A\n", "%w(", "%r!", "#{", "=begin\n", "a /b", ":'", "def "],
    "rust": ['r#"', "#[", "/* /* ", "'a"],
    "scss": ["a:", "#{", "a{b: ", "@if "],
    "shell": ["<<A\n", "$((", "$(", "${a", "case a in ", "`", "a="],
    "sql": ["/* /*", "--"],
    "swift": ['"\\(', '"""', "#if"],
    "toml": ["[a", "a = [", "'''"],
    "tsx": ["<T,", "<a>{"],
    "typescript": ["a<b", "a?:"],
    "yaml": ["a: ", "- ", "{a: ", "'", '"\\n ', "a: |\n ", "?", "&a "],
}


def cases() -> list[tuple[str, str]]:
    return [(tag, pattern) for tag in sorted(LEXERS) for pattern in [*EVERYWHERE, *NASTY[tag]]]


def fill(pattern: str) -> str:
    return pattern * (SIZE // len(pattern))


@pytest.mark.parametrize(("language", "pattern"), cases())
def test_bounded_time(language: str, pattern: str) -> None:
    text = fill(pattern)
    start = time.process_time()
    result = highlight_spans(language, "", text)
    assert time.process_time() - start < BOUND
    assert html.unescape(re.sub(r"</?span[^>]*>", "", result)) == text


def test_code_in_code_in_code() -> None:
    """Fences of growing length, Markdown within Markdown: no deeper than one."""
    depth = 300
    opening = "".join(f"{'`' * length} md\n" for length in range(depth + 3, 2, -1))
    closing = "".join(f"{'`' * length}\n" for length in range(3, depth + 4))
    text = opening + "a\n" + closing
    result = highlight_spans("markdown", "", text)
    assert html.unescape(re.sub(r"</?span[^>]*>", "", result)) == text
