"""A build after another one: nothing is written where nothing has changed, and else only what has."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path, PurePosixPath

import pytest

from proactive_ssg.incremental.snapshot import Snapshot
from proactive_ssg.model.page import Page
from proactive_ssg.render import Outcome
from proactive_ssg.render.page_renderer import PageRenderer
from sites import NOW, built, repaired, told, tree, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site")


def clean(site: Path) -> dict[str, bytes]:
    """What a clean build writes, in another place."""
    place = site.parent / "clean"
    assert built(site, place, cached=False).published
    return tree(place)


def stamps(site: Path) -> dict[str, tuple[int, int]]:
    """The times and numbers of the published files."""
    found = {}
    for name in tree(site / "_site"):
        status = os.lstat(site / "_site" / name)
        found[name] = (status.st_mtime_ns, status.st_ino)
    return found


def test_a_second_build_writes_nothing(site: Path) -> None:
    time.sleep(0.05)  # what has just been written is looked at again
    first = built(site)
    before = stamps(site)
    second = built(site)
    assert second.published
    assert stamps(site) == before
    assert {path.name for path in second.reasons} <= {"time.html", "feed.xml"}  # which show when it was
    assert told(second) == told(first)
    assert (second.pages, second.static_files) == (first.pages, first.static_files)


def test_where_nothing_changed_nothing_is_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "time.md").unlink()  # it shows the time of the build
    (site / "_config.yml").write_text("title: Essai\n")
    monkeypatch.setattr("proactive_ssg.incremental.snapshot._RACY_NS", -(10**12))
    first = built(site)
    monkeypatch.setattr("proactive_ssg.site_build.read_site", lambda *_: pytest.fail("it was read"))
    second = built(site)
    assert second.published
    assert told(second) == told(first)


def test_a_file_that_is_too_new_is_looked_at_again(site: Path) -> None:
    (site / "_config.yml").write_text("title: Essai\n")
    built(site)  # within the tenth of a second in which another change would leave no trace
    config_file = site / "_config.yml"
    config_file.write_text("title: Autre\n")
    built(site)
    assert b"Autre" in tree(site / "_site")["index.html"]


CHANGES = [
    ("_layouts/base.html", "<title>", "<title>N "),
    ("_layouts/post.html", "<h1>", "<h1>N "),
    ("_includes/nav.html", "<nav>", "<nav>N "),
    ("_includes/box.html", "<b>", "<b>N "),
    ("_data/nav.yml", "Un", "Autre"),
    ("_data/people/ada.yml", "Ada", "Zoé"),
    ("_posts/2024-01-01-un.md", "Premier", "Tout premier"),
    ("_posts/2024-01-01-un.md", "title: Un", "title: Nouveau"),
    ("_posts/2024-02-01-deux.md", "tags: [x, y]", "tags: [z]"),
    ("_services/aide.md", "order: 2", "permalink: /ailleurs/"),
    ("_notes/n.md", "Une", "Deux"),
    ("part.txt", "À côté", "Tout près"),
    ("repaired.md", "#### Un", "#### Deux"),
    ("repaired.md", "align='left'", ""),
    ("repaired.md", "repair: true", "repair: [align]"),
    ("assets/rapport.pdf", "pdf", "un long rapport"),
    ("_layouts/base.html", "kind: outer", "accessibility: {repair: true}"),
    ("related.md", "(/nowhere.html)", "(/tags.html)"),
    ("layouts/jinja.html", "<i>", "<i>N "),
    ("layouts/partials/tools.html", "*{{", "+{{"),
    ("_config.yml", "title: Essai", "title: Autre"),
    ("_config.yml", "keep_files: [kept]", "permalink: pretty"),
]


@pytest.mark.parametrize("hurried", [True, False])
@pytest.mark.parametrize(("name", "before", "after"), CHANGES)
def test_a_change_is_seen(site: Path, name: str, before: str, after: str, hurried: bool) -> None:
    if not hurried:  # where little has changed, little is done
        unhurried(site)
    built(site)
    old = tree(site / "_site")
    path = site / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    result = built(site)
    assert tree(site / "_site") == clean(site)
    assert tree(site / "_site") != old
    again = built(site, site.parent / "again", cached=False)
    assert told(result) == told(again)
    assert repaired(result) == repaired(again)
    assert repaired(built(site)) == repaired(again)


ADDITIONS = {
    "layouts/partials/none.html": "Il existe.",
    "layouts/base.html": "<p>Jinja2 {{ content }}</p>",
    "_posts/2024-02-15-entre.md": "---\nlayout: post\ntitle: Entre\n---\nx\n",
    "_services/zoo.md": "---\ntitle: Zoo\n---\nx\n",
    "nowhere.html": "---\n---\nx\n",
    "_data/nav.json": '[{"name": "Trois"}]',
    "assets/b.txt": "b\n",
    "assets/new.md": "---\ntitle: Neuf\n---\nx\n",
}


@pytest.mark.parametrize("name", ADDITIONS)
def test_what_comes_and_goes_is_seen(site: Path, name: str) -> None:
    built(site)
    old = tree(site / "_site")
    path = site / name
    path.write_text(ADDITIONS[name], "utf-8")
    there = built(site)
    assert tree(site / "_site") == clean(site)
    assert told(there) == told(built(site, site.parent / "again", cached=False))
    path.unlink()
    built(site)
    assert tree(site / "_site") == old


def test_only_what_changed_gets_a_new_time(site: Path) -> None:
    built(site)
    before = stamps(site)
    (site / "_notes" / "n.md").write_text("---\ntitle: Note\n---\nAutre.\n")
    built(site)
    after = stamps(site)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"index.html"}


def test_a_file_of_the_site_that_was_changed_or_removed_is_made_again(site: Path) -> None:
    built(site)
    whole = tree(site / "_site")
    (site / "_site" / "index.html").write_text("x")
    (site / "_site" / "tags.html").unlink()
    built(site)
    assert tree(site / "_site") == whole


def test_a_published_site_that_another_program_copied_is_taken_over(site: Path) -> None:
    built(site)
    copied = site / "_site" / "index.html"
    content = copied.read_bytes()
    copied.unlink()
    copied.write_bytes(content)
    (site / "_notes" / "other.md").write_text("---\ntitle: Autre\npublished: false\n---\n")
    result = built(site)
    assert "index.html" not in map(str, result.reasons)


def test_a_post_of_the_future_comes_when_its_day_has_come(site: Path) -> None:
    later = NOW + timedelta(days=10)
    (site / "_posts" / f"{later:%Y-%m-%d}-demain.md").write_text("---\ntitle: Demain\n---\nx\n")
    built(site)
    assert not any("demain" in name for name in tree(site / "_site"))
    built(site, now=later + timedelta(days=1))
    assert any("demain" in name for name in tree(site / "_site"))


def test_the_reason_is_told(site: Path) -> None:
    (site / "time.md").unlink()
    built(site)
    (site / "_includes" / "box.html").write_text("<u>{{ include.text }}</u>")
    result = built(site)
    assert result.reasons[next(path for path in result.reasons if path.name == "deux.html")] == (
        "include",
        "box.html",
    )


def test_another_version_of_the_program_starts_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site)
    monkeypatch.setattr("proactive_ssg.build.program_version", lambda *_: "another")
    result = built(site)
    assert set(result.reasons.values()) == {("new",)}
    assert tree(site / "_site") == clean(site)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_bytes_are_the_same_whatever_the_number_of_processes(
    site: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proactive_ssg.team.PAYS", 2)
    monkeypatch.setattr("proactive_ssg.team._PIECE", 2)
    one = built(site, site.parent / "one", cached=False, jobs=1)
    some = built(site, site.parent / "some", cached=False, jobs=jobs)
    assert tree(site.parent / "some") == tree(site.parent / "one")
    assert told(some) == told(one)


def test_a_snapshot_knows_what_it_looked_at(site: Path) -> None:
    from proactive_ssg.config import load_config

    found = Snapshot.take(load_config(site, environ={}))
    assert str(site / "_posts" / "2024-01-01-un.md") in found.stamps
    assert str(site / "_includes") in found.names
    assert not any("_site" in path for path in found.stamps)


SETTLED = ("time.md", "year.md")


def unhurried(site: Path) -> None:
    """The site has been as it is for longer than the time in which a change leaves no trace."""
    for name in SETTLED:
        (site / name).unlink(missing_ok=True)
    time.sleep(0.05)


@pytest.mark.parametrize("plugins", ["[]", "[jekyll-feed, jekyll-sitemap, jekyll-seo-tag]"])
def test_a_changed_text_is_rendered_without_reading_the_rest(
    site: Path, plugins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "_config.yml").write_text((site / "_config.yml").read_text().replace("[jekyll-feed]", plugins))
    unhurried(site)
    built(site)
    monkeypatch.setattr("proactive_ssg.site_build.read_site", lambda *_: pytest.fail("it was read"))
    for name, text in (
        ("_services/aide.md", "Plus.\n"),
        ("related.md", "Plus.\n"),
        ("_notes/n.md", "Plus.\n"),
    ):
        path = site / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")
        time.sleep(0.05)
        result = built(site)
        assert result.published
        assert ("self",) in result.reasons.values()
        result = built(site, now=NOW)
        assert result.published
    monkeypatch.undo()
    assert tree(site / "_site") == clean(site)


def test_a_changed_template_concerns_those_that_have_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, {"_side.txt": "<p>x</p>\n", "aside.md": "---\n---\n{% include_relative _side.txt %}\n"})
    unhurried(site)
    built(site)
    monkeypatch.setattr("proactive_ssg.site_build.read_site", lambda *_: pytest.fail("it was read"))
    for name, before, after, some in (
        ("_layouts/base.html", "<html>", "<html>\n<p>Plus</p>", "index.html"),
        ("_includes/box.html", "<b>", "<b>\nPlus ", "2024/02/01/deux.html"),
        ("layouts/partials/tools.html", "*{{", "+{{", "modern.html"),
        ("_side.txt", "<p>", "<p>\nPlus ", "aside.html"),
    ):
        path = site / name
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
        time.sleep(0.05)
        result = built(site, jobs=2)
        assert result.published
        assert PurePosixPath(some) in result.reasons
        assert len(result.reasons) < result.pages
    monkeypatch.undo()
    assert tree(site / "_site") == clean(site)
    assert told(result) == told(built(site, site.parent / "again", cached=False))


def test_what_is_wrong_in_a_template_moves_with_it(site: Path) -> None:
    write(site, {"_layouts/post.html": "<p>{{ content }}</p>\n<a href='/nirgends.html'>x</a>\n"})
    unhurried(site)
    built(site)
    path = site / "_layouts" / "post.html"
    path.write_text("<hr>\n" + path.read_text("utf-8"), "utf-8")
    time.sleep(0.05)
    found = [line for line in told(built(site)) if "nirgends" in line]
    assert [line.partition(":")[2].partition(":")[0] for line in found] == ["3"]
    assert found == [
        line for line in told(built(site, site.parent / "again", cached=False)) if "nirgends" in line
    ]


def test_what_one_page_says_of_others_makes_all_of_it_start_over(site: Path) -> None:
    unhurried(site)
    built(site)
    path = site / "_layouts" / "base.html"
    path.write_text(
        path.read_text() + "{% if page.title == 'Bus' %}<a href='/nirgends.html'>x</a>{% endif %}"
    )
    time.sleep(0.05)
    result = built(site)
    assert tree(site / "_site") == clean(site)
    assert told(result) == told(built(site, site.parent / "again", cached=False))
    assert result.rendered == len(result.reasons)


def test_a_page_that_another_one_includes_is_in_both(site: Path) -> None:
    write(site, {"outer.md": "---\n---\n{% include_relative inner.md %}\n", "inner.md": "---\n---\nInnen.\n"})
    unhurried(site)
    built(site)
    write(site, {"inner.md": "---\n---\nAndere.\n"})
    time.sleep(0.05)
    built(site)
    assert b"Andere" in tree(site / "_site")["outer.html"]
    assert tree(site / "_site") == clean(site)


def test_the_time_may_be_fixed(site: Path) -> None:
    config = site / "_config.yml"
    config.write_text(config.read_text() + "time: 2025-01-01 10:00:00 +0100\n")
    unhurried(site)
    built(site)
    write(site, {"_posts/2024-01-01-un.md": "---\nlayout: post\ntitle: Un\ntags: [x]\n---\nAutre *texte*.\n"})
    time.sleep(0.05)
    assert PurePosixPath("feed.xml") in built(site).reasons
    assert tree(site / "_site") == clean(site)


def test_a_changed_front_matter_takes_a_whole_build(site: Path) -> None:
    unhurried(site)
    built(site)
    path = site / "_services" / "aide.md"
    path.write_text(path.read_text("utf-8").replace("title: Aide", "title: Autre"), "utf-8")
    time.sleep(0.05)
    built(site)
    assert b"Autre" in tree(site / "_site")["index.html"]
    assert tree(site / "_site") == clean(site)


def test_a_cached_include_that_shows_the_page_shows_the_first_one_in_every_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unhurried(site)
    config = site / "_config.yml"
    config.write_text(config.read_text().replace("[jekyll-feed]", "[jekyll-include-cache]"))
    (site / "_includes" / "mine.html").write_text("<i>{{ page.title }}</i>")
    layout = site / "_layouts" / "base.html"
    layout.write_text(layout.read_text() + "{% include_cached mine.html %}")
    monkeypatch.setattr("proactive_ssg.team.PAYS", 2)
    built(site)
    page = site / "_services" / "aide.md"
    page.write_text(page.read_text("utf-8") + "Plus.\n", "utf-8")
    built(site, jobs=3)
    assert tree(site / "_site") == clean(site)


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_that_changes_during_a_build_is_seen_by_the_next_one(
    site: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    unhurried(site)
    if not whole:
        built(site)
        page = site / "_services" / "aide.md"
        page.write_text(page.read_text("utf-8") + "Plus.\n", "utf-8")
        time.sleep(0.05)
    outcome = PageRenderer.outcome
    include = site / "_includes" / "nav.html"

    def while_saving(renderer: PageRenderer, page: Page) -> Outcome:
        found = outcome(renderer, page)
        include.write_text("<nav>Saved</nav>", "utf-8")
        return found

    monkeypatch.setattr(PageRenderer, "outcome", while_saving)
    built(site, jobs=1)
    monkeypatch.undo()
    time.sleep(0.05)
    built(site)
    assert tree(site / "_site") == clean(site)
