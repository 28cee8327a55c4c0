from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podcast import text
from podcast.captions import SRT_LINE, VTT_LINE, srt, transcript_json, vtt
from podcast.cues import LATE, SHORTEST, compose
from podcast.document import Document
from podcast.fragment import fragment
from podcast.harmless import harmless
from podcast.plain import plain
from tests.editions import demo_episode, demo_show
from tests.readers import Read, read_fragment, read_json, read_srt, read_vtt
from tests.timed_talks import ANY_TALK, SPEAKERS, edited_talks, said, talks, words_of

PANEL = (
    said(
        "Karin Ek",
        "Hej och välkomna till det här panelsamtalet. Vad betyder tillit för dig som chef?",
    ),
    said("Lena Holm", "Tack. För mig handlar tillit om att lyssna.", 8),
)


def test_webvtt_names_the_speaker_of_each_cue():
    assert vtt(PANEL) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:05.600\n"
        "<v Karin Ek>Hej och välkomna till det här panelsamtalet.\n"
        "Vad betyder tillit för dig som chef?\n\n"
        "00:00:08.000 --> 00:00:11.200\n"
        "<v Lena Holm>Tack. För mig handlar tillit om att lyssna.\n\n"
    )


def test_webvtt_says_in_which_language_words_are_across_lines_and_cues():
    marked = "Som de säger: [trust, but " + "verify " * 20 + "& check]{lang=en}, alltså."
    (paragraph,) = text.parse(f"Karin Ek: {marked}").document.talk
    timed = replace(said("Karin Ek", paragraph.text), paragraph=paragraph)
    written = vtt([timed])
    first, *_, last = [block for block in written.split("\n\n") if "-->" in block]
    assert "<v Karin Ek>Som de säger: <lang en>trust, but verify" in first
    assert last.endswith("&amp; check,</lang> alltså.")
    assert written.count("<lang en>") == written.count("</lang>") >= 2
    assert [word for cue in read_vtt(written) for word in cue.words] == (paragraph.text.split())
    assert "lang" not in srt([timed]) + transcript_json([timed]) + fragment([timed])


def test_srt_says_who_speaks_where_the_speaker_changes():
    assert srt(PANEL) == (
        "1\n00:00:00,000 --> 00:00:02,800\n"
        "Karin Ek: Hej och välkomna\ntill det här panelsamtalet.\n\n"
        "2\n00:00:02,800 --> 00:00:05,600\n"
        "Vad betyder tillit för dig som chef?\n\n"
        "3\n00:00:08,000 --> 00:00:11,200\n"
        "Lena Holm: Tack.\nFör mig handlar tillit om att lyssna.\n\n"
    )


def test_the_json_transcript_has_what_the_namespace_wants():
    transcript = json.loads(transcript_json(PANEL))
    assert transcript["version"] == "1.0.0"
    assert transcript["segments"][-1] == {
        "speaker": "Lena Holm",
        "startTime": 8.0,
        "endTime": 11.2,
        "body": "Tack. För mig handlar tillit om att lyssna.",
    }


def test_no_talk_makes_empty_captions():
    assert vtt(()) == "WEBVTT\n\n"
    assert srt(()) == ""
    assert read_json(transcript_json(())) == []


def composed(paragraphs, line, *, with_names=False):
    """What was meant to be written, as a reader should find it."""
    return [
        Read(round(cue.span.start * 1000), round(cue.span.end * 1000), cue.speaker, cue.lines)
        for cue in compose(paragraphs, line, with_names=with_names)
    ]


@given(ANY_TALK)
def test_webvtt_is_read_back_as_it_was_composed(paragraphs):
    assert read_vtt(vtt(paragraphs)) == composed(paragraphs, VTT_LINE)


@given(ANY_TALK)
def test_srt_is_read_back_as_it_was_composed(paragraphs):
    shown = [
        Read(cue.start, cue.end, cue.speaker, tuple(map(disarmed, cue.lines)))
        for cue in composed(paragraphs, SRT_LINE, with_names=True)
    ]
    assert read_srt(srt(paragraphs), SPEAKERS) == shown


def disarmed(line):
    """A line as SRT has it: without braces, arrows, and tags."""
    line = re.sub(r"<([A-Za-z/!?])", r"‹\1", line).replace("{", "(").replace("}", ")")
    return re.sub(r"-[ -]*>", "→", line)


@given(ANY_TALK)
def test_json_is_read_back_as_it_was_composed(paragraphs):
    in_one_line = [
        Read(cue.start, cue.end, cue.speaker, (" ".join(cue.lines),))
        for cue in composed(paragraphs, VTT_LINE)
    ]
    assert read_json(transcript_json(paragraphs)) == in_one_line


@given(ANY_TALK)
def test_the_fragment_is_read_back_as_the_text_stands(paragraphs):
    stands = [
        Read(
            start := int(timed.span.start) * 1000,
            start,
            timed.paragraph.speaker,
            (timed.paragraph.text,),
        )
        for timed in paragraphs
    ]
    assert read_fragment(fragment(paragraphs)) == stands


def heard(found):
    """The words that were read, each with its speaker."""
    return [(cue.speaker, word) for cue in found for word in cue.words]


def nameless(found):
    """Cues of SRT without the names before them."""
    for cue in found:
        first, *rest = " ".join(cue.lines).split(f"{cue.speaker}: ", maxsplit=1)
        yield replace(cue, lines=(*rest,) if rest and not first else cue.lines)


def forms_of(paragraphs):
    return (
        read_vtt(vtt(paragraphs)),
        read_json(transcript_json(paragraphs)),
        list(nameless(read_srt(srt(paragraphs), SPEAKERS))),
    )


LETTERS = st.text(st.characters(categories=["L"]), min_size=1, max_size=14)


@given(talks(LETTERS, shortest=SHORTEST))
def test_all_forms_hold_the_same_words_of_the_same_people(paragraphs):
    words = words_of(paragraphs)
    for found in (*forms_of(paragraphs), read_fragment(fragment(paragraphs))):
        assert heard(found) == words
    turns = tuple(replace(timed.paragraph, opens=True) for timed in paragraphs)
    markdown = text.parse(text.compose(Document("", turns)), SPEAKERS).document
    assert [(turn.speaker, word) for turn in markdown.talk for word in turn.text.split()] == words
    printed = plain(Document("T", turns), demo_episode(people=()), demo_show()).split("\n\n")
    assert printed[1 : len(turns) + 1] == [f"{turn.speaker}: {turn.text}" for turn in turns]


@given(talks(LETTERS, shortest=SHORTEST))
def test_all_forms_tell_the_same_moments(paragraphs):
    of_vtt, of_json, of_srt = forms_of(paragraphs)
    assert [(cue.start, cue.end) for cue in of_vtt] == [(cue.start, cue.end) for cue in of_json]
    for found in (of_vtt, of_srt):
        words = iter([word for timed in paragraphs for word in timed.words])
        for cue in found:
            first, *_ = [next(words) for _ in cue.words]
            assert -1 <= cue.start - first.span.start * 1000 <= LATE * 1000 + 1


@given(edited_talks())
def test_all_forms_of_an_edited_text_hold_the_same_words_of_the_same_people(paragraphs):
    of_vtt, of_json, of_srt = map(heard, forms_of(paragraphs))
    assert of_vtt == of_json == of_srt
    assert heard(read_fragment(fragment(paragraphs))) == words_of(paragraphs)
    assert Counter(of_vtt) == Counter(words_of(paragraphs))


HOSTILE = (
    "<script>alert(1)</script>",
    "<v Någon>",
    "<00:00:01.000>",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "&",
    "<",
    ">",
    "-->",
    "--",
    "->",
    "- >",
    "00:00:01,000 --> 00:00:02,000",
    "00:00:01.000 - > 00:00:02.000",
    "7",
    "WEBVTT",
    "NOTE",
    "STYLE",
    "{\\an8}",
    "{y:i}",
    "\\",
    '"',
    "\x00",
    "\x1b[31m",
    "\x85",
    "rad\u2028skifte\u2029",
    "\r\n\r\n",
    "\u202eomvänd",
    "\u2067isolerad",
    "\u200f",
    "\u200b",
    "\ufeff",
    "👩\u200d👩\u200d👧",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "שלום",
    "مرحبا",
    "\ud800",
    "\uffff",
    "x" * 200,
)
ANYTHING = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=12))


@st.composite
def attacks(draw):
    """Whatever could stand in a text and in a name, glued together or apart."""
    paragraphs = []
    for place in range(draw(st.integers(1, 4))):
        glue = draw(st.sampled_from([" ", "", "\n"]))
        paragraph = glue.join(draw(st.lists(ANYTHING, min_size=1, max_size=8)))
        name = draw(
            st.one_of(st.just("Karin Ek"), ANYTHING, st.tuples(ANYTHING, ANYTHING).map(": ".join))
        )
        if paragraph.split():
            paragraphs.append(said(name, paragraph, 4.0 * place))
    return paragraphs


def seen(paragraphs):
    return [
        (harmless(timed.paragraph.speaker) or "…", word)
        for timed in paragraphs
        for word in harmless(timed.paragraph.text).split()
    ]


EVERYTHING = [said("A>B:\n--> C", " ".join(HOSTILE)), said("<i>", "&amp; slut", 60)]


@given(attacks())
@example(EVERYTHING)
def test_no_attack_gets_through_webvtt(paragraphs):
    written = vtt(paragraphs)
    cues = read_vtt(written)
    assert cues == composed(paragraphs, VTT_LINE)
    assert written.count("-->") == len(cues)
    payloads = re.sub(r"^<v [^<>\n]+>", "", written, flags=re.MULTILINE)
    assert "<" not in payloads
    assert harmless(written) == " ".join(written.split())
    assert Counter(heard(cues)) == Counter(seen(paragraphs))


@given(attacks())
@example(EVERYTHING)
def test_no_attack_gets_through_srt(paragraphs):
    written = srt(paragraphs)
    cues = composed(paragraphs, SRT_LINE, with_names=True)
    found = read_srt(written, ["nobody"])
    assert [(cue.start, cue.end) for cue in found] == [(cue.start, cue.end) for cue in cues]
    assert [cue.lines for cue in found] == [
        tuple(disarmed("\n".join(cue.lines)).split("\n")) for cue in cues
    ]
    assert written.count("-->") == len(cues)
    assert not re.search(r"<[A-Za-z/!?]|[{}]", written)
    assert harmless(written) == " ".join(written.split())


@given(attacks())
@example(EVERYTHING)
def test_no_attack_gets_through_json(paragraphs):
    written = transcript_json(paragraphs)
    assert "<" not in written
    assert harmless(written) == " ".join(written.split())
    assert Counter(heard(read_json(written))) == Counter(seen(paragraphs))


@given(attacks())
@example(EVERYTHING)
def test_no_attack_gets_through_the_fragment(paragraphs):
    written = fragment(paragraphs)
    assert set(re.findall(r"<[^>]*>?", written)) <= {
        f"<{slash}{tag}>" for tag in ("cite", "time", "p") for slash in ("", "/")
    }
    assert harmless(written) == " ".join(written.split())
    assert heard(read_fragment(written)) == seen(paragraphs)


@pytest.mark.parametrize("form", [vtt, srt, transcript_json, fragment])
def test_what_people_write_in_earnest_survives_in_every_form(form):
    words = "Familjen 👩\u200d👩\u200d👧 i Malmö säger שלום och مرحبا, naïve café – 5 % ÅÄÖ"
    written = form([said("Zoë D’Arc-Öman", words)])
    assert all(word in written for word in words.split())
    assert "Zoë D’Arc-Öman" in written
