"""What `GET /api/v1/comparison` is asked for, read from its query parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from werkzeug.datastructures import MultiDict

from admin.api.problems import Error, Problem, Refused
from admin.insight.forms import a_year_to
from admin.insight.scope import EARLIEST, LATEST, LanguageOfPart, Scope, UnknownChannel, UnknownLanguage, UnusableScope
from admin.insight.terms import Filters, Period

PARAMETERS: Final = ("from", "to", "team", "channel", "language", "unweighted")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


def scope_asked(arguments: MultiDict[str, str], today: date) -> Scope:
    """The scope; without months the year up to that of `today`. Raises Refused with everything that can't be used."""
    errors = [_unusable(name, "no such parameter") for name in arguments if name not in PARAMETERS]
    errors += [_unusable(name, "expected only once") for name, values in arguments.lists() if len(values) > 1]
    given = {name: value for name, value in arguments.items() if value}
    start, end = _month(given, "from", errors), _month(given, "to", errors)
    weighted = not _is_true(given, "unweighted", errors)
    if errors:
        raise refused(*errors)
    end = end or max(today, start or today)
    try:
        period = Period(start or a_year_to(end), end)
        filters = Filters(given.get("team"), given.get("channel"), given.get("language"))
        return Scope(period, filters, weighted)
    except UnusableScope as unusable:
        raise refused(_unusable(_parameter(unusable), str(unusable))) from unusable


def refused(*errors: Error) -> Refused:
    """The refusal of query parameters that can't be used."""
    what = "1 query parameter" if len(errors) == 1 else f"{len(errors):,} query parameters"
    return Refused(Problem(400, f"{what} can't be used.", errors))


def _unusable(name: str, detail: str) -> Error:
    return Error(detail, parameter=name)


def _month(given: Mapping[str, str], name: str, errors: list[Error]) -> date | None:
    if name not in given:
        return None
    try:
        # Not the other spellings of ISO 8601 (20260301, 2026-W09-7). A day stands for its month.
        match = _MONTH.fullmatch(given[name])
        found = date.fromisoformat(given[name] if match[1] else f"{given[name]}-01") if match else None
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        errors.append(_unusable(name, f"expected a month as in 2026-03, from {EARLIEST:%Y-%m} to {LATEST:%Y-%m}"))
        return None
    return found


def _is_true(given: Mapping[str, str], name: str, errors: list[Error]) -> bool:
    value = given.get(name, "false")
    if value not in _TRUTH:
        errors.append(_unusable(name, "expected true or false"))
    return _TRUTH.get(value, False)


def _parameter(unusable: UnusableScope) -> str:
    if isinstance(unusable, UnknownChannel):
        return "channel"
    return "language" if isinstance(unusable, UnknownLanguage | LanguageOfPart) else "from"
