from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from podcast.anchor import anchor
from podcast.conversation import REACH, Conversation, Turn
from podcast.document import Document, Paragraph
from podcast.episode import Person
from podcast.naming import name_voices, resolve, voice_at
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
