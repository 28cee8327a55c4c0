"""How a room answers: a page, a value as JSON, or a change with what is told of it.

A room is made of plain functions of a desk; that they are asked for over HTTP stands here. They
run on a thread of their own, since they read files and may reckon for a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from podcast.engines import Engines
from podcast.errors import PodcastError, WorkspaceError
from podcast.review.amendments import Amendments
from podcast.review.desk import ConflictError, Desk, Desks
from podcast.review.gate import Pass
from podcast.review.work import Work
from podcast.show import Language, Show
from podcast.templates import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from starlette.requests import Request

Body = TypeVar("Body", bound=BaseModel)


class Nothing(BaseModel):
    """What is sent for a change that needs no words."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Told:
    """What a change did, a sentence each, for the page to say."""

    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the review says.

    Attributes:
        show: the settings of the show.
        token: without which nothing is written.
        slug: of the episode; empty on the first page.
        title: of the episode.
        room: which one it is; empty on the first page.
        rooms: which there are.
    """

    show: Show
    token: str
    slug: str = ""
    title: str = ""
    room: str = ""
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """What all rooms share.

    Attributes:
        desks: of the episodes.
        entry: what lets somebody in.
        rooms: the names of all rooms, in their order.
        amendments: what was changed in people's settings.
        work: what takes longer than a page can wait.
        engines: the machines for the expensive steps.
    """

    desks: Desks
    entry: Pass
    rooms: tuple[str, ...]
    amendments: Amendments
    work: Work
    engines: Engines

    def page(self, room: str, view: Callable[[Desk], object]) -> Route:
        """A room's page: `templates/review/<room>.html`, given what the function makes of a desk.

        The template has `frame`, a Frame, and `page`, that value.
        """

        async def answer(request: Request) -> Response:
            return await run_in_threadpool(self._rendered, room, view, _slug(request))

        return Route(f"/{{slug}}/{room}", answer, methods=["GET"])

    def telling(self, path: str, tell: Callable[[Desk], object]) -> Route:
        """A value of an episode as JSON, at `/<slug>/api/<path>`."""

        async def answer(request: Request) -> Response:
            value = await run_in_threadpool(lambda: tell(self.desks.at(_slug(request))))
            return _json(value)

        return Route(f"/{{slug}}/api/{path}", answer, methods=["GET"])

    def changing(
        self, path: str, body: type[Body], change: Callable[[Desk, Body], object]
    ) -> Route:
        """A change of an episode, sent as JSON to `/<slug>/api/<path>`; what it returns is told.

        The change takes the locks that it needs, `Desks.changing` or those of what it calls.
        """

        async def answer(request: Request) -> Response:
            wish = _read(body, request, await request.body())
            value = await run_in_threadpool(lambda: change(self.desks.at(_slug(request)), wish))
            return _json(value)

        return Route(f"/{{slug}}/api/{path}", answer, methods=["POST"])

    def receiving(self, path: str, take: Callable[[Desk, str, bytes], object]) -> Route:
        """A picture, sent as it is to `/<slug>/api/<path>/<name>`."""

        async def answer(request: Request) -> Response:
            if not request.headers.get("content-type", "").startswith("image/"):
                raise HTTPException(415, "only pictures are understood here")
            name, content = str(request.path_params["name"]), await request.body()
            value = await run_in_threadpool(
                lambda: take(self.desks.at(_slug(request)), name, content)
            )
            return _json(value)

        return Route(f"/{{slug}}/api/{path}/{{name}}", answer, methods=["POST"])

    def render(self, template: str, frame: Frame, page: object, status: int = 200) -> Response:
        """Return a page of the review in the show's language."""
        made = _environment(frame.show.language).get_template(f"review/{template}")
        return HTMLResponse(made.render(frame=frame, page=page), status)

    def _rendered(self, room: str, view: Callable[[Desk], object], slug: str) -> Response:
        desk = self.desks.at(slug)
        job = desk.job
        frame = Frame(job.show, self.entry.token, job.slug, job.episode.title, room, self.rooms)
        return self.render(f"{room}.html", frame, view(desk))


def status_of(fault: PodcastError, method: str) -> int:
    """By which a page knows what kind of fault it is: no longer so, not there, or not to be had."""
    match fault:
        case ConflictError():
            return 409
        case WorkspaceError():  # a change finds its episode, but maybe a build at work
            return 404 if method == "GET" else 409
    return 422


@cache
def _environment(language: Language) -> Environment:
    return environment(language)


def _slug(request: Request) -> str:
    return str(request.path_params["slug"])


def _json(value: object) -> Response:
    content = TypeAdapter[Any](type(value)).dump_json(value)
    return Response(content, media_type="application/json")


def _read(body: type[Body], request: Request, content: bytes) -> Body:
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise HTTPException(415, "only JSON is understood here")
    try:
        return body.model_validate_json(content)
    except ValidationError as fault:
        raise HTTPException(422, _faults(fault)) from fault


def _faults(fault: ValidationError) -> str:
    told = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors())
    return "; ".join(told)
