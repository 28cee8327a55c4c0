"""Who is let in, and who is not: each test is somebody who should have stayed outside."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
from typing import TYPE_CHECKING

import pytest

from podcast.loopback import LOOPBACK
from podcast.review.gate import LONGEST_BODY, TOKEN_HEADER
from tests.fakes import add_episode, new_show, panel
from tests.review.reviewing import Answer, Reviewing, reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHANGE = "/ett/api/roster/count"
BODY = json.dumps({"speakers": "3"}).encode()


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewing]:
    root = tmp_path_factory.mktemp("outside")
    (root / "secret.txt").write_text("secret")
    workspace = new_show(root / "show")
    folder = add_episode(workspace, "ett")
    (folder / "out").symlink_to(root / "secret.txt")
    (folder / "out.jpg").symlink_to(root / "secret.txt")
    with reviewing(workspace, panel().engines()) as found:
        yield found


def plain(answer: Answer, status: int) -> None:
    """It is refused with a sentence, and nothing of us is told."""
    assert answer.status == status
    assert b"Traceback" not in answer.body
    assert b"secret" not in answer.body
    assert len(answer.body) < 3000


def test_the_browser_that_was_opened_sees_the_episodes(review: Reviewing):
    answer = review.ask("/")
    assert answer.status == 200
    assert b"Avsnitt ett" in answer.body


def test_every_answer_says_what_a_browser_may_do_with_it(review: Reviewing):
    for answer in (review.ask("/"), review.ask("/nowhere"), review.ask("/", Cookie="")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Server"] is None


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "öppna adressen som"), ("en", "open the address that")]
)
def test_who_is_not_let_in_is_told_why_in_the_language_of_the_show(
    tmp_path: Path, language: str, said: str
):
    workspace = new_show(tmp_path)
    with workspace.show.open("a", encoding="utf-8") as settings:
        settings.write(f'language = "{language}"\n')
    with reviewing(workspace, panel().engines()) as review:
        answer = review.ask("/", Cookie="none")
        lines = json.loads(review.ask("/ett/api/work/x").body)["error"]
    assert answer.status == 403
    assert answer.headers["Content-Language"] == language
    assert answer.body.decode().startswith(said)
    assert [line["lang"] for line in lines] == [language]


def test_no_page_has_a_script_or_a_style_in_itself(review: Reviewing):
    page = review.ask("/").body.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in page.replace(" on ", "").split("<body")[1].split(">")[0]
    assert page.count("<script") == page.count('<script type="module" src="/assets/')


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "127.0.0.1.nip.io:{port}",
        "[::1]:{port}",
        "",
    ],
)
def test_a_name_that_was_pointed_at_this_machine_is_not_ours(review: Reviewing, host: str):
    asked = host.format(port=review.entry.port)
    plain(review.ask("/", Host=asked), 421)
    plain(review.ask(CHANGE, "POST", BODY, Host=asked), 421)
    plain(review.ask(f"/open?key={review.entry.key}", Host=asked), 421)


def test_two_hosts_are_none(review: Reviewing):
    with socket.create_connection((LOOPBACK, review.entry.port), timeout=10) as connection:
        host = f"Host: {review.entry.host}\r\n"
        connection.sendall(f"GET / HTTP/1.1\r\n{host}{host}Connection: close\r\n\r\n".encode())
        first = connection.makefile("rb").readline().decode()
    assert first.split()[1] in {"400", "421"}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "rubbish"])
def test_other_sites_may_not_even_read(review: Reviewing, site: str):
    for path in ("/", "/ett/roster", "/ett/sound", "/assets/desk.js"):
        plain(review.ask(path, Sec_Fetch_Site=site), 403)
    plain(review.ask(CHANGE, "POST", BODY, Sec_Fetch_Site=site), 403)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1", "http://localhost:{port}", "null", ""]
)
def test_a_foreign_origin_changes_and_reads_nothing(review: Reviewing, origin: str):
    asked = origin.format(port=review.entry.port)
    plain(review.ask(CHANGE, "POST", BODY, Origin=asked), 403)
    plain(review.ask("/", Origin=asked), 403)


@pytest.mark.parametrize("cookie", ["", "review-{port}=", "review-{port}=wrong", "other={cookie}"])
def test_without_the_cookie_nothing_is_told(review: Reviewing, cookie: str):
    asked = cookie.format(port=review.entry.port, cookie=review.entry.cookie)
    for path in ("/", "/ett/roster", "/ett/sound", "/assets/desk.js"):
        plain(review.ask(path, Cookie=asked), 403)
    plain(review.ask(CHANGE, "POST", BODY, Cookie=asked), 403)


@pytest.mark.parametrize("token", ["", "wrong", "å"])
def test_without_the_token_of_our_own_pages_nothing_is_changed(review: Reviewing, token: str):
    plain(review.ask(CHANGE, "POST", BODY, **{TOKEN_HEADER: token.encode().decode("latin-1")}), 403)


def test_a_change_says_where_it_comes_from(review: Reviewing):
    connection = http.client.HTTPConnection(LOOPBACK, review.entry.port, timeout=10)
    headers = {
        "Cookie": f"{review.entry.cookie_name}={review.entry.cookie}",
        TOKEN_HEADER: review.entry.token,
        "Content-Type": "application/json",
    }
    connection.request("POST", CHANGE, BODY, headers)
    answer = connection.getresponse()
    plain(Answer(answer.status, answer.headers, answer.read()), 403)
    connection.close()


def test_reading_changes_nothing(review: Reviewing):
    plain(review.ask(CHANGE), 405)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        plain(review.ask(CHANGE, method, BODY, X_Review_Token=review.entry.token), 403)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/assets//etc/passwd",
        "/assets/show.toml",
        "/ett/../../secret.txt",
        "/ett/out",
        "/ett/out.jpg",
        "/ett/episode.toml",
        "/ett/sound/../out",
        "/ett/%00",
        "/%2e%2e/sound",
        "/%2e%2e/roster",
        "/episodes/sound",
        "//evil.example/",
        "/ett/preview/../../../secret.txt",
        "/ett/preview/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/ett/preview/ett/out.jpg",
    ],
)
def test_nothing_that_is_not_ours_to_show_is_read(review: Reviewing, path: str):
    answer = review.ask(path)
    assert answer.status in {404, 422}, answer.body
    plain(answer, answer.status)


def test_what_is_too_much_is_refused_before_it_is_read(review: Reviewing):
    # Nothing follows the headers: what a server leaves unread may cut the line before its answer.
    plain(review.ask(CHANGE, "POST", Content_Length=f"{LONGEST_BODY + 1}"), 413)
    plain(review.ask(CHANGE, "POST", Content_Length="-1"), 400)


def test_too_much_in_pieces_is_refused_as_well(review: Reviewing):
    connection = http.client.HTTPConnection(LOOPBACK, review.entry.port, timeout=30)
    connection.putrequest("POST", CHANGE, skip_host=True)
    for name, value in (
        ("Host", review.entry.host),
        ("Origin", review.entry.origin),
        ("Cookie", f"{review.entry.cookie_name}={review.entry.cookie}"),
        (TOKEN_HEADER, review.entry.token),
        ("Transfer-Encoding", "chunked"),
    ):
        connection.putheader(name, value)
    connection.endheaders()
    piece = b" " * 65536
    with contextlib.suppress(OSError):  # it is refused while we are still sending
        for _ in range(LONGEST_BODY // len(piece) + 2):
            connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        connection.send(b"0\r\n\r\n")
    with contextlib.suppress(OSError):  # or the line is cut
        assert connection.getresponse().status == 413
    connection.close()
    assert review.ask("/").status == 200


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"speakers=3", "application/x-www-form-urlencoded", 415),
        (BODY, "text/plain", 415),
        (b"{", "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"speakers": 3, "more": 1}', "application/json", 422),
        (b'{"speakers": {"a": 1}}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(
    review: Reviewing, body: bytes, kind: str, status: int
):
    answer = review.ask(CHANGE, "POST", body, Content_Type=kind)
    assert answer.status == status
    assert json.loads(answer.body)["error"]
    assert b"Traceback" not in answer.body


def test_an_episode_that_is_not_there_is_a_sentence(review: Reviewing):
    plain(review.ask("/tva/roster"), 404)


def test_the_opened_address_is_good_for_one_browser(tmp_path):
    with reviewing(new_show(tmp_path), panel().engines()) as review:
        opening = review.entry.address("ett/").removeprefix(review.entry.origin)
        plain(review.ask("/open?key=wrong", Cookie=""), 403)
        first = review.ask(opening, Cookie="", Sec_Fetch_Site="none")
        assert first.status == 303
        assert first.headers["Location"] == "/ett/"
        cookie = first.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert review.ask("/", Cookie=cookie.split(";")[0]).status == 200
        plain(review.ask(opening, Cookie=""), 403)
        assert review.ask(opening, Cookie=cookie.split(";")[0]).status == 303


@pytest.mark.parametrize("way", ["//evil.example", "\\\\evil.example", "https://evil.example"])
def test_the_opened_address_leads_nowhere_else(tmp_path, way: str):
    with reviewing(new_show(tmp_path), panel().engines()) as review:
        opening = review.entry.address(way).removeprefix(review.entry.origin)
        location = review.ask(opening, Cookie="").headers["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
