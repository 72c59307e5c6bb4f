"""Every message is translated, and the compiled catalogue is the one of the source."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

import messages
from proactive_ssg import i18n

PACKAGE = Path(i18n.__file__).parent


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return messages.template()


@pytest.fixture(scope="module")
def french() -> Catalog:
    return messages.read("fr")


def test_messages_are_found_in_every_kind_of_source(wanted: Catalog) -> None:
    assert wanted.get("Preview stopped.") is not None  # Python
    assert wanted.get("Skip to content") or wanted.get("Go to content")  # a layout
    assert wanted.get(("{count} page", "{count} pages")) is not None  # with a plural
    assert wanted.get("Usage:") is not None  # click's


def calls(path: Path) -> Iterator[ast.Call]:
    """The calls of the functions that translate."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in messages.KEYWORDS
        ):
            yield node


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_every_message_is_collected(path: Path, wanted: Catalog) -> None:
    """One inside an f-string, or put together while the program runs, would stay English."""
    for call in calls(path):
        words = [node.value if isinstance(node, ast.Constant) else None for node in call.args[:2]]
        message = tuple(words) if len(call.args) > 1 else words[0]
        assert message is not None and wanted.get(message) is not None, f"{path}:{call.lineno}"


def test_every_message_has_its_translation(wanted: Catalog, french: Catalog) -> None:
    waiting = messages.untranslated(french, wanted)
    assert [(message.id, message.locations[0][0]) for message in waiting] == [], (
        "run `make messages` and translate"
    )


def test_no_translation_is_left_over(wanted: Catalog, french: Catalog) -> None:
    assert [message.id for message in messages.obsolete(french, wanted)] == [], "run `make messages`"


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each text of a message with each of its translations that must fit it."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    for at, text in enumerate(messages.texts(message)):
        yield ids[min(at, len(ids) - 1)], text


def test_translations_keep_what_is_put_in(french: Catalog) -> None:
    """Nothing else than the message has; nothing left out, but for a count that one form says in words."""
    for message in french:
        if not message.id:
            continue
        whole = messages.placeholders("".join([message.id] if isinstance(message.id, str) else message.id))
        for source, text in pairs(message):
            assert messages.placeholders(text) <= whole, text
            assert messages.placeholders(source) - {"count"} <= messages.placeholders(text), text
            assert source.endswith("\n") == text.endswith("\n"), text


def test_typography_is_french(french: Catalog) -> None:
    """A space that does not break before high punctuation, and the curved apostrophe within words."""
    for message in french:
        for text in messages.texts(message) if message.id else []:
            prose = re.sub(r"`[^`]*`", "", text)
            assert not re.search(r" [?!;:»]|« |\w'\w", prose), text


def test_the_compiled_catalogue_is_the_source(french: Catalog) -> None:
    path = messages.po_path("fr").with_suffix(".mo")
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in french:
        if not message.id:
            continue
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            for count, form in ((0, 0), (1, 0), (2, 1), (100, 1)):
                assert compiled.ngettext(*message.id, count) == messages.texts(message)[form]


@pytest.mark.parametrize("lang", ["fr", "fr-FR", "fr_CA.UTF-8", "fr_FR.UTF-8"])
def test_french_is_found_by_any_of_its_names(lang: str) -> None:
    assert i18n.translations(lang).gettext("Preview stopped.") == "Aperçu arrêté."


@pytest.mark.parametrize("lang", ["en", "de", "C", "POSIX", "", "../../etc", "C.UTF-8"])
def test_other_languages_get_english(lang: str) -> None:
    assert i18n.translations(lang).gettext("Preview stopped.") == "Preview stopped."


@pytest.mark.parametrize(
    ("variables", "french"),
    [
        ({}, False),
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, True),
        ({"LANG": "C.UTF-8"}, False),
    ],
)
def test_the_environment_chooses(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], french: bool
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    i18n.use_language()
    assert (i18n._("Preview stopped.") == "Aperçu arrêté.") is french
    assert i18n.ngettext("{count} page", "{count} pages", 0).startswith("{count} page")
    assert i18n.ngettext("{count} page", "{count} pages", 0).endswith("page" if french else "pages")
    i18n.use_language("en")
