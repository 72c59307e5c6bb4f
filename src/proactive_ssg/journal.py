"""Journal: what the rendering of a page asks the site for, written down where it is read.

A question (:data:`Query`) is a tuple of texts: its kind, then what is asked for. The answers are not kept:
whoever wants to know whether a page is still what it was asks the same questions again.

=============================== ==========================================================================
``time``, ``now``               the time of the build; the time of the call
``site KEY``                    a list of the site: ``posts``, ``pages``, ``tags``, a collection by its label
``data KEY``, ``data``          one file or folder of ``site.data``; all of it
``page PAGE``                   another page: its fields and its text
``text PAGE yes|no``            the same, and whether it is rendered before the page that asks
``next PAGE``, ``previous PAGE`` the neighbour of a document, and its fields
``layout NAME``                 a chain of layouts
``template NAME``               a Jinja2 template, found or not
``include NAME``                a Liquid include, found or not
``beside PATH NAME``            a file that ``include_relative`` names
``link TEXT``, ``post TEXT``    what the tags ``link`` and ``post_url`` look up
``file URL``                    the size of a static file
``model``                       the site itself, in the hands of a plugin: all that there is in it
``anything``                    code that is not ours was called: nobody knows what it looked at
=============================== ==========================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Set

__all__ = ["ANYTHING", "Journal", "Query"]

Query = tuple[str, ...]
ANYTHING: Query = ("anything",)


class Journal:
    """The questions of the page under way; of several, where one page asks for the text of another."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        self._open: list[set[Query]] = [set()]

    def note(self, *query: str) -> None:
        """Whatever is being made now has asked this."""
        self._open[-1].add(query)

    def extend(self, queries: Iterable[Query]) -> None:
        """It uses something made before, which had asked these."""
        self._open[-1].update(queries)

    @property
    def asked(self) -> Set[Query]:
        """What whatever is being made now has asked so far."""
        return self._open[-1]

    def page(self) -> Entry:
        """What is asked inside is in the set that this gives, and concerns nobody else."""
        return Entry(self._open)


class Entry:
    """The questions of one thing that is made, for a ``with``: a class, as a generator is slow."""

    __slots__ = ("_open",)

    def __init__(self, opened: list[set[Query]]) -> None:
        self._open = opened

    def __enter__(self) -> set[Query]:
        found: set[Query] = set()
        self._open.append(found)
        return found

    def __exit__(self, *_error: object) -> None:
        self._open.pop()
