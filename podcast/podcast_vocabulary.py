"""The words of the podcast namespace: its elements with their attributes, and the taxonomy.

Sources: https://podcastindex.org/namespace/1.0 and https://podcasttaxonomy.com.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Element, attributes it must have, attributes it may have; `*` where it must have a text.
_ELEMENTS = """
alternateEnclosure | type | length bitrate height lang title rel codecs default
block * | | id
chapters | url type |
chat | server protocol | accountId space
contentLink * | href |
episode * | | display
funding * | url |
guid * | |
image | href | alt aspect-ratio width height type purpose
images | srcset |
integrity | type value |
license * | | url
liveItem | status start | end
location * | | rel geo osm country
locked * | | owner
medium * | |
person * | | role group img href
podping | usesPodping |
podroll | |
publisher | |
remoteItem | feedGuid | feedUrl itemGuid medium title
season * | | name
socialInteract | protocol | uri accountId accountUrl priority
soundbite | startTime duration |
source | uri | contentType
trailer * | url pubdate | length type season
transcript | url | type language rel
txt * | | purpose
updateFrequency * | | complete dtstart rrule
value | type method | suggested
valueRecipient | type address split | name customKey customValue fee
valueTimeSplit | startTime duration | remoteStartTime remotePercentage
"""

# Group and roles, in lower case; capitals do not count.
_TAXONOMY = """
creative direction | director, assistant director, executive producer, senior producer, producer
creative direction | associate producer, development producer, creative director
cast | host, co-host, guest host, guest, voice actor, narrator, announcer, reporter
writing | author, editorial director, co-writer, writer, songwriter, guest writer, story editor
writing | managing editor, script editor, script coordinator, researcher, editor, fact checker
writing | translator, transcriber, logger
audio production | studio coordinator, technical director, technical manager, audio engineer
audio production | remote recording engineer, post production engineer
audio post-production | audio editor, sound designer, foley artist, composer, theme music
audio post-production | music production, music contributor
administration | production coordinator, booking coordinator, production assistant
administration | content manager, marketing manager, sales representative, sales manager
visuals | graphic designer, cover art designer
community | social media manager
misc. | consultant, intern
video production | camera operator, lighting designer, camera grip, assistant camera
video post-production | editor, assistant editor
"""


@dataclass(frozen=True, slots=True)
class Word:
    """An element of the namespace.

    Attributes:
        required: attributes that it must have.
        optional: those that it may have besides.
        has_text: whether it says nothing without a text.
    """

    required: frozenset[str]
    optional: frozenset[str]
    has_text: bool


def _elements() -> Iterator[tuple[str, Word]]:
    for line in _ELEMENTS.strip().splitlines():
        name, required, optional = (part.strip() for part in line.split("|"))
        word = Word(frozenset(required.split()), frozenset(optional.split()), name.endswith("*"))
        yield name.rstrip("* "), word


def _roles() -> Iterator[tuple[str, str]]:
    for line in _TAXONOMY.strip().splitlines():
        group, roles = line.split(" | ")
        yield from ((group, role) for role in roles.split(", "))


ELEMENTS = dict(_elements())
ROLES = frozenset(_roles())
"""Group and role, as they belong together."""
