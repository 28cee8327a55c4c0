"""A show whose every word was written by somebody who means harm, built with plain functions."""

from __future__ import annotations

import contextlib
import json
import sys
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image

from podcast.building import build
from tests.builds import NOW
from tests.fakes import Collected, FakeEngines, add_episode, new_show, transcript, voices

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.workspace import Workspace

SLUG = "ont"
MARK = "pwned"
"""What runs, or becomes an element, where a form lets it out; nothing else is called so."""

RUNS = f"window.{MARK}=1"
LINE = (
    f"""Ont "'><script>{RUNS}</script><img src=x onerror={RUNS} class={MARK}> </script> ]]> --> """
    f"""<!-- &lt;{MARK}&gt; {{{{7*7}}}} {{% raw %}} #import $x$ `x` \\\\ [x](javascript:{RUNS})"""
)
"""One line as a title can be: out of HTML, attributes, JSON-LD, CDATA, captions, Typst."""

NAME = f"Eva <script>{RUNS}</script> \"'--> & Ek"
TALK = (
    f"Vad är <v {MARK}> <b onclick={RUNS}>tillit</b>? {{\\an8}} 00:00:01.000 --> 00:00:09.000 "
    f"</c> &amp; {LINE}"
)
UNSEEN = "\x0b\x1b[31m\u202e\u2066\ufeff\u200b\u0085\u2028"
"""Signs that are not seen, turn the writing round, steer terminals or end lines."""


def hostile_show(folder: Path) -> Workspace:
    """A show with an episode in which each text is an attack; not built yet."""
    workspace = new_show(folder)
    told = json.dumps(LINE, ensure_ascii=False)
    workspace.show.write_text(
        f"title = {told}\ndescription = {told}\nauthor = {told}\nowner = {told}\n"
        f'copyright = {told}\naddress = "https://podden.example/"\nsmall_sound = true\n'
        f'funding = [{{text = {told}, link = "https://podden.example/?a=\'<b>&"}}]\n'
        f"seasons = [{{number = 1, name = {told}}}]\nglossary = [{told}]\n",
        encoding="utf-8",
    )
    name = json.dumps(NAME, ensure_ascii=False)
    made = add_episode(
        workspace,
        f"2026-05-04-{SLUG}",
        f"description = {told}\nevent = {told}\nplace = {told}\nseason = 1\nreviewed_by = {told}\n"
        f"reviewed = 2026-05-11\nlicense = 'CC'\n"
        f'chapters = [{{at = "0:00", title = {told}}}, {{at = "0:01", title = {told}}}]\n'
        f'links = [{{title = {told}, address = "https://a.example/?\'<script>{MARK}"}}]\n'
        f"corrections = [{{date = 2026-05-12, what = {told}}}]\n"
        f"credits = {{documentation = {told}, photo = {told}}}\n"
        f"[[people]]\nname = {name}\nrole = {told}\norganisation = {told}\nheard_at = ['0:00']\n"
        f"[[people]]\nname = 'Lena Holm'\nheard_at = ['0:02']\n",
    )
    settings = made / "episode.toml"
    rest = settings.read_text("utf-8").split("\n", 1)[1]
    settings.write_text(f"title = {told}\n{rest}", encoding="utf-8")
    return workspace


def write_text(workspace: Workspace) -> None:
    """Have a person write the text of the episode, with an attack in each of its parts."""
    folder = workspace.folders()[0]
    Image.new("RGB", (40, 30)).save(folder.path / "bild.jpg")
    folder.text.write_text(
        f"# {LINE}\n\n{LINE}{UNSEEN}\n\n## {LINE}\n\n{NAME}: {TALK}{UNSEEN}\n\n"
        f"[{MARK} <b>]{{lang=en}} och {LINE}\n\n> ”{LINE}”, säger {NAME}\n\nLena Holm: {TALK}\n\n"
        f'![{LINE.replace("]", "")}](bild.jpg "{LINE.replace(chr(34), "")}")\n',
        encoding="utf-8",
    )


def engines() -> FakeEngines:
    """Engines that hear the attacks said."""
    heard = transcript((0, TALK), (30.0, f"Lena Holm {TALK}"))
    last = max(word.span.end for segment in heard.segments for word in segment.words)
    who = voices((1, 0, 30.0), (2, 30.0, last))
    return FakeEngines(heard, who)


def built(workspace: Workspace) -> Collected:
    """Build it; no episode may fail."""
    report = Collected()
    result = build(workspace, engines().engines(), report, NOW)
    assert result.outcome.failures == ()
    return report


@contextlib.contextmanager
def watched_network() -> Iterator[list[str]]:
    """Give a list that gets each name that is looked up and each connection that is made.

    Python itself tells them, whoever makes them in this process; once asked it cannot be stopped.
    """
    told = _told()
    before = len(told)
    asked: list[str] = []
    yield asked
    asked += told[before:]


@cache
def _told() -> list[str]:
    told: list[str] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            told.append(f"{event} {arguments}")

    sys.addaudithook(hear)
    return told
