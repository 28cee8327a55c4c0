"""Files from the web: only from where they may come, and only as much as they may be."""

from __future__ import annotations

import gzip
import socket

import pytest

from podcast.errors import FeedError
from podcast.fetch import Limit, Web
from podcast.public_hosts import is_public
from tests.web import site

ANYWHERE = Web(allow_private=True)


@pytest.fixture
def web():
    with site() as served:
        yield served


def fault(address, web=ANYWHERE):
    with pytest.raises(FeedError) as raised:
        web.get(address)
    said = str(raised.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def test_a_file_is_fetched_and_says_where_it_lay_in_the_end(web):
    there = web.put("/new/feed", b"feed")
    web.put("/feed", b"", 301, Location="/new/feed")
    got = ANYWHERE.get(f"{web.address}/feed")
    assert (got.content, got.address) == (b"feed", there)


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 :: ff02::1
    fe80::1%eth0 fd00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:7f00:1::1""".split(),
)
def test_addresses_of_ones_own_network_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_this_machine_is_not_asked_unless_the_user_means_it(web, host):
    web.put("/", b"secret")
    try:
        said = fault(f"http://{host}:{web.port}/", Web())
    finally:
        asked = list(web.asked)
    assert asked == []
    assert "--allow-private" in said or "no host" in said or "cannot be reached" in said


def test_a_name_that_leads_into_the_own_network_is_refused_when_it_is_connected(web, monkeypatch):
    """As a hostile name server would answer: the check is of what is connected to."""
    web.put("/", b"secret")
    target = ("127.0.0.1", web.port)
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", target)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    assert "--allow-private" in fault(f"http://podd.example:{web.port}/", Web())
    assert web.asked == []


@pytest.mark.parametrize(
    "there", ["file:///etc/hostname", "ftp://podd.example/x", "gopher://podd.example/"]
)
def test_redirections_lead_nowhere_but_to_the_web(web, there):
    web.put("/feed", b"", 302, Location=there)
    assert "no web address" in fault(f"{web.address}/feed")


def test_redirections_end(web):
    web.put("/feed", b"", 302, Location="/feed")
    assert "without end" in fault(f"{web.address}/feed")
    assert len(web.asked) < 20


@pytest.mark.parametrize(
    ("status", "words"), [(404, "not there"), (410, "gone"), (401, "password"), (500, "500")]
)
def test_what_the_server_says_instead_is_told(web, status, words):
    web.put("/feed", b"", status)
    assert words in fault(f"{web.address}/feed")


@pytest.mark.parametrize("promise", [{}, {"Content_Length": "9999999"}, {"Content_Length": "many"}])
def test_what_is_too_big_is_not_taken(web, promise):
    web.put("/feed", b"x" * 5000, **promise)
    small = Web(allow_private=True, small=Limit(1000, 10))
    assert "bigger than" in fault(f"{web.address}/feed", small)


def test_what_is_packed_is_measured_unpacked(web):
    web.put("/small", gzip.compress(b"feed"), Content_Encoding="gzip")
    web.put("/bomb", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    assert ANYWHERE.get(f"{web.address}/small").content == b"feed"
    assert "bigger than 20 MB" in fault(f"{web.address}/bomb")


def test_a_connection_that_is_cut_off_leaves_no_file(web, tmp_path):
    web.put("/tillit.mp3", b"half", Content_Length="4000")
    target = tmp_path / "tillit.mp3"
    with pytest.raises(FeedError, match=r"cut off|cannot be reached"):
        ANYWHERE.save(f"{web.address}/tillit.mp3", target, lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_recording_is_written_as_it_comes_with_its_progress(web, tmp_path):
    web.put("/tillit.mp3", bytes(1_000_000))
    told: list[float] = []
    ANYWHERE.save(f"{web.address}/tillit.mp3", tmp_path / "tillit.mp3", told.append)
    assert (tmp_path / "tillit.mp3").stat().st_size == 1_000_000
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_a_server_that_takes_too_long_is_left(web):
    web.put("/feed", bytes(100_000))
    hasty = Web(allow_private=True, small=Limit(1_000_000, 0.0))
    assert "took longer" in fault(f"{web.address}/feed", hasty)


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[::1", "http://podd.example:99999/", "http://a b/", "http://\x00/", "http://é..e/"],
)  # fmt: skip
def test_odd_addresses_get_a_sentence(address):
    fault(address, Web())


def test_a_server_that_speaks_no_http_gets_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "cannot be reached" in fault(f"http://127.0.0.1:{port}/")
