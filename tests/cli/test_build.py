"""``build`` as a user runs it: exit codes, messages, interruptions, languages."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_clean_build(run: Run, site: Path) -> None:
    done = run("build", cwd=site)
    assert done.returncode == 0
    assert done.stdout.startswith("2 pages, 1 static file in ")
    assert done.stdout.endswith(" s, in _site (0 errors, 0 warnings)\n")
    assert "<h1>Accueil</h1>" in (site / "_site" / "index.html").read_text()
    assert (site / "_site" / "uploads" / "a.txt").read_bytes() == b"a\n"


def test_jekylls_words_for_errors_of_templates_with_trace(run: Run, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("---\n---\n{% nosuch %}\n")
    (tmp_path / "_layouts").mkdir()
    said = "  Liquid Exception: Liquid syntax error (line 1): Unknown tag 'nosuch' in index.html\n"
    assert said in run("build", "--trace").stderr
    assert "Liquid Exception" not in run("build").stderr


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&- >&- 2>&-"])
def test_a_stream_may_be_closed(site: Path, environment: dict[str, str], closed: str) -> None:
    command = f'"{sys.executable}" -m proactive_ssg build {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=site, env=environment, check=False)
    assert done.returncode == 0
    assert (site / "_site" / "index.html").is_file()


@pytest.mark.parametrize("name", ["b", "build"])
def test_from_elsewhere_into_elsewhere(run: Run, site: Path, tmp_path: Path, name: str) -> None:
    done = run(name, "-s", "site", "-d", "out/here", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out" / "here" / "index.html").is_file()
    assert not (site / "_site").exists()


def test_configuration_files_in_order(run: Run, site: Path) -> None:
    (site / "layouts" / "page.html").write_text("{{ site.title }} {{ site.lang }}\n")
    (site / "_config.b.yml").write_text("title: Second\n")
    assert run("build", "--config", "_config.yml,_config.b.yml", cwd=site).returncode == 0
    assert (site / "_site" / "index.html").read_text() == "Second fr\n"
    assert run("build", "-s", "site", "--config", "_config.b.yml").returncode == 0
    assert (site / "_site" / "index.html").read_text() == "Second en\n"
    missing = run("build", "--config", "none.yml", cwd=site)
    assert missing.returncode == 2
    assert "none.yml" in missing.stderr


def test_an_error_publishes_nothing_and_counts_last(run: Run, site: Path) -> None:
    assert run("build", "-q", cwd=site).returncode == 0
    before = tree(site / "_site")
    for name in ("index", "aide"):
        path = site / "content" / f"{name}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("layout: page", "layout: pagee"), encoding="utf-8"
        )
    done = run("build", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert "content/aide.md:2:" in done.stderr
    assert "content/index.md:2:" in done.stderr
    assert "    layout: pagee\n" in done.stderr
    assert done.stderr.endswith("Nothing was published, _site is as it was: 2 errors, 0 warnings.\n")
    assert tree(site / "_site") == before


def test_strict_stops_at_a_warning(run: Run, site: Path) -> None:
    (site / "content" / "index.md").write_text("---\nlayout: page\n---\n\n![x](/uploads/none.png) {{ x }}\n")
    done = run("build", cwd=site)
    assert done.returncode == 0
    assert "warning" in done.stderr
    assert done.stdout.rstrip().endswith("warnings)") or done.stdout.rstrip().endswith("1 warning)")
    before = tree(site / "_site")
    (site / "content" / "aide.md").unlink()
    strict = run("build", "--strict", cwd=site)
    assert (strict.returncode, strict.stdout) == (1, "")
    assert tree(site / "_site") == before


def test_french_with_its_plurals(run: Run, site: Path) -> None:
    done = run("build", cwd=site, LANG="fr_FR.UTF-8")
    assert re.match(r"2 pages, 1 fichier statique en \d+,\d\d s, ", done.stdout)
    assert "(0 erreur, 0 avertissement)" in done.stdout
    (site / "content" / "aide.md").unlink()
    assert run("build", cwd=site, LC_ALL="fr_FR.UTF-8").stdout.startswith("1 page, 1 fichier statique en ")
    assert "Construire le site" in run("build", "--help", LANG="fr_FR.UTF-8").stdout
    assert "Erreur" in run("biuld", LANG="fr_FR.UTF-8").stderr


@pytest.mark.parametrize(
    "variables", [{"LANG": "C"}, {"LANG": "de_DE.UTF-8"}, {"LANG": "fr_FR", "LC_ALL": "en_GB"}]
)
def test_english_elsewhere(run: Run, site: Path, variables: dict[str, str]) -> None:
    assert "2 pages, 1 static file in " in run("build", cwd=site, **variables).stdout


def test_no_escape_sequence_reaches_a_file(run: Run, site: Path) -> None:
    (site / "content" / "index.md").write_text("---\nlayout: pagee\n---\n")
    done = run("build", cwd=site)
    assert "\x1b" not in done.stdout + done.stderr


def test_verbose_names_the_folders(run: Run, site: Path) -> None:
    done = run("build", "--verbose", cwd=site)
    assert f"source: {site / 'content'}\n" in done.stderr
    assert f"destination: {site / '_site'}\n" in done.stderr


@pytest.fixture
def large(site: Path) -> Path:
    for number in range(1500):
        text = f"---\nlayout: page\ntitle: P{number}\n---\n\n{'Un *mot* et un [lien](/). ' * 60}\n"
        (site / "content" / f"p{number}.md").write_text(text)
    return site


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interrupted_build_leaves_the_published_site_as_it_was(
    large: Path, environment: dict[str, str], number: int, code: int
) -> None:
    (large / "_site").mkdir()
    (large / "_site" / "index.html").write_text("published")
    before = set(large.iterdir())
    process = subprocess.Popen(
        [sys.executable, "-m", "proactive_ssg", "build"],
        cwd=large,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    process.stderr.readline()  # the first phase is over: the build is on its way
    time.sleep(0.3)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == code, err
    assert out == ""
    assert "Traceback" not in err
    assert err.endswith("Nothing was published, the site is as it was.\n")
    assert tree(large / "_site") == {"index.html": b"published"}
    assert {path for path in large.iterdir() if path.name != ".proactive-cache"} == before


def test_watch_builds_again(site: Path, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "proactive_ssg", "build", "--watch"],
        cwd=site,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    guard = threading.Timer(30, process.kill)
    guard.start()
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("2 pages")
        assert "Watching" in process.stdout.readline()
        (site / "content" / "third.md").write_text("---\nlayout: page\n---\n\nTrois\n")
        assert process.stdout.readline().startswith("3 pages")
        assert (site / "_site" / "third.html").is_file()
        # What a build writes is no change: nothing more is built.
        assert select.select([process.stdout], [], [], 1.5)[0] == []
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=5) == 130
    finally:
        guard.cancel()
        process.kill()
        process.communicate()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_the_output_is_no_failure_of_the_program(
    site: Path, environment: dict[str, str]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "proactive_ssg", "build"],
            cwd=site,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.endswith("What the program says cannot be written: No space left on device.\n")
    assert (site / "_site" / "index.html").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_the_version_that_nothing_can_take_is_no_traceback(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "proactive_ssg", "--version"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "No space left on device\n"
