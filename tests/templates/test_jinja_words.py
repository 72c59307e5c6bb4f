"""The tests and functions of every Jinja2 layout that mean what Liquid means."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import ChainableUndefined, Environment, TemplateRuntimeError

from proactive_ssg.templates.jinja_words import FUNCTIONS, TESTS, part


@pytest.fixture(scope="module")
def environment() -> Environment:
    made = Environment(undefined=ChainableUndefined, autoescape=True)
    made.tests.update(TESTS)
    made.globals.update(FUNCTIONS)
    made.filters["part"] = part
    return made


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("0 is given", True), ("'' is given", True), ("[] is given", True), ("none is given", False),
        ("false is given", False), ("nothing is given", False), ("nothing.x is not given", True),
        ("1 is equal(1.0)", True), ("1 is equal(true)", False), ("'1' is equal(1)", False),
        ("nothing is equal(none)", True), ("[1, [2]] is equal([1, [2.0]])", True),
        ("'abc' is containing('b')", True), ("[1, 2] is containing(2)", True),
        ("{'a': 1} is containing('a')", True),
        ("none is containing('a')", False), ("'a' is containing(nothing)", False),
        ("2 is below(3)", True), ("3 is at_most(3)", True), ("3 is above(3)", False),
        ("3 is at_least(3)", True),
        ("none is below(3)", False), ("nothing is above(0)", False), ("true is above(0)", False),
        ("'' is empty", True), ("{} is empty", True), ("0 is empty", False), ("nothing is empty", False),
    ],
)  # fmt: skip
def test_a_condition(environment: Environment, condition: str, holds: bool) -> None:
    template = environment.from_string(f"{{{{ 'yes' if {condition} else 'no' }}}}")
    assert template.render() == ("yes" if holds else "no")


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("span(1, 3) | list", [1, 2, 3]),
        ("span('2', nothing) | list", []),
        ("[1, 2, 3, 4] | part(offset=1, limit=2)", [2, 3]),
        ("[1, 2, 3] | part(limit='2', reversed=true)", [2, 1]),
        ("{'a': 1} | part", [["a", 1]]),
        ("'text' | part(offset=1)", ["text"]),
        ("nothing | part", ()),
    ],
)
def test_an_expression(environment: Environment, expression: str, found: Any) -> None:
    compiled = environment.compile_expression(expression, undefined_to_none=False)
    assert compiled() == found


def test_what_counts_is_kept_in_the_namespace(environment: Environment) -> None:
    source = (
        "{% set ns = namespace() %}{% for i in 'abc' %}{{ cycle(ns, 1, 2) }}{{ cycle(ns, 1, 2, name='g') }}"
    )
    source += "{{ increment(ns, 'n') }}{% endfor %}|{{ decrement(ns, 'n') }}{{ decrement(ns, 'm') }}"
    assert environment.from_string(source).render() == "110221112|2-1"


def test_nothing_of_the_site_is_counted_in(environment: Environment) -> None:
    data: dict[str, Any] = {}
    with pytest.raises(TemplateRuntimeError, match="needs a namespace"):
        environment.from_string("{{ cycle(data, 1, 2) }}").render(data=data)
    assert data == {}
