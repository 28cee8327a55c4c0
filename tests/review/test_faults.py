"""What goes wrong is told in Swedish, and every sentence of the catalogue is one that we say."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pytest
from babel.messages.pofile import read_po
from pydantic import Field, TypeAdapter, ValidationError

from podcast import check_colours, ffmpeg, text
from podcast.decode import decode
from podcast.drift import drift, gone, new_address, taken
from podcast.episode import Episode, parse_speakers
from podcast.errors import PodcastError
from podcast.job import Job, find, read_shelf, read_show
from podcast.ledger import Entry
from podcast.lock import only_one
from podcast.review.faults import CATALOGUE, KNOWN, OURS, PART, Line, told
from podcast.settings import parse
from podcast.show import Show
from podcast.span import parse_clock
from podcast.workspace import Workspace, read, write
from tests.fakes import add_episode, new_show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"\{(\w+)\}")
DAY = datetime(2026, 5, 4, tzinfo=UTC)
ENTRY = Entry("tillit", "guid", DAY, "recording", "sound", "Mod")


def swedish(sentences: str) -> str:
    lines = told(sentences, "sv")
    assert {line.lang for line in lines} == {"sv"}, lines
    return "\n".join(line.text for line in lines)


def raised(do: Callable[[], object]) -> str:
    with pytest.raises((PodcastError, ValueError)) as fault:
        do()
    return str(fault.value)


SETTINGS = {
    'title = "Mod': "rad 1, tecken 13: citattecknet som avslutar texten fattas.",
    "title = Mod": "rad 1, tecken 9: efter = ska det stå text inom citattecken, ett tal, true eller"
    " false, ett datum eller en lista inom [ ].",
    'title = "A"\ntitle = "B"': "rad 2, tecken 12: inställningen står två gånger;"
    " behåll en av dem.",
    'titel = "Mod"': "rad 1: inställningen ”titel” finns inte; menade du ”title”?",
    "": '”title” fattas; skriv till exempel title = "Tillit i socialtjänsten".',
    'published = "i morgon"': "rad 1: ”published” kan inte vara ”i morgon”; skriv ett datum som"
    " 2026-05-04 (i filen utan citattecken).",
    "published = 5": "rad 1: ”published” kan inte vara 5; skriv ett datum som 2026-05-04 (i filen"
    " utan citattecken).",
    "published = 1026-05-04": "rad 1: ”published” kan inte vara 1026-05-04; skriv ett år från 1900"
    " till 2999.",
    "place = 7": "rad 1: ”place” kan inte vara 7; skriv text (i filen inom citattecken).",
    "number = 0": "rad 1: ”number” kan inte vara 0; det minsta är 1.",
    "number = [1]": "rad 1: ”number” kan inte vara en lista; skriv ett heltal (i filen utan"
    " citattecken).",
    'kind = "dark"': "rad 1: ”kind” kan inte vara ”dark”; välj bland panel, podcast, interview.",
    'cuts = ["snart"]': "rad 1: ”cuts” kan inte vara ”snart”; skriv en sträcka som 0:00-12:31"
    " (i filen inom citattecken).",
    'cuts = ["0:09-0:03"]': "rad 1: ”cuts” kan inte vara ”0:09-0:03”; en sträcka slutar efter att"
    " den börjat, som 0:00-12:31.",
    'slug = "Åh nej; inte så"': "rad 1: ”slug” kan inte vara ”Åh nej; inte så”; använd bara a–z,"
    " 0–9 och enkla bindestreck mellan dem.",
    'slug = "feed"': "rad 1: ”slug” kan inte vara ”feed”; det namnet används till något annat;"
    " lägg till ett ord.",
    '[[people]]\nname = "Karin Ek"\nrol = "x"': "rad 3: inställningen ”rol” finns inte i people;"
    " menade du ”role”?",
    '[[people]]\nname = "Karin Ek"\nheard_at = ["strax"]': "rad 3: ”heard_at” kan inte vara"
    " ”strax”; skriv en tidpunkt som 12:31 eller 1:02:03.",
}


@pytest.mark.parametrize("content", SETTINGS)
def test_a_fault_of_the_settings_is_told_in_swedish(content: str) -> None:
    fault = raised(partial(parse, content, Episode, Path("a: b/episode.toml")))
    assert f"a: b/episode.toml: {SETTINGS[content]}" in swedish(fault).splitlines()


TEXTS = {
    "# A\n\n# B": "3:1: det finns redan en titel; skriv ”## ” för en rubrik",
    "# A\n\n- Ett\n- Två": "3:1: en lista visas som den är skriven, på en rad; gör varje punkt till"
    " ett stycke",
    "# A\n\n<b>Ett</b>\n\n<b>Två</b>": "3:1: HTML visas som det är skrivet; ta bort det"
    " (och på 1 ställen till)",
    "# A\n\nKarin Eck: Ja.": "3:1: ”Karin Eck” är inte med bland de medverkande; menade du ”Karin"
    " Ek”? Lägg annars till personen under ”Avsnittet”, eller börja stycket med \\ om det inte är"
    " ett namn",
    "# A\n\n![](a.jpg)": "3:1: bilden har ingen bildtext; skriv vad den visar mellan [ och ]",
}


@pytest.mark.parametrize("content", TEXTS)
def test_a_remark_on_a_text_is_told_in_swedish(content: str) -> None:
    (remark,) = text.parse(content, ("Karin Ek",)).remarks
    assert swedish(f"tillit: text.md:{remark}") == f"tillit: text.md:{TEXTS[content]}"


@pytest.fixture
def show(tmp_path: Path) -> Workspace:
    """A show with an episode that nobody has built."""
    workspace = new_show(tmp_path)
    add_episode(workspace, "ett")
    return workspace


def job_of(workspace: Workspace) -> Job:
    return find(read_shelf(workspace, read_show(workspace)), "ett").ready()


def test_what_is_wrong_with_an_episode_is_told_in_swedish(show: Workspace) -> None:
    job, shelf = job_of(show), read_shelf(show, read_show(show))
    near = raised(partial(find, shelf, "etta"))
    assert swedish(near) == "etta: det avsnittet finns inte; menade du ”ett”?"
    far = raised(partial(find, shelf, "sommarfesten"))
    assert swedish(far).endswith("; första sidan visar alla som finns.")
    assert "filen ”a.jpg” finns inte i mappen" in swedish(raised(partial(job.beside, "a.jpg")))
    missing = raised(partial(read, job.folder.path / "nothing"))
    assert "går inte att läsa (filen eller mappen finns inte)" in swedish(missing)
    hindered = raised(partial(write, job.recording() / "a", b"x"))
    assert "det går inte att skriva där (filen finns redan)" in swedish(hindered)
    with only_one(show):
        busy = raised(lambda: only_one(show).__enter__())
    assert swedish(busy).endswith(
        "ett annat bygge pågår (podcast build); vänta tills det är klart."
    )


def test_a_recording_that_cannot_be_used_is_told_in_swedish(tmp_path: Path) -> None:
    for content, sentence in {
        b"": "filen är tom; kopiera inspelningen en gång till.",
        b"<script>": "det är ingen ljudfil, eller så är dess början skadad; exportera den igen från"
        " inspelningsprogrammet, till exempel som WAV eller MP3.",
    }.items():
        file = tmp_path / "a.mp3"
        file.write_bytes(content)
        fault = raised(partial(decode, file, tmp_path / "pcm"))
        assert swedish(fault) == f"{file}: {sentence}"
    broken = raised(partial(ffmpeg.made, b"", "-i", "pipe:0", making="a.mp3"))
    assert swedish(broken).startswith("a.mp3: ljudet går inte att skriva (")


def test_what_would_break_for_listeners_is_told_in_swedish() -> None:
    later = datetime(2026, 5, 5, tzinfo=UTC)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    withdrawn = Entry("tillit", "guid", DAY, "recording", "sound", "Mod", state="withdrawn")
    for sentence in (
        *drift(ENTRY, "mod", later, "published", now),
        *drift(ENTRY, "tillit", DAY, "draft", now),
        *drift(ENTRY, "tillit", DAY, "published", datetime(2026, 5, 1, tzinfo=UTC)),
        *drift(ENTRY, "tillit", now, "published", later),
        *drift(withdrawn, "tillit", DAY, "published", now),
        new_address("https://a.example/", "https://b.example/"),
        gone([ENTRY]),
        gone([ENTRY, withdrawn]),
    ):
        assert "--accept-change" in swedish(sentence)
    assert 'slug = "mod-2"' in swedish(taken("episode.toml", "mod", ENTRY, "mod-2"))


PROBABLY = (
    "ett: Röst 1 is probably Per Lind (“Per” at 0:12, “ja” at 0:15, sounds like Per Lind: 0.81, "
    "next 0.44); `podcast name ett` accepts it"
)
ILLEGIBLE = (
    "episodes/show.toml: D001 buttons: on-accent #ffffff on accent #ffcc00 has a contrast of "
    "1.47:1 on light pages and needs 4.5:1, as accent #0a5960 has; "
    f"{check_colours.ILLEGIBLE.mend}."
)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (raised(partial(parse_clock, "snart")), "”snart” är ingen tidpunkt"),
        (f"speakers = många: {raised(partial(parse_speakers, 'många'))}.", "skriv ett tal som 3"),
        ("a: the photo cannot be read; save it as JPEG or PNG or WEBP.", "bilden går inte att"),
        ("a: the photo cannot be read; save it as JPEG or PNG or WEBP.", "JPEG eller PNG eller"),
        (PROBABLY, "(”Per” vid 0:12, ”ja” vid 0:15, låter som Per Lind: 0.81, närmast"),
        (ILLEGIBLE, "D001 knappar: on-accent #ffffff mot accent #ffcc00 har kontrasten 1.47:1 på"),
        (ILLEGIBLE, "eller i er egen stilmall, och bygg igen."),
        ("Not Found", "sidan finns inte"),
    ],
)
def test_parts_of_a_sentence_that_are_ours_are_swedish_too(sentence: str, said: str) -> None:
    assert said in swedish(sentence)


def test_what_people_wrote_stays_as_it_is() -> None:
    assert swedish("“a list: no file; photo” takes part already.") == (
        "”a list: no file; photo” är redan med bland de medverkande."
    )


def test_what_is_not_in_the_catalogue_stays_english_and_says_so() -> None:
    unknown = "a.toml: “x” cannot be 3; do as nobody ever said."
    assert told(f"{unknown}\nNot Found\n", "sv") == (
        Line(unknown, "en"),
        Line("sidan finns inte", "sv"),
    )


def test_a_show_in_english_is_told_in_english() -> None:
    assert told("Not Found", "en") == (Line("Not Found", "en"),)


@pytest.mark.parametrize("piece", [": ", "“", "; ", " b; ", " and ", "” at 0:00, “"])
def test_an_odd_line_takes_no_time_and_breaks_nothing(piece: str) -> None:
    line = f"a.jpg: the photo cannot be read; save it as {'a' + piece * 20_000}b."
    assert len(told(line, "sv")) == 1


def test_the_default_of_shows_is_swedish() -> None:
    assert Show.model_fields["language"].get_default() == "sv"


def entries() -> list[Message]:
    with (ROOT / "templates" / CATALOGUE).open("rb") as opened:
        return [one for one in read_po(opened, abort_invalid=True) if one.id]


def test_a_sentence_has_the_same_parts_in_both_languages() -> None:
    for entry in entries():
        english = PLACE.findall(str(entry.id))
        assert len(english) == len(set(english)), entry.id
        wanted = {name for name in english if not name.startswith("_")}
        assert set(PLACE.findall(str(entry.string))) == wanted, entry.id
        assert entry.context in {None, PART}
        assert not str(entry.id).endswith(".")
    assert KNOWN < OURS


def test_every_sentence_of_the_catalogue_is_one_that_we_say() -> None:
    """So a sentence that is changed where it is raised is changed in the catalogue, too."""
    said = "\n".join((*ours(), *others()))
    unsaid = {
        str(entry.id): piece
        for entry in entries()
        for piece in pieces(str(entry.id))
        if piece not in said
    }
    assert not unsaid, "mend these in templates/review/faults.sv.po: nobody says what stands there"


def pieces(sentence: str) -> Iterator[str]:
    """What a sentence always says: between its parts, and as it may be put together of two."""
    for clause in sentence.split("; "):
        yield from (piece.strip(' .,:()“”"`') for piece in PLACE.sub("\0", clause).split("\0"))


def others() -> Iterator[str]:
    """What systems, web servers and pydantic say."""
    yield from map(os.strerror, errno.errorcode)
    yield from (status.phrase for status in HTTPStatus)
    for value in ("", "abcd"):
        with pytest.raises(ValidationError) as fault:
            TypeAdapter(Annotated[str, Field(min_length=2, max_length=3)]).validate_python(value)
        yield fault.value.errors()[0]["msg"]


def ours() -> Iterator[str]:
    """All texts in our sources, their parts in braces; what is named once stands for its name."""
    for file in sorted((ROOT / "podcast").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        named = named_texts(nodes)
        for node in nodes:
            if isinstance(node, ast.Constant | ast.JoinedStr):
                yield written(node, named)


def named_texts(nodes: list[ast.AST]) -> dict[str, ast.expr]:
    found: Counter[str] = Counter()
    texts: dict[str, ast.expr] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] += 1
            if isinstance(node.value, ast.Constant | ast.JoinedStr):
                texts[node.targets[0].id] = node.value
    return {name: text for name, text in texts.items() if found[name] == 1}


def written(node: ast.expr, named: dict[str, ast.expr]) -> str:
    match node:
        case ast.Constant(value=str()):
            return str(node.value)
        case ast.JoinedStr():
            return "".join(written(part, named) for part in node.values)
        case ast.FormattedValue(value=ast.Name(id=name)) if name in named:
            return written(named[name], {})
    return "{}"
