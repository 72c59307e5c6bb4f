"""``smartify``: typographic characters and nothing else, as Jekyll's converter ``SmartyPants`` has it."""

from __future__ import annotations

import json
import shutil
import subprocess
import time

import pytest

from proactive_ssg.kramdown.smartypants import smartify

CASES = [
    ("", ""),
    ("plain", "plain"),
    ("ends with a line\n", "ends with a line"),
    ('"First" -- & <em>only</em> don\'t...', "“First” – &amp; <em>only</em> don’t…"),
    ("  leading 'spaces'", "  leading ‘spaces’"),
    ("    of 'code'", "    of ‘code’"),
    ("# no 'header'", "# no ‘header’"),
    ("* no *emphasis* -- `code` 'x'", "* no *emphasis* – `code` ‘x’"),
    ("two 'lines'\n\nand --- more", "two ‘lines’\n\nand — more"),
    ("'90s <<angle>> &eacute; &amp; &", "’90s «angle» é &amp; &amp;"),
    ("<p>'raw'</p>", "<p>'raw'</p>"),
    ("<div>'raw'</div> 'after'", "<div>'raw'</div>\n ‘after’"),
    ("a < b > c", "a &lt; b &gt; c"),
    ("line\r\n'end'", "line\n‘end’"),
    ('x \\"a\\" "b"', "x \\“a\\” “b”"),  # a backslash is no escape, and hides what is before
]

ASK = """
require "jekyll"
Jekyll.logger.log_level = :error
converter = Jekyll::Converters::SmartyPants.new(Jekyll.configuration("quiet" => true))
puts JSON.dump(JSON.parse(STDIN.read).map { |text| converter.convert(text) })
"""


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_only_quotes_dashes_and_ellipses_change(text: str, expected: str) -> None:
    assert smartify(text) == expected


@pytest.mark.parametrize("line", ["<div>\n", "<p>\n\n"])
def test_long_texts_take_time_in_proportion(line: str) -> None:
    """A megabyte of lines; ten seconds where each of them copies what came before."""
    start = time.perf_counter()
    smartify(line * (1_000_000 // len(line)))
    assert time.perf_counter() - start < 3


@pytest.mark.jekyll
def test_jekyll_makes_the_same_of_them() -> None:
    if shutil.which("jekyll") is None:
        pytest.skip("needs Jekyll")
    texts = json.dumps([text for text, _expected in CASES])
    asked = subprocess.run(["ruby", "-e", ASK], input=texts, capture_output=True, text=True, check=True)
    assert json.loads(asked.stdout) == [expected for _text, expected in CASES]
