"""Watching real folders."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue

import pytest

from proactive_ssg.config import Config
from proactive_ssg.serve.watch import Watcher, watched_folders
from proactive_ssg.themes import Theme


def config_of(root: Path, *, flat: bool = False) -> Config:
    source = root if flat else root / "content"
    for name in ("content", "layouts", "uploads", "_data", "tests", ".hidden", "node_modules", "_site"):
        (root / name).mkdir(exist_ok=True)
    (root / "env").mkdir(exist_ok=True)
    (root / "env" / "pyvenv.cfg").touch()
    (root / "_config.yml").touch()
    return Config(
        root=root,
        source=source,
        destination=root / "_site",
        templates_dir=root / "layouts",
        static_dirs=(root / "uploads",),
        files=(root / "_config.yml",),
    )


class Following:
    """A watcher in a thread, and the names of what it saw."""

    def __init__(self, config: Config) -> None:
        self.watcher = Watcher()
        self.watcher.follow(config)
        self.seen: Queue[str] = Queue()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        for group in self.watcher.changes():
            for path in group:
                self.seen.put(path.name)

    def wait_for(self, name: str) -> bool:
        try:
            while self.seen.get(timeout=5) != name:
                pass
        except Empty:
            return False
        return True

    def silent(self) -> list[str]:
        found = []
        try:
            while True:
                found.append(self.seen.get(timeout=0.8))
        except Empty:
            return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path.resolve()


@pytest.fixture
def following(root: Path) -> Iterator[Following]:
    found = Following(config_of(root))
    yield found
    found.watcher.__exit__(None, None, None)


def test_which_folders_are_watched(root: Path) -> None:
    names = {path.name for path in watched_folders(config_of(root))}
    assert names == {"content", "layouts", "uploads", "_data"}


def test_a_theme_in_a_folder_is_watched(root: Path) -> None:
    folder = root.parent / "sober"
    (folder / "_layouts").mkdir(parents=True)
    for is_mine in (True, False):
        config = replace(config_of(root), theme=Theme.at("sober", folder, is_mine=is_mine))
        assert (folder in watched_folders(config)) is is_mine


def test_where_the_root_is_the_source_every_folder_is_watched(root: Path) -> None:
    names = {path.name for path in watched_folders(config_of(root, flat=True))}
    assert names == {"content", "layouts", "uploads", "_data", "tests"}


@pytest.mark.parametrize(
    "name",
    [
        "content/a.md",
        "layouts/page.html",
        "uploads/a.png",
        "_data/a.yml",
        "_config.yml",
    ],
)
def test_changes_are_seen(root: Path, following: Following, name: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert following.wait_for(path.name)


NOT_THE_SITE = (
    "_site/index.html",
    "._site.stage/index.html",
    "README.md",
    "node_modules/a.js",
    "tests/test.py",
    "content/.a.md.swp",
    "content/a.md~",
    "content/4913",
)


def test_what_is_not_the_site_is_not_seen(root: Path, following: Following) -> None:
    for name in NOT_THE_SITE:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x")
    assert following.silent() == []


def test_removing_and_renaming_are_changes(root: Path, following: Following) -> None:
    (root / "content" / "a.md").write_text("x")
    assert following.wait_for("a.md")
    (root / "content" / "a.md").rename(root / "content" / "b.md")
    assert following.wait_for("b.md")
    (root / "content" / "b.md").unlink()
    assert following.wait_for("b.md")


def test_new_folders_are_followed_all_the_way_down(root: Path, following: Following) -> None:
    path = root / "content" / "deep" / "er" / "a.md"
    path.parent.mkdir(parents=True)
    assert following.wait_for("deep")
    # As before every build: from here on nothing is missed.
    following.watcher.follow(config_of(root))
    path.write_text("x")
    assert following.wait_for("a.md")


def test_a_folder_that_comes_later_is_followed(root: Path, following: Following) -> None:
    (root / "_includes").mkdir()
    assert following.wait_for("_includes")
    following.watcher.follow(config_of(root))
    (root / "_includes" / "a.html").write_text("x")
    assert following.wait_for("a.html")


def test_a_folder_that_was_made_anew_is_followed(root: Path, following: Following) -> None:
    (root / "layouts").rmdir()
    (root / "layouts").mkdir()
    assert following.wait_for("layouts")
    following.watcher.follow(config_of(root))
    (root / "layouts" / "a.html").write_text("x")
    assert following.wait_for("a.html")


def test_polling_sees_the_same(root: Path) -> None:
    config = config_of(root)
    following = Following.__new__(Following)
    following.watcher = Watcher(force_polling=True)
    following.watcher.follow(config)
    following.seen = Queue()
    threading.Thread(target=following._run, daemon=True).start()
    (root / "content" / "a.md").write_text("x")
    assert following.wait_for("a.md")
    following.watcher.__exit__(None, None, None)


def test_many_changes_come_as_few_groups(root: Path) -> None:
    watcher = Watcher()
    watcher.follow(config_of(root))
    for number in range(100):
        (root / "content" / f"{number}.md").write_text("x")
    seen: set[str] = set()
    groups = 0
    for group in watcher.changes():
        groups += 1
        seen |= {path.name for path in group}
        if len(seen) == 100:
            break
    assert groups <= 3
    watcher.__exit__(None, None, None)
