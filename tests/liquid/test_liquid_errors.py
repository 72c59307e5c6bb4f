"""What is wrong with a template, where, and all of it; what only lax parsing takes is a warning."""

from __future__ import annotations

from typing import Any

import pytest

from proactive_ssg.liquid import Context, Environment, LiquidError, Tag, Template
from proactive_ssg.liquid.filters import LIQUID_4


def fail(text: str, variables: dict[str, Any] | None = None, **options: Any) -> LiquidError:
    environment = Environment(filters=LIQUID_4, **options)
    with pytest.raises(LiquidError) as caught:
        environment.parse(text, "page.html").render(variables or {})
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        ("a\n  {% if x %}", 2, 3, "“if” is never closed"),
        ("{% for a in b %}\n{% if c %}{% endif %}", 1, 1, "“for” is never closed"),
        ("x\n\n {% nope %}", 3, 2, "unknown tag “nope”"),
        ("{{ a\n", 1, 1, "is not ended by }}"),
        ("{{ a }\n", 1, 1, "is not ended by }}"),
        ("ab{% if", 1, 3, "is not ended by %}"),
        ("{% if a %}{% endfor %}{% endif %}", 1, 11, "“endfor” does not close “if”"),
        ("{% endif %}", 1, 1, "nothing to close"),
        ("{% for x of y %}{% endfor %}", 1, 1, "for item in list"),
        ("{% assign x %}", 1, 1, "assign name = value"),
        ("{% cycle %}", 1, 1, "“cycle” needs values"),
        ("{% raw %}{{ a }}", 1, 1, "“raw” is never closed"),
        ("{% comment %}", 1, 1, "“comment” is never closed"),
    ],
)
def test_a_syntax_error_has_its_place(text: str, line: int, column: int, part: str) -> None:
    error = fail(text)
    assert (error.line, error.column, error.name) == (line, column, "page.html")
    assert part in error.message


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        ("a\n{{ 1 | divided_by: 0 }}", 2, 1, "divided by 0"),
        (
            "{% for i in list %}\n  {{ i }}{% if i > 'x' %}{% endif %}\n{% endfor %}",
            2,
            10,
            "comparison of Integer",
        ),
        ("{% if a %}{% elsif 1 < 'x' %}{% endif %}", 1, 11, "comparison of Integer with String failed"),
        ("\n {% assign x = 'a' | upcase: 1 %}", 2, 2, "does not take 1 argument"),
        ("{% if a !! b %}{% endif %}", 1, 1, "unknown operator “!!”"),
        ("a {% increment word %}", 1, 3, "word is not a number"),
    ],
)
def test_an_error_of_rendering_has_its_place(text: str, line: int, column: int, part: str) -> None:
    error = fail(text, {"list": [1, 2], "word": "x"})
    assert (error.line, error.column, error.name) == (line, column, "page.html")
    assert part in error.message


def test_all_syntax_errors_are_told() -> None:
    error = fail("{% nope %}\n{% if a %}{% else if %}{% bad %}{% endif %}\n{% assign %}{{ open")
    assert [(e.line, e.column) for e in error.errors] == [(1, 1), (2, 24), (3, 1), (3, 13)]
    assert error.errors[0] is error


def test_strict_variables() -> None:
    assert "undefined variable b" in fail("{{ a }}{{ b }}", {"a": 1}, strict_variables=True).message
    assert "undefined variable c" in fail("{{ a.c }}", {"a": {}}, strict_variables=True).message
    error = fail("{% for i in list %}{{ i.x }}{% endfor %}", {"list": [{"x": 1}, {}]}, strict_variables=True)
    assert (error.line, error.column) == (1, 20)
    assert Environment(filters={}).parse("{{ a }}{{ b.c.d }}").render({"a": 1}) == "1"


def test_strict_variables_leave_alone_what_is_not_reached() -> None:
    environment = Environment(filters={}, strict_variables=True)
    template = environment.parse(
        "{% for i in list %}{% if i %}{{ i }}{% else %}{{ nope }}{% endif %}{% endfor %}"
    )
    assert template.render({"list": [1, 2]}) == "12"


def test_strict_filters() -> None:
    assert "undefined filter “nope”" in fail("{{ 1 | nope }}", strict_filters=True).message
    assert Environment(filters={}).parse("{{ 1 | nope }}").render({}) == "1"


def test_what_the_strict_parser_refuses_is_a_warning() -> None:
    template = Environment(filters=LIQUID_4).parse("ok\n{% if a == 1 b %}y{% endif %}{{ a b }}{{ a }}")
    assert template.render({"a": 1}) == "ok\ny11"
    assert [(w.line, w.column) for w in template.warnings] == [(2, 1), (2, 30)]
    assert Environment(filters={}, error_mode="lax").parse("{{ a b }}").warnings == ()
    assert "in “a b”" in fail("{{ a b }}", error_mode="strict").message


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="strict, warn, lax"):
        Environment(filters={}, error_mode="loose")


def test_an_error_in_a_part_names_the_part() -> None:
    parts: dict[str, Template] = {}

    class Part(Tag):
        def render(self, context: Context) -> str:
            return parts["part"].render_in(context)

    environment = Environment(filters=LIQUID_4, tags={"part": Part})
    parts["part"] = environment.parse("\n\n  {{ 1 | divided_by: 0 }}", "part.html")
    with pytest.raises(LiquidError) as caught:
        environment.parse("{% part %}", "page.html").render({})
    assert (caught.value.name, caught.value.line, caught.value.column) == ("part.html", 3, 3)


def test_a_filter_that_fails_is_an_error_of_the_template() -> None:
    def broken(_value: Any) -> Any:
        raise KeyError("x")

    environment = Environment(filters={"broken": broken})
    with pytest.raises(LiquidError, match="KeyError") as caught:
        environment.parse("\n{{ 1 | broken }}").render({})
    assert caught.value.line == 2
