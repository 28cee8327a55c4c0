"""Elements of a feed beyond plain RSS: how one is put into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.namespaces import PODCAST
from podcast.xml_text import LONGEST_NAME, ascii_address, writable

if TYPE_CHECKING:
    from podcast.episode import Person
    from podcast.podcast_roles import PodcastRole
    from podcast.show_parts import ShowPerson

# lxml has no types.
Element = Any

# Attributes that hold an address.
_ADDRESSES = frozenset({"href", "img", "uri", "url"})


def put(
    parent: Element, namespace: str, name: str, content: str = "", /, **attributes: str
) -> Element:
    """Add an element at the end of another.

    Args:
        parent: gets it.
        namespace: its address; empty for an element of RSS itself.
        name: without prefix.
        content: its text.
        attributes: those that are empty are left out; addresses are written in ASCII.
    """
    clean = {
        key: ascii_address(value) if key in _ADDRESSES else writable(value)
        for key, value in attributes.items()
        if value
    }
    element = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name, clean)
    element.text = writable(content) or None
    return element


def put_person(parent: Element, person: Person | ShowPerson, role: PodcastRole) -> None:
    """Add somebody who takes part, in the show or in an episode."""
    put(
        parent, PODCAST, "person", person.name[:LONGEST_NAME],
        role=role.role, group=role.group, href=person.link, img=person.picture,
    )  # fmt: skip


def truth(*, yes: bool) -> str:
    """Write a truth as iTunes reads it."""
    return "true" if yes else "false"
