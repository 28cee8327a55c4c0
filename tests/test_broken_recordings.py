"""Recordings broken in every way are played or refused; the bench tries them all."""

from __future__ import annotations

from bench.broken_recordings import broken, sound_forms, tried


def test_what_is_broken_is_played_or_refused_in_a_sentence(tmp_path):
    recordings = list(broken(sound_forms()))
    assert len(recordings) >= 500
    verdicts = tried(recordings[:: len(recordings) // 60], tmp_path)
    assert [verdict for verdict in verdicts if not verdict.is_well] == []
    assert {verdict.outcome for verdict in verdicts} == {"played", "refused"}
