"""The recording as browsers play it, and its waveform.

Moments must be those of the words. So a browser gets the recording itself where it finds every
moment in it, else the MP3 in feed/, which is made of the samples that were heard; where there is
none yet, for an episode that is still a draft, one is made for the review alone.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse
from starlette.routing import Route

from podcast.building import local_engines
from podcast.cache import fingerprint
from podcast.cuts import Cuts
from podcast.decode import stream
from podcast.engines import EncodeOptions
from podcast.loopback import media_type
from podcast.mp3_frames import mp3_frames
from podcast.sound_stage import SoundStage, sound_heard_as
from podcast.waveform import PER_SECOND, RATE, peaks
from podcast.workspace import is_as_old, make_as_old, make_folder, writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from podcast.recording import Recording
    from podcast.review.answers import House
    from podcast.review.desk import Desk

# What current browsers play, by extension and ffmpeg's name of the codec, and in which they find
# a moment exactly. An MP3 is one of them only at a constant rate.
_PLAYED = {
    ".flac": {"flac"},
    ".m4a": {"aac"},
    ".mp3": {"mp3", "mp3float"},
    ".oga": {"opus", "libopus", "vorbis"},
    ".ogg": {"opus", "libopus", "vorbis"},
    ".opus": {"opus", "libopus"},
    ".wav": {"pcm_f32le", "pcm_s16le", "pcm_s24le", "pcm_u8"},
}


def routes(house: House) -> list[BaseRoute]:
    """`/<slug>/sound`, with byte ranges, and `/<slug>/peaks`: pairs of int8, least and greatest."""
    making = threading.Lock()  # one thread makes a file, others wait for it

    def answer(file_of: Callable[[Desk], Path], headers: dict[str, str], slug: str) -> Response:
        with making:
            file = file_of(house.desks.at(slug))
        return FileResponse(file, media_type=media_type(file), headers=headers)

    def route(name: str, file_of: Callable[[Desk], Path], headers: dict[str, str]) -> Route:
        async def answered(request: Request) -> Response:
            slug = str(request.path_params["slug"])
            return await run_in_threadpool(answer, file_of, headers, slug)

        return Route(f"/{{slug}}/{name}", answered, methods=["GET"])

    per_second = {"X-Peaks-Per-Second": str(PER_SECOND)}
    return [route("sound", playable, {}), route("peaks", waveform, per_second)]


def playable(desk: Desk) -> Path:
    """Return a sound that browsers play, with the moments of the words; made where there is none.

    Raises:
        PodcastError: when there is no recording, it has not been heard, or nothing can be written.
    """
    file, recording = desk.job.recording(), desk.evidence.recording
    if _is_played(file, recording):
        return file
    if desk.job.cuts:  # the published sound has other moments
        return _made(desk, file, "review.mp3", Cuts())
    return _published(desk) or _made(desk, file, "review.mp3", Cuts())


def as_published(desk: Desk) -> Path:
    """Return a sound with the moments that listeners get; made where there is none.

    Raises:
        PodcastError: as `playable`.
    """
    cuts = desk.job.cuts
    if not cuts:
        return playable(desk)
    name = f"preview-{fingerprint(sound_heard_as(desk.job, desk.evidence.recording))}.mp3"
    return _published(desk) or _made(desk, desk.job.recording(), name, cuts)


def waveform(desk: Desk) -> Path:
    """Return the file of peaks, written anew where the recording is another one.

    Raises:
        PodcastError: when there is no recording, it cannot be read, or nothing can be written.
    """
    recording, file = desk.job.recording(), desk.job.folder.waveform
    if not is_as_old(file, recording):
        with writing(file) as new:
            with new.open("wb") as out:
                for part in peaks(stream(recording, RATE, 1)):
                    out.write(part.tobytes())
            make_as_old(new, recording)
    return file


def _is_played(file: Path, recording: Recording) -> bool:
    """Tell whether browsers play a file as it is, and agree with us where a moment is in it.

    Where something was odd about it, they may not: we skip what is damaged, they may stop there.
    """
    extension = file.suffix.lower()
    if recording.codec not in _PLAYED.get(extension, ()) or recording.warnings:
        return False
    return extension != ".mp3" or _has_constant_rate(file, file.stat().st_mtime_ns)


@lru_cache
def _has_constant_rate(file: Path, _modified: int) -> bool:
    """Tell whether all frames are alike, so that a moment is a place in the file."""
    frames = mp3_frames(file)
    return frames is not None and frames.bit_rate > 0


def _published(desk: Desk) -> Path | None:
    return SoundStage(desk.workspace, desk.job, desk.evidence.recording, ()).of_this_recording()


def _made(desk: Desk, file: Path, name: str, cuts: Cuts) -> Path:
    target = desk.job.folder.work / name
    if not is_as_old(target, file):
        make_folder(target.parent)
        options = EncodeOptions(desk.job.tags, keep=True, cuts=cuts)
        with writing(target) as new:
            local_engines().encode(file, desk.evidence.recording, new, options, lambda _: None)
            make_as_old(new, file)
    return target
