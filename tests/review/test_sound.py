"""The sound of the review, asked for as browsers do: whole, in parts, and only its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from podcast.building import local_engines
from podcast.cache import Store
from podcast.decode import stream
from podcast.edition import PublishedSound
from podcast.recording import Recording
from podcast.review.desk import Desks
from podcast.sound_stage import sound_heard_as
from podcast.waveform import PER_SECOND
from tests.review.demo import SLUG, demo_workspace
from tests.review.reviewing import Reviewing, reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.workspace import EpisodeFolder

SOUND = f"/{SLUG}/sound"
PEAKS = f"/{SLUG}/peaks"


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewing]:
    with reviewing(demo_workspace(tmp_path_factory.mktemp("show"))) as found:
        yield found


@pytest.fixture(scope="module")
def sound(review: Reviewing) -> bytes:
    (file,) = review.workspace.episodes.glob("*/tillit.mp3")
    return file.read_bytes()


def folder_of(review: Reviewing) -> EpisodeFolder:
    return review.workspace.folders()[0]


def test_the_sound_is_the_recording_where_browsers_play_it(review: Reviewing, sound: bytes):
    answer = review.ask(SOUND)
    assert answer.status == 200
    assert answer.body == sound
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=100-299", 100, 299),
        ("bytes=900000-", 900_000, -1),
        ("bytes=-500", -500, -1),
        ("bytes=100-99999999", 100, -1),
    ],
)
def test_a_part_of_the_sound_is_given(
    review: Reviewing, sound: bytes, asked: str, first: int, last: int
):
    places = range(len(sound))
    answer = review.ask(SOUND, Range=asked)
    assert answer.status == 206
    assert answer.body == sound[places[first] : places[last] + 1]
    told = f"bytes {places[first]}-{places[last]}/{len(sound)}"
    assert answer.headers["Content-Range"] == told


def test_several_parts_come_in_one_answer(review: Reviewing, sound: bytes):
    answer = review.ask(SOUND, Range="bytes=0-9,100-109")
    assert answer.status == 206
    assert answer.headers["Content-Type"].startswith("multipart/byteranges; boundary=")
    assert sound[:10] in answer.body
    assert sound[100:110] in answer.body


def test_a_part_that_is_not_there_is_told_with_the_length(review: Reviewing, sound: bytes):
    answer = review.ask(SOUND, Range=f"bytes={len(sound)}-")
    assert answer.status == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(sound)}"


def test_a_part_of_an_earlier_sound_is_not_given_as_one_of_this(review: Reviewing, sound: bytes):
    answer = review.ask(SOUND, Range="bytes=5-9", If_Range='"another"')
    assert (answer.status, answer.body) == (200, sound)
    known = answer.headers["ETag"]
    assert review.ask(SOUND, Range="bytes=5-9", If_Range=known).status == 206


def test_only_the_length_may_be_asked_for(review: Reviewing, sound: bytes):
    whole = review.ask(SOUND, "HEAD")
    assert (whole.status, whole.body) == (200, b"")
    assert whole.headers["Content-Length"] == str(len(sound))
    part = review.ask(SOUND, "HEAD", Range="bytes=0-9")
    assert (part.status, part.headers["Content-Length"]) == (206, "10")


def test_the_sound_of_no_episode_is_not_found(review: Reviewing):
    assert review.ask("/annat/sound").status == 404
    assert review.ask("/..%2f..%2fetc/sound").status == 404


def test_peaks_are_made_once_and_anew_when_the_recording_is_another(review: Reviewing):
    answer = review.ask(PEAKS)
    peaks = np.frombuffer(answer.body, np.int8).reshape(-1, 2)
    assert answer.headers["X-Peaks-Per-Second"] == str(PER_SECOND)
    assert len(peaks) == pytest.approx(114.6 * PER_SECOND, abs=2)
    assert (peaks[:, 0] <= peaks[:, 1]).all()
    assert int(peaks.max()) > 60
    file = folder_of(review).waveform
    made = file.stat().st_ino
    assert review.ask(PEAKS).body == answer.body
    assert file.stat().st_ino == made
    (recording,) = review.workspace.episodes.glob("*/tillit.mp3")
    recording.touch()
    assert review.ask(PEAKS).body == answer.body
    assert file.stat().st_ino != made
    assert folder_of(review).recordings() == (recording,)


def as_film(sound: Path, film: Path) -> None:
    """Put a sound into a film's container, in a codec that no browser plays."""
    with av.open(film, "w") as out:
        to = out.add_stream("ac3", rate=44_100, layout="mono")
        for block in stream(sound, 44_100, 1):
            frame = av.AudioFrame.from_ndarray(block.T.copy(), "s16", "mono")
            frame.sample_rate = 44_100
            out.mux(to.encode(frame))
        out.mux(to.encode())


@pytest.fixture
def film(tmp_path: Path) -> Iterator[Reviewing]:
    """The demo as a film that has been heard and is published nowhere."""
    workspace = demo_workspace(tmp_path)
    folder = workspace.folders()[0]
    (sound,) = folder.recordings()
    target = folder.path / "tillit.mkv"
    as_film(sound, target)
    sound.unlink()
    _heard_again(folder, target)
    with reviewing(workspace) as found:
        yield found


def _heard_again(folder: EpisodeFolder, file: Path) -> None:
    """Let what was heard be of this file, as if a build had heard it."""
    facts = local_engines().decode(file, folder.path / ".pcm")
    identity = {
        "file": file.name,
        "size": file.stat().st_size,
        "modified": file.stat().st_mtime_ns,
    }
    Store(folder.recording_facts, Recording).write(facts, identity)


def test_a_film_is_heard_as_an_mp3_that_is_made_once(film: Reviewing):
    answer = film.ask(SOUND)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "audio/mpeg"
    made = folder_of(film).work / "review.mp3"
    assert made.read_bytes() == answer.body
    facts = local_engines().decode(made, film.workspace.root / "sound.pcm")
    assert facts.codec.startswith("mp3")
    assert facts.duration == pytest.approx(114.6, abs=0.1)
    first = made.stat().st_ino
    assert film.ask(SOUND, Range="bytes=0-9").status == 206
    assert made.stat().st_ino == first


def test_what_browsers_cannot_play_is_heard_as_it_was_published(film: Reviewing):
    desk = Desks(film.workspace).at(SLUG)
    made_of = sound_heard_as(desk.job, desk.evidence.recording)
    published = PublishedSound("tillit.mp3", "audio/mpeg", 5, 114.6, "0" * 64)
    Store(folder_of(film).sound, PublishedSound).write(published, made_of)
    file = film.workspace.sound(SLUG)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"sound")
    assert film.ask(SOUND).body == b"sound"
    file.write_bytes(b"half")  # not as it was written
    assert film.ask(SOUND).body != b"half"
