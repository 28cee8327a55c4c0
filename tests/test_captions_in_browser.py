"""Captions as real Chromium reads them: the cues that a player would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.captions import VTT_LINE, vtt
from podcast.cues import compose
from tests.editions import demo_edition
from tests.test_captions import EVERYTHING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

READ = """
async text => {
    const track = document.createElement("track")
    const loaded = new Promise((done, failed) => { track.onload = done; track.onerror = failed })
    track.src = URL.createObjectURL(new Blob([text], {type: "text/vtt"}))
    const video = document.createElement("video")
    video.append(track)
    track.track.mode = "hidden"
    await loaded
    return [...track.track.cues].map(cue => {
        const shown = cue.getCueAsHTML()
        return [cue.startTime, cue.endTime, shown.querySelector("span").title, shown.textContent]
    })
}
"""


@pytest.mark.parametrize(
    "paragraphs", [demo_edition().paragraphs, EVERYTHING], ids=["demo", "hostile"]
)
def test_a_browser_shows_the_cues_that_were_composed(chromium: Browser, paragraphs) -> None:
    page = chromium.new_page()
    shown = page.evaluate(READ, vtt(paragraphs))
    page.close()
    assert [tuple(cue) for cue in shown] == [
        (cue.span.start, cue.span.end, cue.speaker, cue.shown)
        for cue in compose(paragraphs, VTT_LINE)
    ]
