"""What a build loads: a run that has little to do does not wait for what it does not need."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Load = Callable[..., set[str]]
MakeSite = Callable[[Mapping[str, str | bytes]], Path]

# Runs the command, then says which modules there are.
PROGRAM = """
import sys
from proactive_ssg.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print(*sys.modules, file=sys.stderr)
"""
ENGINES = {"babel", "jinja2", "liquid", "markdown", "pygments"}
RARE = {"email.utils", "importlib.metadata", "logging", "rich", "tomllib", "watchfiles", "zoneinfo"}
ROOMS = ("content", "extensions", "kramdown", "liquid", "model", "plugins", "render", "sass", "templates")
OF_THE_BUILD = {f"proactive_ssg.{room}" for room in (*ROOMS, "site_build")}

LIQUID_SITE = {
    "_config.yml": "title: A site\n",
    "_layouts/page.html": "<h1>{{ page.title }}</h1>{{ content }}",
    "_posts/2024-01-02-news.md": "---\nlayout: page\ntitle: News\n---\n*Text*\n\n> Quoted\n",
    "index.md": "---\nlayout: page\ntitle: Home\n---\n"
    "{% for post in site.posts %}{{ post.date | date: '%Y' }}{% endfor %}\n",
}


@pytest.fixture
def load(environment: dict[str, str]) -> Load:
    """Builds the site of a folder, and gives the modules that this left behind."""

    def loaded(root: Path, *words: str) -> set[str]:
        command = ("build", "--quiet", "--source", str(root), "--destination", str(root / "_site"))
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *command, *words],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        return set(done.stderr.split())

    return loaded


def test_a_build_that_has_nothing_to_do_loads_nothing_that_builds(make_site: MakeSite, load: Load) -> None:
    root = make_site(LIQUID_SITE)
    time.sleep(0.2)  # what has changed a moment before a build may have changed again since
    assert load(root) > OF_THE_BUILD - {"proactive_ssg.sass"}
    assert not load(root) & (ENGINES | RARE | OF_THE_BUILD)


def test_a_site_of_liquid_layouts_loads_no_other_engine(make_site: MakeSite, load: Load) -> None:
    root = make_site(LIQUID_SITE)
    loaded = load(root, "--no-cache")
    assert (root / "_site" / "index.html").read_text("utf-8") == "<h1>Home</h1><p>2024</p>\n"
    assert not loaded & (ENGINES | RARE | {"multiprocessing"})


def test_a_layout_in_jinja2_loads_its_engine(make_site: MakeSite, load: Load) -> None:
    root = make_site({
        "content/index.md": "---\nlayout: page\n---\nText",
        "layouts/page.html": "<main>{{ page.content }}</main>",
    })  # fmt: skip
    assert "jinja2" in load(root)
    assert "<p>Text</p>" in (root / "_site" / "index.html").read_text("utf-8")
