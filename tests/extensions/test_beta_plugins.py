"""The plugins of beta.gouv.fr, written again in Python (tests/sites/beta_plugins), on a small site."""

from __future__ import annotations

import datetime
import json
import shutil
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

PLUGINS = Path(__file__).parents[1] / "sites" / "beta_plugins"
MakeSite = Callable[[Mapping[str, str | bytes]], Path]
AHEAD = (datetime.date.today() + datetime.timedelta(days=400)).isoformat()

CONFIG = """
collections_dir: content
collections:
  authors:
  organisations:
  incubators: {output: true, permalink: "/incubateurs/:title.html"}
  startups: {output: true, permalink: "/startups/:title.html"}
defaults:
- {scope: {path: img/authors}, values: {authors_img: true}}
- {scope: {path: img/startups}, values: {startups_img: true}}
- {scope: {path: img/incubators}, values: {incubators_img: true}}
copy_to_dest: [{source: vendored, target: assets/design}]
keep_files: [assets/design]
exclude: [vendored]
s3_keys: []
"""
FILES = {
    "_config.yml": CONFIG,
    "vendored/design.css": "p {}",
    "img/authors/ada.jpg": "jpg",
    "img/startups/eau.png": "png",
    "img/incubators/dinum-logo.svg": "svg",
    "content/_authors/ada.md": (
        f"---\nfullname: Ada L'Étoile\ndomaine: Data\nstartups: [eau]\nmissions:\n"
        f"- {{start: 2020-01-01, end: {AHEAD}, status: admin, startups: [eau]}}\n---\n"
    ),
    "content/_authors/zoe.md": (
        "---\nfullname: Zoé\ndomaine: Design\ngithub: zoe\npreviously: [eau]\nmissions:\n"
        "- {start: 2019-01-01, end: 2019-12-31, status: service, startups: [eau]}\n---\n"
    ),
    "content/_startups/eau.md": (
        "---\ntitle: L'eau\nincubator: dinum\nmission: De l'eau.\nfast: {promotion: 2, montant: 10}\n"
        "events: [{name: national_impact, date: 2023-05-01}]\n"
        "phases:\n- {name: construction, start: 2021-01-01}\n- {name: opere, start: 2022-01-01}\n"
        "---\nUn *texte* & plus.\n"
    ),
    "content/_startups/feu.md": (
        "---\ntitle: Feu\nincubator: sol\nincubators: [sol, dinum]\nfast: {promotion: 2, montant: 5}\n"
        "phases: [{name: abandon, start: 2020-01-01}]\n---\n"
    ),
    "content/_incubators/dinum.md": "---\ntitle: DINUM\nlogo: /img/incubators/dinum-logo.svg\n---\n",
    "content/_incubators/sol.md": "---\ntitle: Sol\nlogo: /none.svg\n---\n",
    "content/_incubators/vieux.md": "---\ntitle: Vieux\nhidden: true\n---\n",
    "content/_organisations/min.md": "---\nname: Ministère\ntype: etat\n---\n",
}
EXPRESSIONS = {
    "site.authors | community: 'current' | map: 'slug' | join": "ada",
    "site.authors | community: 'past', 'alpha' | map: 'slug' | join": "zoe",
    "'2026-01-01' | french_long_date": "1er janvier 2026",
    "site.startups.first.phases.last.start | french_long_date": "1er janvier 2022",
    "'un-mot_DEUX' | humanize": "Un mot deux",
    "site.startups.first | screenshot": "/img/startups/eau.png",
    "site.startups.last | screenshot": "/img/betagouv-rectangle.png",
    "nil | screenshot": "/img/betagouv-rectangle.png",
    "site.authors.first | avatar": "/img/authors/ada.jpg",
    "site.authors.last | avatar": "https://avatars3.githubusercontent.com/zoe?s=600",
    "site.incubators.first | incubator_logo": "/img/incubators/dinum-logo.svg",
    "site.incubators.last | incubator_logo": "/img/incubators/logo_beta.png",
    "site.incubators | size": "2",
    "site.data.all_incubators | map: 'title' | join": "DINUM Sol Vieux",
    "site.incubators | sort_incubators_by_active_startups: site.startups | map: 'title' | join": "DINUM Sol",
    "site.incubators | filter_incubators_with_active_startups: site.startups | map: 'title' | join": "DINUM",
    "site.startups | where_incubator: 'dinum' | map: 'title' | join: ';'": "L'eau;Feu",
    "site.startups | count_all_active_startups": "1",
    "1234567 | to_euros": "1 234 567 €",
    "site.startups.first | get_national_impact": "2023",
    "site.startups | where_national_impact: 2023 | size": "1",
    "'abandon' | past_phase": "true",
    "'opere' | phase_badge_label": "opéré au sein du réseau",
    "'opere' | phase_results_label: 2": "services opérés au sein du réseau",
    "'opere' | phase_results_label: 1": "service opéré au sein du réseau",
    "site.startups.first | get_phase | map: 'name'": "opere",
    "site.startups | where_phase: 'abandon' | map: 'title'": "Feu",
    "2 | pluralize: 'cheval', 'chevaux'": "chevaux",
    "1 | pluralize: 'cheval', 'chevaux'": "cheval",
    "site.startups.first.events.first | to_startup_badge": (
        '<span class="fr-badge fr-badge--success fr-mr-1w">Service à impact national</span>'
    ),
    "site.authors | members: '/startups/eau' | map: 'slug' | join": "ada",
    "site.authors | members: '/startups/eau', true | map: 'slug' | join": "zoe",
    "site.startups | fast_promotion: 2, 'montant' | map: 'title' | join: ';'": "Feu;L'eau",
    "site.startups.first.content_url_encoded_markdown": "Un%20%2Atexte%2A%20%26%20plus.%0A",
}
TAGS = ("render_community_stats", "render_incubators_api", "render_sponsors_api", "render_startups_api")


def build_with_plugins(make_site: MakeSite, files: Mapping[str, str]) -> tuple[Path, BuildResult]:
    root = make_site({**FILES, **files})
    shutil.copytree(PLUGINS, root / "_plugins", ignore=shutil.ignore_patterns("*.md", "__pycache__"))
    return root, build(load_config(root, environ={}))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site built with all the plugins, a page for each tag and one with all the filters."""
    expressions = "".join(f"{{{{ {text} }}}}\n" for text in EXPRESSIONS)
    files = {f"{name}.json": f"---\n---\n{{% {name} %}}" for name in TAGS}
    root = tmp_path_factory.mktemp("beta")

    def make(given: Mapping[str, str | bytes]) -> Path:
        for name, content in given.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(str(content), "utf-8")
        return root

    page = f"---\n---\n{expressions}{{% render_community_stats total %}}\n"
    _root, result = build_with_plugins(make, {**files, "all.txt": page})
    assert [item for item in result.diagnostics.items if item.is_error] == []
    yield root / "_site"


def test_every_filter(site: Path) -> None:
    lines = (site / "all.txt").read_text("utf-8").splitlines()
    assert dict(zip(EXPRESSIONS, lines, strict=False)) == EXPRESSIONS
    assert lines[-1] == "1"


def test_the_pure_ones_leave_pages_as_they_are(make_site: MakeSite) -> None:
    files = {f"{name}.json": f"---\n---\n{{% {name} %}}" for name in TAGS}
    expressions = "".join(f"{{{{ {text} }}}}\n" for text in EXPRESSIONS)
    root, _result = build_with_plugins(make_site, {**files, "all.txt": f"---\n---\n{expressions}"})
    (root / "new.md").write_text("---\n---\n")
    assert {str(path) for path in build(load_config(root, environ={})).reasons} == {
        "new.html",
        *files,  # they look at all of the site
    }


def test_hidden_incubators_have_no_page(site: Path) -> None:
    found = sorted(path.name for path in (site / "incubateurs").iterdir())
    assert found == ["dinum.html", "sol.html"]


def test_folders_are_copied_and_kept(site: Path) -> None:
    assert (site / "assets/design/design.css").read_text("utf-8") == "p {}"


def test_a_json_page_for_each_startup(site: Path) -> None:
    assert sorted(path.name for path in (site / "api/v3/startups").iterdir()) == ["eau.json", "feu.json"]
    assert json.loads((site / "api/v3/startups/eau.json").read_text("utf-8")) == {
        "name": "L'eau",
        "phases": [
            {"name": "construction", "start": "2021-01-01"},
            {"name": "opere", "start": "2022-01-01"},
        ],
        "mission": "De l'eau.",
        "incubator": "dinum",
        "incubators": ["dinum"],
        "active_members": ["ada"],
        "previous_members": ["zoe"],
        "content": "Un *texte* & plus.\n",
    }


def test_the_tags_write_json(site: Path) -> None:
    stats, incubators, sponsors, startups = (
        json.loads((site / f"{name}.json").read_text("utf-8")) for name in TAGS
    )
    assert stats["employer"]["admin"] == [
        {"date": "2020-01-01", "increment": 1},
        {"date": AHEAD, "increment": -1},
    ]
    assert (stats["domaine"]["Data"], stats["total"]) == (1, 1)
    assert [product["id"] for product in incubators["dinum"]["startups"]] == ["eau", "feu"]
    assert incubators["sol"]["title"] == "Sol"
    assert sponsors["min"] == {
        "name": "Ministère",
        "acronym": None,
        "domaine_ministeriel": None,
        "type": "etat",
    }
    assert startups["eau"]["active_members"] == ["ada"]
    assert startups["eau"]["previous_members"] == ["zoe"]
    assert startups["eau"]["expired_members"] == ["zoe"]
    assert startups["feu"]["active_members"] == []


def test_an_empty_list_is_written_as_ruby_writes_it(site: Path) -> None:
    assert '"active_members": [\n\n    ],' in (site / "render_startups_api.json").read_text("utf-8")


def test_what_the_network_gives_comes_before_the_build(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = types.SimpleNamespace(
        list_objects=lambda Bucket: {"Contents": [{"Key": "startups/eau/shot.jpg"}]}  # noqa: N803
    )
    fake = types.SimpleNamespace(client=lambda _service: client)
    monkeypatch.setitem(sys.modules, "boto3", fake)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("S3_BASE_URL", "https://s3.example")
    monkeypatch.setenv("STANDARDS_INCUBATEUR_API_ENDPOINT", "data:application/json,%5B1%5D")
    text = "---\n---\n{{ site.startups.first | screenshot }} {{ site.evaluations | jsonify }}"
    root, result = build_with_plugins(make_site, {"index.html": text})
    assert [item for item in result.diagnostics.items if item.is_error] == []
    assert (root / "_site/index.html").read_text("utf-8") == "https://s3.example/startups/eau/shot.jpg [1]"


def test_a_filter_that_is_given_something_else_names_its_line(make_site: MakeSite) -> None:
    _root, result = build_with_plugins(make_site, {"index.html": "---\n---\n{{ 'x' | to_euros }}"})
    (problem,) = (item for item in result.diagnostics.items if item.is_error)
    assert problem.path is not None
    assert problem.path.name == "money.py"
    assert "raise TypeError" in problem.source_line
    assert "to_euros only works with integers, and x is not an integer" in problem.message
