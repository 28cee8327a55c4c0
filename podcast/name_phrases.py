"""What people say around names, by language: for whoever speaks the language to read and extend.

Phrases are written as they compare: lower case, no punctuation. “…” stands for up to four words.
"""

from __future__ import annotations

from dataclasses import dataclass

from podcast.name_sounds import sounded


@dataclass(frozen=True, slots=True)
class NamePhrases:
    """The phrases of one language.

    Attributes:
        own_name: directly before the speaker's own name, and hardly before anything else.
        may_be_own_name: the same, but before many other things too.
        greets_with_name: before one's own name when greeting, with where one is from behind it.
        origin: what tells where somebody is from.
        presents: before the names and roles of those who take part.
        welcomes: what only who leads the talk says.
        thanks: directly before the name of who has just spoken.
        hails: may stand before the name of who is spoken to.
        you: words for who is spoken to.
        clause_starts: after “och Erik, …” these show that he is spoken to and not one of a list.
        joins: between two of a list.
        to_role: between one's own name and one's role.
        role_ends: how words for a role end.
        articles: before a role, left out of it.
        lead: what we call who leads the talk.
        given_names: how common ones sound, by which a stranger's name is told from a place's.
    """

    own_name: tuple[str, ...]
    may_be_own_name: tuple[str, ...]
    greets_with_name: tuple[str, ...]
    origin: frozenset[str]
    presents: tuple[str, ...]
    welcomes: tuple[str, ...]
    thanks: tuple[str, ...]
    hails: frozenset[str]
    you: frozenset[str]
    clause_starts: frozenset[str]
    joins: frozenset[str]
    to_role: tuple[str, ...]
    role_ends: tuple[str, ...]
    articles: frozenset[str]
    lead: str
    given_names: frozenset[str]


def _sounds(names: str) -> frozenset[str]:
    return frozenset(map(sounded, names.split()))


PARTICLES = frozenset("af al av bin da de del den der di du el la van von y zu".split())
"""Small words inside a name."""

_SWEDISH = NamePhrases(
    own_name=("jag heter", "mitt namn är", "mitt namn det är"),
    may_be_own_name=("jag är",),
    greets_with_name=("det är", "det här är", "här är"),
    origin=frozenset("från på".split()),
    presents=(
        "med mig … har jag",
        "med oss … har vi",
        "jag har … med mig",
        "vi har … med oss",
        "i panelen … sitter",
        "i panelen … har vi",
        "i studion … sitter",
        "i studion … har vi",
        "min gäst … är",
        "mina gäster … är",
        "dagens gäst … är",
        "dagens gäster … är",
        "vår gäst … är",
        "våra gäster … är",
        "jag samtalar … med",
        "möter jag",
    ),
    welcomes=("välkomna till", "välkommen till", "välkomna hit", "hjärtligt välkomna"),
    thanks=(
        "tack",
        "tackar",
        "tack så mycket",
        "tack så hemskt mycket",
        "tack ska du ha",
        "tack för det",
        "stort tack",
    ),
    hails=frozenset(
        "aha bra då du hallå hej ja jaha jo men nej nu nå okej och precis så tack välkommen".split()
    ),
    you=frozenset("du dig dej din ditt dina ni er ert era".split()),
    clause_starts=frozenset(
        "berätta den det där du hur har här jag kan ni nu när ska skulle vad var varför vem vi "
        "vill vilka vilken vilket är".split()
    ),
    joins=frozenset("och samt".split()),
    to_role=("och jag är", "jag är", "och är", "och arbetar som", "och jobbar som", "jobbar som"),
    role_ends=tuple(
        "advokat arkitekt assistent biståndsbedömare chef coach direktör docent doktor "
        "expert forskare förvaltare handläggare inspektör journalist jurist konsulent konsult "
        "kurator ledamot ledare lektor lärare läkare minister moderator ombud ordförande pedagog "
        "politiker praktiker professor programledare psykolog redaktör representant råd "
        "samordnare sekreterare sjuksköterska socionom statsvetare strateg talesperson terapeut "
        "utredare utvecklare vd värd".split()
    ),
    articles=frozenset("en ett".split()),
    lead="moderator",
    given_names=_sounds(
        "agneta ahmed alexander alexandra ali alice amanda amir anders andreas anette anita ann "
        "anna anneli annika astrid barbro berit bengt birgitta björn bo britt camilla carina carl "
        "carolina caroline cecilia charlotte christer christian christina daniel david elin "
        "elisabeth ella elsa emelie emil emma erik erika eva fatima felicia filip fredrik frida "
        "gabriel gunilla gunnar gustav göran hanna hannes hans hasan helen helena henrik håkan "
        "hugo ida inga inger ingrid irene jan jakob jenny jens jessica joakim johan johanna "
        "johannes john jonas josefin josefine julia jörgen karin karl katarina kenneth kerstin "
        "kjell klara kristina kurt lars leif lena lennart leila lina linda linnea lisa lisbeth "
        "lotta louise lovisa lucas lukas madeleine magnus maja malin margareta maria marianne "
        "marie markus martin mats mattias max michael mikael mikaela mohamed mohammed mona monica "
        "monika moa nathalie niklas nils olof oscar oskar ola olle omar patrik patrick per "
        "pernilla peter petra pelle pia rebecka richard rickard robert robin roger rolf samir "
        "samuel sandra sara sebastian simon siv sofia sofie stefan stig stina sten sven susanne "
        "therese thomas tobias tomas tommy tove tuva ulf ulla ulrika urban victor viktor viktoria "
        "wilma yasmin yvonne zahra åke åsa örjan"
    ),
)

_ENGLISH = NamePhrases(
    own_name=("my name is", "my name's"),
    may_be_own_name=("i'm", "i am"),
    greets_with_name=("this is", "it's", "it is"),
    origin=frozenset("from at here".split()),
    presents=(
        "with me … is",
        "with me … are",
        "with me … i have",
        "with us … is",
        "with us … are",
        "with us … we have",
        "joining me … is",
        "joining me … are",
        "joining us … is",
        "joining us … are",
        "joined … by",
        "my guest … is",
        "my guests … are",
        "our guest … is",
        "our guests … are",
        "on the panel … are",
        "on the panel … we have",
    ),
    welcomes=("welcome to", "welcome back to", "welcome everyone"),
    thanks=("thanks", "thank you", "thank you very much", "thanks a lot", "thank you so much"),
    hails=frozenset(
        "ah and but hello hey hi no now oh ok okay right so thanks welcome yes".split()
    ),
    you=frozenset("you your yours you're you've you'd".split()),
    clause_starts=frozenset(
        "are can could do does how i if it it's let's tell that we what what's when where which "
        "who why would you".split()
    ),
    joins=frozenset("and".split()),
    to_role=("and i'm", "and i am", "and am", "i'm", "i am", "and i work as", "i work as"),
    role_ends=tuple(
        "adviser advisor architect chair chairman chairwoman coach consultant coordinator "
        "councillor counsellor director doctor editor expert head host journalist lawyer leader "
        "lecturer manager minister moderator nurse officer politician presenter president "
        "professor psychologist representative researcher secretary strategist teacher therapist "
        "worker".split()
    ),
    articles=frozenset("a an the".split()),
    lead="moderator",
    given_names=_sounds(
        "adam alan alex alexander alice amanda amy andrew angela anna anne anthony ben benjamin "
        "brian carol caroline catherine charles charlotte chris christine christopher claire dan "
        "daniel david deborah edward elizabeth emily emma eric fiona frank george hannah harry "
        "helen henry jack jacob james jane janet jason jennifer jessica joanna john jonathan "
        "joseph joshua julia karen kate katherine kevin laura lisa louise lucy margaret maria "
        "mark martin mary matthew megan michael michelle mohammed nancy nicholas nicola oliver "
        "olivia patricia patrick paul peter philip rachel rebecca richard robert ruth ryan sam "
        "samantha samuel sandra sara sarah scott sharon simon sophie stephen steven susan thomas "
        "timothy tom victoria william zoe"
    ),
)

PHRASES = {"sv": _SWEDISH, "en": _ENGLISH}
"""By language."""
