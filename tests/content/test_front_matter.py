"""Where front matter begins and ends, and what is said when it is wrong."""

from __future__ import annotations

import re
import time
from datetime import UTC
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proactive_ssg.content.front_matter import RubyYAMLHandler, parse_front_matter, split
from proactive_ssg.errors import Diagnostic, Diagnostics
from proactive_ssg.model.page import FrontMatter

# Jekyll's YAML_FRONT_MATTER_REGEXP (document.rb), with Ruby's \s, . and $ spelled out for Python.
JEKYLL = re.compile(r"\A(---[ \t\r\n\f\v]*\n(?s:.*?)\n?)^((---|\.\.\.)[ \t\r\n\f\v]*$\n?)", re.MULTILINE)
PATH = Path("page.md")


def parse(text: str) -> tuple[FrontMatter, str, list[Diagnostic]]:
    diagnostics = Diagnostics()
    parsed = parse_front_matter(text, PATH, UTC, diagnostics)
    front_matter, body = parsed or (FrontMatter(), "")
    return front_matter, body, diagnostics.items


def problem(text: str) -> Diagnostic:
    (found,) = parse(text)[2]
    assert found.path == PATH
    return found


@pytest.mark.parametrize(
    ("text", "data", "body", "end_line"),
    [
        ("---\na: 1\n---\nbody", {"a": 1}, "body", 3),
        ("---\na: 1\n...\nbody", {"a": 1}, "body", 3),
        ("---  \t\na: 1\n---  \nbody", {"a": 1}, "body", 3),
        ("---\r\na: 1\r\n---\r\nbody\r\n", {"a": 1}, "body\r\n", 3),
        ("---\n---\nbody", {}, "body", 2),
        ("---\n\n---\nbody", {}, "body", 3),
        ("---\n# nothing\n---\nbody", {}, "body", 3),
        ("---\na: 1\n---", {"a": 1}, "", 2),
        ("---\na: 1\n---\n", {"a": 1}, "", 3),
        ("---\na: 1\n---\n\n \n  body", {"a": 1}, "  body", 5),
        ("---\na: 1\n---\nbody\n---\nmore", {"a": 1}, "body\n---\nmore", 3),
        ("---\na: |\n  ---\nb: 2\n---\nbody", {"a": "---\n", "b": 2}, "body", 5),
        ("---\na: 1\n----\nb: 2\n---\nx", None, "", 0),
        ("---\non: 1\n2024: 2\n---\nx", {"true": 1, "2024": 2}, "x", 4),
        ("no front matter\n---\na: 1\n---\n", {}, "no front matter\n---\na: 1\n---\n", 0),
        ("----\na: 1\n---\n", {}, "----\na: 1\n---\n", 0),
        (" ---\na: 1\n---\n", {}, " ---\na: 1\n---\n", 0),
        ("", {}, "", 0),
    ],
)
def test_front_matter_and_body(text: str, data: dict[str, object] | None, body: str, end_line: int) -> None:
    front_matter, rest, problems = parse(text)
    assert bool(problems) == (data is None)
    assert (front_matter.data, rest, front_matter.end_line) == (data or {}, body, end_line)


def test_keys_know_their_lines() -> None:
    front_matter, _body, _problems = parse("---\ntitle: x\n\nune:\n  image: y\ntags:\n- a\n---\n")
    assert front_matter.lines == {"title": 2, "une": 4, "tags": 6}


def test_line_one_of_the_body_is_the_line_after_the_end() -> None:
    text = "---\na: 1\n---\n\n\nbody\n"
    front_matter, body, _problems = parse(text)
    assert text.splitlines()[front_matter.end_line] == body.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "source_line"),
    [
        ("---\ntitle: a: b\n---\n", "front-matter-yaml", 2, 9, "title: a: b"),
        ("---\r\ntitle: x\r\na: [1\r\n---\r\n", "front-matter-yaml", 3, 4, "a: [1"),
        ("---\ndate: 2023-02-31\n---\n", "front-matter-date", 2, 7, "date: 2023-02-31"),
        ("---\na: 1\n\nb: !ruby/object:X {}\n---\n", "front-matter-tag", 4, 4, "b: !ruby/object:X {}"),
        ("---\njust text\n---\n", "front-matter-type", 2, 1, "just text"),
        ("---\n- a\n---\n", "front-matter-type", 2, 1, "- a"),
    ],
)
def test_wrong_front_matter_is_an_error_with_its_place(
    text: str, code: str, line: int, column: int, source_line: str
) -> None:
    found = problem(text)
    assert found.is_error
    assert (found.code, found.line, found.source_line) == (code, line, source_line)
    assert found.column == column
    assert found.hint


def test_front_matter_that_is_never_closed_is_text_and_is_said() -> None:
    text = "---\ntitle: x\n\nbody"
    front_matter, body, (found,) = parse(text)
    assert (front_matter, body) == (FrontMatter(), text)
    assert (found.code, found.line, found.is_error) == ("front-matter-unclosed", 1, False)


def test_a_key_that_is_there_twice_is_a_warning() -> None:
    front_matter, _body, (found,) = parse("---\na: 1\na: 2\n---\n")
    assert front_matter.data == {"a": 2}
    assert (found.code, found.line, found.is_error) == ("front-matter-duplicate-key", 3, False)


lines = st.sampled_from(
    ["---", "--- ", "---\t\r", "...", "", " ", "\r", "a: 1", "--- x", " ---", "----", "\xa0", "\f"]
)


@given(st.lists(lines, max_size=9), st.booleans())
def test_the_split_is_that_of_jekylls_regular_expression(chosen: list[str], final: bool) -> None:
    text = "\n".join(chosen) + "\n" * final
    match = JEKYLL.match(text)
    ours = split(text)
    assert (ours is None) == (match is None)
    if ours is not None and match is not None:
        yaml, body = ours
        assert yaml == match[1]
        assert body == text[match.end() :]


@given(st.text("-. \n\r\t:aé", max_size=80))
def test_nothing_is_lost(text: str) -> None:
    parts = split("---\n" + text)
    if parts is not None:
        assert ("---\n" + text).startswith(parts[0])
        assert text.endswith(parts[1])


@pytest.mark.parametrize("filler", ["\n", " \n", "---x\n", "-- \n", "--- " * 50 + "x\n"])
def test_splitting_takes_linear_time(filler: str) -> None:
    text = "---\n" + filler * (400_000 // len(filler))
    begun = time.process_time()
    assert split(text) is None
    assert time.process_time() - begun < 2


def test_python_frontmatter_reads_with_our_handler() -> None:
    post = frontmatter.loads("---\nheure: 12:30\n---\nbody\n", handler=RubyYAMLHandler())
    assert post.metadata == {"heure": 45000}
    assert post.content == "body"


def test_a_thousand_problems_take_no_longer_than_one_each() -> None:
    start = time.process_time()
    _front_matter, _body, found = parse("---\n" + "a: 1\n" * 20_000 + "---\n")
    assert len(found) == 19_999
    assert found[-1].source_line == "a: 1"
    assert time.process_time() - start < 8
