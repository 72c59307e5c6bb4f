"""The whole preview, as a user has it: a process, real files, a real stream, a real Ctrl-C."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from preview_process import Events, Process

LAYOUT = (
    '<!DOCTYPE html><html lang="fr"><head><title>{{ page.title }}</title></head>'
    "<body><h1>{{ page.title }}</h1><p>{{ site.url }}</p><p>{{ site.data.mot.x }} {{ site.title }}</p>"
    "{{ content }}</body></html>\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    files = {
        "_config.yml": "title: Essai\nlang: fr\nurl: https://example.org\n",
        "content/index.md": "---\nlayout: page\ntitle: Accueil\n---\n\nPremier texte\n",
        "content/brouillon.md": "---\nlayout: page\ntitle: Plus tard\npublished: false\n---\n\nPas encore\n",
        "content/404.md": "---\nlayout: page\ntitle: Perdu\npermalink: /404.html\n---\n",
        "layouts/page.html": LAYOUT,
        "uploads/a.txt": "a\n",
        "_data/mot.yml": "x: donnée\n",
        "_site/index.html": "published",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


# An end takes 0.2 s on a quiet machine; one that waits for somebody takes ten seconds or for ever.
PATIENCE = 5

Start = Callable[..., Process]


@pytest.fixture
def start(site: Path) -> Iterator[Start]:
    running: list[Process] = []

    def begin(*words: str, **variables: str) -> Process:
        running.append(Process(site, *words, **variables))
        return running[-1]

    yield begin
    for process in running:
        process.__exit__()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def edit(site: Path, name: str, before: str, after: str) -> None:
    path = site / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_site_is_served_and_the_published_one_untouched(site: Path, start: Start) -> None:
    preview = start()
    status, text = preview.get("/")
    assert status == 200
    assert "Premier texte" in text
    assert f"<p>http://127.0.0.1:{preview.port}</p>" in text
    assert "reload.js" in text
    assert preview.get("/uploads/a.txt") == (200, "a\n")
    assert preview.get("/none")[0] == 404
    assert "Perdu" in preview.get("/none")[1]
    assert preview.get("/brouillon.html")[0] == 404
    assert [path.name for path in (site / "_site").iterdir()] == ["index.html"]
    assert (site / "_site" / "index.html").read_text() == "published"


CHANGES = [
    ("content/index.md", "Premier texte", "Second texte"),
    ("layouts/page.html", "<h1>", "<h1>Nouveau : "),
    ("_config.yml", "Essai", "Autre site"),
    ("_data/mot.yml", "donnée", "changée"),
]


@pytest.mark.parametrize(("name", "before", "after"), CHANGES)
def test_every_kind_of_change_reloads(site: Path, start: Start, name: str, before: str, after: str) -> None:
    preview = start()
    events = Events(preview.port)
    first = events.next()
    assert after not in preview.get("/")[1]
    edit(site, name, before, after)
    assert events.next()["version"] != first["version"]
    assert after in preview.get("/")[1]
    events.close()


def test_new_and_removed_files(site: Path, start: Start) -> None:
    preview = start()
    events = Events(preview.port)
    events.next()
    (site / "uploads" / "b.txt").write_text("b\n")
    events.next()
    assert preview.get("/uploads/b.txt") == (200, "b\n")
    (site / "content" / "index.md").unlink()
    events.next()
    assert preview.get("/")[0] == 404
    events.close()


def test_a_wrong_edit_is_shown_and_the_last_good_site_stays(site: Path, start: Start) -> None:
    preview = start()
    events = Events(preview.port)
    good = events.next()
    edit(site, "content/index.md", "layout: page", "layout: pagee")
    wrong = events.next()
    assert wrong["version"] == good["version"]
    (problem,) = wrong["problems"]
    assert problem["place"].startswith("content/index.md:2:")
    assert "pagee" in problem["message"]
    preview.wait_for(r"content/index\.md:2:\d+: error: ")
    preview.wait_for("stays at the last good version: 1 error")
    assert "Premier texte" in preview.get("/")[1]
    edit(site, "content/index.md", "layout: pagee", "layout: page")
    again = events.next()
    assert again["problems"] == []
    assert again["version"] != good["version"]
    events.close()


def test_a_wrong_configuration_is_shown_too(site: Path, start: Start) -> None:
    preview = start()
    events = Events(preview.port)
    events.next()
    edit(site, "_config.yml", "lang: fr", "limit_posts: many")
    (problem,) = events.next()["problems"]
    assert problem["place"].startswith("_config.yml:2")
    assert "Premier texte" in preview.get("/")[1]
    edit(site, "_config.yml", "limit_posts: many", "lang: fr")
    assert events.next()["problems"] == []
    events.close()


def test_a_site_that_is_wrong_from_the_start_is_served_once_it_is_right(site: Path, start: Start) -> None:
    edit(site, "layouts/page.html", "{{ content }}", "{{ content }")
    preview = start()
    status, text = preview.get("/")
    assert status == 500
    assert "layouts/page.html:1:" in text
    events = Events(preview.port)
    before = events.next()["version"]
    edit(site, "layouts/page.html", "{{ content }", "{{ content }}")
    assert events.next()["version"] != before
    assert preview.get("/")[0] == 200
    events.close()


def test_a_page_that_would_not_be_published_says_so(site: Path, start: Start) -> None:
    preview = start("--unpublished")
    assert "leaves this page out (published: false)" in preview.get("/brouillon.html")[1]
    assert "leaves this page out" not in preview.get("/")[1]


def test_the_site_lies_under_its_baseurl(start: Start) -> None:
    preview = start("--baseurl", "/docs/")
    assert preview.url.endswith("/docs/")
    assert preview.get("/docs/")[0] == 200
    assert preview.get("/")[0] == 302


def test_another_environment_keeps_its_address(start: Start) -> None:
    assert "<p>https://example.org</p>" in start(JEKYLL_ENV="production").get("/")[1]


def test_a_destination_with_another_name_is_no_part_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("destination: public\n")
    (tmp_path / "index.md").write_text("---\nlayout: none\n---\nx\n")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "old.txt").write_text("old")
    with Process(tmp_path) as preview:
        assert preview.get("/")[0] == 200
        assert preview.get("/public/old.txt")[0] == 404
    assert (tmp_path / "public" / "old.txt").read_text() == "old"


def test_a_taken_port_is_said(site: Path, start: Start) -> None:
    first = start()
    second = start("-P", str(first.port))
    assert second.port != first.port
    assert any(f"Port {first.port} is taken" in line for line in second.lines)


def test_ctrl_c_ends_within_a_second_though_browsers_listen(start: Start) -> None:
    preview = start()
    streams = [Events(preview.port) for _stream in range(5)]
    for events in streams:
        events.next()
    assert list(preview.temporary.iterdir())
    code, took = preview.stop()
    assert code == 0
    assert took < PATIENCE
    assert preview.process.stdout is not None
    preview.wait_for("Preview stopped")
    assert not any("Traceback" in line for line in preview.lines)
    assert not list(preview.temporary.iterdir())
    for events in streams:
        events.close()


def test_kill_ends_it_as_cleanly(start: Start) -> None:
    preview = start()
    preview.get("/")
    code, took = preview.stop(signal.SIGTERM)
    assert code == 128 + signal.SIGTERM
    assert took < PATIENCE
    assert not any("Traceback" in line for line in preview.lines)
    assert not list(preview.temporary.iterdir())


def test_ctrl_c_during_a_build(site: Path, start: Start) -> None:
    for number in range(1500):
        (site / "content" / f"p{number}.md").write_text(f"---\nlayout: page\n---\n\n{'mot ' * 300}\n")
    preview = start()
    code, took = preview.stop()
    assert code == 0
    assert took < PATIENCE
    assert not any("pages," in line or "Traceback" in line for line in preview.lines)
    assert not list(preview.temporary.iterdir())


def test_an_absent_folder_in_the_configuration_does_not_stop_the_watch(site: Path, start: Start) -> None:
    preview = start()
    (site / "uploads").rename(site / "elsewhere")
    wait_until(lambda: preview.get("/uploads/a.txt")[0] == 404)
    (site / "elsewhere").rename(site / "uploads")
    wait_until(lambda: preview.get("/uploads/a.txt")[0] == 200)
