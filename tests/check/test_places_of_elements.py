"""The parser keeps no places: what is told of them is true of any source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.check.html import parse

PIECES = (
    *("<p>", "</p>", "<b>", "</b>", "<i class='a'>", "</i>", "<table>", "<tr>", "<td>", "</table>", "<br/>"),
    *("<svg>", "<title>", "</title>", "<foreignObject>", "</svg>", "<!-- <p> -->", "<script>", "</script>"),
    *("<textarea>", "</textarea>", "<select>", "<option>", "<a href=x>", "<A ID=y/>", "<html lang=fr>"),
    *("<body>", "<!doctype html>", "\n", "é", "&amp;", "text", "<", ">", '"', "<x-y\n a\n=b>", "<img src='"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_each_element_stands_where_it_is_said_to(source: str) -> None:
    lines = source.split("\n")
    for element in parse(source).all:
        name = element.name.rpartition(":")[2].lower()
        assert "proactive-ssg" not in f"{element.attributes}{element.children if element.text else ''}"
        if element.line:
            written = lines[element.line - 1][element.column - 1 :].lower()
            assert written.startswith(f"<{name}") or (name == "img" and written.startswith("<image"))


@pytest.mark.parametrize(
    ("source", "doctype"),
    [("<!DOCTYPE HTML>", "html"), ("\ufeff <!-- a -->\n<!doctype svg>", "svg"), ("a<!doctype html>", None)],
)
def test_the_doctype(source: str, doctype: str | None) -> None:
    assert parse(source).doctype == doctype


def test_names_in_other_namespaces() -> None:
    source = "<p><svg><title>a</title><foreignObject><p>b</p></foreignObject><g/></svg><math><mi><b>c</b>"
    names = [element.name for element in parse(source).all][2:]
    assert names == [
        *("body", "p", "svg:svg", "svg:title", "svg:foreignObject", "p", "svg:g", "math:math", "math:mi", "b")
    ]


@pytest.mark.parametrize("number", ["999", "x", "-1", "²", ""])
def test_a_page_may_write_the_attribute_itself(number: str) -> None:
    """Where a browser sees a tag and our tokenizer does not, as in a frame within a list of choices."""
    for source in ("<p {}>a", "<select><iframe><option {}>a", "<select><xmp><option {}>a"):
        for element in parse(source.format(f'proactive-ssg-at="{number}"')).all:
            assert "proactive-ssg-at" not in element.attributes


def test_a_text_may_hold_what_looks_like_a_tag() -> None:
    """The tokenizer knows fewer kinds of text than browsers do."""
    (element,) = parse("<plaintext><p>a").named("plaintext")
    assert element.text == "<p>a"
