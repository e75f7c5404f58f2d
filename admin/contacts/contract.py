"""What `POST /api/v1/contacts` takes and answers, as JSON Schema; its limits are those of the code. Pure."""

from __future__ import annotations

from typing import Any, Final

from admin.api.schemas import Schema, object_of, reference
from admin.contacts.batch import LARGEST
from survey import dimensions
from survey.intake.cells import TEXT_LENGTH
from survey.intake.payload import FIELDS, LONGEST_WAIT
from survey.intake.reach import REACH_FIELDS

DESCRIPTION: Final = (
    "All or nothing. A contact whose `reference` is known is left as it is, so the same request can be sent again "
    "without harm. A link is told once, for only its hash is kept: when an answer with links was lost, send the same "
    'with `"invite": "renew"`; the earlier link then stops working. With `email`, `mobile` or `letter` Klankbord '
    "invites the citizen itself, where the organisation's rules allow it; an address is kept sealed, only until it is "
    "used, and one that can't be used is no fault: the contact counts without it. Refused are fields that are not "
    "listed here, and a phone number or e-mail address as `reference` or `topic`."
)
_TEXT: Final[Schema] = {"type": ["string", "null"], "minLength": 1, "maxLength": TEXT_LENGTH}
_YES_NO: Final[Schema] = {"type": ["boolean", "null"]}
_SECONDS: Final[Schema] = {"type": ["integer", "null"], "minimum": 0, "maximum": LONGEST_WAIT}
_FIELDS: Final[dict[str, Schema]] = {
    "reference": {
        "type": "string",
        "minLength": 1,
        "maxLength": TEXT_LENGTH,
        "description": "The contact's own number or name in your system. Nothing that says who called.",
    },
    "occurred_at": {
        "type": "string",
        "description": "ISO 8601. Without an offset it is local time of the organisation.",
        "examples": ["2026-03-29T10:15:00+02:00"],
    },
    "channel": {"enum": [*dimensions.CHANNELS, None], "default": "phone"},
    "team": {**_TEXT, "description": "Name of a team of the organisation."},
    "topic": {**_TEXT, "description": "What it was about, without names."},
    "language": {
        "type": ["string", "null"],
        "description": "ISO 639-1 or 639-2, as in nl or nld. One that the survey does not have is unknown.",
    },
    "answered": {**_YES_NO, "description": "Where false, the fields about the conversation are not kept."},
    "resolved": _YES_NO,
    "transferred": {**_YES_NO, "description": "Whether the call was put through to somebody else."},
    "waiting_seconds": _SECONDS,
    "talk_seconds": _SECONDS,
    "rating": {"type": ["integer", "null"], "minimum": 1, "maximum": 5, "description": "The exchange's own rating."},
    "email": {"type": ["string", "null"], "description": "E-mail address to invite the citizen at."},
    "mobile": {
        "type": ["string", "null"],
        "description": "Mobile number for an SMS; without a country code it is Dutch.",
    },
    "letter": {
        "type": ["array", "string", "null"],
        "items": {"type": "string"},
        "description": "Name and address for a letter, 3 to 7 lines: a list, or a text with line breaks.",
    },
    "confidential": {
        **_YES_NO,
        "description": "Where true, nobody is asked about this contact, and no address of it is kept.",
    },
    "invite": {
        "enum": [False, True, "renew", "code", None],
        "default": False,
        "description": 'Ask for a link to the survey, to hand over yourself: then no message goes out. "renew" '
        'replaces a link or code that was not used yet. "code" gives eight characters in place of a link, to read '
        "aloud: the citizen types them at /code.",
    },
}
_NAMES: Final = (*FIELDS, *REACH_FIELDS, "invite")
_REQUIRED: Final = ("reference", "occurred_at")
_EXAMPLE: Final[dict[str, Any]] = {
    "reference": "2026-000123",
    "occurred_at": "2026-03-02T10:15:00+01:00",
    "answered": True,
    "waiting_seconds": 25,
    "invite": True,
}
_INVITATION: Final = object_of(
    {
        "status": {
            "enum": ["created", "renewed", "exists", "answered", "confidential"],
            "description": "`exists`: there was a link or code already. `answered`: the citizen has answered. "
            "`confidential`: nobody is asked about this contact.",
        },
        "url": {"type": ["string", "null"], "description": "The link, where it is new. It is not told again."},
        "code": {
            "type": ["string", "null"],
            "description": "The code, where one was asked and is new. Not told again.",
        },
        "expires_at": {
            "type": ["string", "null"],
            "format": "date-time",
            "description": "Null where the link expired so long ago that nothing is kept of it.",
        },
    }
)
SCHEMAS: Final[dict[str, Schema]] = {
    "Contact": {
        **object_of(
            {name: _FIELDS[name] for name in _NAMES},
            "A contact that took place. Null and absent are unknown.",
            optional=tuple(name for name in _NAMES if name not in _REQUIRED),
        ),
        "additionalProperties": False,
    },
    "TakenContact": object_of(
        {
            "reference": {"type": "string"},
            "status": {"enum": ["created", "known"]},
            "invitation": {"anyOf": [reference("Invitation"), {"type": "null"}]},
        },
        "What became of a contact. `invitation` is null where none was asked for.",
    ),
    "Invitation": _INVITATION,
}
REQUEST: Final[dict[str, Any]] = {
    "schema": {
        "oneOf": [
            reference("Contact"),
            {"type": "array", "items": reference("Contact"), "minItems": 1, "maxItems": LARGEST},
        ]
    },
    "examples": {"one": {"value": _EXAMPLE}, "list": {"value": [_EXAMPLE]}},
}
ANSWER: Final[Schema] = {
    "description": "An object for an object, a list in the same order for a list.",
    "oneOf": [reference("TakenContact"), {"type": "array", "items": reference("TakenContact")}],
}
