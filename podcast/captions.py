"""Captions and transcripts for players: WebVTT, SRT and the JSON of Podcasting 2.0.

All are made from the same timed paragraphs as the page, so that all agree. Talk is anyone's
words: what a reader of the form would take for markup is escaped, or written with a sign that
looks like it where the form has no way to escape.
"""

from __future__ import annotations

import html
import json
import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from podcast.cues import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.cues import Cue
    from podcast.document import TimedParagraph

VTT_LINE = 65  # characters; what the podcast namespace recommends
SRT_LINE = 42  # characters; the usual limit of subtitles, in Sweden too

# SRT has no escapes, and players obey <i>, {\an8} and arrows; a web player may obey any tag.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ARROW = re.compile(r"-[ -]*(>?)")
_BRACES = str.maketrans("{}", "()")


def vtt(paragraphs: Sequence[TimedParagraph]) -> str:
    """Write WebVTT; a voice tag names the speaker of each cue.

    A cue is parsed by itself: a voice named in one says nothing about the next. Listeners who
    jump, players that style by voice and Apple's reader find it where it is; they show a name
    where it changes. The end tag may be left out when the voice speaks the whole cue.
    """
    cues = "".join(
        f"{_time(cue.span.start, '.')} --> {_time(cue.span.end, '.')}\n"
        f"<v {_voice(cue.speaker)}>{_with_languages(cue)}\n\n"
        for cue in compose(paragraphs, VTT_LINE)
    )
    return f"WEBVTT\n\n{cues}"


def srt(paragraphs: Sequence[TimedParagraph]) -> str:
    """Write SubRip; the name stands before the words where the speaker changes."""
    cues = compose(paragraphs, SRT_LINE, with_names=True)
    return "".join(
        f"{number}\n{_time(cue.span.start, ',')} --> {_time(cue.span.end, ',')}\n"
        f"{_without_markup(cue.shown)}\n\n"
        for number, cue in enumerate(cues, start=1)
    )


def transcript_json(paragraphs: Sequence[TimedParagraph]) -> str:
    """Write the JSON transcript of the podcast namespace, version 1.0.0; its cues are WebVTT's."""
    segments = [
        {
            "speaker": cue.speaker,
            "startTime": cue.span.start,
            "endTime": cue.span.end,
            "body": cue.text,
        }
        for cue in compose(paragraphs, VTT_LINE)
    ]
    text = json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1)
    # Read as HTML by mistake, it has no tags.
    return text.replace("<", r"\u003c")


def _with_languages(cue: Cue) -> str:
    """The words, those in another language in its tag; a line's end goes on as a space does."""
    words = iter(re.findall(r"\S+\s*", cue.shown))
    runs = groupby(zip(cue.languages, words, strict=True), key=itemgetter(0))
    return "".join(_run(language, "".join(word for _, word in run)) for language, run in runs)


def _run(language: str, words: str) -> str:
    if not language:
        return _escaped(words)
    inside = words.rstrip()
    return f"<lang {language}>{_escaped(inside)}</lang>{words[len(inside) :]}"


def _voice(name: str) -> str:
    """A name in a tag; one that ends in hyphens must not make an arrow of the tag's end."""
    return _escaped(name).replace("--", "-&#45;")


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _without_markup(text: str) -> str:
    without_tags = _TAG.sub("‹", text)
    without_arrows = _ARROW.sub(lambda mark: "→" if mark[1] else mark[0], without_tags)
    return without_arrows.translate(_BRACES)


def _time(seconds: float, mark: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{mark}{rest % 1000:03}"
