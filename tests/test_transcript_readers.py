"""Other people's transcripts and chapters: what has a moment and words is taken."""

from __future__ import annotations

import contextlib
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.captions import srt, transcript_json, vtt
from podcast.chapter_reader import read_chapters
from podcast.document import Chapter
from podcast.errors import FeedError
from podcast.fragment import fragment
from podcast.imported_talk import imported_talk, is_name
from podcast.span import Span
from podcast.timed_text import TimedText
from podcast.transcript_readers import read_transcript
from tests.shared import DATA
from tests.timed_talks import said as told

NAMESPACE = DATA / "feeds" / "namespace"


def read(text):
    return read_transcript(text.encode() if isinstance(text, str) else text, "a.vtt")


def said(found):
    return [(one.speaker, one.text) for one in found]


def test_webvtt_is_read_with_its_voices_and_without_its_markup():
    found = read(
        "\ufeffWEBVTT - Tillit\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nNOTE\r\nhej --> då"
        "\r\n\r\n"
        "1\r\n00:01.000 --> 00:02.500 align:left\r\n<v.loud Karin Ek>"
        "Vad <i>är</i>\r\ntillit &amp; tro?</v>\r\n\r\n"
        "00:00:02.500 --> 00:00:04.000\r\n<v Lena Holm>Att<00:00:03.000> lyssna.\r\n\r\n"
        "00:04.000 --> 00:06.000\r\n<v Karin Ek>Ja.</v> <v Lena Holm>Nej.</v>\r\n"
    )
    assert found[:2] == (
        TimedText(1.0, 2.5, "Karin Ek", "Vad är tillit & tro?"),
        TimedText(2.5, 4.0, "Lena Holm", "Att lyssna."),
    )
    assert said(found[2:]) == [("Karin Ek", "Ja."), ("Lena Holm", "Nej.")]


def test_subrip_is_read_with_names_before_colons_and_not_with_any_colon():
    found = read((NAMESPACE / "2" / "bonus.srt").read_bytes())
    assert said(found) == [
        ("Karin Ek", "Då fortsätter vi."),
        ("Karin Ek", "Vad säger du?"),
        ("Per Lind", "Frågan är: vad gör vi nu?"),
    ]
    assert [(one.start, one.end) for one in found] == [(0.0, 2.0), (2.0, 4.0), (4.5, 6.0)]


def test_a_single_word_before_a_colon_is_a_name_where_it_stands_again_and_again():
    cue = "1\n00:00:0{0},000 --> 00:00:0{0},900\n{1}: hej\n\n"
    assert said(read(cue.format(1, "Obs"))) == [("", "Obs: hej")]
    often = "".join(cue.format(second, "Karin") for second in range(4))
    assert said(read(often)) == [("Karin", "hej")] * 4


def test_json_is_read_with_its_speakers():
    found = read((NAMESPACE / "1" / "tillit.json").read_bytes())
    assert found[1] == TimedText(4.0, 7.0, "Lena", "Man lyssnar färdigt.")
    assert len(found) == 4


@pytest.mark.parametrize(
    "segments",
    [None, 1, [1, None, []], [{"startTime": "0", "body": "a"}], [{"startTime": 0, "body": 1}],
     [{"startTime": True, "body": "a"}], [{"startTime": -1, "body": "a"}],
     [{"startTime": 1e300, "body": "a"}], [{"startTime": 10**400, "body": "a"}],
     [{"startTime": 0, "body": " "}]],
)  # fmt: skip
def test_json_of_other_types_is_nothing(segments):
    assert read(json.dumps({"segments": segments})) == ()


def test_html_is_read_by_its_names_and_times():
    found = read(
        "<cite>Karin Ek:</cite>\n<time>0:00</time>\n<p>Vad är tillit?</p>\n"
        "<cite>Lena Holm:</cite> <time>[00:01:05]</time> <p>Att <b>lyssna</b>.</p><p>Färdigt.</p>"
    )
    assert found == (
        TimedText(0.0, None, "Karin Ek", "Vad är tillit?"),
        TimedText(65.0, None, "Lena Holm", "Att lyssna."),
        TimedText(65.0, None, "Lena Holm", "Färdigt."),
    )


@pytest.mark.parametrize("text", ["", "Karin Ek: hej\nLena Holm: hej", "{", "\x00\xff"])
def test_what_has_no_times_gets_a_sentence(text):
    with pytest.raises(FeedError, match=r"^a\.vtt: it is no .*\.$"):
        read(text)


@pytest.mark.parametrize("form", [vtt, srt, transcript_json, fragment])
def test_our_own_forms_come_back_with_all_words_and_who_says_them(form):
    paragraphs = [
        told("Karin Ek", "Välkomna hit. Vad betyder tillit?"),
        told("Lena Holm", "Att man lyssnar färdigt & sedan svarar.", 4.0),
        told("Karin Ek", "Tack.", 9.0),
    ]
    found = read(form(paragraphs))
    words = [(one.speaker, word) for one in found for word in one.text.split()]
    assert words == [
        (timed.paragraph.speaker, word)
        for timed in paragraphs
        for word in timed.paragraph.text.split()
    ]


def test_words_share_the_time_of_their_cue_by_their_letters():
    found = imported_talk([TimedText(1.0, 3.0, "Karin Ek", "ja absolut")], "sv")
    assert [(word.text, word.span) for word in found.transcript.words] == [
        ("ja", Span(1.0, 1.545)),
        ("absolut", Span(1.545, 3.0)),
    ]


def test_speakers_become_voices_with_a_moment_at_which_nobody_else_speaks():
    found = imported_talk(read((NAMESPACE / "1" / "tillit.json").read_bytes()), "sv")
    assert found.voices is not None
    assert [(one.voice, one.span) for one in found.voices.spans] == [
        (1, Span(0, 3)), (2, Span(4, 7)), (3, Span(8, 10)), (1, Span(10.5, 12)),
    ]  # fmt: skip
    assert [(one.name, one.at) for one in found.speakers] == [
        ("Karin Ek", 2.0), ("Lena", 6.0), ("Per Lind", 9.0),
    ]  # fmt: skip


def test_a_transcript_that_does_not_always_say_who_speaks_has_no_voices():
    found = imported_talk([TimedText(0, 1, "", "a"), TimedText(1, 2, "Karin Ek", "b")], "sv")
    assert found.voices is None


@pytest.mark.parametrize(
    "name", ["Speaker 1", "SPEAKER_00", "Röst 2", "Talare A", "1", "Okänd röst", ""]
)
def test_a_number_is_nobodys_name(name):
    assert not is_name(name)


@pytest.mark.parametrize("name", ["Karin Ek", "Lena", "Karin"])
def test_a_name_is_a_name(name):
    assert is_name(name)


moments = st.floats(0, 10_000)
texts = st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=20)
talks = st.lists(
    st.builds(
        TimedText, moments, st.none() | moments, st.sampled_from(["", "Karin Ek", "Röst 1"]), texts
    ),
    max_size=12,
).map(lambda found: sorted(found, key=lambda one: one.start))


@given(talks)
def test_every_word_is_kept_in_order_of_time_and_none_overlaps_the_next(found):
    made = imported_talk(found, "sv")
    words = made.transcript.words
    assert sorted(word.text for word in words) == sorted(
        word for one in found for word in one.text.split()
    )
    assert all(one.span.end <= other.span.start for one, other in pairwise(words))
    if made.voices:
        spans = made.voices.exclusive
        assert all(a.span.end <= b.span.start for a, b in pairwise(spans))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_get_a_sentence(content):
    for reader in (read_transcript, read_chapters):
        with contextlib.suppress(FeedError):
            reader(content, "a")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from("segments chapters startTime endTime body title toc".split()),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_read_or_get_a_sentence(value):
    content = json.dumps(value).encode()
    for reader in (read_transcript, read_chapters):
        with contextlib.suppress(FeedError):
            reader(content, "a")


def test_chapters_that_a_table_of_contents_lists_are_read():
    assert read_chapters((NAMESPACE / "1" / "kapitel.json").read_bytes(), "a") == (
        Chapter(0.0, "Inledning"),
        Chapter(4.5, "Att lyssna", "https://kommun.example/lyssna"),
    )
