"""Repairs in second builds: those of pages that were not rendered again are told as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import built, repaired, tree, write

PAGE = "---\nlayout: base\naccessibility: {repair: true}\n---\n#### Un\n\n<p>Texte<br></p>\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("proactive_ssg.incremental.snapshot._RACY_NS", -(10**12))
    files = {"_config.yml": "title: T\n", "_layouts/base.html": "<h1>T</h1>{{ content }}\n"}
    return write(tmp_path / "site", {**files, "a.md": PAGE, "b.md": PAGE, "assets/x.css": "p {}\n"})


def names(found: dict[str, list[str]]) -> dict[str, int]:
    return {output: len(repairs) for output, repairs in found.items()}


def test_where_nothing_is_rendered_all_are_told(site: Path) -> None:
    first = repaired(built(site))
    assert names(first) == {"a.html": 2, "b.html": 2}
    second = built(site)
    assert second.rendered == 0
    assert repaired(second) == first


def test_where_one_text_changed_its_own_are_new(site: Path) -> None:
    built(site)
    (site / "a.md").write_text(PAGE.replace("<br>", "").replace("Texte", "Text"))
    result = built(site)
    assert result.rendered == 1
    assert names(repaired(result)) == {"a.html": 1, "b.html": 2}
    assert names(repaired(built(site))) == {"a.html": 1, "b.html": 2}
    (site / "a.md").write_text("---\nlayout: base\naccessibility: {repair: true}\n---\n## Un\n")
    assert names(repaired(built(site))) == {"b.html": 2}
    assert names(repaired(built(site))) == {"b.html": 2}
    whole = site.parent / "whole"
    again = built(site, whole, cached=False)
    assert tree(site / "_site") == tree(whole)
    assert repaired(again) == repaired(built(site))


def test_processes_tell_theirs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proactive_ssg.team.PAYS", 2)
    one = built(site, site.parent / "one", cached=False, jobs=1)
    two = built(site, site.parent / "two", cached=False, jobs=2)
    assert repaired(one) == repaired(two)
