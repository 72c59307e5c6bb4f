"""Short templates that would make lists in lists, or go over ranges without end, are stopped soon."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from proactive_ssg.config import Config
from proactive_ssg.liquid import Environment, LiquidError
from proactive_ssg.liquid.limits import Limits
from proactive_ssg.liquid.nesting import MAX_NESTED
from proactive_ssg.model.site import Site
from proactive_ssg.templates.filters import filter_table

LIST = "{% assign a = 'x,y' | split: ',' %}"


@pytest.fixture(scope="module")
def environment() -> Environment:
    places = (Path("/site"), Path("/site"), Path("/built"), Path("/site/layouts"))
    return Environment(filters=filter_table(Site(Config(*places), datetime(2024, 1, 1, tzinfo=UTC)), str))


@pytest.mark.parametrize(
    "doubled",
    [
        "a | push: a | push: a",
        "a | unshift: a | unshift: a",
        "a | push: a | concat: a | reverse | push: a",
        "a | push: a | group_by: 'size' | push: a",
    ],
)
def test_lists_in_lists_do_not_grow_without_end(doubled: str, environment: Environment) -> None:
    template = environment.parse(
        LIST + "{% for i in (1..60) %}{% assign a = " + doubled + " %}{% endfor %}{{ a }}"
    )
    with pytest.raises(LiquidError):
        template.render({})


@pytest.mark.parametrize(
    "expression",
    [
        "(1..100000000) | where_exp: 'x', 'x > 3' | size",
        "(1..100000000) | sort | first",
        "(1..100000000) | group_by_exp: 'x', 'x' | size",
        "(1..99999999999999999999999) | map: 'x'",
        "(1..99999999999999999999999) | join",
    ],
)
def test_filters_do_not_go_over_endless_ranges(expression: str, environment: Environment) -> None:
    with pytest.raises(LiquidError, match=r"more than|too long"):
        environment.parse("{{ " + expression + " }}").render({})


@pytest.mark.parametrize(
    "asked",
    [
        "{% assign b = (1..50000) | where_exp: 'x', 'x > 3' %}",
        "{% capture e %}x > {{ i }}{% endcapture %}{% assign b = (1..2) | where_exp: 'x', e %}",
        "{% assign b = text | inspect %}",
        "{% assign b = text | markdownify %}",
        "{% assign b = text | smartify %}",
    ],
)
def test_filters_that_take_long_are_paid_for(asked: str) -> None:
    places = (Path("/site"), Path("/site"), Path("/built"), Path("/site/layouts"))
    filters = filter_table(Site(Config(*places), datetime(2024, 1, 1, tzinfo=UTC)), str)
    environment = Environment(filters=filters, limits=Limits(steps=50_000))
    loop = "{% for i in (1..1000) %}" + asked + "{% endfor %}"
    with pytest.raises(LiquidError, match="loop turns"):
        environment.parse(loop).render({"text": "a" * 9_000})


def test_tables_of_lists_can_be_made(environment: Environment) -> None:
    template = LIST + (
        "{% assign rows = '' | split: '' %}"
        "{% for i in (1..300) %}{% assign rows = rows | push: a %}{% endfor %}"
        "{{ rows | size }} {{ rows[299][1] }} {{ rows.first | join: '+' }} {{ rows | jsonify | size }}"
        "{% for row in rows limit: 2 %} {{ row }}{% endfor %} {{ rows | reverse | first }}"
    )
    assert environment.parse(template).render({}) == "300 y x+y 3001 xy xy y"
    assert MAX_NESTED >= 100_000


def test_writing_long_lists_is_paid_for(environment: Environment) -> None:
    double = "{% for i in (1..15) %}{% assign a = a | concat: a %}{% endfor %}"
    small = Environment(filters=environment.filters, limits=Limits(steps=50_000))
    template = small.parse(LIST + double + "{% for i in (1..100) %}{{ a }}{% endfor %}")
    with pytest.raises(LiquidError, match="more than"):
        template.render({})


@pytest.mark.parametrize(
    "expression",
    [
        "list | join: text | size",
        "'2024-01-02' | date: text | size",
        "'2024-01-02' | local_date: text | size",
    ],
)
def test_what_stands_between_and_formats_are_bounded(expression: str, environment: Environment) -> None:
    variables = {"list": list(range(40_000)), "text": "%c" * 200_000}
    with pytest.raises(LiquidError, match="more than"):
        environment.parse("{{ " + expression + " }}").render(variables)
