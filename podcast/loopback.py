"""A web server for this machine only: where it listens, how it runs, and of what type files are."""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import TYPE_CHECKING

import uvicorn

from podcast.errors import PodcastError

if TYPE_CHECKING:
    from pathlib import PurePath

    from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"
"""The address that nobody else can reach."""

_HIGHEST_PORT = 65535
# What the system's table lacks, has otherwise on another system, or gives no charset.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    # As most web servers have it: what is application/rss+xml, browsers show as bare text.
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml; charset=utf-8",
}


def listening(port: int) -> socket.socket:
    """Return a socket that listens on 127.0.0.1; port 0 takes a free one.

    Raises:
        PodcastError: when the port cannot be had.
    """
    if not 0 <= port <= _HIGHEST_PORT:
        raise PodcastError(f"port {port}: there is no such port; choose 0 to {_HIGHEST_PORT}.")
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as fault:
        taken = fault.errno in {errno.EADDRINUSE, errno.EACCES}
        wrong = "is taken by another program" if taken else f"cannot be used ({fault.strerror})"
        raise PodcastError(
            f"port {port}: {wrong}; choose another one, or 0 for any that is free."
        ) from fault


def server_of(site: ASGIApp) -> uvicorn.Server:
    """Return what serves an application; it tells nobody by what it is served."""
    config = uvicorn.Config(site, log_level="warning", lifespan="off", server_header=False)
    return uvicorn.Server(config)


def run(site: ASGIApp, listener: socket.socket) -> None:
    """Answer until the user stops it; Ctrl-C is how one ends it, not a fault."""
    with contextlib.suppress(KeyboardInterrupt):
        server_of(site).run(sockets=[listener])


def media_type(file: PurePath) -> str | None:
    """The type by which players and apps know a file; None where the system's table is right."""
    known = _TYPES.get(file.suffix)
    if known and known.startswith("text/"):
        return f"{known}; charset=utf-8"
    return known
