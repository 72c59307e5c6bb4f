"""Unquoted scalars mean what they mean in Ruby; the table was written by Ruby."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from proactive_ssg.ruby_yaml import YamlError, load

TABLE = Path(__file__).parents[1] / "fixtures" / "ruby_yaml" / "scalars.tsv"
RUBY = r"""
require 'psych'; require 'json'; require 'date'
ENV['TZ'] = 'UTC'
STDIN.each_line(chomp: true) do |line|
  value = begin
    Psych.safe_load("- " + line, permitted_classes: [Date, Time, Symbol])[0]
  rescue StandardError => error
    error
  end
  puts (case value
    when Time then ["time", value.strftime("%Y-%m-%dT%H:%M:%S.%6N%:z")]
    when Date then ["date", value.to_s]
    when Symbol then ["sym", value.to_s]
    when Float then ["float", value.to_s]
    when Integer then ["int", value.to_s]
    when String then ["str", value]
    when nil then ["null", ""]
    when true, false then ["bool", value.to_s]
    when Exception then ["err", value.class.to_s]
    else ["other", ""]
  end).to_json
end
"""


def rows() -> Iterator[tuple[str, str, str]]:
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        scalar, kind, value = line.split("\t")
        yield scalar, kind, value


def described(scalar: str) -> tuple[str, str]:
    """Type and value as the table writes them."""
    value = load(f"- {scalar}").value[0]
    if value is None:
        return "null", ""
    if isinstance(value, datetime):
        return "time", value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, bool):
        return "bool", str(value).lower()
    kind = {int: "int", float: "float", str: "str"}.get(type(value), "other")
    return kind, str(value) if kind != "other" else ""


def same(ours: tuple[str, str], ruby: tuple[str, str]) -> bool:
    if ruby[0] == "sym":  # a symbol is text, colon and all: no released Jekyll makes symbols
        return ours == ("str", f":{ruby[1]}")
    if ours[0] == ruby[0] == "float":
        one, other = (text.replace("Infinity", "inf").lower() for text in (ours[1], ruby[1]))
        return one == other or float(one) == float(other)
    return ours == ruby


@pytest.mark.parametrize(("scalar", "kind", "value"), list(rows()))
def test_a_scalar_means_what_it_means_in_ruby(scalar: str, kind: str, value: str) -> None:
    assert same(described(scalar), (kind, value))


@pytest.mark.ruby
@pytest.mark.skipif(shutil.which("ruby") is None, reason="needs Ruby")
def test_invented_scalars_mean_what_they_mean_in_ruby() -> None:
    pieces = [
        *"0178-+.,_:eExboyZTA=~",
        "12",
        "30",
        "2023",
        "yes",
        "no",
        "inf",
        "nan",
        "null",
        "02",
        "60",
        "true",
    ]
    chooser = random.Random(20240131)
    scalars = [
        "".join(chooser.choices([*pieces, " "], k=chooser.randint(1, 6))).strip() for _ in range(20_000)
    ]
    scalars = [scalar for scalar in scalars if scalar]
    done = subprocess.run(
        ["ruby", "-e", RUBY], input="\n".join(scalars), text=True, capture_output=True, check=True
    )
    differing = []
    for scalar, line in zip(scalars, done.stdout.splitlines(), strict=True):
        kind, value = json.loads(line)
        try:
            ours = described(scalar)
        except YamlError:
            ours = ("err", "")
        if kind == "err" and ours[0] in ("err", "str"):  # `0x_` makes Ruby stumble; it is text
            continue
        if kind != "other" and not same(ours, (kind, value)):
            differing.append((scalar, ours, (kind, value)))
    assert differing == []


@pytest.mark.parametrize("text", ["2023-02-31", "2023-02-29 10:00:00", "2023-01-01 25:00:00", "2023-00-10"])
def test_an_impossible_date_is_an_error_with_its_place(text: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(f"title: x\nwhen:\n  - {text}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("date", 3, 5)
    assert text in problem.message


@pytest.mark.parametrize("text", ['"2023-02-31"', "'2023-02-31'", "2023-13-01", "2023-02-31 or so"])
def test_what_only_looks_like_a_date_is_text(text: str) -> None:
    assert load(f"a: {text}").value == {"a": text.strip("\"'")}


def test_a_time_without_offset_is_utc_and_shown_in_the_time_zone() -> None:
    paris = ZoneInfo("Europe/Paris")
    value = load("a: 2023-09-13 13:08:00", paris).value["a"]
    assert value == datetime(2023, 9, 13, 13, 8, tzinfo=UTC)
    assert value.isoformat() == "2023-09-13T15:08:00+02:00"


@pytest.mark.parametrize("offset", ["+02:00", "+0200", "+2", " +02:00"])
def test_an_offset_is_kept(offset: str) -> None:
    value = load(f"a: 2023-09-13 13:08:00 {offset}", ZoneInfo("America/New_York")).value["a"]
    assert value.isoformat() == "2023-09-13T13:08:00+02:00"
