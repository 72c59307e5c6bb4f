"""doctor: what is wrong with a site and what stops it from moving here, each with what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from proactive_ssg.cli import main
from proactive_ssg.config import load_config
from proactive_ssg.doctor import examine
from proactive_ssg.errors import Diagnostic
from proactive_ssg.i18n import use_language

MakeSite = Callable[[Mapping[str, str | bytes]], Path]
URL = "url: https://www.example.org\n"
PAGE = "---\ntitle: A\n---\n"


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def found(root: Path) -> list[Diagnostic]:
    return examine(load_config(root, environ={})).items


def test_a_healthy_site_has_nothing(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({
        "_config.yml": URL + "title: A\nauthors_list: mine\nplugins: [jekyll-feed, jekyll-watch]\n",
        "index.html": "---\n---\n{{ site.author_list }}{{ site.baseurl }}/x {% link a.md %}",
        "a.md": PAGE,
        "_posts/2026-01-01-a.md": PAGE,
        "Gemfile": "group :jekyll_plugins do\n  gem 'jekyll-feed'\nend\ngem 'jekyll-scholar'\n",
    })  # fmt: skip
    assert found(root) == []
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--source", str(root)])
    assert ended.value.code == 0
    assert capsys.readouterr().out == "Your test results are in. Everything looks fine.\n"


CASES: dict[str, tuple[Mapping[str, str], str, str, str, int]] = {
    "two pages with one URL": (
        {"a.md": PAGE, "b.md": "---\npermalink: /a.html\n---\n"},
        "url-conflict", "_site/a.html (a.md, b.md)", "b.md", 2,
    ),
    "URLs that only differ in case": (
        {"a.md": PAGE, "A.md": PAGE},
        "url-case", "differs from", "a.md", 0,
    ),
    "a page of a generator in conflict": (
        {
            "a.md": PAGE,
            "_plugins/x.py": "from proactive_ssg.extensions import generator\n\n@generator\ndef g(site):\n"
            "    site.add_page('a.html')\n",
        },
        "url-conflict", "_site/a.html (a.md, a.html)", "a.html", 0,
    ),
    "no url": ({"_config.yml": "title: A\n"}, "config-url", "the site has no `url`", "", 0),
    "a url that is none": (
        {"_config.yml": "title: A\nurl: www.example.org\n"},
        "config-url", "`url` is not an absolute address: 'www.example.org'", "_config.yml", 2,
    ),
    "posts beside the collections": (
        {"_config.yml": URL + "collections_dir: all\n", "_posts/2026-01-01-a.md": PAGE},
        "posts-misplaced", "the posts in this folder are not read: collections are in all/", "_posts", 0,
    ),
    "a Ruby plugin": (
        {"_plugins/x.rb": "class X < Jekyll::Generator\nend\n"},
        "plugin-ruby", "the site misses the generators X", "x.rb", 0,
    ),
    "a plugin that is not known": (
        {"_config.yml": URL + "plugins: [jekyll-scholar]\n"},
        "plugin-unknown", "the plugin jekyll-scholar is not known", "_config.yml", 0,
    ),
    "a plugin that only the Gemfile lists": (
        {"Gemfile": "source 'x'\ngroup :jekyll_plugins do\n  gem \"jekyll-feed\", \"~> 0.1\"\nend\n"},
        "plugin-unlisted", "Jekyll loads jekyll-feed because it is listed here", "Gemfile", 3,
    ),
    "the same on one line": (
        {"Gemfile": "gem 'jekyll-feed', group: :jekyll_plugins\n"},
        "plugin-unlisted", "Jekyll loads jekyll-feed", "Gemfile", 1,
    ),
    "an old setting": (
        {"_config.yml": URL + "gems: [jekyll-feed]\n"},
        "config-deprecated", "`gems` was a setting of older versions of Jekyll", "_config.yml", 2,
    ),
    "relative permalinks": (
        {"_config.yml": URL + "relative_permalinks: true\n"},
        "config-deprecated", "`relative_permalinks` was a setting", "_config.yml", 2,
    ),
    "an old converter": (
        {"_config.yml": URL + "markdown: redcarpet\n"},
        "config-deprecated", "the Markdown converter redcarpet has gone", "_config.yml", 2,
    ),
    "an old type of defaults": (
        {"_config.yml": URL + "defaults:\n- scope: {path: '', type: post}\n  values: {a: 1}\n"},
        "config-deprecated", "the type `post` has become `posts`", "_config.yml", 3,
    ),
    "pagination without its plugin": (
        {"_config.yml": URL + "paginate: 5\n"},
        "config-paginate", "`paginate` does nothing without the plugin", "_config.yml", 2,
    ),
    "a misspelt setting": (
        {"_config.yml": URL + "permalnk: pretty\n"},
        "config-unknown", "`permalnk` is no setting, and no template uses it", "_config.yml", 2,
    ),
    "baseurl twice": (
        {"_layouts/a.html": "<a>\n  {{ site.baseurl }}{% link a.md %}"},
        "liquid-deprecated", "since Jekyll 4 the tags `link` and `post_url` write `baseurl`", "a.html", 2,
    ),
    "baseurl twice in a page": (
        {"a.md": PAGE + "x\n\nSee {{ site.url }}{{ '/x' | relative_url }}\n"},
        "liquid-deprecated", "the filter writes the beginning of the address itself", "a.md", 6,
    ),
    "front matter that is wrong": (
        {"a.md": "---\ntitle: [\n---\n"},
        "front-matter-yaml", "", "a.md", 2,
    ),
    "a plugin that fails": (
        {"_plugins/x.py": "import nothing_of_this_name\n"},
        "plugin-error", "the plugin failed: ModuleNotFoundError", "x.py", 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_it_finds(make_site: MakeSite, case: tuple[Mapping[str, str], str, str, str, int]) -> None:
    files, code, message, name, line = case
    (problem,) = found(make_site({"_config.yml": URL, **files}))
    assert problem.code == code
    assert message in problem.message
    assert (problem.path.name if problem.path else "", problem.line) == (name, line)
    assert problem.hint


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ("permalnk: mine\n", "{{ site.permalnk }}"),
        ("permalnk: mine\n", "{% for x in site['permalnk'] %}{% endfor %}"),
        ("descriptions_of_ours: 1\n", ""),
        ("plugins: [jekyll-paginate]\npaginate: 5\n", ""),
    ],
)
def test_settings_of_the_sites_own_are_left_alone(make_site: MakeSite, config: str, text: str) -> None:
    assert found(make_site({"_config.yml": URL + config, "_includes/x.html": text})) == []


def test_it_writes_nothing_and_ends_with_code_1(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({"_config.yml": "gems: [x]\n", "index.md": PAGE})
    before = sorted(root.rglob("*"))
    for name in ("doctor", "hyde"):
        with pytest.raises(SystemExit) as ended:
            main([name, "-s", str(root)])
        assert ended.value.code == 1
        said = capsys.readouterr().err
        assert "write `plugins` instead" in said
        assert "the site has no `url`" in said
    assert sorted(root.rglob("*")) == before
