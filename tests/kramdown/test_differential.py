"""Generated documents come out as from Ruby's kramdown, to the letter.

They are soups of what means something to kramdown, since prose finds no difference. Skipped where Ruby
or kramdown 2.5 is absent; ``KRAMDOWN_LIB`` names directories to load it from (as ``PATH`` does), and
``DIFFERENTIAL_EXAMPLES`` how many documents each test tries.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from proactive_ssg.kramdown import Options, convert

pytestmark = pytest.mark.ruby

ORACLE = Path(__file__).parent / "kramdown_oracle.rb"
EXAMPLES = int(os.environ.get("DIFFERENTIAL_EXAMPLES", "150"))

# Highlighters cut code into tokens of their own.
PLAIN = {"syntax_highlighter": None}
JEKYLL = {**PLAIN, "input": "GFM", "hard_wrap": False}
OPTIONS: list[dict[str, Any]] = [
    PLAIN,
    JEKYLL,
    {**JEKYLL, "hard_wrap": True},
    {**JEKYLL, "gfm_quirks": "no_auto_typographic"},
    {**PLAIN, "parse_block_html": True},
    {**PLAIN, "parse_span_html": False},
    {**PLAIN, "html_to_native": True},
    {**PLAIN, "entity_output": "symbolic", "auto_id_stripping": True},
    {**PLAIN, "entity_output": "numeric", "smart_quotes": "apos,apos,quot,quot"},
    {**PLAIN, "footnote_backlink_inline": True, "header_offset": 1, "header_links": True},
]

SPANS = [
    "*", "**", "_", "__", "***", "`", "``", "$$", "$", "~~", "~", "\\", "\\\\", "\\*", "\\`", "\\[", "\\~",
    "[", "]", "![", "[a]", "[b][a]", "[A ]", "](", "](u)", '](u "t")', "](<u v>)", "][a]", "[^1]", "[^x]",
    "(", ")", "<", ">", "<b>", "</b>", "<i>", "</i>", "<br>", "<img src='x'>", '<span class="a">',
    "</span>", "<code>", "</code>", "<kbd markdown='1'>", "</kbd>", "<b markdown='0'>", "<X>", "</X>",
    "<!--", "-->", "<![CDATA[", "]]>", "<http://a.b>", "<a@b.c>", "<mailto:x@y.z>", "{:", "{::", "}",
    "{:.c}", "{:#i}", "{:a='b'}", "{:r}", "{::comment}", "{:/comment}", "{:/}", "{::nomarkdown}",
    "{::options x='y' /}", "&", "&amp;", "&copy;", "&foo;", "&#38;", "&#150;", "-", "--", "---", "...",
    "..", "<<", ">>", "<< ", " >>", "\\<<", '"', "'", "\"'", "'s", "'80s", "!", "^", "|", ":", "=", "#",
    ".", ",", ";", "/", "@", "  \n", "\\\n", "\n", " ", "  ", "\t", "\u00a0", "a", "b", "word", "x y",
    "\u00e9", "e\u0301", "\u65e5\u672c", "1", "_a_", "*a*", "HTML", "CSS", "(X)", "C++",
]  # fmt: skip

STARTS = [
    "", "", "", "", "> ", ">", "* ", "- ", "+ ", "1. ", "10. ", "- [ ] ", "- [x] ", "# ", "## ", "#", ": ",
    ":  ", "    ", "\t", "  ", "   ", " ", "| ", "|", "```\n", "``` ruby\n", "~~~\n", "<div>",
    "<div markdown='1'>", "</div>", "<p>", "</p>", "<table>", "<tr><td>", "</td></tr>", "</table>", "<pre>",
    "</pre>", "<script>", "</script>", "<hr>", "<!--", "-->", "$$", "$$\n", "{:.c}", "{: #i}", "{:r: .d}",
    "{:toc}", "{::comment}", "{:/comment}", "{::nomarkdown}", "{:/}", "[a]: /u 't'", "[^1]: ", "*[HTML]: ",
    "^",
]  # fmt: skip

ENDS = [
    "", "", "", "", " #", " {#id}", " |", "\n---", "\n===", "\n|---|---|", "\n|:-:|", "\n|===|", "  ", "\\",
    "\n{:.c}",
]  # fmt: skip

DEFINITIONS = """

[a]: https://example.org 'T'
[b]: </z w>
{:.k}

[^1]: note *n* CSS

*[HTML]: Hyper
*[CSS]:
*[C++]: plus
*[x y]: sp

{:r: .e lang="fr"}
"""


class Kramdown:
    """A Ruby that converts one document after the other."""

    def __init__(self) -> None:
        libraries = os.environ.get("KRAMDOWN_LIB", "").split(os.pathsep)
        command = ["ruby", "-W0", "-E", "UTF-8", *(f"-I{path}" for path in libraries if path), str(ORACLE)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self.version = str(self._read().get("version", ""))

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return json.loads(line) if line else {}

    def convert(self, text: str, options: dict[str, Any]) -> str | None:
        """Kramdown's HTML, or None where it fails."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"text": text, "options": options}) + "\n")
        self._process.stdin.flush()
        return self._read().get("html")

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def kramdown() -> Iterator[Kramdown]:
    if shutil.which("ruby") is None:
        pytest.skip("Ruby is not installed")
    oracle = Kramdown()
    try:
        if not oracle.version:
            pytest.skip("kramdown and kramdown-parser-gfm are not installed for Ruby")
        if not oracle.version.startswith("2.5."):
            pytest.skip(f"kramdown {oracle.version} is installed, not 2.5")
        yield oracle
    finally:
        oracle.close()


def check(kramdown: Kramdown, text: str, options: dict[str, Any]) -> None:
    expected = kramdown.convert(text, options)
    assume(expected is not None)
    note(repr(text))
    assert convert(text, Options.from_mapping(options)).html == expected


def soup(atoms: list[str], size: int) -> st.SearchStrategy[str]:
    """A few of the atoms, in any order, again and again: what is alike meets more often."""
    chosen = st.lists(st.sampled_from(atoms), min_size=1, max_size=12)
    return chosen.flatmap(lambda some: st.lists(st.sampled_from(some), max_size=size).map("".join))


PARAGRAPH = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "p ", "- ", "# ", "a | "]),
    soup(SPANS, 24),
    st.sampled_from(["", DEFINITIONS]),
)
LINE = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(STARTS),
    st.sampled_from(STARTS),
    st.one_of(st.sampled_from(["", "a", "a b"]), soup(SPANS, 5)),
    st.sampled_from(ENDS),
)
DOCUMENT = st.builds(
    lambda lines, end: "\n".join(lines) + end,
    st.lists(LINE | st.just("") | st.sampled_from(STARTS), max_size=12),
    st.sampled_from(["", "\n", DEFINITIONS]),
)

THOROUGH = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    database=None,
)


@THOROUGH
@given(text=PARAGRAPH, options=st.sampled_from(OPTIONS))
def test_spans(kramdown: Kramdown, text: str, options: dict[str, Any]) -> None:
    check(kramdown, text, options)


@THOROUGH
@given(text=DOCUMENT, options=st.sampled_from(OPTIONS))
def test_documents(kramdown: Kramdown, text: str, options: dict[str, Any]) -> None:
    check(kramdown, text, options)
