"""The words of the advice: English message ids, translated where they are shown. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from admin.insight.results import Quadrant
from survey.languages import N_

TITLES: Final = {
    Quadrant.BOTH_GOOD: N_("Keep going"),
    Quadrant.BLIND_SPOT: N_("Blind spot: citizens miss something that the audits do not see"),
    Quadrant.GOODWILL_AT_RISK: N_("Goodwill at risk: citizens are satisfied, the audits are not"),
    Quadrant.PRIORITY: N_("Priority: citizens and audits both ask for better"),
}

REQUIREMENTS: Final = {
    "bekend": N_("Know what citizens need and build the service on it."),
    "bereikbaar": N_("Be easy to reach: that is where trust starts."),
    "beleefd": N_("Hear people out and take them seriously."),
    "behulpzaam": N_("Really help people, also when their question is not a standard one."),
    "betrouwbaar": N_("Be a partner that people can trust, in everything you do."),
}
"""Per B what the Telefoonwijzer asks, in our words."""

_NUMBER: Final = N_("The number is easy to find everywhere.")
_RATE: Final = N_("Calling costs at most the local rate.")
_WAIT: Final = N_("Waiting times are short.")
_TAILORED: Final = N_("Give tailored help with complex questions, several organisations and complaints.")
_GROUPS: Final = N_("Take account of people who cannot use the standard service.")
_PROCEDURE: Final = N_("Spare people needless procedures.")

DIMENSION_TEXTS: Final = {
    ("bekend", Quadrant.BOTH_GOOD): N_(
        "Callers feel understood and the audits agree. Let this team show others how it asks questions."
    ),
    ("bekend", Quadrant.BLIND_SPOT): N_(
        "The questions asked are right, but callers do not feel understood. "
        "Read the comments with the team and look for what people had to explain twice."
    ),
    ("bekend", Quadrant.GOODWILL_AT_RISK): N_(
        "Callers feel understood, but steps are skipped. "
        "Practise open questions and summing up before it starts to show."
    ),
    ("bekend", Quadrant.PRIORITY): N_(
        "Needs are not made clear. Agree on one open question to start every call, and sum up before you answer."
    ),
    ("bereikbaar", Quadrant.BOTH_GOOD): N_(
        "People reach you quickly. Keep watching the busy hours, so that it stays this way."
    ),
    ("bereikbaar", Quadrant.BLIND_SPOT): N_(
        "The audits get through, but citizens do not find it easy. "
        "Check busy days and hours in the phone log: audits may be made at quiet times."
    ),
    ("bereikbaar", Quadrant.GOODWILL_AT_RISK): N_(
        "Citizens are patient, but the figures are under your norm. "
        "Put more people on the phone in the busiest hour of the week, and see what it does."
    ),
    ("bereikbaar", Quadrant.PRIORITY): N_(
        "It is hard to reach you. "
        "Match the rota to the number of calls per hour, and offer a call-back when the wait is long."
    ),
    ("beleefd", Quadrant.BOTH_GOOD): N_(
        "People feel heard and the audits agree. Tell the team so, with some of the kind comments."
    ),
    ("beleefd", Quadrant.BLIND_SPOT): N_(
        "The manners are right, but people do not feel heard. "
        "Talk with the team about real interest: naming the feeling before giving the answer."
    ),
    ("beleefd", Quadrant.GOODWILL_AT_RISK): N_(
        "People feel heard, but agreed manners are skipped. "
        "Choose the one that is skipped most, and repeat it in the next team meeting."
    ),
    ("beleefd", Quadrant.PRIORITY): N_(
        "People do not feel heard, and the audits see why. "
        "Start with listening: let the caller finish, then say back what you heard."
    ),
    ("behulpzaam", Quadrant.BOTH_GOOD): N_(
        "People are helped and the audits agree. Save good solutions where every colleague can find them."
    ),
    ("behulpzaam", Quadrant.BLIND_SPOT): N_(
        "Answers are given, but people feel that they are not helped further. "
        "Ask at the end of each call whether the caller can go on with this."
    ),
    ("behulpzaam", Quadrant.GOODWILL_AT_RISK): N_(
        "People are satisfied, but answers fall short. "
        "Check with the audits which questions stay open, and improve those answers first."
    ),
    ("behulpzaam", Quadrant.PRIORITY): N_(
        "Questions stay open. "
        "List the ten questions that come back most, and write one good answer to each with the back office."
    ),
    ("betrouwbaar", Quadrant.BOTH_GOOD): N_(
        "People trust you to do what was promised. Keep promises as easy to keep as they are now."
    ),
    ("betrouwbaar", Quadrant.BLIND_SPOT): N_(
        "What is said is correct, but people doubt that it will be done. "
        "Confirm each promise in a short message with a day and a name."
    ),
    ("betrouwbaar", Quadrant.GOODWILL_AT_RISK): N_(
        "People trust you more than the audits can confirm. "
        "Check this week's promises now: which are open, and who keeps them?"
    ),
    ("betrouwbaar", Quadrant.PRIORITY): N_(
        "Trust is low, and the audits see why. "
        "Write down every promise with a day and a name, and let one person check the list each morning."
    ),
}


@dataclass(frozen=True, slots=True)
class CriterionText:
    """What to do about one criterion: a title, what to do with a first step, and the requirement it serves."""

    title: str
    text: str
    requirement: str


CRITERION_TEXTS: Final = {
    "bekend.behoefte": CriterionText(
        N_("Find out what the caller needs"),
        N_(
            "Ask one open question before looking for an answer. "
            "First step: choose that question together and put it next to the phone."
        ),
        REQUIREMENTS["bekend"],
    ),
    "bekend.samenvatting": CriterionText(
        N_("Sum up before you answer"),
        N_(
            "Say in one sentence what you understood and ask if it is right. "
            "First step: practise in pairs, ten minutes, with real questions."
        ),
        REQUIREMENTS["bekend"],
    ),
    "bekend.taal": CriterionText(
        N_("Use the caller's words"),
        N_(
            "Replace official words by everyday ones. "
            "First step: list the ten words that callers ask about, each with a plain one beside it."
        ),
        REQUIREMENTS["bekend"],
    ),
    "bekend.historie": CriterionText(
        N_("Do not let people tell their story twice"),
        N_(
            "Open the earlier contacts before you ask. "
            "First step: check that every employee can see earlier contacts while talking."
        ),
        REQUIREMENTS["bekend"],
    ),
    "bekend.situatie": CriterionText(
        N_("Look at the caller's situation"),
        N_(
            "Ask whether anything in the situation makes a standard answer unsuitable. "
            "First step: discuss three recent calls in which it did."
        ),
        REQUIREMENTS["bekend"],
    ),
    "bereikbaar.opgenomen": CriterionText(
        N_("Answer more calls"),
        N_(
            "Plan people by the number of calls in each hour. "
            "First step: find in the phone log the three hours in which most calls are lost."
        ),
        REQUIREMENTS["bereikbaar"],
    ),
    "bereikbaar.wachttijd": CriterionText(
        N_("Shorten the wait"),
        N_(
            "Compare waiting times with your norm each week and move breaks away from the busy hours. "
            "First step: take the busiest hour and add one person for two weeks."
        ),
        _WAIT,
    ),
    "bereikbaar.menu": CriterionText(
        N_("Shorten the menu"),
        N_(
            "Use at most two steps, with the most asked subjects first. "
            "First step: call your own number and count the steps."
        ),
        REQUIREMENTS["bereikbaar"],
    ),
    "bereikbaar.doorverbinden": CriterionText(
        N_("Transfer once, with a word of explanation"),
        N_(
            "Stay on the line until a colleague answers, and tell what it is about. "
            "First step: make one up-to-date list of who knows what."
        ),
        REQUIREMENTS["bereikbaar"],
    ),
    "bereikbaar.terugbellen": CriterionText(
        N_("Offer to call back"),
        N_(
            "Offer a call-back with a day and part of the day when nobody can help now. "
            "First step: agree who makes these calls, and when."
        ),
        REQUIREMENTS["bereikbaar"],
    ),
    "bereikbaar.vindbaar": CriterionText(
        N_("Show the phone number everywhere"),
        N_(
            "Put the number in every letter, in every e-mail and on the first contact page. "
            "First step: check the five letters that you send most."
        ),
        _NUMBER,
    ),
    "bereikbaar.kosten": CriterionText(
        N_("Make calling cheap"),
        N_(
            "Use a number at the local rate or a free number. "
            "First step: ask your phone company what callers pay now, and put it on the site."
        ),
        _RATE,
    ),
    "beleefd.begroeting": CriterionText(
        N_("Greet with organisation and name"),
        N_(
            "Start every call with the same short greeting. "
            "First step: choose the sentence together, and let everyone say it in their own voice."
        ),
        REQUIREMENTS["beleefd"],
    ),
    "beleefd.luisteren": CriterionText(
        N_("Let the caller finish"),
        N_(
            "Wait a moment after the caller stops, then answer. "
            "First step: practise in pairs with a caller who needs time to explain."
        ),
        REQUIREMENTS["beleefd"],
    ),
    "beleefd.serieus": CriterionText(
        N_("Take questions and complaints seriously"),
        N_(
            "Say that you understand why it matters before you explain the rules. "
            "First step: read three complaints and find the sentence that people needed to hear."
        ),
        REQUIREMENTS["beleefd"],
    ),
    "beleefd.wachtstand": CriterionText(
        N_("Ask before you put someone on hold"),
        N_(
            "Say why and how long, ask if it is all right, and thank them after. "
            "First step: agree on a longest time on hold, after which you come back."
        ),
        REQUIREMENTS["beleefd"],
    ),
    "beleefd.afsluiting": CriterionText(
        N_("Close kindly"),
        N_(
            "Ask if everything is answered before you say goodbye. "
            "First step: put that question at the end of the call notes."
        ),
        REQUIREMENTS["beleefd"],
    ),
    "behulpzaam.antwoord": CriterionText(
        N_("Answer in one contact"),
        N_(
            "Give employees the knowledge and the right to finish a question themselves. "
            "First step: count for a week which questions are passed on, and why."
        ),
        REQUIREMENTS["behulpzaam"],
    ),
    "behulpzaam.maatwerk": CriterionText(
        N_("Give complex questions one owner"),
        N_(
            "Let one person keep a complex question until it is solved, also when others must act. "
            "First step: agree when a question counts as complex, and who takes it."
        ),
        _TAILORED,
    ),
    "behulpzaam.bijzonder": CriterionText(
        N_("Adapt to who needs another way"),
        N_(
            "Offer a visit, more time or help with a form to who cannot manage online. "
            "First step: ask a local library or neighbourhood team what people get stuck on."
        ),
        _GROUPS,
    ),
    "behulpzaam.procedure": CriterionText(
        N_("Cut needless steps"),
        N_(
            "Do not ask for a form or a visit where a phone call can settle it. "
            "First step: choose one procedure that callers complain of, and leave out one step."
        ),
        _PROCEDURE,
    ),
    "behulpzaam.vervolg": CriterionText(
        N_("Say what happens next"),
        N_(
            "End with who does what, and when the caller will hear. "
            "First step: write the usual next steps beside the ten most asked questions."
        ),
        REQUIREMENTS["behulpzaam"],
    ),
    "betrouwbaar.juist": CriterionText(
        N_("Give correct and complete information"),
        N_(
            "Keep one source of answers, and name an owner for each subject. "
            "First step: correct the answers that the last audits found wrong."
        ),
        REQUIREMENTS["betrouwbaar"],
    ),
    "betrouwbaar.afspraak": CriterionText(
        N_("Give every promise a day and a name"),
        N_("Tell the caller who will act, and before which day. First step: add these two fields to the call notes."),
        REQUIREMENTS["betrouwbaar"],
    ),
    "betrouwbaar.nagekomen": CriterionText(
        N_("Keep what you promise"),
        N_(
            "Check open promises each day, and call when you will be late. "
            "First step: list all call-backs of this week, and see which were made."
        ),
        REQUIREMENTS["betrouwbaar"],
    ),
    "betrouwbaar.privacy": CriterionText(
        N_("Check who is calling"),
        N_(
            "Ask two fixed questions before you share personal data. "
            "First step: choose these questions with your privacy officer."
        ),
        REQUIREMENTS["betrouwbaar"],
    ),
    "betrouwbaar.klacht": CriterionText(
        N_("Tell where people can complain"),
        N_(
            "Name the complaint procedure, objection and the Nationale Ombudsman where it fits. "
            "First step: put one sentence for each on a card."
        ),
        REQUIREMENTS["betrouwbaar"],
    ),
}
