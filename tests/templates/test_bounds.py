"""A template that runs away ends soon, with a message; what is large but sane goes through."""

from __future__ import annotations

import time

import pytest
from template_site import Problem, Render, make_page

RUNAWAYS = {
    "nested loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "a generator": "{% for a in range(999) %}{% for b in range(9999) | map('int') %}{% endfor %}{% endfor %}",
    "a long range": "{% for a in range(10 ** 9) %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "an include of itself": "{% include 'layout.html' %}",
    "a circle of parents": "{% extends 'part.html' %}",
    "repeated text": "{{ 'x' * 10 ** 9 }}",
    "repeated lists": "{{ [0] * 10 ** 9 }}",
    "times text": "{{ 10 ** 9 * 'x' }}",
    "doubled text": "{% set n=namespace(s='x') %}{% for i in range(60)%}{%set n.s=n.s ~ n.s %}{% endfor %}",
    "doubled by plus": "{% set n=namespace(s='x') %}{% for i in range(60)%}{%set n.s=n.s+n.s%}{% endfor %}",
    "doubled lists": "{% set n=namespace(s=[1]) %}{% for i in range(60)%}{%set n.s=n.s+n.s%}{% endfor %}",
    "a huge power": "{{ 9 ** 99999999 }}",
    "a wide format": "{{ '%0999999999d' % 3 }}",
    "a width in the arguments": "{{ '%*d' % (999999999, 3) }}",
    "str.format": "{{ '{:999999999}'.format(3) }}",
    "nested str.format": "{{ '{:{}}'.format(3, 999999999) }}",
    "the format filter": "{{ '%999999999s' | format('x') }}",
    "center": "{{ 'x' | center(999999999) }}",
    "ljust": "{{ 'x'.ljust(999999999) }}",
    "indent": "{{ 'x' | indent(999999999, true) }}",
    "batch": "{% for row in [1] | batch(999999999, 0) %}{% endfor %}",
    "replace": "{{ ('x' * 9999).replace('x', 'y' * 9999) }}",
    "the replace filter": "{{ ('x' * 9999) | replace('x', 'y' * 9999) }}",
    "a long page": "{% set text = 'x' * 999999 %}{% for i in range(99) %}{{ text }}{% endfor %}",
}  # fmt: skip


TEXT, LIST = "{% set a = 'x' * 999999 %}", "{% set a = range(9999) | list %}"
MUCH = {  # in each turn of a loop
    "much in a loop": ("", "{% set b = i ~ i %}" * 100),
    "much in a branch": ("", "{% if true %}" + "{{ i.a }}" * 100 + "{% endif %}"),
    "much in a macro": ("{% macro m() %}" + "{% set b = 1 ~ 2 %}" * 200 + "{% endmacro %}", "{{ m() }}"),
    "filters of lists": (LIST, "{{ a | sort | length }}"),
    "filters of text": (TEXT, "{{ a | urlize | length }}"),
    "methods of text": (TEXT, "{{ a.upper() | length }}"),
    "blocks that are set": (TEXT, "{% set b %}{{ a }}{% endset %}"),
    "what is in a list": (LIST, "{% if -1 in a %}{% endif %}"),
    "slices": (TEXT, "{{ a[::-1] | length }}"),
    "squares": ("{% set n = namespace(s=3) %}", "{% set n.s = n.s * n.s %}"),
    "what Liquid asks": (LIST, "{{ a | where_exp('x', 'x > 9') | length }}"),
}
RUNAWAYS["lists in the source"] = "{% for a in [1,2,3,4,5,6,7,8,9] %}" * 12 + "{% endfor %}" * 12
RUNAWAYS |= {
    name: before + "{% for i in range(99999) %}" + body + "{% endfor %}"
    for name, (before, body) in MUCH.items()
}


@pytest.mark.parametrize("text", RUNAWAYS.values(), ids=RUNAWAYS)
def test_runaways_end(problem: Problem, text: str) -> None:
    start = time.process_time()
    found = problem(text, part="{% extends 'layout.html' %}")
    assert found.code == "template-limit"
    assert found.hint
    assert found.line == 1
    assert time.process_time() - start < 20


@pytest.mark.slow
def test_an_exponential_macro_ends(problem: Problem) -> None:
    text = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}"
    assert problem(text).code == "template-limit"


def test_each_page_has_its_own_budget(render: Render) -> None:
    text = "{% for a in range(100) %}{% for b in range(1000) %}{% endfor %}{% endfor %}ok"
    for _ in range(3):
        assert render(text) == "ok"


def test_what_is_sane_goes_through(render: Render) -> None:
    page = make_page(items=list(range(2000)))
    assert render("{% for item in page['items'] %}{{ loop.index0 - item }}{% endfor %}", page) == "0" * 2000
    assert render("{{ '-' * 40 }}{{ 2 ** 10 }}{{ '%05.1f' % 2.5 }}") == "-" * 40 + "1024002.5"
    assert render("{{ 'a-b'.replace('-', '+') }}{{ '{:>3}'.format(1) }}{{ [1] + [2] }}") == "a+b  112"
    assert render("{{ 'x' | center(5) }}|{{ 'a\nb' | indent(2) }}") == "  x  |a\n  b"


def test_the_same_sources_give_the_same_site(problem: Problem) -> None:
    assert "random" in problem("{{ [1, 2] | random }}").message
    assert "lipsum" in problem("{{ lipsum() }}").message
