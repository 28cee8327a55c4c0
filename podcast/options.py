"""What the options of a show and of an episode have in common.

A settings file is a pydantic model that forbids unknown keys; a field that holds such a model, or
a tuple of them, is a part of the file: `[credits]`, `[[people]]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, get_args, get_origin

from pydantic import AfterValidator, BaseModel, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pydantic.fields import FieldInfo

_LINK = re.compile(r"https?://[^/?#\s]+[^\s]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,127}")

_YEARS = range(1900, 3000)

# A file of its own folder; a path would lead out of it.
_PICTURE = re.compile(r"[^/\\.][^/\\]*\.(jpe?g|png)", re.IGNORECASE)


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("write one line, without control characters")
    return text


def _link(written: str) -> str:
    if written and not _LINK.fullmatch(written):
        raise ValueError("write a whole web address, such as https://kommun.example/tillit")
    return written


def whole_address(written: str) -> str:
    """Return a web address or a `mailto:` address as it is written.

    Raises:
        ValueError: when it is neither.
    """
    scheme, colon, rest = written.partition(":")
    is_mail = f"{scheme}{colon}" == "mailto:" and _is_mail(rest.partition("?")[0])
    if not (is_mail or _LINK.fullmatch(written)):
        raise ValueError(
            "write a whole web address, such as https://kommun.example/tillit, or "
            "mailto:podd@kommun.example"
        )
    return written


def calendar(written: object) -> object:
    """Return a date as it is written; pydantic reads a bare number as seconds since 1970.

    Raises:
        ValueError: when it is a number.
    """
    if isinstance(written, int | float):
        raise ValueError(  # noqa: TRY004 - pydantic tells a ValueError with the other faults
            "write a date such as 2026-05-04, without quotation marks"
        )
    return written


def of_our_time(read: date) -> date:
    """Return a date that can be reckoned with: in every time zone, months later.

    Raises:
        ValueError: when it is of a year that nobody means.
    """
    if read.year not in _YEARS:
        raise ValueError(f"write a year from {_YEARS.start} to {_YEARS.stop - 1}")
    return read


def _mail(text: str) -> str:
    if text and not _is_mail(text):
        raise ValueError("write a mail address, such as podd@kommun.example")
    return text


def _is_mail(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and "." in host and not any(sign.isspace() for sign in text))


def _picture(name: str) -> str:
    if name and not _PICTURE.fullmatch(name):
        raise ValueError("write the name of a JPEG or PNG file in the folder, such as omslag.jpg")
    return name


def _colour(written: str) -> str:
    if written and not _COLOUR.fullmatch(written):
        raise ValueError("write a colour as # and six digits from 0 to f, such as #0a5960")
    return written.lower()


def _licence(written: str) -> str:
    if written and not _LICENCE.fullmatch(written):
        raise ValueError("write the short name of a licence, such as CC-BY-4.0")
    return written


# A heading or a name: one line that is not empty.
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)
]
# A web address, or nothing.
Link = Annotated[str, AfterValidator(_link)]
# A mail address, or nothing.
Mail = Annotated[str, AfterValidator(_mail)]
# A colour as `#rrggbb`, or nothing.
Colour = Annotated[
    str, AfterValidator(_colour), WithJsonSchema({"type": "string", "format": "color"})
]
# The name of a picture beside the settings file, or nothing.
Picture = Annotated[str, AfterValidator(_picture)]
# The short name of a licence as SPDX lists them, one's own, or nothing.
Licence = Annotated[str, AfterValidator(_licence)]


def not_among(choices: Iterable[str]) -> PydanticCustomError:
    """Return the fault that a value is none of these, for the settings to tell the nearest."""
    return PydanticCustomError("choice", "is no choice", {"choices": sorted(choices)})


def part(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a field that is a part of its own, one or several; else nothing."""
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind if kind.model_config.get("extra") == "forbid" else None
    return None


def is_several(field: FieldInfo) -> bool:
    """Tell whether a part may stand several times, as `[[people]]` does."""
    return get_origin(field.annotation) is tuple
