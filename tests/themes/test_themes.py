"""Which theme a site means, what it may set, and what of it is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.build import build
from proactive_ssg.config import Config, load_config
from proactive_ssg.errors import ConfigurationError, Diagnostics
from proactive_ssg.model.site import Site
from proactive_ssg.themes import Theme, ThemeError, find_theme

ReadSite = Callable[..., tuple[Site, Diagnostics]]
MakeSite = Callable[[dict[str, str]], Path]


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def found(name: str | None, root: Path, folder: str | None = None, **environ: str) -> Theme:
    theme = find_theme(name, folder, root, environ)
    assert theme is not None
    return theme


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed theme whose package is not named as the theme is."""
    place = write(
        tmp_path / "installed",
        {
            "sober_files/_layouts/default.html": "{{ content }}",
            "sober_files/layouts/base.html": "{{ content }}",
            "sober_files/__init__.py": "raise RuntimeError('a theme is not run')",
            "sober-2.0.dist-info/METADATA": (
                "Metadata-Version: 2.1\nName: sober\nVersion: 2.0\nSummary: No more than that\n"
                'Author-email: "Ada Lovelace" <ada@example.org>\nProject-URL: Home, https://example.org\n'
            ),
            "sober-2.0.dist-info/RECORD": "sober_files/__init__.py,,\n",
            "sober-2.0.dist-info/entry_points.txt": "[proactive_ssg.themes]\nsober-theme = sober_files\n",
        },
    )
    monkeypatch.syspath_prepend(str(place))
    return place


@pytest.mark.parametrize("name", ["sober-theme", "Sober_Theme", " sober-theme ", "sober_files"])
def test_an_installed_package(package: Path, name: str, tmp_path: Path) -> None:
    theme = found(name, tmp_path)
    assert theme.root == package / "sober_files"
    assert theme.layouts == theme.root / "_layouts"
    assert theme.templates == theme.root / "layouts"
    assert theme.includes is None
    assert theme.facts.version == "2.0"
    assert theme.facts.authors == "Ada Lovelace"
    assert theme.facts.description == "No more than that"
    assert theme.facts.metadata == {"Home": "https://example.org"}


GEMSPEC = """
Gem::Specification.new do |s|
  s.name = "tidy".freeze
  s.version = "1.10.0"
  s.authors = ["Ada".freeze, 'Grace'.freeze]
  s.summary = %q<Tidy "indeed">.freeze
  s.metadata = { "a" => "b", "c" => "d" } if s.respond_to? :metadata=
  s.add_runtime_dependency(%q<jekyll>.freeze, [">= 3.5"])
  s.add_runtime_dependency(%q<jekyll-feed>.freeze, ["~> 0.9"])
  s.add_dependency "jekyll-seo-tag"
  s.add_development_dependency(%q<jekyll-toc>.freeze, [">= 1"])
end
"""


@pytest.fixture
def gems(tmp_path: Path) -> Path:
    return write(
        tmp_path / "gems-home",
        {
            "gems/tidy-1.9.0/_layouts/a.html": "",
            "gems/tidy-1.10.0/_layouts/a.html": "",
            "gems/tidy-extras-9.0/_layouts/a.html": "",
            "specifications/tidy-1.10.0.gemspec": GEMSPEC,
        },
    )


def test_an_installed_gem(gems: Path, tmp_path: Path) -> None:
    theme = found("tidy", tmp_path, GEM_HOME=str(gems))
    assert theme.root == gems / "gems/tidy-1.10.0"
    assert theme.facts.version == "1.10.0"
    assert theme.facts.authors == "Ada, Grace"
    assert theme.facts.description == 'Tidy "indeed"'
    assert theme.facts.metadata == {"a": "b", "c": "d"}
    assert theme.facts.dependencies == ("jekyll-feed", "jekyll-seo-tag")


def test_the_version_of_the_lock_file(gems: Path, tmp_path: Path) -> None:
    (tmp_path / "Gemfile.lock").write_text("GEM\n  specs:\n    tidy (1.9.0)\n      jekyll (>= 3.5)\n")
    assert found("tidy", tmp_path, GEM_PATH=str(gems)).root == gems / "gems/tidy-1.9.0"


def test_what_bundler_puts_into_the_site(tmp_path: Path) -> None:
    write(tmp_path / "vendor/bundle/ruby/3.2.0", {"gems/tidy-1.0/assets/a.css": ""})
    assert found("tidy", tmp_path).root == tmp_path / "vendor/bundle/ruby/3.2.0/gems/tidy-1.0"


@pytest.mark.parametrize(
    "line",
    [
        'gem "tidy", path: "../mine"',
        "gem 'tidy', '~> 1', :path => '../mine'",
        'gem "tidy", :path => File.expand_path("../mine", __dir__)',
    ],
)
def test_a_folder_in_the_gemfile(line: str, tmp_path: Path) -> None:
    write(tmp_path, {"mine/_layouts/a.html": "", "site/Gemfile": f'gem "other", path: "x"\n  {line}\n'})
    assert found("tidy", tmp_path / "site").root == tmp_path / "mine"
    assert found("tidy", tmp_path / "elsewhere", BUNDLE_GEMFILE=str(tmp_path / "site/Gemfile")).sass is None


def test_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"themes/tidy/_sass/a.scss": "", "themes/tidy/tidy.gemspec": GEMSPEC})
    for theme in (found("./themes/tidy", tmp_path), found(None, tmp_path, "themes/tidy")):
        assert (theme.name, theme.root, theme.facts.version) == ("tidy", tmp_path / "themes/tidy", "1.10.0")
        assert theme.sass == theme.root / "_sass"
    assert found("mine", tmp_path, "themes/tidy").name == "mine"


def test_no_theme(tmp_path: Path) -> None:
    assert find_theme(None, None, tmp_path, {}) is None


@pytest.mark.parametrize(
    ("name", "folder", "setting", "message"),
    [
        ("no-such-theme-at-all", None, "theme", "'no-such-theme-at-all' is not installed"),
        ("./absent", None, "theme", "does not exist"),
        (None, "empty", "theme_dir", "is no theme"),
        ("x\0y/", None, "theme", "does not exist"),
        ("../..", None, "theme", "is no theme"),
        ("asyncio", None, "theme", "'asyncio' is not installed"),
    ],
)
def test_a_theme_that_is_none(
    name: str | None, folder: str | None, setting: str, message: str, tmp_path: Path
) -> None:
    root = tmp_path / "a/b"
    (root / "empty").mkdir(parents=True)
    with pytest.raises(ThemeError) as caught:
        find_theme(name, folder, root, {})
    assert message in caught.value.message
    assert (caught.value.setting, bool(caught.value.hint)) == (setting, True)


def test_a_close_name_is_proposed(package: Path, tmp_path: Path) -> None:
    with pytest.raises(ThemeError) as caught:
        find_theme("sober-themes", None, tmp_path, {})
    assert "sober-theme?" in caught.value.hint


def test_links_out_of_the_theme_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"secret/a.html": "", "theme/real/b.html": "", "theme/assets/c": ""})
    (tmp_path / "theme/_layouts").symlink_to(tmp_path / "secret")
    (tmp_path / "theme/_includes").symlink_to(tmp_path / "theme/real")
    theme = found("./theme", tmp_path)
    assert theme.layouts is None
    assert theme.includes == tmp_path / "theme/real"
    assert theme.refused == (tmp_path / "theme/_layouts",)


THEME = {"themes/t/_layouts/default.html": "{{ content }}", "themes/t/_config.yml": "skin: grey\nport: 1\n"}


def config(root: Path, text: str, **overrides: Any) -> Config:
    write(root, {**THEME, "_config.yml": text})
    return load_config(root, overrides=overrides, environ={})


def test_the_settings_of_a_theme_lie_below_those_of_the_site(tmp_path: Path) -> None:
    settings = config(tmp_path, "theme: ./themes/t\n").settings
    assert settings["skin"] == "grey"
    assert settings.get("port") != 1
    assert config(tmp_path, "theme: ./themes/t\nskin: red\n").settings["skin"] == "red"
    assert "skin" not in config(tmp_path, "theme: ./themes/t\nignore_theme_config: true\n").settings
    (tmp_path / "themes/t/_config.yml").rename(tmp_path / "other.yml")
    (tmp_path / "themes/t/_config.yml").symlink_to(tmp_path / "other.yml")
    assert "skin" not in load_config(tmp_path, environ={}).settings


def test_a_missing_theme_is_an_error_in_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        config(tmp_path, "title: T\ntheme: no-such-theme-at-all\n")
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.path, problem.line) == ("theme-missing", tmp_path / "_config.yml", 2)
    assert "theme_dir" in problem.hint


def test_broken_settings_of_a_theme_are_an_error_in_its_file(tmp_path: Path) -> None:
    write(tmp_path, {**THEME, "themes/t/_config.yml": "a: b: c\n", "_config.yml": "theme: ./themes/t\n"})
    with pytest.raises(ConfigurationError) as caught:
        load_config(tmp_path, environ={})
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.path) == ("config-yaml", tmp_path / "themes/t/_config.yml")


def test_a_theme_that_is_no_name_is_left_out_with_a_warning(tmp_path: Path) -> None:
    made = config(tmp_path, "theme: {color: red}\n")
    assert made.theme is None
    assert [item.code for item in made.warnings] == ["config-theme"]
    assert config(tmp_path, "theme: null\n").theme is None
    assert config(tmp_path, "theme: false\n").theme is None


def test_a_safe_build_takes_no_theme_from_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"_layouts/a.html": ""})
    with pytest.raises(ConfigurationError) as caught:
        config(tmp_path / "site", "theme_dir: ../elsewhere\nsafe: true\n")
    assert [item.code for item in caught.value.diagnostics] == ["theme-outside"]
    assert config(tmp_path / "site", "theme: ./themes/t\nsafe: true\n").theme is not None


def test_a_theme_within_the_source_is_no_content(read: ReadSite) -> None:
    site, diagnostics = read({**THEME, "themes/other.txt": "", "_config.yml": "theme: ./themes/t\n"})
    assert [str(file.relative_path) for file in site.static_files] == ["themes/other.txt"]
    assert diagnostics.items == []


def test_assets_that_are_links_are_left_out(read: ReadSite, make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site({"t/assets/real/a.txt": ""})
    (root / "t/assets/b.txt").symlink_to(root / "t/assets/real/a.txt")
    (root / "t/assets/c").symlink_to(root / "t/assets/real")
    site, diagnostics = read({"_config.yml": "theme_dir: t\n"})
    assert [str(file.relative_path) for file in site.static_files] == ["assets/real/a.txt"]
    assert [(item.code, item.path) for item in diagnostics.items] == [
        ("theme-symlink", root / "t/assets/b.txt")
    ]


def test_jinja2_layouts_of_a_theme_are_overridden_one_by_one(make_site: MakeSite) -> None:
    root = make_site(
        {
            "t/layouts/page.html": '{% extends "base.html" %}{% block a %}<i>{{ content }}</i>{% endblock %}',
            "t/layouts/base.html": "theme {% block a %}{% endblock %}",
            "t/layouts/other.html": "other of the theme",
            "layouts/base.html": "site {% block a %}{% endblock %}",
            "content/index.md": "---\nlayout: page\n---\nText\n",
            "content/other.md": "---\nlayout: other\n---\n",
            "_config.yml": "theme: ./t\n",
        }
    )
    assert build(load_config(root, environ={})).diagnostics.items == []
    assert (root / "_site/index.html").read_text() == "site <i><p>Text</p>\n</i>"
    assert (root / "_site/other.html").read_text() == "other of the theme"
