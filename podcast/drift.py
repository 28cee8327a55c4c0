"""What would break for listeners if something were published otherwise than before, as sentences.

Each says what was, what is now, who notices, and how to go back or to mean it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from podcast.episode import Status
    from podcast.ledger import Entry

_MEANT = "or run `podcast build --accept-change`."


def drift(
    before: Entry, slug: str, published: datetime, status: Status, now: datetime
) -> tuple[str, ...]:
    """Say all that would break if an episode were published as its settings have it now.

    Args:
        before: what listeners have of it; what is taken back knowingly may change in any way.
        slug: the last part of its address today.
        published: its date today, with time zone.
        status: its status today.
        now: by the one clock, with time zone.
    """
    if before.state == "held" or status == "withdrawn":
        return ()
    if before.state == "withdrawn":
        is_back = status != "draft" and published <= now
        return (_back(slug),) if is_back else ()
    return tuple(_of_live(before, slug, published, status, now))


def new_address(before: str, now: str) -> str:
    """Say what breaks when the whole show gets another web address."""
    return (
        f"show.toml: the show was published at {before} and its address is {now} now, so every "
        "link dies and no subscriber gets another episode, unless the old server leads on to the "
        f'new address (status 301); put address = "{before}" back, {_MEANT}'
    )


def taken(file: str, slug: str, holder: Entry, free: str) -> str:
    """Say why an episode cannot have an address that was another's; this cannot be meant."""
    return (
        f"{file}: the address “{slug}” was published with another episode, “{holder.title}”, "
        "and links to it would lead to this one; give this one an address that nothing has had, "
        f'such as slug = "{free}".'
    )


def gone(entries: Sequence[Entry]) -> str:
    """Say what breaks when folders of published episodes are no more."""
    names = ", ".join(f"“{entry.slug}”" for entry in entries)
    its, them = ("its folder is", "it") if len(entries) == 1 else ("their folders are", "them")
    return (
        f"episodes/: listeners have {names} and {its} gone, so subscribers would lose {them} and "
        f"links die; bring {them} back from a backup or from version control, "
        "or run `podcast build --accept-change` to withdraw "
        f"{them}, with a page that says so at the address."
    )


def _of_live(
    before: Entry, slug: str, published: datetime, status: Status, now: datetime
) -> Iterator[str]:
    if slug != before.slug:
        yield _moved(before, slug)
    if status == "draft":
        yield _taken_back(before, slug)
    elif published > now:
        yield _to_come(before, slug, published, now)
    elif published != before.published:
        yield (
            f"{slug}: it was published with the date {before.published.isoformat()} and has "
            f"{published.isoformat()} now, so podcast apps would sort it anew; "
            f"put the date back in episode.toml, {_MEANT}"
        )


def _moved(before: Entry, slug: str) -> str:
    return (
        f"{slug}: it was published at the address “{before.slug}”, so links to its sound and "
        "captions would die, links to its page would only lead on, and some podcast apps would "
        f'download it again; write slug = "{before.slug}" in episode.toml, {_MEANT}'
    )


def _taken_back(before: Entry, slug: str) -> str:
    return (
        f"{slug}: listeners have it since {before.published.isoformat()}, and as a draft it "
        'would vanish from the feed and links to it die; write status = "unlisted" to keep its '
        f'page or "withdrawn" for one that says it is gone, {_MEANT}'
    )


def _to_come(before: Entry, slug: str, published: datetime, now: datetime) -> str:
    if published == before.published:
        return (
            f"{slug}: listeners have it since {published.isoformat()}, which is still to come by "
            f"this clock ({now.isoformat(timespec='minutes')}), so it would vanish from the feed "
            f"and links to it die; set the clock right, {_MEANT}"
        )
    return (
        f"{slug}: listeners have it since {before.published.isoformat()}, and with the date "
        f"{published.isoformat()} it would vanish from the feed until then and links to it die; "
        f"put the date back in episode.toml, {_MEANT}"
    )


def _back(slug: str) -> str:
    return (
        f"{slug}: it was withdrawn, and its page says so; published again, it would come back to "
        f'subscribers; write status = "withdrawn" in episode.toml, {_MEANT}'
    )
