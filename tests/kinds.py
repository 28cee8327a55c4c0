"""An episode of our own in each kind: text.md and episode.toml in, what readers get out.

When what comes out is meant to change, `python -m tests.kinds` writes it anew; read the
difference before committing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html  # type: ignore[import-untyped]  # it has no types

from podcast import settings
from podcast.episode import Episode
from podcast.page import Pages
from podcast.plain import plain
from podcast.text import Parsed, parse
from tests.editions import demo_show, edition_of
from tests.shared import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.edition import Edition

KINDS = ("panel", "podcast", "interview")


def folder(kind: str) -> Path:
    """Where the episode lies."""
    return DATA / "kinds" / kind


def settings_of(kind: str) -> Episode:
    """Its settings."""
    file = folder(kind) / "episode.toml"
    return settings.parse(file.read_bytes(), Episode, file)


def text_of(kind: str) -> Parsed:
    """Its text as read."""
    cast = [person.name for person in settings_of(kind).people]
    return parse((folder(kind) / "text.md").read_text("utf-8"), cast)


def edition(kind: str) -> Edition:
    """The episode as it is published, ten seconds for each paragraph of talk."""
    return edition_of(text_of(kind).document.blocks, settings_of(kind), kind)


def plain_of(kind: str) -> str:
    """Its text export."""
    made = edition(kind)
    return plain(made.document, made.episode, demo_show(), made.quotes)


def page_of(kind: str) -> str:
    """The text on its page: opening, article, talk and closing lines, an element a line."""
    tree = lxml.html.document_fromstring(Pages(demo_show()).episode(edition(kind)))
    for element in tree.xpath("//*[@class='talk-head']"):  # the same for all kinds
        element.drop_tree()
    wanted = ("opening", "article", "talk", "closing")
    parts = [
        lxml.html.tostring(element, encoding="unicode", with_tail=False)
        for element in tree.xpath("//main//*[contains(@class, ' frame') or @class='frame']")
        if element.get("class").split()[0] in wanted
    ]
    lines = "\n".join(parts).replace("<section", "\n<section").splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"


if __name__ == "__main__":
    for each in KINDS:
        (folder(each) / "expected.txt").write_text(plain_of(each), "utf-8")
        (folder(each) / "expected.html").write_text(page_of(each), "utf-8")
