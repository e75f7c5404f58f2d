"""Forms of the line and its recordings."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, PasswordField, StringField, ValidationError

from admin.forms import StaffForm, longest, stripped
from admin.voice.wording import PROMPTS

SHORTEST_SECRET: Final = 16
PREFIX: Final = "say_"


class LineForm(StaffForm):
    """The line."""

    is_on = BooleanField(lazy_gettext("Callers can answer by keypad"))
    secret = PasswordField(
        lazy_gettext("Secret of your provider"),
        [longest(200)],
        filters=[stripped],
        description=lazy_gettext(
            "With it your provider proves that a call is real. It calls it auth token or signing key. "
            "It is sealed and never shown."
        ),
    )

    def validate_secret(self, field: Field) -> None:
        """Refuse what could be guessed."""
        if field.data and len(field.data) < SHORTEST_SECRET:
            raise ValidationError(gettext("This is too short. Copy the whole secret."))


class RecordingsForm(StaffForm):
    """The address of a recording for each prompt: `recordings_form` adds them. `hosts` are where they may be."""

    hosts: tuple[str, ...] = ()

    def recordings(self) -> dict[str, str]:
        """What was filled in, by prompt."""
        return {prompt: self[PREFIX + prompt].data or "" for prompt in PROMPTS}


def on_own_site(form: RecordingsForm, field: Field) -> None:
    """Refuse what isn't an https address on the organisation's own website: a provider plays whatever is there."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
        host, is_plain = parts.hostname or "", parts.port is None and parts.username is None
    except ValueError:
        host, is_plain, parts = "", False, urlsplit("")
    if parts.scheme != "https" or not is_plain or any(map(str.isspace, field.data)):
        raise ValidationError(gettext("This is not a web address of a recording. It starts with https://"))
    if not any(host == own or host.endswith(f".{own}") for own in form.hosts):
        known = ", ".join(form.hosts)
        raise ValidationError(gettext("A recording is on your own website: %(hosts)s", hosts=known))


def own_hosts(*addresses: str) -> tuple[str, ...]:
    """The hosts of these web addresses, without `www.`, each once."""
    hosts = [urlsplit(address).hostname or "" for address in addresses]
    return tuple(dict.fromkeys(host.removeprefix("www.") for host in hosts if host))


def recordings_form(titles: dict[str, str]) -> type[RecordingsForm]:
    """The form with a field for each prompt under these titles."""
    checks = [longest(300), on_own_site]
    fields: dict[str, Any] = {
        PREFIX + prompt: StringField(title, checks, filters=[stripped]) for prompt, title in titles.items()
    }
    return type("RecordingsForm", (RecordingsForm,), fields)
