"""HTML read and written as libxml2 does it for the gems that use Nokogiri."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import yaml

from proactive_ssg.plugins.html_fragment import parse_fragment
from proactive_ssg.plugins.html_writing import to_html

CASES = yaml.safe_load((Path(__file__).parents[1] / "fixtures" / "libxml2.yml").read_text("utf-8"))
NOKOGIRI = """
require "nokogiri"
require "json"
puts JSON.parse($stdin.read).map { |html| Nokogiri::HTML::DocumentFragment.parse(html).to_s }.to_json
"""


@pytest.mark.parametrize("case", CASES, ids=[case["html"][:30] for case in CASES])
def test_what_is_written_again_is_what_nokogiri_writes(case: dict[str, str]) -> None:
    assert to_html(parse_fragment(case["html"])) == case["written"]


@pytest.mark.ruby
def test_nokogiri_still_writes_it() -> None:
    if shutil.which("ruby") is None:
        pytest.skip("needs Ruby")
    texts = json.dumps([case["html"] for case in CASES])
    done = subprocess.run(["ruby", "-e", NOKOGIRI], input=texts, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("needs the gem nokogiri")
    assert json.loads(done.stdout) == [case["written"] for case in CASES]


LONG = {
    "open": "<div>" * 20_000,
    "never ending": "<b " * 20_000,
    "closed": "</p>" * 20_000,
    "paragraphs": "<p>" * 20_000,
    "links": "<a>" * 20_000,
    "space": "<b " + " " * 100_000,
    "names": "<b" + " a" * 50_000,
    "quotes": '<b a="' * 20_000,
    "comments": "<!-" * 20_000 + "<!--" * 20_000,
    "scripts": "<script>" * 20_000,
    "entities": "&#" * 50_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    tree = parse_fragment(text)
    to_html(tree)
    assert tree.text() is not None
    assert time.process_time() - begun < 5
