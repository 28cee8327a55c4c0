"""Readers of what is sent to the review page."""

from __future__ import annotations

import asyncio
import json
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

from bench.fuzzing.examples import SETTING_WISHES, TEXT, WISHES
from bench.fuzzing.of_the_machine import built
from bench.fuzzing.reader import Reader, scratch
from podcast.review.gate import TOKEN_HEADER, Pass
from podcast.review.journal import version_of
from podcast.review.server import app
from podcast.workspace import Workspace
from tests.fakes import panel

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTING_PATHS = ("setting", "setting", "setting", "person", "person-in", "chapter-in", "chapter")
_OTHERS: tuple[tuple[str, dict[str, object]], ...] = (
    ("roster/name", {"moment": "1.2", "name": "Lena Holm", "role": "chef", "organisation": ""}),
    ("roster/split", {"moment": "0.4", "name": "Lena Holm"}),
    ("roster/count", {"speakers": "2..5"}),
    ("heard/played", {"spans": [{"start": 0, "end": 1.5}]}),
    ("heard/approve", {"start": 0.5, "end": 1.5}),
    ("heard/finish", {"by": "Karin Ek"}),
    ("doubt/right", {"start": 0.5, "end": 1.5}),
    ("facts/quote-in", {"words": "Vad betyder tillit?", "version": "a"}),
)


def readers() -> Iterator[Reader]:
    """Yield them."""
    yield Reader("the review page", _ask, _requests, (), is_slow=True)


@cache
def _requests() -> tuple[bytes, ...]:
    """Each a line with its path and what is sent; the wishes are for the text that lies there."""
    version = version_of(TEXT)
    wishes = [("text/change", {"version": version, "wish": wish}) for wish in WISHES]
    settings = [
        (f"facts/{path}", wish) for path, wish in zip(_SETTING_PATHS, SETTING_WISHES, strict=True)
    ]
    return tuple(
        f"/tillit/api/{path}\n{json.dumps(sent)}".encode()
        for path, sent in (*wishes, *settings, *_OTHERS)
    )


def _ask(content: bytes) -> int:
    """Ask the review page of a copy of the show; whatever it does not catch comes out."""
    folder = scratch() / "reviewed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built().episodes, folder / "episodes")
    workspace = Workspace.at(folder)
    (folder / "episodes" / "tillit" / "text.md").write_text(TEXT, encoding="utf-8")
    path, _, sent = content.partition(b"\n")
    return asyncio.run(_asked(workspace, path.decode(errors="replace"), sent))


async def _asked(workspace: Workspace, path: str, sent: bytes) -> int:
    entry = Pass(8000)
    headers = {
        "host": entry.host,
        "origin": entry.origin,
        "cookie": f"{entry.cookie_name}={entry.cookie}",
        TOKEN_HEADER.lower(): entry.token,
        "content-type": "application/json",
    }
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", entry.port),
    }  # fmt: skip
    answered: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": sent, "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 - as ASGI has it
        if message["type"] == "http.response.start":
            answered.append(message["status"])

    await app(workspace, entry, panel().engines())(scope, receive, send)
    return answered[0]
