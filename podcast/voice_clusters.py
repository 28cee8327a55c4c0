"""How many people, and which stretch is whose.

The voice print of a stretch is the point of its person plus noise. One part of the noise stays for
as long as the stretch lasts (how somebody speaks just then, and where), the other fades with its
length. Two clusters are one person when one person explains their prints better than two would,
by the marginal likelihood of each; so the number of people comes out by itself, in half a minute
of talk as in three hours. Clusters are joined from the bottom up, the surest first. After Bayesian
hierarchical clustering (Heller and Ghahramani 2005) with the two-covariance model of speaker
recognition (Brümmer and de Villiers 2010), both spread evenly in all directions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from podcast.voice_corrections import as_people_say
from podcast.voice_stretches import Labels, Numbers, Stretches, renumbered

# People differ by so much of the noise of a piece; found as the noise of `voice_stretches` was.
_PEOPLE = 0.4
# A person has been heard alone for a whole piece at least once. What is shorter in all its
# stretches is a mixture of two, or too little to be told by sound.
_HEARD_ALONE = 1.5
# Voices whose prints agree more (cosine) are one person. On the recordings of `bench/voices.py`
# different people agree by 0.79 at most and one person's voice cut in two by 0.85 at least; made
# slower, faster or narrow as in `bench/voice_ablations.py`, different people stay below this too.
_SAME_VOICE = 0.84
# So many clusters are joined at a time: memory grows with the square. Stretches that follow each
# other are joined first where there are more, as far as they are surely one person.
_AT_A_TIME = 1500
_ROUNDS = 5


@dataclass(slots=True)
class _Clusters:
    """What is known of each cluster; sums, so that joining is adding.

    Attributes:
        weight: (clusters,) independent pieces that it counts as.
        points: (clusters, values) weighted sum of its prints, in units of the noise.
    """

    weight: Numbers
    points: Numbers

    def joined(self, labels: Labels) -> _Clusters:
        """Join those with equal labels, which are 0..n-1."""
        count = int(labels.max()) + 1
        joined = _Clusters(np.zeros(count), np.zeros((count, self.points.shape[1])))
        np.add.at(joined.weight, labels, self.weight)
        np.add.at(joined.points, labels, self.points)
        return joined

    def part(self, which: slice) -> _Clusters:
        """Return some of them."""
        return _Clusters(self.weight[which], self.points[which])


def tell_apart(stretches: Stretches, fewest: int, most: int, kept_apart: int = 1) -> Labels:
    """Find the people.

    Args:
        stretches: as heard.
        fewest: at least so many people, where there are as many stretches.
        most: at most so many, unless people have named more.
        kept_apart: so many people segmentation tells from each other; believed unless their prints
            agree.

    Returns:
        (stretches,) 0..people-1. Whatever the bounds, what people have said of a stretch holds.
    """
    if not len(stretches.prints):
        return np.zeros(0, np.int64)
    single = _measured(stretches)
    least = max(fewest, min(most, kept_apart))
    labels = _by_blocks(single)
    labels = _joins(single.joined(labels), least, most)[labels]
    labels = _reassigned(single, labels)
    labels = _without_unheard(single, labels, stretches.seconds, least)
    labels = _without_doubles(stretches, labels, fewest)
    return as_people_say(stretches, labels, most)


def _measured(stretches: Stretches) -> _Clusters:
    """Each stretch a cluster, its print seen from the middle of all."""
    weight = stretches.weight
    middle = weight @ stretches.prints / weight.sum()
    points = (stretches.prints - middle) / np.sqrt(stretches.noise)
    return _Clusters(weight, points * weight[:, np.newaxis])


def _likelihood(weight: Numbers, square: Numbers) -> Numbers:
    """Twice the logarithm of how well one person explains clusters, a dimension.

    Compared with everybody's being the same; prints of a cluster are N(person, 1/weight) around a
    person who is N(0, _PEOPLE).

    Args:
        weight: of each cluster.
        square: squared length of its points.
    """
    likelihood: Numbers = _PEOPLE * square / (1 + _PEOPLE * weight) - np.log1p(_PEOPLE * weight)
    return likelihood


def _by_blocks(single: _Clusters) -> Labels:
    """Join what is surely one person, block by block, until few enough clusters are left."""
    labels = np.arange(len(single.weight))
    while (count := int(labels.max()) + 1) > _AT_A_TIME:
        clusters, joined, done = single.joined(labels), np.empty(count, np.int64), 0
        for first in range(0, count, _AT_A_TIME // 2):
            block = slice(first, first + _AT_A_TIME // 2)
            joined[block] = _joins(clusters.part(block), 1, count) + done
            done = int(joined[block].max()) + 1
        if done == count:
            break
        labels = joined[labels]
    return labels


def _joins(clusters: _Clusters, fewest: int, most: int) -> Labels:
    """Join the two that gain most, as long as joining gains or there are too many.

    Returns:
        (clusters,) 0..n-1.
    """
    labels = np.arange(len(clusters.weight))
    pairs = _Pairs.of(clusters)
    for left in range(len(labels), max(1, fewest), -1):
        one, other, gain = pairs.best()
        if gain < 0 and left <= most:
            break
        pairs.join(one, other)
        labels[labels == other] = one
    return renumbered(labels)


@dataclass(slots=True)
class _Pairs:
    """Clusters that are being joined, and what joining any two would gain.

    Attributes:
        clusters: those that are gone keep their place.
        squares: (clusters,) squared length of their points.
        gains: (clusters, clusters) -inf for those that are gone, and for one with itself.
        partner: (clusters,) with whom each gains most.
        gain: (clusters,) how much.
    """

    clusters: _Clusters
    squares: Numbers
    gains: Numbers
    partner: Labels
    gain: Numbers

    @staticmethod
    def of(clusters: _Clusters) -> _Pairs:
        """Begin with copies, all pairs compared."""
        own = _Clusters(clusters.weight.copy(), clusters.points.copy())
        squares = np.einsum("cv,cv->c", own.points, own.points)
        both = squares[:, np.newaxis] + squares + 2 * own.points @ own.points.T
        alone = _likelihood(own.weight, squares)
        gains = _likelihood(own.weight[:, np.newaxis] + own.weight, both)
        gains -= alone[:, np.newaxis] + alone
        np.fill_diagonal(gains, -np.inf)
        return _Pairs(own, squares, gains, gains.argmax(axis=1), gains.max(axis=1))

    def best(self) -> tuple[int, int, float]:
        """Return the two that gain most and how much."""
        one = int(self.gain.argmax())
        return one, int(self.partner[one]), float(self.gain[one])

    def join(self, one: int, other: int) -> None:
        """Let the first be both; compare it with all others anew."""
        clusters = self.clusters
        clusters.weight[one] += clusters.weight[other]
        clusters.points[one] += clusters.points[other]
        self.squares[one] = clusters.points[one] @ clusters.points[one]
        row = self._row(one)
        row[np.isneginf(self.gains[one])] = -np.inf
        row[other] = -np.inf
        self.gains[other], self.gains[:, other] = -np.inf, -np.inf
        self.gains[one], self.gains[:, one] = row, row
        self._find_partners(one, other, row)

    def _row(self, one: int) -> Numbers:
        """What joining one with each of the others would gain."""
        weight, points = self.clusters.weight, self.clusters.points
        both = self.squares + self.squares[one] + 2 * points @ points[one]
        alone = _likelihood(weight, self.squares)
        row: Numbers = _likelihood(weight + weight[one], both) - alone - alone[one]
        return row

    def _find_partners(self, one: int, other: int, row: Numbers) -> None:
        """Bring up to date whose best partner has changed, and nobody else's."""
        better = row > self.gain
        stale = ((self.partner == one) | (self.partner == other)) & ~better
        stale[[one, other]] = True
        self.partner[better], self.gain[better] = one, row[better]
        self.partner[stale] = self.gains[stale].argmax(axis=1)
        self.gain[stale] = self.gains[stale].max(axis=1)


def _reassigned(single: _Clusters, labels: Labels) -> Labels:
    """Give each stretch to the person who explains it best, until nothing changes."""
    for _round in range(_ROUNDS):
        better = _preferences(single, labels).argmax(axis=1)
        if np.array_equal(better, labels) or len(np.unique(better)) <= labels.max():
            break
        labels = better
    return labels


def _preferences(single: _Clusters, labels: Labels) -> Numbers:
    """Return (stretches, people) what each person gains by taking the stretch.

    A stretch's own person is taken without it.
    """
    people = single.joined(labels)
    own = np.arange(labels.max() + 1) == labels[:, np.newaxis]
    squares = np.einsum("cv,cv->c", people.points, people.points)
    lengths = np.einsum("cv,cv->c", single.points, single.points)[:, np.newaxis]
    between = single.points @ people.points.T
    weight = people.weight - own * single.weight[:, np.newaxis]
    without = squares + own * (lengths - 2 * between)
    with_it = squares + ~own * (lengths + 2 * between)
    gained: Numbers = _likelihood(weight + single.weight[:, np.newaxis], with_it)
    return gained - _likelihood(weight, without)


def _without_unheard(single: _Clusters, labels: Labels, seconds: Numbers, fewest: int) -> Labels:
    """Give the stretches of people who were never heard alone long enough to the others."""
    while (count := labels.max() + 1) > max(1, fewest):
        longest = np.zeros(count)
        np.maximum.at(longest, labels, seconds)
        least = int(longest.argmin())
        if longest[least] >= _HEARD_ALONE:
            break
        preferences = _preferences(single, labels)
        preferences[:, least] = -np.inf
        labels = renumbered(np.where(labels == least, preferences.argmax(axis=1), labels))
    return labels


def _without_doubles(stretches: Stretches, labels: Labels, fewest: int) -> Labels:
    """Join voices that agree so much that they can only be one person's."""
    while (count := int(labels.max()) + 1) > max(1, fewest):
        middles = stretches.middles(labels, count)
        agree = np.triu(middles @ middles.T, 1)
        one, other = np.unravel_index(agree.argmax(), agree.shape)
        if agree[one, other] < _SAME_VOICE:
            break
        labels = renumbered(np.where(labels == other, one, labels))
    return labels
