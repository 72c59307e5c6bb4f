"""Staging: the published folder is the old site or the new one, whatever happens."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from proactive_ssg.errors import ProblemsError
from proactive_ssg.output import OutputError, Staging, UnreadableError, remove_site, staging, swap
from proactive_ssg.output.copying import write_file

KEEP = (".git", ".svn")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    folder.mkdir()
    return folder


@pytest.fixture(params=["exchange", "renames", "in place"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The three ways to publish."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    if request.param == "in place":
        monkeypatch.setattr(os.path, "ismount", lambda path: str(path).endswith("_site"))
    return str(request.param)


def publish(root: Path, files: dict[str, str], keep: tuple[str, ...] = KEEP) -> None:
    with Staging(root / "_site", root, keep) as stage:
        for name, content in files.items():
            stage.write(PurePosixPath(name), content.encode())
        stage.commit()


def tree(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return {
        str(path.relative_to(folder)): str(path.readlink()) if path.is_symlink() else path.read_text()
        for path in paths
    }


def traces(root: Path) -> list[str]:
    """What lies beside the site, but for the memory of the last build."""
    return sorted({path.name for path in root.iterdir()} - {"_site", ".proactive-cache"})


def code(caught: pytest.ExceptionInfo[ProblemsError]) -> str:
    return caught.value.diagnostics[0].code


def test_the_first_site(root: Path) -> None:
    publish(root, {"index.html": "a", "x/y/z.html": "é"})
    assert tree(root / "_site") == {"index.html": "a", "x/y/z.html": "é"}
    assert traces(root) == []


def test_the_next_site_replaces_it(root: Path, way: str) -> None:
    publish(root, {"a": "1", "b": "1", "c/d": "1", "e": "1", "f/g": "1"})
    publish(root, {"a": "2", "b": "1", "e/x": "1", "f": "1"})
    assert tree(root / "_site") == {"a": "2", "b": "1", "e/x": "1", "f": "1"}
    assert sorted(path.name for path in (root / "_site").iterdir()) == ["a", "b", "e", "f"]
    assert traces(root) == []


def test_without_commit_nothing_happens(root: Path, way: str) -> None:
    publish(root, {"a": "1"})
    with Staging(root / "_site", root, KEEP) as stage:
        stage.write(PurePosixPath("a"), b"2")
        stage.write(PurePosixPath("b"), b"2")
    assert tree(root / "_site") == {"a": "1"}
    assert traces(root) == []


@pytest.mark.parametrize("problem", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_site_as_it_was(root: Path, way: str, problem: type[BaseException]) -> None:
    publish(root, {"a": "1"})
    with pytest.raises(problem), Staging(root / "_site", root, KEEP) as stage:
        stage.write(PurePosixPath("a"), b"2")
        raise problem
    assert tree(root / "_site") == {"a": "1"}
    assert traces(root) == []


def test_foreign_and_kept_files_stay(root: Path, way: str) -> None:
    publish(root, {"a": "1", "old/x": "1", ".gitignore": "ours"})
    site = root / "_site"
    (site / ".git" / "refs" / "tags").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref")
    (site / "old" / "mine.txt").write_text("mine")
    (site / "CNAME").write_text("x.fr")
    (site / "link").symlink_to("CNAME")
    (site / "CNAME").chmod(0o640)
    times = (site / "CNAME").stat().st_mtime_ns
    publish(root, {"a": "2"})
    publish(root, {"a": "3"})
    expected = {".git/HEAD": "ref", "old/mine.txt": "mine", "CNAME": "x.fr", "link": "CNAME", "a": "3"}
    assert tree(site) == {**expected, ".gitignore": "ours"}  # `.git` keeps all that begins so, as in Jekyll
    assert (site / ".git" / "refs" / "tags").is_dir()
    assert stat.S_IMODE((site / "CNAME").stat().st_mode) == 0o640
    assert (site / "CNAME").stat().st_mtime_ns == times


def test_without_memory_everything_is_foreign(root: Path, way: str) -> None:
    publish(root, {"a": "1", "b": "1"})
    shutil.rmtree(root / ".proactive-cache")
    publish(root, {"a": "2"})
    assert tree(root / "_site") == {"a": "2", "b": "1"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 1}', b"\xff", b'{"version": 99, "outputs": ["b"]}']
)
def test_a_damaged_memory_deletes_nothing(root: Path, content: bytes) -> None:
    publish(root, {"a": "1", "b": "1"})
    (memory,) = (root / ".proactive-cache").glob("outputs-*.json")
    memory.write_bytes(content)
    publish(root, {"a": "2"})
    assert tree(root / "_site") == {"a": "2", "b": "1"}


def test_a_forged_memory_deletes_nothing_outside(root: Path, way: str) -> None:
    publish(root, {"a": "1"})
    (root / "precious").write_text("x")
    (memory,) = (root / ".proactive-cache").glob("outputs-*.json")
    stored = json.loads(memory.read_text())
    stored["outputs"] += ["../precious", str(root / "precious")]
    memory.write_text(json.dumps(stored))
    publish(root, {"a": "2"})
    assert (root / "precious").exists()


def test_previews_that_are_gone_are_forgotten(root: Path, tmp_path: Path) -> None:
    with Staging(tmp_path / "preview", root, KEEP) as stage:
        stage.commit()
    shutil.rmtree(tmp_path / "preview")
    publish(root, {"a": "1"})
    assert len(list((root / ".proactive-cache").glob("outputs-*.json"))) == 1


def test_what_did_not_change_keeps_its_times(root: Path, way: str) -> None:
    source = root / "source.png"
    source.write_bytes(b"png")
    os.utime(source, ns=(1_600_000_000_123_456_789, 1_600_000_000_123_456_789))
    site = root / "_site"
    before: dict[str, int] = {}
    for page in ("same", "same"):
        with Staging(site, root, KEEP) as stage:
            stage.write(PurePosixPath("a.html"), page.encode())
            stage.copy(source, PurePosixPath("u/source.png"))
            stage.commit()
        after = {name: (site / name).stat().st_mtime_ns for name in ("a.html", "u/source.png")}
        assert not before or after == before
        before = after
    assert before["u/source.png"] == 1_600_000_000_123_456_789
    time.sleep(0.01)
    publish(root, {"a.html": "emas"})
    assert (site / "a.html").stat().st_mtime_ns > before["a.html"]


def test_copies_have_the_bytes_the_times_and_the_rights(root: Path) -> None:
    source = root / "data"
    content = os.urandom(3_000_000)
    source.write_bytes(content)
    source.chmod(0o754)
    os.utime(source, (1, 1_500_000_000))
    with Staging(root / "_site", root, KEEP) as stage:
        stage.copy(source, PurePosixPath("x/data"))
        stage.copy(source, PurePosixPath("again"))
        stage.commit()
    copy = root / "_site" / "x" / "data"
    assert copy.read_bytes() == content
    assert copy.stat().st_mtime == 1_500_000_000
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o754 & ~mask
    assert copy.stat().st_ino != source.stat().st_ino


def test_a_source_changed_behind_its_times_is_copied_again(root: Path) -> None:
    source = root / "data"
    for content in (b"aaa", b"bbb"):
        source.write_bytes(content)
        os.utime(source, (1_500_000_000, 1_500_000_000))
        with Staging(root / "_site", root, KEEP) as stage:
            stage.copy(source, PurePosixPath("data"))
            stage.commit()
        assert (root / "_site" / "data").read_bytes() == content


def test_a_published_file_changed_by_hand_is_written_again(root: Path) -> None:
    source = root / "data"
    source.write_text("data")

    def run() -> None:
        with Staging(root / "_site", root, KEEP) as stage:
            stage.write(PurePosixPath("a"), b"page")
            stage.copy(source, PurePosixPath("data"))
            stage.commit()

    run()
    (root / "_site" / "a").write_text("edit")
    (root / "_site" / "data").write_text("edit")
    run()
    assert tree(root / "_site") == {"a": "page", "data": "data"}


def test_a_copy_without_the_help_of_the_system(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "data").write_bytes(b"x" * 100_000)
    (root / "empty").write_bytes(b"")

    def refuse(*_args: object, **_more: object) -> int:
        raise OSError(errno.EXDEV, "no")

    monkeypatch.setattr(os, "copy_file_range", refuse, raising=False)
    monkeypatch.setattr(os, "link", refuse)
    for _run in range(2):
        with Staging(root / "_site", root, KEEP) as stage:
            stage.copy(root / "data", PurePosixPath("data"))
            stage.copy(root / "empty", PurePosixPath("empty"))
            stage.commit()
        assert tree(root / "_site") == {"data": "x" * 100_000, "empty": ""}


def test_an_unreadable_source_is_told_and_others_go_on(root: Path) -> None:
    (root / "folder").mkdir()
    with Staging(root / "_site", root, KEEP) as stage:
        for name in ("gone", "folder"):
            with pytest.raises(UnreadableError) as caught:
                stage.copy(root / name, PurePosixPath(name))
            assert code(caught) == "unreadable-file"
            assert caught.value.diagnostics[0].path == root / name
        stage.write(PurePosixPath("a"), b"1")
        stage.commit()
    assert tree(root / "_site") == {"a": "1"}


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", ".", "a\0b", ".."])
def test_no_path_leads_out(root: Path, path: str) -> None:
    with pytest.raises(OutputError) as caught, Staging(root / "_site", root, KEEP) as stage:
        stage.write(PurePosixPath(path), b"x")
    assert code(caught) == "output-outside"
    assert traces(root) == []


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b", "a"), ("a/b", "a/b/c")])
def test_a_file_cannot_be_a_folder(root: Path, first: str, second: str) -> None:
    publish(root, {"x": "1"})
    with pytest.raises(OutputError) as caught, Staging(root / "_site", root, KEEP) as stage:
        stage.write(PurePosixPath(first), b"x")
        stage.write(PurePosixPath(second), b"x")
    assert code(caught) == "output-conflict"
    assert tree(root / "_site") == {"x": "1"}


def test_a_path_is_written_once(root: Path) -> None:
    with pytest.raises(OutputError) as caught, Staging(root / "_site", root, KEEP) as stage:
        stage.write(PurePosixPath("a"), b"x")
        stage.write(PurePosixPath("a"), b"x")
    assert code(caught) == "output-twice"


def test_a_name_that_the_disk_refuses(root: Path) -> None:
    with pytest.raises(OutputError) as caught, Staging(root / "_site", root, KEEP) as stage:
        stage.write(PurePosixPath("x" * 300), b"x")
    assert code(caught) == "output-name"


def test_links_in_the_site_do_not_lead_writing_astray(root: Path, tmp_path: Path, way: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "page.html").write_text("theirs")
    site = root / "_site"
    publish(root, {"a": "1"})
    (site / "link.html").symlink_to(elsewhere / "page.html")
    publish(root, {"link.html": "theirs", "a": "1"})
    assert not (site / "link.html").is_symlink()
    assert (site / "link.html").stat().st_ino != (elsewhere / "page.html").stat().st_ino
    (site / "uploads").symlink_to(elsewhere)
    with pytest.raises(OutputError) as caught:
        publish(root, {"a": "2", "uploads/page.html": "ours", "uploads/new.html": "ours"})
    assert code(caught) == "output-in-the-way"
    assert tree(elsewhere) == {"page.html": "theirs"}
    assert (site / "a").read_text() == "1"


def test_a_foreign_folder_where_a_page_must_be(root: Path, way: str) -> None:
    publish(root, {"a": "1"})
    (root / "_site" / "b").mkdir()
    (root / "_site" / "b" / "mine").write_text("x")
    with pytest.raises(OutputError) as caught:
        publish(root, {"a": "2", "b": "2"})
    assert code(caught) == "output-in-the-way"
    assert tree(root / "_site") == {"a": "1", "b/mine": "x"}


def test_the_site_keeps_its_rights_and_a_link_to_it_works(root: Path, tmp_path: Path) -> None:
    real = tmp_path / "www"
    real.mkdir(mode=0o750)
    real.chmod(0o2750)
    (root / "_site").symlink_to(real)
    publish(root, {"a": "1"})
    assert (root / "_site").is_symlink()
    assert tree(real) == {"a": "1"}
    assert stat.S_IMODE(real.stat().st_mode) == 0o2750


class FullDisk:
    """Lets some writes pass, then the disk is full."""

    def __init__(self, passing: int, number: int = errno.ENOSPC) -> None:
        self.passing, self.number = passing, number

    def __call__(self, target: str, content: bytes) -> os.stat_result:
        self.passing -= 1
        if self.passing < 0:
            raise OSError(self.number, os.strerror(self.number))
        return write_file(target, content)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "output-unwritable"),
        (errno.EROFS, "output-unwritable"),
    ],
)
def test_a_full_disk_leaves_the_site_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: str
) -> None:
    publish(root, {"a": "1"})
    monkeypatch.setattr(staging, "write_file", FullDisk(1, number))
    with pytest.raises(OutputError) as caught:
        publish(root, {"a": "2", "b": "2"})
    assert code(caught) == expected
    assert caught.value.diagnostics[0].path == root / "_site" / "b"
    assert tree(root / "_site") == {"a": "1"}
    assert traces(root) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    publish(small_disk, {"a": "1"})
    with pytest.raises(OutputError) as caught:
        publish(small_disk, {"a": "2", **{f"page{n}": "x" * 4000 for n in range(40)}})
    assert code(caught) == "disk-full"
    assert tree(small_disk / "_site") == {"a": "1"}
    publish(small_disk, {"a": "3"})
    assert tree(small_disk / "_site") == {"a": "3"}
    assert traces(small_disk) == []


def test_a_mounted_folder_is_published_in_place(small_disk: Path, root: Path) -> None:
    for content in "12":
        with Staging(small_disk, root, KEEP) as stage:
            stage.write(PurePosixPath(f"x/{content}.html"), content.encode())
            stage.write(PurePosixPath("index.html"), content.encode())
            stage.commit()
    assert tree(small_disk) == {"x/2.html": "2", "index.html": "2"}


def test_a_second_build_waits_and_then_says_so(root: Path) -> None:
    with Staging(root / "_site", root, KEEP) as first:
        begun = time.monotonic()
        with pytest.raises(OutputError) as caught, Staging(root / "_site", root, KEEP, lock_timeout=0.2):
            pass
        assert code(caught) == "build-locked"
        assert 0.2 <= time.monotonic() - begun < 5
        first.write(PurePosixPath("a"), b"1")
        first.commit()
    publish(root, {"a": "2"})
    assert tree(root / "_site") == {"a": "2"}


def test_builds_into_two_folders_do_not_wait_for_each_other(root: Path) -> None:
    with Staging(root / "_site", root, KEEP), Staging(root / "other", root, KEEP, lock_timeout=0) as other:
        other.commit()


def test_an_interrupted_swap_is_undone(root: Path) -> None:
    publish(root, {"a": "1"})
    (root / "_site").rename(root / "._site.old")
    (root / "._site.stage").mkdir()
    with Staging(root / "_site", root, KEEP):
        assert tree(root / "_site") == {"a": "1"}
    assert traces(root) == []


def test_what_an_interrupted_build_left_is_cleared_away(root: Path, way: str) -> None:
    publish(root, {"a": "1"})
    for name in (
        "._site.stage",
        "._site.old",
        "_site/.proactive-stage" if way == "in place" else "._site.stage/x",
    ):
        (root / name).mkdir()
        (root / name / "half").write_text("x")
    publish(root, {"a": "2"})
    assert tree(root / "_site") == {"a": "2"}
    assert [name for name in traces(root) if way != "in place" or "stage" not in name] == []


def test_a_swap_that_fails_half_way_is_undone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(root, {"a": "1"})
    monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".stage"):
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OutputError):
        publish(root, {"a": "2", "b": "2"})
    assert tree(root / "_site") == {"a": "1"}


def nothing_but_the_destination(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, where neither the cache nor its place beside the site can be made."""
    (root / "_site").mkdir()
    (root / ".proactive-cache").write_text("")
    (root / "._site.state").write_text("")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return temporary


def test_the_destination_alone_may_be_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = nothing_but_the_destination(root, tmp_path, monkeypatch)
    (root / "_site" / "foreign").write_text("f")
    publish(root, {"a": "1", "b": "1"})
    publish(root, {"a": "2"})
    assert tree(root / "_site") == {"a": "2", "foreign": "f"}
    (own,) = temporary.iterdir()
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert remove_site(root / "_site", root).files == 1
    assert tree(root / "_site") == {"foreign": "f"}
    assert list(own.iterdir()) == []


def test_a_temporary_folder_of_somebody_else_is_not_used(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = nothing_but_the_destination(root, tmp_path, monkeypatch)
    (temporary / f"proactive-ssg-{os.getuid()}").mkdir(mode=0o777)
    (temporary / f"proactive-ssg-{os.getuid()}").chmod(0o777)
    with pytest.raises(OutputError) as caught:
        publish(root, {"a": "1"})
    assert code(caught) == "output-unwritable"


def test_a_root_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "out" / "_site"
    for content in (b"1", b"2"):
        with Staging(site, Path("/proc/nowhere"), KEEP) as stage:
            stage.write(PurePosixPath(content.decode()), content)
            stage.commit()
    assert tree(site) == {"2": "2"}


BUILDER = """
import sys, time
from pathlib import Path, PurePosixPath
from proactive_ssg.output import Staging
root = Path(sys.argv[1])
number = 0
while True:
    number += 1
    with Staging(root / "_site", root, ()) as stage:
        for page in range(30):
            stage.write(PurePosixPath(f"{page}/index.html"), b"%d" % number)
        stage.commit()
    print(number, flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_killed_build_leaves_a_whole_site(root: Path, number: signal.Signals) -> None:
    """Whenever the process dies, all pages are of one build, and the next build finds its way."""
    for delay in (0.0, 0.003, 0.007, 0.011, 0.02):
        process = subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(root)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(number)
        process.wait(timeout=10)
        process.stdout.close()
        with Staging(root / "_site", root, ()):
            pages = list(tree(root / "_site").values())
        assert len(pages) == 30
        assert len(set(pages)) == 1
        assert traces(root) == []


def test_a_cache_on_a_disk_that_has_become_read_only_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proactive_ssg.output import manifest

    cache = tmp_path / "root" / manifest.CACHE
    cache.mkdir(parents=True)
    allowed = os.access
    monkeypatch.setattr(manifest.os, "access", lambda path, mode: Path(path) != cache and allowed(path, mode))
    folder = manifest.state_folder(tmp_path / "root", tmp_path / "elsewhere" / "site")
    assert folder == tmp_path / "elsewhere" / ".site.state"
    assert folder.is_dir()
