"""Forms of a set of criteria, of an organisation's own criterion, and of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # the stubs lag behind
from wtforms.validators import Optional

from admin.criteria import sets, wording
from admin.criteria.entries import as_fields
from admin.forms import (
    FILL_IN,
    ChosenFileField,
    DecimalField,
    StaffForm,
    WholeNumberField,
    between,
    filled,
    given,
    stripped,
)
from survey import dimensions, languages
from survey.criteria.catalogue import SCALES, Criterion, OwnWording
from survey.languages import N_

STORE: Final = "store"
_AFTER_NORM: Final = N_("Fill in more seconds than the norm.")
_TWO_DECIMALS: Final = N_("Use at most two decimals.")
NOTHING_ACTIVE: Final = N_("Keep at least one criterion of %(name)s in use.")


def _tidy(value: str | None) -> str | None:
    return value and sets.tidy(value)


def _two_decimals(form: StaffForm, field: Field) -> None:
    if field.data is not None and not sets.is_weight(field.data):
        raise ValidationError(gettext(_TWO_DECIMALS))


def _weight(name: Any, **options: Any) -> DecimalField:
    low, high = sets.LEAST_WEIGHT, sets.MOST_WEIGHT
    return DecimalField(name, [given(), between(low, high), _two_decimals], **options)


def _seconds(name: Any, *validators: Any) -> WholeNumberField:
    return WholeNumberField(name, [*validators, between(0, sets.LONGEST_WAIT)])


def _worded(longest: int) -> Any:
    def check(form: StaffForm, field: Field) -> None:
        if field.data and not sets.is_wording(field.data, longest):
            raise ValidationError(gettext("Use one line of at most %(max)s characters.", max=longest))

    return check


class ChangeForm(StaffForm):
    """What every change has: the version it was made from, and why."""

    version = HiddenField()
    note = StringField(
        lazy_gettext("Why this change?"),
        [_worded(sets.LONGEST_NOTE)],
        filters=[_tidy],
        description=lazy_gettext("Your colleagues read it in the list of versions. You may leave it empty."),
    )

    @property
    def base(self) -> int:
        """The number of the version that the form was made from; 0 where it doesn't say."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class SetForm(ChangeForm):
    """Weights, norms and use of all criteria of a set. `form_of` makes one with a set's own fields."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Also check what two fields say together."""
        good: bool = super().validate(extra_validators)
        return self._norms_before_limits() and good

    def _norms_before_limits(self) -> bool:
        good = True
        for name in (name for name in self._fields if name.startswith("limit-")):
            limit, norm = self[name], self[name.replace("limit-", "norm-")]
            if not limit.errors and not norm.errors and limit.data <= norm.data:
                limit.errors = [gettext(_AFTER_NORM)]
                good = False
        return good

    def wanted(self, criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
        """The criteria as they were filled in; call it on a form without faults."""
        return tuple(self._wanted(criterion) for criterion in criteria)

    def _wanted(self, criterion: Criterion) -> Criterion:
        changed = replace(
            criterion, weight=self[f"weight-{criterion.code}"].data, active=self[f"active-{criterion.code}"].data
        )
        if criterion.scale != "seconds":
            return changed
        norm, limit = (float(self[f"{name}-{criterion.code}"].data) for name in ("norm", "limit"))
        return replace(changed, norm=norm, limit=limit)

    def refuse_nothing_active(self, criteria: Sequence[Criterion]) -> bool:
        """Whether a dimension would have nothing in use; each is said at its first criterion."""
        lacking = sets.without_active(self.wanted(criteria))
        for code in lacking:
            first = next(each for each in criteria if each.dimension == code)
            self[f"active-{first.code}"].errors = [gettext(NOTHING_ACTIVE, name=dimensions.BY_CODE[code].name)]
        return bool(lacking)


def form_of(criteria: Sequence[Criterion], named: Callable[[Criterion], str]) -> type[SetForm]:
    """A form with a field for each thing that can be set of these criteria, which `named` gives a name."""

    class FilledSetForm(SetForm):
        """The form of one set."""

    for each in criteria:
        name = named(each)
        fields: dict[str, Any] = {
            "active": BooleanField(gettext("%(name)s: in use", name=name)),
            "weight": _weight(gettext("%(name)s: weight", name=name)),
        }
        if each.scale == "seconds":
            fields["norm"] = _seconds(gettext("%(name)s: norm in seconds", name=name), given())
            fields["limit"] = _seconds(gettext("%(name)s: limit in seconds", name=name), given())
        for kind, field in fields.items():
            setattr(FilledSetForm, f"{kind}-{each.code}", field)
    return FilledSetForm


def values_of(criteria: Sequence[Criterion]) -> dict[str, Any]:
    """What `form_of` shows before anything is changed."""
    found: dict[str, Any] = {}
    for each in criteria:
        found |= {f"active-{each.code}": each.active, f"weight-{each.code}": each.weight}
        if each.norm is not None and each.limit is not None:
            found |= {f"norm-{each.code}": round(each.norm), f"limit-{each.code}": round(each.limit)}
    return found


class OwnForm(ChangeForm):
    """An organisation's own criterion."""

    requirement_nl = StringField(
        lazy_gettext("Requirement in Dutch"),
        [filled(), _worded(sets.LONGEST_REQUIREMENT)],
        filters=[_tidy],
        description=lazy_gettext("What an auditor checks in a call."),
    )
    requirement_en = StringField(
        lazy_gettext("Requirement in English"), [filled(), _worded(sets.LONGEST_REQUIREMENT)], filters=[_tidy]
    )
    scale = SelectField(lazy_gettext("Scale"), choices=[])
    norm = _seconds(lazy_gettext("Norm in seconds"), Optional())
    limit = _seconds(lazy_gettext("Limit in seconds"), Optional())
    weight = _weight(
        lazy_gettext("Weight"),
        default=1.0,
        description=lazy_gettext("How much it counts beside the other criteria of its B. Most have 1."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scale.choices = [SelectChoice(scale, gettext(wording.SCALES[scale])) for scale in SCALES]
        self.norm.description = gettext("Only for the scale “Seconds”: up to here the score is 100.")
        self.limit.description = gettext("Only for the scale “Seconds”: from here the score is 0.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Also check what the scale asks."""
        good: bool = super().validate(extra_validators)
        return self._seconds_fit() and good

    def _seconds_fit(self) -> bool:
        pair = (self.norm, self.limit)
        if any(field.errors and field.raw_data and field.raw_data[0] for field in pair):
            return False
        for field in pair:
            field.errors = [gettext(FILL_IN)] if self.scale.data == "seconds" and field.data is None else []
            if self.scale.data != "seconds" and field.data is not None:
                field.errors = [gettext("Leave this empty: the scale is not “Seconds”.")]
        if self.norm.data is not None and self.limit.data is not None and self.limit.data <= self.norm.data:
            self.limit.errors = [gettext(_AFTER_NORM)]
        return not any(field.errors for field in pair)

    def wanted(self, code: str, active: bool) -> Criterion:
        """The criterion as it was filled in; call it on a form without faults."""
        found: dict[str, Any] = self.data
        reasons = {language: found[f"reason_{language}"] for language in sorted(languages.CODES)}
        own = OwnWording(
            found["requirement_nl"],
            found["requirement_en"],
            tuple((language, words) for language, words in reasons.items() if words),
        )
        in_seconds = found["scale"] == "seconds"
        norm, limit = (float(found[name]) if in_seconds else None for name in ("norm", "limit"))
        return Criterion(
            code, found["scale"], "", "", norm=norm, limit=limit, weight=found["weight"], own=own, active=active
        )


def _add_reasons() -> None:
    for language in languages.LANGUAGES:
        needed = [filled()] if language.code == languages.DEFAULT else []
        field = StringField(language.name, [*needed, _worded(sets.LONGEST_REASON)], filters=[_tidy])
        setattr(OwnForm, f"reason_{language.code}", field)


_add_reasons()


def values_of_own(criterion: Criterion) -> dict[str, Any]:
    """What an OwnForm shows of a criterion that is there."""
    found: dict[str, Any] = as_fields(criterion)
    found |= {name: round(found[name]) for name in ("norm", "limit") if found[name] is not None}
    return {name: value for name, value in found.items() if name not in {"code", "active"}}


class NewOwnForm(OwnForm):
    """A new criterion: it also gets its code, which stays."""

    dimension = SelectField(lazy_gettext("B"), choices=[])
    name = StringField(
        lazy_gettext("Short name"),
        [filled()],
        filters=[stripped, lambda text: text and text.lower()],
        description=lazy_gettext(
            "2 to 40 letters a to z, without spaces. It stays the same in all versions and files."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimension.choices = [SelectChoice(each.code, each.name) for each in dimensions.DIMENSIONS]

    def validate_name(self, field: Field) -> None:
        """Refuse what is no name, and the name of a built-in criterion."""
        if not sets.NAME.fullmatch(field.data):
            raise ValidationError(gettext("Use 2 to 40 letters a to z."))
        if self.dimension.data in dimensions.BY_CODE and not sets.is_own_code(self.code):
            raise ValidationError(gettext("There is a criterion with this name already."))

    @property
    def code(self) -> str:
        """The code of the new criterion."""
        return f"{self.dimension.data}.{self.name.data}"


class FileForm(StaffForm):
    """A file with a set of criteria."""

    file = ChosenFileField(
        lazy_gettext("File with criteria"), description=lazy_gettext("JSON or XLSX, as you can download them here.")
    )


class StoreForm(ChangeForm):
    """A set that was looked at and is to be saved: it travels as the JSON file that it was, or could have been."""

    content = HiddenField()
