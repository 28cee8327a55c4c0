from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from podcast.episode import Episode, Person, SpeakerBounds
from podcast.errors import SettingsError
from podcast.settings import parse
from podcast.show import Show
from podcast.span import Span

DEMO = Path(__file__).parents[1] / "episodes" / "2026-05-04-tillit" / "episode.toml"
SHOW = Show(title="Panelpodden")


def episode(**options: object) -> Episode:
    return Episode.model_validate({"title": "Tillit", "published": date(2026, 5, 4)} | options)


def test_the_episode_of_the_demo_is_valid() -> None:
    people = parse(DEMO.read_bytes(), Episode, DEMO).people
    assert [person.name for person in people] == [
        "Karin Ek",
        "Lena Holm",
        "Johan Strand",
        "Per Lind",
    ]
    assert people[2].heard_at == (50, 81)


def test_a_date_alone_means_midnight_where_the_show_is() -> None:
    assert episode().published_at(SHOW).isoformat() == "2026-05-04T00:00:00+02:00"
    winter = episode(published=date(2026, 12, 4))
    assert winter.published_at(SHOW).isoformat() == "2026-12-04T00:00:00+01:00"


def test_a_time_without_zone_is_the_show_s_and_one_with_a_zone_is_kept() -> None:
    local = episode(published=datetime(2026, 5, 4, 7, 30))  # noqa: DTZ001 - what people write
    assert local.published_at(SHOW).isoformat() == "2026-05-04T07:30:00+02:00"
    written = datetime(2026, 5, 4, 7, 30, tzinfo=UTC)
    assert episode(published=written).published_at(SHOW) == written


def test_a_number_is_no_date() -> None:
    with pytest.raises(ValidationError, match="write a date such as 2026-05-04"):
        episode(published=20260504)


@pytest.mark.parametrize(
    "address",
    ["https://kommun.example/a", "http://a.example", "mailto:podd@kommun.example?subject=x"],
)
def test_a_link_leads_to_a_page_or_begins_a_letter(address: str) -> None:
    (link,) = episode(links=[{"title": "Mer", "address": address}]).links
    assert link.is_mail == address.startswith("mailto:")


@pytest.mark.parametrize(
    "address", ["", "kommun.example", "javascript:alert(1)", "mailto:podd", "file:///etc/passwd"]
)
def test_a_link_to_anything_else_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="write a whole web address"):
        episode(links=[{"title": "Mer", "address": address}])


def test_a_correction_has_a_date_that_is_no_number() -> None:
    (fault,) = episode(corrections=[{"date": date(2026, 5, 12), "what": "Fel namn."}]).corrections
    assert fault.date == date(2026, 5, 12)
    with pytest.raises(ValidationError, match="write a date such as 2026-05-04"):
        episode(corrections=[{"date": 20260512, "what": "Fel namn."}])


@pytest.mark.parametrize(
    ("written", "bounds"), [(3, (3, 3)), ("2..5", (2, 5)), (" 1..1 ", (1, 1)), (None, None)]
)
def test_how_many_speak_is_a_number_or_bounds(written: object, bounds: object) -> None:
    found = episode(speakers=written).speakers
    assert found == (bounds and SpeakerBounds(fewest=bounds[0], most=bounds[1]))  # type: ignore[index]


@pytest.mark.parametrize("written", [0, "5..2", "0..2", "2-5", True, 2.5, [2, 5]])
def test_other_bounds_are_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        episode(speakers=written)


def test_what_a_person_has_listened_to_is_written_as_stretches() -> None:
    heard = episode(heard=("0:00-12:31", "15:00 – 1:02:03", "1,5-7.25")).heard
    assert heard == (Span(0, 751), Span(900, 3723), Span(1.5, 7.25))
    again = episode(heard=episode(heard=heard).model_dump(mode="json")["heard"])
    assert again.heard == heard


@pytest.mark.parametrize(
    "stretch", ["12:31-0:00", "0:10-0:10", "0:10", "0:00-1:00-2:00", "strax", "", 3, None]
)
def test_what_is_no_stretch_is_refused_with_a_sentence(stretch: object) -> None:
    with pytest.raises(ValidationError, match=r"such as 0:00-12:31|write a stretch as 0:00-12:31"):
        episode(heard=(stretch,))


def test_a_bad_stretch_is_told_with_its_line() -> None:
    text = 'title = "T"\npublished = 2026-05-04\nheard = [\n  "0:00-1:00",\n  "9:00-8:00",\n]\n'
    with pytest.raises(
        SettingsError, match="line 5: “heard” cannot be “9:00-8:00”; a stretch ends after"
    ):
        parse(text, Episode, DEMO)


def test_a_reviewed_episode_has_been_listened_to_as_a_whole() -> None:
    assert episode(heard=("0:00-1:00",)).listened == (Span(0, 60),)
    (everything,) = episode(reviewed=date(2026, 5, 6), heard=("0:00-1:00",)).listened
    assert 0 in everything
    assert 1e9 in everything


def test_moments_are_written_on_the_clock_or_in_seconds() -> None:
    person = Person.model_validate({"name": "Karin Ek", "heard_at": ("0:05", "1:02:03", 7.5, 9)})
    assert person.heard_at == (5, 3723, 7.5, 9)


@pytest.mark.parametrize("moment", [-1, float("nan"), float("inf"), True, "0:99", "strax", ""])
def test_what_is_no_moment_is_refused(moment: object) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate({"name": "Karin Ek", "heard_at": (moment,)})


@pytest.mark.parametrize(
    ("options", "presentation"),
    [
        ({}, "Lena Holm"),
        ({"role": "verksamhetschef"}, "Lena Holm, verksamhetschef"),
        ({"organisation": "socialförvaltningen"}, "Lena Holm på socialförvaltningen"),
        (
            {"role": "verksamhetschef", "organisation": "socialförvaltningen"},
            "Lena Holm, verksamhetschef på socialförvaltningen",
        ),
    ],
)
def test_people_are_presented_with_what_is_known(
    options: dict[str, str], presentation: str
) -> None:
    person = Person(name="Lena Holm", **options)
    assert person.presented("sv") == presentation
    assert person.presented("en") == presentation.replace(" på ", " at ")


@pytest.mark.parametrize(
    "slug", ["Tillit", "tillit-", "-tillit", "a--b", "../a", "å", "con", "assets"]
)
def test_what_cannot_be_an_address_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        episode(slug=slug)
