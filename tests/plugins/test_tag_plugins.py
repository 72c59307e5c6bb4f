"""Plugins that are tags, filters, hooks and readers: the trees that real Jekyll builds with the gems."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from generated_sites import by_jekyll, load, names, tree, write

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config
from proactive_ssg.plugins import BUILTIN

GEMS = {
    "avatar": "jekyll-avatar",
    "default-layout": "jekyll-default-layout",
    "gist": "jekyll-gist",
    "github-metadata": "jekyll-github-metadata",
    "include-cache": "jekyll-include-cache",
    "jemoji": "jemoji",
    "last-modified-at": "jekyll-last-modified-at",
    "mentions": "jekyll-mentions",
    "pages-defaults": "jekyll-relative-links",  # it stands for the five that work together there
    "polyglot": "jekyll-polyglot",
    "optional-front-matter": "jekyll-optional-front-matter",
    "readme-index": "jekyll-readme-index",
    "relative-links": "jekyll-relative-links",
    "seo-tag": "jekyll-seo-tag",
    "target-blank": "jekyll-target-blank",
    "titles-from-headings": "jekyll-titles-from-headings",
    "toc": "jekyll-toc",
}
SITES = [name for prefix in GEMS for name in names(prefix)]
ASKS_THE_NETWORK = {"github-metadata"}
REMEMBERS = {"last-modified-at"}  # from one site to the next of the same process
BuildFiles = Callable[[dict[str, str]], BuildResult]


@pytest.fixture
def built(tmp_path: Path) -> BuildFiles:
    """Builds a site of files in ``tmp_path/site``."""

    def build_files(files: dict[str, str]) -> BuildResult:
        return build(load_config(write(tmp_path / "site", files), environ={}))

    return build_files


@pytest.mark.parametrize("name", SITES)
def test_the_tree_is_that_of_jekyll_with_the_gem(name: str, built: BuildFiles, tmp_path: Path) -> None:
    fixture = load(name)
    result = built(fixture["files"])
    assert [item.message for item in result.diagnostics.items if item.is_error] == []
    assert tree(tmp_path / "site" / "_site") == fixture["expected"]


@cache
def installed(gem: str) -> bool:
    if shutil.which("ruby") is None:
        return False
    command = ["ruby", "-e", f'require "jekyll"; require "{gem}"']
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.jekyll
@pytest.mark.parametrize("prefix", sorted(GEMS.keys() - ASKS_THE_NETWORK))
def test_jekyll_still_builds_it(prefix: str, tmp_path: Path) -> None:
    if not installed(GEMS[prefix]):
        pytest.skip(f"needs the gem {GEMS[prefix]}")
    wanted = names(prefix)
    runs = [[name] for name in wanted] if prefix in REMEMBERS else [wanted]
    found: dict[str, dict[str, str]] = {}
    for run in runs:
        found |= by_jekyll(tmp_path, run)
    assert found == {name: load(name)["expected"] for name in wanted}


@pytest.mark.parametrize("gem", [*GEMS.values(), "jekyll-remote-theme"])
def test_the_gem_is_known(gem: str) -> None:
    assert gem in BUILTIN


WRONG = {
    "toc": ("jekyll-toc", "toc: {min_level: deux}", "toc.min_level"),
    "toc as a text": ("jekyll-toc", "toc: oui", "toc"),
    "optional_front_matter": (
        "jekyll-optional-front-matter",
        "optional_front_matter: {enabled: maybe}",
        "optional_front_matter.enabled",
    ),
    "readme_index": ("jekyll-readme-index", "readme_index: [a]", "readme_index"),
    "titles": (
        "jekyll-titles-from-headings",
        "titles_from_headings: {strip_title: 1}",
        "titles_from_headings.strip_title",
    ),
    "relative_links": ("jekyll-relative-links", "relative_links: {exclude: a}", "relative_links.exclude"),
    "gist": ("jekyll-gist", "gist: {noscript: 0}", "gist.noscript"),
    "last-modified-at": (
        "jekyll-last-modified-at",
        "last-modified-at: {date-format: [a]}",
        "last-modified-at.date-format",
    ),
    "mentions": ("jekyll-mentions", "jekyll-mentions: 12", "jekyll-mentions"),
    "emoji": ("jemoji", "emoji: 12", "emoji"),
    "emoji src": ("jemoji", "emoji: {src: 12}", "emoji"),
    "languages": ("jekyll-polyglot", "languages: fr", "languages"),
    "target-blank": ("jekyll-target-blank", "target-blank: {rel: 1}", "target-blank.rel"),
    "remote theme": ("jekyll-remote-theme", "remote_theme: 12", "12"),
}


@pytest.mark.parametrize(("gem", "line", "said"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_option_is_told_with_its_line(gem: str, line: str, said: str, built: BuildFiles) -> None:
    result = built(
        {"_config.yml": f"title: x\nplugins: [{gem}]\n{line}\n", "a.html": "---\n---\n@a :smile:\n"}
    )
    (problem,) = [item for item in result.diagnostics.items if item.is_error]
    assert said in problem.message
    assert (problem.path and problem.path.name, problem.line) == ("_config.yml", 3)
    assert not result.published


def test_a_page_may_say_where_its_mentions_lead_and_is_told_when_it_cannot_be(built: BuildFiles) -> None:
    result = built(
        {"_config.yml": "plugins: [jekyll-mentions]\n", "a.html": "---\njekyll-mentions: 1\n---\n@a\n"}
    )
    (problem,) = [item for item in result.diagnostics.items if item.is_error]
    assert (problem.path and problem.path.name, problem.line) == ("a.html", 2)


def test_a_body_is_written_again_for_a_mention_in_code_which_the_highlighter_took_apart(
    built: BuildFiles, tmp_path: Path
) -> None:
    page = '---\n---\n<code><span class="p">@</span><span class="nl">import</span></code><br />\n'
    built({"_config.yml": "plugins: [jekyll-mentions]\n", "a.html": page})
    text = (tmp_path / "site/_site/a.html").read_text("utf-8")
    assert text == '<code><span class="p">@</span><span class="nl">import</span></code><br>\n'


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pages-themes/cayman@v0.2.0", "git clone --branch v0.2.0 https://github.com/pages-themes/cayman"),
        ("https://forge.example/a/b", "git clone https://forge.example/a/b themes/b"),
    ],
)
def test_a_remote_theme_is_not_downloaded_but_may_be_in_a_folder(
    name: str, hint: str, built: BuildFiles
) -> None:
    files = {"_config.yml": f"plugins: [jekyll-remote-theme]\nremote_theme: {name}\n", "a.txt": "a"}
    (problem,) = built(files).diagnostics.items
    assert not problem.is_error
    assert hint in problem.hint
    files["_config.yml"] += "theme_dir: themes/b\n"
    result = built({**files, "themes/b/_layouts/default.html": "{{ content }}"})
    assert [item.code for item in result.diagnostics.items] == []


def test_the_repository_is_asked_for_when_nobody_says_it(
    built: BuildFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAGES_REPO_NWO", raising=False)
    result = built({"_config.yml": "plugins: [jekyll-github-metadata]\n", "a.txt": "a"})
    (problem,) = result.diagnostics.items
    assert "repository: owner/name" in problem.hint
    assert not problem.is_error


def test_what_the_site_says_of_github_wins(built: BuildFiles, tmp_path: Path) -> None:
    config = (
        "plugins: [jekyll-github-metadata]\nrepository: a/b\ntitle: T\n"
        "github: {repository_nwo: c/d, owner: {name: N}, source: {branch: trunk, path: /docs}}\n"
    )
    page = (
        "---\n---\n{{ site.github.repository_nwo }} {{ site.github.owner.name }} "
        "{{ site.github.owner.login }} {{ site.title }} {% github_edit_link %}\n"
    )
    built({"_config.yml": config, "a.html": page})
    text = (tmp_path / "site/_site/a.html").read_text("utf-8")
    assert text == "c/d N a T https://github.com/a/b/edit/trunk/docs/a.html\n"


TAGS = {
    "gist": ("jekyll-gist", "{% gist %}", "gist user/1234567"),
    "static_href": ("jekyll-polyglot", "{% static_href %}src=a{% endstatic_href %}", "href="),
    "last_modified_at": ("jekyll-last-modified-at", "{% last_modified_at %}", "no such file"),
    "include_cached": (
        "jekyll-include-cache",
        "{% include_cached a.html b=1 %}",
        "there is no include 'a.html'",
    ),
}


@pytest.mark.parametrize(("gem", "tag", "said"), TAGS.values(), ids=list(TAGS))
def test_a_tag_that_cannot_be_is_told_with_its_place(
    gem: str, tag: str, said: str, built: BuildFiles
) -> None:
    page = f"---\n---\n{tag}\n"
    files = {"_config.yml": f"plugins: [{gem}, jekyll-redirect-from]\n", "a.html": page}
    if gem == "jekyll-last-modified-at":
        files = {**files, "a.html": "---\nredirect_from: /b\n---\n", "_layouts/redirect.html": f"\n\n{tag}\n"}
    result = built(files)
    (problem,) = [item for item in result.diagnostics.items if item.is_error]
    assert said in problem.message + problem.hint
    assert problem.code != "plugin-error"
    assert problem.line == 3


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_last_commit_of_a_file_is_its_date(built: BuildFiles, tmp_path: Path) -> None:
    page = '---\n---\n{{ page.last_modified_at | date: "%s" }}\n'
    files = {
        "_config.yml": "plugins: [jekyll-last-modified-at]\n",
        "é.html": page,
        "b.html": page,
        "c.html": page,
    }
    root = write(tmp_path / "site", files)
    _git(root, "init", "-q")
    for name, time in (("é.html", 1000000000), ("b.html", 1100000000)):
        _git(root, "add", name, time=time)
        _git(root, "commit", "-q", "-m", name, time=time)
    built(files)
    found = {path.name: path.read_text("utf-8").strip() for path in (root / "_site").glob("*.html")}
    assert found == {"é.html": "1000000000", "b.html": "1100000000", "c.html": "1717000000"}


def _git(folder: Path, *arguments: str, time: int = 0) -> None:
    dates = {"GIT_AUTHOR_DATE": f"{time} +0000", "GIT_COMMITTER_DATE": f"{time} +0000"}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, env={**os.environ, **dates})
