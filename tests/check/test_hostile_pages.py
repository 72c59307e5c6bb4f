"""What a page may hold to make the audit long, or deep."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from proactive_ssg.check.html import parse
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.rules import RULES

PAGES = {
    "frames in hidden parts": "<div aria-hidden=true>" * 300 + '<iframe srcdoc="<p>a"></iframe>' * 300,
    "rows that span all": "<table>" + "<tr><th rowspan=0>a<td>b" * 3000 + "</table>",
    "columns that span all": "<table>" + "<tr><th colspan=1000>a<td>b" * 3000 + "</table>",
    "hidden in hidden": "<a href=a visible>" + "<b hidden>" * 400 + "a</a>",
    "names that call each other": "".join(
        f'<a href=a id=a{at} aria-labelledby="a{at - 1} a{at + 1}">a</a>' for at in range(1000)
    ),
    "turns without end": f"<style>@media (orientation:portrait){{html{{{'transform:' * 10_000}}}}}</style>",
    "a selector of spaces": f"<style>@media (orientation:portrait){{html{' ' * 50_000}x{{a:b}}}}</style>",
    "texts for everything": "<style>"
    + "".join(f'.a{at}::before{{content:"a"}}' for at in range(2000))
    + "</style>"
    + "<a href=a class=a5>b</a>" * 2000,
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_no_page_holds_the_audit_up(body: str) -> None:
    source = f"<!DOCTYPE html><html lang=en><head><title>A page</title></head><body>{body}"
    page = AuditedPage("/", Path("a.html"), parse(source))
    start = time.process_time()
    for rule in RULES:
        list(rule.check(page))
    assert time.process_time() - start < 5
