"""The sound of an episode in feed/: encoded when the sound is stale, tagged when its tags are."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.artworks import artwork_file
from podcast.cache import Store
from podcast.digest import sha256
from podcast.document import Chapter
from podcast.edition import PublishedSound
from podcast.engines import ENCODE_VERSION, SHRINK_VERSION
from podcast.job import Job
from podcast.recording import Recording
from podcast.span import clock
from podcast.stretch import written_stretch
from podcast.workspace import Workspace, writing

if TYPE_CHECKING:
    from podcast.edition import Tags
    from podcast.engines import Engines
    from podcast.report import Report
    from podcast.sound_ahead import SoundAhead

# What of the published sound's ingredients is heard; the rest are tags.
_HEARD_AS = ("recording", "sound", "version", "cuts")


@dataclass(frozen=True, slots=True)
class SoundStage:
    """What the published sound of an episode is made of.

    Attributes:
        workspace: where it lies.
        job: the episode.
        recording: the facts of its master.
        chapters: in order of time.
    """

    workspace: Workspace
    job: Job
    recording: Recording
    chapters: tuple[Chapter, ...]

    def look(self) -> tuple[PublishedSound | None, tuple[str, ...]]:
        """Return the facts of the published sound, and why it is to be made anew."""
        sound, why = self._store.read(self._made_of)
        if sound and not why and not is_there(self.workspace, self.job.slug, sound):
            why = (f"it is not in {self.workspace.feed.name}/",)
        return sound, why

    def of_this_recording(self) -> Path | None:
        """The published sound as it lies in feed/, if it was made of the recording as it is now."""
        sound, _ = self._store.read({})
        if sound and self._has_same_frames and is_there(self.workspace, self.job.slug, sound):
            return self.workspace.sound(self.job.slug, sound.file)
        return None

    def publish(
        self, file: str, ahead: SoundAhead, engines: Engines, report: Report
    ) -> PublishedSound:
        """Return the sound that listeners get under this name, made today where it must be.

        Args:
            file: its name.
            ahead: what encodes it, or did so while the words were heard.
            engines: for its tags.
            report: told what is done and why.
        """
        sound, why = self.look()
        target = self.workspace.sound(self.job.slug, file)
        if sound and sound.file != file:
            why = why or (f"its name is {file}",)
        if sound and not why:
            return sound
        if sound and (source := self.of_this_recording()):
            with report.working(self.job.slug, "tagging the sound", why), writing(target) as new:
                sound = engines.tag(sound, source, new, self._tags)
        else:
            with (
                report.working(self.job.slug, "writing the sound", why) as progress,
                writing(target) as new,
            ):
                sound = ahead.finish(self.recording, new, self._tags, progress)
        sound = replace(sound, file=target.name)
        self._store.write(sound, self._made_of)
        return sound

    def publish_small(
        self, sound: PublishedSound, engines: Engines, report: Report
    ) -> PublishedSound | None:
        """Return the version for slow networks, where the show wants one."""
        if not self.job.show.small_sound:
            return None
        store = Store(self.job.folder.small_sound, PublishedSound)
        made_of = {"frames": sound.frames, "version": SHRINK_VERSION}
        small, why = store.read(made_of)
        target = self.workspace.sound(self.job.slug, f"{Path(sound.file).stem}.opus")
        if small and not why and _is_whole(target, small):
            return small
        why = why or (f"it is not in {self.workspace.feed.name}/",)
        with (
            report.working(self.job.slug, "writing the small sound", why) as progress,
            writing(target) as new,
        ):
            whole = self.workspace.sound(self.job.slug, sound.file)
            small = engines.shrink(sound, whole, new, progress)
        small = replace(small, file=target.name)
        store.write(small, made_of)
        return small

    @property
    def _store(self) -> Store[PublishedSound]:
        return Store(self.job.folder.sound, PublishedSound)

    @property
    def _tags(self) -> Tags:
        picture = artwork_file(self.workspace, self.job)
        return replace(
            self.job.tags, picture=picture if picture.is_file() else None, chapters=self.chapters
        )

    @property
    def _made_of(self) -> dict[str, object]:
        tags = self._tags
        return {
            **sound_heard_as(self.job, self.recording),
            **asdict(tags),
            "picture": sha256(tags.picture) if tags.picture else "",
            "chapters": [f"{clock(part.start)} {part.title}" for part in self.chapters],
        }

    @property
    def _has_same_frames(self) -> bool:
        before, now = self._store.made_of(), sound_heard_as(self.job, self.recording)
        return all(before.get(name) == now.get(name) for name in _HEARD_AS)


def sound_heard_as(job: Job, recording: Recording) -> dict[str, object]:
    """What the published sound is to the ear; when it changes, so does the sound's address."""
    cuts = {"cuts": [written_stretch(span) for span in job.cuts.spans]} if job.cuts else {}
    return {"recording": recording.digest, "sound": job.sound, "version": ENCODE_VERSION, **cuts}


def is_there(workspace: Workspace, slug: str, sound: PublishedSound) -> bool:
    """Tell whether the published sound lies in feed/ as it was written."""
    return _is_whole(workspace.sound(slug, sound.file), sound)


def _is_whole(file: Path, sound: PublishedSound) -> bool:
    return file.is_file() and file.stat().st_size == sound.size
