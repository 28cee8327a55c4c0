"""Write docs/settings.md from the settings themselves; run it after changing an option."""

from __future__ import annotations

from pathlib import Path

from podcast.episode import Episode
from podcast.reference import reference
from podcast.show import Show
from podcast.workspace import write

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"

_PAGE = """\
# Settings

Settings are [TOML](https://toml.io): `name = value`, text between straight quotation marks, and
whatever follows a `#` is a remark. An option that is left out has its default. `podcast init`
writes a `show.toml`, and `podcast build` an `episode.toml` for each new recording, in which every
option stands with its explanation. A name or a value that cannot be is told with its line.

This page is made by `python tools/write_settings_reference.py`.

## The show: `episodes/show.toml`

{show}
## An episode: `episodes/<folder>/episode.toml`

{episode}"""


def page() -> str:
    """Return the page as it should be."""
    return _PAGE.format(show=reference(Show), episode=reference(Episode))


if __name__ == "__main__":
    print(PAGE if write(PAGE, page()) else f"{PAGE} was up to date")
