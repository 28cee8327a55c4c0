"""What is wrong with a template of the show's own, in one sentence: where, what, what to do."""

from __future__ import annotations

import traceback
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.utils import missing

if TYPE_CHECKING:
    from collections.abc import Iterable

REMEDY = "mend it, or remove the file to get ours back"
"""What to do about any of them."""

_GIVEN = ("site", "page")


class Unknown(StrictUndefined):
    """A name that is not there: what it is sought in, and what it may have been meant to be."""

    @property
    def _undefined_message(self) -> str:
        name, sought = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if sought is missing:
            return f"there is no “{name}” here{meant(name, _GIVEN)}"
        where = "the template" if isinstance(sought, TemplateModule) else type(sought).__name__
        known = (known for known in dir(sought) if not known.startswith("_"))
        return f"{where} has no “{name}”{meant(name, known)}"


def meant(name: str, known: Iterable[str]) -> str:
    """Ask whether something known was meant that is nearly the same; else nothing."""
    near = get_close_matches(name, list(known), n=1)
    return f" (did you mean “{near[0]}”?)" if near else ""


def told(fault: Exception, template: str, own: Path) -> str | None:
    """Tell what is wrong with a template of the show's own.

    Args:
        fault: what was raised while the page was made.
        template: of the page.
        own: the folder of the show's own templates.

    Returns:
        None where it has nothing to do with them, so that it is a fault of ours.
    """
    if isinstance(fault, UnicodeDecodeError):
        place, wrong = _undecodable(own), "it is not written in UTF-8"
    else:
        place, wrong = _place(fault, own), _wrong(fault)
    if not place and any(own.glob("*.*")):
        # Ours cannot be made because one of theirs lacks something.
        place = f"{own.name}/{template} with the show's own templates"
    return f"{place}: {wrong}; {REMEDY}." if place else None


def misspelt(fault: TemplateSyntaxError) -> str:
    """Say what Jinja does not understand and what it looked for, as the beginning of a sentence."""
    return "; ".join((fault.message or "it cannot be read").rstrip(".").split(". ")[:2])


def _wrong(fault: Exception) -> str:
    match fault:
        case TemplateSyntaxError():
            return misspelt(fault)
        case TemplateNotFound():
            return f"there is no template “{fault.name}”"
        case RecursionError():
            return "it leads back to itself; ours is called “panelpodd/…”"
    return str(fault).rstrip(".") or type(fault).__name__


def _place(fault: Exception, own: Path) -> str:
    """The file of theirs in which it happened last, with its line; empty where in none."""
    if isinstance(fault, TemplateSyntaxError) and fault.filename:
        return _shown(Path(fault.filename), own, fault.lineno)
    frames = traceback.extract_tb(fault.__traceback__)
    places = (_shown(Path(frame.filename), own, frame.lineno or 0) for frame in reversed(frames))
    return next(filter(None, places), "")


def _shown(file: Path, own: Path, line: int) -> str:
    if not file.is_relative_to(own):
        return ""
    return f"{own.name}/{file.relative_to(own).as_posix()}:{line}"


def _undecodable(own: Path) -> str:
    for file in sorted(own.glob("*.*")):
        try:
            file.read_text("utf-8")
        except UnicodeDecodeError:
            return f"{own.name}/{file.name}"
    return ""
