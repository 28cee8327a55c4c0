"""The preview: what a player, an app and a curious stranger get from it."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from podcast.errors import PodcastError, WorkspaceError
from podcast.serve import app, serve
from tests.serving import served
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOUND = bytes(range(256)) * 40


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@pytest.fixture(scope="module")
def feed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    feed = tmp_path_factory.mktemp("show") / "feed"
    episode = feed / "tillit"
    episode.mkdir(parents=True)
    (feed.parent / "secret.txt").write_text("secret")
    (feed / "index.html").write_text("framsida")
    (feed / "404.html").write_text("finns inte")
    (feed / "feed.xml").write_text("<rss/>")
    (feed / ".new-half.mp3").write_text("half written")
    (feed / "out").symlink_to(feed.parent / "secret.txt")
    (episode / "index.html").write_text("avsnitt")
    (episode / "tillit.mp3").write_bytes(SOUND)
    for suffix in ("vtt", "srt", "json", "txt", "css", "js", "woff2"):
        (episode / f"tillit.{suffix}").write_text("å")
    return feed


@pytest.fixture(scope="module")
def port(feed_folder: Path) -> Iterator[int]:
    with served(feed_folder) as number:
        yield number


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def test_the_whole_sound_comes_with_its_length_and_the_offer_of_ranges(port: int) -> None:
    answer = ask(port, "/tillit/tillit.mp3")
    assert (answer.status, answer.body) == (200, SOUND)
    assert answer.headers["content-length"] == str(len(SOUND))
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=100-", 100, 10239), ("bytes=-40", 10200, 10239)],
)
def test_a_player_gets_the_bytes_it_seeks(port: int, asked: str, first: int, last: int) -> None:
    answer = ask(port, "/tillit/tillit.mp3", Range=asked)
    assert (answer.status, answer.body) == (206, SOUND[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/10240"
    assert answer.headers["content-type"] == "audio/mpeg"


def test_a_range_beyond_the_end_is_refused(port: int) -> None:
    answer = ask(port, "/tillit/tillit.mp3", Range="bytes=20000-")
    assert answer.status == 416
    assert answer.headers["content-range"] == "bytes */10240"


def test_head_tells_the_same_without_the_body(port: int) -> None:
    answer = ask(port, "/tillit/tillit.mp3", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(SOUND))
    assert answer.headers["content-type"] == "audio/mpeg"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),  # browsers show it, sheet and all
        ("/tillit/tillit.mp3", "audio/mpeg"),
        ("/tillit/tillit.vtt", "text/vtt; charset=utf-8"),
        ("/tillit/tillit.srt", "application/x-subrip; charset=utf-8"),
        ("/tillit/tillit.json", "application/json"),
        ("/tillit/tillit.txt", "text/plain; charset=utf-8"),
        ("/tillit/tillit.css", "text/css; charset=utf-8"),
        ("/tillit/tillit.js", "text/javascript; charset=utf-8"),
        ("/tillit/tillit.woff2", "font/woff2"),
    ],
)
def test_every_file_has_its_type(port: int, path: str, media_type: str) -> None:
    answer = ask(port, path)
    assert answer.status == 200
    assert answer.headers["content-type"] == media_type


def test_a_folder_shows_its_page_at_an_address_that_ends_with_a_slash(port: int) -> None:
    assert ask(port, "/tillit/").body == b"avsnitt"
    redirect = ask(port, "/tillit")
    assert redirect.status == 307
    assert redirect.headers["location"].endswith("/tillit/")


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-3"}])
def test_an_unknown_address_gets_the_page_for_lost_readers(
    port: int, headers: dict[str, str]
) -> None:
    answer = ask(port, "/borta/", **headers)
    assert (answer.status, answer.body) == (404, b"finns inte")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/tillit/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/out",
        "/.new-half.mp3",
        "/tillit/%00",
        "/" + "a" * 300,
    ],
)
def test_nothing_outside_the_folder_and_nothing_hidden_is_given(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.status == 404
    assert b"secret" not in answer.body
    assert b"half" not in answer.body
    assert b"root:" not in answer.body


def test_nothing_can_be_written(port: int) -> None:
    assert ask(port, "/index.html", "PUT").status == 405
    assert ask(port, "/index.html", "DELETE").status == 405


@pytest.mark.parametrize("host", ["panel.example", "127.0.0.1.panel.example", "localhost.evil"])
def test_a_page_elsewhere_cannot_read_it_under_its_own_name(port: int, host: str) -> None:
    assert ask(port, "/", Host=host).status == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_it_answers_to_the_names_of_this_machine(port: int, host: str) -> None:
    assert ask(port, "/", Host=f"{host}:{port}").status == 200


def test_a_rebuilt_page_is_seen_at_once(port: int, feed_folder: Path) -> None:
    page = feed_folder / "ny.html"
    page.write_text("förra")
    first = ask(port, "/ny.html")
    assert first.headers["cache-control"] == "no-cache"
    again = {"If-None-Match": first.headers["etag"]}
    assert ask(port, "/ny.html", **again).status == 304
    page.write_text("nu en annan")
    assert ask(port, "/ny.html", **again).body.decode() == "nu en annan"


def test_a_folder_without_pages_is_told_to_build_first(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="run `podcast build` first"):
        app(tmp_path)


def test_a_taken_port_is_a_sentence(feed_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        with pytest.raises(PodcastError, match=rf"port {number}: is taken .*choose another"):
            serve(feed_folder, number, print)


def test_an_impossible_port_is_a_sentence(feed_folder: Path) -> None:
    with pytest.raises(PodcastError, match="port 70000: there is no such port"):
        serve(feed_folder, 70000, print)


def test_it_tells_its_free_port_answers_there_and_ends_quietly_when_interrupted(
    feed_folder: Path,
) -> None:
    program = (
        "import sys, pathlib, podcast.serve\n"
        "podcast.serve.serve(pathlib.Path(sys.argv[1]), 0, lambda a: print(a, flush=True))\n"
        "print('after')\n"
    )
    command = [sys.executable, "-c", program, str(feed_folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as running:
        assert running.stdout
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", running.stdout.readline())
        assert found
        assert ask(int(found[1]), "/").body == b"framsida"
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=20)
    assert (out, errors) == ("after\n", "")
    assert running.returncode == 0
