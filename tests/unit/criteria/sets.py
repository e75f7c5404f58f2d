"""Sets of criteria for tests: one of an organisation's own, and any that there can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import strategies as st

from admin.criteria import sets
from survey import dimensions, languages
from survey.criteria.catalogue import CATALOGUE, SCALES, Criterion, OwnWording, in_order

OWN: Final = Criterion(
    "beleefd.naam",
    "seconds",
    "",
    "",
    norm=5.0,
    limit=20.0,
    weight=2.5,
    own=OwnWording("Noemt de naam", "Says the name", (("ar", "لم يذكروا اسمي."), ("nl", "=Ze noemden mijn naam niet"))),
)
WITH_OWN: Final = in_order((*CATALOGUE, OWN))


def _hundredth(number: int) -> float:
    return number / 100


weights = st.integers(1, 10_000).map(_hundredth)


@st.composite
def _words(draw: st.DrawFn, longest: int) -> str:
    letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"))
    text = sets.tidy(draw(st.text(letters, min_size=1, max_size=longest)))
    return text if sets.is_wording(text, longest) else "Woorden"


@st.composite
def _seconds(draw: st.DrawFn) -> tuple[float, float]:
    norm = draw(st.integers(0, sets.LONGEST_WAIT - 1))
    return float(norm), float(draw(st.integers(norm + 1, sets.LONGEST_WAIT)))


@st.composite
def own_criteria(draw: st.DrawFn) -> Criterion:
    """Any criterion that an organisation can make."""
    name = draw(st.from_regex(sets.NAME, fullmatch=True).filter(_is_new))
    reasons = draw(st.dictionaries(st.sampled_from(languages.CODES), _words(40))) | {"nl": draw(_words(200))}
    own = OwnWording(draw(_words(300)), draw(_words(40)), tuple(sorted(reasons.items())))
    scale = draw(st.sampled_from(SCALES))
    norm, limit = draw(_seconds()) if scale == "seconds" else (None, None)
    code = f"{draw(st.sampled_from(dimensions.CODES))}.{name}"
    return Criterion(code, scale, "", "", norm, limit, draw(weights), own, draw(st.booleans()))


def _code(criterion: Criterion) -> str:
    return criterion.code


def _is_new(name: str) -> bool:
    return not any(criterion.code.endswith(f".{name}") for criterion in CATALOGUE)


@st.composite
def whole_sets(draw: st.DrawFn) -> tuple[Criterion, ...]:
    """Any set: every B has something in use."""
    built_in = [replace(each, weight=draw(weights), active=draw(st.booleans())) for each in CATALOGUE]
    own = draw(st.lists(own_criteria(), max_size=3, unique_by=_code))
    return in_order(replace(each, active=True) if each.code in _FIRST else each for each in (*built_in, *own))


_FIRST: Final = frozenset(next(each.code for each in CATALOGUE if each.dimension == code) for code in dimensions.CODES)
