from __future__ import annotations

from datetime import UTC, datetime

from podcast.building import build
from podcast.document import InLanguage, Paragraph, TimedParagraph, TimedWord
from podcast.foreign_passages import foreign_passages
from podcast.span import Span
from tests.fakes import Collected, FakeEngines, add_episode, new_show, transcript, voices, words

SWEDISH = "Vi har med oss en gäst som ska tala om hur man kan lyssna på dem som söker hjälp."
# As the offline model writes English where it is told to expect Swedish.
ENGLISH = (
    "Tibur listeners keep telling us the pain isn't just finding residents, it's keeping the "
    "whole machine humming with those tenants."
)


def paragraph(text: str, start: float = 0.0, *marked: InLanguage) -> TimedParagraph:
    said = [TimedWord(word.text, word.span, heard=True) for word in words(text, start)]
    return TimedParagraph(Paragraph(text, "Lena Holm", in_language=marked), tuple(said))


def test_swedish_is_swedish():
    assert foreign_passages([paragraph(SWEDISH)], "sv") == ()


def test_english_in_a_swedish_show_is_told_from_its_first_to_its_last_word():
    (found,) = foreign_passages([paragraph(SWEDISH), paragraph(ENGLISH, 60)], "sv")
    assert found.language == "en"
    assert 60 <= found.span.start < 62
    assert 66 < found.span.end <= 60 + 0.4 * len(ENGLISH.split())


def test_swedish_in_an_english_show_is_too():
    (found,) = foreign_passages([paragraph(ENGLISH), paragraph(SWEDISH, 60)], "en")
    assert found.language == "sv"


def test_a_saying_in_english_is_not():
    said = "Som man säger: trust but verify. Det är det vi menar med tillit i vår nämnd."
    assert foreign_passages([paragraph(said)], "sv") == ()


def test_what_is_marked_is_not_told_again():
    marked = InLanguage(0, len(ENGLISH), "en")
    assert foreign_passages([paragraph(ENGLISH, 0, marked)], "sv") == ()


def test_what_a_person_has_listened_to_is_right():
    told = foreign_passages([paragraph(ENGLISH)], "sv", listened=[Span(0, 60)])
    assert told == ()


def test_paragraphs_of_one_talk_are_one_passage():
    first = paragraph(ENGLISH)
    second = paragraph(ENGLISH, first.words[-1].span.end + 1)
    (found,) = foreign_passages([first, second], "sv")
    assert found.span.end > second.words[0].span.start


def test_a_build_tells_of_it_until_it_is_marked(tmp_path):
    workspace = new_show(tmp_path)
    folder = add_episode(workspace, "gast")
    heard = transcript((0, SWEDISH), (720, ENGLISH))
    engines = FakeEngines(heard, voices((1, 0, 10), (2, 720, 730)))

    def notes() -> list[str]:
        report = Collected()
        build(workspace, engines.engines(), report, datetime(2026, 6, 1, tzinfo=UTC))
        return [note for note in report.warnings if "seems to be" in note]

    (note,) = notes()
    assert note.startswith("gast: it seems to be English from 12:01 to 12:07")
    text = (folder / "text.md").read_text(encoding="utf-8")
    (folder / "text.md").write_text(text.replace(ENGLISH, f"[{ENGLISH}]{{lang=en}}"), "utf-8")
    assert notes() == []
