"""The demonstration site: complete, linked, accessible in structure; layouts that expect the unexpected."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from html_outline import Outline
from proactive_ssg.build import BuildResult, build
from proactive_ssg.config import load_config

ROOT = Path(__file__).parents[1]
PAGES = (
    "index.html",
    "404.html",
    "accessibilite/index.html",
    "actualites/index.html",
    "actualites/ateliers-de-lecture/index.html",
    "actualites/bilan-annuel/index.html",
    "actualites/naissance-une-seule-demarche/index.html",
    "contact/index.html",
    "mentions-legales/index.html",
    "plan-du-site/index.html",
    "services/index.html",
    "services/administration-proactive/index.html",
    "services/guichet-itinerant/index.html",
    "services/langage-clair/index.html",
)


def build_into(root: Path, destination: Path) -> BuildResult:
    return build(load_config(root, overrides={"destination": str(destination)}))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    destination = tmp_path_factory.mktemp("demonstration") / "_site"
    result = build_into(ROOT, destination)
    assert [item.message for item in result.diagnostics.items] == []
    assert result.published
    return destination


def test_every_page_and_no_other_is_published(site: Path) -> None:
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted(PAGES)


def test_uploads_are_copied_byte_for_byte(site: Path) -> None:
    for source in (path for path in (ROOT / "uploads").rglob("*") if path.is_file()):
        copy = site / source.relative_to(ROOT)
        assert copy.read_bytes() == source.read_bytes()
        assert int(copy.stat().st_mtime) == int(source.stat().st_mtime)


@pytest.mark.parametrize("name", PAGES)
class TestEveryPage:
    @pytest.fixture
    def page(self, site: Path, name: str) -> Outline:
        return Outline.of(site / name)

    def test_is_well_formed(self, page: Outline) -> None:
        assert page.unbalanced == []
        ids = [node.get("id") for node in page.nodes if "id" in node.attributes]
        assert len(ids) == len(set(ids))

    def test_says_its_language_and_its_title(self, page: Outline) -> None:
        assert page.all("html")[0].get("lang") == "fr"
        assert [node.text for node in page.all("h1")] != [""]
        assert len(page.all("h1")) == 1
        assert re.fullmatch(r".+ - Clairvoie", page.all("title")[0].text)

    def test_lets_readers_zoom(self, page: Outline) -> None:
        (viewport,) = page.having(name="viewport")
        assert "maximum-scale" not in viewport.get("content")
        assert "user-scalable" not in viewport.get("content")

    def test_has_its_landmarks_with_explicit_roles(self, page: Outline) -> None:
        for tag, role in (("header", "banner"), ("main", "main"), ("footer", "contentinfo")):
            assert [node.get("role") for node in page.all(tag) if node.get("role")] == [role]
        labels = [nav.get("aria-label") for nav in page.all("nav")]
        assert all(nav.get("role") == "navigation" for nav in page.all("nav"))
        assert "" not in labels
        assert len(labels) == len(set(labels))

    def test_starts_with_skip_links_to_focusable_targets(self, page: Outline) -> None:
        links = [node for node in page.all("a") if node.get("href").startswith("#")][:3]
        assert page.all("a")[:3] == links
        for link in links:
            (target,) = page.having(id=link.get("href")[1:])
            assert target.get("tabindex") == "-1"

    def test_ends_with_the_mandatory_links(self, page: Outline) -> None:
        (footer,) = page.all("footer")
        links = [node.get("href") for node in page.all("a") if "footer" in node.parents]
        assert links == ["/plan-du-site/", "/mentions-legales/", "/accessibilite/"]
        assert "Accessibilité : non conforme" in footer.text

    def test_gives_every_picture_an_alternative(self, page: Outline) -> None:
        assert all("alt" in node.attributes for node in page.all("img"))

    def test_loads_nothing_from_elsewhere(self, page: Outline) -> None:
        assert page.all("script") == []
        loaded = [node.get("src") for node in page.nodes if "src" in node.attributes]
        loaded += [node.get("href") for node in page.all("link") if node.get("rel") != "canonical"]
        assert [url for url in loaded if urlsplit(url).netloc] == []

    def test_links_to_what_exists(self, page: Outline, site: Path) -> None:
        urls = [
            node.get("href") or node.get("src") for node in page.nodes if node.tag in ("a", "img", "link")
        ]
        for url in urls:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = site / unquote(parts.path).lstrip("/")
            assert (target / "index.html" if parts.path.endswith("/") else target).is_file(), url

    def test_leaves_no_markup_of_the_source(self, page: Outline) -> None:
        text = page.all("body")[0].text
        assert "{:" not in text
        assert "{{" not in text
        assert "**" not in text


def test_titles_are_unique(site: Path) -> None:
    titles = [Outline.of(site / name).all("title")[0].text for name in PAGES]
    assert len(titles) == len(set(titles))


def test_the_current_page_is_marked_in_the_menu(site: Path) -> None:
    def current(name: str) -> list[tuple[str, str]]:
        page = Outline.of(site / name)
        menu = [node for node in page.all("a") if "header" in node.parents and "nav" in node.parents]
        return [(link.text, link.get("aria-current")) for link in menu if link.get("aria-current")]

    assert current("contact/index.html") == [("Contact", "page")]
    assert current("services/langage-clair/index.html") == [("Services", "true")]
    assert current("index.html") == [("Accueil", "page")]


def test_home_shows_the_services_and_the_latest_news_first(site: Path) -> None:
    headings = [node.text for node in Outline.of(site / "index.html").all("h3")]
    assert headings == [
        "Administration proactive",
        "Langage clair",
        "Guichet itinérant",
        "Bilan : 41 démarches simplifiées en un an",
        "Des ateliers pour relire les courriers avec ceux qui les reçoivent",
        "Naissance : une seule démarche au lieu de cinq",
    ]


def test_a_service_page_shows_every_field(site: Path) -> None:
    page = Outline.of(site / "services/langage-clair/index.html")
    (header,) = [node for node in page.all("header") if "main" in node.parents]
    assert "Des courriers que l’on comprend à la première lecture" in header.text
    assert "Par l’équipe Rédaction" in header.text
    assert "Publié le 10 février 2024" in header.text
    assert "Mis à jour le 8 septembre 2024" in header.text
    assert [time.get("datetime") for time in page.all("time")] == ["2024-02-10", "2024-09-08"]
    (figure,) = page.all("figure")
    assert figure.get("role") == "figure"
    assert " ".join(figure.get("aria-label").split()) == page.all("figcaption")[0].text
    order = [node.text for node in page.all("h2") if "section" in node.parents]
    assert order == ["Choisir", "Écrire", "Faire lire", "Documents"]
    words = [node.text for node in page.all("dd") if "article" in node.parents]
    assert words[-3:] == ["Service", "Écriture", "Relation à l’usager"]


def test_a_file_says_its_format_and_size_in_the_language_of_the_page(site: Path) -> None:
    page = Outline.of(site / "services/langage-clair/index.html")
    (link,) = [node for node in page.all("a") if node.get("href").endswith(".pdf")]
    assert re.fullmatch(r"Guide du langage clair \(PDF, \d+(,\d+)?\sko\)", link.text)


def test_news_lead_to_their_neighbours(site: Path) -> None:
    page = Outline.of(site / "actualites/ateliers-de-lecture/index.html")
    around = [node.get("href") for node in page.all("a") if node.parents[-3:] == ("nav", "ul", "li")][-2:]
    assert around == ["/actualites/naissance-une-seule-demarche/", "/actualites/bilan-annuel/"]


# -- fields as they are found in the wild: missing, empty, or of another type ---------------------


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    (tmp_path / "content").mkdir()
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads/a.pdf").write_bytes(b"%PDF-1.4" + bytes(2400))
    (tmp_path / "_config.yml").write_text("title: Essai\nlang: fr\n", encoding="utf-8")
    return tmp_path


def rendered(root: Path, front_matter: str, body: str = "Texte.\n") -> Outline:
    (root / "content/page.md").write_text(f"---\n{front_matter}\n---\n{body}", encoding="utf-8")
    result = build_into(root, root / "_site")
    assert [item.message for item in result.diagnostics.items if item.is_error] == []
    page = Outline.of(root / "_site/page.html")
    assert page.unbalanced == []
    assert len(page.all("h1")) == 1
    return page


WILD = (
    "",
    "title:",
    "title: 2024",
    "title: [Un, Deux]",
    "une:",
    "une: []",
    "une: /uploads/une.png",
    "une: {image: }",
    "une: {image: /uploads/une.png, alternative-textuelle: , legende: }",
    "une: [/uploads/une.png]",
    "chapeau-text:",
    "chapeau-text: 12",
    "chapeau-text: [Un, Deux]",
    "chapeau-text: {a: b}",
    "sous-titre: [a, b]",
    "auteur: {nom: Camille}",
    "auteur: [Camille, Dominique]",
    "auteur:",
    "date_de_modification:",
    "date_de_modification: hier",
    "date_de_modification: 2024",
    "date_de_modification: '2024-05-01'",
    "date_de_modification: 2024-05-01 10:00:00 +02:00",
    "list-items:",
    "list-items: texte",
    "list-items: {title: Seul}",
    "list-items: [texte, {title: A}, {order: deux}, {title: , content-text: }, {title: B, order: '2'}, null]",
    "list-items: [{title: A, files: /uploads/a.pdf}, {title: B, files: [{nom: Sans fichier}]}]",
    "files:",
    "files: /uploads/a.pdf",
    "files: {file: /uploads/a.pdf}",
    "files: [/uploads/a.pdf, {file: /uploads/absent.pdf, nom: Absent}, {nom: x}, null, 3]",
    "tags:",
    "tags: Un",
    "tags: [Un, null, 3]",
    "category: Un",
    "description: [a]",
)


LAYOUTS = ("rgaa", "page", "post", "home", "list", "404")


@pytest.fixture(scope="module")
def wild_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every field in every layout, in one build."""
    root = tmp_path_factory.mktemp("wild")
    shutil.copytree(ROOT / "layouts", root / "layouts")
    (root / "uploads").mkdir()
    (root / "uploads/a.pdf").write_bytes(b"%PDF-1.4" + bytes(2400))
    (root / "_config.yml").write_text("title: Essai\nlang: fr\n", encoding="utf-8")
    for layout in LAYOUTS:
        (root / "content" / layout).mkdir(parents=True)
        for number, field in enumerate(WILD):
            text = f"---\nlayout: '{layout}'\n{field}\n---\nTexte.\n"
            (root / "content" / layout / f"{number}.md").write_text(text, encoding="utf-8")
    result = build_into(root, root / "_site")
    assert [item.message for item in result.diagnostics.items if item.is_error] == []
    return root / "_site"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("field", WILD)
def test_layouts_cope_with(wild_site: Path, layout: str, field: str) -> None:
    page = Outline.of(wild_site / layout / f"{WILD.index(field)}.html")
    assert page.unbalanced == []
    assert [node.text for node in page.all("h1")] != [""]
    assert len(page.all("h1")) == 1
    text = page.all("main")[0].text
    assert not re.search(r"None|Undefined|built-in|\{'|\['", text), text


def test_a_missing_alternative_is_empty_and_a_given_one_is_kept(small_site: Path) -> None:
    assert rendered(small_site, "layout: rgaa\nune: {image: /u.png}").all("img")[0].attributes["alt"] == ""
    given = rendered(small_site, "layout: rgaa\nune: {image: /u.png, alternative-textuelle: Un quai}")
    assert given.all("img")[0].get("alt") == "Un quai"


def test_list_items_follow_their_order_and_those_without_one_come_last(small_site: Path) -> None:
    items = "[{title: D}, {title: C, order: 10}, {title: B, order: '2'}, {title: A, order: 1.5}, {title: E}]"
    page = rendered(small_site, f"layout: rgaa\nlist-items: {items}")
    assert [node.text for node in page.all("h2")] == ["A", "B", "C", "D", "E"]


def test_text_from_front_matter_is_escaped(small_site: Path) -> None:
    page = rendered(small_site, "layout: rgaa\ntitle: '<b>1 & 2</b>'\nauteur: '<i>x</i>'\ntags: ['<u>y</u>']")
    assert page.all("h1")[0].text == "<b>1 & 2</b>"
    assert page.all("i") == []
    assert page.all("u") == []


@pytest.mark.parametrize(
    ("lang", "date", "menu"),
    [
        ("fr", "Publié le 13 septembre 2023", "Accès rapide"),
        ("en", "Published on September 13, 2023", "Quick access"),
    ],
)
def test_fixed_strings_and_dates_speak_the_language_of_the_page(
    small_site: Path, lang: str, date: str, menu: str
) -> None:
    page = rendered(small_site, f"layout: rgaa\nlang: {lang}\ndate: 2023-09-13 13:08:00 +02:00")
    assert date in page.all("main")[0].text
    assert page.all("html")[0].get("lang") == lang
    assert page.all("nav")[0].get("aria-label") == menu


@pytest.mark.parametrize(
    ("said", "mention"),
    [
        ("", "Accessibilité : non conforme"),
        ("status: wrong", "Accessibilité : non conforme"),
        ("status: fully-compliant", "Accessibilité : non conforme"),
        ("status: fully-compliant, audit: {by: Nous}", "Accessibilité : non conforme"),
        ("status: partially-compliant, audit: {date: 2024-01-31}", "Accessibilité : partiellement conforme"),
        ("status: fully-compliant, audit: {date: 2024-01-31}", "Accessibilité : totalement conforme"),
        ("audit: {date: 2024-01-31}", "Accessibilité : non conforme"),
    ],
)
def test_the_accessibility_mention_is_non_compliant_unless_an_audit_is_cited(
    small_site: Path, said: str, mention: str
) -> None:
    with (small_site / "_config.yml").open("a", encoding="utf-8") as config:
        config.write(f"accessibility: {{{said}}}\n" if said else "")
    assert mention in rendered(small_site, "layout: page").all("footer")[0].text


def test_a_search_has_its_landmark_its_label_and_its_skip_link(small_site: Path) -> None:
    with (small_site / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("search: {url: /recherche/, parameter: mots}\n")
    page = rendered(small_site, "layout: page")
    (form,) = page.having(role="search")
    assert (form.get("action"), form.get("tabindex")) == ("/recherche/", "-1")
    assert page.having(href=f"#{form.get('id')}")
    (field,) = page.all("input")
    assert field.get("name") == "mots"
    assert page.having(for_=field.get("id"))


def test_the_content_is_the_converted_text_and_nothing_else(small_site: Path) -> None:
    rendered(small_site, "layout: rgaa", "## Un\n\n* a\n* b\n")
    html = (small_site / "_site/page.html").read_text(encoding="utf-8")
    expected = '<h2 id="un">Un</h2>\n\n<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n'
    assert f'<div class="prose">\n{expected}</div>' in html


# -- the stylesheet ---------------------------------------------------------------------------------

STYLE = ROOT / "content/assets/css/site.css"
CODE_STYLE = ROOT / "content/assets/css/highlight.css"


def colours(text: str) -> list[dict[str, str]]:
    """The custom colours of the light and of the dark scheme."""
    light, dark = (
        re.search(start + r".*?:root \{(.*?)\}", text, re.S) for start in ("", r"color-scheme: dark\)")
    )
    assert light is not None
    assert dark is not None
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1])) for block in (light, dark)]
    return [found[0], {**found[0], **found[1]}]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours ``#rrggbb``."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "muted", "brand", "brand-strong", "accent", "blue"])
def test_text_has_a_contrast_of_seven(scheme: int, text: str) -> None:
    palette = colours(STYLE.read_text(encoding="utf-8"))[scheme]
    for ground in ("paper", "surface", "tint"):
        assert contrast(palette[text], palette[ground]) >= 7, ground


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_code_has_a_contrast_of_seven(scheme: int) -> None:
    palette = colours(CODE_STYLE.read_text(encoding="utf-8"))[scheme]
    inks = [name for name in palette if name != "code-bg"]
    assert len(inks) == 8
    assert [name for name in inks if contrast(palette[name], palette["code-bg"]) < 7] == []


@pytest.mark.parametrize(
    "name",
    ["text-center", "margin-0", "bleue", "noir", "encadre"]
    + [f"margin-{side}-{step}" for side in ("top", "bottom") for step in (1, 2, 3)],
)
def test_the_stylesheet_knows_the_classes_of_editors(name: str) -> None:
    assert re.search(rf"\.{name}[ ,]", STYLE.read_text(encoding="utf-8"))


def test_the_stylesheets_ask_no_other_server() -> None:
    for style in (STYLE, CODE_STYLE):
        assert not re.search(r"url\(|@import|@font-face", style.read_text(encoding="utf-8"))
