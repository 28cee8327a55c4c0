"""Readers of what we wrote ourselves, and a disk or a person may have damaged."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from bench.fuzzing.examples import SRT, VTT, WORDS
from bench.fuzzing.reader import Reader, from_file, scratch, written
from podcast.cache import Store
from podcast.caption_facts import UnreadableCaptions, read_captions
from podcast.checking import check, kept_editions
from podcast.conversation import Voices
from podcast.edition import PublishedSound
from podcast.errors import LedgerError
from podcast.feed_reading import UnreadableFeed, read_feed
from podcast.finished import Finished
from podcast.hearing_store import HearingStore
from podcast.job import read_show
from podcast.ledger import Ledger
from podcast.model_store import read_note
from podcast.page_facts import UnreadablePage, read_page
from podcast.profile import KeptPrint, Profile, Profiles
from podcast.profile_store import ProfileStore
from podcast.recording import Recording
from podcast.review.journal import Journal
from podcast.span import Span
from podcast.text_file import Remembered
from podcast.transcript import Transcript
from podcast.workspace import Workspace
from tests.builds import run
from tests.fakes import add_episode, new_show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 6, 1, tzinfo=UTC)
_STORED: dict[str, Any] = {
    "transcript.json": Transcript,
    "voices.json": Voices,
    "recording.json": Recording,
    "draft.json": Remembered,
    "sound.json": PublishedSound,
    "edition.json": Finished,
    "journal.json": Journal,
    "played.json": tuple[Span, ...],
}
_PEOPLE = "people = [{name = 'Karin Ek', heard_at = ['0:00'], remember = true}]\n"


def readers() -> Iterator[Reader]:
    """Yield them."""
    for name, kind in _STORED.items():
        yield Reader(name, partial(_read_stored, kind), partial(_stored, name), ())
    yield Reader("hearing.npz", _read_hearing, partial(_made, "hearing.npz"), ())
    yield Reader("voices of the show", _read_profiles, _profiles, ())
    yield Reader("ledger.json", _read_ledger, partial(_made, "ledger.json"), (LedgerError,))
    note = json.dumps({"files": {"model.bin": [3, "0" * 64], "vocabulary.txt": [1, "a" * 64]}})
    yield Reader("panelpodd.json", _read_note, partial(written, note), ())
    yield Reader("our feed", _read_feed, partial(_made, "feed.xml"), (UnreadableFeed,))
    yield Reader("our pages", read_page, partial(_made, "index.html"), (UnreadablePage,))
    for suffix, example in ((".vtt", VTT), (".srt", SRT), (".json", json.dumps(WORDS))):
        captions, examples = partial(read_captions, suffix), partial(written, example)
        yield Reader(f"our captions{suffix}", captions, examples, (UnreadableCaptions,))
    yield Reader("a build", _build, partial(_places, "episodes"), is_slow=True)
    yield Reader("a check", _check, partial(_places, "feed"), is_slow=True)


@cache
def built() -> Workspace:
    """Return a show with an episode that was built, so that all that we store lies there."""
    workspace = new_show(scratch() / "built")
    add_episode(workspace, "tillit", _PEOPLE)
    run(workspace, NOW)
    return workspace


def _made(name: str) -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted(built().root.rglob(name)))


def _profiles() -> tuple[bytes, ...]:
    point = (1.0, *(0.0 for _ in range(191)))
    store = ProfileStore(scratch() / "voices.json")
    kept = KeptPrint("tillit", "a" * 64, "b" * 64, 12.5, point)
    store.write(Profiles((Profile("Karin Ek", (kept,)),)))
    return (store.path.read_bytes(),)


def _stored(name: str) -> tuple[bytes, ...]:
    made: dict[str, object] = {
        "journal.json": Journal("Hej då.").stepped("words", "Hej.").stepped("words", "Hej du."),
        "played.json": (Span(0, 1.5), Span(2, 3)),
    }
    if name not in made:
        return _made(f"tillit/{name}")
    store: Store[object] = Store(scratch() / name, _STORED[name])
    store.write(made[name], {"recording": "a"})
    return (store.path.read_bytes(),)


def _places(folder: str) -> tuple[bytes, ...]:
    """The files that we make of a show, each behind a line with its place."""
    root = built().root
    own = {".json", ".npz", ".xml", ".html", ".vtt", ".srt", ".css", ".mp3", ".xsl"}
    return tuple(
        f"{file.relative_to(root).as_posix()}\n".encode() + file.read_bytes()
        for file in sorted((root / folder).rglob("*"))
        if file.suffix in own
    )


def _read_stored(kind: Any, content: bytes) -> object:  # noqa: ANN401 - any type that is kept
    store: Store[object] = Store(scratch() / "stored.json", kind)
    store.path.write_bytes(content)
    store.made_of()
    kept, _ = store.read({})
    if kept is not None:
        store.write(kept, {})
    return kept


def _read_hearing(content: bytes) -> object:
    return from_file("hearing.npz", lambda file: HearingStore(file).read({}), content)


def _read_profiles(content: bytes) -> object:
    return from_file("profiles.json", lambda file: ProfileStore(file).read(), content)


def _read_ledger(content: bytes) -> object:
    def used(file: Path) -> object:
        ledger = Ledger.read(file, "https://podden.example/")
        return ledger.withdrawn, ledger.moved, ledger.new_guid("tillit", "a"), ledger.free("tillit")

    return from_file("ledger.json", used, content)


def _read_note(content: bytes) -> object:
    return from_file("panelpodd.json", lambda file: read_note(file.parent), content)


def _read_feed(content: bytes) -> object:
    feed = read_feed("feed.xml", "feed/feed.xml", content)
    return feed.items, feed.sheets


def _copy_with(content: bytes) -> Workspace | None:
    """A copy of the show in which one file has another content; None where it has no such file."""
    place, _, inside = content.partition(b"\n")
    source, folder = built().root, scratch() / "copy"
    if place not in {one.partition(b"\n")[0] for one in _places("episodes") + _places("feed")}:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    (folder / place.decode()).write_bytes(inside)
    return Workspace.at(folder)


def _build(content: bytes) -> object:
    """Build a show in which a stored result is odd; what cannot be used is made anew."""
    workspace = _copy_with(content)
    return workspace and run(workspace, NOW).faults


def _check(content: bytes) -> object:
    """Check a site in which a file is odd; that is a finding."""
    if not (workspace := _copy_with(content)):
        return None
    show = read_show(workspace)
    return check(workspace, show, kept_editions(workspace, show), NOW)
