"""Take the pictures of the docs: pages in real Chromium, each on a desk and on a telephone.

    podcast build && python -m tools.take_pictures

Needs Chromium and the extra `dev`. Writes docs/pictures/: the demo's page as built, and an
episode of each kind.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.chromium import Visitor, launched, site_of
from tests.editions import demo_show, write_site
from tests.kinds import KINDS, edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures"
WIDTHS = (1200, 400)
HEIGHT = 1000
GAP = 48
BACKGROUND = "#d9dde2"
PHOTO = "#8fa9ad"  # nobody's photo: the people of the demo are invented


def main() -> None:
    """Take them all."""
    with launched() as browser, tempfile.TemporaryDirectory() as folder:
        _take(browser, ROOT / "feed", {"page": "tillit/"})
        _write_kinds(Path(folder))
        _take(browser, Path(folder), {kind: f"{kind}/" for kind in KINDS})


def _write_kinds(folder: Path) -> None:
    editions = [edition(kind) for kind in KINDS]
    write_site(folder, demo_show(), *editions)
    for made in editions:
        for photo in made.document.photos:
            picture = Image.new("RGB", (1200, 700), PHOTO)
            picture.save(folder / made.slug / photo.file)


def _take(browser: Browser, folder: Path, pages: dict[str, str]) -> None:
    with site_of(folder) as site:
        visitor = Visitor(browser, site.address)
        for name, path in pages.items():
            pictures = [_picture(visitor, path, width) for width in WIDTHS]
            target = TARGET / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            _beside(pictures).quantize(256).save(target, optimize=True)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")
        visitor.close()


def _picture(visitor: Visitor, path: str, width: int) -> Image.Image:
    page = visitor.open(path, viewport={"width": width, "height": HEIGHT})
    page.reload(wait_until="networkidle")  # letters are used only when they are there at once
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _beside(pictures: list[Image.Image]) -> Image.Image:
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    whole = Image.new("RGB", (width, HEIGHT + 2 * GAP), BACKGROUND)
    left = GAP
    for picture in pictures:
        whole.paste(picture, (left, GAP))
        left += picture.width + GAP
    return whole


if __name__ == "__main__":
    main()
