"""Visibility, roles and accessible names, as accname 1.2 and HTML-AAM tell them."""

from __future__ import annotations

from pathlib import Path

import pytest

from proactive_ssg.check.html import Element, parse
from proactive_ssg.check.names import description_of, name_of
from proactive_ssg.check.roles import role_of, tabbable
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import hidden, invisible


def page_of(html: str) -> tuple[AuditedPage, Element]:
    """The page, and its element with the id ``x``."""
    page = AuditedPage("/", Path("x.html"), parse(html), partial=True)
    return page, page.document.by_id["x"][0]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<a id="x" href="/"><img alt="Home"> page</a>', "Home page"),
        ('<a id="x" href="/" title="Home"></a>', "Home"),
        (
            '<b id="a" hidden>One <i>two</i></b><a id="x" href="/" aria-labelledby="a x" aria-label="3"></a>',
            "One two 3",
        ),
        ('<a id="x" href="/" aria-labelledby="nobody">Home</a>', "Home"),
        ('<label for="x">Name <b aria-hidden="true">*</b></label><input id="x">', "Name"),
        ('<label>Flash <input value="3" aria-label="n"> times <input id="x" type="checkbox"></label>', ""),
        ('<label><input id="x" type="checkbox"> Flash <input value="3"> times</label>', "Flash 3 times"),
        ('<input id="x" type="submit" value="Send">', "Send"),
        ('<input id="x" type="image" alt="Search">', "Search"),
        ('<input id="x" placeholder="Name">', "Name"),
        ('<fieldset id="x"><legend>Who</legend></fieldset>', "Who"),
        ('<table id="x"><caption>Budget</caption></table>', "Budget"),
        ('<svg id="x"><title>Cat</title></svg>', "Cat"),
        ('<h2 id="x">One<br>two <i>three</i></h2>', "One two three"),
        ('<div id="x">Not a name</div>', ""),
        ('<h2 id="x"><a href="#x" aria-labelledby="x"><svg aria-hidden="true"></svg></a> One</h2>', "One"),
        ('<a id="x" href="#n" role="doc-noteref">1</a>', "1"),
        (
            '<style>.a::before { content: "To the " }</style><a id="x" href="#" class="a">top</a>',
            "To the top",
        ),
        (
            '<style>.a::after { content: "\\2605"/"Star" } i:before { content: url(a.png) "b" }</style>'
            '<a id="x" href="#" class="a"><i></i></a>',
            "Star",
        ),
        (
            '<a id="x" href=""><b style="visibility:hidden">No <i style="visibility:visible">Yes</i></b></a>',
            "Yes",
        ),
        ('<button id="x"><span style="display:none">No</span>Yes</button>', "Yes"),
    ],
)
def test_the_name_of(html: str, name: str) -> None:
    assert name_of(*page_of(html)) == name


def test_a_description_is_not_the_name() -> None:
    assert description_of(*page_of('<a id="x" href="/" title="Home">Home</a>')) == ""
    assert description_of(*page_of('<a id="x" href="/" title="News">Home</a>')) == "News"
    assert (
        description_of(*page_of('<a id="x" href="/" aria-describedby="d">Home</a><p id="d">New</p>')) == "New"
    )


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ('<header id="x"></header>', "banner"),
        ('<article><header id="x"></header></article>', "generic"),
        ('<section id="x" aria-label="A"></section>', "region"),
        ('<section id="x"></section>', "generic"),
        ('<img id="x" alt="">', "none"),
        ('<img id="x">', "img"),
        ('<img id="x" role="none" tabindex="0">', "img"),
        ('<div id="x" role="lnik link"></div>', "link"),
        ('<select id="x" multiple></select>', "listbox"),
        ('<input id="x" type="search" list="l">', "combobox"),
        ('<table><tr><th id="x" scope="row"></th></tr></table>', "rowheader"),
        ('<a id="x"></a>', "generic"),
    ],
)
def test_the_role_of(html: str, role: str) -> None:
    assert role_of(*page_of(html)) == role


@pytest.mark.parametrize(
    ("html", "is_hidden", "is_invisible"),
    [
        ('<p id="x">A</p>', False, False),
        ('<div hidden><p id="x">A</p></div>', True, True),
        ('<div aria-hidden="true"><p id="x">A</p></div>', True, False),
        ('<div inert><p id="x">A</p></div>', True, False),
        ('<div style="visibility: hidden"><p id="x" style="visibility: visible">A</p></div>', False, False),
        ('<div style="display: none"><p id="x" style="display: block">A</p></div>', True, True),
        (
            '<style>.a > p[title] { display: none }</style><div class="a"><p id="x" title="t">A</p></div>',
            True,
            True,
        ),
        ('<style>p { display: none } #x { display: block }</style><p id="x">A</p>', False, False),
        ('<style>@media print { p { display: none } }</style><p id="x">A</p>', False, False),
        ('<style>p { display: none !important }</style><p id="x" style="display: block">A</p>', True, True),
        ('<p hidden id="x" style="display: block">A</p>', False, False),
    ],
)
def test_who_perceives(html: str, is_hidden: bool, is_invisible: bool) -> None:
    page, element = page_of(html)
    assert (hidden(page, element), invisible(page, element)) == (is_hidden, is_invisible)


@pytest.mark.parametrize(
    ("html", "is_met"),
    [
        ('<a id="x" href="/">A</a>', True),
        ('<a id="x">A</a>', False),
        ('<p id="x" tabindex="-1">A</p>', False),
        ('<fieldset disabled><input id="x"></fieldset>', False),
        ('<fieldset disabled><legend><input id="x"></legend></fieldset>', True),
        ('<details><summary id="x">A</summary></details>', True),
        ('<div hidden><button id="x">A</button></div>', False),
    ],
)
def test_tab_gets_there(html: str, is_met: bool) -> None:
    assert tabbable(*page_of(html)) is is_met
