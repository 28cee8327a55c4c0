"""Parts that people have in a programme, as the podcast taxonomy names them.

The list is https://podcasttaxonomy.com, to which the podcast namespace refers. Here are the roles
for which people in a programme have words; `podcast_vocabulary` has all that a feed may name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class PodcastRole:
    """A role of the taxonomy with the group that it belongs to; apps know both in any case."""

    group: str
    role: str


HOST = PodcastRole("cast", "host")
GUEST = PodcastRole("cast", "guest")

# Group, role, and the words that people write for it. Hosts and guests are told otherwise.
_TABLE = """
cast | co-host | medprogramledare, bisittare, co-host, cohost
cast | guest host | gästprogramledare, vikarierande programledare, guest host
cast | narrator | berättare, berättarröst, narrator
cast | voice actor | uppläsare, röstskådespelare, voice actor
cast | announcer | speaker, påannonsör, announcer
cast | reporter | reporter
creative direction | producer | producent, producer
creative direction | executive producer | exekutiv producent, ansvarig utgivare, executive producer
writing | writer | manus, manusförfattare, skribent, writer
writing | editor | redaktör, editor
writing | researcher | researcher, research
writing | fact checker | faktagranskare, fact checker
writing | translator | tolk, översättare, teckenspråkstolk, interpreter, translator
writing | transcriber | transkriberare, skrivtolk, transcriber
audio production | audio engineer | ljudtekniker, tekniker, inspelning, audio engineer
audio post-production | audio editor | klippare, klippning, ljudredigerare, audio editor
audio post-production | sound designer | ljuddesigner, ljudläggare, sound designer
audio post-production | composer | kompositör, musik, composer
audio post-production | theme music | signaturmelodi, theme music
administration | production coordinator | projektledare, produktionsledare, production coordinator
visuals | graphic designer | grafisk formgivare, formgivare, graphic designer
visuals | cover art designer | omslag, omslagsbild, cover art designer
community | social media manager | sociala medier, social media manager
"""


def _rows() -> Iterator[tuple[str, PodcastRole]]:
    for line in _TABLE.strip().splitlines():
        group, role, words = line.split(" | ")
        yield from ((word, PodcastRole(group, role)) for word in words.split(", "))


_BY_WORD = dict(_rows())


def written_part(role: str, language: str) -> str:
    """Return how people write a role of the taxonomy; nothing for a guest, who needs no word.

    `podcast_role` makes the same role of it. A role that it does not know stays as it is.
    """
    known = " ".join(role.casefold().split())
    if known in {"", GUEST.role}:
        return ""
    if known == HOST.role:
        return "programledare" if language == "sv" else HOST.role
    words = [word for word, made in _BY_WORD.items() if made.role == known]
    return (words[0] if language == "sv" else words[-1]) if words else role.strip()


def podcast_role(part: str, organisation: str = "", *, leads: bool = False) -> PodcastRole:
    """Return the role of somebody who takes part; who has no other is a guest.

    Args:
        part: as people write it, in Swedish or English: `moderator`, `ljudtekniker`.
        organisation: where the person works. Then the part is a title there, not in the
            programme: an editor at a newspaper is a guest.
        leads: whether the person leads the talk.
    """
    made = _BY_WORD.get(" ".join(part.casefold().split()))
    if made and not organisation:
        return made
    return HOST if leads else GUEST
