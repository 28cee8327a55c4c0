"""Take the README's picture: the demo's page in real Chromium, on a desktop and on a phone.

    podcast build && python -m tools.take_pictures

Needs Chromium and the extra `dev`. Writes docs/pictures/page.png.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.serving import served

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "page.png"
HEIGHT = 1000
GAP = 48
BACKGROUND = "#d9dde2"


def main() -> None:
    """Take both pictures and put them side by side."""
    with served(ROOT / "feed") as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        address = f"http://127.0.0.1:{port}/tillit/"
        pictures = [_picture(browser, address, width) for width in (1200, 400)]
        browser.close()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    _beside(pictures).quantize(256).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1000:.0f} kB")


def _picture(browser: Browser, address: str, width: int) -> Image.Image:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.goto(address)
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
