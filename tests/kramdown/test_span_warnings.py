"""What kramdown would warn about in spans, with the line it concerns."""

from __future__ import annotations

import pytest

from proactive_ssg.kramdown import Options, convert


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n[^none]", 2, "Footnote definition for 'none' not found on line 2"),
        ("a\nb [none] c", 2, "No link definition for link ID 'none' found on line 2"),
        ("a\n\nb\n*[No\nNe]*", 4, "No link definition for link ID 'no ne' found on line 4"),
        ("a\nb </b> c", 2, "Found invalidly used HTML closing tag for 'b' on line 2"),
        ("a\nb <div> c", 2, "Found block HTML tag 'div' in span-level text on line 2"),
        ("a\n*x* <b>y", 2, "Found no end tag for 'b' (line 2) - auto-closing it"),
        (
            "a <b markdown='block'>c</b>",
            1,
            "Cannot use block-level parsing in span-level HTML tag (line 1) - using default mode",
        ),
        ("a <b x='1' x='2'>c</b>", 1, "Duplicate HTML attribute 'x' on line 1 - overwriting previous one"),
        ("a\nb{:.c}", 2, "Found span IAL after text - ignoring it"),
        ("a\nb {::comment} c", 2, "No stop tag for extension 'comment' found on line 2 - ignoring it"),
        ("a\nb {::none /} c", 2, "Invalid extension with name 'none' specified on line 2 - ignoring it"),
        ("a\nb {:/comment} c", 2, "Invalid extension stop tag for 'comment' found on line 2 - ignoring it"),
        ("a {::options none='1' /}", 1, "Unknown kramdown option 'none'"),
        ("a {::options template='x' /}", 1, "Option template may not be set inline"),
        ("*a*{: !}", 1, "No or invalid attributes found in IAL/ALD content:  !"),
    ],
)
def test_warning(text: str, line: int, message: str) -> None:
    assert convert(text, Options()).warnings == [(line, message)]


def test_what_was_tried_in_vain_warns_once() -> None:
    """kramdown parses the text again, without the emphasis that was not one."""
    warnings = convert("*a [none] and **b [none2] c", Options()).warnings
    assert [warning.message for warning in warnings] == [
        "No link definition for link ID 'none' found on line 1",
        "No link definition for link ID 'none2' found on line 1",
    ]


def test_long_texts_are_quoted_in_part() -> None:
    (warning,) = convert("[" + "a" * 5000 + "]", Options()).warnings
    assert len(warning.message) < 200
