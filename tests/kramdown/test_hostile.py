"""Hostile input: 100 kB of what breaks parsers is converted in reasonable time, without any error."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.kramdown import Options, TooLongError, convert
from proactive_ssg.kramdown.alternatives import ANY_SPACES, one_of

SIZE = 100_000
BOUND = 5.0  # seconds; far above what is measured, so that a slow machine does not fail


def fill(pattern: str) -> str:
    """100 kB of a pattern."""
    return pattern * (SIZE // len(pattern))


def numbered(pattern: str) -> str:
    """100 kB of a pattern in which ``%d`` counts."""
    parts: list[str] = []
    size = 0
    while size < SIZE:
        part = pattern.replace("%d", str(len(parts)))
        parts.append(part)
        size += len(part)
    return "".join(parts)


def nested(pattern: str, indent: str) -> str:
    """Lines each of which is indented more than the one before."""
    lines: list[str] = []
    size = 0
    while size < SIZE:
        lines.append(indent * len(lines) + pattern)
        size += len(lines[-1]) + 1
    return "\n".join(lines)


REPEATED = [
    "[", "]", "![", "[]", "[a", "[a]", "[a](", "[a](<", '[a](b "', "[a][", "[](", "](", "[[]", "[a]: ",
    "[^", "[^1]", "[^1]: ", "*", "**", "*a ", "*a", " *a", "_a ", "**a ", "*a_ ", "*a **a ", "***a ",
    "a*", "> ", ">", "> a\n", ">\n", "{:", "{::", "{: ", "{:a}", "{:.a}", "{::a", "{::a}", "{:/",
    "{:a: ", "{::comment}", "{::comment}\n", "{::nomarkdown}", "{::options /}", "{: a='", "{:a='b' ",
    '{: a="b', "`", "` ", "``` ", "`a``", "~~~\n", "~~~ a\n", "```\n", "~~", "~~a ", "|", "| ", "|a",
    "a|b\n", "|-", "|-\n", "|=|\n", "- |\n", "|a|\n|-|\n", "<", "<div>", "<div>\n",
    "<div markdown='1'>", "<div markdown='1'>\n", "</div>", "<p>", "<b>", "</b>", "<b", "<a ", "<a b='",
    "<a b=c ", "<!--", "<!-- ", "-->", "<?", "<![CDATA[", "<!DOCTYPE ", "<script>", "<style>", "<div\n",
    "<table><tr><td>", "<b><i>", "<pre>", "<textarea>", "<http://a", "<a@b", "<mailto:", "&", "&a",
    "&#", "&amp", "&#x", "$$", "$$a", "$", "\\", "\\\\", "\\\\\n", "  \n", "\n", "\t", " ", " \n",
    "\n\n", "    a\n", "\t\n", "# ", "#", "# a\n", "# a\n\n", "a\n=\n", "a\n-\n", "=\n", "-\n", "- ",
    "- a\n", "* a\n\n", "1. ", "1. a\n", "+ - * ", ": ", "a\n: ", "a\n: b\n", ": a\n\n", "^\n",
    "* * *\n", "---", "...", "<<", "<< ", '"', "'", '"a', "'a ", "a'", "''\"", "*[", "*[a]: b\n",
    "*[a]:\n", "{:toc}\n", "* x\n{:toc}\n", "- [ ] a\n", ":a:", "::", "\\[", "!", "a", "a ", "\u00e9",
    "\u65e5\n", "\0", "(", ")", "<a href='x'>", "{:/}", "^", "\r", "\\`", "a\\\n",
]  # fmt: skip

BUILT = {
    "opening and closing brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "nested links": "[" * (SIZE // 5) + "a" + "](b)" * (SIZE // 5),
    "brackets in a target": "[a](" + "(" * SIZE,
    "nested emphasis": "*a **a " * (SIZE // 16) + "b** b*" * (SIZE // 16),
    "back-ticks of growing length": " ".join("`" * i for i in range(1, 440)),
    "back-ticks without an end": "`" + "a" * SIZE,
    "nested quotes, a line each": "\n".join("> " * i + "a" for i in range(1, 440)),
    "nested lists": nested("* a", "  "),
    "nested numbered lists": nested("1. a", "   "),
    "nested definitions": nested("a\n: b", "  "),
    "nested lists with lazy lines": nested("* a\nlazy", "  "),
    "nested list markers on one line": "* " * (SIZE // 2) + "a",
    "nested divs that close": "<div>" * (SIZE // 11) + "</div>" * (SIZE // 11),
    "nested markdown divs": "<div markdown='1'>\n" * (SIZE // 26) + "</div>\n" * (SIZE // 26),
    "nested spans that close": "<b>" * (SIZE // 7) + "</b>" * (SIZE // 7),
    "unclosed tags of many names": numbered("<x%d>"),
    "closing tags of many names": numbered("</x%d>"),
    "many attributes": "<div " + numbered("a%d='b' ") + ">",
    "an attribute without an end": "<div a='" + "b" * SIZE,
    "references without definitions": numbered("[a%d][b%d] "),
    "definitions of links": numbered("[a%d]: b\n") + "[a1]",
    "footnotes": numbered("[^%d]\n\n[^%d]: note\n\n"),
    "footnotes that refer to the next": numbered("[^%d]: a [^%d1]\n\n") + "[^0]",
    "a footnote that refers to itself": "[^1]\n\n[^1]: " + "[^1] " * (SIZE // 5),
    "a footnote that is often referred to": "[^1] " * (SIZE // 5) + "\n\n[^1]: a\n",
    "abbreviations": numbered("*[a%d]: b\n") + numbered("a%d "),
    "abbreviations that begin with the same words": numbered("*[a b %d]: b\n") + "a b " * (SIZE // 4),
    "abbreviations that begin with one another": "".join(f"*[{'a' * i}]: b\n" for i in range(1, 440))
    + "\n" + "a" * SIZE,
    "abbreviations of many letters": "".join(f"*[{chr(0x4E00 + i)}a]: b\n" for i in range(10_000))
    + "".join(f"{chr(0x4E00 + i)} " for i in range(10_000)),
    "one abbreviation": "*[a]: b\n\n" + "a " * (SIZE // 2),
    "attribute definitions": numbered("{:a%d: .b}\n") + "\na\n{: a1}\n",
    "attribute definitions that refer to others": numbered("{:a%d: a%d1 a%d2}\n") + "\na\n{: a0}\n",
    "attribute definitions that refer to the one before": "".join(
        f"{{:a{i}: a{i - 1} a{i - 1} .c{i}}}\n" for i in range(4_000)
    ) + "\na\n{: a3999}\n",
    "an attribute list without an end": "a\n{: " + "b" * SIZE,
    "headers of one name": "# a\n\n" * (SIZE // 5),
    "headers and a table of contents": "* x\n{:toc}\n\n" + numbered("# a%d\n\n"),
    "a table of one row": "|" + "a|" * (SIZE // 2) + "\n",
    "a table of many rows": "|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * (SIZE // 8),
    "a row that never becomes a table": "a|" * (SIZE // 2) + "\n\n" + "b",
    "code with many languages": numbered("~~~ a%d\nb\n~~~\n"),
    "a fence that never ends": "~~~\n" + "a\n" * (SIZE // 2),
    "fences of growing length": "\n".join("~" * i for i in range(3, 440)),
    "a formula without an end": "$$" + "a" * SIZE,
    "a comment without an end": "{::comment}\n" + "a\n" * (SIZE // 2),
    "many extensions without an end": numbered("{::nomarkdown type='a%d'}\n"),
    "a paragraph of many lines": "a\n" * (SIZE // 2),
    "a long word": "a" * SIZE,
    "quotes in words": "a'b\"c" * (SIZE // 5),
    "white space between words": "a" + " " * SIZE + "b",
    "white space at the end of lines": ("a" + " " * 300 + "b\n") * (SIZE // 302),
    "a setext line": "a\n" + "=" * SIZE,
    "a rule": "* " * (SIZE // 2) + "\n",
    "mixed blocks": "> * a\n>   > 1. b\n>   >    {: .c}\n" * (SIZE // 40),
}  # fmt: skip

EVERYTHING = Options.from_mapping({"input": "GFM", "parse_block_html": True, "html_to_native": True})
OPTIONS = {"kramdown": Options(), "everything": EVERYTHING}


@pytest.fixture(autouse=True, scope="module")
def _only_its_own_garbage() -> Iterator[None]:
    """Keep the objects of other tests out of the garbage collector's rounds, which are timed here."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def check(text: str, options: Options) -> None:
    start = time.process_time()
    result = convert(text, options)
    seconds = time.process_time() - start
    assert isinstance(result.html, str)
    assert seconds < BOUND, f"{seconds:.1f} s"


@pytest.mark.parametrize("pattern", REPEATED, ids=ascii)
def test_repeated(pattern: str) -> None:
    check(fill(pattern), EVERYTHING)


@pytest.mark.parametrize("options", OPTIONS.values(), ids=list(OPTIONS))
@pytest.mark.parametrize("text", BUILT.values(), ids=list(BUILT))
def test_built(text: str, options: Options) -> None:
    check(text, options)


LONG = "b" * (SIZE // 2)
AMPLIFIED = {
    "abbreviation": f"*[a]: {LONG}\n\n" + "a " * (SIZE // 2),
    "link": f"[a]: {LONG}\n\n" + "[a] " * (SIZE // 8),
    "title": f"[a]: b '{LONG}'\n\n" + "[a] " * (SIZE // 8),
    "attributes": f"{{:a: title='{LONG}'}}\n\n" + "*a*{:a} " * (SIZE // 8),
}


@pytest.mark.parametrize("text", AMPLIFIED.values(), ids=list(AMPLIFIED))
def test_a_long_definition_that_is_often_used_does_not_fill_the_memory(text: str) -> None:
    with pytest.raises(TooLongError) as caught:
        convert(text)
    assert caught.value.line == 3


NAMES = st.lists(
    st.text("ab .\u00e9*]^\u00a0", min_size=1, max_size=6).filter(lambda name: name == name.strip(" ")),
    min_size=20, max_size=60, unique=True,
)  # fmt: skip


@given(NAMES, st.text("ab .\u00e9*]^\u00a0"))
def test_one_of_many_is_what_the_longest_first_is(names: list[str], text: str) -> None:
    listed = "|".join(
        re.escape(one).replace("\\ ", ANY_SPACES) for one in sorted(names, key=len, reverse=True)
    )
    for tail in ("", "(?![A-Za-z0-9_])"):
        expected = re.finditer(f"(?:{listed}){tail}", text)
        found = re.finditer(one_of(names) + tail, text)
        assert [match.span() for match in found] == [match.span() for match in expected]
