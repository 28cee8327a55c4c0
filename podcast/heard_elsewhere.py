"""Words and voices that came with an imported feed, kept where those that we hear are kept.

They say in what they are made of that they were imported. So they stay true as long as people
leave it to us where the words come from: `model = "auto"` and neither `speakers` nor `channels`.
Whoever names a model, or removes transcript.json, has the recording heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from podcast.cache import Store
from podcast.conversation import Voices
from podcast.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.cache import Ingredients
    from podcast.imported_talk import ImportedTalk
    from podcast.job import Job
    from podcast.recording import Recording
    from podcast.workspace import EpisodeFolder

T = TypeVar("T")

_IMPORTED = "imported"


def keep_talk(folder: EpisodeFolder, talk: ImportedTalk, source: str, recording: str) -> None:
    """Keep what a transcript says as the evidence of an episode.

    Args:
        folder: of the episode.
        talk: what it says; its voices may be told apart by sound later, if it does not.
        source: where it came from.
        recording: digest of the recording; empty while there is none.
    """
    made_of = {"recording": recording, _IMPORTED: source}
    Store(folder.transcript, Transcript).write(talk.transcript, made_of)
    if talk.voices:
        Store(folder.voices, Voices).write(talk.voices, made_of)


def settle(folder: EpisodeFolder, recording: Recording) -> None:
    """Tie imported words and voices to the recording that has been put beside them since."""
    _settle(Store(folder.transcript, Transcript), recording)
    _settle(Store(folder.voices, Voices), recording)


def imported_words(
    job: Job, before: Mapping[str, object], recording: Recording
) -> Ingredients | None:
    """Return what imported words would be made of today; None where ours are wanted."""
    if _IMPORTED not in before or job.show.model != "auto":
        return None
    return dict(before) if before["recording"] in {"", recording.digest} else None


def imported_voices(
    job: Job, before: Mapping[str, object], recording: Recording
) -> Ingredients | None:
    """The same for voices; people who say how many speak want them told apart by sound."""
    if job.episode.speakers or job.episode.channels == "speakers":
        return None
    return imported_words(job, before, recording)


def _settle(store: Store[T], recording: Recording) -> None:
    before = store.made_of()
    if _IMPORTED in before and not before["recording"]:
        kept, _ = store.read(before)
        if kept is not None:
            store.write(kept, {**before, "recording": recording.digest})
