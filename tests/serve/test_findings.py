"""What the preview tells of a page's faults: asked by the browser, for pages of the site alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from preview_client import Running

from proactive_ssg.build import build
from proactive_ssg.check.finding import Level
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.config import load_config
from proactive_ssg.serve.audit import PageAudit
from proactive_ssg.serve.server import PreviewServer
from proactive_ssg.serve.state import Preview

LAYOUT = (
    '<!DOCTYPE html>\n<html lang="fr">\n<head><title>{{ page.title }}</title></head>\n'
    "<body>\n<main>{{ content }}</main>\n</body>\n</html>\n"
)
FILES = {
    "_config.yml": "lang: fr\ntitle: Essai\npermalink: pretty\n",
    "index.md": "---\ntitle: Accueil\nlayout: page\n---\n# Accueil\n\nTexte.\n\n<img src='/a.png'>\n",
    "aide.md": "---\ntitle: Aide\nlayout: page\n---\n# Aide\n",
    "a.png": "x",
    "_layouts/page.html": LAYOUT,
}


def pictures(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("img"):
        if not element.has("alt"):
            yield Hit(element, "no alternative")


RULE = Rule("picture", "1.1", "1.1.1", Level.ERROR, pictures, lambda: "write one")


@pytest.fixture(autouse=True)
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule that these tests know, whatever the others come to say."""
    monkeypatch.setattr("proactive_ssg.check.rules.RULES", (RULE,))


@pytest.fixture
def audited(make_site: Callable[..., Path], tmp_path: Path) -> Iterator[Running]:
    config = replace(load_config(make_site(FILES), environ={}), destination=tmp_path / "built")
    result = build(config)
    assert result.published, result.diagnostics.items
    server = PreviewServer("127.0.0.1", 0, config.destination, Preview())
    server.root = config.root
    server.audit = PageAudit(lambda: server.building)
    server.audit.built(config)
    server.preview.succeeded({})
    server.start()
    try:
        yield Running(server, config.destination)
    finally:
        server.stop()


def test_a_fault_has_its_words_its_place_and_its_source(audited: Running) -> None:
    answer = audited.ask("/.proactive/findings?path=/index.html")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    told = json.loads(answer.text)
    (picture,) = told["findings"]
    assert (picture["message"], picture["help"], picture["rule"]) == (
        "no alternative",
        "write one",
        "picture",
    )
    assert picture["source"] == "index.md:9"
    assert (picture["name"], picture["path"]) == ("img", [1, 0, 2, 0])
    assert (picture["level"], picture["criterion"].split()[-1]) == ("error", "1.1")


def test_a_fault_that_the_site_accepts(audited: Running) -> None:
    server = audited.server
    assert server.audit is not None
    settings = "accessibility:\n  exceptions:\n    - rule: picture\n      reason: known\n"
    path = server.root / "_config.yml"
    path.write_text(path.read_text("utf-8") + settings, encoding="utf-8")
    server.audit.built(replace(load_config(server.root, environ={}), destination=audited.folder))
    assert json.loads(audited.ask("/.proactive/findings?path=/index.html").text)["findings"] == []


def test_a_page_without_that_fault(audited: Running) -> None:
    told = json.loads(audited.ask("/.proactive/findings?path=/aide/index.html").text)
    assert told["findings"] == []


def test_it_is_found_out_once(audited: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    first = audited.ask("/.proactive/findings?path=/index.html").body
    monkeypatch.setattr("proactive_ssg.serve.audit._examined", None)
    assert audited.ask("/.proactive/findings?path=/index.html").body == first


def test_another_build_is_seen(audited: Running) -> None:
    before = json.loads(audited.ask("/.proactive/findings?path=/index.html").text)
    server = audited.server
    assert server.audit is not None
    root = server.root
    page = root / "index.md"
    page.write_text(page.read_text("utf-8").replace("Texte.\n", "Texte.\n\n\nEt.\n"), encoding="utf-8")
    config = replace(load_config(root, environ={}), destination=audited.folder)
    assert build(config).published
    server.audit.built(config)
    after = json.loads(audited.ask("/.proactive/findings?path=/index.html").text)
    assert [item["source"] for item in before["findings"]] == ["index.md:9"]
    assert [item["source"] for item in after["findings"]] == ["index.md:12"]


@pytest.mark.parametrize(
    "path", ["/../site/index.md", "/%2e%2e/site/_config.yml", "/nothing/", "/a.png", "", "//etc/passwd"]
)
def test_nothing_but_pages_of_the_site(audited: Running, path: str) -> None:
    assert audited.ask(f"/.proactive/findings?path={path}").status == 404


def test_other_sites_learn_nothing(audited: Running) -> None:
    question = "/.proactive/findings?path=/index.html"
    assert audited.ask(question, Sec_Fetch_Site="cross-site").status == 403
    assert audited.ask(question, Host="example.org").status == 403


def test_the_page_asks_for_its_own_file(audited: Running) -> None:
    page = audited.ask("/aide/").text
    assert '<script src="/.proactive/findings.js" data-path="/aide/index.html" defer></script>' in page
    assert "findings" not in audited.ask("/aide/", Sec_Fetch_Dest="empty").text


def test_it_can_be_switched_off(audited: Running) -> None:
    audited.server.audit = None
    assert "findings" not in audited.ask("/").text
    assert audited.ask("/.proactive/findings?path=/index.html").status == 404
