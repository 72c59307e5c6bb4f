"""where, find, group_by, jsonify, to_integer: Jekyll's tests, and pages among the items."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from template_site import FakeContents, make_page, make_post, make_site

from proactive_ssg.liquid.values import FilterError
from proactive_ssg.templates import filters_list as filters
from proactive_ssg.templates.site_drops import SiteDrops

COLORS = [{"color": "red", "size": 1}, {"color": "blue", "size": 2}, {"color": "red", "size": "3"}]


def test_where_compares_as_text() -> None:
    assert filters.where(COLORS, "color", "red") == [COLORS[0], COLORS[2]]
    assert filters.where(COLORS, "size", "2") == [COLORS[1]]
    assert filters.where(COLORS, "size", 3) == [COLORS[2]]
    values = [{"value": "555"}, {"value": 555}, {"value": 24.625}, {"value": "24.625"}]
    assert len(filters.where(values, "value", 24.625)) == 2
    films = {"a": {"featured": False}, "b": {"featured": True}}
    assert filters.where(films, "featured", "true") == [{"featured": True}]


def test_where_looks_into_lists_and_knows_nil() -> None:
    pages = [{"tags": {}}, {"tags": ""}, {"tags": None}, {"tags": ["x", None]}, {"tags": []}, {}]
    assert filters.where(pages, "tags", "x") == [{"tags": ["x", None]}]
    assert filters.where(pages, "tags", None) == [{"tags": None}, {}]
    assert filters.where(pages, "tags", "") == [{"tags": ""}, {"tags": ["x", None]}]


@pytest.mark.parametrize(
    "arguments", [("text", "a", "b"), (COLORS, None, "b"), (COLORS, "color", ["red"]), (3, "a", 1)]
)
def test_where_gives_back_what_it_cannot_filter(arguments: tuple[Any, ...]) -> None:
    assert filters.where(*arguments) == arguments[0]


def test_where_follows_dots() -> None:
    pages = [{"une": {"image": "/a.png"}}, {"une": "text"}, {}]
    assert filters.where(pages, "une.image", "/a.png") == pages[:1]


def test_find() -> None:
    assert filters.find(COLORS, "color", "red") == COLORS[0]
    assert filters.find(COLORS, "color", "green") is None


def test_group_by() -> None:
    groups = filters.group_by(COLORS, "color")
    assert [(group["name"], group["size"]) for group in groups] == [("red", 2), ("blue", 1)]
    assert groups[0]["items"] == [COLORS[0], COLORS[2]]
    assert filters.group_by([{"year": 2016}, {}], "year")[1]["name"] == ""
    assert filters.group_by("text", "year") == "text"


@pytest.mark.parametrize(
    ("value", "expected"), [("142857", 142857), ("12 pages", 12), ("no", 0), (True, 1), (3.9, 3), (None, 0)]
)
def test_to_integer(value: object, expected: int) -> None:
    assert filters.to_integer_filter(value) == expected


def test_jsonify_values() -> None:
    assert filters.jsonify({"age": 18, "é": [True, None, 1.5]}) == '{"age":18,"é":[true,null,1.5]}'
    dates = [datetime(2008, 2, 2, tzinfo=UTC), date(2008, 2, 2)]
    assert filters.jsonify(dates) == '["2008-02-02 00:00:00 +0000","2008-02-02"]'


def test_jsonify_a_post_and_its_neighbours_as_deep_as_jekyll() -> None:
    posts = (make_post("new", 2), make_post("old", 1, draft=False))
    drops = SiteDrops(make_site(posts=posts), FakeContents())
    shown = json.loads(filters.jsonify(drops.page(posts[1])))
    assert shown["title"] == "Old"
    assert shown["draft"] is False
    assert shown["date"] == "2024-01-01 12:00:00 +0200"
    assert shown["previous"] is None
    assert shown["next"]["title"] == "New"
    inner = shown["next"]["previous"]
    assert inner["title"] == "Old"
    assert not {"content", "next", "previous", "excerpt"} & inner["next"].keys()


def test_jsonify_the_site() -> None:
    page = make_page(title="Hello")
    drops = SiteDrops(make_site(page, title="T"), FakeContents(), jinja=True)
    shown = json.loads(filters.jsonify(drops.site))
    assert shown["title"] == "T"
    assert shown["pages"][0]["title"] == "Hello"


@pytest.mark.parametrize(
    ("values", "other"), [([2.0, float("nan"), 1.0], "1.0"), ([1.0, 2.0, float("nan")], "NaN")]
)
def test_sort_refuses_what_has_no_order_as_ruby_does(values: list[float], other: str) -> None:
    with pytest.raises(FilterError, match=f"comparison of Float with {other} failed"):
        filters.sort(values)
