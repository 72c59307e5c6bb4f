"""axe-core in a real Chromium and the Nu checker: neither finds a fault in a page of ours."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from checkers import axe_violations, html_errors
from chromium import ROOT, pages, served, show

from proactive_ssg.build import build
from proactive_ssg.config import load_config

pytestmark = pytest.mark.browser
SEED = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "seed/administration-proactive.md"
WIDTHS = (1280, 375, 320)


@pytest.mark.parametrize("path", pages())
def test_axe_finds_no_violation(browser: Any, address: str, path: str) -> None:
    for width in WIDTHS:
        show(browser, address + path, width)
        assert axe_violations(browser) == [], width


def test_the_nu_checker_finds_no_error(site: Path) -> None:
    assert html_errors(site) == []


@pytest.fixture(scope="module")
def seed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with the page of editors that started the project."""
    if not SEED.is_file():
        pytest.skip(f"the seed page is absent: {SEED}")
    root = tmp_path_factory.mktemp("seed")
    for folder in ("content", "layouts", "uploads"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "_config.yml", root)
    shutil.copy(SEED, root / "content" / SEED.name)
    result = build(load_config(root, overrides={"unpublished": True}))
    assert result.published
    return result.destination


def test_axe_finds_no_violation_on_the_seed_page(browser: Any, seed_site: Path) -> None:
    with served(seed_site) as address:
        for width in WIDTHS:
            show(browser, address + "/administration-proactive/", width)
            assert axe_violations(browser) == [], width
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_nu_checker_finds_no_error_on_the_seed_page(seed_site: Path) -> None:
    assert html_errors(seed_site / "administration-proactive") == []


@pytest.fixture(scope="module")
def dsfr_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in the layouts of the State's design system, without its style sheets."""
    root = tmp_path_factory.mktemp("dsfr")
    for folder in ("content", "uploads"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "dsfr").mkdir()
    for name in ("dsfr.min.css", "dsfr.module.min.js"):
        (root / "dsfr" / name).touch()
    config = (ROOT / "_config.yml").read_text(encoding="utf-8")
    more = "theme: dsfr\nsource: content\nstatic_dirs: [uploads]\n"
    more += "dsfr: {path: dsfr}\nsearch: {url: /recherche/}\n"
    (root / "_config.yml").write_text(config + more, encoding="utf-8")
    result = build(load_config(root))
    assert result.published
    return result.destination


def test_axe_finds_no_violation_in_the_layouts_of_the_design_system(browser: Any, dsfr_site: Path) -> None:
    with served(dsfr_site) as address:
        for path in ("/", "/services/langage-clair/", "/actualites/", "/plan-du-site/", "/404.html"):
            show(browser, address + path)
            # The sizes are the style sheet's.
            assert axe_violations(browser, "target-size") == [], path


def test_the_nu_checker_finds_no_error_in_the_layouts_of_the_design_system(dsfr_site: Path) -> None:
    assert html_errors(dsfr_site) == []
