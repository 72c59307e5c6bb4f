"""``new`` writes what a build takes; ``clean`` removes what a build made."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.cli.scaffold import front_matter, slug
from proactive_ssg.config import Config
from proactive_ssg.starter import LANGUAGES, starter_files

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Nos services", "nos-services"),
        ("  L’été à Œuilly : 3 idées !  ", "l-ete-a-oeuilly-3-idees"),
        ("Straße / Łódź", "strasse-lodz"),
        ("C++", "c"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本語", "日本語"),
        ("...", ""),
    ],
)
def test_slugs(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(max_size=30))
def test_a_slug_is_a_harmless_file_name(title: str) -> None:
    name = slug(title)
    assert "/" not in name
    assert "." not in name
    assert not name.startswith("-")
    assert slug(name) == name


CONFIG = Config(Path("/x"), Path("/x"), Path("/x/_site"), Path("/x/layouts"))


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_any_title_is_valid_front_matter(title: str) -> None:
    page = frontmatter.loads(front_matter(CONFIG, "page", title, None))
    assert page["title"] == title
    assert page["layout"] == "page"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["site", "file/new"], "file/new/"),
        (["site", "link"], "link"),
        (["page", "A", "--folder", "file"], "file/a.md"),
    ],
)
def test_a_place_that_takes_no_file_is_told(run: Run, tmp_path: Path, words: list[str], place: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("link")
    done = run("new", *words)
    assert done.returncode == 2
    assert f"{place}" in done.stderr
    assert "error: cannot be used" in done.stderr
    assert "Choose a folder in which you may write." in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


def test_a_new_page_is_ready_to_fill(run: Run, site: Path) -> None:
    done = run("new", "page", "L’accueil des élèves", cwd=site)
    path = site / "content" / "l-accueil-des-eleves.md"
    assert (done.returncode, done.stdout, done.stderr) == (0, "content/l-accueil-des-eleves.md\n", "")
    text = path.read_text(encoding="utf-8")
    assert frontmatter.loads(text).metadata == {"layout": "page", "title": "L’accueil des élèves"}
    # The comments speak the site's language, whatever the command line's is.
    assert "# Une ou deux phrases" in text
    uncommented = text.replace("# chapeau-text", "chapeau-text").replace("# published", "published")
    assert frontmatter.loads(uncommented)["published"] is False


def test_a_new_post_is_dated_in_the_sites_time(run: Run, site: Path) -> None:
    done = run("new", "post", "Bonne nouvelle", "--date", "2026-07-14 09:30", cwd=site)
    path = site / "content" / "_posts" / "2026-07-14-bonne-nouvelle.md"
    assert done.returncode == 0
    assert "\ndate: 2026-07-14 09:30:00 +0200\n" in path.read_text(encoding="utf-8")
    assert run("new", "post", "Aujourd’hui", cwd=site).stdout.endswith("-aujourd-hui.md\n")


def test_posts_go_where_the_site_has_them(run: Run, site: Path) -> None:
    (site / "_posts").mkdir()
    assert run("new", "post", "A", "--date", "2026-01-02", cwd=site).stdout == "_posts/2026-01-02-a.md\n"
    assert run("new", "post", "A", "--draft", cwd=site).stdout == "content/_drafts/a.md\n"


def test_a_site_like_jekylls(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").touch()
    assert run("new", "page", "A", "--folder", "b/c").stdout == "b/c/a.md\n"
    assert run("new", "post", "A", "--date", "2026-01-02").stdout == "_posts/2026-01-02-a.md\n"


def test_nothing_is_overwritten_unasked(run: Run, site: Path) -> None:
    path = site / "content" / "aide.md"
    before = path.read_bytes()
    done = run("new", "page", "Aide", cwd=site)
    assert done.returncode == 2
    assert "content/aide.md: error: the file is there already" in done.stderr
    assert path.read_bytes() == before
    assert run("new", "page", "Aide", "--force", cwd=site).returncode == 0
    assert path.read_bytes() != before


def test_a_page_stays_within_the_source(run: Run, site: Path) -> None:
    done = run("new", "page", "A", "--folder", "../..", cwd=site)
    assert done.returncode == 2
    assert not (site.parent / "a.md").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_site_builds_without_a_warning(run: Run, tmp_path: Path, lang: str) -> None:
    done = run("new", "site", "mine", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    root = tmp_path / "mine"
    assert (root / ".gitignore").is_file()
    assert (root / "uploads").is_dir()
    built = run("build", "--strict", "-q", cwd=root)
    assert (built.returncode, built.stderr) == (0, "")
    home = (root / "_site" / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in home
    # Every address of the site itself that its pages name leads to a file.
    for page in (root / "_site").rglob("*.html"):
        for address in re.findall(r'(?:href|src)="(/[^"#?]*)', page.read_text(encoding="utf-8")):
            file = root / "_site" / address.lstrip("/")
            assert (file / "index.html").is_file() if address.endswith("/") else file.is_file(), (
                page,
                address,
            )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_starters_hold_the_same(lang: str) -> None:
    names = {str(place) for place, _content in starter_files(lang, "2026-01-31")}
    assert {"_config.yml", ".gitignore", "content/index.md", "layouts/default.html"} <= names
    assert not any("DATE" in name for name in names)
    count = {lang: sum(1 for _file in starter_files(lang, "2026-01-31")) for lang in LANGUAGES}
    assert len(set(count.values())) == 1


def test_a_new_site_speaks_the_language_of_its_maker(run: Run, tmp_path: Path) -> None:
    assert run("new", "site", "a", LANG="fr_FR.UTF-8").returncode == 0
    assert "lang: fr\n" in (tmp_path / "a" / "_config.yml").read_text(encoding="utf-8")
    assert run("new", "site", "b").returncode == 0
    assert "lang: en\n" in (tmp_path / "b" / "_config.yml").read_text(encoding="utf-8")
    assert f"{date.today():%Y}" in next((tmp_path / "b" / "content" / "_posts").iterdir()).name


def test_a_new_site_needs_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert run("new", "site", "a").returncode == 0
    (tmp_path / "a" / "_config.yml").write_text("mine")
    done = run("new", "site", "a")
    assert done.returncode == 2
    assert "the folder is not empty" in done.stderr
    assert (tmp_path / "a" / "_config.yml").read_text() == "mine"


def test_clean_removes_the_site_and_the_cache_only(run: Run, site: Path) -> None:
    before = set(site.rglob("*"))
    assert run("build", cwd=site).returncode == 0
    assert set(site.rglob("*")) > before
    done = run("clean", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 files removed\n", "")
    assert set(site.rglob("*")) == before
    assert run("clean", cwd=site).stdout == "0 files removed\n"


def test_clean_leaves_what_no_build_made(run: Run, site: Path) -> None:
    assert run("build", cwd=site).returncode == 0
    (site / "_site" / ".git" / "refs" / "heads").mkdir(parents=True)
    (site / "_site" / ".git" / "HEAD").touch()
    (site / "_site" / "uploads" / "mine.txt").touch()
    done = run("clean", cwd=site)
    assert done.returncode == 0
    assert f"2 files stay in {site / '_site'}" in done.stderr
    names = {path.relative_to(site / "_site").as_posix() for path in (site / "_site").rglob("*")}
    assert names == {".git", ".git/refs", ".git/refs/heads", ".git/HEAD", "uploads", "uploads/mine.txt"}


def test_clean_leaves_a_site_of_another_program(run: Run, site: Path) -> None:
    (site / "_site").mkdir()
    (site / "_site" / "index.html").write_text("another's")
    assert run("clean", cwd=site).returncode == 0
    assert (site / "_site" / "index.html").read_text() == "another's"


@pytest.mark.parametrize("folder", [".", "..", "content", "layouts", "uploads"])
def test_clean_refuses_the_users_own_work(run: Run, site: Path, folder: str) -> None:
    before = {path: path.is_file() and path.read_bytes() for path in site.rglob("*")}
    done = run("clean", "-d", folder, cwd=site)
    assert done.returncode == 2
    assert {path: path.is_file() and path.read_bytes() for path in site.rglob("*")} == before


def test_clean_does_not_follow_a_link_in_the_place_of_a_folder(run: Run, site: Path, tmp_path: Path) -> None:
    assert run("build", cwd=site).returncode == 0
    elsewhere = tmp_path / "elsewhere"
    (site / "_site" / "uploads").rename(elsewhere)
    (site / "_site" / "uploads").symlink_to(elsewhere)
    assert run("clean", cwd=site).returncode == 0
    assert (elsewhere / "a.txt").read_text() == "a\n"


def test_what_is_next_can_be_typed_as_it_stands(run: Run, tmp_path: Path) -> None:
    done = run("new", "site", "l'été à la mer")
    said = next(line for line in done.stdout.splitlines() if line.startswith("  cd "))
    shown = subprocess.run(["sh", "-c", f"{said} && pwd -P"], cwd=tmp_path, capture_output=True, check=True)
    assert Path(os.fsdecode(shown.stdout).rstrip("\n")) == (tmp_path / "l'été à la mer").resolve()
