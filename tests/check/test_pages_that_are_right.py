"""The demonstration site has no errors where its editors made none; the seed page has its known ones."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from proactive_ssg.build import build
from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules import (
    consultation,
    forms,
    navigation,
    presentation,
    required,
    site_wide,
    structure,
)
from proactive_ssg.config import load_config

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
SEED = SHARED / "seed/administration-proactive.md"
THEMES = (required, structure, presentation, forms, navigation, consultation)
RULES = [rule for theme in THEMES for rule in theme.RULES]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[AuditedPage]:
    root = tmp_path_factory.mktemp("audited")
    for folder in ("content", "layouts", "uploads"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "_config.yml", root)
    if SEED.is_file():
        text = SEED.read_text(encoding="utf-8")
        (root / "content" / SEED.name).write_text(text, encoding="utf-8")
        raw = text.replace("---\n", "---\npermalink: /brut/\naccessibility: {repair: false}\n", 1)
        (root / "content" / "brut.md").write_text(raw, encoding="utf-8")
    site = build(load_config(root, overrides={"unpublished": True})).destination
    return [
        AuditedPage(
            f"/{path.relative_to(site).as_posix().removesuffix('index.html')}",
            path,
            parse(path.read_text(encoding="utf-8")),
        )
        for path in sorted(site.rglob("*.html"))
    ]


def errors(page: AuditedPage) -> Counter[str]:
    return Counter(rule.criterion for rule in RULES if rule.level is Level.ERROR for hit in rule.check(page))


def test_no_error_on_a_page_that_is_right(pages: list[AuditedPage]) -> None:
    """The seed page too, once repaired: by these rules, which are not those of images."""
    found = {page.url: errors(page) for page in pages if page.url != "/brut/"}
    assert len(found) > 10
    assert {url: count for url, count in found.items() if count} == {}


def test_the_site_is_right_as_a_whole(pages: list[AuditedPage]) -> None:
    found = [(rule.name, page.url) for rule in site_wide.SITE_RULES for page, hit in rule.check(pages)]
    assert [one for one in found if one[0] != "title-repeated"] == []


@pytest.mark.shared
@pytest.mark.skipif(not SEED.is_file(), reason=f"the seed page is absent: {SEED}")
def test_the_faults_of_the_seed_page(pages: list[AuditedPage]) -> None:
    (seed,) = (page for page in pages if page.url == "/brut/")
    found = errors(seed)
    assert {number: found[number] for number in ("8.2", "10.1", "8.9")} == {"8.2": 7, "10.1": 7, "8.9": 5}
    boxes = [hit for rule in RULES if rule.name == "quote-as-box" for hit in rule.check(seed)]
    assert len(boxes) == 1
