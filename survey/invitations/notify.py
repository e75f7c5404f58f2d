"""SMS, letters and e-mail by NotifyNL or GOV.UK Notify, through its own client.

Notify puts a message together from a template. It gets our whole text as `((text))`, the subject as `((subject))`,
and the pieces `((link))`, `((organisation))` and `((opt_out))` for a template with words of its own.

Notify doesn't refuse a reference that it has seen, so before a second attempt we ask whether the first one arrived.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, Final

import requests
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import NewConnectionError

from survey.invitations.outgoing import Closed, NotSent, Outgoing, Permanent, Temporary, Unready

TIMEOUT: Final = 15
"""Seconds that Notify may be silent."""
SETTINGS_PAUSE: Final = 300.0
"""Seconds until a message is tried again that can't go because of what somebody has to set right."""
DAY_IS_FULL: Final = 3600.0
"""Seconds until we ask again after the day's last message: Notify's day ends at midnight UTC."""
KEY: Final = re.compile(r".{0,200}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A key as Notify gives it: a name, the service's id and the secret."""
_REFUSED_KEY: Final = frozenset({401, 403})
_ADDRESS_FIELDS: Final = ("phone_number", "email_address", "address", "postcode")

# The client writes what Notify said about an address to the log.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL + 1)


def is_key(text: str) -> bool:
    """Whether this has the form of a key."""
    return KEY.fullmatch(text) is not None


class NotifyProvider:
    """Hands messages over to one host, for one organisation."""

    def __init__(self, key: str, url: str) -> None:
        self._client = NotificationsAPIClient(key, base_url=url, timeout=TIMEOUT)
        self._client.request_session.close()
        # No other host is called: not where Notify would send us on to, not a proxy or a password file of the machine.
        session = requests.Session()
        session.max_redirects = 0
        session.trust_env = False
        self._client.request_session = session

    def send(self, message: Outgoing) -> str | None:
        """Hand it over; gives Notify's id of it. Raises NotSent."""
        if not message.words.template:
            raise Unready("no_template", SETTINGS_PAUSE)
        try:
            if message.is_repeat and (known := self._known(message)) is not None:
                return known
            return str(self._hand_over(message)["id"])
        except APIError as error:
            why = _why(error)
        except (KeyError, TypeError, AttributeError):
            why = Temporary("strange_answer")
        raise why from None  # what Notify said can have the address in it

    def close(self) -> None:
        """End the connection."""
        self._client.request_session.close()

    def _known(self, message: Outgoing) -> str | None:
        found = self._client.get_all_notifications(reference=str(message.reference))["notifications"]
        return str(found[0]["id"]) if found else None

    def _hand_over(self, message: Outgoing) -> Any:
        template, reference = message.words.template, str(message.reference)
        fields: dict[str, str] = personalisation(message)
        if message.means == "sms":
            return self._client.send_sms_notification(message.address, template, fields, reference)
        if message.means == "letter":
            lines = enumerate(message.address.split("\n"), start=1)
            fields |= {f"address_line_{number}": line for number, line in lines}
            return self._client.send_letter_notification(template, fields, reference)
        return self._client.send_email_notification(
            message.address, template, fields, reference, one_click_unsubscribe_url=message.opt_out_url
        )


def personalisation(message: Outgoing) -> dict[str, str]:
    """What a template can use. Notify ignores what it does not use."""
    return {
        "subject": message.words.subject,
        "text": message.words.text,
        "link": message.link,
        "organisation": message.sender_name,
        "opt_out": message.opt_out_url,
    }


def _why(error: APIError) -> NotSent:
    response: requests.Response | None = error.response
    if response is None:
        return _unanswered(error.__cause__)
    status, seconds = response.status_code, _retry_after(response.headers)
    kind, said = _first_error(response)
    if status == 429:
        is_day = kind == "TooManyRequestsError"
        return Closed("day_is_full" if is_day else "too_many", seconds or (DAY_IS_FULL if is_day else None))
    if status in _REFUSED_KEY:
        return Closed("sign_in_refused", seconds or SETTINGS_PAUSE)
    if status == 503:
        return Closed("provider_down", seconds)
    if status == 400:
        return _refused(kind, said)
    return Temporary("provider_fault", seconds)


def _unanswered(cause: BaseException | None) -> NotSent:
    """Without a connection nothing was handed over; without an answer it may have been."""
    reason = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    if isinstance(cause, requests.ConnectTimeout) or isinstance(getattr(reason, "reason", None), NewConnectionError):
        return Closed("no_connection")
    if isinstance(cause, requests.exceptions.SSLError):
        return Closed("no_secure_connection")
    return Temporary("no_answer")


def _refused(kind: str, said: str) -> NotSent:
    """What Notify won't take: a matter of the address, of the template, or of what the organisation may send."""
    if kind == "ValidationError" and said.startswith(_ADDRESS_FIELDS):
        return Permanent("bad_address")
    lowered = said.lower()
    if "template" in lowered or "personalisation" in lowered:
        return Unready("template_refused", SETTINGS_PAUSE)
    if "team-only" in lowered or "trial mode" in lowered:
        return Permanent("trial_account")
    return Permanent("refused")


def _first_error(response: requests.Response) -> tuple[str, str]:
    try:
        found = response.json()["errors"][0]
        return str(found["error"]), str(found["message"])
    except (ValueError, KeyError, IndexError, TypeError):
        return "", ""


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdecimal() and len(value) < 6 else None
