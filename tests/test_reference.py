from __future__ import annotations

import runpy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from podcast.episode import Credits, Episode, Person, SpeakerBounds
from podcast.options import part
from podcast.reference import commented, reference
from podcast.settings import parse
from podcast.show import Show

if TYPE_CHECKING:
    from pydantic import BaseModel

ROOT = Path(__file__).parents[1]
FILE = Path("a.toml")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
lines = texts.filter(lambda text: text.isprintable() and bool(text.strip()))
people = st.builds(
    Person,
    name=lines,
    role=texts,
    organisation=texts,
    heard_at=st.lists(st.floats(0, 9999) | st.integers(0, 9999)).map(tuple),
)
days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - the zone comes with `timezones`
    datetime(2999, 12, 31),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
episodes = st.builds(
    Episode,
    title=lines,
    published=days | moments,
    description=texts,
    slug=st.sampled_from(["", "tillit-2"]),
    number=st.none() | st.integers(1, 99),
    speakers=st.sampled_from([None, 3, "2..5"]),
    glossary=st.lists(texts.filter(lambda text: "=>" not in text), max_size=3).map(tuple),
    reviewed=st.none() | days,
    people=st.lists(people, max_size=3).map(tuple),
    credits=st.builds(Credits, photo=texts),
)
shows = st.builds(
    Show,
    title=lines,
    description=texts,
    category=st.just("News"),
    subcategory=st.just("Politics"),
    explicit=st.booleans(),
    beam_size=st.integers(1, 10),
)


@given(episodes | shows)
def test_what_is_written_with_comments_is_read_back_the_same(settings: Episode | Show) -> None:
    assert parse(commented(settings), type(settings), FILE) == settings


@pytest.mark.parametrize(
    "settings", [Show(title="x"), Episode(title="x", published=date(2026, 5, 4))]
)
def test_every_option_stands_in_a_new_file_with_its_sentence(settings: BaseModel) -> None:
    written = commented(settings)
    for name, field in type(settings).model_fields.items():
        assert f"# {field.description}\n" in written
        assert f"\n{name} = " in written.replace("# ", "") or f"[{name}]" in written


def uncommented(written: str) -> str:
    """Take every comment sign away from what then is a setting."""
    keep = [
        line.removeprefix("# ")
        for line in written.splitlines()
        if " = " in line or line.startswith(("[", "# ["))
    ]
    return "\n".join(keep)


@pytest.mark.parametrize(
    "settings", [Show(title="x"), Episode(title="x", published=date(2026, 5, 4))]
)
def test_every_option_that_is_commented_out_may_be_taken_into_use_as_it_stands(
    settings: BaseModel,
) -> None:
    in_use = parse(uncommented(commented(settings)), type(settings), FILE)
    assert set(type(settings).model_fields) == in_use.model_fields_set


def test_moments_and_bounds_are_written_as_people_write_them() -> None:
    person = Person(name="Karin Ek", heard_at=(5.0, 91.0, 7.5))
    bounds = SpeakerBounds(fewest=2, most=5)
    written = tomlkit.parse(
        commented(Episode(title="x", published=date(2026, 5, 4), people=(person,), speakers=bounds))
    ).unwrap()
    assert written["speakers"] == "2..5"
    assert written["people"] == [{"name": "Karin Ek", "heard_at": ["0:05", "1:31", 7.5]}]


def test_a_time_of_publication_keeps_its_zone() -> None:
    episode = Episode(title="x", published=datetime(2026, 5, 4, 7, tzinfo=UTC))
    assert parse(commented(episode), Episode, FILE).published == episode.published


@pytest.mark.parametrize("model", [Show, Episode])
def test_every_option_has_a_row_with_its_sentence(model: type[BaseModel]) -> None:
    table = reference(model)
    inner = [part(field) for field in model.model_fields.values()]
    for options in (model, *filter(None, inner)):
        for name, field in options.model_fields.items():
            assert field.description
            assert field.description.endswith(".")
            if not part(field):
                assert f"| `{name}` | " in table
                assert f" | {field.description} |" in table


def test_the_rows_say_what_an_option_takes_and_its_default() -> None:
    table = reference(Show) + reference(Episode)
    assert "| `beam_size` | whole number, 1 to 10 | `5` |" in table
    assert '| `kind` | `panel`, `podcast`, `interview` | `"panel"` |' in table
    assert "| `title` | text | must be written |" in table
    assert "| `published` | date and time or date | must be written |" in table
    assert "### `[[people]]`" in table


def test_the_reference_in_the_docs_is_up_to_date() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "write_settings_reference.py"))
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == tool["page"](), (
        "run python tools/write_settings_reference.py"
    )
