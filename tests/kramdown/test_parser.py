"""The parser by itself: what it builds, what it warns of, and the bounds it keeps."""

from __future__ import annotations

import pytest

from proactive_ssg.kramdown.definitions import MAX_NESTING
from proactive_ssg.kramdown.element import REFS, Element
from proactive_ssg.kramdown.options import Options
from proactive_ssg.kramdown.parser import Parser


def parse(text: str, **options: object) -> tuple[Element, Parser]:
    parser = Parser(Options.from_mapping(options))
    return parser.parse(text), parser


def depth(element: Element) -> int:
    """How deep the tree is, without recursion."""
    level, elements = 0, [element]
    while elements:
        elements = [child for el in elements for child in el.children]
        level += 1
    return level


def test_blocks_know_their_lines() -> None:
    root, _ = parse("# One\n\ntext\n\n> quote\n>\n> > inner\n\n* item\n\n  * nested\n")
    lines: dict[str, list[int]] = {}
    todo = [root]
    while todo:
        el = todo.pop()
        lines.setdefault(el.type, []).append(el.line)
        todo.extend(reversed(el.children))
    assert lines["header"] == [1]
    assert lines["blockquote"] == [5, 7]
    assert lines["p"] == [3, 5, 7, 9, 11]
    assert lines["li"] == [9, 11]


def test_carriage_returns_end_lines() -> None:
    assert parse("a\r\n\r\nb\rc")[0].children[2].children[0].value == "b\nc"


def test_attribute_lists_refer_to_definitions() -> None:
    root, parser = parse("{:a: .x}\ntext\n{: a .y k='v'}\n")
    paragraph = root.children[0]
    assert paragraph.ial == {REFS: ["a"], "class": "y", "k": "v"}
    assert paragraph.attr == {"class": "x y", "k": "v"}
    assert parser.alds == {"a": {"class": "x"}}


def test_attribute_definitions_in_a_circle_end() -> None:
    attr = parse("{:a: b .x}\n{:b: a .y}\n\ntext\n{: a}\n")[0].children[-1].attr
    assert set((attr["class"] or "").split()) == {"x", "y"}


def test_attribute_definitions_that_double_end() -> None:
    text = "".join(f"{{:a{i}: a{i + 1} a{i + 1}}}\n" for i in range(60)) + "\ntext\n{: a0}\n"
    assert parse(text)[0].children[-1].type == "p"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a\n\n[x]: /u\n[x]: /v\n", 4, "Duplicate link ID 'x'"),
        ("a\n\n*[x]: u\n*[x]: v\n", 4, "Duplicate abbreviation ID 'x'"),
        ("a[^x]\n\n[^x]: u\n\n[^x]: v\n", 5, "Duplicate footnote name 'x'"),
        ("a\n\n[^x]: u\n", 3, "'x' on line 3 is unreferenced"),
        ("a\n{: =}\n", 2, "No or invalid attributes found"),
        ("a\n\n{::comment}\nb\n", 3, "No stop tag for extension 'comment'"),
        ("a\n\n{::what /}\n", 3, "Invalid extension with name 'what'"),
        ("a\n\n{:/comment}\n", 3, "Invalid extension stop tag for 'comment'"),
        ("a\n\n{::options what='b' /}\n", 3, "Unknown kramdown option 'what'"),
        ("a\n\n{::options template='b' /}\n", 3, "Option template may not be set inline"),
        ("a\n\n<div>\nb\n", 3, "Found no end tag for 'div'"),
        ("a\n\n<div>\n</p>\n</div>\n", 4, "closing tag for 'p'"),
        ("a\n\n<div a='1' a='2'>\n</div>\n", 3, "Duplicate HTML attribute 'a'"),
        ("|a|\n|---|\n\n", 1, "Found table without body"),
    ],
)
def test_warnings(text: str, line: int, part: str) -> None:
    warnings = [warning for warning in parse(text)[1].warnings if part in warning.message]
    assert warnings
    assert warnings[0].line == line


def test_a_table_that_is_none_leaves_no_trace() -> None:
    root, parser = parse("| a | b |\ntext\n")
    assert [child.type for child in root.children] == ["p"]
    assert parser.warnings == []


@pytest.mark.parametrize("indentation", ["    \f", "\t\v", "    \r"])
def test_white_space_of_other_kinds_makes_no_code_and_no_loop_without_end(indentation: str) -> None:
    root, _ = parse(f"{indentation}text\n")
    assert "codeblock" not in [child.type for child in root.children]


@pytest.mark.parametrize("pattern", ["> ", "* ", "1. ", "<div markdown='1'>", "<div>"])
def test_nesting_is_bounded(pattern: str) -> None:
    root, _ = parse(pattern * 500 + "a\n")
    assert MAX_NESTING <= depth(root) <= 3 * MAX_NESTING


def test_options_of_the_caller_stay_as_they_are() -> None:
    options = Options()
    Parser(options.copy()).parse("{::options auto_ids='false' /}\n")
    assert options.auto_ids is True
