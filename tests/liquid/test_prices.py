"""What a template does is paid for as long as it takes, and one filter does not fill the memory."""

from __future__ import annotations

from typing import Any

import pytest

from proactive_ssg.liquid import Block, Context, Environment, Limits, LiquidError
from proactive_ssg.liquid.filters import LIQUID_4

SMALL = Limits(steps=10_000, text=100_000)


def fail(text: str, variables: dict[str, Any]) -> str:
    with pytest.raises(LiquidError) as caught:
        Environment(filters=LIQUID_4, limits=SMALL).parse(text).render(variables)
    assert caught.value.line
    return caught.value.message


@pytest.mark.parametrize(
    "body",
    [
        "{% assign b = i %}" * 100,
        "{% if i == 0 %}{% endif %}" * 20,
        "{% if i == 0 %}" + "{% elsif i == 0 %}" * 20 + "{% endif %}",
        "{% case i %}" + "{% when 'a' %}" * 20 + "{% endcase %}",
        "{% if true %}" + "{% assign b = i %}" * 100 + "{% endif %}",
        "{% capture b %}" + "{{ i }}" * 10 + "{% endcapture %}",
        "{% if " + "i == 0 or " * 20 + "false %}{% endif %}",
        "{% cycle " + "i, " * 20 + "i %}",
        "{% assign b = a" + ".a" * 20 + " %}",
        "{% assign b = i" + " | plus: 1" * 3 + " %}",
        "{% assign b = text | upcase | size %}",
        "{% assign b = 'a' | append: text | size %}",
        "{% assign b = list | append: 'a' | size %}",
        "{% assign b = nested | compact | size %}",
        "{% assign b = i | date: '%Y-%m-%d' | size %}",
        "{% if text contains other_text %}{% endif %}",
    ],
)
def test_a_turn_costs_what_is_done_in_it(body: str) -> None:
    variables = {
        "text": "x" * 999, "other_text": "x" * 99 + "y", "list": list(range(20)),
        "nested": [list(range(20))] * 2,
    }  # fmt: skip
    assert "loop turns" in fail("{% for i in (1..9900) %}" + body + "{% endfor %}", variables)


def test_short_bodies_cost_a_turn() -> None:
    body = "{% if post contains i %}{{ post }}{% endif %}{% assign b = post.title %}"
    text = "{% for i in (1..9900) %}" + body + "{% endfor %}"
    assert Environment(filters=LIQUID_4, limits=SMALL).parse(text).render({"post": ["a"]}) == ""


def test_the_host_pays_for_the_body_of_a_block_each_time_it_is_rendered() -> None:
    class Twice(Block):
        def render(self, context: Context) -> str:
            return self.body.render(context) + self.body.render(context)

    environment = Environment(filters={}, tags={"twice": Twice})
    context = Context(environment, {})
    environment.parse("{% twice %}" + "{% assign a = 1 %}" * 200 + "{% endtwice %}").render_in(context)
    spent = environment.limits.steps - context.steps
    once = Context(environment, {})
    environment.parse("{% twice %}{% endtwice %}").render_in(once)
    assert spent - (environment.limits.steps - once.steps) >= 2 * 200 // 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ x | replace: 'x', x | replace: 'x', x | replace: 'x', x }}", "makes more than 100000000"),
        ("{{ x | replace: 'x', x | replace: 'x', '\\`' }}", "makes more than 100000000"),
        ("{{ x | replace: 'x', x | replace: 'x', 'xxxxxxxxx' | split: '' }}", "more than 5000000 parts"),
        ("{{ x | replace: 'x', x | replace: 'x', 'x x x x x x ' | split: ' ' }}", "more than 5000000 parts"),
        ("{% assign a = 3 %}{% for i in (1..99) %}{% assign a = a | times: a %}{% endfor %}", "too long"),
    ],
)
def test_one_filter_does_not_fill_the_memory(text: str, words: str) -> None:
    with pytest.raises(LiquidError, match=words):
        Environment(filters=LIQUID_4).parse(text).render({"x": "x" * 1000})


def test_what_a_replacement_refers_to_is_as_in_ruby() -> None:
    template = Environment(filters=LIQUID_4).parse("{{ 'abcb' | replace: 'b', new }}")
    for new, expected in (
        ("[\\0\\&]", "a[bb]c[bb]"),
        ("[\\`]", "a[a]c[abc]"),
        ("[\\']", "a[cb]c[]"),
        ("\\1\\\\", "a\\c\\"),
    ):
        assert template.render({"new": new}) == expected
