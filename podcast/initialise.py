"""A new show: what `podcast init DIR` makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.errors import WorkspaceError
from podcast.reference import commented
from podcast.show import Show
from podcast.workspace import Workspace, make_folder, write

if TYPE_CHECKING:
    from pathlib import Path

_READ_ME = """\
# Här bor avsnitten

1. Öppna `show.toml` och skriv vad podden heter, vad den handlar om och var den ska publiceras.
   Varje inställning är förklarad på raden ovanför.
2. Lägg en inspelning här, till exempel `2026-05-04 Tillit.mp3`. Ljud och film går lika bra.
3. Kör `podcast build`. Inspelningen får en egen mapp. Där finns `episode.toml`, där du skriver
   vilka som talar, och `text.md`, texten som du rättar.
4. Kör `podcast serve` och se sidan och flödet i webbläsaren. De ligger i mappen `feed/`.

Filer som slutar på `.toml` och `.md` är dina. Filer som slutar på `.json` är programmets.
Allt i `feed/` görs på nytt och kan tas bort.
"""


# What is private, or of no use to others. What was heard and read (*.json) belongs in git.
_IGNORED = """\
# Röstavtryck är biometriska personuppgifter: de stannar på den här datorn.
/voices.json
/*/hearing.npz
# Arbete som pågår, och det som ströks medan texten granskades.
/*/.work/
/*/journal.json
# Vad som har spelats när texten granskades, och ljudets kurva.
/*/played.json
/*/waveform.bin
/.import/
/.lock*
.new-*
"""


def initialise(folder: Path) -> Workspace:
    """Make a show in the folder, with every setting explained; nothing there is overwritten.

    Raises:
        WorkspaceError: when a show is there already, or the folder cannot be written.
    """
    workspace = Workspace(folder.resolve())
    if workspace.show.exists():
        raise WorkspaceError(
            f"{workspace.show}: there is a show already; "
            "change its settings in that file, or choose another folder."
        )
    furnish(workspace, Show(title=_title(workspace.root), language="sv"))
    return workspace


def furnish(workspace: Workspace, show: Show) -> None:
    """Make the folders of a show that has no settings yet, and write those; the rest stays."""
    if not (read_me := workspace.episodes / "LÄSMIG.md").exists():
        write(read_me, _READ_ME)
    if not (ignored := workspace.episodes / ".gitignore").exists():
        write(ignored, _IGNORED)
    make_folder(workspace.feed)
    write(workspace.show, commented(show))


def _title(folder: Path) -> str:
    """Take the folder's name for a title; people change it in the file."""
    plain = "".join(sign if sign.isprintable() else " " for sign in folder.name)
    words = " ".join(plain.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Podden"
