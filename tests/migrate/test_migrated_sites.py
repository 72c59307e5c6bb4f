"""Sites of the other tests, built with their Liquid layouts and with what these were migrated to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from proactive_ssg.build import build
from proactive_ssg.config import load_config
from proactive_ssg.migrate import migrate_layouts, write

TESTS = Path(__file__).parents[1]
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
MODIFIED = 1717000000


@cache
def fixtures() -> dict[str, Mapping[str, str]]:
    """The files of every site that is kept as YAML, and has Liquid layouts."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted((TESTS / "fixtures").glob("*/*.yml")):
        fixture: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        files = fixture.get("site") or fixture.get("files") or {}
        if any(name.startswith("_layouts/") for name in files):
            found[f"{path.parent.name}/{path.stem}"] = files
    return found


def built(root: Path, name: str) -> dict[str, bytes]:
    """The tree that a build writes."""
    folder = root.parent / name
    config = load_config(root, overrides={"destination": str(folder)}, environ={})
    result = build(config, now=NOW)
    assert result.published, result.diagnostics.items
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same_after(root: Path, *names: str) -> list[str]:
    """Migrate layouts, and see that the site is built as it was; gives the files that were written."""
    before = built(root, "before")
    migration = migrate_layouts(load_config(root, environ={}), names)
    assert [item for item in migration.diagnostics.items if item.code.startswith("migrate")] == []
    write(migration)
    assert built(root, "after") == before
    return sorted(path.relative_to(root / "layouts").as_posix() for path in migration.files)


@pytest.mark.parametrize("name", sorted(fixtures()))
def test_a_fixture_is_built_as_before(name: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    for file, text in fixtures()[name].items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (MODIFIED, MODIFIED))
    if "theme" in (root / "_config.yml").read_text("utf-8"):
        shutil.rmtree(root / "_layouts")
        pytest.skip("its theme is not here")
    own = {file.removeprefix("_layouts/") for file in fixtures()[name] if file.startswith("_layouts/")}
    assert set(same_after(root)) >= own


def test_the_site_of_tags_and_variables(tmp_path: Path) -> None:
    root = Path(shutil.copytree(TESTS / "render" / "liquid" / "site", tmp_path / "site"))
    assert same_after(root)


LAYOUTS = {
    "_config.yml": "title: A & B\nplugins: [jekyll-seo-tag]\n",
    "_layouts/default.html": "<title>{{ site.title }}</title>{% seo %}\n"
    "{% include menu.html open=page.n %}\n{{ content }}",
    "_layouts/post.html": "---\nlayout: default\nkind: post\n---\n"
    "<p>{{ page.content | strip_html | number_of_words }} {{ layout.kind }} {{ jekyll.environment }}</p>"
    "{{ content }}",
    "_layouts/index.html": "---\nlayout: default\n---\n"
    "{% for p in site.posts %}{{ p.title }}{{ p.excerpt }}{% endfor %}",
    "_includes/menu.html": "{% assign here = page.url %}{% if include.open %}<b>{{ here }}</b>{% endif %}",
    "_includes/unused.html": "{{ unused }}",
    "index.md": "---\nlayout: index\nn: 0\n---\n# One & <two>\n",
    "_posts/2024-01-02-a.md": "---\nlayout: post\ntitle: A <b>\n---\nSome *words* of it\n\nmore\n",
}


def site(folder: Path, **more: str) -> Path:
    for name, text in {**LAYOUTS, **more}.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "site"


def test_all_layouts_and_what_they_include(tmp_path: Path) -> None:
    written = same_after(site(tmp_path))
    assert written == ["default.html", "index.html", "partials/menu.html", "post.html"]


@pytest.mark.parametrize("name", ["default", "post", "index", "post.html"])
def test_one_layout_sits_between_liquid_ones(name: str, tmp_path: Path) -> None:
    written = same_after(site(tmp_path), name)
    assert f"{name.removesuffix('.html')}.html" in written
    assert len(written) == (2 if name == "default" else 1)


def test_layouts_may_follow_one_after_the_other(tmp_path: Path) -> None:
    root = site(tmp_path)
    for name in ("index", "default", "post"):
        same_after(root, name)
    again = migrate_layouts(load_config(root, environ={}))
    assert (again.files, len(again.kept)) == ({}, 4)
