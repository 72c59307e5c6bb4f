"""Theme 8 of RGAA: required elements (8.2 is in ``validity``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.languages import language_fault
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import spacing, validity
from proactive_ssg.check.texts import other_language, plain, texts_in_language
from proactive_ssg.check.visibility import invisible
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_DOCTYPE = re.compile(r"<!doctype\b\s*([^>]*)>", re.I)
_BEFORE = re.compile(r"(?:\ufeff|\s+|<!--.*?-->)*", re.S)
_VALID_DOCTYPE = re.compile(
    r"html\s*(?:system\s+(?:\"about:legacy-compat\"|'about:legacy-compat')\s*)?"
    r"|html\s+public\s+[\"']-//(?:w3c|ietf)//dtd x?html[^\"']*[\"']\s*(?:[\"'][^\"']*[\"']\s*)?",
    re.I,
)
_NO_TITLE = re.compile(
    r"(?:(?:un|new |no )?titled?|untitled[ -]?(?:document|page|site|\d+)?|no title|sans[ -]titre(?:[ -]?\d+)?"
    r"|document(?: sans (?:nom|titre))?(?: ?\d+)?|(?:new |web |nouvelle )?page(?: web)?(?: ?\d+)?"
    r"|titre(?: de (?:la )?page)?"
    r"|page title|title|index|default|test|todo|lorem ipsum.*|react app|vite app|\W*)",
    re.I,
)
_FILE = re.compile(r"[\w./%-]+\.(?:html?|php|aspx?|jsp|md|pdf|docx?|odt|txt)", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
_PERHAPS_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2}")


def _doctype(page: AuditedPage) -> Iterator[Hit]:
    if page.partial:
        return
    source = page.document.source
    found = _DOCTYPE.search(source)
    if found is None:
        yield Hit(None, _("the page has no doctype"), test="8.1.1", line=1, column=1)
        return
    before = _BEFORE.match(source)
    line = source.count("\n", 0, found.start()) + 1
    column = found.start() - source.rfind("\n", 0, found.start())
    if before is None or before.end() < found.start():
        yield Hit(None, _("the doctype is not the first thing of the page"), "8.1.3", line, column)
    if not _VALID_DOCTYPE.fullmatch(found[1]):
        yield Hit(
            None, _("the doctype is none of HTML: “{text}”").format(text=found[0]), "8.1.2", line, column
        )


def _language_said(element: Element) -> str:
    return (element.get("lang") or element.get("xml:lang")).strip()


def _language_missing(page: AuditedPage) -> Iterator[Hit]:
    root = page.document.root
    if not page.partial and not _language_of_page(page) and any(texts_in_language(page, root)):
        yield Hit(root, _("the page does not say its language"))


def _language_of_page(page: AuditedPage) -> str:
    """RGAA's glossary: ``lang`` says it, and ``xml:lang`` alone only in XHTML."""
    root = page.document.root
    is_xhtml = "xmlns" in root.attributes or "xhtml" in page.document.source[:300].lower()
    return _language_said(root) if is_xhtml else root.get("lang").strip()


def _language_wrong(page: AuditedPage) -> Iterator[Hit]:
    root = page.document.root
    tag = _language_said(root)
    if tag and language_fault(tag):
        yield Hit(root, _("“{tag}” is no code of a language").format(tag=tag))


def _language_mismatch(page: AuditedPage) -> Iterator[Hit]:
    """A long page that is without doubt in another language than it says."""
    yield from _other_language(page, certain=True)


def _language_doubtful(page: AuditedPage) -> Iterator[Hit]:
    """The page is said to be in one language and reads like another."""
    yield from _other_language(page, certain=False)


def _other_language(page: AuditedPage, certain: bool) -> Iterator[Hit]:
    root = page.document.root
    tag = _language_said(root)
    if not tag or language_fault(tag):
        return
    said = tag.split("-")[0].lower()
    guessed, sure = _guess(page, said)
    if guessed and sure == certain:
        yield Hit(
            root,
            _("the page is said to be in “{tag}” and reads like “{guessed}”").format(
                tag=tag, guessed=guessed
            ),
        )


_ENOUGH = 6000
"""Characters of a page that tell its language: a thousand words."""


def _guess(page: AuditedPage, said: str) -> tuple[str, bool]:
    """What other language the page reads like, and whether it cannot be in the one it says."""
    found = page.cache.get("language")
    if found is None:
        texts: list[str] = []
        length = 0
        for text in texts_in_language(page, page.document.root):
            texts.append(text)
            length += len(text) + 1
            if length > _ENOUGH:
                break
        found = page.cache["language"] = other_language(" ".join(texts)[:_ENOUGH], said)
    return found  # type: ignore[return-value]


def _titles(page: AuditedPage) -> list[Element]:
    return page.document.named("title")


def _title_missing(page: AuditedPage) -> Iterator[Hit]:
    if page.partial:
        return
    titles = _titles(page)
    if not titles:
        yield Hit(page.document.root, _("the page has no title"))
    elif not plain(titles[0].text):
        yield Hit(titles[0], _("the title of the page is empty"))


def _title_irrelevant(page: AuditedPage) -> Iterator[Hit]:
    titles = [] if page.partial else _titles(page)[:1]
    for title in titles:
        text = plain(title.text)
        if text and any(form.fullmatch(text) for form in (_NO_TITLE, _FILE, _ADDRESS)):
            yield Hit(title, _("the title of the page says nothing about it: “{text}”").format(text=text))


def _title_general(page: AuditedPage) -> Iterator[Hit]:
    """A title that is only the end of what the first heading says: the name of the site, most often."""
    titles, firsts = _titles(page)[:1], page.document.named("h1")[:1]
    if page.partial or not titles or not firsts:
        return
    title, first = (re.findall(r"\w+", one.text.lower()) for one in (titles[0], firsts[0]))
    if title and len(first) > len(title) + 2 and first[-len(title) :] == title:
        yield Hit(titles[0], _("the title says less than the heading of the page"))


def _part_language_wrong(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.having("lang", "xml:lang"):
        if element is page.document.root:
            continue
        tag = _language_said(element)
        if tag and language_fault(tag) and any(texts_in_language(page, element)):
            yield Hit(element, _("“{tag}” is no code of a language").format(tag=tag))


def _language_changes(page: AuditedPage) -> Iterator[Hit]:
    """A paragraph that reads like another language than the one it is said to be in."""
    root = page.document.root
    default = _language_said(root)
    parts = any(element is not root for element in page.document.having("lang", "xml:lang"))
    for element in page.document.named(
        "p", "li", "blockquote", "q", "h1", "h2", "h3", "h4", "td", "dd", "span"
    ):
        text = element.own_text
        if len(text) < 25:
            continue
        said = _language_around(element, default) if parts else default
        guessed = other_language(text, said.split("-")[0].lower())[0] if said else ""
        if guessed and not invisible(page, element):
            yield Hit(
                element,
                _("this reads like “{guessed}” and is said to be “{tag}”").format(guessed=guessed, tag=said),
            )


def _language_around(element: Element, default: str) -> str:
    return next((tag for one in (element, *element.ancestors) if (tag := _language_said(one))), default)


def _direction(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.having("dir"):
        value = element.get("dir")
        if value.strip().lower() not in ("ltr", "rtl", "auto"):
            yield Hit(element, _("“dir” is ltr or rtl, not “{value}”").format(value=value))


def _direction_missing(page: AuditedPage) -> Iterator[Hit]:
    if _PERHAPS_RIGHT_TO_LEFT.search(page.document.own_texts) is None:
        return
    for element in page.document.all:
        if (
            _RIGHT_TO_LEFT.search(element.own_text)
            and not any(one.has("dir") for one in (element, *element.ancestors))
            and not invisible(page, element)
        ):
            yield Hit(element, _("the text is read from right to left and nothing says so"))


def _language_help() -> str:
    return _('Write the code of the language, as in lang="fr" or lang="en-GB".')


def _title_help() -> str:
    return _("Give the page a title of its own: “Page - Site”.")


_ERROR, _WARNING = Level.ERROR, Level.WARNING

RULES: tuple[Rule, ...] = (
    Rule("doctype", "8.1", "8.1.1", _ERROR, _doctype, lambda: _("Start the page with <!DOCTYPE html>.")),
    *validity.RULES,
    Rule("language-missing", "8.3", "8.3.1", _ERROR, _language_missing, _language_help),
    Rule("language-wrong", "8.4", "8.4.1", _ERROR, _language_wrong, _language_help),
    Rule("language-mismatch", "8.4", "8.4.1", _ERROR, _language_mismatch, _language_help),
    Rule("language-doubtful", "8.4", "8.4.1", _WARNING, _language_doubtful, _language_help),
    Rule("title-missing", "8.5", "8.5.1", _ERROR, _title_missing, _title_help),
    Rule("title-irrelevant", "8.6", "8.6.1", _ERROR, _title_irrelevant, _title_help),
    Rule("title-general", "8.6", "8.6.1", _WARNING, _title_general, _title_help),
    Rule(
        "language-change",
        "8.7",
        "8.7.1",
        _WARNING,
        _language_changes,
        lambda: _('Say the language of the passage with “lang” (in Markdown: {: lang="en"}).'),
    ),
    Rule("language-part-wrong", "8.8", "8.8.1", _ERROR, _part_language_wrong, _language_help),
    *spacing.RULES,
    Rule("direction-wrong", "8.10", "8.10.2", _ERROR, _direction, lambda: _('Write dir="rtl" or dir="ltr".')),
    Rule(
        "direction-missing",
        "8.10",
        "8.10.1",
        _WARNING,
        _direction_missing,
        lambda: _('Write dir="rtl" on the passage.'),
    ),
)
