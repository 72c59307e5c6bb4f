"""Sources by name and text: which file made a page, and where in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.check.finding import Place
from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.source_files import SourceFiles
from proactive_ssg.config import load_config

FILES = {
    "_config.yml": "title: x\n",
    "_posts/2024-01-02-news.md": "---\ntitle: News\n---\nText\n",
    "aide.md": "---\ntitle: Aide\n---\n\nText\n\n[a link](https://example.org/page)\n",
    "deep/index.html": "---\n---\n<p>\n",
    "other.md": "---\npermalink: /somewhere/else/\n---\n",
    "plain.html": "<p>no page of ours</p>",
}


@pytest.fixture
def root(make_site: Callable[[Mapping[str, str]], Path]) -> Path:
    return make_site(FILES)


@pytest.mark.parametrize(
    ("built", "source"),
    [
        ("aide.html", "aide.md"),
        ("aide/index.html", "aide.md"),
        ("deep/index.html", "deep/index.html"),
        ("somewhere/else/index.html", "other.md"),
        ("2024/01/02/news.html", "_posts/2024-01-02-news.md"),
        ("plain.html", None),
        ("none.html", None),
    ],
)
def test_the_file_of_a_page(root: Path, built: str, source: str | None) -> None:
    config = load_config(root, environ={})
    found = SourceFiles(config).file_of(config.destination / built)
    assert found == (root / source if source else None)


def test_places(root: Path) -> None:
    config = load_config(root, environ={})
    sources = SourceFiles(config)
    document = parse('<p><a href="https://example.org/page">x</a><b>y</b>')
    page = AuditedPage("/aide/", config.destination / "aide.html", document)
    assert sources.locate(page, document.named("a")[0]) == Place(root / "aide.md", 7, 10)
    assert sources.locate(page, document.named("b")[0]) == Place(root / "aide.md", 5, 1)
    assert sources.locate(page, None) == Place(root / "aide.md", 5, 1)
    unknown = AuditedPage("/x", Path("/elsewhere/x.html"), document)
    assert sources.locate(unknown, None) is None
    assert sources.state_of(unknown.path) == ""
