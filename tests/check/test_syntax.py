"""Errors of syntax: what they are, where they are, and that valid pages have none."""

from __future__ import annotations

import time

import pytest

from proactive_ssg.check.syntax import faults, places
from proactive_ssg.check.syntax_tokens import tokens

START = '<!DOCTYPE html>\n<html lang="fr"><head><title>a</title></head><body>\n'


def codes(body: str) -> list[tuple[str, int, int]]:
    source = f"{START}{body}\n</body></html>\n"
    return [(fault.code, line - 2, column) for fault, line, column in places(source, faults(tokens(source)))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>\n  <span>a\n</div>", [("unclosed", 2, 3)]),
        ("<b><i>a</b></i>", [("unclosed", 1, 4)]),
        ("<p>a\n<ul><li>b</ul>\n</p>", [("stray-end-tag", 3, 1)]),
        ("<p id=a\n   id=b>c", [("duplicate-attribute", 2, 4)]),
        ("</br>", [("stray-end-tag", 1, 1)]),
        ("<table><tr><td>a<p>b</table>", []),
        ("<table><td>a</table>", [("not-in-table", 1, 8)]),
        ("<form><div><form></div></form>", [("nested", 1, 12), ("unclosed", 1, 12)]),
        ("<svg><a/><b></svg>", [("unclosed", 1, 10)]),
        ("<svg><foreignObject><p>a<br>b</foreignObject></svg>", []),
        ("<a href='x>b", [("end-in-tag", 1, 1)]),
        ("<script>'<p>' < 2</script><textarea></p></textarea><!-- </p> -->", []),
        ("<ul><li>a<ul><li>b</ul><li>c</ul><dl><dt>a<dd>b</dl>", []),
        ("<ruby>a<rt>b</ruby><select><option>a<option>b</select>", []),
        ("<p>&copy; &#38; a&b &lt", [("reference-without-semicolon", 1, 21)]),
    ],
)
def test_places(body: str, expected: list[tuple[str, int, int]]) -> None:
    assert codes(body) == expected


@pytest.mark.parametrize("body", ["<" * 5000, "<b>" * 3000, "<p a=" * 3000, "<!--" * 3000])
def test_odd_pages_end_soon(body: str) -> None:
    assert faults(tokens(body))


def test_a_page_of_any_depth_is_read_in_one_go() -> None:
    """Whether a paragraph is open is not looked for through all that is."""
    begun = time.process_time()
    assert len(faults(tokens("<div>" * 50_000))) == 50_000
    assert time.process_time() - begun < 10
