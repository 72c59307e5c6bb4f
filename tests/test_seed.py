"""The page that started the project, dropped into the demonstration site, converted as kramdown does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path, PurePosixPath
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
    return build_in(tmp_path_factory.mktemp("seed"), repair="false")


@pytest.fixture(scope="module")
def repaired(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return build_in(tmp_path_factory.mktemp("repaired"), repair="true")


def build_in(root: Path, repair: str) -> BuildResult:
    for folder in ("content", "layouts", "uploads"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "_config.yml", root)
    shutil.copy(SEED, root / "content" / SEED.name)
    layout = root / "layouts" / "rgaa.html"
    text = layout.read_text("utf-8")
    assert "  repair: true\n" in text
    layout.write_text(text.replace("repair: true", f"repair: {repair}"), "utf-8")
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


def test_what_can_be_repaired_is(result: BuildResult, repaired: BuildResult) -> None:
    assert not result.repairs.pages
    output = PurePosixPath("administration-proactive/index.html")
    found = Counter(one.name for one in repaired.repairs.pages[output])
    assert found["align"] == found["image-width"] == 7
    assert (
        found["empty-paragraphs"] + found["trailing-breaks"] == 4
    )  # five line breaks too many, in four places
    assert found["link-text"] == 3
    html = (repaired.destination / output).read_text("utf-8")
    assert not re.search(r"<img[^>]* (?:align=|width=\"\d+%)", html)
    assert not re.search(r"<br[^>]*>\s*(?:<br|</p>)|<p>\s*<br|</?h[3-6]", between_layouts(html))


def test_the_places_of_repairs_are_those_of_the_source(repaired: BuildResult) -> None:
    lines = SEED.read_text("utf-8").split("\n")
    for one in repaired.repairs.pages[PurePosixPath("administration-proactive/index.html")]:
        if one.name == "void-slashes":
            continue
        assert Path(one.path).name == SEED.name
        line = lines[one.line - 1]
        wanted = {"align": "align=", "image-width": "width=", "link-text": "http"}.get(one.name, "")
        assert wanted in line
        if one.name in ("empty-paragraphs", "trailing-breaks"):
            assert line.startswith("<br>")
        if one.name in ("heading-levels", "bold-headings"):
            assert line.startswith(("<h4>", "####"))
