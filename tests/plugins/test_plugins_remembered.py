"""Built-in plugins in incremental builds: what they look at is noted, whoever is rendered."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

MakeSite = Callable[[Mapping[str, str | bytes]], Path]


def built(root: Path, *, into: str = "_site", cached: bool = True) -> BuildResult:
    if cached:
        time.sleep(0.15)
    overrides = {"destination": str(root.parent / into)}
    return build(load_config(root, environ={}, overrides=overrides), cached=cached, jobs=1)


def same_as_clean(root: Path, *names: str) -> None:
    built(root, into="clean", cached=False)
    for name in names:
        assert (root.parent / "_site" / name).read_text() == (root.parent / "clean" / name).read_text()


def test_the_table_of_contents_is_that_of_the_page_that_is_rendered(make_site: MakeSite) -> None:
    root = make_site({
        "_config.yml": "plugins: [jekyll-toc]\n",
        "_layouts/post.html": "{{ content | toc_only }}",
        "_posts/2026-01-01-a.md": "---\nlayout: post\ntoc: true\n---\n# Inside\n",
        "index.html": "---\n---\n{% for post in site.posts %}{{ post.content }}{% endfor %}"
        "{{ '<h2>x</h2>' | toc_only }}",
    })  # fmt: skip
    built(root)
    (root / "index.html").write_text((root / "index.html").read_text() + "more")
    assert built(root).rendered == 1
    assert "section-nav" not in (root.parent / "_site/index.html").read_text()
    assert "section-nav" in (root.parent / "_site/2026/01/01/a.html").read_text()
    same_as_clean(root, "index.html", "2026/01/01/a.html")


def test_what_github_metadata_knows_is_noted(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_site({
        "_config.yml": "plugins: [jekyll-github-metadata]\nrepository: a/b\n",
        "edit.html": "---\n---\n{% github_edit_link %}",
        "head.html": "---\n---\n{{ site.github.help_url }}",
        "other.html": "---\n---\nother",
    })  # fmt: skip
    built(root)
    assert built(root).rendered == 0
    monkeypatch.setenv("HELP_URL", "https://help.example")
    built(root)
    assert "help.example" in (root.parent / "_site/head.html").read_text()
    same_as_clean(root, "head.html", "edit.html")


def test_the_environment_of_mentions_is_a_setting(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site({"_config.yml": "plugins: [jekyll-mentions]\n", "index.md": "---\n---\nHello @ada!"})
    built(root)
    monkeypatch.setenv("GITHUB_HOSTNAME", "git.example")
    monkeypatch.setenv("SSL", "true")
    built(root)
    assert "https://git.example/ada" in (root.parent / "_site/index.html").read_text()
