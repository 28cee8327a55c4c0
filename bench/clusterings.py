"""Other ways to tell which stretch is whose, to compare ours with.

Each takes what `podcast.voice_clusters.tell_apart` takes, and the bounds hold. Thresholds were
chosen on the very recordings of `bench.voice_ablations`, as the best of a coarse grid: that favours
these methods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import (  # type: ignore[import-untyped]  # has no stubs
    fcluster,
    linkage,
)
from scipy.linalg import eigh  # type: ignore[import-untyped]  # has no stubs

if TYPE_CHECKING:
    from podcast.voice_stretches import Stretches

Labels = NDArray[np.int64]
Numbers = NDArray[np.float64]

# Variational: cosine distance at which linkage leaves too many, and how likely somebody is needed.
_MANY = 0.35
_NEEDED = 1e-3
_VARIATIONAL_ROUNDS = 30
# Spectral: as in 3D-Speaker, with the numbers that this project had before.
_ROUNDS = 100
_FEWEST_NEIGHBOURS = 6
_NEIGHBOUR_SHARE = 0.012
_SMALLEST = 4
_SAME_VOICE = 0.82


@dataclass(frozen=True, slots=True)
class Agglomerative:
    """Average linkage on the cosine distance of stretches.

    Attributes:
        distance: at which joining ends.
        centred: whether prints are seen from the middle of the recording's.
        heard: seconds that a voice must have in all; the others' stretches go to the nearest voice.
    """

    distance: float
    centred: bool
    heard: float

    def __call__(self, stretches: Stretches, fewest: int, most: int, kept_apart: int) -> Labels:
        """Find the people."""
        count = len(stretches.prints)
        if count < 2:
            return np.zeros(count, np.int64)
        middle = np.average(stretches.prints, axis=0, weights=stretches.seconds)
        points = _unit(stretches.prints - middle * self.centred)
        tree = linkage(points, "average", metric="cosine")
        least = max(fewest, min(most, kept_apart))
        labels = _bounded(tree, self.distance, least, most)
        return _without_small(points, labels, stretches.seconds, self.heard, least)


@dataclass(frozen=True, slots=True)
class Variational:
    """VBx (Landini et al. 2022), but for people who differ alike in all directions.

    A hidden Markov model of who speaks in each stretch, with a Gaussian for each person; people
    nobody needs vanish. Begins with average linkage cut so low that there are too many.

    Attributes:
        sharpness: Fa, how much a piece of 1.5 s counts as evidence.
        regularisation: Fb, how much having one more person costs.
        people: phi, the variance between people in units of the noise of a piece.
        stay: probability that the next stretch is the same person's; 0 is a mixture without order.
        most_pieces: a stretch counts as so many pieces at most.
    """

    sharpness: float
    regularisation: float
    people: float
    stay: float
    most_pieces: float

    def __call__(self, stretches: Stretches, fewest: int, most: int, kept_apart: int) -> Labels:
        """Find the people; where it finds too few or too many, linkage alone tells who."""
        count = len(stretches.prints)
        if count < 2:
            return np.zeros(count, np.int64)
        least = max(fewest, min(most, kept_apart))
        tree = linkage(_unit(stretches.prints), "average", metric="cosine")
        begun = _bounded(tree, _MANY, least, count)
        found = self._converged(stretches, np.eye(int(begun.max()) + 1)[begun])
        labels = _renumbered(found.argmax(axis=1))
        people = int(labels.max()) + 1
        if least <= people <= most:
            return labels
        return _renumbered(fcluster(tree, min(max(people, least), most), "maxclust"))

    def _converged(self, stretches: Stretches, responsibility: Numbers) -> Numbers:
        """Alternate between who the people are and whose each stretch is."""
        weight = np.minimum(stretches.seconds / 1.5, self.most_pieces)
        middle = np.average(stretches.prints, axis=0, weights=weight)
        values = stretches.prints.shape[1]
        points = (stretches.prints - middle) * np.sqrt(values * self.people / stretches.noise)
        prior = np.full(responsibility.shape[1], 1 / responsibility.shape[1])
        ratio = self.sharpness / self.regularisation
        for _round in range(_VARIATIONAL_ROUNDS):
            heard = responsibility * weight[:, np.newaxis]
            spread = 1 / (1 + ratio * heard.sum(axis=0) * self.people)
            means = ratio * spread[:, np.newaxis] * (heard.T @ points)
            square = self.people * (values * spread + np.square(means).sum(axis=1))
            fit = self.sharpness * weight[:, np.newaxis] * (points @ means.T - square / 2)
            responsibility, prior = _forward_backward(fit, prior, self.stay)
            needed = prior > _NEEDED
            responsibility, prior = responsibility[:, needed], prior[needed] / prior[needed].sum()
        return responsibility


def _forward_backward(fit: Numbers, prior: Numbers, stay: float) -> tuple[Numbers, Numbers]:
    """Return how likely each stretch is each person's, and how likely each person begins a turn.

    Args:
        fit: (stretches, people) logarithm of the likelihood.
        prior: (people,) how likely each is to speak next, where the voice changes.
        stay: probability that it does not.
    """
    likelihood = np.exp(fit - fit.max(axis=1, keepdims=True))
    moves = stay * np.eye(len(prior)) + (1 - stay) * prior
    forward, backward = np.empty_like(likelihood), np.ones_like(likelihood)
    arrived = np.tile(prior, (len(fit), 1))
    for place in range(len(fit)):
        if place:
            arrived[place] = forward[place - 1] @ moves
        forward[place] = arrived[place] * likelihood[place]
        forward[place] /= forward[place].sum()
    for place in range(len(fit) - 2, -1, -1):
        backward[place] = moves @ (likelihood[place + 1] * backward[place + 1])
        backward[place] /= backward[place].sum()
    responsibility = forward * backward
    responsibility /= responsibility.sum(axis=1, keepdims=True)
    turns = responsibility * (1 - stay) * prior / arrived
    turns[0] = responsibility[0]
    return responsibility, turns.sum(axis=0) / turns.sum()


def spectral(pieces: Numbers, stretch: Labels, fewest: int, most: int) -> Labels:
    """Cut the graph of nearest neighbours where its spectrum has the widest gap.

    After `SpectralCluster` of 3D-Speaker, as this project had it before: of clusters of fewer than
    four pieces none is a person, centres that agree by more than 0.82 are one.

    Args:
        pieces: (pieces, values) voice prints.
        stretch: (pieces,) which stretch each lies in, 0..stretches-1.
        fewest: at least so many people, where there are as many pieces.
        most: at most so many.

    Returns:
        (stretches,) the person whose centre is nearest to the mean of its pieces.
    """
    if not len(pieces):
        return np.zeros(0, np.int64)
    labels = _by_gap(pieces, min(fewest, len(pieces)), min(most, len(pieces)))
    labels = _without_small(pieces, labels, np.ones(len(pieces)), _SMALLEST, fewest)
    labels = _without_doubles(pieces, labels, fewest)
    members = np.eye(int(stretch.max()) + 1)[stretch]
    return _renumbered((members.T @ pieces @ _middles(pieces, labels).T).argmax(axis=1))


def _by_gap(pieces: Numbers, fewest: int, most: int) -> Labels:
    if most == 1:
        return np.zeros(len(pieces), np.int64)
    graph = _neighbours(pieces @ pieces.T)
    laplacian = np.diag(np.abs(graph).sum(axis=1)) - graph
    last = min(most, len(pieces) - 1)
    values, vectors = eigh(laplacian, subset_by_index=(0, last))
    gaps = np.diff(values)[fewest - 1 :]
    count = fewest + int(np.argmax(gaps)) if len(gaps) else fewest
    return _k_means(vectors[:, :count], count)


def _neighbours(affinity: Numbers) -> Numbers:
    """Keep each row's nearest neighbours, then let neighbourhood be mutual by averaging."""
    size = len(affinity)
    keep = min(size, max(_FEWEST_NEIGHBOURS, round(_NEIGHBOUR_SHARE * size)))
    threshold = np.partition(affinity, size - keep, axis=1)[:, size - keep, np.newaxis]
    kept = np.where(affinity >= threshold, affinity, 0)
    graph: Numbers = (kept + kept.T) / 2
    np.fill_diagonal(graph, 0)
    return graph


def _k_means(points: Numbers, count: int) -> Labels:
    """Label points with the nearest of `count` centres, the first of which lie farthest apart."""
    found = _far_apart(points, count)
    labels = np.zeros(len(points), np.int64)
    for _round in range(_ROUNDS):
        labels = np.square(points[:, np.newaxis] - found).sum(axis=-1).argmin(axis=1)
        before = found.copy()
        for label in np.unique(labels):
            found[label] = points[labels == label].mean(axis=0)
        if np.array_equal(before, found):
            break
    return _renumbered(labels)


def _far_apart(points: Numbers, count: int) -> Numbers:
    """Choose points to begin with: the one farthest from the mean, then the farthest from those."""
    distance = np.square(points - points.mean(axis=0)).sum(axis=1)
    chosen = [int(distance.argmax())]
    distance = np.square(points - points[chosen[0]]).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, np.square(points - points[chosen[-1]]).sum(axis=1))
    return points[chosen].copy()


def _bounded(tree: Numbers, distance: float, fewest: int, most: int) -> Labels:
    """Cut a tree at a distance, but so that the bounds hold."""
    labels = _renumbered(fcluster(tree, distance, "distance"))
    count = int(labels.max()) + 1
    if fewest <= count <= most:
        return labels
    return _renumbered(fcluster(tree, min(max(count, fewest), most), "maxclust"))


def _without_small(
    points: Numbers, labels: Labels, sizes: Numbers, enough: float, fewest: int
) -> Labels:
    """Give the points of clusters too small to be a person to the nearest of the others.

    The largest `fewest` clusters stay whatever their size.
    """
    size = np.bincount(labels, weights=sizes)
    order = np.argsort(-size, kind="stable")
    kept = np.sort(order[(size[order] >= enough) | (np.arange(len(order)) < max(1, fewest))])
    agree = points @ _middles(points, labels)[kept].T
    return _renumbered(np.where(np.isin(labels, kept), labels, kept[agree.argmax(axis=1)]))


def _without_doubles(points: Numbers, labels: Labels, fewest: int) -> Labels:
    """Join the two clusters whose centres agree most, as long as they agree enough."""
    while int(labels.max()) + 1 > max(1, fewest):
        middles = _middles(points, labels)
        agree = np.triu(middles @ middles.T, 1)
        one, other = np.unravel_index(agree.argmax(), agree.shape)
        if agree[one, other] < _SAME_VOICE:
            break
        labels = _renumbered(np.where(labels == other, one, labels))
    return labels


def _middles(points: Numbers, labels: Labels) -> Numbers:
    return _unit(np.eye(int(labels.max()) + 1)[labels].T @ points)


def _unit(points: Numbers) -> Numbers:
    unit: Numbers = points / np.linalg.norm(points, axis=1, keepdims=True).clip(1e-9)
    return unit


def _renumbered(labels: Labels) -> Labels:
    renumbered: Labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return renumbered
