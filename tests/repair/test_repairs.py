# ruff: noqa: SIM905 - tags in lines are easier to read than in quotes
"""Repairs: each by its fixtures, and what holds for all of them whatever the page is."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proactive_ssg.config.repairs import REPAIRS as NAMES
from proactive_ssg.config.repairs import SAFE
from proactive_ssg.repair.apply import repair
from proactive_ssg.repair.markup import FileSize, Page
from proactive_ssg.repair.registry import REPAIRS, described

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(FIXTURES.glob("*/*.before.html"))
_ADDED = re.compile(r"\s*\((?:PDF, 120 kB|PDF|120 kB)\)|\s*\(new window\)")


def size(href: str) -> FileSize | None:
    return FileSize("PDF", "120 kB") if href.startswith("/") and href.endswith(".pdf") else None


def repaired(html: str, names: frozenset[str]) -> str:
    return repair(html, names, Page("en", size), content_of(html), lambda _found: ("", 0, 0))[0]


def content_of(html: str) -> tuple[int, int] | None:
    """What stands in ``article``, if there is one."""
    found = re.search(r"<article>(.*)</article>", html, re.S)
    return found.span(1) if found else None


@pytest.mark.parametrize("before", CASES, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_a_repair_does_what_its_fixture_says(before: Path) -> None:
    name = before.parent.name
    after = before.with_name(before.name.replace(".before.", ".after.")).read_text("utf-8")
    assert repaired(before.read_text("utf-8"), frozenset([name])) == after
    assert repaired(after, frozenset([name])) == after


def test_every_repair_has_its_words_and_fixtures() -> None:
    assert [kind.name for kind in REPAIRS] == list(NAMES)
    assert {kind.name: kind.by_default for kind in REPAIRS} == NAMES
    assert {path.parent.name for path in CASES} == set(NAMES)
    assert all(described(kind.name) for kind in REPAIRS)


TAGS = st.sampled_from(
    """<p> </p> <br> <br/> <br /> <h1> </h1> <h2> </h2> <h4> </h4> <h4~id="a"> <b> </b> <strong> </strong>
    <a~href="/a.pdf"> <a~href="#a"> <a~href="/x"~target="_blank"> </a> <font~color="red"> </font> <center>
    </center> <img~align=left~src=a> <img~width="20%"~class='x'~src="b"/> <div> </div> <p~id="a"> <tt> </tt>
    <table> </table> <tr> </tr> <th> </th> <td> </td> <thead> </thead> <figure> </figure> <figcaption>
    </figcaption> <iframe~frameborder=0> </iframe> <pre> </pre> <!--~x~--> <!-- <s> </s> <ul> <li> </li> </ul>
    <svg> </svg> <article> </article> <span> </span> <blockquote~class="x"> </blockquote> <h2~id="section">
    <script> </script> <em~title='> < <a~href=""".split()
).map(lambda tag: tag.replace("~", " "))
TEXTS = st.sampled_from(["Text", " ", "\n", "&nbsp;", "\u00a0", "(PDF)", "a b ", "&amp;", "x > y"])
LOOSE = st.lists(TAGS | TEXTS, max_size=25).map("".join)
NAMES_OF_ELEMENTS = st.sampled_from(
    """p p div li ul h1 h2 h3 h4 b strong font center tt blockquote table tr th td thead figure figcaption pre
    article span em s a~href="/a.pdf" a~href="#a"~target="_blank" h3~id="a" p~id="a" h2~id="section"
    blockquote~class="x" font~color="red" svg""".split()
).map(lambda name: name.replace("~", " "))
LEAVES = TEXTS | st.sampled_from(
    ["<br>", "<br />", "<br><br>", '<img src="a" align="left" width="20%">', "<hr/>"]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name.partition(' ')[0]}>",
        NAMES_OF_ELEMENTS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=15,
)
PAGES = LOOSE | st.lists(TREES, max_size=4).map("".join)
CHOICES = st.sampled_from([SAFE, frozenset(NAMES), *(frozenset([name]) for name in NAMES)])


@settings(max_examples=1500, deadline=None)
@given(PAGES, CHOICES)
@example("<h2><b><b>x</b></b></h2>", SAFE)
@example("<p>Text<br>\xa0<br></p>", SAFE)
@example("<p><font><p><br></p></font></p>", SAFE)
def test_what_is_repaired_stays_as_it_is(html: str, names: frozenset[str]) -> None:
    once = repaired(html, names)
    assert repaired(once, names) == once


@settings(max_examples=1000, deadline=None)
@given(PAGES, CHOICES)
def test_no_text_is_lost_or_invented(html: str, names: frozenset[str]) -> None:
    assert text(repaired(html, names)) == text(html)


@settings(max_examples=500, deadline=None)
@given(PAGES)
def test_the_targets_of_links_stay(html: str) -> None:
    after = repaired(html, SAFE)
    for name in ("a", "section"):
        target = re.compile(rf"<[a-z0-9]+ id=\"{name}\"")
        if f'href="#{name}"' in html and target.search(html):
            assert target.search(after)


def test_what_needs_no_repair_is_the_same_text() -> None:
    html = "<html><body><h1>A</h1><article><h2>B</h2><p>C<br>D</p></article></body></html>"
    assert repaired(html, SAFE) is html


@pytest.mark.parametrize(
    "piece", ["<a ", "<a b='", "<!--", "<p>", "</p>", "<br>", "<h2><b>", "<font>", "&nbsp;"]
)
def test_the_time_is_linear_in_the_text(piece: str) -> None:
    begun = time.perf_counter()
    repaired(piece * 20_000, frozenset(NAMES))
    assert time.perf_counter() - begun < 5


def text(html: str) -> str:
    """Without tags, spaces and what links may have got."""
    bare = re.sub(r"<!--.*?(?:-->|\Z)|<[^>]*>|<\Z", "", html, flags=re.S)
    bare = re.sub(r"<[^>]*\Z", "", bare)
    return re.sub(r"(?:\s|&nbsp;)+", "", _ADDED.sub("", bare)).replace("(PDF)", "")
