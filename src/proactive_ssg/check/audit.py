"""The audit of a target: what is known of pages that are as they were is kept, the others are examined."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from proactive_ssg.check.finding import Finding, Level, Place
from proactive_ssg.check.html import Document, parse
from proactive_ssg.check.links import Links
from proactive_ssg.check.outline import document_of, outline
from proactive_ssg.check.record import Record
from proactive_ssg.check.references import Facts, Reference, facts_of
from proactive_ssg.check.rule import AuditedPage, Rule, SiteRule
from proactive_ssg.check.runner import finding, page_findings, site_findings
from proactive_ssg.check.sources import NoSources, Sources
from proactive_ssg.check.target import Target, decode, is_partial
from proactive_ssg.fingerprint import fingerprint, of_bytes
from proactive_ssg.i18n import _, current_language, reason
from proactive_ssg.incremental.store import Store
from proactive_ssg.incremental.version import program_version
from proactive_ssg.team import outcomes

__all__ = ["Audit", "Result"]

_KIND = "page"


@dataclass(slots=True)
class Result:
    """What was found; ``examined``: how many pages were looked at; ``external``: links to other sites."""

    findings: list[Finding] = field(default_factory=list)
    pages: int = 0
    examined: int = 0
    external: dict[str, list[tuple[AuditedPage, Reference]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Audit:
    """``rules`` and ``site_rules`` of the audit; ``cache``: the folder for what is remembered, if any.

    ``with_external``: the links to other sites are wanted too.
    """

    target: Target
    rules: Sequence[Rule]
    site_rules: Sequence[SiteRule]
    sources: Sources = field(default_factory=NoSources)
    cache: Path | None = None
    jobs: int = 1
    with_external: bool = False

    def run(self) -> Result:
        """Everything that the rules find, page by page."""
        collecting = gc.isenabled()
        gc.disable()  # the pages stay: looking for garbage among them took a quarter of the time
        try:
            return self._run()
        finally:
            if collecting:
                gc.enable()

    def _run(self) -> Result:
        result = Result(pages=len(self.target.files))
        records = self._records(result)
        pages = {file: self._page(file, record) for file, record in records.items()}
        links = Links(self.target, {file: record.facts for file, record in records.items()})
        by_url: dict[str, list[Finding]] = {page.url: [] for page in pages.values()}
        for file, page in pages.items():
            found = by_url[page.url]
            found.extend(records[file].findings)
            found.extend(finding(rule, page, hit, self.sources) for rule, hit in links.hits(file))
            for url, reference in links.external(file) if self.with_external else ():
                result.external.setdefault(url, []).append((page, reference))
        for file, hits in links.stylesheets():
            sheet = AuditedPage(self.target.url(file), self.target.path(file), document_of([]))
            by_url[sheet.url] = [finding(rule, sheet, hit, NoSources()) for rule, hit in hits]
        for item in site_findings(list(pages.values()), self.site_rules, self.sources):
            by_url[item.url].append(item)
        for items in by_url.values():
            result.findings.extend(sorted(items, key=lambda item: (item.built.line, item.built.column)))
        return result

    def _page(self, file: str, record: Record) -> AuditedPage:
        """The page as rules over the site see it."""
        document = document_of(record.outline)
        return AuditedPage(self.target.url(file), self.target.path(file), document, record.partial)

    def _records(self, result: Result) -> dict[str, Record]:
        """What is known of each page, after every one that is new or has changed was examined."""
        if self.cache is None:
            return self._examined(dict.fromkeys(self.target.files, b""), result)[0]
        names = [[rule.name for rule in self.rules], [rule.name for rule in self.site_rules]]
        version = fingerprint(program_version(self.cache), current_language(), names)
        with closing(Store(self.cache / f"check-{_scope(self.target.root)}.db", version)) as store:
            known = store.all(_KIND)
            keys, records = self._remembered(known)
            new = {file: keys[file] for file in self.target.files if file not in records}
            found, lasting = self._examined(new, result)
            for file in lasting:
                store.put(_KIND, file, keys[file] + found[file].to_bytes())
            others = set(known) - set(self.target.files)
            gone = [file for file in others if not self.target.path(file).is_file()]
            store.drop(_KIND, gone)
            if lasting or gone:
                store.commit()
        records.update(found)
        return {file: records[file] for file in self.target.files}

    def _remembered(self, known: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, Record]]:
        """The fingerprint of each page, and the records of those that are as they were."""
        keys, records = {}, {}
        for file in self.target.files:
            path = self.target.path(file)
            try:
                content = of_bytes(path.read_bytes())
            except OSError:
                content = ""
            keys[file] = of_bytes(
                f"{content}{self.target.url(file)}{self.sources.state_of(path)}".encode()
            ).encode()
            payload = known.get(file, b"")
            if content and payload.startswith(keys[file]):
                try:
                    records[file] = Record.from_bytes(payload[len(keys[file]) :])
                except (ValueError, TypeError, KeyError):
                    continue
        return keys, records

    def _examined(self, files: Iterable[str], result: Result) -> tuple[dict[str, Record], list[str]]:
        """The records of ``files``, and which of them may be remembered."""
        names = list(files)
        result.examined = len(names)
        records: dict[str, Record] = {}
        lasting = []
        for name, (record, is_lasting) in zip(
            names, outcomes(_Examiner(self), names, self.jobs), strict=True
        ):
            records[name] = record
            if is_lasting:
                lasting.append(name)
        return records, lasting


@dataclass(frozen=True, slots=True)
class _Examiner:
    """Examines one page after the other, perhaps in a process of its own."""

    audit: Audit

    def pause(self) -> None:
        """There is nothing to stop."""

    def outcome(self, file: str, /) -> tuple[Record, bool]:
        target = self.audit.target
        path = target.path(file)
        try:
            text = decode(path.read_bytes())
            document = parse(text)
        except (OSError, RecursionError) as problem:
            return _unreadable(target.url(file), path, problem), False
        page = AuditedPage(target.url(file), path, document, is_partial(text))
        found = page_findings(page, self.audit.rules, self.audit.sources)
        record = Record(tuple(found), facts_of(document), outline(document), page.partial)
        return record, True


def _unreadable(url: str, path: Path, problem: Exception) -> Record:
    message = _("the page cannot be read: {reason}").format(reason=reason(problem))
    help_ = _("check that it still exists and that you may read it")
    item = Finding("page-unreadable", "", "", Level.ERROR, url, Place(path), message, help_)
    empty: Document = parse("")
    return Record((item,), Facts((), frozenset()), outline(empty))


def _scope(root: Path) -> str:
    return of_bytes(os.fsencode(root))[:16]
