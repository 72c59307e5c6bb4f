"""What the preview adds to pages and shows in their place: the script, the notice, the page of problems."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from proactive_ssg.errors import Diagnostic
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.serve.state import State

__all__ = [
    "EVENTS",
    "FINDINGS",
    "PREFIX",
    "listing_page",
    "not_found_page",
    "problems_page",
    "state_message",
    "with_preview",
    "working_page",
]

PREFIX = "/.proactive/"
EVENTS = PREFIX + "events"
SCRIPT = PREFIX + "reload.js"
STYLE = PREFIX + "preview.css"
PANEL = PREFIX + "findings.js"
FINDINGS = "findings"


def with_preview(
    html: bytes, state: State, notes: tuple[str, ...], *, livereload: bool, audited: str = ""
) -> bytes:
    """A page of the site with the notice (if it has ``notes``) and the script before the end of its body.

    ``audited``: the path by which the panel asks for what is wrong with the page, if it is to have one.
    """
    added = _notice(notes) + (_script(state) if livereload else "")
    if audited:
        added += f'<script src="{PANEL}" data-path="{escape(audited)}" defer></script>\n'
    at = html.lower().rfind(b"</body")
    end = at if at >= 0 else len(html)
    return html[:end] + added.encode() + html[end:]


def _script(state: State) -> str:
    return f'<script src="{SCRIPT}" data-version="{escape(state.version)}" defer></script>\n'


def _notice(notes: tuple[str, ...]) -> str:
    """Why a normal build would leave this page out, discreetly, at the foot of the window."""
    reasons = {
        "draft": _("draft"),
        "future": _("date in the future"),
        "unpublished": "published: false",
    }
    if not notes:
        return ""
    why = ", ".join(reasons.get(note, note) for note in notes)
    text = _("Preview only: a normal build leaves this page out ({why}).").format(why=why)
    return (
        f'<link rel="stylesheet" href="{STYLE}">\n'
        f'<p class="proactive-preview-notice" role="note" lang="{_language()}">{escape(text)}</p>\n'
    )


def state_message(state: State, root: Path) -> dict[str, Any]:
    """The state as the script in the browser reads it; a page of problems has them in its text already."""
    shown = state.problems if state.good else ()
    return {
        "version": state.version,
        "lang": _language(),
        "title": _title(shown),
        "intro": _("Behind this is the last good version. The new one comes once the problem is solved."),
        "close": _("Close"),
        "problems": [_as_mapping(item, root) for item in shown],
    }


def _title(problems: tuple[Diagnostic, ...]) -> str:
    text = ngettext("{count} problem in the site", "{count} problems in the site", len(problems))
    return text.format(count=len(problems))


def _as_mapping(item: Diagnostic, root: Path) -> dict[str, str]:
    """One problem as texts; the caret line copies tabs so that it stays below its place."""
    line = item.source_line.rstrip("\r\n")
    caret = "".join("\t" if char == "\t" else " " for char in line[: item.column - 1]) + "^"
    return {
        "severity": _("error") if item.is_error else _("warning"),
        "place": _place(item, root),
        "message": item.message,
        "hint": item.hint,
        "excerpt": f"{line}\n{caret}" if line.strip() and item.column else line,
    }


def _place(item: Diagnostic, root: Path) -> str:
    if item.path is None:
        return ""
    path = item.path.relative_to(root) if item.path.is_relative_to(root) else item.path
    numbers = [item.line, item.column] if item.line else []
    return ":".join([path.as_posix(), *(str(number) for number in numbers if number)])


def problems_page(state: State, root: Path) -> bytes:
    """The page shown while there is no good version at all."""
    items = "".join(_item(problem) for problem in (_as_mapping(item, root) for item in state.problems))
    intro = _("There is no good version to show yet. It comes once the problem is solved.")
    return _document(_title(state.problems), f"<p>{escape(intro)}</p>\n<ol>\n{items}</ol>", state)


def _item(problem: dict[str, str]) -> str:
    parts = [f"<p><strong>{escape(problem['severity'])}</strong> {escape(problem['message'])}</p>"]
    if problem["place"]:
        parts.insert(0, f"<p><code>{escape(problem['place'])}</code></p>")
    if problem["excerpt"]:
        parts.append(f'<pre tabindex="0"><code>{escape(problem["excerpt"])}</code></pre>')
    if problem["hint"]:
        parts.append(f"<p>{escape(problem['hint'])}</p>")
    return f"<li>{''.join(parts)}</li>\n"


def not_found_page(state: State, path: str) -> bytes:
    """For a site without a ``404.html`` of its own."""
    text = _("No page of the site has the address {path}.").format(path=path)
    body = f"<p>{escape(text)}</p>\n<p>" + escape(_("A page 404.html of the site would show here.")) + "</p>"
    return _document(_("Page not found"), body, state)


def listing_page(state: State, path: str, folder: Path) -> bytes:
    """What is in a folder of the site: folders first, each name a link."""
    found = sorted(folder.iterdir(), key=lambda entry: (not entry.is_dir(), entry.name))
    names = [entry.name + ("/" if entry.is_dir() else "") for entry in found]
    items = "".join(
        f'<li><a href="{escape(quote(name))}">{escape(name)}</a></li>\n' for name in ["../", *names]
    )
    title = _("Folder {path}").format(path=unquote(path.partition("?")[0]))
    return _document(title, f"<ul>\n{items}</ul>", state)


def working_page(state: State) -> bytes:
    """While the first build takes long."""
    text = _("The page comes by itself.")
    return _document(_("The site is being built"), f"<p>{escape(text)}</p>", state)


def _document(title: str, body: str, state: State) -> bytes:
    parts: Iterable[str] = (
        "<!DOCTYPE html>",
        f'<html lang="{_language()}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f'<link rel="stylesheet" href="{STYLE}"><link rel="icon" href="data:,">',
        "</head>",
        '<body class="proactive-preview-page">',
        f"<main><h1>{escape(title)}</h1>\n{body}</main>",
        _script(state) + "</body></html>",
    )
    return "\n".join(parts).encode("utf-8", errors="replace")


def _language() -> str:
    """The language of our own words, for ``lang``."""
    # Translators: the code of your language, such as fr.
    return _("en")
