"""The rules of a show of its own: `episodes/rules.toml`, written by people, beside ours.

The file is written as ours are, every part of it optional. It may also switch rules of ours off,
and choose whether a rule is automatic or only suggests.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from podcast.options import Line
from podcast.rulebook import OF_WORDS, Rules
from podcast.rules import LeaveOut, Mark, Number, Procedural, Repeat, Respell, Rule, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.toml_lines import Place


class OwnRules(BaseModel):
    """What a show adds to the rules of its language, and what it changes about them.

    Attributes:
        keep: more words that no rule may leave out, ours included.
        off: rules of ours that are not asked.
        automatic: rules of ours that do not only suggest.
        suggested: rules of ours that only suggest.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep: Words = frozenset()
    off: tuple[Line, ...] = ()
    automatic: tuple[Line, ...] = ()
    suggested: tuple[Line, ...] = ()
    mark: tuple[Mark, ...] = ()
    number: tuple[Number, ...] = ()
    procedural: tuple[Procedural, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    repeat: tuple[Repeat, ...] = ()
    respell: tuple[Respell, ...] = ()

    def added_to(self, ours: Rules) -> Rules:
        """Return our rules as the show would have them; its own are asked first."""
        changed: dict[str, object] = {
            name: (*getattr(self, name), *map(self._changed, self._left_on(getattr(ours, name))))
            for name in OF_WORDS
        }
        return ours.model_copy(update=changed | {"keep": ours.keep | self.keep})

    def faults(self, ours: Rules) -> Iterator[tuple[Place, str]]:
        """Tell what does not go with our rules, with the place of each fault in the file."""
        yield from self._unknown(ours)
        switched_off = {rule.id for rule in ours.asked if rule.id in self.off}
        names = [name for name in ours.ids if name not in switched_off]
        for place, rule in self._own():
            if rule.id in names:
                remedy = f'call yours something else, or switch ours off: off = ["{rule.id}"]'
                yield (*place, "id"), f"there is a rule “{rule.id}” already; {remedy}."
            names.append(rule.id)
            if kept := sorted((ours.keep | self.keep).intersection(_left_out(rule))):
                yield place, f"“{rule.id}” leaves out {kept[0]}, which must be kept."

    def _unknown(self, ours: Rules) -> Iterator[tuple[Place, str]]:
        known = [rule.id for rule in ours.asked]
        for option in ("off", "automatic", "suggested"):
            for index, name in enumerate(getattr(self, option)):
                if name not in known:
                    near = get_close_matches(name, known, n=1)
                    offer = f"did you mean “{near[0]}”?" if near else f"we have {', '.join(known)}."
                    yield (option, index), f"“{name}” is no rule of ours; {offer}"

    def _own(self) -> Iterator[tuple[Place, Rule]]:
        for name in OF_WORDS:
            for index, rule in enumerate(getattr(self, name)):
                yield (name, index), rule

    def _left_on(self, rules: tuple[Rule, ...]) -> Iterator[Rule]:
        return (rule for rule in rules if rule.id not in self.off)

    def _changed(self, rule: Rule) -> Rule:
        if rule.id in self.automatic:
            return rule.model_copy(update={"automatic": True})
        if rule.id in self.suggested:
            return rule.model_copy(update={"automatic": False})
        return rule


def _left_out(rule: Rule) -> frozenset[str]:
    """The words that a rule would leave out."""
    phrases = rule.phrases if isinstance(rule, LeaveOut) else ()
    lines = rule.lines if isinstance(rule, Procedural) else ()
    return frozenset(chain.from_iterable([*phrases, *lines]))
