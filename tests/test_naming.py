from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from podcast.anchor import anchor
from podcast.conversation import REACH, Conversation, Turn, Voices, VoiceSpan
from podcast.document import Document, Paragraph
from podcast.episode import Person
from podcast.naming import name_voices, resolve, telling_moment, told_moments, voice_at
from podcast.span import Span
from tests.fakes import voices, words

TWO = voices((1, 0, 10), (2, 12, 20), (1, 21, 30))


def person(name: str, *moments: float) -> Person:
    return Person(name=name, heard_at=moments)


def test_a_moment_names_the_voice_that_sounds_there():
    naming = name_voices([person("Karin Ek", 5), person("Lena Holm", 15)], TWO)
    assert naming.names == ((1, "Karin Ek"), (2, "Lena Holm"))
    assert naming.faults == ()


def test_numbers_do_not_matter_when_voices_are_numbered_anew():
    swapped = voices((2, 0, 10), (1, 12, 20), (2, 21, 30))
    naming = name_voices([person("Karin Ek", 5), person("Lena Holm", 15)], swapped)
    assert naming.name(2) == "Karin Ek"
    assert naming.name(1) == "Lena Holm"


def test_a_moment_between_two_voices_takes_the_nearest():
    assert voice_at(10.4, TWO) == 1
    assert voice_at(11.8, TWO) == 2


def test_a_moment_far_from_every_voice_is_pointed_out():
    naming = name_voices([person("Karin Ek", 99)], TWO)
    assert naming.names == ()
    assert "1:39" in naming.faults[0]
    assert "Karin Ek" in naming.faults[0]


def test_one_slip_among_several_moments_is_outvoted():
    naming = name_voices([person("Karin Ek", 5, 25), person("Lena Holm", 15, 28)], TWO)
    assert naming.name(1) == "Karin Ek"
    assert naming.name(2) == "Lena Holm"


def test_what_people_say_of_a_moment_is_about_their_voice_even_where_another_is_louder():
    people = [person("Karin Ek", 5, 25), person("Lena Holm", 15, 28, 16)]
    naming = name_voices([*people[:1], person("Lena Holm", 15, 16)], TWO)
    assert told_moments(people, TWO, naming) == ((5, 1), (25, 1), (15, 2), (28, 2), (16, 2))


def test_who_has_no_voice_is_not_told_by_moments():
    people = [person("Karin Ek", 5), person("Per Lind", 99)]
    assert told_moments(people, TWO, name_voices(people, TWO)) == ((5, 1),)


def test_two_people_with_the_same_voice_leave_it_without_a_name():
    naming = name_voices([person("Karin Ek", 5), person("Lena Holm", 25)], TWO)
    assert naming.name(1) is None
    assert "Karin Ek and Lena Holm" in naming.faults[0]


def test_a_person_may_have_been_taken_for_two_voices():
    naming = name_voices([person("Karin Ek", 5, 15)], TWO)
    assert naming.names == ((1, "Karin Ek"), (2, "Karin Ek"))


def test_a_label_in_an_edited_text_is_named_by_its_words_and_not_by_its_number():
    conversation = Conversation(
        (Turn(1, words("Hej på er.")), Turn(2, words("Tack så mycket.", 13)))
    )
    document = Document(
        "",
        (
            Paragraph("Hej på er.", "Röst 2", opens=True),
            Paragraph("Tack så mycket.", "Röst 1", opens=True),
        ),
    )
    naming = name_voices([person("Karin Ek", 5), person("Lena Holm", 15)], TWO)
    resolved, paragraphs = resolve(document, anchor(document, conversation), TWO, naming)
    assert [paragraph.speaker for paragraph in resolved.talk] == ["Karin Ek", "Lena Holm"]
    assert [timed.paragraph for timed in paragraphs] == list(resolved.talk)


def test_a_label_of_a_voice_without_a_name_stays():
    document = Document("", (Paragraph("Hej på er.", "Röst 1", opens=True),))
    conversation = Conversation((Turn(1, words("Hej på er.")),))
    resolved, _ = resolve(document, anchor(document, conversation), TWO, name_voices([], TWO))
    assert resolved == document


@given(st.floats(0, 40))
def test_the_voice_at_a_moment_is_the_nearest_of_all(moment):
    distances = {heard.span.distance(moment): heard.voice for heard in TWO.exclusive}
    assume(len(distances) == len(TWO.exclusive))  # halfway between two, either may be meant
    nearest = min(distances)
    assert voice_at(moment, TWO) == (distances[nearest] if nearest <= REACH else None)


def test_the_moment_that_tells_a_voice_lies_in_the_middle_of_its_longest_stretch_alone():
    assert telling_moment(voices((1, 0, 4), (2, 4, 30), (1, 30, 40)), 1) == 35
    assert telling_moment(voices((1, 0.2, 0.8), (2, 0.8, 30)), 1) is None


def test_where_another_voice_sounds_too_is_no_moment_for_a_name():
    exclusive = (VoiceSpan(Span(0, 20), 1), VoiceSpan(Span(20, 24), 2))
    spans = (VoiceSpan(Span(0, 20), 1), VoiceSpan(Span(2, 19), 2), VoiceSpan(Span(20, 24), 2))
    assert telling_moment(Voices(spans, exclusive), 1) == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.floats(0, 60), st.floats(0, 30)), min_size=1, max_size=12
    )
)
def test_a_telling_moment_names_the_voice_it_is_of(drawn):
    spans = tuple(sorted(VoiceSpan(Span(at, at + long), voice) for voice, at, long in drawn))
    exclusive, last = [], 0.0
    for heard in spans:
        if heard.span.end > max(last, heard.span.start):
            start = max(last, heard.span.start)
            exclusive.append(VoiceSpan(Span(start, heard.span.end), heard.voice))
            last = heard.span.end
    found = Voices(spans, tuple(exclusive))
    for voice in found.numbers:
        if (moment := telling_moment(found, voice)) is not None:
            assert voice_at(moment, found) == voice
            sounding = {one.voice for one in spans if moment in one.span}
            assert sounding == {voice}
