"""A loop over 2,000 items: Ruby Liquid, python-liquid's interpreter, Jinja2 and ours, in one run.

    python benchmarks/liquid_loop.py [turns]

Each gets the same data and the same template (Jinja2's in its own words) and renders it some times; the best
time counts. Ruby is measured by its own clock, without its start.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2

import liquid
from proactive_ssg.liquid import Environment
from proactive_ssg.liquid.filters import LIQUID_4

LIQUID = """<ul>{% for item in items %}
  {% assign label = item.title | upcase %}
  {% if item.price > 100 %}<li class="dear">{% else %}<li>{% endif %}
  <a href="{{ item.url | escape }}">{{ label }}</a> {{ item.price }} {{ item.author.name | append: "!" }}
  </li>{% endfor %}
</ul>"""

JINJA = """<ul>{% for item in items %}
  {% set label = item.title | upper %}
  {% if item.price > 100 %}<li class="dear">{% else %}<li>{% endif %}
  <a href="{{ item.url | escape }}">{{ label }}</a> {{ item.price }} {{ item.author.name ~ "!" }}
  </li>{% endfor %}
</ul>"""

RUBY = """
require "liquid"
require "json"
data = JSON.parse(File.read(ARGV[0]))
template = Liquid::Template.parse(File.read(ARGV[1]))
best = nil
ARGV[2].to_i.times do
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  $out = template.render!(data)
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  best = took if best.nil? || took < best
end
puts JSON.generate({ "seconds" => best, "output" => $out, "version" => Liquid::VERSION })
"""

DATA: dict[str, Any] = {
    "items": [
        {"title": f"Item {n}", "url": f"/a?b={n}&c", "price": n % 200, "author": {"name": f"Author {n % 7}"}}
        for n in range(2000)
    ]
}


def best(render: Callable[[], str], turns: int) -> tuple[float, str]:
    """The shortest of so many times, in seconds, and the text."""
    times = []
    for _turn in range(turns):
        start = time.perf_counter()
        text = render()
        times.append(time.perf_counter() - start)
    return min(times), text


def ruby(turns: int) -> tuple[str, float, str] | None:
    """Ruby Liquid's version, time and text; None where there is no Ruby Liquid."""
    if shutil.which("ruby") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        data, template = Path(folder, "data.json"), Path(folder, "template.html")
        data.write_text(json.dumps(DATA), "utf-8")
        template.write_text(LIQUID, "utf-8")
        command = ["ruby", "-e", RUBY, str(data), str(template), str(turns)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    found = json.loads(done.stdout)
    return found["version"], found["seconds"], found["output"]


def main() -> None:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    ours = Environment(filters=LIQUID_4).parse(LIQUID)
    interpreted = liquid.Environment().from_string(LIQUID)
    jinja = jinja2.Environment().from_string(JINJA)
    rows: list[tuple[str, float]] = []
    time_ours, text = best(lambda: ours.render(DATA), turns)
    rows.append(("ours, compiled", time_ours))
    rows.append(("Jinja2", best(lambda: jinja.render(**DATA), turns)[0]))
    seconds, theirs = best(lambda: interpreted.render(**DATA), turns)
    rows.append((f"python-liquid {liquid.__version__}", seconds))
    same = {"python-liquid": theirs == text}
    if (found := ruby(turns)) is not None:
        rows.append((f"Ruby Liquid {found[0]}", found[1]))
        same["Ruby Liquid"] = found[2] == text
    for name, seconds in rows:
        print(f"{name:24} {seconds * 1000:7.2f} ms   {seconds / time_ours:5.2f} times ours")
    for name, equal in same.items():
        print(f"the same text as {name}: {'yes' if equal else 'NO'}")


if __name__ == "__main__":
    main()
