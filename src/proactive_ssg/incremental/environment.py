"""The variables of the environment that a site can depend on."""

from __future__ import annotations

import os

__all__ = ["environment"]

_VARIABLES = frozenset(
    ("API_URL", "ASSET_HOST_URL", "GITHUB_HOSTNAME", "HELP_URL", "SSL", "SUBDOMAIN_ISOLATION", "TZ")
)
_PREFIXES = ("JEKYLL_", "PAGES_")


def environment() -> list[tuple[str, str]]:
    """Names and values, by name."""
    names = (name for name in os.environ if name.startswith(_PREFIXES) or name in _VARIABLES)
    return [(name, os.environ[name]) for name in sorted(names)]
