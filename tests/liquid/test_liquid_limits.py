"""A template ends: loops, depth, length of text; and parsing takes time as the text is long."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proactive_ssg.liquid import Context, Environment, Limits, LiquidError, Tag, Template
from proactive_ssg.liquid.filters import LIQUID_4

SMALL = Limits(steps=10_000, text=100_000)


def fail(text: str, variables: dict[str, Any] | None = None) -> str:
    with pytest.raises(LiquidError) as caught:
        Environment(filters=LIQUID_4, limits=SMALL).parse(text).render(variables or {})
    assert caught.value.line
    return caught.value.message


def test_a_huge_range_is_refused_before_it_is_gone_through() -> None:
    assert "more than 10000 loop turns" in fail("{% for i in (1..99999999999) %}{% endfor %}")


def test_a_part_of_a_huge_range_is_no_problem() -> None:
    text = "{% for i in (1..99999999999) limit:2 %}{{ i }}{% endfor %}"
    text += "{% for i in (1..9) offset:8 %}{{ i }}{% endfor %}"
    assert Environment(filters={}, limits=SMALL).parse(text).render({}) == "129"


def test_nested_loops_pay_together() -> None:
    loops = "{% for a in (1..50) %}" * 4 + "x" + "{% endfor %}" * 4
    assert "loop turns" in fail(loops)


def test_tablerow_pays_too() -> None:
    assert "loop turns" in fail("{% tablerow i in (1..99999999) %}{% endtablerow %}")


@pytest.mark.parametrize(
    "text",
    [
        "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}",
        "{% assign a = 'x' %}{% for i in (1..40) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}",
        "{% assign a = 'x,y' | split: ',' %}{% for i in (1..40) %}{% assign a = a | concat: a %}{% endfor %}",
        "{% for i in (1..5000) %}{{ long }}{% endfor %}",
        "{% for i in (1..9000) %}{{ long | append: i }}{% endfor %}",
        "{% for i in (1..9000) %}{{ i }}{{ list | sort | size }}{% endfor %}",
        "{% for i in (1..9000) %}{% assign a = list | reverse %}{% endfor %}",
    ],
)
def test_texts_and_lists_do_not_grow_for_ever(text: str) -> None:
    message = fail(text, {"long": "x" * 1000, "list": list(range(3000))})
    assert "more than 100000 characters" in message or "loop turns" in message


def test_what_a_loop_writes_is_counted_while_it_writes() -> None:
    made: list[int] = []

    def wide(value: Any) -> str:
        made.append(1)
        return "x" * 9_000

    environment = Environment(filters={"wide": wide}, limits=Limits(text=1_000_000))
    with pytest.raises(LiquidError, match="more than 1000000 characters"):
        environment.parse("{% for i in (1..1000000) %}{{ i | wide }}{% endfor %}").render({})
    assert len(made) < 20_000


def test_a_large_site_has_large_pages() -> None:
    """A feed that holds every post, and a page of tags that goes through all posts for each tag."""
    environment = Environment(filters=LIQUID_4)
    feed = environment.parse("{% for post in posts %}{{ post }}{% endfor %}")
    assert len(feed.render({"posts": ["x" * 1_000_000] * 30})) == 30_000_000
    tags = environment.parse("{% for tag in tags %}{% for post in posts %}{% endfor %}{% endfor %}done")
    assert tags.render({"tags": range(1000), "posts": range(3000)}) == "done"


def test_a_long_text_is_not_copied_each_time_a_loop_has_written_a_little() -> None:
    context = Context(Environment(filters={}), {})
    long = "x" * 1_000_000
    parts = [long, *["y"] * 20_000]
    assert context.pack(parts) == 2 + 10_000
    assert parts[0] is long
    assert parts[1:] == ["y" * 20_000]
    parts += ["z"] * 20_000
    context.pack(parts)
    assert parts == [long, "y" * 20_000 + "z" * 20_000]


def test_a_part_that_contains_itself_ends() -> None:
    class Again(Tag):
        def render(self, context: Context) -> str:
            part: Template = context.registers["part"]
            with context.scope({"x": 1}):
                return part.render_in(context)

    template = Environment(filters={}, tags={"again": Again}).parse("{% again %}")
    with pytest.raises(LiquidError, match="nesting too deep"):
        template.render({}, {"part": template})


def test_blocks_nest_a_hundred_deep_and_no_deeper() -> None:
    environment = Environment(filters={})
    for depth, kind, end in (
        (100, "for i in (1..1)", "endfor"),
        (100, "if true", "endif"),
        (90, "capture x", "endcapture"),
    ):
        text = f"{{% {kind} %}}" * depth + "deep{{ i }}" + f"{{% {end} %}}" * depth
        assert environment.parse(text).render({}).startswith("" if "capture" in kind else "deep")
    with pytest.raises(LiquidError, match="nesting too deep"):
        environment.parse("{% if true %}" * 101 + "{% endif %}" * 101)


def test_long_chains_are_no_problem() -> None:
    environment = Environment(filters=LIQUID_4)
    assert environment.parse("{{ 'a'" + " | append: 'b'" * 300 + " }}").render({}) == "a" + "b" * 300
    assert environment.parse("{% if " + "x or " * 400 + "true %}y{% endif %}").render({}) == "y"
    assert environment.parse("{{ a" + ".a" * 1000 + " }}").render({"a": {"a": 1}}) == ""
    elsif = (
        "{% if x == 0 %}"
        + "".join(f"{{% elsif x == {n} %}}{n}" for n in range(1, 2000))
        + "{% else %}z{% endif %}"
    )
    assert environment.parse(elsif).render({"x": 1500}) == "1500"
    assert environment.parse(elsif).render({"x": 2500}) == "z"


def test_what_python_could_not_take_is_refused() -> None:
    environment = Environment(filters=LIQUID_4)
    for text in ("{% if " + "a and b or " * 300 + "c %}{% endif %}", "{{ " + "9" * 5000 + " }}"):
        with pytest.raises(LiquidError):
            environment.parse(text)


HOSTILE = [
    "{{", "{%", "{% if a %}", "{{ a }}", "{%-", "}}", "{", "{% raw %}", "{% comment %}", "{% endif %}",
    "{{ a", "{% raw %}{{", "{% capture x %}", "{% nope %}",
]  # fmt: skip
INSIDE = [
    "a",
    "'",
    "'\"",
    "[",
    "[a]",
    "(",
    "(..",
    "..)",
    ".",
    "a|",
    "|",
    " ",
    "a ",
    "a, ",
    "1 or ",
    "a==",
    "a:",
    "{%",
]
AROUND = [
    ("{{ ", " }}"), ("{% if ", " %}{% endif %}"), ("{% assign x = ", " %}"), ("{% assign ", " %}"),
    ("{% for i in a ", " %}{% endfor %}"), ("{% case 1 %}{% when ", " %}{% endcase %}"), ("{% cycle ", " %}"),
    ("{% tablerow ", " %}{% endtablerow %}"), ("{{ a | f: ", " }}"), ("{% raw %}", "{% endraw %}"),
]  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    with suppress(LiquidError):
        Environment(filters=LIQUID_4).parse(text).render({"a": 1})
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_parsing_is_linear(piece: str) -> None:
    assert seconds(piece * (100_000 // len(piece))) < 3


@pytest.mark.slow
@pytest.mark.parametrize(("head", "tail"), AROUND)
def test_parsing_one_long_tag_is_linear(head: str, tail: str) -> None:
    for piece in INSIDE:
        assert seconds(head + piece * (100_000 // len(piece)) + tail) < 3


WORDS = [
    "{{", "}}", "{%", "%}", "-", " ", "if", "for", "in", "a", "b.c", "[0]", "'x'", "\"", "|", "upcase",
    ":", ",", "(1..3)", "endif", "endfor", "else", "elsif", "case", "when", "endcase", "assign", "=",
    "==", "and", "or", "capture", "endcapture", "raw", "endraw", "comment", "endcomment", "cycle",
    "break", "continue", "limit", "offset", "reversed", "contains", "é", "\x00", "\ud800", "tablerow",
    "endtablerow", "increment", "forloop", "unless", "ifchanged",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join)
    | st.lists(st.sampled_from(WORDS)).map(" ".join)
)
def test_nothing_but_liquid_errors(text: str) -> None:
    for dialect in (4, 5):
        environment = Environment(filters=LIQUID_4, limits=SMALL, dialect=dialect, additions=dialect == 5)
        try:
            environment.parse(text).render({"a": [1, {"b": "c"}], "b": {"c": 2}})
        except LiquidError as error:
            assert error.line >= 1
            assert error.column >= 1


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_without_openings_is_itself(text: str) -> None:
    plain = text.replace("{", "(")
    assert Environment(filters={}).parse(plain).render({}) == plain


LOOP = "{% for a in (1..100) %}{% for i in (1..90) %}"


@pytest.mark.parametrize(
    "asked",
    [
        "{% if list contains 'x' %}{% endif %}",
        "{% if list contains 7.5 %}{% endif %}",
        "{% if list == other %}{% endif %}",
        "{% if nested == same %}{% endif %}",
        "{% if text == other_text %}{% endif %}",
        "{% if text < other_text %}{% endif %}",
        "{% if text contains other_text %}{% endif %}",
        "{% case list %}{% when other %}{% endcase %}",
        "{% assign b = list | uniq %}",
    ],
)
def test_comparing_what_is_long_is_paid_for(asked: str) -> None:
    variables = {
        "list": list(range(2000)), "other": list(range(2000)), "text": "x" * 100_000,
        "other_text": "x" * 99_999 + "y", "nested": [{"a": [[1] * 8] * 8}] * 8,
        "same": [{"a": [[1] * 8] * 8}] * 8,
    }  # fmt: skip
    assert "loop turns" in fail(LOOP + asked + "{% endfor %}{% endfor %}", variables)


def test_a_range_beyond_all_counting_is_told() -> None:
    assert "the range is too long" in fail(
        "{{ 1 }}{% for i in (1..99999999999999999999999999) %}{% endfor %}"
    )


BLOCKS = {
    "if": ("{% if true %}", "{% endif %}"),
    "case": ("{% case 1 %}{% when 1 %}", "{% endcase %}"),
    "a case of variables": ("{% case one %}{% when one, 2 %}", "{% endcase %}"),
    "for": ("{% for i in (1..1) %}", "{% endfor %}"),
    "tablerow": ("{% tablerow i in (1..1) %}", "{% endtablerow %}"),
    "capture": ("{% capture a %}", "{% endcapture %}"),
    "ifchanged": ("{% ifchanged %}", "{% endifchanged %}"),
}


@pytest.mark.parametrize("inner", BLOCKS)
@pytest.mark.parametrize("outer", BLOCKS)
def test_blocks_nest_as_deep_as_ruby_nests_them(outer: str, inner: str) -> None:
    (start, end), (inner_start, inner_end) = BLOCKS[outer], BLOCKS[inner]
    text = (start + inner_start) * 45 + "{% break %}" + (inner_end + end) * 45
    Environment(filters={}).parse(text).render({"one": 1})
