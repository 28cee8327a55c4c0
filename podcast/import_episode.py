"""One item of a feed becomes the folder of an episode: sound, settings and what was said."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from podcast.cache import Store
from podcast.chapter_reader import read_chapters
from podcast.digest import sha256
from podcast.errors import FeedError, PodcastError
from podcast.file_names import SOUND
from podcast.foreign import ForeignFile, ForeignItem, Notes
from podcast.heard_elsewhere import keep_talk
from podcast.import_files import FeedFiles
from podcast.imported_settings import Beside, episode_settings
from podcast.imported_talk import ImportedTalk, imported_talk
from podcast.photos import fit
from podcast.recordings import is_heard
from podcast.reference import commented
from podcast.report import Report
from podcast.show import Show
from podcast.transcript_readers import read_transcript
from podcast.workspace import make_folder, write, writing

if TYPE_CHECKING:
    from datetime import datetime

    from podcast.document import Chapter
    from podcast.workspace import EpisodeFolder

# The forms of a transcript, the most exact first; what tells speakers is better than what does not.
_FORMS = ("json", "vtt", "srt", "subrip", "html")
_KINDS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
_ARTWORK = "omslag"
_BY_TYPE = {"audio/mp4": ".m4a", "audio/x-m4a": ".m4a", "audio/ogg": ".ogg", "video/mp4": ".mp4"}


@dataclass(frozen=True, slots=True)
class Importer:
    """What the work on every item needs.

    Attributes:
        show: the settings of the show.
        files: where to look for what the feed leads to.
        source: of the feed.
        report: told what is done.
        notes: gets what cannot be had.
        shows_image: address of the show's artwork, which episodes need not have again.
    """

    show: Show
    files: FeedFiles
    source: str
    report: Report
    notes: Notes
    shows_image: str = ""

    def make(
        self, item: ForeignItem, folder: EpisodeFolder, published: datetime, slug: str
    ) -> Path | None:
        """Fill the folder of an episode; return its recording, None where there is none.

        Args:
            item: of the feed.
            folder: where it is made; nobody sees it there yet.
            published: its date, or what stands for one.
            slug: to be written down; empty where the folder's name says it.
        """
        make_folder(folder.path)
        recording = self.fetch_sound(item, folder)
        talk, transcript = self._talk(item)
        beside = Beside(
            slug=slug,
            artwork=self._artwork(item, folder),
            chapters=self._chapters(item, recording),
            speakers=talk.speakers if talk else (),
        )
        settings = episode_settings(item, self.show, published, beside, self.notes)
        if talk:
            digest = sha256(recording) if recording else ""
            keep_talk(folder, talk, transcript, digest)
        Store(folder.imported, str).write(item.source, {"feed": self.source, "guid": item.guid})
        write(folder.settings, commented(settings))
        return recording

    def fetch_sound(self, item: ForeignItem, folder: EpisodeFolder) -> Path | None:
        """Put the recording into a folder: from the user's, else from the web."""
        if item.sound is None:
            self.notes.add(item.name, "it has no sound in the feed; it is a draft")
            return None
        own = self.files.sound(item)
        target = folder.path / f"{folder.slug or 'sound'}{_suffix(item.sound, own)}"
        try:
            if own:
                with writing(target) as new:
                    shutil.copyfile(own, new)
            else:
                self._download(item, item.sound, target)
            if is_heard(target):
                return target
            wrong = "what lies at its address is no sound that can be played"
        except FeedError as fault:
            wrong = f"its sound cannot be had: {str(fault).removesuffix('.')}"
        except PodcastError:
            wrong = "what lies at its address is no sound that can be played"
        target.unlink(missing_ok=True)
        self.notes.add(item.name, f"{wrong}; put a recording into its folder")
        return None

    def _download(self, item: ForeignItem, sound: ForeignFile, target: Path) -> None:
        if self.files.web is None:
            raise FeedError("it is not in the folder given with --sound, and the feed is a file")
        with self.report.working(item.name, "fetching the sound", (sound.address,)) as progress:
            self.files.web.save(sound.address, target, progress)

    def _chapters(self, item: ForeignItem, recording: Path | None) -> tuple[Chapter, ...]:
        """The chapters: those of the feed, else of their file, else of the sound."""
        if item.chapters:
            return item.chapters
        if item.chapter_file:
            try:
                content = self.files.small(item.chapter_file.address).content
                return read_chapters(content, item.chapter_file.address)
            except FeedError as fault:
                self._lost(item, "the file of its chapters", fault)
        if recording is None:
            return ()
        from podcast.sound_chapters import sound_chapters  # noqa: PLC0415 - loads the decoder

        return sound_chapters(recording)

    def _talk(self, item: ForeignItem) -> tuple[ImportedTalk | None, str]:
        """The best of its transcripts with its address, the first that tells who speaks."""
        best: tuple[ImportedTalk | None, str] = (None, "")
        for file in sorted(item.transcripts, key=_exactness):
            try:
                said = read_transcript(self.files.small(file.address).content, file.address)
            except FeedError as fault:
                self._lost(item, "a transcript", fault)
                continue
            if not said:
                self.notes.add(item.name, f"the transcript {file.address} has no moments")
                continue
            talk = imported_talk(said, self.show.language, item.duration)
            if talk.voices:
                return talk, file.address
            best = best if best[0] else (talk, file.address)
        return best

    def _artwork(self, item: ForeignItem, folder: EpisodeFolder) -> str:
        if item.image == self.shows_image:
            return ""
        return fetch_artwork(item.image, folder.path, item.name, self.files, self.notes)

    def _lost(self, item: ForeignItem, what: str, fault: FeedError) -> None:
        self.notes.add(item.name, f"{what} cannot be had: {str(fault).removesuffix('.')}")


def fetch_artwork(address: str, folder: Path, where: str, files: FeedFiles, notes: Notes) -> str:
    """Put a picture into a folder; return its name, empty where there is none that fits."""
    if not address:
        return ""
    try:
        content = files.small(address).content
    except FeedError as fault:
        notes.add(where, f"its artwork cannot be had: {str(fault).removesuffix('.')}")
        return ""
    suffix = next((kind for mark, kind in _KINDS.items() if content.startswith(mark)), "")
    file = folder / f"{_ARTWORK}{suffix}"
    try:
        if suffix and not file.exists():
            write(file, content)
            fit(file)
    except PodcastError:
        file.unlink(missing_ok=True)
        suffix = ""
    if not suffix:
        notes.add(where, "its artwork is neither a JPEG nor a PNG that can be read")
    return file.name if suffix else ""


def _exactness(file: ForeignFile) -> int:
    said = f"{file.media_type} {_path(file.address).suffix}".lower()
    return next((place for place, form in enumerate(_FORMS) if form in said), len(_FORMS))


def _suffix(sound: ForeignFile, own: Path | None) -> str:
    """The extension of a recording: its file's, its address's, its type's."""
    for suffix in (own.suffix if own else "", _path(sound.address).suffix):
        if suffix[1:].lower() in SOUND:
            return suffix.lower()
    return _BY_TYPE.get(sound.media_type.strip().lower(), ".mp3")


def _path(address: str) -> PurePosixPath:
    try:
        return PurePosixPath(unquote(urlsplit(address).path))
    except ValueError:
        return PurePosixPath()
