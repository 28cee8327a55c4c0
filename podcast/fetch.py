"""Files from the web, for `podcast import` alone: bounded in size and time, from public hosts.

The standard library's HTTP is enough, since all that is asked for is one answer to one GET, and
it lets us make the connection ourselves, which the check of its address needs.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from podcast import __version__
from podcast.errors import FeedError
from podcast.public_hosts import (
    HttpConnection,
    HttpsConnection,
    PrivateAddressError,
    connect_anywhere,
    connect_public,
)
from podcast.workspace import writing
from podcast.xml_text import ascii_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from podcast.public_hosts import Connect

MEGABYTE = 1_000_000
_REDIRECTS = 8
_LENGTH = re.compile(r"[0-9]{1,18}")
_SILENCE = 30.0  # seconds without a byte after which a server counts as gone
_BLOCK = 1 << 18
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_ASKING = {"User-Agent": f"panelpodd/{__version__} (podcast import)", "Accept-Encoding": "identity"}
_UNPACK = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True, slots=True)
class Limit:
    """How much is taken from a server.

    Attributes:
        size: in bytes, unpacked.
        seconds: for all of it.
    """

    size: int
    seconds: float


SMALL = Limit(20 * MEGABYTE, 120)
"""A feed, a transcript, a picture."""
SOUND = Limit(2000 * MEGABYTE, 4 * 3600)
"""A recording."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A small file from the web.

    Attributes:
        content: all of it.
        address: where it lay in the end.
    """

    content: bytes
    address: str


@dataclass(frozen=True, slots=True)
class Web:
    """The web, as far as it may be asked.

    Attributes:
        allow_private: whether hosts of one's own network may be, which a feed could misuse.
        small: for feeds, transcripts and pictures.
        sound: for recordings.
    """

    allow_private: bool = False
    small: Limit = SMALL
    sound: Limit = SOUND

    def get(self, address: str) -> Fetched:
        """Fetch a small file.

        Raises:
            FeedError: when it cannot be had, as one sentence.
        """
        with self._opened(address, self.small) as answer:
            return Fetched(b"".join(answer.blocks()), answer.address)

    def save(self, address: str, target: Path, progress: Callable[[float], None]) -> None:
        """Fetch a recording into a file, block by block; the file is whole or is not there.

        Raises:
            FeedError: when it cannot be had.
            WorkspaceError: when the disk is full.
        """
        with self._opened(address, self.sound) as answer, writing(target) as new:
            done, promised = 0, answer.promised
            with new.open("wb") as file:
                for block in answer.blocks():
                    file.write(block)
                    done += len(block)
                    progress(min(1.0, done / promised) if promised else 0.0)

    @contextmanager
    def _opened(self, address: str, limit: Limit) -> Iterator[_Answer]:
        """Follow redirections to an answer; every step is checked as the first."""
        deadline = time.monotonic() + limit.seconds
        here = address
        for _ in range(_REDIRECTS):
            connection = self._connection(here)
            try:
                with _ask(connection, here) as response:
                    if response.status not in _MOVED:
                        _refuse_failed(response, here)
                        yield _Answer(response, here, limit, deadline)
                        return
                    here = _next(here, response.getheader("Location", ""))
            finally:
                connection.close()
        raise FeedError(f"{address}: it leads on from one address to another without end; skipped.")

    def _connection(self, address: str) -> HttpConnection:
        parts = _parts(address)
        kind = HttpsConnection if parts.scheme == "https" else HttpConnection
        dial: Connect = connect_anywhere if self.allow_private else connect_public
        assert parts.hostname  # noqa: S101 - _parts refuses an address without
        port = parts.port or _PORTS[parts.scheme]
        return kind(parts.hostname, port, _SILENCE, dial)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answers, read block by block within a limit."""

    response: http.client.HTTPResponse
    address: str
    limit: Limit
    deadline: float

    @property
    def promised(self) -> int:
        """Bytes by the header, 0 where it does not say."""
        written = self.response.getheader("Content-Length", "")
        return int(written) if _LENGTH.fullmatch(written) else 0

    def blocks(self) -> Iterator[bytes]:
        """Yield all bytes.

        Raises:
            FeedError: when they are too many, come too slowly or end too early.
        """
        size = 0
        if self.promised > self.limit.size:
            raise self._too_big()
        for block in self._unpacked():
            size += len(block)
            if size > self.limit.size:
                raise self._too_big()
            yield block

    def _unpacked(self) -> Iterator[bytes]:
        packed = self.response.getheader("Content-Encoding", "identity").strip().lower()
        if packed in {"", "identity"}:
            yield from self._raw()
            return
        if packed not in _UNPACK:
            raise FeedError(f"{self.address}: it is packed in a way that is not known; skipped.")
        unpacker = zlib.decompressobj(_UNPACK[packed])
        try:
            for block in self._raw():
                rest = block
                while rest:
                    yield unpacker.decompress(rest, _BLOCK)
                    rest = unpacker.unconsumed_tail
        except zlib.error:
            raise FeedError(f"{self.address}: it came damaged; try again later.") from None

    def _raw(self) -> Iterator[bytes]:
        size = 0
        while block := self._block():
            size += len(block)
            if time.monotonic() > self.deadline:
                raise FeedError(
                    f"{self.address}: it took longer than {self.limit.seconds:.0f} s; "
                    "try again later, or fetch it with a browser."
                )
            yield block
        if size < self.promised:
            raise FeedError(f"{self.address}: the connection was cut off half-way; try again.")

    def _block(self) -> bytes:
        try:
            return self.response.read1(_BLOCK)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise _unreachable(self.address, fault) from fault

    def _too_big(self) -> FeedError:
        return FeedError(
            f"{self.address}: it is bigger than {self.limit.size / MEGABYTE:g} MB, which no such "
            "file should be; skipped."
        )


def is_web_address(text: str) -> bool:
    """Tell whether it is written as an address of the web, and not as the name of a file."""
    return text.lower().startswith(("http://", "https://"))


def _parts(address: str) -> SplitResult:
    """Take an address apart; only http and https with a host are addresses to ask."""
    try:
        parts = urlsplit(ascii_address(address.strip()))
        is_fit = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fit = False
    if not is_fit:
        raise FeedError(f"{address[:200]}: it is no web address (http or https); skipped.")
    return parts


def _ask(connection: HttpConnection, address: str) -> http.client.HTTPResponse:
    parts = _parts(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers=_ASKING)
        return connection.getresponse()
    except PrivateAddressError:
        raise FeedError(
            f"{address}: it leads into your own network, where a feed has no business; "
            "add --allow-private if you mean it."
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise _unreachable(address, fault) from fault


def _next(address: str, location: str) -> str:
    try:
        return urljoin(ascii_address(address), location.strip())
    except ValueError:
        raise FeedError(f"{address}: it leads on to nothing that is an address; skipped.") from None


def _refuse_failed(response: http.client.HTTPResponse, address: str) -> None:
    if response.status == 200:
        return
    said = {
        401: "it asks for a password; fetch it with a browser and import the file",
        403: "the server does not give it to us (403); fetch it with a browser and import the file",
        404: "it is not there (404); check the address",
        410: "it is gone for good (410)",
    }
    told = said.get(response.status, f"the server answers {response.status}; try again later")
    raise FeedError(f"{address}: {told}.")


def _unreachable(address: str, fault: Exception) -> FeedError:
    match fault:
        case socket.gaierror():
            why = "there is no host of that name, or no network"
        case ssl.SSLCertVerificationError():
            why = f"its certificate is not valid ({fault.verify_message})"
        case TimeoutError():
            why = f"it has not answered for {_SILENCE:.0f} s"
        case OSError() if fault.strerror:
            why = fault.strerror
        case _:
            why = "it does not speak HTTP as it should"
    return FeedError(f"{address}: it cannot be reached ({why}); check the address and the network.")
