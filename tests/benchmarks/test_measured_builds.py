"""What the benchmarks measure is what they say: the builds are whole, and stale ones are told."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import generated
import measuring
import pytest
import scenarios
import trees

PAGES = 20
SHARED = Path(__file__).parents[3] / "shared"
LAYOUT = "<html><body>{{ content }}</body></html>"


@pytest.fixture
def ours(tmp_path: Path) -> generated.Generator:
    """The first generator, on a small site like the one that is generated."""
    generator = generated.generators(tmp_path)[0]
    files = {"_config.yml": "title: Essai\ncollections:\n  services:\n    output: true\n"}
    files |= {generator.layout: LAYOUT, "index.html": "---\nlayout: default\n---\n{{ site.services.size }}"}
    for number in range(PAGES):
        files[generator.page.format(number)] = f"---\nlayout: default\n---\nService {number}"
    for name, text in files.items():
        path = generator.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return generator


@pytest.mark.slow
def test_every_scenario_gives_what_a_clean_build_gives(ours: generated.Generator, tmp_path: Path) -> None:
    results = scenarios.measure([ours], 1, PAGES, tmp_path / "aside")
    warm = (scenarios.NOTHING, scenarios.PAGE, scenarios.LAYOUT)
    assert {scenario: len(results.of(scenario)[ours.name]) for scenario in (scenarios.COLD, *warm)} == (
        dict.fromkeys((scenarios.COLD, *warm), 1)
    )
    assert results.stale == {(scenario, ours.name): 0 for scenario in warm}
    shown = "".join(path.read_text("utf-8") for path in ours.result.rglob("*.html"))
    assert shown.count("Une phrase de plus, la 1e.") == 1
    assert shown.count("<!-- edit 1 --></body>") == PAGES + 1


@pytest.mark.slow
def test_a_build_that_does_not_see_an_edit_ends_the_benchmark(
    ours: generated.Generator, tmp_path: Path
) -> None:
    blind = replace(ours, again=[sys.executable, "-c", ""])
    with pytest.raises(trees.StaleError, match="one page edited: 1 files are not"):
        scenarios.measure([blind], 1, PAGES, tmp_path / "aside")


@pytest.mark.slow
def test_a_peer_that_does_not_see_an_edit_is_counted(ours: generated.Generator, tmp_path: Path) -> None:
    peer = replace(ours, again=[sys.executable, "-c", ""], proven=False)
    results = scenarios.measure([peer], 1, PAGES, tmp_path / "aside")
    assert results.stale[scenarios.PAGE, peer.name] == 1
    assert results.stale[scenarios.LAYOUT, peer.name] == PAGES + 1


@pytest.mark.slow
def test_pages_without_their_layout_are_not_measured(ours: generated.Generator, tmp_path: Path) -> None:
    (ours.folder / ours.layout).write_text("{{ content }}", "utf-8")
    with pytest.raises(trees.WrongError, match="0 of 20 pages are whole"):
        scenarios.measure([ours], 1, PAGES, tmp_path / "aside")


@pytest.mark.shared
def test_the_generated_sites_of_ours_are_whole(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data is not there")
    generated.generate(SHARED, 3, tmp_path)
    mine = [each for each in generated.generators(tmp_path) if each.proven]
    assert len(mine) == 2
    for generator in mine:
        generator.build()
        trees.must_be_whole(generator.result, 4, generator.name)


def test_a_run_is_not_kept_from_its_bytecode(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    program = "import proactive_ssg, sys; sys.exit(sys.dont_write_bytecode)"
    run = measuring.run([sys.executable, "-c", program], tmp_path)
    assert run.seconds > 0
    assert 1 < run.megabytes < 1000


def test_a_program_that_fails_ends_the_benchmark_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"(?s)fails in .*no such luck"):
        measuring.run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)
