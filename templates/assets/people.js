// Shows only what one person says. Turns are hidden, not taken away: printed, the text is whole.

import { covered } from "./follow.js";

export function people(talk, strip) {
  const buttons = [...document.querySelectorAll("button.only")];
  const all = document.getElementById("everybody");
  let shown = null;

  /** Change what is seen without moving what the reader has before the eyes. */
  function inPlace(change) {
    const seen = talk.turns.find(({ section }) => !section.hidden && section.getBoundingClientRect().bottom > covered());
    const before = seen?.section.getBoundingClientRect().top;
    change();
    if (seen && before < innerHeight && !seen.section.hidden) {
      scrollBy({ top: seen.section.getBoundingClientRect().top - before, behavior: "instant" });
    }
  }

  function show(person) {
    shown = person;
    const speaker = person?.dataset.speaker;
    inPlace(() => talk.turns.forEach(({ section }) => (section.hidden = !!person && section.dataset.speaker !== speaker)));
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.closest("li") === person)));
    all.hidden = !person;
    strip.keep(person ? strip.phrases.only.replace("{}", () => person.querySelector("b").textContent) : "");
    if (!person) strip.say(strip.phrases.all);
  }

  all.addEventListener("click", () => {
    // The button is about to go: whoever pressed it by keyboard goes on where it was asked for.
    if (document.activeElement === all) shown.querySelector("button").focus({ preventScroll: true });
    show(null);
  });
  return {
    only: (person) => show(person === shown ? null : person),
    everybody: () => shown && show(null),
  };
}
