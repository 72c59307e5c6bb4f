"""Compiled modules of a checkout: taken while their sources are what they were then, not after."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proactive_ssg import native


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one compiled module and its list."""
    folder = tmp_path / "program"
    (folder / native.FOLDER).mkdir(parents=True)
    (folder / "room").mkdir()
    for name in ("room/__init__.py", "room/door.py", "room/window.py"):
        (folder / name).write_text("")
    (folder / native.FOLDER / native.LIST).write_text(
        native.entry("shared", "_native/shared.so", "", str(folder))
        + native.entry("program.room", "_native/room/__init__.so", "room/__init__.py", str(folder))
        + native.entry("program.room.door", "_native/room/door.so", "room/door.py", str(folder))
    )
    return folder


@pytest.fixture(autouse=True)
def same_finders() -> Iterator[None]:
    finders = sys.meta_path[:]
    yield
    sys.meta_path[:] = finders


def test_each_module_has_its_compiled_file_and_its_source(package: Path) -> None:
    assert native.listed(str(package)) == {
        "shared": (f"{package}/_native/shared.so", ""),
        "program.room": (f"{package}/_native/room/__init__.so", f"{package}/room/__init__.py"),
        "program.room.door": (f"{package}/_native/room/door.so", f"{package}/room/door.py"),
    }


def edit(package: Path) -> None:
    (package / "room" / "door.py").write_text("OPEN = True\n")


def touch(package: Path) -> None:
    os.utime(package / "room" / "door.py", ns=(0, 0))


def remove(package: Path) -> None:
    (package / "room" / "door.py").unlink()


def damage(package: Path) -> None:
    (package / native.FOLDER / native.LIST).write_bytes(zlib.compress(b"program.room"))


@pytest.mark.parametrize("change", [edit, touch, remove, damage])
def test_after_a_change_none_of_them_is_taken(package: Path, change: Callable[[Path], None]) -> None:
    change(package)
    assert native.listed(str(package)) is None
    finders = len(sys.meta_path)
    native.prefer(str(package))
    assert len(sys.meta_path) == finders


def test_the_variable_leaves_them_aside(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finders = len(sys.meta_path)
    monkeypatch.setenv(native.SWITCH, "1")
    native.prefer(str(package))
    assert len(sys.meta_path) == finders
    monkeypatch.delenv(native.SWITCH)
    native.prefer(str(package))
    assert isinstance(sys.meta_path[0], native.Finder)


def test_what_is_not_compiled_in_a_compiled_package_is_found_beside_its_source(package: Path) -> None:
    finder = native.Finder(native.listed(str(package)) or {})
    room, door, window = (
        finder.find_spec(name) for name in ("program.room", "program.room.door", "program.room.window")
    )
    assert room is not None and room.submodule_search_locations == [str(package / "room")]
    assert door is not None and door.origin == f"{package}/_native/room/door.so"
    assert window is not None and window.origin == str(package / "room" / "window.py")
    assert finder.find_spec("program.house") is None
    assert finder.find_spec("os.path") is None
