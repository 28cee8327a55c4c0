"""`podcast review`: the review page as a web server for this machine and one browser."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from podcast.errors import PodcastError
from podcast.job import find, read_shelf, read_show
from podcast.loopback import listening, media_type, run
from podcast.review import sound
from podcast.review.amendments import Amendments
from podcast.review.answers import Frame, House, refused, status_of
from podcast.review.desk import Desks
from podcast.review.gate import Gate, Pass
from podcast.review.rooms import ROOMS
from podcast.review.work import Work
from podcast.speech_models import choose
from podcast.status import survey
from podcast.templates import shipped_templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from podcast.workspace import Workspace

_SHARED = ("style.css", "source-sans-3.woff2", "source-serif-4.woff2")


def review(workspace: Workspace, episode: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve the review page until the user stops it.

    Args:
        workspace: the show.
        episode: whose page is opened, by slug or folder; empty for the list of all.
        port: where to listen on 127.0.0.1; 0 takes a free one.
        announce: is given the address to be opened; it is good for one browser.

    Raises:
        WorkspaceError: when there is no such episode.
        PodcastError: when the port cannot be had, or the show's settings cannot be read.
    """
    shelf = read_shelf(workspace, read_show(workspace))
    way = f"{find(shelf, episode).name}/" if episode else ""
    with listening(port) as listener:
        entry = Pass(listener.getsockname()[1])
        announce(entry.address(way))
        run(app(workspace, entry), listener)


def app(workspace: Workspace, entry: Pass) -> Starlette:
    """Return the review page as an ASGI application."""
    desks = Desks(workspace)
    house = House(desks, entry, tuple(ROOMS), Amendments(desks), Work())

    async def first(_: Request) -> Response:
        return await run_in_threadpool(_first, house)

    async def enter(request: Request) -> Response:
        return RedirectResponse(f"/{request.path_params['slug']}/{house.rooms[0]}", 303)

    rooms = [route for routes in ROOMS.values() for route in routes(house)]
    return Starlette(
        routes=[
            Route("/", first, methods=["GET"]),
            Route("/assets/{name}", _asset, methods=["GET"]),
            Route("/{slug}/", enter, methods=["GET"]),
            *sound.routes(house),
            house.telling("work", lambda _: house.work.progress),
            *rooms,
        ],
        middleware=[Middleware(Gate, entry=entry)],
        exception_handlers={PodcastError: _fault, HTTPException: _refusal},
    )


def _first(house: House) -> Response:
    """The list of all episodes with where they stand."""
    workspace = house.desks.workspace
    show = read_show(workspace)
    rows = survey(workspace, show, choose, datetime.now(UTC))
    frame = Frame(show, house.entry.token)
    return house.render("index.html", frame, rows[::-1])


async def _asset(request: Request) -> Response:
    """Style and script of the review, with the letters and colours of the pages."""
    name = request.path_params["name"]
    file = _assets().get(name)
    if file is None:
        raise HTTPException(404, "there is no such file")
    return FileResponse(file, media_type=media_type(PurePath(name)))


def _assets() -> dict[str, Path]:
    ours = shipped_templates(Path(str(files("podcast"))))
    shared = (ours / "assets" / name for name in _SHARED)
    return {file.name: file for file in (*shared, *(ours / "review" / "assets").glob("*.*"))}


async def _fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, PodcastError)  # noqa: S101 - it is asked for these alone
    return _told(request, status_of(fault), str(fault))


async def _refusal(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)  # noqa: S101 - it is asked for these alone
    return _told(request, fault.status_code, fault.detail)


def _told(request: Request, status: int, sentence: str) -> Response:
    if "/api/" in request.url.path:
        return refused(status, sentence)
    return PlainTextResponse(f"{sentence}\n", status)
