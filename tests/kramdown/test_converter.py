"""What of the converter neither the examples of the documentation nor the file pairs show."""

from __future__ import annotations

from typing import Any

import pytest

from proactive_ssg.kramdown import Options, convert
from proactive_ssg.kramdown.header_id import GfmHeaderIds, HeaderIds
from proactive_ssg.kramdown.parser import Parser
from proactive_ssg.kramdown.toc import toc_entries


def to_html(text: str, **options: Any) -> str:
    return convert(text, Options.from_mapping(options)).html


def test_footnotes_asked_for_inside_a_footnote_stay_at_the_end() -> None:
    html = to_html("Text[^1].\n\n[^1]: > * x\n    > {:footnotes}\n")
    assert html.startswith("<p>Text<sup")
    assert html.count('<li id="fn:1">') == 1
    assert "\0" not in html


def test_a_footnote_in_a_footnote_comes_after_it() -> None:
    html = to_html("A[^a].\n\n[^a]: See[^b].\n\n[^b]: Last.\n")
    assert html.index('id="fn:a"') < html.index('id="fn:b"')
    assert html.count('class="reversefootnote"') == 2


@pytest.mark.parametrize(
    ("template", "text"), [("[%s]", "[1]"), ("100 %% %s", "100 % 1"), ("%s %x %s", "1 %x 1")]
)
def test_the_text_of_a_footnote_link_is_a_format(template: str, text: str) -> None:
    assert f">{text}</a>" in to_html("a[^1]\n\n[^1]: b\n", footnote_link_text=template)


def test_a_second_table_of_contents_is_a_list() -> None:
    html = to_html("* a\n{:toc}\n\n* b\n{:toc}\n\n# T\n")
    assert html.count('id="markdown-toc"') == 1
    assert "<li>b</li>" in html


def test_a_table_of_contents_without_headers_leaves_nothing() -> None:
    assert to_html("a\n\n* b\n{:toc}\n") == "<p>a</p>\n\n"


def test_unavailable_engines_give_kramdowns_warnings() -> None:
    options = Options.from_mapping({"syntax_highlighter": "coderay", "math_engine": "katex"})
    result = convert("A $$x$$\n\n    code\n", options)
    assert [message for _, message in result.warnings] == [
        "The configured math engine katex is not available.",
        "The configured syntax highlighter coderay is not available.",
    ]
    assert '<span class="kdmath">$x$</span>' in result.html


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Été à Nice ½", "été-à-nice-"),
        ("a_b\tc", "a_b-c"),
        ("日本 & 한국", "日本--한국"),
        ("ΟΔΟΣ", "οδοσ"),
        ("!", ""),
    ],
)
def test_githubs_identifiers(header: str, expected: str) -> None:
    assert GfmHeaderIds(Options()).generate(header) == expected


def test_identifiers_are_unique() -> None:
    ids = HeaderIds(Options())
    assert [ids.generate(text) for text in ("A", "a", "A", "1.", "2.")] == [
        "a",
        "a-1",
        "a-2",
        "section",
        "section-1",
    ]
    gfm = GfmHeaderIds(Options())
    assert [gfm.generate(text) for text in ("A", "a", "!", "?")] == ["a", "a-1", "", "-1"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Đây là ví dụ", "day-la-vi-du"),
        ("Straße, Œuvre", "strasse-oeuvre"),
        ("Привет, Жук", "privet-zhuk"),
        ("Ελλάδα", "ellada"),
        ("ひらがな 한국", "hiragana-hangug"),
        ("中文", "section"),
    ],
)
def test_transliterated_identifiers(header: str, expected: str) -> None:
    assert HeaderIds(Options(transliterated_header_ids=True)).generate(header) == expected


def test_the_table_of_contents_as_data() -> None:
    options = Options.from_mapping({"toc_levels": "1..2"})
    root = Parser(options).parse("# A\n\n## B\n\n### C\n\n# D\n{:.no_toc}\n\n# E {#e5}\n")
    entries = toc_entries(root, options)
    assert [(entry.id, [child.id for child in entry.children]) for entry in entries] == [
        ("a", ["b"]),
        ("e5", []),
    ]


def test_nesting_beyond_the_limit_neither_fails_nor_loses_text() -> None:
    html = to_html("> " * 500 + "deep\n")
    assert "deep" in html
    assert "nested" in to_html("<div markdown='1'>\n" * 500 + "nested\n" + "</div>\n" * 500)
