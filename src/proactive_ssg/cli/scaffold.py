"""New files for ``new``: names from titles, front matter ready to fill, no file overwritten unasked."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import yaml

from proactive_ssg.config import Config
from proactive_ssg.errors import ConfigurationError, Diagnostic, Severity
from proactive_ssg.i18n import _, reason, translations

__all__ = ["front_matter", "posts_folder", "refuse", "slug", "write_new", "writing"]

# Letters that do not decompose into a plain letter and its accent.
LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def slug(title: str) -> str:
    """``L’été à Œuilly`` -> ``l-ete-a-oeuilly``; letters of other scripts stay, for want of a better name."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(LIGATURES)).lower()  # of ᴬ comes A
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in unicodedata.normalize("NFC", letters)).split()
    return "-".join(words)


def front_matter(config: Config, layout: str, title: str, date: datetime | None) -> str:
    """A page with its front matter, commented in the language of the site; with a ``date``, a post's."""
    speak = translations(config.lang).gettext
    quoted = yaml.safe_dump(title, default_style='"', allow_unicode=True, width=1_000_000).rstrip("\n")
    lines = ["---", f"layout: {layout}", f"title: {quoted}"]
    if date is not None:
        lines += [
            f"date: {date:%Y-%m-%d %H:%M:%S %z}",
            "# " + speak("One word each; a page may have several."),
            "categories: []",
            "tags: []",
        ]
    lines += [
        "# " + speak("One or two sentences, shown below the title; take the # away to use it."),
        "# chapeau-text: " + speak("What the reader finds here."),
        "# " + speak("A picture from uploads/, and its text for those who do not see it."),
        "# une:",
        "#   image: /uploads/" + speak("picture.png"),
        "#   alternative-textuelle: " + speak("What the picture shows."),
        "# " + speak("Uncomment to leave the page out of the published site."),
        "# published: false",
        "---",
        "",
        speak("Write here, in Markdown."),
        "",
    ]
    return "\n".join(lines)


def posts_folder(config: Config, name: str) -> Path:
    """Where ``_posts`` or ``_drafts`` is or goes: in the source, or beside it where the site has it there."""
    inside = config.source / config.collections_dir / name
    beside = config.root / name
    return beside if beside.is_dir() and not inside.is_dir() else inside


def write_new(path: Path, content: bytes, *, force: bool) -> None:
    """Write ``path`` and its folders; an existing file is refused, or replaced with ``force``."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("wb" if force else "xb") as file:
                file.write(content)
        except FileExistsError:
            hint = _("Choose another title, or --force to replace it.")
            refuse("new-exists", _("the file is there already"), hint, path)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system does not let us do with ``path`` is a usage problem: we were sent there."""
    try:
        yield
    except OSError as error:
        message = _("cannot be used: {reason}").format(reason=reason(error))
        refuse("new-unwritable", message, _("Choose a folder in which you may write."), path)


def refuse(code: str, message: str, hint: str, path: Path | None = None) -> None:
    """Stop with a usage problem."""
    raise ConfigurationError(Diagnostic(Severity.ERROR, code, message, path=path, hint=hint))
