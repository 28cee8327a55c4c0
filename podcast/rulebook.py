"""All rules of a language: what podcast/rules/ holds for it, checked to agree with itself."""

from __future__ import annotations

from itertools import chain

from pydantic import BaseModel, ConfigDict, model_validator

from podcast.glossary import GLOSSARY
from podcast.rules import (
    Backchannels,
    Figures,
    Headings,
    LeaveOut,
    Mark,
    Number,
    Procedural,
    Repeat,
    Respell,
    Rule,
    Words,
)

# The parts of a rules file that hold rules about words, in the order in which they are asked.
OF_WORDS = ("mark", "number", "procedural", "leave_out", "repeat", "respell")


class Rules(BaseModel):
    """The rules of a language.

    Attributes:
        keep: words that no rule may leave out, at whatever level: negations and hedges.
        numbers: words that are numbers, besides those in figures.
        no_comma_after: words after which a comma stood only because of what was left out.
        comma_before: words before which the comma after what was left out stays.
        begins_clause: words before which a comma may stand; before others, both commas around a
            filler go with it.
        headings: what questions may head the sections of a talk.
        figures: how numbers are written.
        inaudible: what stands for words that were hardly heard.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep: Words
    numbers: Words
    no_comma_after: Words
    comma_before: Words
    begins_clause: Words
    headings: Headings
    figures: Figures
    inaudible: Mark
    backchannels: Backchannels
    mark: tuple[Mark, ...] = ()
    number: tuple[Number, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    repeat: tuple[Repeat, ...] = ()
    respell: tuple[Respell, ...] = ()
    procedural: tuple[Procedural, ...] = ()

    @property
    def asked(self) -> tuple[Rule, ...]:
        """The rules about words, in the order in which they are asked."""
        return tuple(rule for name in OF_WORDS for rule in getattr(self, name))

    @property
    def automatic(self) -> Rules:
        """The same with those rules about words alone that do not only suggest."""
        of_words = {name: getattr(self, name) for name in OF_WORDS}
        chosen = {
            name: tuple(rule for rule in rules if rule.automatic)
            for name, rules in of_words.items()
        }
        return self.model_copy(update=chosen)

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of all rules."""
        alone = (GLOSSARY, self.backchannels.id, self.inaudible.id)
        return (*alone, *(rule.id for rule in self.asked))

    @model_validator(mode="after")
    def _agree(self) -> Rules:
        """Refuse rules that contradict each other."""
        if twice := sorted({name for name in self.ids if self.ids.count(name) > 1}):
            raise ValueError(f"two rules are called {twice[0]}; call one of them something else")
        gone = [(rule.id, rule.phrases) for rule in self.leave_out]
        gone += [(rule.id, tuple(rule.lines)) for rule in self.procedural]
        for name, phrases in gone:
            if kept := sorted(self.keep.intersection(chain.from_iterable(phrases))):
                raise ValueError(f"{name} leaves out {kept[0]}, which must be kept")
        for spelling in self.respell:
            if again := sorted(set(spelling.spellings) & set(spelling.spellings.values())):
                raise ValueError(f"{spelling.id} both writes {again[0]} and writes it anew")
        return self
