"""Who calls the API: an organisation, by its bearer key (RFC 6750)."""

from __future__ import annotations

from typing import Final

from admin.accounts import keys
from admin.accounts.keys import Caller
from admin.api.problems import Problem, Refused
from survey.machines import shown_token

_CHALLENGE: Final = 'Bearer realm="Klankbord"'


def caller() -> Caller:
    """Whose key came with this request. Raises Refused (401) without one that works."""
    token = shown_token()
    if not token:
        detail = "Send the organisation's key in the header Authorization: Bearer kb_..."
        raise Refused(Problem(401, detail, headers={"WWW-Authenticate": _CHALLENGE}))
    found = keys.opened_by(token)
    if found is None:
        challenge = f'{_CHALLENGE}, error="invalid_token"'
        raise Refused(Problem(401, "This key is unknown or revoked.", headers={"WWW-Authenticate": challenge}))
    return found
