"""Every fault is told in the file and line where it is, as the editor counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from template_site import ROOT, Problem, make_page

HEAD = "---\nlayout: default\n---\n\n"  # the fault is on line 5 of the file


@pytest.mark.parametrize(
    ("line", "code", "column", "message", "hint"),
    [
        ("{% for x page.tags %}", "template-syntax", 10, "expected token 'in'", ""),
        ("<p>{{ page.title | dat }}", "template-syntax", 20, "there is no filter 'dat'", "date"),
        ("{% if page.title is emty %}{% endif %}", "template-syntax", 21, "there is no test 'emty'", ""),
        ("<p>{{ page. }}", "template-syntax", 1, "expected name or number", ""),
        ("<p>{{ pgae.title }}", "template-undefined", 7, "here is called 'pgae'", "did you mean page?"),
        ("<p>{{ page.soon(1) }}", "template-undefined", 12, "here is called 'soon'", ""),
        ("<p>{{ absent }}", "template-undefined", 7, "'absent'", ""),
        ("{% for x in absent %}{% endfor %}", "template-undefined", 13, "'absent'", ""),
        ("{{ absent | markdownify }}", "template-undefined", 4, "'absent'", ""),
        ("{% include 'prat.html' %}", "template-missing", 13, "no template 'prat.html'", "part.html"),
        ("{% include '../secret.html' %}", "template-missing", 13, "'../secret.html'", ""),
        ("{% include '/etc/passwd' %}", "template-missing", 13, "'/etc/passwd'", ""),
        ("{{ 1 / 0 }}", "template-runtime", 1, "division by zero", ""),
        ("{{ 'soon' | date }}", "template-runtime", 5, "'soon' is not a date", ""),
        ("{{ page.__class__.__mro__ }}", "template-sandbox", 9, "'__class__' of PageDrop is not", "read"),
        ("{{ ''.__class__ }}", "template-sandbox", 7, "'__class__' of str", "read"),
        ("{{ page._page }}", "template-sandbox", 9, "'_page'", "read"),
        ("{{ page.list.append(1) }}", "template-sandbox", 14, "'append' would change a value", "read"),
        ("{% set x = page.une.update(a=1) %}", "template-sandbox", 21, "'update' would change", "read"),
    ],
)  # fmt: skip
def test_where_and_what(problem: Problem, line: str, code: str, column: int, message: str, hint: str) -> None:  # noqa: PLR0917
    page = make_page(list=[1], une={"image": 1})
    found = problem(HEAD + line + "\nafter\n", page=page, part="x")
    assert (found.path, found.line, found.source_line) == (ROOT / "layouts/layout.html", 5, line)
    assert found.is_error
    assert found.code == code
    assert message in found.message
    assert hint in found.hint
    if column:
        assert found.column == column


def test_in_the_file_where_the_fault_is(problem: Problem) -> None:
    found = problem("a\n{% include 'part.html' %}", part="1\n2\n{{ 1 / 0 }}\n")
    assert (found.path, found.line) == (ROOT / "layouts/part.html", 3)
    macro = "\n{% macro m() %}\n{{ nope.x }}\n{% endmacro %}"
    found = problem("{% from 'part.html' import m %}\n{{ m() }}", part=macro)
    assert (found.path, found.line, found.column) == (ROOT / "layouts/part.html", 3, 4)
    found = problem("\n{% include 'part.html' %}", part="x\n{% endif %}")
    assert (found.path, found.line) == (ROOT / "layouts/part.html", 2)


def test_windows_line_ends_count_once(problem: Problem) -> None:
    found = problem("a\r\nb\r\n{{ nope }}\r\n")
    assert (found.line, found.source_line) == (3, "{{ nope }}")


def test_nothing_outside_the_folder_is_ever_opened(problem: Problem, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("secret")
    assert problem(f"{{% include '{secret}' %}}").code == "template-missing"
