"""Theme 4 of RGAA: multimedia."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import name_of
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.visibility import hidden, invisible
from proactive_ssg.i18n import _

__all__ = ["RULES"]

_SHORT = 3.0
_RECORDING = re.compile(
    r"\.(?:aac|avi|flac|m4[av]|mov|mp[34]|mpe?g|og[agv]|opus|wav|web[ma])(?:[?#]|$)", re.I
)
_FRAGMENT = re.compile(r"#(?:.*&)?t=(?:npt:)?(?P<start>[\d.]*),(?P<end>[\d.]+)")


def _media(page: AuditedPage, *names: str) -> Iterator[Element]:
    for element in page.document.named(*names):
        if not invisible(page, element):
            yield element


def _tracks(element: Element) -> list[str]:
    """The kinds of its tracks; HTML's default is subtitles."""
    return [
        child.get("kind", "subtitles").strip().lower() for child in element.elements if child.name == "track"
    ]


def _is_background(element: Element) -> bool:
    return element.has("muted") and element.has("autoplay") and not element.has("controls")


def _without_transcript(page: AuditedPage) -> Iterator[Hit]:
    for element in _media(page, "audio", "video"):
        if not _is_background(element):
            yield Hit(
                element,
                _("check that this recording has a transcript next to it"),
                "4.1.1" if element.name == "audio" else "4.1.3",
            )


def _without_captions(page: AuditedPage) -> Iterator[Hit]:
    for element in _media(page, "video"):
        if not _tracks(element) and not element.has("muted"):
            yield Hit(element, _("check that this video has captions: it has no `track`"))


def _track_kind(page: AuditedPage) -> Iterator[Hit]:
    for element in _media(page, "video"):
        kinds = _tracks(element)
        if "captions" in kinds:
            continue
        for child in element.elements:
            if child.name == "track" and child.get("kind", "subtitles").strip().lower() == "subtitles":
                yield Hit(child, _('this track is not of `kind="captions"`'))
                break


def _track_source(page: AuditedPage) -> Iterator[Hit]:
    for element in _media(page, "video", "audio"):
        for child in element.elements:
            if child.name == "track" and not child.get("src").strip():
                yield Hit(child, _("this track has no file (`src`)"))


def _without_description(page: AuditedPage) -> Iterator[Hit]:
    for element in _media(page, "video"):
        if "descriptions" not in _tracks(element) and not _is_background(element):
            yield Hit(
                element,
                _("check that what is only seen in this video is told too, or has an audio description"),
            )


def _plays_by_itself(element: Element) -> bool:
    """Sound of more than three seconds that nobody asked for, as far as the page tells."""
    if not element.has("autoplay") or element.has("muted") or element.has("controls"):
        return False
    sources = [element.get("src")] if element.has("src") else []
    sources += [child.get("src") for child in element.elements if child.name == "source"]
    lengths = [_length(source) for source in sources]
    if element.has("loop"):
        return any(length != 0 for length in lengths)
    return any(length is None or length > _SHORT for length in lengths)


def _length(source: str) -> float | None:
    match = _FRAGMENT.search(source)
    if match is None:
        # From somewhere to the end: nobody knows how far that is.
        return 0.0 if "#t=" in source else None
    try:
        return float(match["end"]) - float(match["start"] or 0)
    except ValueError:
        return None


def _scripted(page: AuditedPage) -> bool:
    """Whether the page may have controls of its own: buttons, with a script behind them."""
    named = page.document.by_name
    return "script" in named or bool(page.document.having("onclick"))


def _autoplay(page: AuditedPage) -> Iterator[Hit]:
    if not _scripted(page):
        for element in page.document.named("audio", "video"):  # what nobody sees is heard all the same
            if _plays_by_itself(element):
                yield Hit(element, _("this starts by itself, with sound and without controls"))
        for element in page.document.named("bgsound"):
            yield Hit(element, _("this starts by itself, with sound and without controls"))


def _autoplay_scripted(page: AuditedPage) -> Iterator[Hit]:
    if _scripted(page):
        for element in page.document.named("audio", "video"):
            if _plays_by_itself(element):
                yield Hit(element, _("check that the sound that starts by itself can be stopped"))


def _without_controls(page: AuditedPage) -> Iterator[Hit]:
    if not _scripted(page):
        for element in _media(page, "video"):
            if not element.has("controls") and not element.has("autoplay"):
                yield Hit(element, _("this video has no `controls`: nobody can play it"))


def _own_controls(page: AuditedPage) -> Iterator[Hit]:
    if _scripted(page):
        for element in _media(page, "video", "audio"):
            if not element.has("controls") and not _is_background(element):
                yield Hit(element, _("check that the controls of this recording work with the keyboard"))


def _unidentified(page: AuditedPage) -> Iterator[Hit]:
    """A recording in a page that has no text at all: nothing next to it says what it is.

    Of ``audio`` and ``video`` assistive technology says at least that they are one, and what plays.
    """
    if page.partial:
        return
    recordings = [one for one in _media(page, "object", "embed") if _is_recording(one)]
    if not recordings or any(_texts_beside(page, set(recordings))):
        return
    for element in recordings:
        if not hidden(page, element) and not name_of(page, element):
            yield Hit(element, _("nothing says what this recording is: no text is next to it"))


def _is_recording(element: Element) -> bool:
    kind = element.get("type").strip().lower()
    address = element.get("data") or element.get("src")
    return kind.startswith(("audio/", "video/")) or (not kind and _RECORDING.search(address) is not None)


def _texts_beside(page: AuditedPage, recordings: set[Element]) -> Iterator[str]:
    """The texts of the page, but for what stands in the recordings in case they cannot be played."""
    for element in page.document.all:
        if element.own_text or element.get("alt") or element.get("aria-label"):
            within = not recordings.isdisjoint((element, *element.ancestors))
            if not within and not invisible(page, element):
                yield element.name


RULES: tuple[Rule, ...] = (
    Rule(
        "media-transcript",
        "4.1",
        "4.1.1",
        Level.WARNING,
        _without_transcript,
        lambda: _("put a transcript, or a link to one, right after it"),
    ),
    Rule(
        "video-captions",
        "4.3",
        "4.3.1",
        Level.WARNING,
        _without_captions,
        lambda: _('add `<track kind="captions" srclang="en" src="…">` with what is said'),
    ),
    Rule(
        "video-track-kind",
        "4.3",
        "4.3.2",
        Level.ERROR,
        _track_kind,
        lambda: _('write `kind="captions"`'),
    ),
    Rule(
        "track-source-missing",
        "4.3",
        "4.3.1",
        Level.ERROR,
        _track_source,
        lambda: _("name the file with the captions in `src`"),
    ),
    Rule(
        "video-description",
        "4.5",
        "4.5.2",
        Level.WARNING,
        _without_description,
        lambda: _("offer a version with an audio description"),
    ),
    Rule(
        "media-unidentified",
        "4.7",
        "4.7.1",
        Level.ERROR,
        _unidentified,
        lambda: _("say in a heading or a sentence next to it what it is, and name it with `aria-label`"),
    ),
    Rule(
        "media-autoplay",
        "4.10",
        "4.10.1",
        Level.ERROR,
        _autoplay,
        lambda: _("take out `autoplay`, or add `controls`"),
    ),
    Rule(
        "media-autoplay-scripted",
        "4.10",
        "4.10.1",
        Level.WARNING,
        _autoplay_scripted,
        lambda: _("take out `autoplay`, or add `controls`"),
    ),
    Rule(
        "media-controls-missing",
        "4.11",
        "4.11.1",
        Level.ERROR,
        _without_controls,
        lambda: _("add `controls`"),
    ),
    Rule(
        "media-own-controls",
        "4.11",
        "4.11.2",
        Level.WARNING,
        _own_controls,
        lambda: _("add `controls`"),
    ),
)
