"""Who may ask the review page for anything: the browser that was opened for it, and nobody else.

Any web page may send requests to this machine, and a name elsewhere may be pointed at it. So the
host must be ours to the port, nothing may come from another site, whoever asks must have opened
the address with the key, and who writes must know what only our own pages tell.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse

from podcast.loopback import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "X-Review-Token"  # noqa: S105 - the header's name, not what it holds
"""By which a page of ours proves, when it writes, that it is one."""

OPENING = "/open"
"""Where the key of the opened address becomes a cookie."""

LONGEST_BODY = 2_000_000
"""Bytes that may be sent at once: the text of many hours."""
LONGEST_PICTURE = 30_000_000
"""Bytes of a photo."""

PICTURES = "/photos/"
"""What is in the paths to which photos are sent."""

_LENGTH = re.compile(r"[0-9]{1,18}")
_READING = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "img-src 'self' data:; media-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


@dataclass(slots=True)
class Pass:
    """What lets somebody in.

    Attributes:
        port: at which we answer.
        key: in the address that is opened; good for one browser.
        cookie: what that browser gets for it.
        token: what our pages tell it, without which nothing is written.
        is_used: whether the key has been used.
    """

    port: int
    key: str = field(default_factory=secrets.token_urlsafe)
    cookie: str = field(default_factory=secrets.token_urlsafe)
    token: str = field(default_factory=secrets.token_urlsafe)
    is_used: bool = False

    @property
    def host(self) -> str:
        """As browsers name us."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def origin(self) -> str:
        """Of our own pages."""
        return f"http://{self.host}"

    @property
    def cookie_name(self) -> str:
        """Cookies are the same for all ports of a machine, so the name tells whose it is."""
        return f"review-{self.port}"

    def address(self, way: str = "") -> str:
        """The address to be opened: it leads on to a page of ours, such as `tillit/roster`."""
        return f"{self.origin}{OPENING}?key={self.key}&way={way}"


class Gate:
    """Lets in whom the pass lets in, and gives every answer the headers that keep others out."""

    def __init__(self, app: ASGIApp, entry: Pass, tell: Callable[[str, int], Response]) -> None:
        """Take what is behind the gate, the pass, and what says why somebody is not let in."""
        self._app = app
        self._pass = entry
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return  # no web sockets here
        request = Request(scope, receive)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refused = self._refused(request)
        if refused or request.url.path == OPENING:
            answer = refused or self._opened(request)
            await answer(scope, receive, send_guarded)
            return
        if request.method not in _READING:
            body = await _bounded_body(request)
            if body is None:
                answer = self._tell("too much was sent at once", 413)
                await answer(scope, receive, send_guarded)
                return
            receive = _again(body)
        await self._app(scope, receive, send_guarded)

    def _refused(self, request: Request) -> Response | None:
        """Say why a request is not let in; None if it is."""
        headers = request.headers
        if headers.getlist("host") != [self._pass.host]:
            return self._tell("this is not the address that was opened", 421)
        is_reading = request.method in _READING
        allowed = {"same-origin", "none"} if is_reading else {"same-origin"}
        if headers.get("sec-fetch-site", "same-origin") not in allowed:
            return self._tell("another site asked", 403)
        if headers.get("origin", self._pass.origin) != self._pass.origin:
            return self._tell("another site asked", 403)
        if request.url.path == OPENING and request.method == "GET":
            return None
        if not _same(request.cookies.get(self._pass.cookie_name, ""), self._pass.cookie):
            return self._tell("open the address that `podcast review` prints", 403)
        return None if is_reading else self._unproven(headers)

    def _unproven(self, headers: Headers) -> Response | None:
        """Say why a request may not write: a browser says where it comes from, our pages who."""
        if "origin" not in headers and "sec-fetch-site" not in headers:
            return self._tell("it is not told which page asked", 403)
        if not _same(headers.get(TOKEN_HEADER, ""), self._pass.token):
            return self._tell("the page is of an earlier `podcast review`; load it again", 403)
        return None

    def _opened(self, request: Request) -> Response:
        """Give the cookie to whoever has the key first, and lead on."""
        known = _same(request.cookies.get(self._pass.cookie_name, ""), self._pass.cookie)
        key = request.query_params.get("key", "")
        if not known and (self._pass.is_used or not _same(key, self._pass.key)):
            return self._tell("the address has been used; run `podcast review` again", 403)
        way = request.query_params.get("way", "").lstrip("/\\")
        answer = RedirectResponse(f"/{way}", status_code=303)
        if not known:
            self._pass.is_used = True
            answer.set_cookie(
                self._pass.cookie_name, self._pass.cookie, httponly=True, samesite="strict"
            )
        return answer


def _same(given: str, right: str) -> bool:
    return secrets.compare_digest(given.encode(), right.encode())


async def _bounded_body(request: Request) -> bytes | None:
    """Read what is sent; None if it is too much."""
    most = LONGEST_PICTURE if PICTURES in request.url.path else LONGEST_BODY
    told = request.headers.get("content-length", "0")
    if not _LENGTH.fullmatch(told) or int(told) > most:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            return None
    return bytes(body)


def _again(body: bytes) -> Receive:
    """Give what was read to whoever reads it next."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
