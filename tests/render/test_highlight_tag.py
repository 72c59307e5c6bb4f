"""``highlight`` with ``mark_lines``, as Jekyll 4.4.1 writes it (Debian's 4.3 does not know the option)."""

from __future__ import annotations

import pytest

from proactive_ssg.render.code_blocks import highlight_code

GUTTER = (
    '<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">{numbers}</pre></td>'
)
CODE = '<td class="code"><pre>{code}</pre></td></tr></tbody></table>'


@pytest.mark.parametrize(
    ("code", "options", "expected"),
    [
        ("a = 1\nb = 2", {"mark_lines": ["2"]}, 'a = 1\n<span class="hll">b = 2\n</span>'),
        (
            "a = 1\nb = 2\nc = 3",
            {"mark_lines": ["1", "3"], "linenos": True},
            GUTTER.format(numbers="1\n2\n3\n")
            + CODE.format(code='<span class="hll">a = 1\n</span>b = 2\n<span class="hll">c = 3\n</span>\n'),
        ),
        (
            "a = 1\n\nb = 2",
            {"mark_lines": ["2"], "linenos": True},
            GUTTER.format(numbers="1\n2\n3\n")
            + CODE.format(code='a = 1\n<span class="hll">\n</span>b = 2\n\n'),
        ),
        ("a\nb\n", {"linenos": True}, GUTTER.format(numbers="1\n2\n") + CODE.format(code="a\nb\n")),
    ],
    ids=["marked", "marked and numbered", "an empty line", "a newline at the end"],
)
def test_lines_are_marked_and_numbered(code: str, options: dict[str, object], expected: str) -> None:
    assert highlight_code(code, "text", options) == expected
