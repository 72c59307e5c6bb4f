"""The accessibility declaration: what the law wants it to say, from what the configuration knows.

Nothing is invented: what the configuration does not say (an audit, contents that are not accessible, a date)
is left out, and what a declaration cannot do without is told as a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from proactive_ssg.config import Config
from proactive_ssg.i18n import _, translations
from proactive_ssg.plugins.options import Options
from proactive_ssg.plugins.required_pages.conformity import Audit, day, status_of

__all__ = ["declaration"]

_FORM: Final = "https://formulaire.defenseurdesdroits.fr/"
_DELEGATES: Final = "https://www.defenseurdesdroits.fr/saisir/delegues"
_POST: Final = "Défenseur des droits  \nLibre réponse 71120  \n75342 Paris CEDEX 07"


def declaration(config: Config, options: Options) -> str:
    """Markdown, in the language of the site; ``options`` are those under ``accessibility``."""
    _check(options)
    made = _Declaration(config, options)
    parts = (
        *made.introduction(),
        *made.state(),
        *made.contents(),
        *made.establishment(),
        *made.contact(),
        *made.recourse(),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _check(options: Options) -> None:
    if not options.values.get("contact"):
        message = _("the accessibility declaration names nobody to write to")
        hint = _("add `contact: address@example.org`, or a mapping with `email`, `url`, `phone`, `address`")
        options.problem(message, hint=hint, warning=True)
    if not options.values.get("date"):
        message = _("the accessibility declaration does not say when it was made")
        options.problem(message, hint=_("add `date: 2026-01-31`, the day of its making"), warning=True)


class _Declaration:
    """The sections, each a heading and what stands below it; a section without content is not there."""

    def __init__(self, config: Config, options: Options) -> None:
        self._config, self._options = config, options
        self._values = options.values
        self._speak = translations(config.lang).gettext
        self._site = config.title or config.url or "/"
        self._audit = Audit.of(options, config)

    def introduction(self) -> Iterator[str]:
        speak = self._speak
        organization = self._options.text("organization") or self._site
        yield speak(
            "{organization} undertakes to make its websites accessible, in accordance with article 47 of the "
            "French law no. 2005-102 of 11 February 2005."
        ).format(organization=organization)
        address = self._config.url + self._config.baseurl
        site = f"{self._site} ({address})" if address and address != self._site else self._site
        yield speak("This accessibility statement applies to the site {site}.").format(site=site)

    def state(self) -> Iterator[str]:
        speak = self._speak
        yield "## " + speak("State of conformity")
        sentences = {
            "non-compliant": speak(
                "The site {site} is **not compliant** with the general accessibility framework of the "
                "administration (RGAA 4.1)."
            ),
            "partially-compliant": speak(
                "The site {site} is **partially compliant** with the general accessibility framework of the "
                "administration (RGAA 4.1)."
            ),
            "fully-compliant": speak(
                "The site {site} is **fully compliant** with the general accessibility framework of the "
                "administration (RGAA 4.1)."
            ),
        }
        yield sentences[status_of(self._values)].format(site=self._site)
        if self._audit is None:
            yield speak("There is no audit in force that would allow another statement.")
            return
        yield "### " + speak("Test results")
        yield self._results(self._audit)

    def _results(self, audit: Audit) -> str:
        speak = self._speak
        if audit.by and audit.rate:
            text = speak("The audit of {date} by {by} shows that {rate}% of the RGAA’s criteria are met.")
        elif audit.rate:
            text = speak("The audit of {date} shows that {rate}% of the RGAA’s criteria are met.")
        elif audit.by:
            text = speak("An audit was made on {date} by {by}.")
        else:
            text = speak("An audit was made on {date}.")
        text = text.format(date=audit.date, by=audit.by, rate=audit.rate)
        link = speak("Read the report of the audit")
        return f"{text}\n[{link}]({audit.url})" if audit.url else text

    def contents(self) -> Iterator[str]:
        """``not_accessible``: a list, or a mapping of up to three."""
        speak, given = self._speak, self._values.get("not_accessible")
        kinds = {
            "non_compliances": speak("Contents that do not comply"),
            "exemptions": speak("Exemptions for disproportionate burden"),
            "out_of_scope": speak("Contents that the law exempts"),
        }
        groups = given if isinstance(given, Mapping) else {"non_compliances": given}
        lists = {name: _items(groups.get(name)) for name in kinds}
        if not any(lists.values()):
            return
        yield "## " + speak("Contents that are not accessible")
        for name, title in kinds.items():
            if lists[name]:
                yield f"### {title}"
                yield _bullets(lists[name])

    def establishment(self) -> Iterator[str]:
        speak = self._speak
        made_on = day(self._values.get("date"), self._config.lang)
        lists = {
            speak("Technologies used to make the site"): _items(self._values.get("technologies")),
            speak("Tools used to check accessibility"): _items(self._values.get("tools")),
            speak("Pages of the site that were checked"): _items(self._values.get("pages")),
        }
        if not made_on and not any(lists.values()):
            return
        yield "## " + speak("How this statement was made")
        if made_on:
            yield speak("This statement was made on {date}.").format(date=made_on)
        for title, items in lists.items():
            if items:
                yield f"### {title}"
                yield _bullets(items)

    def contact(self) -> Iterator[str]:
        speak, given = self._speak, self._values.get("contact")
        ways = given if isinstance(given, Mapping) else {_kind(given): given}
        items = [_way(name, str(ways[name]), speak) for name in _WAYS if ways.get(name)]
        if not items:
            return
        yield "## " + speak("Improvements and contact")
        yield speak(
            "If you cannot reach a content or a service, you can contact the person in charge of the site to "
            "be directed to an accessible alternative or to get the content in another form."
        )
        yield _bullets(items)

    def recourse(self) -> Iterator[str]:
        speak = self._speak
        yield "## " + speak("Ways of recourse")
        yield speak(
            "If you have told the person in charge of the site about a lack of accessibility that keeps you "
            "from a content or a service and have not had a satisfactory answer, you can:"
        )
        form = speak("write a message to the Défenseur des droits, the French defender of rights")
        delegate = speak("contact the delegate of the Défenseur des droits in your region")
        yield f"* [{form}]({_FORM})\n* [{delegate}]({_DELEGATES})\n* " + speak(
            "send a letter by post (free of charge, no stamp needed) to:"
        )
        yield _POST


_WAYS: Final = ("email", "url", "phone", "address")


def _kind(given: object) -> str:
    text = str(given)
    if text.startswith(("http://", "https://", "/")):
        return "url"
    return "email" if "@" in text and " " not in text.strip() else "address"


def _way(name: str, value: str, speak: Callable[[str], str]) -> str:
    value = value.strip()
    if name == "email":
        return speak("By e-mail: {value}").format(value=f"[{value}](mailto:{value})")
    if name == "url":
        form = speak("Contact form")
        return f"[{form}]({value})"
    if name == "phone":
        number = "".join(sign for sign in value if sign.isdigit() or sign == "+")
        return speak("By telephone: {value}").format(value=f"[{value}](tel:{number})")
    return speak("By post: {value}").format(value=" ".join(value.split()))


def _items(given: object) -> list[str]:
    """Texts, one or several."""
    found = given if isinstance(given, list) else [given]
    return [" ".join(str(item).split()) for item in found if isinstance(item, str | int | float) and item]


def _bullets(items: list[str]) -> str:
    return "\n".join(f"* {item}" for item in items)
