"""What people type for Jekyll: its flags and commands do the same here, or say that they do not."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SITE = {
    "_config.yml": "title: T\n",
    "index.html": "---\nlayout: a\n---\n{% include b.html %}",
    "_layouts/a.html": "A {{ content }}",
    "_includes/b.html": "B",
    "other/a.html": "other {{ content }}",
}


@pytest.fixture
def jekyll_site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in SITE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_blank_site_is_laid_out_as_jekyll_does_it(run: Run, tmp_path: Path) -> None:
    done = run("new", "my site", "--blank", "--skip-bundle")
    assert (done.returncode, done.stderr) == (0, "")
    root = tmp_path / "my site"
    names = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    assert {"_data", "_drafts", "_includes", "_posts", "_layouts/default.html", "_sass/base.scss"} <= names
    assert {"assets/css/main.scss", "_config.yml", "index.md"} <= names
    built = run("build", "-q", cwd=root)
    assert built.returncode == 0
    assert "Start developing" in (root / "_site" / "index.html").read_text()


def test_a_blank_site_speaks_french(run: Run, tmp_path: Path) -> None:
    assert run("new", "site", "mon-site", "--blank", "--lang", "fr").returncode == 0
    assert run("build", "-q", cwd=tmp_path / "mon-site").returncode == 0
    page = (tmp_path / "mon-site" / "_site" / "index.html").read_text()
    assert '<html lang="fr">' in page
    assert "<title>Accueil - Un nouveau site</title>" in page


def test_new_takes_a_folder_and_the_words_of_its_name(run: Run, tmp_path: Path) -> None:
    assert run("new", "my", "site").returncode == 0
    assert (tmp_path / "my site" / "content" / "index.md").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["help"], "Build a static site"),
        (["help", "build"], " build [OPTIONS]"),
        (["help", "new", "post"], " new post [OPTIONS] TITLE"),
    ],
)
def test_help_is_a_command(run: Run, words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 0
    assert said in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [(["help", "nope"], "there is no command 'nope'"), (["import", "x"], "the Ruby gem jekyll-import")],
)
def test_a_command_that_is_not_there_is_told(run: Run, words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr


def test_layouts_and_plugins_may_lie_elsewhere(run: Run, jekyll_site: Path) -> None:
    (jekyll_site / "extras").mkdir()
    plugin = (
        "from proactive_ssg.extensions import filter\n\n@filter\ndef shout(text):\n    return text.upper()\n"
    )
    (jekyll_site / "extras" / "shout.py").write_text(plugin)
    (jekyll_site / "index.html").write_text("---\nlayout: a\n---\n{{ 'x' | shout }}")
    done = run("build", "-q", "--layouts", "other", "--plugins", "nowhere,extras", cwd=jekyll_site)
    assert (done.returncode, done.stderr) == (0, "")
    assert (jekyll_site / "_site" / "index.html").read_text() == "other X"
    safe = run("build", "-q", "--safe", "--plugins", "extras", cwd=jekyll_site)
    assert safe.returncode == 0
    assert (jekyll_site / "_site" / "index.html").read_text() == "A x"


def test_profile_tells_the_time_of_each_template(run: Run, jekyll_site: Path) -> None:
    done = run("build", "--profile", cwd=jekyll_site)
    for name in ("index.html", "_layouts/a.html", "_includes/b.html"):
        assert re.search(rf"^ *[0-9.]+ s +1 x +[0-9.]+ kB  {name}$", done.stdout, re.MULTILINE), name
    assert " x " not in run("build", cwd=jekyll_site).stdout


def test_profile_tells_the_time_of_each_phase_and_page(run: Run, jekyll_site: Path) -> None:
    done = run("build", "--profile", "-q", cwd=jekyll_site)
    for name in ("Reading", "Rendering", "Copying", "Publishing"):
        assert re.search(rf"^ *[0-9.]+ s  {name}$", done.stdout, re.MULTILINE), name
    pages = done.stdout.partition("The slowest pages:\n")[2]
    assert re.search(r"^ *[0-9.]+ s +1 x +[0-9.]+ kB  index.html$", pages, re.MULTILINE)


@pytest.mark.parametrize("flag", ["--no-cache", "--disable-disk-cache"])
def test_nothing_is_remembered_where_that_is_asked(run: Run, jekyll_site: Path, flag: str) -> None:
    assert run("build", "-q", flag, cwd=jekyll_site).returncode == 0
    assert list(jekyll_site.rglob("pages-*.db")) == []
    assert run("build", "-q", cwd=jekyll_site).returncode == 0
    assert len(list(jekyll_site.rglob("pages-*.db"))) == 1


@pytest.mark.parametrize("flag", ["--lsi"])
def test_a_flag_without_meaning_is_told(run: Run, jekyll_site: Path, flag: str) -> None:
    done = run("build", flag, cwd=jekyll_site)
    assert (done.returncode, f"{flag} is Jekyll's" in done.stderr) == (0, True)
    assert run("build", "-q", flag, cwd=jekyll_site).stderr == ""


@pytest.mark.parametrize(
    ("level", "config", "out", "phases"),
    [("error", "", False, False), ("debug", "", True, True), ("", "quiet: true", False, False)],
)
def test_the_environment_and_the_configuration_may_ask_for_silence(
    run: Run, jekyll_site: Path, *, level: str, config: str, out: bool, phases: bool
) -> None:
    (jekyll_site / "_config.yml").write_text(config)
    done = run("build", cwd=jekyll_site, JEKYLL_LOG_LEVEL=level)
    assert (bool(done.stdout), "source:" in done.stderr) == (out, phases)
    assert run("build", "--verbose", cwd=jekyll_site, JEKYLL_LOG_LEVEL=level).stdout


def test_what_builds_remember_may_lie_elsewhere(run: Run, jekyll_site: Path) -> None:
    (jekyll_site / "_config.yml").write_text("cache_dir: ../keep")
    (jekyll_site / "keep").mkdir()
    (jekyll_site / "keep" / "a.txt").write_text("mine")
    assert run("build", "-q", cwd=jekyll_site).returncode == 0
    assert not (jekyll_site / ".proactive-cache").exists()
    assert (jekyll_site / "keep" / "proactive-ssg").is_dir()
    built = jekyll_site / "_site"
    assert sorted(path.name for path in built.rglob("*") if path.is_file()) == [
        "a.html",
        "a.txt",
        "index.html",
    ]
    assert run("clean", "-q", cwd=jekyll_site).returncode == 0
    assert [path.name for path in (jekyll_site / "keep").iterdir()] == ["a.txt"]
    assert not built.exists()
