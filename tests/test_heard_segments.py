from __future__ import annotations

from types import SimpleNamespace

import pytest

from podcast.heard_segments import segment_of


def texts(*pieces: str) -> list[str]:
    """The whole words of what the model wrote, in the pieces that it gives."""
    heard = SimpleNamespace(
        words=[
            SimpleNamespace(word=piece, start=float(at), end=at + 0.5, probability=0.9)
            for at, piece in enumerate(pieces)
        ],
        avg_logprob=-0.2,
        no_speech_prob=0.1,
        compression_ratio=1.2,
    )
    return [word.text for word in segment_of(heard).words]


def test_pieces_without_a_space_before_them_belong_to_the_word_before():
    assert texts(" Soci", "al", "tjänst", ".") == ["Socialtjänst."]


@pytest.mark.parametrize(
    "pieces",
    [
        (" –", "Ja.", " –", "Nej."),
        (" –", " Ja.", " –", " Nej."),
        (" -", "Ja.", " -", "Nej."),
        ("-", " Ja.", " —", " Nej."),
    ],
)
def test_a_dash_that_shows_who_speaks_is_no_word_and_no_part_of_one(pieces: tuple[str, ...]):
    assert texts(*pieces) == ["Ja.", "Nej."]


def test_a_dash_before_a_capital_goes_wherever_it_stands():
    assert texts(" arbetet", " –", "Och", " sen") == ["arbetet", "Och", "sen"]


@pytest.mark.parametrize(
    "pieces", [(" Vi", " –", " alltså"), (" –18", " grader"), (" barn-", " och", " -ungdom")]
)
def test_a_dash_that_means_something_stays(pieces: tuple[str, ...]):
    assert texts(*pieces) == [piece.strip() for piece in pieces]
