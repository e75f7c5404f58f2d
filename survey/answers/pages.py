"""The survey as a page: an empty form is drawn once a worker, organisation and language, then kept."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from flask import render_template

from survey import dimensions
from survey.answers.forms import SurveyForm
from survey.criteria import current
from survey.criteria.catalogue import Criterion, reason_in
from survey.database import reading
from survey.locale import page_language, translated
from survey.organisations import Profile
from survey.settings import settings

Fault = tuple[str, str]


@lru_cache(maxsize=256)
def criteria(instance: str, profile: Profile, version: int) -> tuple[Criterion, ...]:
    """The criteria of one version, which never changes. `instance` keeps two in one process apart."""
    with reading() as session:
        return current.of_version(session, profile.id, version).criteria


def criteria_of(profile: Profile, version: int) -> tuple[Criterion, ...]:
    """The criteria whose citizen's wording the form shows as tick boxes."""
    return criteria(settings().database_url, profile, version)


def reasons_offered(profile: Profile, version: int, ticked: Collection[str]) -> frozenset[str]:
    """The codes that a form may have ticked: a page that was opened before the criteria changed counts as it was."""
    known = frozenset(criterion.code for criterion in criteria_of(profile, version))
    if known.issuperset(ticked):
        return known
    with reading() as session:
        return known | current.codes_ever(session, profile.id)


def empty(profile: Profile, version: int, language: str) -> bytes:
    """The form of a personal link before anything is filled in, in UTF-8."""
    return _kept(settings().database_url, profile, version, language)


@lru_cache(maxsize=512)
def _kept(instance: str, profile: Profile, version: int, language: str) -> bytes:
    return page(profile, version, SurveyForm(), []).encode()


def page(profile: Profile, version: int, form: SurveyForm, faults: list[Fault]) -> str:
    """The form as it is filled in, with what is wrong at the top, in the page's language."""
    ticked = set(form.ticked())
    groups = {
        code: [
            (each.code, reason_in(each, page_language().code, translated), each.code in ticked)
            for each in criteria_of(profile, version)
            if each.dimension == code
        ]
        for code in dimensions.CODES
    }
    return render_template(
        "survey/form.html",
        organisation=profile,
        form=form,
        dimensions=dimensions.DIMENSIONS,
        reason_groups=groups,
        faults=faults,
    )
