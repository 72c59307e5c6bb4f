"""Why pages were rendered, in words: what ``build --explain`` says."""

from __future__ import annotations

from collections import Counter

from proactive_ssg.cli.report import echo
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.journal import Query
from proactive_ssg.result import BuildResult

__all__ = ["print_reasons"]

_FEW = 20


def print_reasons(result: BuildResult, *, everything: bool) -> None:
    """One line a page; without ``everything``, one a reason where many pages share it."""
    if not result.reasons:
        if everything:
            echo(_("No page was rendered: nothing has changed."), err=True)
        return
    shared = Counter(result.reasons.values())
    for path, reason in result.reasons.items():
        if everything or shared[reason] <= _FEW:
            text = _("Rendering: {page} ({reason})")
            echo(text.format(page=path, reason=in_words(reason)), err=True)
    for reason, count in shared.items() if not everything else ():
        if count > _FEW:
            text = ngettext(
                "Rendering: {count} page ({reason})", "Rendering: {count} pages ({reason})", count
            )
            echo(text.format(count=count, reason=in_words(reason)), err=True)


def in_words(reason: Query) -> str:
    """What has changed."""
    kind, *words = reason
    if kind == "file" and words[0].startswith("/"):  # one of the source, by its URL
        return _("the size of {0} changed").format(*words)
    named = {
        "new": _("nothing is known of it"),
        "self": _("the page itself changed"),
        "settings": _("the configuration, the environment or a plugin changed"),
        "file": _("its file in the destination is not the one that was written"),
        "time": _("it shows the time of the build"),
        "now": _("it shows what time it is"),
        "anything": _("it uses a plugin of the site"),
        "layout": _("the layout {0} changed"),
        "template": _("the template {0} changed"),
        "include": _("the include {0} changed"),
        "beside": _("{1}, beside the page, changed"),
        "data": _("site.data.{0} changed") if words else _("site.data changed"),
        "site": _("site.{0} changed"),
        "page": _("{0} changed"),
        "text": _("{0} changed"),
        "next": _("the page after {0} changed"),
        "previous": _("the page before {0} changed"),
        "model": _("something in the site changed, and a plugin looks at all of it"),
        "link": _("{0} has another address"),
        "post": _("{0} has another address"),
    }
    return named.get(kind, kind).format(*words)
