"""Readers of what people of the show write by hand."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.fuzzing.examples import CATALOGUE, EPISODE, OWN_TEMPLATE, RULES, TEXT
from bench.fuzzing.reader import Reader, from_file, scratch, written
from podcast import settings, text
from podcast.episode import Episode, parse_speakers
from podcast.errors import SettingsError
from podcast.job import read_rules
from podcast.language_marks import read_marks, write_marks
from podcast.own_rules import OwnRules
from podcast.page import Pages
from podcast.reference import commented
from podcast.show import Show
from podcast.span import parse_clock
from podcast.templates import words_of
from podcast.text_file import TextFile
from podcast.toml_edit import with_item, with_value
from podcast.workspace import EpisodeFolder
from podcast.zone_time import parse_moment
from tests.editions import CAST, demo_edition, demo_show

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOW = Show(title="Podden", address="https://podden.example/")
_NAMES = tuple(person.name for person in CAST)
_MOMENTS = ("2026-05-04T06:00", "2026-05-04", "1:02:03.5", "754", "2..5", "0:05,5")


def readers() -> Iterator[Reader]:
    """Yield them."""
    episode = partial(written, EPISODE)
    yield Reader("show.toml", _read_show, _shows, (SettingsError,))
    yield Reader("episode.toml", _read_episode, episode, (SettingsError,))
    yield Reader("changed settings", _change_settings, episode, (ValueError,))
    yield Reader("rules.toml", _read_rules, partial(written, RULES), (SettingsError,))
    yield Reader("text.md", _read_text, partial(written, TEXT))
    yield Reader("language marks", _read_marks, partial(written, TEXT), ())
    yield Reader("front.html", _read_template, partial(written, OWN_TEMPLATE))
    yield Reader("sv.po", partial(from_file, "sv.po", words_of), partial(written, CATALOGUE))
    yield Reader("moments", _read_moments, partial(written, *_MOMENTS), ())


def _shows() -> tuple[bytes, ...]:
    everything = demo_show(
        funding=[{"text": "Bli medlem", "link": "https://a.example/"}],
        colors={"accent": "#0a5960"},
        seasons=[{"number": 1, "name": "Våren"}],
        people=[{"name": "Karin Ek", "role": "host"}],
    )
    return written(commented(everything), 'title = "Podden"\n')


def _read_show(content: bytes) -> object:
    return settings.parse(content, Show, Path("show.toml")).zone


def _read_episode(content: bytes) -> object:
    episode = settings.parse(content, Episode, Path("episode.toml"))
    return episode.published_at(_SHOW), episode.for_readers


def _change_settings(content: bytes) -> object:
    try:
        episode = settings.parse(content, Episode, Path("episode.toml"))
    except SettingsError:
        return None
    titled = with_value(content.decode("utf-8-sig"), ("title",), "En annan")
    return episode.people and with_item(titled, ("people", 0, "heard_at"), "1:31")


def _read_rules(content: bytes) -> object:
    own = settings.parse(content, OwnRules, Path("rules.toml"))
    ours = read_rules("sv")
    return sorted(own.faults(ours)), own.added_to(ours)


def _read_text(content: bytes) -> object:
    """Have it merged with a new draft of ours, then read what was written."""
    folder = EpisodeFolder(scratch() / "episode")
    shutil.rmtree(folder.path, ignore_errors=True)
    folder.path.mkdir()
    TextFile.of(folder).follow(TEXT, _NAMES)
    folder.text.write_bytes(content)
    TextFile.of(folder).follow(TEXT.replace("lyssnar", "hör på"), _NAMES)
    document = text.parse(TextFile.of(folder).text or "", _NAMES).document
    return text.parse(text.compose(document, _NAMES), _NAMES)


def _read_marks(content: bytes) -> object:
    plain, passages = read_marks(content.decode(errors="replace"))
    if read_marks(write_marks(plain, passages)) != (plain, passages):
        raise AssertionError("what is written reads as something else")
    return plain


def _read_template(content: bytes) -> object:
    own = scratch() / "templates"
    own.mkdir(exist_ok=True)
    (own / "front.html").write_bytes(content)
    return Pages(_SHOW, own).front([demo_edition()])


def _read_moments(content: bytes) -> object:
    """Read as each kind of moment that stands on a command line or in settings."""
    faults = []
    for read in (partial(parse_moment, zone=_SHOW.zone), parse_clock, parse_speakers):
        try:
            read(content.decode(errors="replace"))
        except ValueError as fault:
            faults.append(fault)
    return faults
