"""The store: what was put in comes out, or nothing does."""

from __future__ import annotations

import os
import random
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.values import from_bytes, to_bytes
from sites import built, told, tree, write

PARIS = ZoneInfo("Europe/Paris")


def filled(path: Path) -> Path:
    store = Store(path, "1")
    for number in range(50):
        store.put("a", str(number), f"payload {number}".encode())
    store.commit()
    store.close()
    return path


def test_what_was_committed_is_there(tmp_path: Path) -> None:
    store = Store(filled(tmp_path / "x.db"), "1")
    assert store.get("a", "7") == b"payload 7"
    assert store.get("b", "7") is None
    assert len(store.all("a")) == 50
    store.drop("a", ["7"])
    store.put("a", "8", b"other")
    assert store.get("a", "7") is None
    assert store.get("a", "8") == b"other"
    store.close()
    assert Store(tmp_path / "x.db", "1").get("a", "8") == b"payload 8"


def test_a_store_of_another_version_is_empty(tmp_path: Path) -> None:
    store = Store(filled(tmp_path / "x.db"), "2")
    assert store.all("a") == {}
    store.put("a", "1", b"new")
    store.commit()
    store.close()
    assert Store(tmp_path / "x.db", "2").all("a") == {"1": b"new"}


FOREIGN = [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000, os.urandom(20000)]


@pytest.mark.parametrize("content", FOREIGN, ids=["empty", "text", "header", "random"])
def test_a_foreign_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    store = Store(path, "1")
    assert store.all("a") == {}
    store.put("a", "1", b"x")
    store.commit()
    store.close()
    assert Store(path, "1").get("a", "1") == b"x"


def test_a_folder_in_its_place_costs_a_clean_build_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir()
    store = Store(tmp_path / "x.db", "1")
    store.put("a", "1", b"x")
    store.commit()
    assert store.get("a", "1") in (None, b"x")


@given(st.data())
def test_damage_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = filled(tmp_path_factory.mktemp("store") / "x.db")
    content = bytearray(path.read_bytes())
    for _time in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    path.write_bytes(content)
    store = Store(path, "1")
    for number in range(50):
        assert store.get("a", str(number)) in (None, f"payload {number}".encode())
    assert all(payload == f"payload {key}".encode() for key, payload in store.all("a").items())
    store.close()


def test_a_damaged_store_gives_a_clean_build(tmp_path: Path) -> None:
    site = write(tmp_path / "site")
    expected = told(built(site))
    whole = tree(site / "_site")
    chance = random.Random(4)
    (path,) = (site / ".proactive-cache").glob("pages-*.db")
    sound = path.read_bytes()
    for _round in range(25):
        content = bytearray(sound)
        for _time in range(chance.randrange(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content if chance.random() < 0.8 else content[: chance.randrange(len(content))])
        (site / "assets" / "a.txt").write_text(str(chance.random()))
        whole["assets/a.txt"] = (site / "assets" / "a.txt").read_bytes()
        assert told(built(site)) == expected
        assert tree(site / "_site") == whole


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.dates()
    | st.datetimes(
        timezones=st.sampled_from(
            [UTC, PARIS, timezone(timedelta(hours=2)), timezone(timedelta(0), "UTC"), None]
        )
    ),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers() | st.dates(), inner),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_values_come_back_as_they_were(value: object) -> None:
    content = to_bytes(value, PARIS)
    if content is not None:
        assert repr(from_bytes(content, PARIS)) == repr(value)


@pytest.mark.parametrize("name", ["UTC", "+00:00"])
def test_a_zone_without_an_offset_keeps_its_name(name: str) -> None:
    """Ruby prints the two in different ways."""
    content = to_bytes(datetime(2024, 1, 2, tzinfo=timezone(timedelta(), name)), PARIS)
    assert content is not None
    assert from_bytes(content, PARIS).tzname() == name


def test_what_yaml_does_not_know_is_not_kept() -> None:
    assert to_bytes({"a": object()}, UTC) is None
    assert to_bytes({"a": b"x"}, UTC) is None
    for value in (["\0", "date"], {"\0": 1}, {"\0": ["date", "2024-01-02"]}, {"\0": ["date"], 1: 2}):
        content = to_bytes(value, UTC)
        assert content is None or from_bytes(content, UTC) == value
    assert to_bytes({"a": date(2024, 1, 2), "b": datetime(2024, 1, 2, tzinfo=UTC)}, UTC) is not None
