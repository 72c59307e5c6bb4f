"""Theme 13 of RGAA: consultation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import description_of, name_of
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.rules import orientation
from proactive_ssg.check.visibility import hidden, invisible
from proactive_ssg.i18n import _

__all__ = ["RULES", "refresh_of"]

_REFRESH = re.compile(r"\s*([0-9]+)(?:\.[0-9.]*)?(?:\s*[;,]\s*|\s+|$)(?:url\s*=\s*)?(.*)", re.I | re.S)
_TWENTY_HOURS = 72_000
_WINDOW = re.compile(
    r"nouvelle? (?:fen[êe]tre|onglet)|nouvel onglet|autre (?:fen[êe]tre|onglet)"
    r"|new (?:window|tab)|external|externe",
    re.I,
)
_DOCUMENT = re.compile(r"\.(pdf|docx?|odt|ods|odp|odg|xlsx?|pptx?|rtf|epub|csv|zip)$", re.I)
_SIZE = re.compile(r"\d\s*(?:[kmgKMG]?[oOB]|octets|bytes|[kKmM]i?[bB])\b")
_CRYPTIC = re.compile(
    r"(?<![\w/:.])(?:[:;=]-?[()DPpOo|/\\](?![\w/])|\^[_.]?\^|<3(?!\d)|¯\\_\(ツ\)_/¯|[xX]-?D\b(?=\s|$))"
)
# The same with less care: it begins with a class of characters, which is found five times as fast.
_PERHAPS_CRYPTIC = re.compile(
    r"[:;=^<¯xX](?:(?<=[:;=])-?[()DPpOo|/\\]|(?<=\^)[_.]?\^|(?<=<)3|(?<=¯)\\|(?<=[xX])-?D)"
)
_NOT_PROSE = frozenset({"code", "kbd", "samp", "script", "style", "pre", "textarea"})


def refresh_of(meta: Element) -> tuple[int, str] | None:
    """Seconds and address of a ``meta refresh``, None where browsers ignore it."""
    if meta.get("http-equiv").strip().lower() != "refresh":
        return None
    found = _REFRESH.fullmatch(meta.get("content"))
    if found is None:
        return None
    return int(found[1][:9]), found[2].strip().strip("\"'").strip()


def _first_refresh(page: AuditedPage) -> tuple[Element, int, str] | None:
    """Only the first that browsers understand counts."""
    for meta in page.document.named("meta"):
        refresh = refresh_of(meta)
        if refresh is not None:
            return meta, *refresh
    return None


def _refresh(page: AuditedPage) -> Iterator[Hit]:
    found = _first_refresh(page)
    if found is None or not 0 < found[1] <= _TWENTY_HOURS:
        return
    meta, seconds, address = found
    if address:
        message = _("the page sends its readers elsewhere after {seconds} s")
    else:
        message = _("the page loads itself again after {seconds} s")
    yield Hit(meta, message.format(seconds=seconds), "13.1.2" if address else "13.1.1")


def _late_redirect(page: AuditedPage) -> Iterator[Hit]:
    found = _first_refresh(page)
    if found is not None and found[1] > _TWENTY_HOURS and found[2]:
        yield Hit(found[0], _("the page sends its readers elsewhere, but not at once"))


def _opened_windows(page: AuditedPage) -> Iterator[Hit]:
    for body in page.document.named("body"):
        if "window.open(" in body.get("onload"):
            yield Hit(body, _("the page opens a window as soon as it is loaded"))
    for script in page.document.named("script"):
        if re.search(r"^\s*(?:window\.)?open\(", script.text):
            yield Hit(script, _("the page opens a window as soon as it is loaded"))


def _new_windows(page: AuditedPage) -> Iterator[Hit]:
    for link in page.document.named("a", "area"):
        target = link.get("target").strip().lower()
        if not link.has("href") or target in ("", "_self", "_top", "_parent") or hidden(page, link):
            continue
        if not _WINDOW.search(f"{name_of(page, link)} {description_of(page, link)} {link.get('title')}"):
            yield Hit(link, _("the link opens a new window and does not say so"))


def _downloads(page: AuditedPage) -> Iterator[Hit]:
    for link in page.document.named("a", "area"):
        found = _DOCUMENT.search(_path(link.get("href")))
        if found is None or hidden(page, link):
            continue
        around = link.parent.text if link.parent is not None and len(link.parent.text) < 300 else ""
        text = f"{name_of(page, link)} {link.get('title')} {around}"
        kind = found[1].lower()
        if not re.search(rf"(?<!\.)\b{kind.rstrip('x')}x?\b", text, re.I) or not _SIZE.search(text):
            yield Hit(
                link,
                _("the link to a document ({kind}) says neither format nor size, or one of them").format(
                    kind=kind.upper()
                ),
            )


def _path(href: str) -> str:
    """The path of an address that may end like the name of a file."""
    if "." not in href:
        return ""
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def _document_version(page: AuditedPage) -> Iterator[Hit]:
    for link in page.document.named("a"):
        if re.search(
            r"\.(?:pdf|docx?|odt|pptx?|odp|xlsx?|ods)$", _path(link.get("href")), re.I
        ) and not hidden(page, link):
            yield Hit(link, _("is the document accessible, or is there a version that is?"))


def _cryptic(page: AuditedPage) -> Iterator[Hit]:
    if _PERHAPS_CRYPTIC.search(page.document.own_texts) is None:
        return
    for element in page.document.all:
        found = _CRYPTIC.search(element.own_text)
        if found is None or element.name in _NOT_PROSE or _in_code(element):
            continue
        if not (element.get("title") or element.get("aria-label")) and not invisible(page, element):
            yield Hit(element, _("“{text}” needs to be said in words").format(text=found[0]))


def _in_code(element: Element) -> bool:
    return any(above.name in ("code", "pre", "samp") for above in element.ancestors)


def _moving(page: AuditedPage) -> Iterator[Hit]:
    for element in page.document.named("blink", "marquee"):
        if element.text.strip() or any(element.elements):
            yield Hit(element, _("<{name}> moves, and nobody can stop it").format(name=element.name))
    for element in page.document.having("style"):
        style = element.get("style")
        if "blink" in style and re.search(r"text-decoration[\w-]*\s*:[^;]*\bblink\b", style):
            yield Hit(element, _("the text blinks, and nobody can stop it"), "13.8.2")


def _endless(page: AuditedPage) -> Iterator[Hit]:
    for video in page.document.named("video"):
        if (
            video.has("autoplay")
            and video.has("loop")
            and not video.has("controls")
            and not invisible(page, video)
        ):
            yield Hit(video, _("the video plays by itself and has no controls: can it be stopped?"))


_ERROR, _WARNING = Level.ERROR, Level.WARNING


def _refresh_help() -> str:
    return _("Redirect at once (0 seconds) or on the server; let readers load the page again themselves.")


RULES: tuple[Rule, ...] = (
    Rule("refresh", "13.1", "13.1.1", _ERROR, _refresh, _refresh_help),
    Rule("redirect-late", "13.1", "13.1.2", _WARNING, _late_redirect, _refresh_help),
    Rule(
        "window-opened",
        "13.2",
        "13.2.1",
        _WARNING,
        _opened_windows,
        lambda: _("Open windows only on a click."),
    ),
    Rule(
        "new-window",
        "13.2",
        "13.2.1",
        _WARNING,
        _new_windows,
        lambda: _("Say “new window” in the link (a best practice, which RGAA does not ask for)."),
    ),
    Rule(
        "document-notice",
        "13.3",
        "13.3.1",
        _WARNING,
        _downloads,
        lambda: _("Write format and size in the link: “Report (PDF, 120 kB)”."),
    ),
    Rule(
        "document-version",
        "13.3",
        "13.3.1",
        _WARNING,
        _document_version,
        lambda: _("Check the document, or offer the same in HTML."),
    ),
    Rule("cryptic", "13.5", "13.5.1", _WARNING, _cryptic, lambda: _("Give it a title, or say it in words.")),
    Rule("moving", "13.8", "13.8.1", _ERROR, _moving, lambda: _("Let the text stand still.")),
    Rule("moving-video", "13.8", "13.8.1", _WARNING, _endless, lambda: _("Give the video “controls”.")),
    *orientation.RULES,
)
