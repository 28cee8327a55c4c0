"""What the channels of a recording are for: as people say, or as the recording looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.channel_levels import MOST_MICROPHONES
from podcast.errors import SettingsError

if TYPE_CHECKING:
    from podcast.job import Job
    from podcast.recording import Recording


def refuse_unfit(job: Job, recording: Recording) -> None:
    """Stop before anything is heard when the channels cannot be what people say they are.

    Raises:
        SettingsError: when there is one channel, or more than anybody has microphones.
    """
    if job.episode.channels != "speakers" or 2 <= recording.channels <= MOST_MICROPHONES:
        return
    count = "one channel" if recording.channels == 1 else f"{recording.channels} channels"
    fault = (
        f'channels = "speakers" wants a channel for each person, 2 to {MOST_MICROPHONES}, but '
        f"{job.recording().name} has {count}; remove that line."
    )
    raise SettingsError(job.folder.settings, (fault,))


def suggestion(job: Job, recording: Recording) -> tuple[str, ...]:
    """Say what to write when each channel looks like one person's and nobody has said so."""
    if job.episode.channels or not recording.speaker_per_channel:
        return ()
    advice = (
        f"{job.recording().name} looks like one person on each of its channels; write channels = "
        '"speakers" in episode.toml to tell the voices by them, or channels = "mixed" if not'
    )
    return (advice,)
