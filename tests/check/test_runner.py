"""The runner: rules become findings in a stable order, and the failure of one names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from proactive_ssg.check.finding import Level, Place
from proactive_ssg.check.html import Element, parse
from proactive_ssg.check.rule import AuditedPage, Hit, Rule, SiteRule
from proactive_ssg.check.runner import INTERNAL, audit_pages
from proactive_ssg.check.sources import NoSources


def page(url: str, text: str) -> AuditedPage:
    return AuditedPage(url, Path(f"{url.strip('/') or 'index'}.html"), parse(text))


def pictures(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("img"):
        if not element.has("alt"):
            yield Hit(element, "no alternative", test="1.1.1")


def failing(page: AuditedPage) -> Iterator[Hit]:
    yield Hit(None, "before")
    raise ValueError("odd")


def one_title(pages: Sequence[AuditedPage]) -> Iterator[tuple[AuditedPage, Hit]]:
    for page in pages[1:]:
        yield page, Hit(page.document.named("title")[0], "again")


PICTURES = Rule("pictures", "1.1", "", Level.ERROR, pictures, lambda: "write one")
FAILING = Rule("failing", "", "", Level.WARNING, failing, lambda: "")
TITLES = SiteRule("titles", "8.6", "8.6.1", Level.WARNING, one_title, lambda: "")


def test_hits_become_findings() -> None:
    found = audit_pages([page("/", "<p>\n<img src=a>")], rules=[PICTURES], site_rules=())
    (item,) = found["/"]
    assert (item.rule, item.criterion, item.test, item.level) == ("pictures", "1.1", "1.1.1", Level.ERROR)
    assert item.built == Place(Path("index.html"), 2, 1)
    assert (item.message, item.help, item.source) == ("no alternative", "write one", None)
    assert item.excerpt == '<img src="a">'


def test_a_rule_that_fails_is_a_finding_and_stops_no_other() -> None:
    found = audit_pages([page("/", "<img>")], rules=[FAILING, PICTURES], site_rules=())
    assert [item.rule for item in found["/"]] == ["failing", INTERNAL, "pictures"]
    assert "failing" in found["/"][1].message
    assert "ValueError: odd" in found["/"][1].message


def test_rules_over_the_site() -> None:
    pages = [page("/", "<title>A</title>"), page("/b/", "<title>A</title>")]
    found = audit_pages(pages, rules=(), site_rules=[TITLES])
    assert found["/"] == []
    assert [item.rule for item in found["/b/"]] == ["titles"]


def test_a_source_is_asked_for_each_finding() -> None:
    class Known(NoSources):
        def locate(self, page: AuditedPage, element: Element | None) -> Place | None:
            return Place(Path("a.md"), 7)

    found = audit_pages([page("/", "<img>")], rules=[PICTURES], site_rules=(), sources=Known())
    assert found["/"][0].source == Place(Path("a.md"), 7)
