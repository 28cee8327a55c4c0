from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.breaks import (
    BOUND,
    CLAUSE,
    CONJUNCTION,
    OPEN,
    PREPOSITION,
    SENTENCE,
    TIED,
    break_costs,
)


@pytest.mark.parametrize(
    ("before", "after", "cost"),
    [
        ("behövs.", "Då", SENTENCE),
        ("”Ja.”", "Nej", SENTENCE),
        ("hittills", "…", OPEN),
        ("t.ex.", "Lena", BOUND),
        ("osv.", "men", CONJUNCTION),
        ("helger,", "och", CLAUSE),
        ("helger", "och", CONJUNCTION),
        ("helger", "(och", CONJUNCTION),
        ("finns", "i", PREPOSITION),
        ("enda", "erfarenhet", OPEN),
        ("en", "erfarenhet", BOUND),
        ("En", "erfarenhet", BOUND),
        ("vi", "vill", BOUND),
        ("är", "inte", BOUND),
        ("vet", "inte.", BOUND),
        ("bestämde", "sig", BOUND),
        ("Lena", "Holm", TIED),
        ("Lena,", "Per", CLAUSE),
        ("12,5", "procent", TIED),
        ("1", "500", TIED),
        ("1997,", "då", CLAUSE),
        ("klockan", "14", TIED),
        ("the", "report", BOUND),
        ("reports", "because", CONJUNCTION),
    ],
)
def test_a_break_costs_what_it_parts(before, after, cost):
    assert break_costs([before, after]) == [cost, SENTENCE]


def test_a_worse_break_costs_more():
    costs = [SENTENCE, CLAUSE, CONJUNCTION, PREPOSITION, OPEN, BOUND, TIED]
    assert costs == sorted(set(costs))


@given(st.lists(st.text(min_size=1)))
def test_each_word_of_any_text_has_its_cost(words):
    assert len(break_costs(words)) == len(words)
