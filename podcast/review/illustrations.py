"""Photos and quotations in text.md: taken up, changed, taken out, as everything in the text is."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.document import Photo, Quote
from podcast.errors import PodcastError
from podcast.photos import fit
from podcast.quotations import find
from podcast.review.desk import ConflictError
from podcast.review.manuscript import Manuscript
from podcast.review.passages import Passage, Script
from podcast.slug import slug
from podcast.text import blocks_of, compose_block
from podcast.text_parts import Part
from podcast.workspace import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcast.job import Job
    from podcast.workspace import EpisodeFolder

_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_BEGINNINGS = ((b"\xff\xd8", ".jpg"), (b"\x89PNG", ".png"), (b"RIFF", ".webp"))
_SHOWN_WORDS = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something can be put into a text.

    Attributes:
        before: the number of the passage that it would stand before.
        words: with which that begins; empty for the place before the talk.
    """

    before: int
    words: str


def photos_of(script: Script) -> tuple[Photo, ...]:
    """The photos of a text, in its order."""
    return tuple(block for _, block in _blocks(script) if isinstance(block, Photo))


def quotes_of(script: Script) -> tuple[Quote, ...]:
    """The quotations of a text, in its order."""
    return tuple(block for _, block in _blocks(script) if isinstance(block, Quote))


def spots_of(script: Script) -> tuple[Spot, ...]:
    """Where a photo may be put: before the talk, then before each turn."""
    turns = [at for at, one in enumerate(script.passages) if one.opens]
    shown = (" ".join(script.passages[at].words.split()[:_SHOWN_WORDS]) for at in turns)
    named = (
        f"{script.passages[at].speaker}: {words}" for at, words in zip(turns, shown, strict=True)
    )
    return tuple(
        Spot(at, "" if not order else words)
        for order, (at, words) in enumerate(zip(turns, named, strict=True))
    )


def unused(folder: EpisodeFolder, script: Script) -> tuple[str, ...]:
    """Pictures that lie in the folder and not in the text."""
    used = {photo.file for photo in photos_of(script)}
    return tuple(
        file.name
        for file in sorted(folder.path.iterdir())
        if file.suffix.lower() in _PICTURES and file.name not in used and _is_ours(file)
    )


def take_in(folder: EpisodeFolder, name: str, content: bytes) -> str:
    """Put a picture that was sent into the folder, made fit to publish; return its name.

    Raises:
        PodcastError: when it is not a JPEG, PNG or WebP, or cannot be written.
    """
    kind = next((end for begins, end in _BEGINNINGS if content.startswith(begins)), "")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"photo{kind}"
        file.write_bytes(content)
        try:
            fitted = fit(file)
        except PodcastError:
            shown = Path(name).name[:80]
            raise PodcastError(
                f"{shown}: it is not a picture that can be read; save it as JPEG, PNG or WebP."
            ) from None
    stem = slug(Path(name).stem, "bild")
    for number in range(1, 1000):
        target = folder.path / f"{stem}{f'-{number}' if number > 1 else ''}{kind}"
        if not target.exists() or (_is_ours(target) and target.read_bytes() == fitted):
            write(target, fitted)
            return target.name
    raise PodcastError(f"{stem}{kind}: there are too many pictures of that name.")


def put_photo(job: Job, photo: Photo, before: int, version: str) -> None:
    """Put a photo into the text, before a passage of the version that was seen.

    Raises:
        WorkspaceError: when there is no such picture in the folder.
        ConflictError: when that version is forgotten.
    """
    job.beside(photo.file)

    def edit(script: Script) -> Script:
        parts = script.parts.parts
        return _with_parts(script, [*parts[:before], _written(photo, script), *parts[before:]])

    _manuscript(job).change("photo", version, edit)


def describe_photo(job: Job, photo: Photo, version: str) -> None:
    """Give a photo of the text another caption and credit."""

    def edit(script: Script) -> Script:
        at = _place_of(script, lambda block: isinstance(block, Photo) and block.file == photo.file)
        parts = script.parts.parts
        changed = replace(_written(photo, script), gap=parts[at].gap)
        return _with_parts(script, [*parts[:at], changed, *parts[at + 1 :]])

    _manuscript(job).change("photo", version, edit)


def take_out_photo(job: Job, file: str, version: str) -> None:
    """Take a photo out of the text; the file stays."""
    _take_out(job, "photo", version, lambda one: isinstance(one, Photo) and one.file == file)


def put_quote(job: Job, words: str, version: str) -> None:
    """Lift words out of the talk, below the paragraph in which they are said.

    Raises:
        PodcastError: when nobody says them.
        ConflictError: when that version is forgotten.
    """
    plain = " ".join(words.split())

    def edit(script: Script) -> Script:
        talk = [at for at, one in enumerate(script.passages) if one.is_talk]
        found = find(plain, [script.passages[at].words.split() for at in talk])
        if not plain or not found:
            raise PodcastError("nobody says that in the text; copy the words from it.")
        below = talk[found.stretch] + 1
        return script.with_passages(below, below, [Passage("quote", plain)])

    _manuscript(job).change("quote", version, edit)


def take_out_quote(job: Job, words: str, version: str) -> None:
    """Take a quotation out of the text."""
    _take_out(job, "quote", version, lambda one: isinstance(one, Quote) and one.text == words)


def _take_out(job: Job, what: str, version: str, is_it: Callable[[object], bool]) -> None:
    def edit(script: Script) -> Script:
        at = _place_of(script, is_it)
        return script.with_passages(at, at + 1, [])

    _manuscript(job).change(what, version, edit)


def _manuscript(job: Job) -> Manuscript:
    return Manuscript(job.folder, job.cast)


def _blocks(script: Script) -> Iterator[tuple[Part, object]]:
    yield from blocks_of(script.parts.parts, script.cast)


def _place_of(script: Script, is_it: Callable[[object], bool]) -> int:
    for part, block in _blocks(script):
        if is_it(block):
            return next(at for at, one in enumerate(script.parts.parts) if one is part)
    raise ConflictError("it is not in the text any more.")


def _written(photo: Photo, script: Script) -> Part:
    return Part(compose_block(photo, script.cast), "", 0)


def _with_parts(script: Script, parts: Sequence[Part]) -> Script:
    """The text with other parts, none of which runs into the one before."""
    usual = 2 * script.parts.line_end
    raw = "".join(((part.gap or usual) if at else "") + part.raw for at, part in enumerate(parts))
    return Script.of(script.parts.lead + raw + script.parts.tail, script.cast)


def _is_ours(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()
