from __future__ import annotations

import json
from dataclasses import replace

from podcast.chapter_file import chapter_file
from podcast.document import Chapter
from tests.editions import demo_edition, demo_show


def test_chapters_are_written_as_the_podcast_namespace_has_them() -> None:
    chapters = (
        Chapter(0.0, "Början"),
        Chapter(42.08849, "Makt\x00 & <mod>", "https://kommun.example/å"),
    )
    text = chapter_file(demo_show(), replace(demo_edition(), chapters=chapters))
    assert json.loads(text) == {
        "version": "1.2.0",
        "title": "Tillit i socialtjänsten",
        "podcastName": "Panelpodden",
        "fileName": "tillit.mp3",
        "chapters": [
            {"startTime": 0.0, "title": "Början"},
            {"startTime": 42.088, "title": "Makt & <mod>", "url": "https://kommun.example/%C3%A5"},
        ],
    }
    assert "ö" in text
