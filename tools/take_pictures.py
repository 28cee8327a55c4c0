"""Take the pictures of the docs: pages in real Chromium, each on a desk and on a telephone.

    podcast build && python -m tools.take_pictures

Needs Chromium and the extra `dev`. Writes docs/pictures/: the demo's page as built, an episode of
each kind, and the rooms in which a text is reviewed.
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
from tests.review.demo import SLUG, demo_workspace
from tests.review.reviewing import reviewing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures"
WIDTHS = (1200, 400)
HEIGHT = 1350
ROOMS = ("roster", "text", "doubt")
GAP = 48
BACKGROUND = "#d9dde2"
PHOTO = "#8fa9ad"  # nobody's photo: the people of the demo are invented


def main() -> None:
    """Take them all."""
    with launched() as browser, tempfile.TemporaryDirectory() as folder:
        _take(browser, ROOT / "feed", {"page": "tillit/"})
        _write_kinds(Path(folder))
        _take(browser, Path(folder), {kind: f"{kind}/" for kind in KINDS})
    with launched() as browser, tempfile.TemporaryDirectory() as folder:
        _take_rooms(browser, Path(folder))


def _write_kinds(folder: Path) -> None:
    editions = [edition(kind) for kind in KINDS]
    write_site(folder, demo_show(), *editions)
    for made in editions:
        for photo in made.document.photos:
            picture = Image.new("RGB", (1200, 700), PHOTO)
            picture.save(folder / made.slug / photo.file)


def _take(browser: Browser, folder: Path, pages: dict[str, str]) -> None:
    with site_of(folder) as site:
        _take_pages(Visitor(browser, site.address), pages)


def _take_rooms(browser: Browser, folder: Path) -> None:
    with reviewing(demo_workspace(folder)) as review:
        rooms = {f"review-{room}": f"/{SLUG}/{room}" for room in ROOMS}
        _take_pages(Visitor(browser, review.entry.origin), rooms, storage_state=review.state)


def _take_pages(visitor: Visitor, pages: dict[str, str], **settings: object) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, path in pages.items():
        pictures = [_picture(visitor, path, width, settings) for width in WIDTHS]
        target = TARGET / f"{name}.png"
        _beside(pictures).quantize(256).save(target, optimize=True)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")
    visitor.close()


def _picture(visitor: Visitor, path: str, width: int, settings: dict[str, object]) -> Image.Image:
    page = visitor.open(path, viewport={"width": width, "height": HEIGHT}, **settings)
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
