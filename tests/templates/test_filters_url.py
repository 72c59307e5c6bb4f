"""relative_url, absolute_url (Jekyll's tests) and file_info."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from template_site import FakeContents, make_page, make_site

from proactive_ssg.liquid.values import FilterError
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.templates.filters_file import FileFilters
from proactive_ssg.templates.filters_url import UrlFilters
from proactive_ssg.templates.site_drops import SiteDrops


@pytest.mark.parametrize(
    ("url", "baseurl", "value", "absolute", "relative"),
    [
        ("http://example.com", "/base", "/about/it/", "http://example.com/base/about/it/", "/base/about/it/"),
        ("http://example.com", "base", "about/", "http://example.com/base/about/", "/base/about/"),
        ("", "base", "about/", "/base/about/", "/base/about/"),
        ("http://example.com", "", "about/", "http://example.com/about/", "/about/"),
        ("http://example.com", "/base", "", "http://example.com/base", "/base"),
        ("http://example.com", "/base", "/", "http://example.com/base/", "/base/"),
        ("http://example.com", "/", "/", "http://example.com/", "/"),
        ("http://ümlaut.example.org/", "", "", "http://xn--mlaut-jva.example.org/", ""),
        ("http://example.com", "/b", "http://other.example/", "http://other.example/", "http://other.example/"),
        ("http://example.com", "/b", "mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"),
        ("", "/b", "/énergie du chèque.png?a=b#c", "/b/%C3%A9nergie%20du%20ch%C3%A8que.png?a=b#c",
         "/b/%C3%A9nergie%20du%20ch%C3%A8que.png?a=b#c"),
        ("", "", "/Ch%C3%A8que.png", "/Ch%C3%A8que.png", "/Ch%C3%A8que.png"),
        ("", "", "/100%.png", "/100%25.png", "/100%25.png"),
    ],
)  # fmt: skip
def test_urls(url: str, baseurl: str, value: str, absolute: str, relative: str) -> None:
    filters = UrlFilters(url, baseurl)
    assert filters.absolute_url(value) == absolute
    assert filters.relative_url(value) == relative


def test_a_colon_after_what_is_no_scheme_is_a_problem() -> None:
    with pytest.raises(FilterError, match="12 talk"):
        UrlFilters("", "/b").relative_url("12 talk: a title")


def test_urls_of_nothing_and_of_pages() -> None:
    filters = UrlFilters("https://example.fr", "/b")
    page = make_page("services/aide.md")
    drop = SiteDrops(make_site(page), FakeContents()).page(page)
    assert filters.relative_url(None) is None
    assert filters.absolute_url(drop) == "https://example.fr/b/services/aide/"
    assert filters.relative_url("http://[broken") == "http://[broken"
    assert filters.relative_url("//[broken") == "/b//%5Bbroken"


def test_file_info_reads_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "Rapport annuel.pdf"
    file.write_bytes(b"x" * 1_240_000)
    relative = PurePosixPath("uploads/Rapport annuel.pdf")
    filters = FileFilters("/base", {f"/{relative}": file, "/gone.odt": tmp_path / "gone.odt"})
    shown = filters.file_info("/uploads/Rapport%20annuel.pdf", "fr")
    assert shown.pop("size").replace("\u202f", " ") == "1,2 Mo"
    assert shown == {"format": "PDF", "bytes": 1_240_000, "exists": True}
    for spelling in ("uploads/Rapport annuel.pdf", "/base/uploads/Rapport annuel.pdf?download=1"):
        assert filters.file_info(spelling, "en")["size"] == "1.2 MB"
    missing = {"format": "ODT", "size": "", "bytes": 0, "exists": False}
    assert filters.file_info("/gone.odt", "fr") == missing
    assert filters.file_info("/never.odt", "fr") == missing
    assert filters.file_info(None, "fr") == missing | {"format": ""}


def test_file_info_knows_the_files_of_the_site(tmp_path: Path) -> None:
    file = StaticFile(tmp_path / "a.csv", PurePosixPath("a.csv"), "/a.csv", PurePosixPath("a.csv"), 0)
    file.path.write_text("a,b")
    site = make_site()
    filters = FileFilters.of(type(site)(site.config, site.time, static_files=(file,)))
    assert filters.file_info("/a.csv", "en")["bytes"] == 3
