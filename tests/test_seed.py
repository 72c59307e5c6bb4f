"""The page that started the project, dropped into the demonstration site, converted as kramdown does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from html_outline import Outline
from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
SEED = SHARED / "seed/administration-proactive.md"
ORACLE = SHARED / "tools/kramdown_oracle.rb"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEED.is_file(), reason=f"the seed page is absent: {SEED}"),
]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    root = tmp_path_factory.mktemp("seed")
    for folder in ("content", "layouts", "uploads"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "_config.yml", root)
    shutil.copy(SEED, root / "content" / SEED.name)
    return build(load_config(root, overrides={"unpublished": True}))


@pytest.fixture(scope="module")
def html(result: BuildResult) -> str:
    return (result.destination / "administration-proactive/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> Outline:
    return Outline(html)


def between_layouts(html: str) -> str:
    """What stands between the layout and the layout."""
    found = re.search(r'<div class="prose">\n(.*?)</div>\n', html, re.S)
    assert found is not None
    return found[1]


def test_only_its_missing_pictures_are_reported(result: BuildResult) -> None:
    assert result.published
    source = SEED.read_text(encoding="utf-8")
    pictures = {unquote(name) for name in re.findall(r"/uploads/[^\s\")]+", source)}
    for item in result.diagnostics.items:
        assert not item.is_error
        assert item.path is not None
        assert item.path.name == SEED.name
        assert any(picture in item.message for picture in pictures), item.message


def test_it_stays_out_of_a_normal_build(tmp_path: Path) -> None:
    for folder in ("content", "layouts", "uploads"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "_config.yml", tmp_path)
    shutil.copy(SEED, tmp_path / "content" / SEED.name)
    assert build(load_config(tmp_path)).published
    assert not (tmp_path / "_site/administration-proactive").exists()


def test_the_box_keeps_its_classes(page: Outline) -> None:
    (quote,) = page.all("blockquote")
    assert quote.get("class") == "noir encadre"
    (header,) = [node for node in page.all("h2") if "blockquote" in node.parents]
    assert header.get("class") == "text-center margin-bottom-1 margin-top-3"
    first, second = (node for node in page.all("p") if "blockquote" in node.parents)
    assert (first.get("class"), first.text) == ("bleue margin-0", "Par courriel")
    assert "class" not in second.attributes


def test_no_attribute_list_is_left_in_the_text(html: str) -> None:
    assert "{:" not in html


def test_a_link_broken_over_two_lines_is_one_link(page: Outline) -> None:
    links = {node.get("href"): node.text for node in page.all("a")}
    assert (
        links["https://administration-proactive.gitbook.io/guide-de-lancement-dun-projet-proactif/"]
        == "Guide en ligne"
    )
    assert links["https://beta.gouv.fr/"] == "Incubateur de services publics"
    assert links["https://www.cybermalveillance.gouv.fr/"] == "Cybermalveillance"


def test_its_front_matter_reaches_the_layout(page: Outline) -> None:
    assert page.all("title")[0].text == "Administration proactive - Clairvoie"
    assert [node.text for node in page.all("h1")] == ["Administration proactive"]
    (header,) = [node for node in page.all("header") if "main" in node.parents]
    assert "Démarrez ou accélérez la proactivité des démarches vers vos usagers." in header.text
    assert "13 septembre 2023" in header.text
    (picture,) = [
        node for node in page.all("img") if node.get("src") == "/uploads/Culture_Transfo_1600x860.png"
    ]
    assert picture.attributes["alt"] == ""


@pytest.mark.ruby
def test_the_html_between_the_layouts_is_kramdowns(html: str) -> None:
    # Jekyll takes the blank lines after the front matter away with it (lib/jekyll/document.rb).
    body = SEED.read_text(encoding="utf-8").split("\n---\n", maxsplit=1)[1].lstrip("\n")
    ruby = shutil.which("ruby")
    if ruby is None:
        pytest.skip("Ruby is not installed")
    done = subprocess.run(
        [ruby, "-E", "UTF-8", str(ORACLE)],
        input=json.dumps({"id": "seed", "text": body}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.skip(f"Ruby has no kramdown: {done.stderr.splitlines()[-1:]}")
    assert between_layouts(html) == json.loads(done.stdout)["html"]
