"""Documents: merge keys, tags, aliases, hostile input, and where everything is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.i18n import speaking
from proactive_ssg.ruby_yaml import RubyLoader, YamlError, load
from proactive_ssg.ruby_yaml.loader import MAX_DEPTH, MAX_NODES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("---\n", None),
        ("# nothing\n", None),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("<<: {a: 1, b: 3}\na: 2", {"a": 2, "b": 3}),
        ("a: 2\n<<: {a: 1, b: 3}", {"a": 2, "b": 3}),
        ("<<: [{a: 1}, {a: 2, b: 3}]", {"a": 1, "b": 3}),
        ('"<<": x', {"<<": "x"}),
        (
            "a: !!str 12\nb: ! 12\nc: !other 12\nd: !!float 3\ne: !!binary aGk=",
            {"a": "12", "b": 12, "c": 12, "d": 3.0, "e": b"hi"},
        ),
        ("2: a\nyes: b\n~: c", {2: "a", True: "b", None: "c"}),
        ("a: |\n  b\n  c\nd: >\n  e\n  f\n", {"a": "b\nc\n", "d": "e f\n"}),
        ("a: 1\n...\nb: 2", {"a": 1}),
        ("a: 1\n---\nb: 2", {"a": 1}),
        ("a: '2023-02-31'", {"a": "2023-02-31"}),
    ],
)
def test_documents(text: str, value: object) -> None:
    assert load(text).value == value


def test_an_alias_is_one_object() -> None:
    value = load("a: &x [1]\nb: *x").value
    assert value["a"] is value["b"]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: b: c", "yaml", 1, 5),
        ("a: \tb\n\tc: d", "yaml", 2, 1),
        ("a: 'b\n", "yaml", 1, 4),
        ("é: [\n", "yaml", 1, 5),
        ("a: 1\nb: é\x01", "yaml", 2, 5),
        ("a: *x", "yaml", 1, 4),
        ("a: !ruby/object:Foo {}", "tag", 1, 4),
        ("a: !ruby/regexp /x/", "tag", 1, 4),
        ("a: !!python/object/apply:os.system [x]", "tag", 1, 4),
        ("a: !!float x", "tag", 1, 4),
        ("? [a]\n: b", "key", 1, 3),
        ("a: &x [*x]", "alias", 1, 4),
        ("<<: 12", "merge", 1, 5),
    ],
)
def test_errors_say_where_and_what_to_do(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert problem.message
    assert problem.hint


def test_every_error_of_a_document_is_reported() -> None:
    with pytest.raises(YamlError) as caught:
        load("a: 2023-02-31\nb: !ruby/object:X {}\nc:\n  - 2023-02-30\n")
    assert [(p.code, p.line) for p in caught.value.problems] == [("date", 1), ("tag", 2), ("date", 4)]


def test_the_last_of_two_equal_keys_counts_and_the_first_is_named() -> None:
    loaded = load("a: 1\nb: 2\na: 3\n")
    assert loaded.value == {"a": 3, "b": 2}
    (warning,) = loaded.warnings
    assert (warning.code, warning.line, warning.column) == ("duplicate-key", 3, 1)
    assert "line 1" in warning.message


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_nesting_is_bounded(opening: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(opening * (MAX_DEPTH * 40))
    assert caught.value.problems[0].code in ("depth", "yaml")


def test_ordinary_nesting_and_long_lists_are_fine() -> None:
    assert load("[" * 200 + "]" * 200).value is not None
    assert len(load("- a\n" * 20_000).value) == 20_000


def test_an_alias_bomb_is_refused() -> None:
    levels = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12)]
    with pytest.raises(YamlError) as caught:
        load("\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *levels]))
    assert caught.value.problems[0].code == "size"
    assert str(MAX_NODES) in caught.value.problems[0].message


def test_lines_and_places() -> None:
    loaded = load("---\na: 1\nb:\n  - c: 2\n    d: 3\n")
    assert loaded.lines == {"a": 2, "b": 3}
    assert loaded.locate("b", 0, "d") == (5, 5)
    assert loaded.locate("b", 7) == (3, 1)
    assert loaded.locate("x") == (0, 0)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("abé \n:#'\"-{}[]é", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc :", max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_json_is_read_as_it_is(value: Any) -> None:
    import json

    assert load(json.dumps(value, ensure_ascii=False)).value == value


@given(st.text(max_size=60))
def test_any_text_has_a_value_or_a_place(text: str) -> None:
    try:
        load(text)
    except YamlError as error:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)


def test_the_loader_serves_yaml_load_too() -> None:
    import yaml

    assert yaml.load("a: 12:30\nb: y", Loader=RubyLoader) == {"a": 45000, "b": "y"}


def test_the_last_anchor_of_a_name_is_meant() -> None:
    text = "EN: &EN {a: 1}\nen: *EN\nen-GB: &EN {a: 2}\nfr: *EN\nx: &x 1\ny: &x 2\nz: [*x]\n"
    loaded = load(text)
    languages = {"EN": {"a": 1}, "en": {"a": 1}, "en-GB": {"a": 2}, "fr": {"a": 2}}
    assert loaded.value == {**languages, "x": 1, "y": 2, "z": [2]}
    assert loaded.locate("fr") == (4, 1)
    assert loaded.warnings == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1", "il manque «\xa0,\xa0» ou «\xa0]\xa0»"),
        ('a: "x', "le texte finit trop tôt"),
        ("a: b: c", "une valeur ne peut pas commencer ici"),
        ("a: @x", "aucune valeur ne peut commencer par ce caractère"),
        ("a\n b: c\n- d", "une valeur ne peut pas commencer ici"),
        ("a: *x", "cet alias n’a pas d’ancre"),
        ("a: |\n\tb", "une tabulation est là où l’indentation demande une espace"),
    ],
)
def test_what_is_no_yaml_is_said_in_french(text: str, words: str) -> None:
    with speaking("fr"), pytest.raises(YamlError) as caught:
        load(text)
    assert caught.value.problems[0].message == f"ce n’est pas du YAML correct\xa0: {words}"
