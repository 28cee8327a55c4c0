"""Whether the pictures of the show and of episodes are such as directories take."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from podcast.finding import Kind, extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.feed_folder import FeedFolder
    from podcast.feed_reading import Part, ReadFeed
    from podcast.finding import Finding

_REPLACE = "put a fit picture as artwork beside the settings and run `podcast build`"
NONE = Kind(
    "A001", "error", "The show has no picture; Apple and others refuse such a feed.",
    "no `<itunes:image>` in `<channel>`", "run `podcast build`",
)  # fmt: skip
LOST = Kind(
    "A002", "error", "A picture is not in feed/.",
    "`omslag.jpg` was removed", "run `podcast build`",
)  # fmt: skip
OTHER_TYPE = Kind(
    "A003", "error", "A picture is no JPEG or PNG, or its file has the other's name.",
    "a WebP called `omslag.jpg`", _REPLACE,
)  # fmt: skip
NOT_SQUARE = Kind(
    "A004", "error", "A picture is not as high as it is wide.",
    "1 920 by 1 080 pixels", _REPLACE,
)  # fmt: skip
OTHER_SIZE = Kind(
    "A005", "error", "A picture is smaller than 1 400 or larger than 3 000 pixels.",
    "600 by 600 pixels", _REPLACE,
)  # fmt: skip
NOT_RGB = Kind(
    "A006", "error", "A picture is not in RGB; apps show its colours wrong or not at all.",
    "a JPEG in CMYK, as printers want it", _REPLACE,
)  # fmt: skip
KINDS = (NONE, LOST, OTHER_TYPE, NOT_SQUARE, OTHER_SIZE, NOT_RGB)

SMALLEST, LARGEST = 1400, 3000
"""Pixels on a side, by https://podcasters.apple.com/support/896-artwork-requirements."""

_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG"}
# Greyscale is shown right everywhere; a palette is not.
_MODES = {"RGB", "RGBA", "L"}


def check_artwork(feeds: Sequence[ReadFeed], folder: FeedFolder) -> Iterator[Finding]:
    """Check every picture that the feed names, each once."""
    seen = set()
    for feed in feeds:
        channel = feed.channel
        if not _address(channel):
            yield channel.fault(NONE, "the show has no picture")
        for part in (channel, *feed.items):
            address = _address(part)
            if address and address not in seen:
                seen.add(address)
                yield from _picture(part.one("itunes:image") or part, address, folder)


def _address(part: Part) -> str:
    image = part.one("itunes:image")
    return image.get("href") if image else ""


def _picture(image: Part, address: str, folder: FeedFolder) -> Iterator[Finding]:
    wanted = _FORMATS.get(address.rpartition(".")[2].lower())
    if not wanted:
        yield image.fault(OTHER_TYPE, f"the picture {extract(address)} is no .jpg or .png")
        return
    place = folder.place(address)
    if place is None:
        return  # elsewhere on the web, where nothing is looked up
    if not folder.has(place):
        yield image.fault(LOST, f"there is no file {folder.shown(place)}")
        return
    yield from _content(folder.shown(place), folder.read(place), wanted)


def _content(file: str, content: bytes, wanted: str) -> Iterator[Finding]:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            kind, mode, (width, height) = picture.format, picture.mode, picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError):
        yield OTHER_TYPE.at(file, "the picture cannot be read")
        return
    if kind != wanted:
        yield OTHER_TYPE.at(file, f"the picture is in truth {kind}")
    if width != height:
        yield NOT_SQUARE.at(file, f"the picture is {width} pixels wide and {height} high")
    elif not SMALLEST <= width <= LARGEST:
        yield OTHER_SIZE.at(file, f"the picture is {width} pixels wide and high")
    if mode not in _MODES:
        yield NOT_RGB.at(file, f"the picture's colours are {mode}")
