"""The review page on a real server."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.building import local_engines
from podcast.loopback import LOOPBACK, listening, server_of
from podcast.review.gate import TOKEN_HEADER, Pass
from podcast.review.server import app
from podcast.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.engines import Engines


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def refusal(answer: Answer, status: int = 422) -> str:
    """Why something was refused, as a Swedish page says it."""
    assert answer.status == status, answer.body
    lines = json.loads(answer.body)["error"]
    assert {line["lang"] for line in lines} == {"sv"}, lines
    return "\n".join(line["text"] for line in lines)


@dataclass(frozen=True)
class Reviewing:
    """A review page that answers.

    Attributes:
        workspace: the show that it is of.
        entry: what lets a visitor in.
    """

    workspace: Workspace
    entry: Pass

    @property
    def state(self) -> dict[str, list[dict[str, str]]]:
        """What a browser that was let in keeps, for Playwright."""
        cookie = {
            "name": self.entry.cookie_name,
            "value": self.entry.cookie,
            "domain": LOOPBACK,
            "path": "/",
        }
        return {"cookies": [cookie]}

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Ask as the browser that was opened does; a header's `-` is written `_`."""
        own = {"Cookie": f"{self.entry.cookie_name}={self.entry.cookie}"}
        if method == "POST":
            own |= {TOKEN_HEADER: self.entry.token, "Origin": self.entry.origin}
            own["Content-Type"] = "application/json"
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(LOOPBACK, self.entry.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body or None, {**own, **asked})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


@contextlib.contextmanager
def reviewing(workspace: Workspace, engines: Engines | None = None) -> Iterator[Reviewing]:
    """Serve the review page of a show while the block runs."""
    with listening(0) as listener:
        entry = Pass(listener.getsockname()[1])
        server = server_of(app(workspace, entry, engines or local_engines()))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Reviewing(workspace, entry)
        finally:
            server.should_exit = True
            thread.join()
