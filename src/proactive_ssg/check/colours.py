"""Colours of CSS, laid over each other, and the contrast between two (WCAG 2.1)."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from functools import lru_cache
from typing import NamedTuple

__all__ = ["BLACK", "WHITE", "Colour", "contrast", "over", "parse_colour", "stops_of"]


class Colour(NamedTuple):
    """Channels from 0 to 255, ``alpha`` from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
_NAMES = (
    "black=000 silver=c0c0c0 gray=808080 grey=808080 white=fff maroon=800000 red=f00 purple=800080 "
    "fuchsia=f0f magenta=f0f green=008000 lime=0f0 olive=808000 yellow=ff0 navy=000080 blue=00f teal=008080 "
    "aqua=0ff cyan=0ff orange=ffa500 pink=ffc0cb brown=a52a2a gold=ffd700 indigo=4b0082 violet=ee82ee "
    "beige=f5f5dc ivory=fffff0 khaki=f0e68c coral=ff7f50 salmon=fa8072 tomato=ff6347 crimson=dc143c "
    "darkgray=a9a9a9 darkgrey=a9a9a9 lightgray=d3d3d3 lightgrey=d3d3d3 dimgray=696969 dimgrey=696969 "
    "gainsboro=dcdcdc whitesmoke=f5f5f5 snow=fffafa darkblue=00008b darkred=8b0000 darkgreen=006400 "
    "lightblue=add8e6 lightgreen=90ee90 lightyellow=ffffe0 skyblue=87ceeb steelblue=4682b4 royalblue=4169e1 "
    "slategray=708090 slategrey=708090 rebeccapurple=663399 orangered=ff4500 darkorange=ff8c00 tan=d2b48c "
    "chocolate=d2691e sienna=a0522d plum=dda0dd orchid=da70d6 turquoise=40e0d0 aliceblue=f0f8ff linen=faf0e6"
)
_NAMED = dict(pair.split("=") for pair in _NAMES.split())
_FUNCTION = re.compile(r"(rgb|hsl)a?\(\s*([^()]*)\)")
_TOKEN = re.compile(r"#[0-9a-f]{3,8}\b|[a-z]+\([^()]*\)|[a-z][a-z-]*", re.IGNORECASE)


@lru_cache(maxsize=256)
def parse_colour(text: str) -> Colour | None:
    """The colour that a value names; None where it takes more than the value to know."""
    text = text.strip().lower()
    if text == "transparent":
        return Colour(0, 0, 0, 0.0)
    if text.startswith("#"):
        return _hex(text[1:])
    if text in _NAMED:
        return _hex(_NAMED[text])
    match = _FUNCTION.fullmatch(text)
    if match is None:
        return None
    return _rgb(match[2]) if match[1] == "rgb" else _hsl(match[2])


def _hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9a-f]{6}(?:[0-9a-f]{2})?", digits):
        return None
    numbers = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
    return Colour(numbers[0], numbers[1], numbers[2], numbers[3] / 255 if len(numbers) == 4 else 1.0)


def _rgb(arguments: str) -> Colour | None:
    parts = _parts(arguments)
    try:
        numbers = [float(part[:-1]) * 2.55 if part.endswith("%") else float(part) for part in parts[:3]]
        alpha = _share(parts[3]) if len(parts) == 4 else 1.0
    except ValueError:
        return None
    return Colour(numbers[0], numbers[1], numbers[2], alpha) if len(parts) in (3, 4) else None


def _hsl(arguments: str) -> Colour | None:
    parts = _parts(arguments)
    if len(parts) not in (3, 4) or not parts[1].endswith("%") or not parts[2].endswith("%"):
        return None
    try:
        hue = float(parts[0].removesuffix("deg")) % 360 / 360
        saturation, lightness = (min(1.0, max(0.0, _share(part))) for part in parts[1:3])
        alpha = _share(parts[3]) if len(parts) == 4 else 1.0
    except ValueError:
        return None
    red, green, blue = hls_to_rgb(hue, lightness, saturation)
    return Colour(255 * red, 255 * green, 255 * blue, alpha)


def _parts(arguments: str) -> list[str]:
    return arguments.replace(",", " ").replace("/", " ").split()


def _share(part: str) -> float:
    return float(part[:-1]) / 100 if part.endswith("%") else float(part)


@lru_cache(maxsize=256)
def stops_of(background: str) -> tuple[Colour, ...] | None:
    """The colours of a background, plain or of a gradient; None where one cannot tell (a picture)."""
    text = background.lower()
    if "url(" in text or "var(" in text or "image(" in text:
        return None
    gradient = re.fullmatch(r"(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)", text.strip())
    if gradient is None and "gradient(" in text:
        return None
    found: list[Colour] = []
    for token in _TOKEN.findall(gradient[1] if gradient else text):
        colour = parse_colour(token)
        if colour is not None:
            found.append(colour)
        elif token.startswith("#") or "(" in token or token in ("currentcolor", "inherit"):
            return None
    return tuple(found)


def over(top: Colour, bottom: Colour) -> Colour:
    """A colour laid over an opaque one."""
    share = max(0.0, min(1.0, top.alpha))
    return Colour(
        *(upper * share + lower * (1 - share) for upper, lower in zip(top[:3], bottom[:3], strict=True))
    )


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def _luminance(colour: Colour) -> float:
    channels = [value / 255 for value in colour[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
