"""Filters on text, with the cases of Jekyll's own tests (test_filters.rb, test_utils.rb) and some more."""

from __future__ import annotations

import time

import pytest

from proactive_ssg.templates import filters_text as filters


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        (" Q*bert says @!#?@!", None, "q-bert-says"),
        ("The _config.yml file?", None, "the-config-yml-file"),
        ("The _config.yml file?", "pretty", "the-_config.yml-file"),
        ("fürtive glance!!!!", "ascii", "f-rtive-glance"),
        ("fürtive glance", "default", "fürtive-glance"),
        ("The _config.yml file?", "raw", "the-_config.yml-file?"),
        ("Café à la crème – œuf", "latin", "cafe-a-la-creme-oeuf"),
        ("Straße", "latin", "strasse"),
        ("L’accès n° 2²", None, "l-accès-n-2"),
        ("e\u0301te\u0301", None, "e\u0301te\u0301"),
        ("Any Thing", "none", "any thing"),
        ("!!!", None, ""),
        ("", None, ""),
        (None, None, None),
        (42, None, "42"),
    ],
)
def test_slugify(value: str | None, mode: str | None, expected: str | None) -> None:
    assert filters.slugify(value, mode) == expected


def test_slugify_can_keep_capitals() -> None:
    assert filters.slugify("The _config.yml file?", "pretty", True) == "The-_config.yml-file"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("AT&T", "AT&amp;T"),
        (
            "<code>command &lt;filename&gt;</code>",
            "&lt;code&gt;command &amp;lt;filename&amp;gt;&lt;/code&gt;",
        ),
        ('say "hi"', "say &quot;hi&quot;"),
        ("l'eau", "l&apos;eau"),
        (None, ""),
    ],
)
def test_xml_escape(value: str | None, expected: str) -> None:
    assert filters.xml_escape(value) == expected


def test_url_escapes() -> None:
    assert filters.cgi_escape("my things, yours") == "my+things%2C+yours"
    assert filters.cgi_escape("hey!") == "hey%21"
    assert filters.uri_escape("foo bar!*'();:@&=+$,/?#[]baz\\") == "foo%20bar!*'();:@&=+$,/?#[]baz%5C"


@pytest.mark.parametrize("value", ["a\nb", "a\t\tb", " a \t \n\nb ", "a b"])
def test_normalize_whitespace(value: str) -> None:
    assert filters.normalize_whitespace(value) == "a b"


def test_no_break_spaces_are_no_white_space_for_ruby() -> None:
    assert filters.normalize_whitespace("10\u00a0000  €") == "10\u00a0000 €"


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        ("hello world taste", None, 3),
        ("你好hello世界world", None, 1),
        ("你好hello世界world", "cjk", 6),
        ("hello world", "auto", 2),
        ("你好 world", "auto", 3),
        ("", None, 0),
        (None, None, 0),
    ],
)
def test_number_of_words(value: str, mode: str | None, expected: int) -> None:
    assert filters.number_of_words(value, mode) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), ([1], "1"), (["a", "b"], "a and b"), ([1, 2, 3, 4], "1, 2, 3, and 4"), (None, "")],
)
def test_array_to_sentence_string(items: list[object], expected: str) -> None:
    assert filters.array_to_sentence_string(items) == expected


def test_array_to_sentence_string_with_another_word() -> None:
    assert filters.array_to_sentence_string(["un", "deux"], "et") == "un et deux"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/foo/index.html", "/foo/"),
        ("/index.htm", "/"),
        ("/index.html/foo", "/index.html/foo"),
        ("/foo/", "/foo/"),
        ("", None),
        (None, None),
    ],
)
def test_strip_index(url: str | None, expected: str | None) -> None:
    assert filters.strip_index(url) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <b>b</b></p>\n", "a b\n"),
        ("<script>if (a < b) x</script>c<style>p{}</style><!-- <b> -->d", "cd"),
        ("1 < 2", "1 < 2"),
        ("a <b", "a <b"),
        (None, ""),
    ],
)
def test_strip_html(html: str | None, expected: str) -> None:
    assert filters.strip_html(html) == expected


def test_strip_html_takes_linear_time() -> None:
    start = time.process_time()
    for opening in ("<", "<script", "<!--"):
        filters.strip_html(opening * 200_000)
    assert time.process_time() - start < 2
