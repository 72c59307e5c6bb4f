"""Data files by name and folder; the answers on CSV are Ruby's."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from proactive_ssg.content.csv_rows import CSVError, CSVOptions, read_rows
from proactive_ssg.errors import Diagnostics
from proactive_ssg.model.site import Site

ReadSite = Callable[..., tuple[Site, Diagnostics]]


def test_data_files_by_folder_and_name(read: ReadSite) -> None:
    site, diagnostics = read(
        {
            "_data/menu.yml": "- a\n- 12:30\n",
            "_data/agents.json": '{"a": [1, 2.5, null, "12:30"]}',
            "_data/regions.csv": "code,nom\n11,Île-de-France\n",
            "_data/tabs.tsv": "a\tb\n1\t\n",
            "_data/sub folder/de ep/x.yaml": "y: 1",
            "_data/Été, (2024)!.yml": "1",
            "_data/.hidden.yml": "x: [",
            "_data/notes.txt": "x: [",
            "_data/_private.yml": "yes",
            "_data/empty.yml": "",
        }
    )
    assert diagnostics.items == []
    assert site.data == {
        "menu": ["a", 45000],
        "agents": {"a": [1, 2.5, None, "12:30"]},
        "regions": [{"code": "11", "nom": "Île-de-France"}],
        "tabs": [{"a": "1", "b": None}],
        "sub_folder": {"de_ep": {"x": {"y": 1}}},
        "Été_2024": 1,
        "_private": True,
        "empty": None,
    }


def test_numbers_in_json_are_those_of_rubys_yaml_in_a_jekyll_site(read: ReadSite) -> None:
    text = "[1e20, 1.5e3, 1.5E+3, -0.5, 10, NaN]"
    site, _diagnostics = read({"_config.yml": "title: x", "_data/a.json": text})
    assert site.data == {"a": ["1e20", "1.5e3", 1500.0, -0.5, 10, "NaN"]}
    site, _diagnostics = read({"content/index.md": "", "layouts/x.html": "", "_data/a.json": "[1e2]"})
    assert site.data == {"a": [100.0]}


def test_json_with_what_only_yaml_allows(read: ReadSite) -> None:
    site, diagnostics = read({"_data/a.json": '{"a": [1, 2,],}'})
    assert site.data == {"a": {"a": [1, 2]}}
    assert diagnostics.items == []


@pytest.mark.parametrize(
    ("name", "content", "code", "place"),
    [
        ("a.yml", "a: 1\nb: [\n", "data-yaml", (2, 5)),
        ("a.json", '{"a": 1,\n "b" "c"}', "data-json", (2, 6)),
        ("a.csv", 'a,b\n1,x"y\n', "data-csv", (2, 4)),
        ("a.tsv", 'a\tb\n1\t"x\n', "data-csv", (2, 3)),
        ("a.yml", b"a: \xff", "encoding", (1, 4)),
    ],
)
def test_wrong_data_is_an_error_with_its_place(
    read: ReadSite, name: str, content: str | bytes, code: str, place: tuple[int, int]
) -> None:
    site, diagnostics = read({f"_data/{name}": content, "_data/b.yml": "1"})
    assert site.data == {"b": 1}
    (found,) = diagnostics.items
    assert found.is_error
    assert found.hint
    assert (found.code, (found.line, found.column)) == (code, place)


def test_two_sources_of_one_name_are_said(read: ReadSite) -> None:
    site, diagnostics = read(
        {"_data/a.yml": "1", "_data/a.json": "2", "_data/b.yml": "1", "_data/b/c.yml": "2"}
    )
    assert [item.code for item in diagnostics.items] == ["data-conflict"] * 2
    assert [item.message.split()[0] for item in diagnostics.items] == ["_data/a.yml", "_data/b.yml"]
    assert site.data == {"a": 2, "b": {"c": 2}}


ROWS = [
    ("a,b\n1,2\n", [{"a": "1", "b": "2"}]),
    ("a,b\r\n1,2\r\n", [{"a": "1", "b": "2"}]),
    ("a,b\n1,2", [{"a": "1", "b": "2"}]),
    ('a,b\n,""\n', [{"a": None, "b": ""}]),
    ("a,b\n\n5\n", [{"a": None, "b": None}, {"a": "5", "b": None}]),
    ('a,b\n"x\ny","say ""hi"", you"\n', [{"a": "x\ny", "b": 'say "hi", you'}]),
    ("a,a\n1,2\n", [{"a": "1"}]),
    ("a,b\n1,", [{"a": "1", "b": None}]),
    ("a,b\n", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "rows"), ROWS)
def test_rows_by_header(text: str, rows: list[dict[str, str | None]]) -> None:
    assert read_rows(text, CSVOptions()) == rows


def test_rows_without_header_and_with_numbers() -> None:
    options = CSVOptions.of({"headers": False, "csv_converters": [":integer", "float"]}, ";")
    assert read_rows("1;2.5;x;\n", options) == [[1, 2.5, "x", None]]


@pytest.mark.parametrize("text", ['a\n"x', 'a\nx"y', 'a\n"x"y'])
def test_stray_quotation_marks_are_refused(text: str) -> None:
    with pytest.raises(CSVError) as caught:
        read_rows(text, CSVOptions())
    assert caught.value.line == 2


def test_a_folder_takes_the_place_of_a_file_of_its_name(read: ReadSite) -> None:
    files = {"_data/a.yml": "b: {c: file}\nd: 1", "_data/a/b.yml": "c: folder"}
    site, diagnostics = read(files)
    assert site.data == {"a": {"b": {"c": "folder"}}}
    assert [item.code for item in diagnostics.items] == ["data-conflict"]


def test_a_quotation_mark_that_is_never_closed_costs_no_memory() -> None:
    tracemalloc.start()
    with pytest.raises(CSVError):
        read_rows("a,b\n" + '"' + "x" * 1_000_000, CSVOptions())
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert used < 20_000_000


def test_a_folder_without_data_is_an_empty_mapping(read: ReadSite) -> None:
    files = {
        "_data/b/b.yml": "1",
        "_data/kept/.gitkeep": "",
        "_data/.hidden/a.yml": "1",
        "_data/only/README.md": "x",
        "_data/only.yml": "a: 1",
        "_data/docs/deep/x.txt": "",
    }
    site, diagnostics = read(files)
    assert site.data == {"b": {"b": 1}, "docs": {"deep": {}}, "kept": {}, "only": {}}
    assert list(site.data) == ["only", "b", "docs", "kept"]  # a file of the folder's name has kept its place
    assert [item.code for item in diagnostics.items] == ["data-conflict"]
