"""`podcast review`: the review page as a web server for this machine and one browser."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from podcast.building import local_engines
from podcast.errors import PodcastError
from podcast.job import find, read_shelf, read_show
from podcast.loopback import listening, media_type, run
from podcast.review import sound
from podcast.review.amendments import Amendments
from podcast.review.answers import Frame, House, status_of
from podcast.review.desk import Desks
from podcast.review.faults import told
from podcast.review.front import rows
from podcast.review.gate import Gate, Pass
from podcast.review.rooms import ROOMS
from podcast.review.work import Work
from podcast.show import Show
from podcast.templates import shipped_templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from podcast.engines import Engines
    from podcast.show import Language
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
        run(app(workspace, entry, local_engines()), listener)


def app(workspace: Workspace, entry: Pass, engines: Engines) -> Starlette:
    """Return the review page as an ASGI application."""
    desks = Desks(workspace)
    house = House(desks, entry, tuple(ROOMS), Amendments(desks), Work(), engines)

    async def first(_: Request) -> Response:
        return await run_in_threadpool(_first, house)

    async def enter(request: Request) -> Response:
        desk = await run_in_threadpool(desks.at, request.path_params["slug"])
        return RedirectResponse(f"/{desk.job.slug}/{house.rooms[0]}", 303)

    async def fault(request: Request, fault: Exception) -> Response:
        return await run_in_threadpool(_told, house, request, fault)

    rooms = [route for routes in ROOMS.values() for route in routes(house)]
    review = Starlette(
        routes=[
            Route("/", first, methods=["GET"]),
            Route("/assets/{name}", _asset, methods=["GET"]),
            Route("/{slug}/", enter, methods=["GET"]),
            *sound.routes(house),
            *rooms,
        ],
        middleware=[Middleware(Gate, entry=entry, tell=partial(_plain, workspace))],
        exception_handlers={PodcastError: fault, HTTPException: fault},
    )
    review.router.redirect_slashes = False
    return review


def _first(house: House) -> Response:
    """The list of all episodes with where they stand."""
    workspace = house.desks.workspace
    show = read_show(workspace)
    frame = Frame(show, house.entry.token)
    return house.render("index.html", frame, rows(workspace, show, datetime.now(UTC)))


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


def _told(house: House, request: Request, fault: Exception) -> Response:
    """Say what went wrong: as JSON to a script, as a page to people."""
    if isinstance(fault, PodcastError):
        status, sentence = status_of(fault, request.method), str(fault)
    else:
        assert isinstance(fault, HTTPException)  # noqa: S101 - it is asked for these two
        status, sentence = fault.status_code, fault.detail
    workspace = house.desks.workspace
    if "/api/" in request.url.path:
        lines = [asdict(line) for line in told(sentence, _language(workspace))]
        return JSONResponse({"error": lines}, status)
    try:
        show = read_show(workspace)
    except PodcastError:
        return _plain(workspace, sentence, status)
    slug = "" if status == HTTPStatus.NOT_FOUND else request.path_params.get("slug", "")
    frame = Frame(show, house.entry.token, slug, slug, "", house.rooms if slug else ())
    return house.render("fault.html", frame, told(sentence, show.language), status)


def _plain(workspace: Workspace, sentence: str, status: int) -> Response:
    """Say what went wrong to whoever has no page of ours, or not yet."""
    lines = told(sentence, _language(workspace))
    text = "".join(f"{line.text}\n" for line in lines)
    return PlainTextResponse(text, status, {"Content-Language": lines[0].lang})


def _language(workspace: Workspace) -> Language:
    """That of the show; where its settings cannot be read, the one that shows have."""
    try:
        return read_show(workspace).language
    except PodcastError:
        return Show.model_fields["language"].get_default()  # type: ignore[no-any-return]
