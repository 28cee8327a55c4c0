"""Voices that are remembered from episode to episode, of people who have consented to it.

A voice print is biometric personal data. Profiles lie in one file on this machine and nothing of
them is ever published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class KeptPrint:
    """What one episode knows of a voice.

    Attributes:
        episode: the folder of the episode.
        recording: digest of the recording, so that the same sound never counts twice.
        made_of: digest of what it was made of, to tell whether it has to be made anew.
        seconds: of speech in it.
        values: a point on the unit sphere.
    """

    episode: str
    recording: str
    made_of: str
    seconds: float
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's voice.

    Attributes:
        name: as in the cast of the episodes.
        prints: one for each episode that she was heard in, at least one.
    """

    name: str
    prints: tuple[KeptPrint, ...]

    @property
    def seconds(self) -> float:
        """How much speech it rests on."""
        return sum(kept.seconds for kept in self.prints)

    @property
    def mean(self) -> NDArray[np.float64]:
        """The mean of the episodes by their seconds, back on the unit sphere."""
        mean = np.sum([np.multiply(kept.values, kept.seconds) for kept in self.prints], axis=0)
        point: NDArray[np.float64] = mean / np.linalg.norm(mean)
        return point


@dataclass(frozen=True, slots=True)
class Profiles:
    """All voices that are remembered, by name; each name once."""

    people: tuple[Profile, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anybody is remembered."""
        return bool(self.people)

    def of(self, name: str) -> Profile | None:
        """Return the profile of a person, if there is one."""
        return next((profile for profile in self.people if profile.name == name), None)

    def kept(self, wanted: Callable[[str, KeptPrint], bool]) -> Profiles:
        """Return only the prints wanted, asked by name and print; who has none left is gone."""
        thinned = (
            replace(profile, prints=tuple(p for p in profile.prints if wanted(profile.name, p)))
            for profile in self.people
        )
        return Profiles(tuple(profile for profile in thinned if profile.prints))

    def without(self, recording: str, episode: str = "") -> Profiles:
        """Return them without what one recording, and the episode in one folder, told of them."""
        return self.kept(
            lambda _, kept: kept.recording != recording and kept.episode != (episode or None)
        )

    def with_print(self, name: str, kept: KeptPrint) -> Profiles:
        """Return them with one more print of a person."""
        profile = self.of(name) or Profile(name, ())
        prints = sorted((*profile.prints, kept), key=lambda one: (one.episode, one.recording))
        others = (other for other in self.people if other.name != name)
        people = (*others, Profile(name, tuple(prints)))
        return Profiles(tuple(sorted(people, key=lambda one: one.name)))
