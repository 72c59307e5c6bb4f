"""jekyll-github-metadata: ``site.github``, as far as it is known without asking GitHub.

The repository is ``PAGES_REPO_NWO`` of the environment, ``repository: owner/name`` of the configuration or
the remote ``origin`` of git. What only GitHub knows (members, releases, licence ...) is nil; the site's own
``github:`` wins over everything. The addresses are those that the gem makes up when it is offline.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from proactive_ssg.config import Config
from proactive_ssg.config.sources import deep_merge
from proactive_ssg.errors import Severity
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.i18n import _
from proactive_ssg.liquid import Context, Tag
from proactive_ssg.liquid.values import to_s
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.plugins.git import output
from proactive_ssg.plugins.options import in_config
from proactive_ssg.templates.filters_url import normalize_url

__all__ = ["GithubEditLinkTag", "register"]

_LINK_TEXT = re.compile(r"\"(.*)\"|'(.*)'")
_UNKNOWN: Final = (
    *("public_repositories", "organization_members", "project_tagline", "owner_display_name", "issues_url"),
    *("wiki_url", "language", "show_downloads", "private", "archived", "disabled", "license"),
)
_OF_GITHUB_ONLY: Final = ("contributors", "releases", "latest_release")  # false in the gem when it is offline


def register(registry: Registry) -> None:
    """Adds ``site.github``, fallbacks for ``site.title`` and ``site.description``, and the tag."""
    registry.looks_at_more()
    registry.tag("github_edit_link", GithubEditLinkTag)
    registry.hook("site", "post_read", lambda site: _add(site, registry), Priority.HIGHEST)


def _add(site: SiteBuilder, registry: Registry) -> None:
    config, given = site.config, site.config.settings.get("github")
    if given is not None and not isinstance(given, Mapping):
        return
    name = _name_with_owner(config)
    known = _Repository(name, _Pages.of(config)).metadata(config) if name else {}
    if not name and not given:
        message = _("which repository? `site.github` knows none")
        hint = _("write `repository: owner/name` in the configuration")
        problem = in_config(
            config, "github-repository", message, "plugins", hint=hint, severity=Severity.WARNING
        )
        registry.diagnostics.add(problem)
    site.variables["github"] = deep_merge(known, given or {})
    if name and not config.settings.get("title") and not config.settings.get("name"):
        site.variables["title"] = known["owner_name" if known["is_user_page"] else "project_title"]


def _name_with_owner(config: Config) -> str:
    given = config.settings.get("repository")
    if named := os.environ.get("PAGES_REPO_NWO"):
        return named
    if isinstance(given, str) and "/" in given:
        return given
    if config.environment not in ("development", "test"):
        return ""
    remote = output(config.source, "remote", "get-url", "origin").removesuffix(".git")
    found = re.search(rf"{re.escape(_Pages.of(config).hostname)}[:/]([\w-]+)/([\w.-]+)", remote)
    return f"{found[1]}/{found[2]}" if found else ""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The instance of GitHub, as the environment describes it (the gem's ``pages.rb``)."""

    env: str
    hostname: str
    pages_hostname: str
    api_url: str
    help_url: str

    @classmethod
    def of(cls, config: Config) -> _Pages:
        def value(default: str, *names: str) -> str:
            return next((os.environ[name] for name in names if os.environ.get(name)), default).removesuffix(
                "/"
            )

        env = value(config.environment, "PAGES_ENV")
        pages = "localhost:4000" if env == "development" else "github.io"
        return cls(
            env,
            value("github.com", "PAGES_GITHUB_HOSTNAME", "GITHUB_HOSTNAME"),
            value(pages, "PAGES_PAGES_HOSTNAME", "PAGES_HOSTNAME"),
            value("https://api.github.com", "PAGES_API_URL", "API_URL"),
            value("https://help.github.com", "PAGES_HELP_URL", "HELP_URL"),
        )

    @property
    def scheme(self) -> str:
        return "https" if os.environ.get("SSL") == "true" or self.env == "test" else "http"

    @property
    def url(self) -> str:
        if self.env == "dotcom" or self.hostname == "github.com":
            return "https://github.com"
        return f"{self.scheme}://{self.hostname}"


@dataclass(frozen=True, slots=True)
class _Repository:
    """The gem's ``repository.rb`` and ``repository_compat.rb``, offline."""

    name_with_owner: str
    pages: _Pages

    @property
    def owner(self) -> str:
        return self.name_with_owner.split("/")[0]

    @property
    def name(self) -> str:
        return self.name_with_owner.split("/")[-1]

    @property
    def is_user_page(self) -> bool:
        name, owner = self.name.lower(), self.owner.lower()
        if self.pages.env == "enterprise":
            return name == f"{owner}.{self.pages.hostname}"
        return name in (self._domain, f"{owner}.github.com")

    @property
    def _domain(self) -> str:
        host = self.pages.hostname if self.owner == "github" else self.pages.pages_hostname
        return f"{self.owner}.{host}".lower()

    def _site_path(self) -> tuple[str, str]:
        """The address of the site, and its path."""
        if self.pages.env in ("dotcom", "test"):
            scheme = "https" if self.owner == "github" and self._domain.endswith(".github.com") else "http"
            path = "" if self.is_user_page else f"/{self.name}"
            return f"{scheme}://{self._domain}{path}", path
        path = f"{self.owner if self.is_user_page else self.name_with_owner}"
        if os.environ.get("SUBDOMAIN_ISOLATION") == "true":
            return f"{self.pages.scheme}://{self.pages.pages_hostname}/{path}", f"/{path}"
        return f"{self.pages.url}/pages/{path}", f"/pages/{path}"

    def metadata(self, config: Config) -> dict[str, Any]:
        """The keys of ``site.github``."""
        pages, owner_url = self.pages, f"{self.pages.url}/{self.owner}"
        repository = f"{owner_url}/{self.name}"
        branch = "master" if self.is_user_page else "gh-pages"
        url, path = self._site_path()
        revision = os.environ.get("JEKYLL_BUILD_REVISION") or output(config.source, "rev-parse", "HEAD")
        return {
            "environment": pages.env,
            "pages_env": pages.env,
            "hostname": pages.hostname,
            "pages_hostname": pages.pages_hostname,
            "api_url": pages.api_url,
            "help_url": pages.help_url,
            "project_title": self.name,
            "owner": {"login": self.owner, "html_url": owner_url},
            "owner_name": self.owner,
            "owner_url": owner_url,
            "owner_gravatar_url": f"{owner_url}.png",
            "repository_url": repository,
            "repository_nwo": self.name_with_owner,
            "repository_name": self.name,
            "zip_url": f"{repository}/zipball/{branch}",
            "tar_url": f"{repository}/tarball/{branch}",
            "clone_url": f"{repository}.git",
            "releases_url": f"{repository}/releases",
            "is_user_page": self.is_user_page,
            "is_project_page": not self.is_user_page,
            "url": url,
            "baseurl": path,
            "source": {"branch": branch, "path": "/"},
            "versions": {},
            "build_revision": revision,
            **dict.fromkeys(_UNKNOWN),
            **dict.fromkeys(_OF_GITHUB_ONLY, False),
        }


class GithubEditLinkTag(Tag):
    """``{% github_edit_link %}``, the address where the page is edited; with ``"text"`` a link to it."""

    def render(self, context: Context) -> str:
        found = _LINK_TEXT.search(self.markup)
        url = _edit_url(context)
        return f'<a href="{url}">{found[1] or found[2] or ""}</a>' if found else url


def _edit_url(context: Context) -> str:
    site = context.get("site")
    github = site.get("github") if isinstance(site, Mapping) else None
    github = github if isinstance(github, Mapping) else {}
    source = github.get("source")
    source = source if isinstance(source, Mapping) else {}
    path = context.registers["page"].get("path")
    parts = [github.get("repository_url"), "edit", source.get("branch"), source.get("path"), path]
    if any(part is None for part in parts):
        return ""
    texts = [to_s(part).removeprefix("/") for part in parts]
    return normalize_url("/".join(text.removesuffix("/") for text in texts if text))
