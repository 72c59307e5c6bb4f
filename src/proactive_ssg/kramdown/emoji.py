"""Emojis by their names on GitHub, for ``gfm_emojis``.

``emoji.txt`` holds a line for each image: the code points of the emoji (or the image's own file name,
for those that GitHub invented), then its names. They are those of gemoji 3, which
kramdown-parser-gfm uses, and what gemoji 4 has added.
"""

from __future__ import annotations

from functools import cache

__all__ = ["emoji_image"]


@cache
def _images() -> dict[str, str]:
    from importlib.resources import files  # it brings a dozen modules, and few texts have an emoji

    images = {}
    table = files(__package__).joinpath("emoji.txt").read_text("utf-8")
    for line in table.split("\n"):
        code, *names = line.split() or [""]
        image = code if code.endswith(".png") else f"unicode/{code}.png"
        images.update(dict.fromkeys(names, image))
    return images


def emoji_image(name: str) -> str | None:
    """The file of the image for ``:name:``, or None if there is no such emoji."""
    return _images().get(name)
