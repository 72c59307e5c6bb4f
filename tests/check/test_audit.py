"""The audit of a folder: what is remembered, several processes, files that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proactive_ssg.check.audit import Audit, Result
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import parse
from proactive_ssg.check.outline import document_of, outline
from proactive_ssg.check.record import Record
from proactive_ssg.check.references import Facts
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.runner import INTERNAL
from proactive_ssg.check.target import Target, decode
from proactive_ssg.i18n import use_language

MakeFiles = Callable[..., Path]
RunAudit = Callable[..., Result]

PAGES = {
    f"p{number}/index.html": f"<!DOCTYPE html><title>{number % 40}</title>"
    f'<img src="x.png"><a href="/p{number}/#a">'
    for number in range(60)
}


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


def test_a_second_audit_looks_at_what_has_changed(
    make_files: MakeFiles, audit: RunAudit, cache: Path
) -> None:
    root = make_files(PAGES)
    first = audit(root, cache=cache)
    assert first.examined == len(PAGES)
    second = audit(root, cache=cache)
    assert second.examined == 0
    assert second.findings == first.findings == audit(root).findings
    make_files({"p1/index.html": '<!DOCTYPE html><title>0</title><p id="a"><a href="/p2/#a">'})
    third = audit(root, cache=cache)
    assert third.examined == 1
    assert third.findings == audit(root).findings
    assert [item.rule for item in third.findings if item.url == "/p1/"] == ["title-twice", "anchor-missing"]


def test_what_other_pages_do_is_found_without_looking_at_a_page(
    make_files: MakeFiles, audit: RunAudit, cache: Path
) -> None:
    root = make_files(
        {"index.html": '<a href="/b.html">b</a><a href="/b.html#x">b</a>', "b.html": '<p id="x">'}
    )
    assert audit(root, cache=cache).findings == []
    (root / "b.html").unlink()
    result = audit(root, cache=cache)
    assert (result.examined, [item.rule for item in result.findings]) == (0, ["link-broken", "link-broken"])


def test_another_language_and_a_damaged_store_mean_a_new_look(
    make_files: MakeFiles, audit: RunAudit, cache: Path
) -> None:
    root = make_files(PAGES)
    audit(root, cache=cache)
    use_language("fr")
    assert audit(root, cache=cache).examined == len(PAGES)
    (store,) = cache.glob("check-*.db")
    store.write_bytes(b"nothing of ours")
    assert audit(root, cache=cache).examined == len(PAGES)
    assert audit(root, cache=cache).examined == 0


def test_a_part_of_a_site_forgets_nothing_of_the_rest(make_files: MakeFiles, cache: Path) -> None:
    root = make_files(PAGES)
    whole = Target.of_folder(root)
    Audit(whole, (), (), cache=cache).run()
    part = whole.below([root / "p1"])
    assert part.files == ("p1/index.html",)
    assert Audit(part, (), (), cache=cache).run().examined == 0
    assert Audit(whole, (), (), cache=cache).run().examined == 0


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_find_the_same(
    make_files: MakeFiles, audit: RunAudit, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_files(PAGES)
    alone = audit(root).findings
    monkeypatch.setattr("proactive_ssg.team.PAYS", 4)
    assert audit(root, jobs=jobs).findings == alone


def test_a_rule_that_fails_in_another_process_is_named(
    make_files: MakeFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(page: AuditedPage) -> Iterator[Hit]:
        raise KeyError(page.url)

    monkeypatch.setattr("proactive_ssg.team.PAYS", 4)
    rule = Rule("fails", "", "", Level.ERROR, fails, lambda: "")
    result = Audit(Target.of_folder(make_files(PAGES)), (rule,), (), jobs=2).run()
    assert {item.rule for item in result.findings if "fails" in item.message} == {INTERNAL}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_a_finding(make_files: MakeFiles, audit: RunAudit) -> None:
    root = make_files({"index.html": "<p>", "b.html": "<p>"})
    (root / "b.html").chmod(0)
    assert [(item.rule, item.url) for item in audit(root).findings] == [("page-unreadable", "/b.html")]


def test_a_file_that_is_a_broken_link_is_a_finding(make_files: MakeFiles, audit: RunAudit) -> None:
    root = make_files({"index.html": "<p>"})
    (root / "b.html").symlink_to(root / "none.html")
    assert [(item.rule, item.url) for item in audit(root).findings] == [("page-unreadable", "/b.html")]


def test_what_begins_with_a_dot_is_no_page(make_files: MakeFiles) -> None:
    root = make_files({".git/a.html": "", "a.htm": "", "b/c.XHTML": "", "d.txt": "", ".e.html": ""})
    assert Target.of_folder(root).files == ("a.htm", "b/c.XHTML")


def test_urls_are_those_of_visitors() -> None:
    target = Target(Path("/site"), (), "/docs")
    names = ("index.html", "a/index.html", "a/été.html", "404.html")
    assert [target.url(name) for name in names] == [
        "/docs/",
        "/docs/a/",
        "/docs/a/%C3%A9t%C3%A9.html",
        "/docs/404.html",
    ]


def test_texts_in_other_encodings() -> None:
    assert decode("é".encode()) == "é"
    assert decode("\ufeffé".encode()) == "é"
    assert decode('<meta charset="iso-8859-1">é'.encode("latin-1")).endswith("é")
    assert decode(b"<p>\xe9") == "<p>é"
    assert decode(b'<meta charset="none-such">\xe9').endswith("\ufffd")


def test_an_outline_keeps_what_rules_over_a_site_look_at() -> None:
    page = (
        '<!DOCTYPE html><html lang="fr"><head><title>Titre</title></head><body>\n'
        '<nav role="navigation"><ul><li>Menu <a href="/">Accueil</a></li></ul></nav>'
        '<main><p>Much text</p><p>A <a href="/b">link <i>and</i></a></p><h2>Part</h2>'
        '<div aria-labelledby="name"></div><p id="name">A name</p><table><tr><td>cell</table></main>'
    )
    document = parse(page)
    again = document_of(outline(document))
    assert again.doctype == document.doctype
    assert again.root.get("lang") == "fr"
    (nav,) = again.named("nav")
    assert (nav.text, nav.line, nav.column) == ("Menu Accueil", 2, 1)
    assert again.named("main")[0].text == "link andPartA name"
    assert [element.text for element in again.named("a")] == ["Accueil", "link and"]
    assert again.named("td") == []
    assert all(child.parent is element for element in again.all for child in element.elements)


def test_an_outline_of_a_deep_page_comes_back() -> None:
    document = parse("<div>" * 3000 + '<a href="/">x</a>')
    record = Record.from_bytes(Record((), Facts((), frozenset()), outline(document)).to_bytes())
    assert [element.text for element in document_of(record.outline).named("a")] == ["x"]
