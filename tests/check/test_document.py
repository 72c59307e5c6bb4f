"""How rules ask a page for the elements that concern them."""

from __future__ import annotations

from pathlib import Path

from proactive_ssg.check.html import Element, parse
from proactive_ssg.check.roles import told_as, written_as
from proactive_ssg.check.rule import AuditedPage

PAGE = """<!DOCTYPE html>
<p title="a">one<a href="/" title="b">two</a></p>
<h2>three</h2>
<p role="heading" lang="en">four <b>five</b> six</p>
<nav role="none"><a href="/x">seven</a></nav>
"""


def names(elements: list[Element]) -> list[str]:
    return [element.name for element in elements]


def test_elements_come_in_the_order_of_the_document_each_once() -> None:
    document = parse(PAGE)
    assert [element.number for element in document.all] == list(range(len(document.all)))
    assert names(document.named("h2", "a", "p", "none")) == ["p", "a", "h2", "p", "a"]
    assert names(document.having("title", "href", "role")) == ["p", "a", "p", "nav", "a"]
    assert names(document.named_or_having(("h2", "p"), "lang", "title")) == ["p", "a", "h2", "p"]
    assert document.named("none") == document.having("none") == document.named_or_having(()) == []


def test_own_texts_of_all_elements_are_searched_at_once() -> None:
    document = parse(PAGE)
    lines = document.own_texts.split("\n")
    assert [line for line in lines if line] == ["one", "two", "three", "four six", "five", "seven"]


def test_elements_by_role() -> None:
    page = AuditedPage("/", Path("index.html"), parse(PAGE))
    assert names(told_as(page, "link", "heading")) == ["a", "h2", "p", "a"]
    assert names(written_as(page, "heading", "none")) == ["p", "nav"]
    assert told_as(page, "banner") == written_as(page, "banner") == []
