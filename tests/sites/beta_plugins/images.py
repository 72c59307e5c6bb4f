"""The filters ``screenshot``, ``avatar`` and ``incubator_logo``: a picture, or one that stands for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from proactive_ssg.extensions import filter
from proactive_ssg.model.site import Site

PURE = True

_images: dict[tuple[int, str], dict[str, str]] = {}


@filter(with_site=True)
def screenshot(site: Site, startup: Mapping[str, Any] | None) -> str:
    if startup is None:
        return "/img/betagouv-rectangle.png"
    id = startup["id"].split("/")[-1]
    found = _on_s3(site, f"startups/{id}/shot.jpg") or _of_site(site, "startups_img").get(id)
    return found or "/img/betagouv-rectangle.png"


@filter(with_site=True)
def avatar(site: Site, person: Mapping[str, Any] | None) -> str:
    fallback = "/img/logo-generique-startup-carre-2019.jpg"
    if person is None:
        return fallback
    slug, github = person.get("slug"), person.get("github")
    return (
        _on_s3(site, f"members/{slug}/avatar.jpg")
        or _of_site(site, "authors_img").get(str(slug))
        or person.get("avatar")
        or (f"https://avatars3.githubusercontent.com/{github}?s=600" if github is not None else fallback)
    )


@filter(with_site=True)
def incubator_logo(site: Site, incubator: Mapping[str, Any] | None) -> str:
    fallback = "/img/incubators/logo_beta.png"
    if incubator is None:
        return fallback
    id = _parameterized(incubator["id"].split("/")[-1])
    if found := _on_s3(site, f"incubators/{id}/logo.jpg"):
        return found
    logos = _of_site(site, "incubators_img")
    return next((path for name, path in logos.items() if name in incubator["logo"]), fallback)


def _on_s3(site: Site, key: str) -> str | None:
    settings = site.config.settings
    return f"{settings.get('s3_base_url', '')}/{key}" if key in (settings.get("s3_keys") or ()) else None


def _of_site(site: Site, mark: str) -> dict[str, str]:
    """The pictures that ``defaults`` mark, by name."""
    all_files = site.static_files  # asked for each time: every page that shows one depends on them
    key = (id(all_files), mark)
    if key not in _images:
        files = (file for file in all_files if file.data.get(mark) is True)
        found: dict[str, str] = {}
        for file in files:
            found.setdefault(file.relative_path.stem, f"/{file.relative_path}")
        _images[key] = found
    return _images[key]


def _parameterized(text: str) -> str:
    """As ActiveSupport does it: without accents, hyphens between the words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("-{2,}", "-", re.sub("[^a-z0-9_-]+", "-", plain)).strip("-")
