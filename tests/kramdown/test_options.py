"""The options: their types, their defaults, and what is refused."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from proactive_ssg.kramdown import OptionError, Options, convert

JEKYLL = {
    "auto_ids": True,
    "toc_levels": "1..6",
    "entity_output": "as_char",
    "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "input": "GFM",
    "hard_wrap": False,
    "guess_lang": True,
    "footnote_nr": 1,
    "show_warnings": False,
    "syntax_highlighter": "rouge",
    "syntax_highlighter_opts": {},
}


def test_defaults_are_those_of_kramdown() -> None:
    options = Options.from_mapping({})
    assert options == Options()
    assert options.auto_ids and options.parse_span_html and options.hard_wrap
    assert options.toc_levels == (1, 2, 3, 4, 5, 6)
    assert options.footnote_backlink == "&#8617;"
    assert options.forbidden_inline_options == ("template",)


def test_jekylls_own_settings_are_accepted() -> None:
    options = Options.from_mapping(JEKYLL)
    assert options.input == "GFM"
    assert not options.hard_wrap


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("auto_ids", "false", False),
        ("auto_ids", None, False),
        ("header_offset", "-1", -1),
        ("footnote_nr", "0x1f", 31),
        ("footnote_nr", "017", 15),
        ("footnote_nr", "1_000", 1000),
        ("auto_id_prefix", 12, "12"),
        ("entity_output", ":numeric", "numeric"),
        ("math_engine", None, None),
        ("math_engine", "nil", None),
        ("toc_levels", "2..3", (2, 3)),
        ("toc_levels", "2,4,2", (2, 4)),
        ("toc_levels", [1, "3"], (1, 3)),
        ("smart_quotes", "apos,apos,34,quot", ("apos", "apos", 34, "quot")),
        ("link_defs", "{a: [a.html], b: [b.html, B]}", {"a": ("a.html", None), "b": ("b.html", "B")}),
        ("typographic_symbols", "hellip: ...", {"hellip": "..."}),
        ("gfm_quirks", ":paragraph_end,no_auto_typographic", ("paragraph_end", "no_auto_typographic")),
        ("gfm_quirks", [], ()),
        ("syntax_highlighter_opts", {":span": {"disable": True}}, {"span": {"disable": True}}),
        ("forbidden_inline_options", ["template", ":auto_ids"], ("template", "auto_ids")),
        ("input", "gfm", "GFM"),
        ("latex_headers", "a,b,c,d,e,f", ("a", "b", "c", "d", "e", "f")),
    ],
)
def test_values_are_read_as_kramdown_reads_them(name: str, value: Any, expected: Any) -> None:
    assert getattr(Options.from_mapping({name: value}), name) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("no_such_option", 1),
        ("auto_ids", "maybe"),
        ("header_offset", "one"),
        ("header_offset", True),
        ("toc_levels", "0..3"),
        ("toc_levels", "all"),
        ("toc_levels", 3),
        ("entity_output", "as_is"),
        ("smart_quotes", "lsquo,rsquo"),
        ("smart_quotes", "lsquo,rsquo,ldquo,nosuchentity"),
        ("link_defs", {"a": "a.html"}),
        ("link_defs", "{"),
        ("link_defs", [1]),
        ("typographic_symbols", {"bullet": "*"}),
        ("footnote_link_text", "note"),
        ("gfm_quirks", "no_such_quirk"),
        ("gfm_quirks", 1),
        ("syntax_highlighter", "pygmentize"),
        ("math_engine", "abacus"),
        ("input", "html"),
        ("template", "document"),
    ],
)
def test_what_makes_no_sense_is_an_error_that_names_it(name: str, value: Any) -> None:
    with pytest.raises(OptionError) as caught:
        Options.from_mapping({name: value})
    assert caught.value.name == name
    assert repr(name) in str(caught.value)


def test_every_option_can_be_set_from_a_configuration() -> None:
    defaults = Options()
    for option in fields(Options):
        value = getattr(defaults, option.name)
        value = list(value) if isinstance(value, tuple) else value
        assert Options.from_mapping({option.name: value}) == defaults, option.name


def test_inline_options_are_as_lenient_as_kramdowns() -> None:
    options = Options()
    options.parse_option("auto_ids", "no")
    assert options.auto_ids is True
    options.parse_option("auto_ids", " FALSE ")
    assert options.auto_ids is False
    with pytest.raises(OptionError):
        options.parse_option("footnote_nr", "many")
    assert not Options.is_inline_option("input")
    assert Options.is_inline_option("hard_wrap")


def test_a_document_does_not_change_the_options_of_the_next() -> None:
    options = Options()
    first = convert('{::options auto_ids="false" /}\n\n# Title\n', options)
    assert first.html == "\n<h1>Title</h1>\n"
    assert convert("# Title\n", options).html == '<h1 id="title">Title</h1>\n'


def test_a_copy_is_equal_and_independent() -> None:
    options = Options.from_mapping(JEKYLL)
    twin = options.copy()
    assert twin == options
    twin.parse_option("auto_ids", "false")
    assert options.auto_ids
