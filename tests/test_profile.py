from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.profile import KeptPrint, Profile, Profiles
from podcast.profile_store import ProfileStore

PRINTS = st.builds(
    KeptPrint,
    episode=st.sampled_from(["ett", "tva", "tre"]),
    recording=st.sampled_from(["a", "b", "c"]),
    made_of=st.just("digest"),
    seconds=st.floats(10, 5000),
    values=st.tuples(st.integers(1, 9), st.integers(-9, 9)).map(
        lambda pair: (pair[0] / 10, pair[1] / 10)
    ),
)


@st.composite
def remembered(draw: st.DrawFn) -> Profiles:
    found = Profiles()
    for name in draw(st.lists(st.sampled_from(["Karin Ek", "Lena Holm", "Åke Ö"]), max_size=6)):
        found = found.with_print(name, draw(PRINTS))
    return found


@given(remembered())
def test_each_name_stands_once_and_in_order(profiles: Profiles):
    names = [profile.name for profile in profiles.people]
    assert names == sorted(set(names))
    assert all(profile.prints for profile in profiles.people)


@given(remembered(), PRINTS)
def test_what_one_recording_told_can_be_taken_out_again(profiles: Profiles, kept: KeptPrint):
    without = profiles.without(kept.recording, kept.episode)
    assert without.with_print("Per Lind", kept).without(kept.recording) == without
    left = [one for profile in without.people for one in profile.prints]
    assert not [one for one in left if one.recording == kept.recording]
    assert not [one for one in left if one.episode == kept.episode]


@given(st.lists(PRINTS, min_size=1, max_size=5))
def test_a_profile_is_a_point_on_the_sphere_between_its_prints(prints: list[KeptPrint]):
    mean = Profile("Lena Holm", tuple(prints)).mean
    assert np.linalg.norm(mean) == pytest.approx(1)
    assert max(mean @ one.values for one in prints) > 0


@given(profiles=remembered())
def test_profiles_are_read_as_they_were_written(tmp_path_factory, profiles: Profiles):
    store = ProfileStore(tmp_path_factory.mktemp("show") / "voices.json")
    store.write(profiles)
    assert store.read() == profiles
    assert store.path.exists() == bool(profiles)
