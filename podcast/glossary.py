"""The glossary of a show or an episode: names and terms as they are to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

if TYPE_CHECKING:
    from collections.abc import Iterable

GLOSSARY = "glossary"
"""The name of the rule that it is."""
ARROW = "=>"
"""Between what is heard and what is written for it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name or term.

    Attributes:
        written: as it is written.
        heard: what the speech model makes of it, where people have said so; else empty.
    """

    written: str
    heard: str = ""


def terms(entries: Iterable[str]) -> tuple[Term, ...]:
    """Read entries as people write them: “SKR”, or “es ko är => SKR”."""
    return tuple(_term(entry) for entry in entries if entry.strip())


def _term(entry: str) -> Term:
    heard, arrow, written = (part.strip() for part in entry.partition(ARROW))
    return Term(written, heard) if arrow else Term(heard)


def _checked(entries: tuple[str, ...]) -> tuple[str, ...]:
    for entry in entries:
        term = _term(entry)
        if ARROW in entry and (not term.heard or not term.written or ARROW in term.written):
            raise ValueError(f"write a respelling as “heard {ARROW} written”")
    return entries


# A list of terms, and of respellings such as “tillits delegation => Tillitsdelegationen”.
Glossary = Annotated[tuple[str, ...], AfterValidator(_checked)]
