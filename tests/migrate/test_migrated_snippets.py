"""Each construct of Liquid, rendered as it is and migrated, with data of several kinds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from both_ways import BothWays

from proactive_ssg.liquid import LiquidError

SNIPPETS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("snippets.yml").read_text("utf-8"))


@pytest.mark.parametrize("template", SNIPPETS["templates"])
def test_a_construct_gives_the_same(template: str) -> None:
    check(BothWays(template))


@pytest.mark.parametrize("condition", SNIPPETS["conditions"])
def test_a_condition_holds_for_the_same(condition: str) -> None:
    check(BothWays(f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}"))
    check(BothWays(f"{{% unless {condition} %}}no{{% elsif {condition} and page.n %}}n{{% endunless %}}"))


@pytest.mark.parametrize("case", SNIPPETS["includes"], ids=lambda case: case["template"])
def test_an_include_gives_the_same(case: dict[str, Any]) -> None:
    check(BothWays(case["template"], case["files"]))


def check(both: BothWays) -> None:
    assert [problem for problem in both.problems if "left out" not in problem] == []
    rendered = 0
    for data in SNIPPETS["data"]:
        try:
            expected = both.by_liquid(data)
        except LiquidError:  # what Liquid refuses has no like
            continue
        assert both.by_jinja(data) == expected, both.jinja
        rendered += 1
    assert rendered


READABLE = [
    ("{% if a.b %}{{ a.b }}{% endif %}", "{% if a.b is given %}{{ a.b }}{% endif %}"),
    ("{%- unless a == 'b' -%} c {%- endunless -%}", '{%- if a != "b" -%} c {%- endif -%}'),
    (
        "{% for p in site.posts limit:3 %}{{ p.url | relative_url }}{% endfor %}",
        "{% for p in site.posts | part(limit=3) %}{{ p.url | relative_url }}{% endfor %}",
    ),
    ("{% assign d = page.date | date: '%Y' %}{{ d }}", '{% set d = page.date | liquid_date("%Y") %}{{ d }}'),
    (
        "{% for i in l %}{% if forloop.index > 1 and i contains 'x' %},{% endif %}{% endfor %}",
        '{% for i in l %}{% if loop.index > 1 and i is containing("x") %},{% endif %}{% endfor %}',
    ),
    (
        "{% comment %} why {% endcomment %}{% for i in l %}\n  {% assign x = i %}\n{% endfor %}",
        "{# why #}{% for i in l -%}\n  {%- set x = i -%}\n{%- endfor %}",
    ),
    (
        "{% case a.b %}\n{% when 'x' %}A{% when 'y', 'z' %}B{% else %}C{% endcase %}",
        '{% if a.b == "x" %}A{% elif a.b == "y" or a.b == "z" %}B{% else %}C{% endif %}',
    ),
]


@pytest.mark.parametrize(("liquid", "jinja"), READABLE)
def test_the_source_reads_as_jinja2_is_written(liquid: str, jinja: str) -> None:
    assert BothWays(liquid).jinja == jinja


LEFT = [
    ("{% highlight ruby %}{% assign a = 1 %}{% endhighlight %}{{ a }}", "would be lost"),
    ("{{ page.l | where_exp: 'i', page.condition }}", "made while the layout runs"),
    ("{% case a %}{% when b %}x{% when 'c' %}y{% endcase %}", "may be the same"),
    ("{% case a %}{% when 'c' %}x{% else %}y{% when 'c' %}z{% endcase %}", "may be the same"),
    ("{% for i in l %}{{ forloop }}{% endfor %}", "only the parts"),
    ("{{ page.title | append }}", "does not take 0 arguments"),
    ("{% assign page = 1 %}{% for i in l %}{{ page }}{% assign page = i %}{% endfor %}", "would not see it"),
    ("a\r\nb", "line ends of Windows"),
    ("{% increment n %}{{ n }}", "increment n"),
    ("{{ [a] }}", "another one names"),
]


@pytest.mark.parametrize(("template", "reason"), LEFT)
def test_what_cannot_be_written_is_said(template: str, reason: str) -> None:
    assert [reason in problem for problem in BothWays(template).problems] == [True]
