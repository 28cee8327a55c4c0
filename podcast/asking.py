"""Asking somebody at a terminal who the voices are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.errors import PodcastError, printable
from podcast.name_giving import Given, accept, give_name
from podcast.voice_questions import because

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcast.name_giving import Nameless
    from podcast.voice_questions import Answer

_SKIP = "s"
_NONE = "-"


def ask_names(
    found: Nameless, ask: Callable[[str], str], tell: Callable[[str], None]
) -> tuple[Given, ...]:
    """Ask for the name of each voice; whoever ends the input has named the rest of them not.

    Args:
        found: the voices without a name.
        ask: puts a question and returns the line that is written.
        tell: shows a line.
    """
    given: list[Given] = []
    try:
        for answer in found.answers:
            _show(answer, tell)
            if one := _name(found, answer, ask, tell):
                given.append(_with_role(found, one, ask))
    except EOFError:
        tell("")
    return tuple(given)


def _show(answer: Answer, tell: Callable[[str], None]) -> None:
    unnamed = answer.unnamed
    tell("")
    tell(
        printable(
            f"{unnamed.label}, to be heard at {unnamed.moment}, {unnamed.seconds:.0f} s in all: "
            f"“{unnamed.sample}”"
        )
    )
    if answer.proposal:
        role = f", {answer.proposal.role}" if answer.proposal.role else ""
        why = because(answer.proposal)
        tell(printable(f"  probably {answer.proposal.name}{role} ({why})"))


def _name(
    found: Nameless, answer: Answer, ask: Callable[[str], str], tell: Callable[[str], None]
) -> Given | None:
    """Ask until it is a name, an acceptance or a skip."""
    known = f"Enter for {answer.proposal.name}, " if answer.proposal else ""
    while True:
        line = ask(printable(f"  Who is it? [{known}a name, or {_SKIP} to skip] ")).strip()
        if line.casefold() == _SKIP or (not line and not answer.proposal):
            return None
        if not line:
            return accept(found, answer)
        try:
            return give_name(found, answer, line)
        except PodcastError as fault:
            tell(printable(f"  {fault}"))


def _with_role(found: Nameless, one: Given, ask: Callable[[str], str]) -> Given:
    """Ask for the role of somebody who is new in the cast."""
    if one.name in found.job.cast:
        return one
    known = f"Enter for “{one.role}”, another, or {_NONE} for none" if one.role else "or Enter"
    line = " ".join(ask(printable(f"  Role? [{known}] ")).split())
    role = "" if line == _NONE else line or one.role
    return Given(one.unnamed, one.name, role)
