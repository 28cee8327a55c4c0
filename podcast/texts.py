"""What lies beside each page: captions, texts, files to print, made anew only where needed.

Cutting an hour of talk into captions takes most of the time that its part of the site takes, so
what was made is remembered with what it was made of: the edition, the show, and this program.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from podcast.cache import Store
from podcast.digest import sha256
from podcast.edition import Edition
from podcast.photos import for_paper
from podcast.site_files import files_beside, papers_beside
from podcast.workspace import write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcast.show import Show
    from podcast.workspace import Workspace

_LIST = ".panelpodd-texts.json"
_EDITION = TypeAdapter(Edition)
_SOURCES = {".py", ".typ"}
# People's date is a moment when the edition has been kept; `published` beside it is always one.
_SAID_OTHERWISE = {"episode": {"published"}}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was made for an episode.

    Attributes:
        edition: digest of what it was made of.
        files: digest of each file, by its place in feed/.
    """

    edition: str
    files: dict[str, str]


def publish_texts(workspace: Workspace, show: Show, editions: Sequence[Edition]) -> dict[str, bool]:
    """Write what lies beside the pages; return each file by its place, and whether it changed."""
    store = Store(workspace.feed / _LIST, dict[str, _Kept])
    made_of = {"program": _program(), "show": _digest(show.model_dump_json().encode())}
    known, stale = store.read(made_of)
    known = {} if stale or not known else known
    now: dict[str, _Kept] = {}
    changed: dict[str, bool] = {}
    for edition in editions:
        digest = _made_of(workspace, edition)
        kept = known.get(edition.slug)
        if kept and kept.edition == digest and _lie_there(workspace, kept.files):
            changed |= dict.fromkeys(kept.files, False)
        else:
            kept, written = _write(workspace, show, edition, digest)
            changed |= written
        now[edition.slug] = kept
    store.write(dict(sorted(now.items())), made_of)
    return changed


def _write(
    workspace: Workspace, show: Show, edition: Edition, digest: str
) -> tuple[_Kept, dict[str, bool]]:
    contents = {name: text.encode() for name, text in files_beside(show, edition)}
    photos = {name: for_paper(file) for name, file in _photos(workspace, edition).items()}
    contents |= papers_beside(show, edition, photos)
    written = {name: write(workspace.feed / name, content) for name, content in contents.items()}
    digests = {name: _digest(content) for name, content in contents.items()}
    return _Kept(digest, digests), written


def _made_of(workspace: Workspace, edition: Edition) -> str:
    """The digest of an edition with its photos, which may change under the same names."""
    told = _EDITION.dump_json(edition, exclude=_SAID_OTHERWISE)
    photos = map(sha256, _photos(workspace, edition).values())
    return _digest(b"\0".join([told, *(photo.encode() for photo in photos)]))


def _photos(workspace: Workspace, edition: Edition) -> dict[str, Path]:
    """Its photos, as they lie beside its page, by the name that the text gives them."""
    files = {
        photo.file: workspace.feed / edition.slug / photo.file for photo in edition.document.photos
    }
    return {name: file for name, file in files.items() if file.is_file()}


def _lie_there(workspace: Workspace, known: Mapping[str, str]) -> bool:
    """Tell whether all files are as they were written."""
    try:
        return all(sha256(workspace.feed / name) == digest for name, digest in known.items())
    except OSError:
        return False


@cache
def _program() -> str:
    """What this program is: another one may write other captions."""
    parts = (file for file in Path(str(files("podcast"))).iterdir() if file.suffix in _SOURCES)
    return _digest(b"".join(file.read_bytes() for file in sorted(parts)))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
