"""The documentation of an episode in the form that the user asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast import text
from podcast.captions import srt, transcript_json, vtt
from podcast.conversation import voice_label
from podcast.docx_file import docx_file
from podcast.edition import PublishedSound
from podcast.errors import WorkspaceError
from podcast.evidence import Evidence, kept
from podcast.fragment import fragment
from podcast.handout import Handout
from podcast.job import Job, find, read_shelf, read_show
from podcast.pdf_file import pdf_file
from podcast.photos import for_paper
from podcast.plain import plain
from podcast.published_text import edition_of, published_text
from podcast.rttm import rttm
from podcast.speech_models import choose
from podcast.writeup import WriteUp, look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from podcast.document import TimedParagraph
    from podcast.workspace import Workspace


def export(workspace: Workspace, name: str, form: str) -> bytes:
    """Write an episode in one of the `FORMS`, as its text.md stands now.

    Raises:
        WorkspaceError: when there is no such episode, or it has not been built.
    """
    job = find(read_shelf(workspace, read_show(workspace)), name).ready()
    evidence, _ = kept(job, choose)
    if evidence is None:
        raise WorkspaceError(
            f"{job.slug}: it has not been heard yet; run `podcast build {job.slug}` first."
        )
    written = FORMS[form](job, evidence, look(job, evidence))
    return written.encode() if isinstance(written, str) else written


def _plain(job: Job, evidence: Evidence, written: WriteUp) -> str:
    published = published_text(job, evidence.recording, written)
    return plain(published.document, job.episode, job.show, published.quotes)


def _markdown(job: Job, _: Evidence, written: WriteUp) -> str:
    return text.compose(written.document, job.cast)


def _timed(
    form: Callable[[Sequence[TimedParagraph]], str],
) -> Callable[[Job, Evidence, WriteUp], str]:
    """A form that has moments, which are those of the published sound."""

    def written_so(job: Job, evidence: Evidence, written: WriteUp) -> str:
        return form(published_text(job, evidence.recording, written).paragraphs)

    return written_so


def _rttm(job: Job, evidence: Evidence, written: WriteUp) -> str:
    def label(voice: int) -> str:
        return written.naming.name(voice) or voice_label(voice, job.show.language)

    return rttm(evidence.voices, job.slug, label)


def _docx(job: Job, evidence: Evidence, written: WriteUp) -> bytes:
    return docx_file(_handout(job, evidence, written))


def _pdf(job: Job, evidence: Evidence, written: WriteUp) -> bytes:
    return pdf_file(_handout(job, evidence, written))


def _handout(job: Job, evidence: Evidence, written: WriteUp) -> Handout:
    """As it would be published; only the sound is not, and a file to print has none."""
    published = published_text(job, evidence.recording, written)
    sound = PublishedSound("", "", 0, job.cuts.heard_at(evidence.recording.duration), "")
    edition = edition_of(job, published, None, "", sound)
    photos = {photo.file: for_paper(job.beside(photo.file)) for photo in written.document.photos}
    return Handout(job.show, edition, photos)


FORMS: Mapping[str, Callable[[Job, Evidence, WriteUp], str | bytes]] = {
    "txt": _plain,
    "md": _markdown,
    "vtt": _timed(vtt),
    "srt": _timed(srt),
    "json": _timed(transcript_json),
    "html": _timed(fragment),
    "rttm": _rttm,
    "docx": _docx,
    "pdf": _pdf,
}
