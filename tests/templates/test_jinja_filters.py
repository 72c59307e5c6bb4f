"""Liquid's filters in Jinja2 layouts: the same results, under another name where Jinja2 has its own."""

from __future__ import annotations

import pytest
from template_site import Problem, Render, make_page, make_post, make_site

PAGE = make_page(title="A title", words=["pear", "Apple", "fig"], price="3.5", date="2023-09-03")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("page.words | sort | join(',')", "Apple,fig,pear"),
        ("page.words | liquid_sort | liquid_join(', ')", "Apple, fig, pear"),
        ("page.words | sort_natural | liquid_join", "Apple fig pear"),
        ("'abcdef' | truncate(5, true, '..', 0)", "abc.."),
        ("'abcdef' | liquid_truncate(5)", "ab..."),
        ("7 | divided_by(2)", "3"),
        ("page.price | plus('0.25')", "3.75"),
        ("page.price | times(2)", "7.0"),
        ("2.5 | liquid_round", "3"),
        ("2.5 | round", "2.0"),
        ("'2023-09-03' | liquid_date('%-d %b')", "3 Sep"),
        ("'2023-09-03' | date('long')", "September 3, 2023"),
        ("'a,b,,' | split(',') | length", "2"),
        ("page.words | where_exp('w', 'w contains page.letter') | liquid_join", ""),
        ("page.words | where_exp('w', 'w contains \"p\"') | liquid_join", "pear Apple"),
        ("page.words | group_by_exp('w', 'w | size') | liquid_map('name') | liquid_join", "4 5 3"),
        ("page.words | find_exp('w', 'w > \"b\"')", "pear"),
        ("page.nothing | liquid_default('none')", "none"),
        ("'<b>' | xml_escape", "&lt;b&gt;"),
        ("page.words | push('x') | liquid_last", "x"),
        ("page.words | sample == page.words | sample", "True"),
    ],
)
def test_filters_in_jinja(render: Render, expression: str, expected: str) -> None:
    printed = render("{{ " + expression + " }}", page=PAGE)
    assert printed.lower() == expected.lower() if expected == "True" else printed == expected


def test_documents_are_sorted_by_their_date(render: Render) -> None:
    posts = (make_post("new", 2), make_post("old", 1))
    text = "{{ site.posts | liquid_sort('date') | liquid_map('slug') | liquid_join }}"
    assert render(text, site=make_site(posts=posts)) == "old new"


def test_a_wrong_argument_is_told(problem: Problem) -> None:
    found = problem("{{ 1 | divided_by(0) }}")
    assert found.code == "template-runtime"
    assert "divided by 0" in found.message
