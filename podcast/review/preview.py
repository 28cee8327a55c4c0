"""The page as readers would get it now, drafts too: the site's own functions, nothing written."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from podcast.artworks import SMALL_ARTWORK_FILE
from podcast.edition import ARTWORK_FILE, Edition, PublishedSound
from podcast.finished import finished_store
from podcast.loopback import media_type
from podcast.photos import fit
from podcast.published_text import edition_of, published_text
from podcast.review.illustrations import photos_of
from podcast.review.passages import Script
from podcast.review.sound import as_published
from podcast.site_files import files_beside, site_files
from podcast.writeup import how_sure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from podcast.review.answers import House
    from podcast.review.desk import Desk

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})


def routes(house: House) -> list[BaseRoute]:
    """`/<slug>/preview/…`: the whole site with this one episode."""

    def shown(slug: str, path: str) -> Response:
        desk = house.desks.at(slug)
        if not path:
            return RedirectResponse(f"/{slug}/preview/{slug}/", 303)
        return _shown(desk, f"{path}index.html" if path.endswith("/") else path)

    async def answer(request: Request) -> Response:
        slug, path = request.path_params["slug"], request.path_params["path"]
        return await run_in_threadpool(shown, slug, path)

    return [Route("/{slug}/preview/{path:path}", answer, methods=["GET"])]


def previewed(desk: Desk) -> Edition:
    """Return the episode as it would be published now.

    Raises:
        PodcastError: when it has not been heard, or its text cannot be read.
    """
    job, written = desk.job, desk.written
    last, _ = finished_store(job.folder).read({})
    heard = desk.evidence.recording
    duration = job.cuts.heard_at(heard.duration)
    return edition_of(
        job,
        published_text(job, heard, written),
        how_sure(job, desk.evidence, written),
        last.edition.guid if last else job.slug,
        PublishedSound(_sound_name(desk), "audio/mpeg", 0, duration, heard.digest),
    )


def _shown(desk: Desk, name: str) -> Response:
    """A file of the site: sound and pictures from where they lie, all else made now."""
    place = PurePosixPath(name)
    if name in {ARTWORK_FILE, SMALL_ARTWORK_FILE}:
        return _file(desk.workspace.feed / name)
    if place.suffix in _PICTURES and place.parent.name == desk.job.slug:
        return _photo(desk, place.name)
    if name == f"{desk.job.slug}/{_sound_name(desk)}":
        return _file(as_published(desk))
    content = _files(desk).get(name)
    if content is None:
        raise HTTPException(404, f"{name}: the preview has no such page")
    return Response(content, media_type=media_type(place) or "application/octet-stream")


def _photo(desk: Desk, name: str) -> Response:
    """A photo of the text, as it would be published."""
    script = Script.of(desk.text_file.text or "", desk.job.cast)
    if name not in {photo.file for photo in photos_of(script)}:
        raise HTTPException(404, f"{name}: the text has no such photo")
    return Response(fit(desk.job.beside(name)), media_type=media_type(PurePosixPath(name)))


def _sound_name(desk: Desk) -> str:
    return f"{desk.job.slug}{as_published(desk).suffix}"


def _file(file: Path) -> Response:
    if not file.is_file():
        raise HTTPException(404, f"{file.name}: it comes with the first build")
    return FileResponse(file, media_type=media_type(file))


@lru_cache(maxsize=2)
def _files(desk: Desk) -> Mapping[str, bytes]:
    """All pages and texts by their place; a desk stands for how the files were."""
    edition, own = previewed(desk), desk.workspace.templates
    show = desk.job.show
    beside = {name: text.encode() for name, text in files_beside(show, edition)}
    pages = dict(site_files(show, [edition], own=own if own.is_dir() else None))
    return {**beside, **pages}
