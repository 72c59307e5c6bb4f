"""Messages in the reader's language: gettext, with English in the source and French in ``locale/``.

The command line speaks the language of the environment (``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``,
``LANG``); built-in pages and layouts speak the site's (``lang`` in ``_config.yml``).
"""

from __future__ import annotations

import errno
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

__all__ = ["_", "current_language", "ngettext", "reason", "speaking", "translations", "use_language"]

DOMAIN = "proactive_ssg"
LOCALE_DIR = Path(__file__).parent / "locale"


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """The catalogue for ``lang`` (``fr``, ``fr-FR``, ``fr_FR.UTF-8``); English where there is none."""
    code = lang.split(".", maxsplit=1)[0].replace("-", "_")
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[code, code.split("_")[0]], fallback=True)


def _environment_language() -> str:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.split(":", maxsplit=1)[0]
    return "en"


class _Current:
    """The catalogue of the command line, chosen once per process."""

    catalogue: gettext.NullTranslations | None = None


def use_language(lang: str | None = None) -> None:
    """Speak ``lang`` from now on, or the environment's language when it is None."""
    _Current.catalogue = translations(lang or _environment_language())


_SPOKEN: ContextVar[gettext.NullTranslations | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within, this thread speaks ``lang``, whatever the language of the command line."""
    token = _SPOKEN.set(translations(lang))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def _catalogue() -> gettext.NullTranslations:
    spoken = _SPOKEN.get()
    if spoken is not None:
        return spoken
    if _Current.catalogue is None:
        use_language()
    assert _Current.catalogue is not None
    return _Current.catalogue


def current_language() -> str:
    """The language of the messages, as its catalogue names it; ``en`` for those of the source."""
    return str(_catalogue().info().get("language", "en"))


def _(message: str) -> str:
    """``message`` in the language of the command line."""
    return _catalogue().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """``singular`` or ``plural`` for ``count``, in the language of the command line."""
    return _catalogue().ngettext(singular, plural, count)


def reason(error: Exception) -> str:
    """What the system says of ``error``, in the language of the command line: it speaks English to Python."""
    known = {
        errno.EACCES: _("Permission denied"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EEXIST: _("File exists"),
        errno.EFBIG: _("File too large"),
        errno.EINVAL: _("Invalid argument"),
        errno.EIO: _("Input/output error"),
        errno.EISDIR: _("Is a directory"),
        errno.ELOOP: _("Too many levels of symbolic links"),
        errno.EMFILE: _("Too many open files"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.ENOENT: _("No such file or directory"),
        errno.ENOMEM: _("Cannot allocate memory"),
        errno.ENOSPC: _("No space left on device"),
        errno.ENOTDIR: _("Not a directory"),
        errno.EPERM: _("Operation not permitted"),
        errno.EROFS: _("Read-only file system"),
    }
    number = getattr(error, "errno", None)
    return known.get(number or 0) or getattr(error, "strerror", None) or str(error) or type(error).__name__
