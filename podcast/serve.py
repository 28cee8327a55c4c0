"""The preview: feed/ as a web server would publish it, on this machine only.

Players seek by asking for a range of bytes, and apps by the type of a file decide what it is;
Python's own http.server gets both wrong.
"""

from __future__ import annotations

import contextlib
import errno
import socket
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from podcast.errors import PodcastError, WorkspaceError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import Scope

_LOOPBACK = "127.0.0.1"
_HIGHEST_PORT = 65535
# A page elsewhere may point its own name at this machine; only these names are answered.
_HOSTS = (_LOOPBACK, "localhost", "[::1]")
# What the system's table lacks, has otherwise on another system, or gives no charset.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".woff2": "font/woff2",
    # As most web servers have it: what is application/rss+xml, browsers show as bare text.
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml; charset=utf-8",
}


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
    with _listening(port) as listener:
        announce(f"http://{_LOOPBACK}:{listener.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(site, log_level="warning", lifespan="off"))
        # Ctrl-C is how one ends a preview, not a fault.
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


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
        if isinstance(response, FileResponse) and (media_type := _type(PurePath(full_path))):
            response.headers["content-type"] = media_type
        response.headers["cache-control"] = "no-cache"
        response.headers["x-content-type-options"] = "nosniff"
        return response


def _type(file: PurePath) -> str | None:
    media_type = _TYPES.get(file.suffix)
    if media_type and media_type.startswith("text/"):
        return f"{media_type}; charset=utf-8"
    return media_type


def _listening(port: int) -> socket.socket:
    if not 0 <= port <= _HIGHEST_PORT:
        raise PodcastError(f"port {port}: there is no such port; choose 0 to {_HIGHEST_PORT}.")
    try:
        return socket.create_server((_LOOPBACK, port))
    except OSError as fault:
        taken = fault.errno in {errno.EADDRINUSE, errno.EACCES}
        wrong = "is taken by another program" if taken else f"cannot be used ({fault.strerror})"
        raise PodcastError(
            f"port {port}: {wrong}; choose another one, or 0 for any that is free."
        ) from fault
