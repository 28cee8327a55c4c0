from __future__ import annotations

import os

from bench.machine import Usage


def test_what_others_used_is_the_work_that_was_not_ours():
    before = Usage(moment=0, everybody=1000, ours=5)
    after = Usage(moment=10, everybody=1000 + 8 * (os.cpu_count() or 1), ours=5)
    assert before.by_others(after) == 0.8
    assert before.by_others(Usage(10, 1004, 9)) == 0


def test_the_work_of_this_program_is_noted():
    before = Usage.now()
    sum(number * number for number in range(1_000_000))
    assert Usage.now().ours > before.ours
