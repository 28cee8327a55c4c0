"""The preview: feed/ as a web server would publish it, on this machine only.

Players seek by asking for a range of bytes, and apps by the type of a file decide what it is;
Python's own http.server gets both wrong.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from podcast.errors import WorkspaceError
from podcast.loopback import LOOPBACK, listening, media_type, run

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import Scope

# A page elsewhere may point its own name at this machine; only these names are answered.
_HOSTS = (LOOPBACK, "localhost", "[::1]")


def serve(feed_folder: Path, port: int, announce: Callable[[str], None]) -> None:
    """Serve the folder until the user stops it.

    Args:
        feed_folder: the generated site.
        port: where to listen on 127.0.0.1; 0 takes a free one.
        announce: is given the address as soon as it answers.

    Raises:
        WorkspaceError: when nothing has been built yet.
        PodcastError: when the port cannot be had.
    """
    site = app(feed_folder)
    with listening(port) as listener:
        announce(f"http://{LOOPBACK}:{listener.getsockname()[1]}/")
        run(site, listener)


def app(feed_folder: Path) -> Starlette:
    """Return the preview as an ASGI application.

    Raises:
        WorkspaceError: when nothing has been built yet.
    """
    if not (feed_folder / "index.html").is_file():
        raise WorkspaceError(
            f"{feed_folder}: there is nothing to show yet; run `podcast build` first."
        )
    return Starlette(
        routes=[Mount("/", _Feed(directory=feed_folder, html=True))],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(_HOSTS), www_redirect=False)
        ],
    )


class _Feed(StaticFiles):
    """Files with the types that players and apps expect, always asked for anew."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if any(part.startswith(".") for part in PurePath(path).parts):
            # Half-written files of a build, and whatever else is hidden.
            raise HTTPException(status_code=404)
        return await super().get_response(path, scope)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        if isinstance(response, FileResponse) and (known := media_type(PurePath(full_path))):
            response.headers["content-type"] = known
        response.headers["cache-control"] = "no-cache"
        response.headers["x-content-type-options"] = "nosniff"
        return response
