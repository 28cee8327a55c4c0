"""Whose the voices are: what the page asks, what stands in the files then, and what comes back."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # has no stubs

from podcast.episode import Episode
from podcast.lock import only_one
from podcast.settings import parse
from tests.review.demo import SLUG, engines
from tests.review.reviewing import Answer, Reviewing, refusal, reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.workspace import Workspace

NAMES = ["Karin Ek", "Lena Holm", "Johan Strand", "Per Lind"]


def _never(*_: object) -> Any:
    raise AssertionError("the words are not heard again")


@pytest.fixture
def nameless(demo: Workspace) -> Iterator[Reviewing]:
    """The demo without a name for any voice, and comments in its settings."""
    (folder,) = demo.folders()
    settings = folder.settings.read_text(encoding="utf-8")
    settings = re.sub(r"heard_at = .*\n", "", settings)
    folder.settings.write_text(f"# people's own comment\n{settings}", encoding="utf-8")
    never: Any = _never
    folder.text.unlink()
    folder.draft.unlink()
    with reviewing(demo, replace(engines(), transcribe=never)) as found:
        change(found, "count", speakers="")
        yield found


def change(review: Reviewing, what: str, **wish: object) -> Answer:
    return review.ask(f"/{SLUG}/api/roster/{what}", "POST", json.dumps(wish).encode())


def settings(review: Reviewing) -> str:
    return review.workspace.folders()[0].settings.read_text(encoding="utf-8")


def people(review: Reviewing) -> dict[str, tuple[str, str, tuple[float, ...]]]:
    (folder,) = review.workspace.folders()
    episode = parse(folder.settings.read_bytes(), Episode, folder.settings)
    return {one.name: (one.role, one.organisation, one.heard_at) for one in episode.people}


def text(review: Reviewing) -> str:
    return review.workspace.folders()[0].text.read_text(encoding="utf-8")


def cards(review: Reviewing) -> list[Any]:
    page = html.fromstring(review.ask(f"/{SLUG}/roster").body.decode())
    return list(page.xpath("//article"))


def test_each_voice_has_up_to_three_samples_of_itself_alone(nameless: Reviewing):
    shown = cards(nameless)
    assert [card.findtext(".//h2") for card in shown] == [f"Röst {n}" for n in range(1, 5)]
    for card in shown:
        samples = card.xpath(".//ul[@class='samples']//button")
        assert len(samples) in {2, 3}  # a word or two is no sample
        lengths = [float(one.get("data-until")) - float(one.get("data-from")) for one in samples]
        assert lengths == sorted(lengths, reverse=True)
        assert max(lengths) <= 12.0


def test_a_name_is_proposed_with_the_words_that_suggest_it(nameless: Reviewing):
    shown = cards(nameless)
    proposed = [card.findtext(".//div[@class='proposal']//b") for card in shown]
    assert proposed == NAMES
    assert "Jag heter Karin Ek" in [
        one.text for one in shown[0].xpath(".//div[@class='proposal']//q")
    ]


def test_accepting_writes_a_moment_and_the_text_follows(nameless: Reviewing):
    moment = cards(nameless)[1].xpath(".//input[@name='moment']/@value")[0]
    assert "Röst 2: Tack." in text(nameless)
    assert change(nameless, "accept", moment=moment).status == 200
    assert people(nameless)["Lena Holm"][2] != ()
    assert "Lena Holm: Tack." in text(nameless)
    assert "Röst 1: Hej" in text(nameless)
    assert settings(nameless).startswith("# people's own comment\n")


def test_all_proposals_are_taken_at_once_and_all_are_taken_back(nameless: Reviewing):
    before = settings(nameless)
    assert change(nameless, "accept-all").status == 200
    assert all(heard for _, _, heard in people(nameless).values())
    assert "Röst" not in text(nameless)
    assert change(nameless, "undo").status == 200
    assert settings(nameless) == before
    assert "Röst 4: Jag tror" in text(nameless)


def test_somebody_new_is_written_with_role_and_organisation(nameless: Reviewing):
    moment = cards(nameless)[3].xpath(".//input[@name='moment']/@value")[0]
    answer = change(
        nameless, "name", moment=moment, name="Per  Ek", role="gäst", organisation="kommunen"
    )
    assert answer.status == 200
    assert people(nameless)["Per Ek"][:2] == ("gäst", "kommunen")
    assert "Per Ek: Jag tror" in text(nameless)


def test_words_of_people_stay_where_they_changed_them(nameless: Reviewing):
    (folder,) = nameless.workspace.folders()
    folder.text.write_text(text(nameless).replace("Ta bort en blankett.", "Ta bort alla."), "utf-8")
    change(nameless, "accept-all")
    assert "Lena Holm: Ta bort alla." in text(nameless)


def test_a_voice_that_people_have_named_in_the_text_alone_gets_its_moment(nameless: Reviewing):
    (folder,) = nameless.workspace.folders()
    folder.text.write_text(text(nameless).replace("Röst 2:", "Lena Holm:"), "utf-8")
    assert change(nameless, "name", moment="0:31", name="Lena Holm").status == 200
    assert people(nameless)["Lena Holm"][2] == (31.0,)


def test_another_name_moves_the_moments_of_the_voice(review: Reviewing):
    before = people(review)
    assert change(review, "name", moment="0:31", name="Per Lind").status == 200
    now = people(review)
    assert now["Lena Holm"][2] == ()
    assert now["Per Lind"][2] == (*before["Per Lind"][2], 31.0)
    assert "Lena Holm" in cards_without_voice(review)


def cards_without_voice(review: Reviewing) -> str:
    return review.ask(f"/{SLUG}/roster").body.decode().split('<ul class="voices">')[1]


def test_the_role_of_a_name_that_is_right_is_changed_alone(review: Reviewing):
    before = people(review)["Karin Ek"]
    change(review, "name", moment="0:05", name="Karin Ek", role="samtalsledare")
    assert people(review)["Karin Ek"] == ("samtalsledare", "", before[2])


def test_a_card_of_a_named_voice_has_who_it_is_and_how_long_it_speaks(review: Reviewing):
    card = cards(review)[1]
    assert " ".join(card.xpath("string(.//header)").split()) == (
        "Lena Holm verksamhetschef socialpsykiatrin · talar 0:24, 23 % av samtalet"
    )


def test_a_voice_is_parted_by_a_moment_of_somebody_else(review: Reviewing):
    assert change(review, "split", moment="1:03.4", name="Lena Holm").status == 200
    assert 63.4 in people(review)["Lena Holm"][2]


def test_a_moment_that_was_somebody_elses_is_taken_from_her(review: Reviewing):
    assert change(review, "split", moment="0:41", name="Per Lind").status == 200
    assert people(review)["Lena Holm"][2] == (31.0, 76.0)
    assert 41.0 in people(review)["Per Lind"][2]


@pytest.mark.parametrize(
    ("moment", "name", "said"),
    [
        ("0:05", "Karin Ek", "hörs där redan"),
        ("9:59", "Lena Holm", "ingen talar där"),
        ("snart", "Lena Holm", "är ingen tidpunkt"),
    ],
)
def test_a_split_that_cannot_be_is_a_sentence(review: Reviewing, moment, name, said):
    before = settings(review)
    assert said in refusal(change(review, "split", moment=moment, name=name), 422)
    assert settings(review) == before


def test_a_voice_without_a_name_is_named_before_it_is_parted(nameless: Reviewing):
    answer = change(nameless, "split", moment="0:31", name="Per Lind")
    assert "säg först vem det är" in refusal(answer, 422)


@pytest.mark.parametrize("name", ["Röst 3", "Karin: Ek", " ", "\u0000"])
def test_what_cannot_be_a_name_is_refused(nameless: Reviewing, name: str):
    before = settings(nameless)
    assert change(nameless, "name", moment="0:31", name=name).status == 422
    assert settings(nameless) == before


def test_how_many_speak_is_written_and_taken_out(review: Reviewing):
    before = settings(review)
    assert change(review, "count", speakers="2..5").status == 200
    assert 'speakers = "2..5"\n' in settings(review)
    assert change(review, "count", speakers="4").status == 200
    assert "speakers = 4\n" in settings(review)
    assert change(review, "count", speakers="").status == 200
    assert settings(review) == before
    assert "skriv ett tal" in refusal(change(review, "count", speakers="många"), 422)


def test_where_it_is_not_known_what_was_heard_it_is_listened_to_again(nameless: Reviewing):
    (folder,) = nameless.workspace.folders()
    folder.hearing.unlink()
    answer = json.loads(change(nameless, "accept-all").body)
    deadline = time.monotonic() + 60
    while answer["running"]:
        assert time.monotonic() < deadline
        answer = json.loads(nameless.ask(f"/{SLUG}/api/work").body)
    assert answer["outcome"] == "heard", answer
    assert "Lena Holm: Tack." in text(nameless)
    assert folder.hearing.is_file()


def test_what_somebody_else_has_changed_since_is_not_undone(review: Reviewing):
    change(review, "count", speakers="4")
    (folder,) = review.workspace.folders()
    folder.settings.write_text(settings(review) + "# and more\n", encoding="utf-8")
    assert "ändrats någon annanstans" in refusal(change(review, "undo"), 409)
    assert settings(review).endswith("# and more\n")


def test_while_a_build_is_at_work_nothing_is_written(review: Reviewing):
    before = settings(review)
    with only_one(review.workspace):
        for answer in (
            change(review, "count", speakers="4"),
            change(review, "name", moment="0:05", name="Lena Holm"),
        ):
            assert "ett annat bygge pågår" in refusal(answer, 409)
    assert settings(review) == before
    assert change(review, "count", speakers="4").status == 200


def test_an_episode_that_was_not_heard_says_so_on_its_page(review: Reviewing):
    (folder,) = review.workspace.folders()
    folder.transcript.unlink()
    answer = review.ask(f"/{SLUG}/roster")
    assert answer.status == 422
    assert "avsnittet är inte avlyssnat än" in answer.body.decode()
