"""``make messages``: collect the messages of sources and layouts, update the French catalogue, compile it.

Then what waits for a translation is listed (exit code 1 if anything does).
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "src" / "proactive_ssg" / "locale"
DOMAIN = "proactive_ssg"
LANGUAGE = "fr"
# ``speak`` translates into the language of the site, where it is not that of the command line.
KEYWORDS = {"_": None, "gettext": None, "speak": None, "ngettext": (1, 2)}
JINJA_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}

# What click says by itself, asked from our catalogue (cli/app.py).
CLICK = [
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "No such option {name!r}.",
    "No such option: {name}",
    "No such command {name!r}.",
    "Option {name!r} requires an argument.",
    "Option {name!r} does not take a value.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Show this message and exit.",
    "default: {default}",
    "required",
    "directory",
    "file",
    "path",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
]


def sources() -> Iterator[tuple[Path, str]]:
    """Every file with messages, and the way to read it."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        yield path, "python"
    for path in sorted((ROOT / "layouts").rglob("*.html")):
        yield path, "jinja2.ext:babel_extract"
    for path in sorted((ROOT / "src").rglob("themes/*/layouts/**/*.html")):
        yield path, "jinja2.ext:babel_extract"


def template() -> Catalog:
    """The messages of the sources, without translations."""
    catalog = Catalog(project="proactive-ssg", fuzzy=False)
    for path, method in sources():
        options = JINJA_OPTIONS if method.startswith("jinja2") else {}
        with path.open("rb") as file:
            place = path.relative_to(ROOT).as_posix()
            for _line, message, comments, context in extract(
                method, file, KEYWORDS, ["Translators:"], options, strip_comment_tags=True
            ):
                catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    for words in CLICK:
        catalog.add(words, None, [("click", 0)])
    return catalog


def po_path(language: str = LANGUAGE) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str = LANGUAGE) -> Catalog:
    """The catalogue as committed."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, project="proactive-ssg", fuzzy=False)
    return read_po(io.BytesIO(path.read_bytes()), locale=language, domain=DOMAIN)


def texts(message: Message) -> list[str]:
    """The translation, or its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def untranslated(catalog: Catalog, wanted: Catalog) -> list[Message]:
    """Messages of the sources that the catalogue lacks, or has only as a guess."""
    waiting = []
    for message in wanted:
        if not message.id:
            continue
        found = catalog.get(message.id, message.context)
        if found is None or found.fuzzy or not texts(found) or not all(texts(found)):
            waiting.append(message)
    return waiting


def obsolete(catalog: Catalog, wanted: Catalog) -> list[Message]:
    """Translations of messages that no source has."""
    return [message for message in catalog if message.id and wanted.get(message.id, message.context) is None]


def placeholders(text: str) -> set[str]:
    """What is put into a message: ``{name!r}``, ``%(name)s``; how it is shown may differ by language."""
    return set(re.findall(r"\{(\w+)", text)) | set(re.findall(r"%\((\w+)\)", text))


def update(language: str = LANGUAGE) -> Catalog:
    """Bring the catalogue up to the sources and compile it."""
    catalog = read(language)
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return catalog


def main() -> int:
    waiting = untranslated(update(), template())
    for message in waiting:
        print(f"not translated: {message.id!r} ({message.locations[0][0]})")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
