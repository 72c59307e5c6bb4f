"""Tags of the host: what they get, what they see, what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from proactive_ssg.liquid import Block, Context, Environment, LiquidError, Tag, Template, context_filter
from proactive_ssg.liquid.filters import LIQUID_4


class Show(Tag):
    def render(self, context: Context) -> str:
        return f"<{context.evaluate(self.markup)}>"


class Twice(Block):
    def render(self, context: Context) -> str:
        return self.body.render(context) + self.body.render(context)


class Shout(Block):
    raw = True

    def render(self, context: Context) -> str:
        return self.body_text.upper()


class Put(Tag):
    def render(self, context: Context) -> str:
        name, _, expression = self.markup.partition("=")
        context.set(name.strip(), context.evaluate(expression.strip()))
        return ""


class Number(Tag):
    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self.number = int(markup)

    def render(self, context: Context) -> str:
        return f"{self.name} {self.number} on line {self.line}"


class Part(Tag):
    """A partial by its name, in a scope with ``part``."""

    def render(self, context: Context) -> str:
        name, _, expression = self.markup.partition(" ")
        with context.scope({"part": context.evaluate(expression)}):
            template: Template = context.registers["parts"][name]
            return template.render_in(context)


TAGS = {"show": Show, "twice": Twice, "shout": Shout, "put": Put, "number": Number, "part": Part}
ENVIRONMENT = Environment(filters=LIQUID_4, tags=TAGS)


def render(text: str, parts: Mapping[str, str] | None = None, **variables: Any) -> str:
    made = {name: ENVIRONMENT.parse(source, name) for name, source in (parts or {}).items()}
    return ENVIRONMENT.parse(text).render(variables, {"parts": made})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% show a %}", "<1>"),
        ("{% show 'x' %}{% show b[0].c %}{% show nope %}", "<x><2><None>"),
        ("{% for i in list %}{% show i %}{% show forloop.index %}{% endfor %}", "<x><1><y><2>"),
        (
            "{% for i in list %}{% for j in e %}{% show forloop.parentloop.index %}{% endfor %}{% endfor %}",
            "<1><1><2><2>",
        ),
        ("{% for i in list %}{% assign q = i %}{% endfor %}{% show q %}", "<y>"),
        ("{% put z = 'new' %}{{ z }}", "new"),
        ("{% for i in list %}{% put i = 'hidden' %}{{ i }}{% endfor %}{{ i }}", "xyhidden"),
        ("{% for i in list %}{% put n = i %}{{ n }}{% endfor %}", "xy"),
        ("{% twice %}{% increment k %}{{ a }}{% endtwice %}", "0111"),
        ("{% for i in list %}{% twice %}{{ i }}{{ forloop.index }}{% endtwice %}{% endfor %}", "x1x1y2y2"),
        ("{% for i in list %}{% twice %}{{ i }}{% break %}{% endtwice %}{% endfor %}!", "xx!"),
        (
            "{% twice %}{% for i in list %}{{ i }}{{ forloop.last }}{% endfor %}{% endtwice %}",
            "xfalseytrue" * 2,
        ),
        ("{% shout %}a {{ b }} {% if %}{% endshout %}", "A {{ B }} {% IF %}"),
        ("{% shout %}{% endshout %}x", "x"),
        ("\n{% number 7 %}", "\nnumber 7 on line 2"),
        ("a {%- show a -%} b", "a<1>b"),
        ("{% if true %} {% twice %} {% endtwice %} {% endif %}|", "|"),
        ("{% if true %} {% show a %} {% endif %}|", " <1> |"),
        (
            "{% tablerow i in list %}{% show i %}{% endtablerow %}",
            '<tr class="row1">\n<td class="col1"><x></td><td class="col2"><y></td></tr>\n',
        ),
        ("{% capture c %}{% show a %}{% endcapture %}[{{ c }}]", "[<1>]"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    assert render(text, a=1, b=[{"c": 2}], list=["x", "y"], e=[0, 1]) == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("{% part p a %}{{ part }}", "[{{ part }}]", "[1]"),
        ("{% part p a %}{{ new }}", "{% assign new = part %}", "1"),
        ("{% for i in list %}{% part p i %}{% endfor %}", "{{ i }}{{ part }}{{ forloop.index }}", "xx1yy2"),
        ("{% for i in list %}{% part p i %}{% endfor %}.", "{{ i }}{% break %}z", "x."),
        ("{% for i in list %}{% part p i %}z{% endfor %}.", "{{ i }}{% continue %}", "xy."),
        ("{% for i in list %}{% part p i %}{{ i }}{% endfor %}", "{% assign i = 0 %}{{ i }}", "xxyy"),
        (
            "{% for i in list %}{% part p 1 %}{% endfor %}",
            "{% for j in list %}{{ forloop.parentloop.index }}{% endfor %}",
            "1122",
        ),
        (
            "{% part p 1 %}{% part p 2 %}",
            "{% for j in list %}{% assign n = n | plus: part %}{{ n }};{% endfor %}",
            "1;2;4;6;",
        ),
        ("{% part p 1 %}{{ c }}", "{% increment c %}{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}", "0ab1"),
        ("{% part p 1 %}{{ part }}", "{% for j in list %}{% assign part = j %}{{ part }}{% endfor %}", "11y"),
        ("a{% part p 1 %}b", "{% break %}x", "a"),
    ],
)
def test_a_partial_shares_the_variables(text: str, part: str, expected: str) -> None:
    assert render(text, {"p": part}, a=1, list=["x", "y"]) == expected


def test_a_tag_may_refuse_its_markup() -> None:
    with pytest.raises(LiquidError) as caught:
        ENVIRONMENT.parse("a\n {% number x %}{% number y %}")
    assert [(error.line, error.column) for error in caught.value.errors] == [(2, 2), (2, 16)]
    assert "invalid literal" in caught.value.message


def test_an_error_of_a_tag_is_at_its_place() -> None:
    class Fail(Tag):
        def render(self, context: Context) -> str:
            raise ValueError("it did not work")

    with pytest.raises(LiquidError) as caught:
        Environment(filters={}, tags={"fail": Fail}).parse("a\n {% fail %}", "x.html").render({})
    error = caught.value
    assert (error.message, error.name, error.line, error.column) == ("it did not work", "x.html", 2, 2)


def test_a_block_that_is_not_closed() -> None:
    with pytest.raises(LiquidError, match="“twice” is never closed"):
        ENVIRONMENT.parse("{% twice %}")
    with pytest.raises(LiquidError, match="“shout” is never closed"):
        ENVIRONMENT.parse("{% shout %}")


def test_a_filter_may_look_at_the_variables() -> None:
    @context_filter
    def where(context: Context, items: list[Any], name: str, condition: str) -> list[Any]:
        found = []
        for item in items:
            with context.scope({name: item}):
                if context.condition(condition):
                    found.append(item)
        return found

    environment = Environment(filters={**LIQUID_4, "where": where})
    text = "{% for m in (2..3) %}{{ list | where: 'i', 'i >= m and i != 4' | join: ' ' }};{% endfor %}"
    assert environment.parse(text).render({"list": [1, 2, 3, 4, 5]}) == "2 3 5;3 5;"


def test_expressions_and_conditions_of_the_host() -> None:
    context = Context(ENVIRONMENT, {"a": {"b": [1, 2]}, "x": "b"})
    assert context.evaluate("a.b[1]") == 2
    assert context.evaluate("a[x].size") == 2
    assert context.evaluate("'text'") == "text"
    assert context.evaluate("(1..3)") == range(1, 4)
    assert context.get("nope") is None
    assert context.condition("a.b contains 2 and x == 'b'") is True
    assert context.condition("a.c") is False
    context.set("y", 5)
    with context.scope({"y": 6}):
        assert context.get("y") == 6
    assert context.get("y") == 5


def test_a_template_is_rendered_again_from_the_start() -> None:
    template = ENVIRONMENT.parse(
        "{{ n }}{% assign n = 1 %}{% increment c %}{% cycle 1, 2 %}{% ifchanged %}x{% endifchanged %}"
    )
    assert [template.render({}) for _turn in range(2)] == ["01x", "01x"]


def test_a_host_may_replace_a_tag() -> None:
    class Raw(Tag):
        def render(self, context: Context) -> str:
            return "mine"

    assert Environment(filters={}, tags={"cycle": Raw}).parse("{% cycle a %}").render({}) == "mine"
