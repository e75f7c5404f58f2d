"""The built-in criteria: what an auditor checks, and the same thing in the words of a citizen. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from survey import dimensions
from survey.languages import N_

Scale = Literal["yes_no", "yes_partly_no", "mark", "seconds"]
SCALES: Final[tuple[Scale, ...]] = ("yes_no", "yes_partly_no", "mark", "seconds")
WAITING_NORM: Final = 30.0
WAITING_LIMIT: Final = 180.0


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to show, and the code of the language that they are in (Dutch where there are no others)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class OwnRequirement:
    """What an auditor checks, as an organisation itself wrote it."""

    nl: str
    en: str

    def wording(self, language: str) -> Wording:
        """The words to show on a page in `language` (a code)."""
        return Wording(self.nl, "nl") if language in {"nl", "fy"} else Wording(self.en, "en")


@dataclass(frozen=True, slots=True)
class OwnWording:
    """An organisation's own words for its own criterion: never run through gettext."""

    requirement_nl: str
    requirement_en: str
    reasons: tuple[tuple[str, str], ...]
    """(language code, citizen's words) by code; Dutch is always there."""

    @property
    def requirement(self) -> OwnRequirement:
        """What an auditor checks."""
        return OwnRequirement(self.requirement_nl, self.requirement_en)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One checkable requirement. `norm` and `limit` are seconds and only set on the scale `seconds`.

    `requirement` and `reason` are English message ids, empty where the words are the organisation's `own`.
    """

    code: str
    scale: Scale
    requirement: str
    reason: str
    norm: float | None = None
    limit: float | None = None
    weight: float = 1.0
    own: OwnWording | None = None
    active: bool = True

    @property
    def dimension(self) -> str:
        """Code of the dimension that it belongs to: the part before the dot."""
        return self.code.split(".")[0]


def requirement_in(criterion: Criterion, language: str, translate: Callable[[str], str]) -> Wording:
    """What an auditor checks, in `language` (a code); an organisation's own words are Dutch or English."""
    if criterion.own is None:
        return Wording(translate(criterion.requirement), language)
    return criterion.own.requirement.wording(language)


def reason_in(criterion: Criterion, language: str, translate: Callable[[str], str]) -> Wording:
    """What a citizen ticks, in `language` (a code); Dutch where the organisation has no words of its own in it."""
    if criterion.own is None:
        return Wording(translate(criterion.reason), language)
    texts = dict(criterion.own.reasons)
    return Wording(texts[language], language) if language in texts else Wording(texts["nl"], "nl")


CATALOGUE: Final = (
    Criterion(
        "bekend.behoefte",
        "mark",
        N_("Finds out what the caller needs"),
        N_("They did not find out what I needed."),
    ),
    Criterion(
        "bekend.samenvatting",
        "yes_no",
        N_("Checks by summing up whether the question is understood"),
        N_("They did not check if they understood me."),
    ),
    Criterion(
        "bekend.taal",
        "mark",
        N_("Speaks in words that this caller understands"),
        N_("They used words I do not understand."),
    ),
    Criterion(
        "bekend.historie",
        "yes_no",
        N_("The caller need not repeat what the organisation already knows"),
        N_("I had to tell my story again."),
    ),
    Criterion(
        "bekend.situatie",
        "mark",
        N_("Takes the caller's situation into account"),
        N_("They did not think about my situation."),
    ),
    Criterion(
        "bereikbaar.opgenomen",
        "yes_no",
        N_("The call is answered by a person"),
        N_("Nobody answered at first."),
    ),
    Criterion(
        "bereikbaar.wachttijd",
        "seconds",
        N_("Waiting time in all, menu included"),
        N_("I had to wait too long."),
        norm=WAITING_NORM,
        limit=WAITING_LIMIT,
    ),
    Criterion(
        "bereikbaar.menu",
        "yes_no",
        N_("At most two menu steps"),
        N_("There were too many menu choices."),
    ),
    Criterion(
        "bereikbaar.doorverbinden",
        "yes_no",
        N_("At most one transfer, with a word of explanation"),
        N_("I was transferred too often, or nobody told me why."),
    ),
    Criterion(
        "bereikbaar.terugbellen",
        "yes_no",
        N_("A call-back is offered where nobody can help now"),
        N_("Nobody offered to call me back."),
    ),
    Criterion(
        "bereikbaar.vindbaar",
        "yes_no",
        N_("The number stands in letters and on the site, not hidden"),
        N_("The phone number was hard to find."),
    ),
    Criterion(
        "bereikbaar.kosten",
        "yes_no",
        N_("The call costs at most the local rate"),
        N_("The call cost too much."),
    ),
    Criterion(
        "beleefd.begroeting",
        "yes_no",
        N_("Greets, and says the organisation and a name"),
        N_("They did not greet me or say their name."),
    ),
    Criterion(
        "beleefd.luisteren",
        "mark",
        N_("Lets the caller finish, and listens"),
        N_("They did not let me finish."),
    ),
    Criterion(
        "beleefd.serieus",
        "mark",
        N_("Takes the question or complaint seriously"),
        N_("They did not take me seriously."),
    ),
    Criterion(
        "beleefd.wachtstand",
        "yes_no",
        N_("Asks before putting the caller on hold"),
        N_("They put me on hold without asking."),
    ),
    Criterion(
        "beleefd.afsluiting",
        "yes_no",
        N_("Closes kindly and asks if all is answered"),
        N_("The conversation did not end well."),
    ),
    Criterion(
        "behulpzaam.antwoord",
        "yes_partly_no",
        N_("The question is answered in this contact"),
        N_("I did not get an answer to my question."),
    ),
    Criterion(
        "behulpzaam.maatwerk",
        "mark",
        N_("Tailored help for a complex question, a chain of organisations or a complaint"),
        N_("The answer did not fit my question."),
    ),
    Criterion(
        "behulpzaam.bijzonder",
        "yes_partly_no",
        N_("Adapts to a caller who cannot manage the standard service"),
        N_("They did not help in a way that works for me."),
    ),
    Criterion(
        "behulpzaam.procedure",
        "yes_no",
        N_("Sends nobody through needless procedure"),
        N_("I had to take needless steps."),
    ),
    Criterion(
        "behulpzaam.vervolg",
        "yes_no",
        N_("Says what happens next"),
        N_("I do not know what happens next."),
    ),
    Criterion(
        "betrouwbaar.juist",
        "yes_partly_no",
        N_("The information is correct and complete"),
        N_("The information was wrong or not complete."),
    ),
    Criterion(
        "betrouwbaar.afspraak",
        "yes_no",
        N_("A promise has a day and a name"),
        N_("They did not say who would do what, and when."),
    ),
    Criterion(
        "betrouwbaar.nagekomen",
        "yes_no",
        N_("The promise was kept"),
        N_("They did not keep their promise."),
    ),
    Criterion(
        "betrouwbaar.privacy",
        "yes_no",
        N_("Checks who is calling before sharing personal data"),
        N_("They were not careful with my personal data."),
    ),
    Criterion(
        "betrouwbaar.klacht",
        "yes_no",
        N_("Tells of complaint, objection and the Nationale Ombudsman where it fits"),
        N_("They did not tell me where I can complain."),
    ),
)
BY_CODE: Final = {criterion.code: criterion for criterion in CATALOGUE}


def reasons_of(dimension: str) -> tuple[Criterion, ...]:
    """The built-in criteria of one dimension, in the order in which they are shown."""
    if dimension not in dimensions.BY_CODE:
        raise KeyError(dimension)
    return tuple(criterion for criterion in CATALOGUE if criterion.dimension == dimension)


def in_order(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The criteria as they are shown: by dimension, first the built-in ones, then an organisation's own by code."""
    places = {criterion.code: place for place, criterion in enumerate(CATALOGUE)}

    def key(criterion: Criterion) -> tuple[int, int, str]:
        dimension = dimensions.CODES.index(criterion.dimension)
        return dimension, places.get(criterion.code, len(CATALOGUE)), criterion.code

    return tuple(sorted(criteria, key=key))
