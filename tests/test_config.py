"""The configuration: files, flags, environment, layouts of sites, and every kind of mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from proactive_ssg.config import Config, load_config
from proactive_ssg.errors import ConfigurationError, Diagnostic

MakeSite = Callable[..., Path]


def load(root: Path, **overrides: Any) -> Config:
    return load_config(root, overrides=overrides, environ={})


def problems(root: Path, **overrides: Any) -> list[Diagnostic]:
    with pytest.raises(ConfigurationError) as caught:
        load(root, **overrides)
    return list(caught.value.diagnostics)


def test_without_any_file_everything_has_jekylls_default(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert (config.root, config.source, config.destination) == (tmp_path, tmp_path, tmp_path / "_site")
    assert (config.permalink, config.timezone, config.environment) == ("date", UTC, "development")
    assert config.markdown_ext == ("markdown", "mkdown", "mkdn", "mkd", "md")
    assert config.keep_files == (".git", ".svn")
    assert "node_modules" in config.exclude
    assert config.kramdown["input"] == "GFM"
    assert config.settings["excerpt_separator"] == "\n\n"
    posts = {"output": True, "permalink": "/:categories/:year/:month/:day/:title:output_ext"}
    assert config.collections == {"posts": posts}
    assert config.files == ()


def test_settings_of_the_site_reach_the_templates(make_site: MakeSite) -> None:
    config = load(
        make_site(
            {"_config.yml": "title: T\nmenu:\n- a\nheure: 12:30\nlang: fr\nurl: https://x.fr\nbaseurl: /b\n"}
        )
    )
    assert (config.title, config.lang, config.url, config.baseurl) == ("T", "fr", "https://x.fr", "/b")
    assert config.settings["menu"] == ["a"]
    assert config.settings["heure"] == 45000
    assert config.settings["source"] == str(config.source)


def test_times_without_an_offset_are_told_in_the_zone_of_the_site(make_site: MakeSite) -> None:
    text = "timezone: Europe/Paris\na: {b: [2024-03-05 10:11:12]}\nc: 2024-03-05T10:11:12Z\nd: 2024-03-05\n"
    settings = load(make_site({"_config.yml": text + "e: 2024-03-05 10:11:12 +02:00\n"})).settings
    times = [str(settings["a"]["b"][0]), *(str(settings[name]) for name in "cde")]
    assert times == [
        "2024-03-05 11:11:12+01:00",
        "2024-03-05 10:11:12+00:00",
        "2024-03-05",
        "2024-03-05 10:11:12+02:00",
    ]


def test_a_later_file_wins_and_flags_win_over_both(make_site: MakeSite) -> None:
    root = make_site(
        {
            "a.yml": "title: A\nkramdown: {hard_wrap: true}\nlimit_posts: 3\nnested: {x: {y: 1, z: 1}}",
            "b.yml": "title: B\nnested: {x: {y: 2}}\nlimit_posts:\n",
        }
    )
    config = load_config(
        root, files=[Path("a.yml"), root / "b.yml"], overrides={"limit_posts": 5}, environ={}
    )
    assert (config.title, config.limit_posts) == ("B", 5)
    assert config.settings["nested"] == {"x": {"y": 2, "z": 1}}
    assert (config.kramdown["hard_wrap"], config.kramdown["auto_ids"]) == (True, True)
    assert config.files == (root / "a.yml", root / "b.yml")


@pytest.mark.parametrize(
    ("name", "text"),
    [("_config.yml", "title: T"), ("_config.yaml", "title: T"), ("_config.toml", 'title = "T"')],
)
def test_the_default_files(make_site: MakeSite, name: str, text: str) -> None:
    assert load(make_site({name: text})).title == "T"


def test_the_environment_is_jekylls(tmp_path: Path) -> None:
    assert load_config(tmp_path, environ={"JEKYLL_ENV": "production"}).environment == "production"
    assert load_config(tmp_path, environ={"JEKYLL_ENV": ""}).environment == "development"


def test_content_beside_layouts(make_site: MakeSite) -> None:
    root = make_site({"content/a.md": "", "layouts/b.html": "", "uploads/c.png": ""})
    config = load(root)
    assert (config.source, config.templates_dir) == (root / "content", root / "layouts")
    assert config.static_dirs == (root / "uploads",)


@pytest.mark.parametrize(
    ("files", "source", "static"),
    [
        ({"content/a.md": ""}, ".", ()),
        ({"layouts/a.html": ""}, ".", ()),
        (
            {"content/a.md": "", "templates/b.html": "", "_config.yml": "templates_dir: templates"},
            "content",
            (),
        ),
        ({"content/a.md": "", "layouts/b.html": "", "_config.yml": "source: ."}, ".", ()),
        ({"src/a.md": "", "_config.yml": "source: src"}, "src", ()),
        ({"uploads/a.png": ""}, ".", ()),
        (
            {"content/a": "", "layouts/b": "", "uploads/c": "", "_config.yml": "static_dirs: []"},
            "content",
            (),
        ),
        ({"content/a": "", "layouts/b": "", "x/c": "", "_config.yml": "static_dirs: [x]"}, "content", ("x",)),
    ],
)
def test_where_the_source_is(
    make_site: MakeSite, files: dict[str, str], source: str, static: tuple[str, ...]
) -> None:
    root = make_site(files)
    config = load(root)
    assert config.source == (root / source).resolve()
    assert config.static_dirs == tuple(root / name for name in static)


@pytest.mark.parametrize("given", ["[a, b]", "{a: , b: {}}"])
def test_collections_as_list_or_mapping(make_site: MakeSite, given: str) -> None:
    config = load(make_site({"_config.yml": f"collections: {given}\npermalink: pretty"}))
    assert list(config.collections) == ["posts", "a", "b"]
    assert config.collections["posts"]["permalink"] == "/:categories/:year/:month/:day/:title/"
    assert config.collections["a"] == {}


def test_posts_keep_their_own_permalink_and_are_always_written(make_site: MakeSite) -> None:
    config = load(
        make_site({"_config.yml": "collections: {posts: {permalink: '/:title/', output: false, x: 1}}"})
    )
    assert config.collections["posts"] == {"permalink": "/:title/", "output": True, "x": 1}


def test_texts_lists_and_types_are_understood(make_site: MakeSite) -> None:
    text = "markdown_ext: 'md, .Text'\ntitle: 2024\nbaseurl: false\ntimezone: Europe/Paris\nexclude: [a, a]\n"
    text += "defaults:\n- scope: {path: '', type: post}\n  values: {a: 1}\n- values: {b: 1}\n"
    config = load(make_site({"_config.yml": text}))
    assert config.markdown_ext == ("md", "text")
    assert (config.title, config.baseurl) == ("2024", "")
    assert config.timezone == ZoneInfo("Europe/Paris")
    assert config.exclude.count("a") == 1
    assert [entry["scope"] for entry in config.defaults] == [{"path": "", "type": "posts"}, {}]


def test_what_this_run_alone_asks_for(make_site: MakeSite) -> None:
    root = make_site({"_config.yml": "future: true"})
    assert load(root, future=True, show_drafts=True).previewed == {"show_drafts"}
    assert load(root).previewed == frozenset()


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("title: x\nexclude: a\n", "config-type", (2, 1)),
        ("include:\n- a\n- 2\n", "config-type", (3, 3)),
        ("future: maybe\n", "config-type", (1, 1)),
        ("limit_posts: many\n", "config-type", (1, 1)),
        ("limit_posts: true\n", "config-type", (1, 1)),
        ("limit_posts: -1\n", "config-value", (1, 1)),
        ("lang: français\n", "config-value", (1, 1)),
        ("encoding: klingon\n", "config-value", (1, 1)),
        ('encoding: "\\0"\n', "config-value", (1, 1)),
        ("encoding: base64\n", "config-value", (1, 1)),
        ("encoding: undefined\n", "config-value", (1, 1)),
        ("kramdown:\n  hard_wrap: true\n  syntax_highlighter_opts: yes\n", "config-type", (3, 3)),
        ("timezone: Europe/Lutèce\n", "config-timezone", (1, 1)),
        ("timezone: ../../etc/passwd\n", "config-timezone", (1, 1)),
        ("permalink: /:year/:nom/\n", "config-permalink", (1, 1)),
        ("permalink: [a]\n", "config-type", (1, 1)),
        ("collections: services\n", "config-type", (1, 1)),
        ("collections:\n  a: yes\n", "config-type", (2, 3)),
        ("collections:\n  a:\n    output: oui\n", "config-type", (3, 5)),
        ("collections:\n  a:\n    permalink: /:nom/\n", "config-permalink", (3, 5)),
        ("defaults:\n- scope: {path: a}\n", "config-defaults", (2, 3)),
        ("defaults:\n- values: {a: 1}\n- x\n", "config-defaults", (3, 3)),
        ("defaults:\n- values: {a: 1}\n  scope: a\n", "config-type", (3, 3)),
        ("defaults:\n- values: {a: 1}\n  scope: {path: [a]}\n", "config-type", (3, 11)),
        ("data_dir: ../data\n", "config-path", (1, 1)),
        ("includes_dir: /layouts\n", "config-path", (1, 1)),
        ('data_dir: "a\\0"\n', "config-path", (1, 1)),
        ('source: "a\\0"\n', "config-path", (1, 1)),
        ('destination: "a\\0"\n', "config-path", (1, 1)),
        ('templates_dir: "a\\0"\n', "config-path", (1, 1)),
        ('static_dirs: [uploads, "a\\0"]\n', "config-path", (1, 1)),
        ("templates_dir: .\n", "config-path", (1, 1)),
        ("templates_dir: /\n", "config-path", (1, 1)),
        ("source: nowhere\n", "config-source", (1, 1)),
        ("static_dirs:\n- nowhere\n", "config-static-dirs", (2, 3)),
        ("destination: .\n", "config-destination", (1, 1)),
        ("destination: ..\n", "config-destination", (1, 1)),
        ("destination: content\n", "config-destination", (1, 1)),
        ("destination: layouts\n", "config-destination", (1, 1)),
        ("destination: uploads\n", "config-destination", (1, 1)),
        ("destination: link\n", "config-destination", (1, 1)),
        ("destination: file\n", "config-destination", (1, 1)),
        ("destination: loop\n", "config-destination", (1, 1)),
        ("a: [\n", "config-yaml", (1, 5)),
        ("a: 2023-02-31\n", "config-date", (1, 4)),
        ('a: "\\ud800"\n', "config-yaml", (1, 7)),
        ("a: - b\n", "config-yaml", (1, 4)),
        ("a: *b*\n", "config-yaml", (1, 6)),
        ("a: 1\n b: 2\n", "config-yaml", (2, 3)),
        ("a: " + "[" * 600, "config-depth", (1, 503)),
        ('a: "C:\\dossier"\n', "config-yaml", (1, 7)),
        ("- a\n", "config-type", (1, 1)),
    ],
)
def test_mistakes_are_told_at_their_place(
    make_site: MakeSite, text: str, code: str, place: tuple[int, int]
) -> None:
    files = {"_config.yml": text, "content/a.md": "", "layouts/a.html": "", "uploads/a": "", "file": ""}
    root = make_site(files)
    (root / "link").symlink_to("content")
    (root / "loop").symlink_to("loop")
    (found,) = problems(root)
    assert (found.code, (found.line, found.column)) == (code, place)
    assert found.path == root / "_config.yml"
    assert found.source_line == text.splitlines()[place[0] - 1]
    assert found.hint


def test_all_mistakes_are_told_at_once(make_site: MakeSite) -> None:
    files = {"content/a.md": "", "layouts/a.html": ""}
    files |= {"a.yml": "exclude: x\nlang: x1", "b.yml": "timezone: Mars\ncollections: 3"}
    root = make_site(files)
    with pytest.raises(ConfigurationError) as caught:
        load_config(root, files=[Path("a.yml"), Path("b.yml"), Path("c.yml")])
    told = [(item.code, item.path.name if item.path else "", item.line) for item in caught.value.diagnostics]
    assert told == [
        ("config-unreadable", "c.yml", 0),
        ("config-type", "a.yml", 1),
        ("config-value", "a.yml", 2),
        ("config-type", "b.yml", 2),
        ("config-timezone", "b.yml", 1),
    ]


def test_a_folder_in_the_place_of_the_configuration_is_told(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    (found,) = problems(tmp_path)
    assert (found.code, found.path) == ("config-unreadable", tmp_path / "_config.yml")


def test_a_mistake_of_the_command_line_has_no_place(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, destination=str(tmp_path))
    assert (found.code, found.path, found.line) == ("config-destination", None, 0)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("_config.toml", b"a = ", "config-toml"), ("_config.yml", b"a: \xe9", "encoding")],
)
def test_unreadable_files(make_site: MakeSite, name: str, content: bytes, code: str) -> None:
    (found,) = problems(make_site({name: content}))
    assert found.code == code


def test_a_key_that_is_there_twice_is_a_warning(make_site: MakeSite) -> None:
    config = load(make_site({"_config.yml": "title: A\ntitle: B\n"}))
    assert config.title == "B"
    assert [(item.code, item.line, item.is_error) for item in config.warnings] == [
        ("config-duplicate-key", 2, False)
    ]


def test_a_byte_order_mark_and_windows_line_ends(make_site: MakeSite) -> None:
    assert load(make_site({"_config.yml": "\ufefftitle: A\r\nlang: fr\r\n"})).lang == "fr"


JEKYLL_TAKES = """
limit_posts: 1.5
title: {en: T}
url: [a]
baseurl: {a: b}
lang: {en: x}
encoding: nope
timezone: Nowhere/Land
defaults: [a, {scope: {path: 5}, values: {a: b}}]
collections: {a: {output: "yes", sort_by: 5, order: x}, b: {permalink: /:nom/}}
exclude: [5]
future: "no"
strict: x
layouts_dir: ../x
data_dir: /d
static_dirs: x
liquid: {error_mode: loud}
"""


def test_what_jekyll_takes_is_a_warning_in_a_site_of_its_kind(make_site: MakeSite) -> None:
    config = load(make_site({"_config.yml": JEKYLL_TAKES, "index.md": ""}))
    assert len(config.warnings) == JEKYLL_TAKES.count("\n") + 3
    assert not any(item.is_error for item in config.warnings)
    assert (config.limit_posts, config.future, config.lang, config.encoding) == (1, True, "en", "utf-8")
    assert (config.title, config.url, config.settings["title"]) == ("", "", {"en": "T"})
    assert (config.layouts_dir, config.data_dir, config.strict, config.static_dirs) == ("x", "d", False, ())
    assert config.collections["a"] == {"output": True}
    assert [entry["values"] for entry in config.defaults] == [{"a": "b"}]


@pytest.mark.parametrize(
    "text",
    ["include: x", "exclude: x", "keep_files: [5]", "collections: x", "kramdown: x", "limit_posts: a"],
)
def test_what_jekyll_refuses_is_an_error_there_too(make_site: MakeSite, text: str) -> None:
    assert [item.line for item in problems(make_site({"_config.yml": text, "index.md": ""}))] == [1]


@pytest.mark.parametrize(
    ("files", "source", "templates"),
    [
        ({"content/a.md": "", "layouts/a.html": "", "_layouts/b.html": ""}, ".", "layouts"),
        ({"content/a.md": "", "layouts/a.html": "", "index.md": ""}, ".", "layouts"),
        (
            {"content/_a/a.md": "", "layouts/a.html": "", "_config.yml": "collections_dir: content"},
            ".",
            "layouts",
        ),
        ({"content/a.md": "", "layouts/a.html": "", "_config.yml": "layouts_dir: layouts"}, ".", ".layouts"),
        ({"content/a.md": "", "layouts/index.html": "", "index.md": ""}, ".", ".layouts"),
        ({"layouts/a.md": "", "index.md": ""}, ".", ".layouts"),
        ({"layouts/_a/a.md": "", "_config.yml": "collections_dir: layouts/"}, ".", ".layouts"),
        ({"layouts/a.md": "", "_config.yml": "templates_dir: layouts"}, ".", "layouts"),
        ({"layouts/a.html": "", "index.md": ""}, ".", "layouts"),
        ({"content/a.md": "", "layouts/a.html": "", "_config.yml": "layouts_dir: l"}, "content", "layouts"),
    ],
)
def test_folders_of_the_same_name_in_a_jekyll_site(
    make_site: MakeSite, files: dict[str, str], source: str, templates: str
) -> None:
    root = make_site(files)
    config = load(root)
    assert config.source == (root / source).resolve()
    assert config.templates_dir == root / templates
    assert config.as_jekyll is (source == ".")
