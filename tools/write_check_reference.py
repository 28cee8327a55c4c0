"""Write docs/check.md from the kinds of fault themselves; run it after changing one."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.checking import KINDS
from podcast.workspace import write

if TYPE_CHECKING:
    from podcast.finding import Kind

PAGE = Path(__file__).parent.parent / "docs" / "check.md"

_HEADINGS = {
    "A": "Pictures",
    "C": "Captions and transcripts",
    "D": "The look: colours and templates",
    "F0": "The feed: the show",
    "F1": "The feed: episodes",
    "F2": "The feed: the podcast namespace",
    "H": "Chapters",
    "L": "What listeners have",
    "P": "Pages and addresses",
    "S": "Sound",
    "T": "Text",
}
_PAGE = """\
# Check

`podcast check` looks at feed/ as it lies there, beside the settings and the ledger, and changes
nothing. It asks nothing of the network. `podcast build` does the same at its end, without opening
the sound files, and tells the errors.

```
podcast check                  every finding: file, line, code, what is wrong, what to do
podcast check --strict         status 1 for warnings as well, not for errors alone
podcast check --sound          reads and measures every sound file, which takes long
podcast check --format json    for other programs; see json.md
```

It ends with status 0 when nothing was found that counts, else with 1. An **error** is met by
listeners, readers or directories; a **warning** is worth a look. A code is never given to another
kind of fault. What lies elsewhere on the web is not looked up.

Where a mend says `podcast build`, the fault has come into feed/ after the last build, from another
program or by hand: building makes the folder anew.

This page is made by `python tools/write_check_reference.py`.
"""


def page() -> str:
    """Return the page as it should be."""
    parts = (
        f"\n## {_HEADINGS[area]}\n" + "".join(map(_section, kinds))
        for area, kinds in groupby(KINDS, _area)
    )
    return _PAGE + "".join(parts)


def _area(kind: Kind) -> str:
    return kind.code[:2] if kind.code.startswith("F") else kind.code[0]


def _section(kind: Kind) -> str:
    mend = f"{kind.mend[0].upper()}{kind.mend[1:]}"
    return (
        f"\n### {kind.code}\n\n**{kind.level.capitalize()}.** {kind.what}\n\n"
        f"- Example: {kind.example}.\n- Mend: {mend}.\n"
    )


if __name__ == "__main__":
    print(PAGE if write(PAGE, page()) else f"{PAGE} was up to date")
