"""Whatever is written converts: no text, with any options, raises."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proactive_ssg.kramdown import Options, convert

MARKS = [
    *"*_`~$\\[](){}<>&-.'\"!^|:=#;/@+ \t\n\r\x00\ufeff\u00a0\u2028é語",
    "**", "```", "~~~", "{:", "{::", "{:/}", "{:.a}", "{:toc}", "{:a: .b}", "[^1]", "[^1]: ", "*[A]: ",
    "[a]: ", "](", "![", "<div>", "</div>", "<b ", "<!--", "-->", "<![CDATA[", "<?php", "&#", "&#x0;",
    "&#1114112;",
    "  \n", "\n\n", "\n    ", "\n> ", "\n* ", "\n1. ", "\n: ", "\n# ", "\n---\n", "\n===\n", "\n^\n", "| ",
    "\n|-|\n", "{::comment}", "{::nomarkdown}", "{::options header_offset='7' /}", "$$", ":smile:", "- [ ] ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4)), max_size=60).map("".join)
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "input": st.sampled_from(["GFM", "kramdown"]),
        "auto_ids": st.booleans(),
        "hard_wrap": st.booleans(),
        "html_to_native": st.booleans(),
        "parse_block_html": st.booleans(),
        "parse_span_html": st.booleans(),
        "transliterated_header_ids": st.booleans(),
        "header_offset": st.integers(-6, 6),
        "header_links": st.booleans(),
        "footnote_backlink_inline": st.booleans(),
        "entity_output": st.sampled_from(["as_char", "as_input", "numeric", "symbolic"]),
        "gfm_emojis": st.booleans(),
        "remove_line_breaks_for_cjk": st.booleans(),
        "typographic_symbols": st.sampled_from([{}, {"hellip": "..."}]),
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, options=OPTIONS)
def test_nothing_raises(text: str, options: dict[str, Any]) -> None:
    result = convert(text, Options.from_mapping(options))
    assert isinstance(result.html, str)
    lines = text.count("\n") + text.count("\r") + 2
    assert all(0 <= warning.line <= lines for warning in result.warnings)
