"""Spans that fail, and spans that stand deep: the output stays kramdown's, the effort stays bounded."""

from __future__ import annotations

import time

import pytest

from proactive_ssg.kramdown import Options, convert


def html(text: str, **options: object) -> str:
    return convert(text, Options.from_mapping({"auto_ids": False, **options})).html


@pytest.mark.parametrize("depth", [1, 10, 60])
def test_nested_html_elements(depth: int) -> None:
    assert html("x" + "<b>" * depth + "y" + "</b>" * depth) == f"<p>x{'<b>' * depth}y{'</b>' * depth}</p>\n"


def test_nested_images() -> None:
    depth = 40
    nested = "![" * depth + "a" + "](u)" * depth
    alt = "![" * (depth - 1) + "a" + "](u)" * (depth - 1)
    assert html(nested) == f'<p><img src="u" alt="{alt}" /></p>\n'


@pytest.mark.parametrize(
    "pattern", ["<b>", "![", "*a <b>", "*a **b [c <b>", "*a _b __c **d ", "![*a ", "~~*a ~~**b "]
)
def test_text_far_too_deep_comes_out_whole(pattern: str) -> None:
    start = time.process_time()
    result = html(pattern * 3000, input="GFM", hard_wrap=False)
    assert time.process_time() - start < 20
    assert result.count(pattern[-2]) >= 3000


def test_emphasis_after_many_failures() -> None:
    """What failed before does not keep from succeeding what can succeed."""
    assert html("*a " * 300 + "**b**") == f"<p>{'*a ' * 300}<strong>b</strong></p>\n"
    assert html("**a " * 300 + "_b_").endswith("**a <em>b</em></p>\n")


def test_link_after_many_failures() -> None:
    assert html("[a " * 300 + "[b](c)").endswith('[a <a href="c">b</a></p>\n')
    assert html("[" * 300 + "a" + "]" * 300 + "(c)").startswith('<p><a href="c">[[[')
    assert html("[a](b " * 300 + "[c](d)").endswith('(b <a href="d">c</a></p>\n')


def test_brackets_that_close_but_lead_nowhere() -> None:
    """The definition that fits the innermost pair is found although the outer ones were tried first."""
    text = "[" * 50 + "id" + "]" * 50 + "\n\n[id]: /u\n"
    expected = "[" * 49 + '<a href="/u">id</a>' + "]" * 49
    assert html(text).startswith(f"<p>{expected}</p>\n")


def test_code_spans_after_unclosed_ones() -> None:
    assert html("``` `` ` a`b``c") == "<p>``` <code>` a`b</code>c</p>\n"


def test_emphasis_and_links_in_the_deepest_element() -> None:
    assert "<b>*a* [b](c)" not in html("<b>" * 200 + "*a* [b](c)")
    assert '<em>a</em> <a href="c">b</a></b></b>' in html("<b>" * 200 + "*a* [b](c)")
