"""The rooms of the review page, in the order in which people go through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.review import doubt, editor, facts, heard, roster

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.routing import BaseRoute

    from podcast.review.answers import House

ROOMS: Mapping[str, Callable[[House], list[BaseRoute]]] = {
    "roster": roster.routes,
    "text": editor.routes,
    "doubt": doubt.routes,
    "heard": heard.routes,
    "facts": facts.routes,
}
"""Each room by its name in addresses, with what makes its routes; base.html has their titles."""
