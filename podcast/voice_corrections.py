"""What people know of voices, put over what was heard.

A moment at which a person speaks names the stretch there. Two of one person join her voices; two of
different people part the voice that holds both, each stretch to whom it is more like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from podcast.voice_stretches import NOBODY, Labels, Stretches, renumbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 5


def as_people_say(stretches: Stretches, labels: Labels, most: int) -> Labels:
    """Part voices that hold several people's stretches, and join those that hold one person's.

    Other voices stay as they are, so that a correction changes what it is about and nothing else.

    Args:
        stretches: of which people have said something.
        labels: (stretches,) whose each is as it was heard, 0..people-1.
        most: at most so many people, unless people have named more.
    """
    persons = stretches.persons
    for label in range(int(labels.max()) + 1):
        inside = labels == label
        named = np.setdiff1d(persons[inside], [NOBODY])
        if len(named) > 1:
            own = named[_parted(stretches, inside, named)]
            labels = labels.copy()
            labels[inside] = labels.max() + 1 + own
    for person in np.setdiff1d(persons, [NOBODY]):
        theirs = np.unique(labels[persons == person])
        labels = np.where(np.isin(labels, theirs), theirs[0], labels)
    return _no_more_than(stretches, renumbered(labels), most)


def _no_more_than(stretches: Stretches, labels: Labels, most: int) -> Labels:
    """Join the voices that agree most while there are too many, but never two that people named."""
    while (count := int(labels.max()) + 1) > most:
        middles = stretches.middles(labels, count)
        agree = middles @ middles.T
        agree[np.tril_indices(count)] = -np.inf
        named = np.unique(labels[stretches.persons != NOBODY])
        agree[np.ix_(named, named)] = -np.inf
        one, other = np.unravel_index(agree.argmax(), agree.shape)
        if agree[one, other] == -np.inf:
            break
        labels = renumbered(np.where(labels == other, one, labels))
    return labels


def _parted(stretches: Stretches, inside: NDArray[np.bool_], named: Labels) -> Labels:
    """Return for the stretches inside which of the named each is: k-means from what people say.

    Means begin with the stretches that people have named, which never change their person.
    """
    part = stretches.part(inside)
    said = part.persons != NOBODY
    fixed = np.searchsorted(named, part.persons[said])
    middles = part.part(said).middles(fixed, len(named))
    labels = np.zeros(len(part.prints), np.int64)
    for _round in range(_ROUNDS):
        labels = (part.prints @ middles.T).argmax(axis=1)
        labels[said] = fixed
        middles = part.middles(labels, len(named))
    return labels
