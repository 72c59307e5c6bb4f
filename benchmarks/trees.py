"""Whole trees of files, compared byte for byte."""

from __future__ import annotations

from pathlib import Path

__all__ = ["StaleError", "WrongError", "differences", "files", "must_be_whole", "must_equal"]

_SHOWN = 8


class WrongError(Exception):
    """What was built is not what should be measured."""


class StaleError(WrongError):
    """A build that took something over from the one before is not what a clean build gives."""


def files(root: Path) -> set[str]:
    """The paths of everything that is a file below ``root``, relative to it."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def differences(clean: Path, found: Path) -> list[str]:
    """What is missing in ``found``, one too many, or has other bytes; empty where they are equal."""
    expected, there = files(clean), files(found)
    common = sorted(expected & there)
    return [
        *(f"missing: {name}" for name in sorted(expected - there)),
        *(f"too many: {name}" for name in sorted(there - expected)),
        *(
            f"differs: {name}"
            for name in common
            if (clean / name).read_bytes() != (found / name).read_bytes()
        ),
    ]


def must_equal(clean: Path, found: Path, what: str) -> None:
    """StaleError, with the first names, where they differ; an empty site proves nothing."""
    if not files(clean):
        raise StaleError(f"{what}: the clean build wrote nothing")
    if wrong := differences(clean, found):
        listed = "\n  ".join(wrong[:_SHOWN])
        raise StaleError(f"{what}: {len(wrong)} files are not those of a clean build:\n  {listed}")


def must_be_whole(root: Path, pages: int, what: str) -> None:
    """WrongError where fewer than so many pages went through their layouts: that would be less work."""
    texts = (root / name for name in files(root) if name.endswith(".html"))
    whole = sum(b"</body></html>" in path.read_bytes() for path in texts)
    if whole < pages:
        raise WrongError(f"{what}: {whole} of {pages} pages are whole")
