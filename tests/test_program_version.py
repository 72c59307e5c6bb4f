"""The version of the program: new for every change of its code, which is read only where it may differ."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proactive_ssg.incremental import version


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "room").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "room" / "door.py").write_text("OPEN = 1\n")
    return folder


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    return tmp_path / "program.json"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if what was just written were old."""
    monkeypatch.setattr(version, "_RACY_NS", -(10**12))


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on."""
    found: list[str] = []
    read = version._content

    def noted(path: str) -> bytes:
        found.append(path)
        return read(path)

    monkeypatch.setattr(version, "_content", noted)
    return found


@pytest.mark.usefixtures("settled")
def test_files_that_are_the_same_are_not_read_again(
    package: Path, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = version._code_of(package, memo)
    read = reads(monkeypatch)
    assert version._code_of(package, memo) == first
    assert read == []


@pytest.mark.usefixtures("settled")
def test_the_same_code_has_the_same_version_whenever_it_was_installed(package: Path, memo: Path) -> None:
    first = version._code_of(package, memo)
    os.utime(package / "room" / "door.py", (1, 1))
    assert version._code_of(package, memo) == first


@pytest.mark.usefixtures("settled")
def test_a_change_that_keeps_size_and_time_is_seen(package: Path, memo: Path) -> None:
    door = package / "room" / "door.py"
    before, status = version._code_of(package, memo), door.stat()
    other = door.with_name("aside")
    other.write_text("OPEN = 2\n")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(door)
    assert version._code_of(package, memo) != before


@pytest.mark.usefixtures("settled")
def test_a_new_file_a_removed_one_and_a_renamed_one_are_seen(package: Path, memo: Path) -> None:
    versions = [version._code_of(package, memo)]
    (package / "new.py").write_text("")
    versions.append(version._code_of(package, memo))
    (package / "new.py").rename(package / "newer.py")
    versions.append(version._code_of(package, memo))
    assert len(set(versions)) == 3
    (package / "newer.py").unlink()
    assert version._code_of(package, memo) == versions[0]


def test_what_was_written_a_moment_ago_is_not_trusted(package: Path, memo: Path) -> None:
    future = 2**62
    os.utime(package / "__init__.py", ns=(future, future))
    version._code_of(package, memo)
    assert not memo.exists()


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("content", ["", "[]", "{", '{"stamp": 1}', "\0"])
def test_a_damaged_memo_is_made_anew(package: Path, memo: Path, content: str) -> None:
    first = version._code_of(package, memo)
    good = memo.read_text()
    memo.write_text(content)
    assert version._code_of(package, memo) == first
    assert memo.read_text() == good


@pytest.mark.usefixtures("settled")
def test_where_nothing_can_be_kept_the_code_is_read(package: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "gone" / "program.json"
    assert version._code_of(package, nowhere) == version._code_of(package, nowhere)
