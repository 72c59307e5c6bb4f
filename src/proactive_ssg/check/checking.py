"""The check as a whole: rules, links, exceptions and the baseline make one report."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from proactive_ssg.check.audit import Audit, Result
from proactive_ssg.check.baseline import Baseline, write
from proactive_ssg.check.coverage import Coverage
from proactive_ssg.check.exceptions import Exemption, apply, of_configuration, of_front_matter
from proactive_ssg.check.external import EXTERNAL_RULES, Limits, ask, hit
from proactive_ssg.check.finding import Finding
from proactive_ssg.check.links import LINK_RULES
from proactive_ssg.check.positions import SourcePositions
from proactive_ssg.check.report import Report
from proactive_ssg.check.rule import Hit, Rule, SiteRule
from proactive_ssg.check.rule_names import names_of, near
from proactive_ssg.check.rules import RULES, SITE_RULES
from proactive_ssg.check.runner import INTERNAL, finding
from proactive_ssg.check.sources import NoSources, Sources
from proactive_ssg.check.target import Target
from proactive_ssg.config import Config
from proactive_ssg.diagnose import at, os_error
from proactive_ssg.errors import ConfigurationError, Diagnostic, ProblemsError
from proactive_ssg.i18n import _
from proactive_ssg.output.manifest import state_folder
from proactive_ssg.repair.record import Repair

__all__ = ["Request", "all_rules", "check"]

_ALWAYS = (INTERNAL, "page-unreadable")


@dataclass(frozen=True, slots=True)
class Request:
    """What to check, and how; ``only`` and ``ignored`` are names of rules or criteria.

    ``config``: of the site that the target is, where it is one; ``cached``: may something be remembered;
    ``repairs``: what its build put right.
    """

    target: Target
    config: Config | None = None
    only: Sequence[str] = ()
    ignored: Sequence[str] = ()
    external: bool = False
    baseline: Path | None = None
    write_baseline: bool = False
    jobs: int = 1
    cached: bool = True
    limits: Limits | None = None
    repairs: Mapping[PurePosixPath, Sequence[Repair]] = field(default_factory=dict)


def check(request: Request) -> Report:
    """The report; a ConfigurationError tells of exceptions, a baseline or names of rules that are wrong."""
    rules = _chosen(request)
    config = request.config
    sources: Sources = SourcePositions(config, request.target.root) if config is not None else NoSources()
    exemptions = _exemptions(request, sources)
    cache = _cache(config) if config is not None and request.cached else None
    baseline = None
    if request.baseline is not None and not request.write_baseline:
        baseline = Baseline.load(request.baseline)
    how = (sources, cache, request.jobs, request.external)
    result = Audit(request.target, RULES, SITE_RULES, *how).run()
    notes: list[str] = []
    if request.external:
        result.findings.extend(_external(request, result, sources, cache, notes))
    chosen = {rule.name for rule in rules}
    found = [item for item in result.findings if item.rule in chosen or item.rule in _ALWAYS]
    left, exempt = apply(found, exemptions, request.target.baseurl)
    known = gone = 0
    if request.write_baseline and request.baseline is not None:
        known = _write(request.baseline, left)
        left = [item for item in left if item.rule == INTERNAL]
    elif baseline is not None:
        left, known, gone = baseline.new(left)
    title = (config.title if config is not None else "") or request.target.root.name
    coverage = Coverage.of(rules)
    return Report(
        left,
        result.pages,
        coverage,
        exempt,
        known=known,
        gone=gone,
        examined=result.examined,
        title=title,
        notes=notes,
        repairs=request.repairs,
    )


def all_rules() -> list[Rule | SiteRule]:
    """Every rule of the audit, those for links included."""
    return [*RULES, *SITE_RULES, *LINK_RULES, *EXTERNAL_RULES]


def _chosen(request: Request) -> list[Rule | SiteRule]:
    """The rules that are asked for."""
    known = names_of(all_rules())
    for name in (*request.only, *request.ignored):
        if name not in known:
            raise ConfigurationError(_unknown(name, known))
    return [
        rule
        for rule in all_rules()
        if (not request.only or rule.name in request.only or rule.criterion in request.only)
        and rule.name not in request.ignored
        and rule.criterion not in request.ignored
    ]


def _unknown(name: str, known: Collection[str]) -> Diagnostic:
    return at("check-rule", _("there is no rule {name!r}").format(name=name), None, hint=near(name, known))


def _exemptions(request: Request, sources: Sources) -> list[Exemption]:
    """Those of the configuration, then those of the pages."""
    if request.config is None:
        return []
    problems: list[Diagnostic] = []
    known = names_of(all_rules())
    found = list(of_configuration(request.config, known, problems))
    for file in request.target.files:
        source = sources.file_of(request.target.path(file))
        if source is not None:
            found.extend(of_front_matter(source, request.target.url(file), known, problems))
    if problems:
        raise ConfigurationError(*problems)
    return found


def _cache(config: Config) -> Path | None:
    """The folder for what is remembered; none where nothing can be written."""
    with suppress(ProblemsError, OSError):
        return state_folder(config.root, config.destination, config.cache)
    return None


def _external(
    request: Request, result: Result, sources: Sources, cache: Path | None, notes: list[str]
) -> Iterator[Finding]:
    """What other sites answer, at each place where they are linked."""
    answers = ask(result.external, cache, request.limits)
    if unasked := len(result.external) - len(answers):
        notes.append(
            _("{count} external addresses were not asked: too many for one run").format(count=unasked)
        )
    for url, places in result.external.items():
        for page, reference in places:
            found = hit(answers.get(url, ""), url, Hit(reference.element, ""))
            if found is not None:
                yield finding(found[0], page, found[1], sources)


def _write(path: Path, findings: Sequence[Finding]) -> int:
    try:
        return write(path, findings)
    except OSError as error:
        raise ConfigurationError(os_error("check-baseline", path, error)) from error
