"""Templates with what Ruby Liquid 4.0.4 makes of them, kept in ruby_cases.json."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from proactive_ssg.liquid import Context, Environment, LiquidError, Tag
from proactive_ssg.liquid.filters import LIQUID_4

KEPT = json.loads(Path(__file__).with_name("ruby_cases.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = KEPT["cases"]
DATA: dict[str, Any] = KEPT["data"]

RUBY = """
require "json"
require "liquid"
input = JSON.parse(STDIN.read)
results = input["cases"].map do |c|
  begin
    options = { error_mode: c.fetch("mode", "warn").to_sym }
    data = Marshal.load(Marshal.dump(input["data"]))
    { "output" => Liquid::Template.parse(c["template"], options).render!(data) }
  rescue StandardError
    { "error" => true }
  end
end
puts JSON.generate({ "version" => Liquid::VERSION, "results" => results })
"""


class Nothing(Tag):
    """A tag that might look at the variables, and writes nothing."""

    def render(self, context: Context) -> str:
        return ""


def render(case: dict[str, Any], template: str, **options: Any) -> dict[str, Any]:
    mode = case.get("mode", "warn")
    try:
        environment = Environment(filters=LIQUID_4, error_mode=mode, tags={"nothing": Nothing}, **options)
        return {"output": environment.parse(template).render(DATA)}
    except LiquidError:
        return {"error": True}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    return {"error": True} if case.get("error") else {"output": case["output"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_as_ruby(case: dict[str, Any]) -> None:
    assert render(case, case["template"]) == expected(case)


def test_rendering_leaves_the_data_alone() -> None:
    before = json.dumps(DATA)
    for case in CASES:
        render(case, case["template"])
    assert json.dumps(DATA) == before


# Tags of the host keep variables where they can be seen: other code is written, the text is the same.
SEEN = [
    case
    for case in CASES
    if not case["name"].startswith("white space")
    and "{% endfor %}" in case["template"]
    and "{% for" in case["template"]
    and "%}{% else" not in case["template"]
]


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case["name"])
def test_a_loop_that_somebody_watches_writes_the_same(case: dict[str, Any]) -> None:
    watched = case["template"].replace(
        "{% endfor %}", "{% unless true %}{% nothing %}{% endunless %}{% endfor %}"
    )
    assert render(case, watched) == expected(case)


@pytest.mark.ruby
def test_ruby_still_says_so() -> None:
    question = json.dumps({"data": DATA, "cases": CASES})
    done = subprocess.run(["ruby", "-e", RUBY], input=question, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("Ruby Liquid is not installed")
    answer = json.loads(done.stdout)
    old = answer["version"].startswith("4.")
    for case, result in zip(CASES, answer["results"], strict=True):
        if old or "only" not in case:
            assert result == expected(case), case["name"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_blocks_that_are_functions_of_their_own_say_the_same(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proactive_ssg.liquid.analysis.SPLIT", 0)
    assert render(case, case["template"]) == expected(case)
