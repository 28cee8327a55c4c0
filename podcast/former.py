"""What readers learn of episodes that are no more at an address, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An episode that its publisher took back.

    Attributes:
        slug: the last part of its address, which no other episode gets.
        title: its heading.
        published: when listeners first might have it, with time zone.
    """

    slug: str
    title: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that an episode had before.

    Attributes:
        slug: the last part of the address it had.
        to: that of its address today.
        title: its heading.
    """

    slug: str
    to: str
    title: str


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An episode that listeners do not have yet.

    Attributes:
        title: its heading.
        published: when they will, with time zone.
    """

    title: str
    published: datetime
