"""A talk of any length, ready to be reviewed, and how quickly its text opens and takes keys."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.building import local_engines
from podcast.conversation import Voices, VoiceSpan
from podcast.engines import Engines
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from podcast.workspace import Workspace
from tests.editions import CAST, long_edition
from tests.fakes import FakeEngines
from tests.review.demo import heard_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

WORDS_A_TURN = 30
# When the text, and what is known of it, were painted; how long after each key the window was.
CLOCKS = """
(() => {
  const painted = (then) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => then(performance.now());
    after.port2.postMessage(null);
  });
  window.keys = [];
  addEventListener("keydown", ({ timeStamp }) => {
    painted((moment) => window.keys.push(moment - timeStamp));
  }, true);
  const watch = (name, selector, what) => new MutationObserver((_, observer) => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    painted((moment) => (window[name] = moment));
  }).observe(document, what);
  watch("opened", "#text .passage", { childList: true, subtree: true });
  watch("known", "#text[data-known]", { attributes: true, subtree: true });
})();
"""


@dataclass(frozen=True)
class Length:
    """A show with one long talk, and what heard it.

    Attributes:
        workspace: the show.
        engines: that hear it.
    """

    workspace: Workspace
    engines: Engines


def long_show(folder: Path, words: int) -> Length:
    """Give a talk of about so many words, drawn from the demo's, heard and written up."""
    engines = _engines(words)
    return Length(heard_workspace(folder, engines), engines)


def typed(page: Page, count: int) -> list[float]:
    """Type so many keys in the middle of the text; return the milliseconds to paint each."""
    page.evaluate(
        """() => {
          const boxes = document.querySelectorAll(".passage.opens .words");
          const box = boxes[Math.floor(boxes.length / 2)];
          box.scrollIntoView({ block: "center" });
          box.focus();
          getSelection().collapse(box.firstChild, Math.floor(box.textContent.length / 2));
          window.keys.length = 0;
        }"""
    )
    letters = itertools.islice(itertools.cycle("tillit "), count)
    page.keyboard.type("".join(letters), delay=60)
    page.wait_for_timeout(200)
    found: list[float] = page.evaluate("window.keys")
    return found


def work_of(page: Page) -> Callable[[], float]:
    """Return a clock of the seconds that the page's main thread works, however busy others are."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    return worked


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all do not exceed."""
    return sorted(values)[max(0, -(-round(100 * share) * len(values) // 100) - 1)]


def _engines(words: int) -> Engines:
    edition = long_edition(max(1, words // WORDS_A_TURN))
    names = [person.name for person in CAST]
    segments = tuple(
        Segment(
            tuple(
                Word(word.text, word.span, 0.5 if number % 13 == 0 else 0.97)
                for number, word in enumerate(timed.words)
            ),
            -0.2,
            0.01,
            1.2,
        )
        for timed in edition.paragraphs
    )
    spans = tuple(
        VoiceSpan(Span(timed.span.start, timed.span.end), 1 + names.index(timed.paragraph.speaker))
        for timed in edition.paragraphs
    )
    heard = FakeEngines(Transcript("sv", segments), Voices(spans, spans)).engines()
    return replace(heard, decode=local_engines().decode)
