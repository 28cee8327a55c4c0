"""The room “Texten” in real Chromium: what is written there is what listeners get."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from podcast.building import build
from podcast.finished import finished_store
from podcast.workspace import write
from tests.builds import NOW
from tests.chromium import assert_accessible, until
from tests.fakes import Collected
from tests.review.demo import SLUG, demo_workspace, engines
from tests.review.lengths import CLOCKS, long_show, percentile, typed
from tests.review.reviewing import reviewing
from tests.review.writing import ROOM, Writer, copied
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from podcast.edition import Edition
    from podcast.workspace import Workspace
    from tests.review.reviewing import Reviewing

    Sit = Callable[..., Writer]

pytestmark = pytest.mark.browser

LEVEL = 'level = "documentation"\n'


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo as it was heard and drafted."""
    workspace = demo_workspace(tmp_path_factory.mktemp("show"))
    settings = workspace.folders()[0].settings
    settings.write_text(LEVEL + settings.read_text("utf-8"), encoding="utf-8")
    return workspace


@pytest.fixture
def workspace(heard: Workspace, tmp_path: Path) -> Workspace:
    return copied(heard, tmp_path / "show")


@pytest.fixture
def review(workspace: Workspace) -> Iterator[Reviewing]:
    with reviewing(workspace, engines()) as found:
        yield found


@pytest.fixture
def sit(chromium: Browser, review: Reviewing) -> Iterator[Sit]:
    """Open the room, as one browser; it may be opened more than once."""
    context = chromium.new_context()
    faults: list[str] = []

    def opened(**settings: int) -> Writer:
        page = context.new_page()
        if settings:
            page.set_viewport_size({"width": settings["width"], "height": 800})
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(review.entry.address(ROOM))
        return Writer(page, review.workspace.folders()[0]).wait_for_text()

    yield opened
    context.close()
    assert faults == []


def times(workspace: Workspace) -> list[tuple[str, float]]:
    """Each word of the published edition with the moment at which it begins."""
    edition = published(workspace)
    return [(word.text, word.span.start) for timed in edition.paragraphs for word in timed.words]


def published(workspace: Workspace) -> Edition:
    finished, _ = finished_store(workspace.folders()[0]).read({})
    assert finished
    return finished.edition


def build_now(workspace: Workspace) -> None:
    done = build(workspace, engines(), Collected(), NOW)
    assert done.outcome.failures == ()


def test_what_is_edited_is_what_listeners_get_and_untouched_words_keep_their_times(
    sit: Sit, workspace: Workspace
):
    build_now(workspace)
    before = times(workspace)
    writer = sit()
    for wrong, right in (
        ("medarbettarna", "medarbetarna"),
        ("rasseras", "raseras"),
        ("vända.", "vänta."),
    ):
        writer.correct(wrong, right)
    writer.select("Under många år", start=True)
    writer.press("Enter")
    writer.wait_for("för lite.\n\nUnder många år")
    writer.select("Att vänta kostar både pengar och människoliv.")
    writer.page.select_option("#give-whom", "Lena Holm")
    writer.page.get_by_role("button", name="Ge", exact=True).click()
    writer.wait_for("Lena Holm: Att vänta kostar")
    writer.page.check("#show-edits")
    writer.wait_for_text()
    writer.page.click('.put-back[aria-label*="alltså,"]')
    writer.wait_for("Men, alltså, vi måste")
    whole = writer.on_disk
    writer.press("Control+z")
    writer.wait_for("Men vi måste")
    writer.press("Control+z")
    writer.wait_for("vänta. Att vänta", without="Lena Holm: Att vänta")
    writer.press("Control+Shift+z")
    writer.wait_for("Lena Holm: Att vänta")
    writer.page.reload()
    writer.wait_for_text().press("Control+y")
    writer.wait_for("Men, alltså, vi måste")
    assert writer.on_disk == whole

    build_now(workspace)
    page = (workspace.feed / SLUG / "index.html").read_text("utf-8")
    captions = (workspace.feed / SLUG / f"{SLUG}.vtt").read_text("utf-8")
    spoken = re.sub(r"<[^>]+>|\s+", " ", captions)
    for words in ("på medarbetarna.", "raseras på", "Men, alltså, vi"):
        assert words in page
        assert words in re.sub(r" +", " ", spoken)
    assert re.search(r"<v Lena Holm>Att vänta", captions)
    assert published(workspace).document.talk[5].text.startswith("Under många år")
    untouched = set(before) - set(times(workspace))
    assert {text for text, _ in untouched} == {"medarbettarna.", "rasseras", "vända.", "Men"}
    assert (workspace.feed / "feed.xml").is_file()


def test_words_that_were_changed_on_disk_meanwhile_stay_too(sit: Sit):
    writer = sit()
    changed = writer.on_disk.replace("Ta bort en blankett.", "Ta bort två blanketter.")
    write(writer.folder.text, changed)
    writer.correct("rasseras", "raseras")
    assert writer.on_disk == changed.replace("rasseras", "raseras")
    until(writer.page, "document.body.textContent.includes('två blanketter')")


def test_a_true_conflict_is_shown_with_both_versions_and_decided(sit: Sit):
    writer = sit()
    writer.select("blankett", start=True)
    changed = writer.on_disk.replace("Ta bort en blankett.", "Ta bort två blanketter.")
    write(writer.folder.text, changed)
    writer.page.keyboard.type("ny ")
    writer.wait_for("Ta bort en ny blankett.")
    until(writer.page, "!document.getElementById('disputed').hidden")
    shown = writer.page.locator("#disputed").inner_text()
    assert "Ta bort en ny blankett." in shown
    assert "Ta bort två blanketter." in shown
    writer.click("Ta den andra")
    writer.wait_for("Ta bort två blanketter.", without="en ny")
    until(writer.page, "document.getElementById('disputed').hidden")
    until(writer.page, "document.getElementById('text').textContent.includes('två blanketter')")


def test_two_windows_write_at_the_same_time(sit: Sit):
    one, other = sit(), sit()
    one.correct("rasseras", "raseras")
    other.correct("medarbettarna", "medarbetarna")
    one.wait_for("raseras", "medarbetarna")
    for writer in (one, other):
        writer.page.bring_to_front()
        until(writer.page, "document.getElementById('text').textContent.includes('medarbetarna')")
        until(writer.page, "document.getElementById('text').textContent.includes('raseras')")


def test_a_paragraph_is_parted_and_joined_by_keys_and_what_is_typed_meanwhile_is_kept(sit: Sit):
    writer = sit()
    before = writer.on_disk
    writer.select("Under många år", start=True)
    writer.page.keyboard.press("Enter")
    writer.page.keyboard.type("Ja. ")
    writer.wait_for("för lite.\n\nJa. Under många år")
    for _ in range(4):
        writer.press("Backspace")
    writer.wait_for("för lite.\n\nUnder många år")
    writer.press("Backspace")
    writer.wait_for("för lite. Under många år")
    assert writer.on_disk == before


def test_arrows_lead_from_passage_to_passage_and_tab_to_the_tools(sit: Sit):
    writer = sit()
    writer.select("Per, hur", start=True)
    writer.press("ArrowUp")
    assert "måste få kosta." in writer.page.evaluate("document.activeElement.textContent")
    writer.press("ArrowDown")
    writer.press("Tab")
    assert writer.page.evaluate("document.activeElement.closest('#tools') !== null")
    writer.press("Escape")
    assert not writer.page.locator("#tools").is_hidden()


def test_a_turn_is_given_to_another_where_its_name_stands(sit: Sit):
    writer = sit()
    box = writer.page.locator(".passage", has_text="Ta bort en blankett.")
    box.locator("select").select_option("Per Lind")
    writer.wait_for("Per Lind: Ta bort en blankett.")


def test_a_boundary_moves_by_words_and_a_heading_and_a_quotation_are_set(sit: Sit):
    writer = sit()
    writer.select("Ta bort", start=True)
    writer.page.click("#tools summary")
    writer.click("Första ordet till föregående")
    writer.wait_for("ungdomarna själva. Ta\n\nLena Holm: bort")
    writer.click("Hämta ord från föregående")
    writer.wait_for("själva.\n\nLena Holm: Ta bort")
    writer.click("Rubrik ovanför")
    writer.wait_for("## Ny rubrik\n\nLena Holm: Ta bort")
    until(writer.page, "document.activeElement.textContent === 'Ny rubrik'")
    writer.page.keyboard.type("I morgon")
    writer.wait_for("## I morgon\n\nLena Holm")
    writer.select("bort en blankett")
    writer.page.click("#tools summary")
    writer.click("Lyft ut det markerade som citat")
    writer.wait_for("> bort en blankett")
    until(writer.page, "document.activeElement.textContent === 'bort en blankett'")
    writer.page.click("#tools summary")
    writer.click("Ta bort")
    writer.wait_for("## I morgon", without="> bort")


def test_words_are_replaced_everywhere_and_always(sit: Sit, workspace: Workspace):
    writer = sit()
    writer.click("Sök och ersätt")
    writer.page.fill("#sought", "rasseras")
    until(writer.page, "document.getElementById('found').textContent === 'Ett ställe'")
    writer.page.fill("#by", "raseras")
    writer.page.check("#always")
    writer.click("Ersätt överallt")
    writer.wait_for("raseras", without="rasseras")
    assert 'glossary = ["rasseras => raseras"]' in workspace.show.read_text("utf-8")


def test_the_sound_plays_from_the_caret_and_the_word_that_is_heard_is_marked(sit: Sit):
    writer = sit()
    writer.select("Under många år", start=True)
    writer.press("Alt+p")
    heard = """() => {
      const [range] = CSS.highlights.get("heard") ?? [];
      return range ? range.startContainer.data.slice(range.startOffset, range.endOffset) : "";
    }"""
    until(writer.page, f"({heard})() === 'Under'")
    assert 60 < writer.page.evaluate("document.querySelector('audio').currentTime") < 65
    until(writer.page, f"({heard})() === 'år'")
    until(writer.page, "!!document.querySelector('.passage[aria-current=true]')")


def test_words_in_doubt_are_marked_on_demand(sit: Sit):
    writer = sit()
    doubted = """() => [...(CSS.highlights.get("doubt") ?? [])].map(
      (range) => range.startContainer.data.slice(range.startOffset, range.endOffset)
    ).sort()"""
    assert writer.page.evaluate(doubted) == []
    writer.page.check("#show-doubt")
    until(writer.page, f"({doubted})().length === 2")
    assert writer.page.evaluate(doubted) == ["medarbettarna.", "vända."]
    writer.select("Det är inte alltid", start=True)
    writer.page.keyboard.type("Ja. ")
    until(writer.page, f"({doubted})()[0] === 'medarbettarna.'")
    writer.correct("medarbettarna", "medarbetarna")
    until(writer.page, f"({doubted})().length === 1")


def test_what_could_not_be_sent_is_taken_up_by_a_reload(sit: Sit):
    writer = sit()
    writer.page.context.set_offline(True)
    writer.select("blankett", start=True)
    writer.page.keyboard.type("ny ")
    until(writer.page, "document.getElementById('fault').textContent !== ''")
    assert "en ny" not in writer.on_disk
    writer.page.on("dialog", lambda dialog: dialog.accept())
    writer.page.context.set_offline(False)
    writer.page.reload()
    writer.wait_for("en ny blankett")
    writer.wait_for_text()
    assert "Ta bort en ny blankett." in writer.passages()


def test_without_the_server_the_words_stay_and_are_sent_once_it_answers(sit: Sit):
    writer = sit()
    writer.page.context.set_offline(True)
    writer.select("blankett", start=True)
    writer.page.keyboard.type("ny ")
    until(writer.page, "document.getElementById('fault').textContent !== ''")
    writer.page.context.set_offline(False)
    writer.wait_for("en ny blankett")
    until(writer.page, "document.getElementById('fault').textContent === ''")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_room_is_accessible(sit: Sit, width: int):
    writer = sit(width=width)
    writer.page.check("#show-doubt")
    writer.page.check("#show-edits")
    writer.click("Sök och ersätt")
    writer.select("blankett", start=True)
    assert_accessible(writer.page, widths=[width], least=20)


SERVE = """
import sys
from pathlib import Path
from podcast.review.server import app
from podcast.loopback import listening, server_of
from podcast.review.gate import Pass
from podcast.workspace import Workspace
from tests.review.demo import SLUG, engines
with listening(0) as listener:
    entry = Pass(listener.getsockname()[1])
    print(entry.address(f"{SLUG}/text"), flush=True)
    server_of(app(Workspace.at(Path(sys.argv[1])), entry, engines())).run(sockets=[listener])
"""


@contextlib.contextmanager
def served(workspace: Workspace) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The review page in a process of its own, and its address."""
    command = [sys.executable, "-c", SERVE, str(workspace.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@contextlib.contextmanager
def writing(chromium: Browser, workspace: Workspace, address: str) -> Iterator[Writer]:
    page = chromium.new_page()
    page.goto(address)
    yield Writer(page, workspace.folders()[0]).wait_for_text()
    page.close()


def test_a_server_killed_in_mid_edit_costs_two_seconds_of_typing_at_most(
    chromium: Browser, workspace: Workspace
):
    typed: list[tuple[float, str]] = []
    with (
        served(workspace) as (process, address),
        writing(chromium, workspace, address) as writer,
    ):
        writer.select("blankett", start=True)
        for number in range(40):
            word = f"ord{number} "
            writer.page.keyboard.type(word, delay=15)
            typed.append((writer.page.evaluate("performance.now()"), word))
        killed = writer.page.evaluate("performance.now()")
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept = "".join(word for at, word in typed if killed - at > 2000).strip()
        assert kept, "it took too little time to type"
        assert kept in writer.on_disk
    with served(workspace) as (_, address), writing(chromium, workspace, address) as writer:
        assert any(kept in text for text in writer.passages())
        before = writer.on_disk
        writer.press("Control+z")
        wait_until(lambda: len(writer.on_disk) < len(before))
        assert "Ta bort en" in writer.on_disk


def test_an_hour_of_talk_opens_soon_and_takes_keys_without_lag(chromium: Browser, tmp_path: Path):
    """Bounds that hold on a busy machine; `bench.review` tells the numbers."""
    show = long_show(tmp_path, words=10_000)
    with reviewing(show.workspace, show.engines) as review:
        page = chromium.new_page()
        page.add_init_script(CLOCKS)
        page.goto(review.entry.address(ROOM))
        until(page, "!!window.opened")
        assert page.evaluate("window.opened") < 15_000
        until(page, "!!document.getElementById('text').dataset.known")
        times = typed(page, 60)
        page.close()
    assert len(times) == 60
    assert percentile(times, 0.5) < 150
    assert percentile(times, 0.95) < 1000
