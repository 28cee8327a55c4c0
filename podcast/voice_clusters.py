"""How many people, and which stretch is whose: clustering of embeddings of short stretches.

Within one recording different people are alike (cosine 0.45 to 0.5) and the same person not much
more (0.60 to 0.68), so a fixed threshold fails; a graph of nearest neighbours, cut where its
spectrum has the widest gap, compares within the recording. After `SpectralCluster` of 3D-Speaker.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh  # type: ignore[import-untyped]  # has no stubs

Points = NDArray[np.float32]
Labels = NDArray[np.int64]

# More points than these are clustered by an even sample; the rest join the nearest centre.
# 1 200 points are 15 minutes of talk; the time for eigenvalues grows with the cube.
_MOST_POINTS = 1200
# Neighbours that each point keeps.
_FEWEST_NEIGHBOURS = 6
_NEIGHBOUR_SHARE = 0.012
# A voice of fewer points than this has no centre of its own; four are 3 s of one long stretch.
_SMALLEST_CLUSTER = 4
# Centres that agree more than this are one voice. Measured on all groups of `bench/voices.py`:
# centres of different people agree by 0.79 at most, halves of one person by 0.85 at least.
_SAME_VOICE = 0.82
_ROUNDS = 100


def centres(points: Points, fewest: int, most: int) -> Points:
    """Find the voices.

    Args:
        points: (points, values) on the unit sphere, in order of time.
        fewest: at least so many voices, where there are as many points.
        most: at most so many voices.

    Returns:
        (voices, values) on the unit sphere; none when there are no points.
    """
    if len(points) == 0:
        return points
    if len(points) > _MOST_POINTS:
        points = points[np.linspace(0, len(points) - 1, _MOST_POINTS).astype(np.int64)]
    labels = spectral(points, fewest, most)
    labels = dissolve_small(points, labels, fewest)
    labels = merge_alike(points, labels, fewest)
    return _means(points, labels)


def spectral(points: Points, fewest: int, most: int) -> Labels:
    """Label each point 0..k-1, with k where the spectrum of the neighbour graph has its widest gap.

    Args:
        points: (points, values) on the unit sphere, at least one.
        fewest: k is at least this, where there are as many points.
        most: k is at most this.
    """
    most = min(most, len(points))
    fewest = min(fewest, most)
    if most == 1:
        return np.zeros(len(points), np.int64)
    laplacian = _laplacian(_neighbours(points @ points.T))
    last = min(most, len(points) - 1)
    values, vectors = eigh(laplacian, subset_by_index=(0, last))
    gaps = np.diff(values)[fewest - 1 :]
    count = fewest + int(np.argmax(gaps)) if len(gaps) else fewest
    return k_means(vectors[:, :count], count)


def k_means(points: NDArray[np.float64], count: int) -> Labels:
    """Label points with the nearest of `count` centres, the first of which lie farthest apart.

    The same points always give the same labels.
    """
    found = _far_apart(points, count)
    labels = np.zeros(len(points), np.int64)
    for _round in range(_ROUNDS):
        distances = np.square(points[:, np.newaxis] - found).sum(axis=-1)
        nearest = distances.argmin(axis=1)
        if _round and np.array_equal(nearest, labels):
            break
        labels = nearest
        for label in np.unique(labels):
            found[label] = points[labels == label].mean(axis=0)
    return labels


def dissolve_small(points: Points, labels: Labels, fewest: int) -> Labels:
    """Give the points of clusters too small to be a person to the nearest centre of the others.

    The largest `fewest` clusters stay whatever their size.
    """
    found, sizes = np.unique(labels, return_counts=True)
    order = np.lexsort((found, -sizes))
    keep = (sizes[order] >= _SMALLEST_CLUSTER) | (np.arange(len(found)) < max(1, fewest))
    kept = np.sort(found[order][keep])
    means = _means(points, labels)[np.searchsorted(found, kept)]
    homeless = ~np.isin(labels, kept)
    labels = labels.copy()
    labels[homeless] = kept[nearest(points[homeless], means)]
    return labels


def merge_alike(points: Points, labels: Labels, fewest: int) -> Labels:
    """Join the two clusters whose centres agree most, as long as they agree enough."""
    while len(found := np.unique(labels)) > max(1, fewest):
        means = _means(points, labels)
        alike = np.triu(means @ means.T, 1)
        one, other = np.unravel_index(alike.argmax(), alike.shape)
        if alike[one, other] < _SAME_VOICE:
            break
        labels = np.where(labels == found[other], found[one], labels)
    return labels


def nearest(points: Points, means: Points) -> Labels:
    """Return for each point the index of the centre that agrees with it most."""
    labels: Labels = (points @ means.T).argmax(axis=1).astype(np.int64)
    return labels


def _neighbours(affinity: NDArray[np.float32]) -> NDArray[np.float64]:
    """Keep each row's nearest neighbours, then let neighbourhood be mutual by averaging."""
    size = len(affinity)
    keep = min(size, max(_FEWEST_NEIGHBOURS, round(_NEIGHBOUR_SHARE * size)))
    threshold = np.partition(affinity, size - keep, axis=1)[:, size - keep, np.newaxis]
    kept = np.where(affinity >= threshold, affinity, 0).astype(np.float64)
    return (kept + kept.T) / 2


def _laplacian(graph: NDArray[np.float64]) -> NDArray[np.float64]:
    np.fill_diagonal(graph, 0)
    return np.diag(np.abs(graph).sum(axis=1)) - graph


def _far_apart(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Choose points to begin with: the one farthest from the mean, then the farthest from those."""
    distance = np.square(points - points.mean(axis=0)).sum(axis=1)
    chosen = [int(distance.argmax())]
    distance = np.square(points - points[chosen[0]]).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, np.square(points - points[chosen[-1]]).sum(axis=1))
    return points[chosen].copy()


def _means(points: Points, labels: Labels) -> Points:
    means = np.stack([points[labels == label].mean(axis=0) for label in np.unique(labels)])
    unit: Points = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit
