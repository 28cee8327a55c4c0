"""What pages tell other machines: schema.org's terms as JSON that is safe inside HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

from podcast.edition import ARTWORK_FILE

if TYPE_CHECKING:
    from markupsafe import Markup

    from podcast.catalogue import Catalogue, Speaker
    from podcast.edition import Edition
    from podcast.show import Show

# schema.org has no types, and neither have its terms here; they are written at once.
_Thing = dict[str, Any]
Step = tuple[str, str]
"""The name and the web address of a page on the way to another."""


def linked_show(show: Show) -> Markup:
    """Tell of the show."""
    about = {"description": show.description} if show.description else {}
    return _written(_show(show) | about | {"image": f"{show.address}{ARTWORK_FILE}"})


def linked_episode(
    show: Show, edition: Edition, catalogue: Catalogue, summary: str, card: str
) -> Markup:
    """Tell of an episode.

    Args:
        show: whose it is.
        edition: the episode.
        catalogue: who has a page.
        summary: a sentence or two.
        card: the web address of the picture by which other sites show it.
    """
    episode, sound = edition.episode, edition.sound
    duration = f"PT{round(sound.duration)}S"
    linked: _Thing = {
        "@type": "PodcastEpisode",
        "name": edition.document.title,
        "url": edition.address(show),
        "image": card,
        "description": summary,
        "datePublished": edition.published.isoformat(),
        "inLanguage": show.language,
        "duration": duration,
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": edition.sound_address(show),
            "encodingFormat": sound.media_type,
            "contentSize": str(sound.size),
            "duration": duration,
        },
        "accessMode": ["auditory", "textual"],
        "accessibilityFeature": ["transcript"],
        "partOfSeries": _show(show),
    }
    if episode.number:
        linked["episodeNumber"] = episode.number
    if episode.people:
        speakers = ((one.name, catalogue.speaker(one.name)) for one in episode.people)
        linked["contributor"] = [_person(show, name, speaker) for name, speaker in speakers]
    return _written(linked)


def linked_speaker(show: Show, speaker: Speaker) -> Markup:
    """Tell of somebody who takes part."""
    person = _person(show, speaker.name, speaker)
    if speaker.link:
        person["sameAs"] = speaker.link
    if speaker.parts:
        person["description"] = speaker.parts[0]
    return _written(person)


def linked_trail(show: Show, *steps: Step) -> Markup:
    """Tell by which pages one comes to this one, which is the last."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(((show.title, show.address), *steps), start=1)
    ]
    return _written({"@type": "BreadcrumbList", "itemListElement": items})


def _show(show: Show) -> _Thing:
    return {
        "@type": "PodcastSeries",
        "name": show.title,
        "url": show.address,
        "webFeed": f"{show.address}feed.xml",
    }


def _person(show: Show, name: str, speaker: Speaker | None) -> _Thing:
    person: _Thing = {"@type": "Person", "name": name}
    if speaker:
        person["url"] = f"{show.address}{speaker.path}"
    return person


def _written(thing: _Thing) -> Markup:
    """Write JSON that cannot end the script element it stands in."""
    return htmlsafe_json_dumps({"@context": "https://schema.org"} | thing, ensure_ascii=False)
