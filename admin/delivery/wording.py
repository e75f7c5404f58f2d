"""What an administrator can do about each fault. Pure; what each fault is stands with the messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from survey.languages import N_

EVENTS: Final[Mapping[str, str]] = {
    "waiting": N_("Put in line"),
    "sent": N_("Sent"),
    "delivered": N_("Delivered"),
    "failed": N_("Failed"),
    "opened": N_("Opened"),
    "answered": N_("Answered"),
    "opted_out": N_("Opted out"),
    "cancelled": N_("No longer needed"),
}
"""What happens to messages, in the order of the page."""
NOT_SENT: Final = N_("Messages should have gone out over an hour ago, and nothing sends them.")
_ADDRESS: Final = N_("Nothing, for a single one. Where there are many: see where the wrong addresses come from.")
_WAIT: Final = N_("Nothing: we try again by ourselves. If it lasts over an hour, ask the provider.")
_KEY: Final = N_("Check the key on the page Messages, under who sends.")
_TEMPLATE: Final = N_("Check the template on the page Messages, under who sends.")
_SERVER: Final = N_("Ask who runs this server.")
_PROVIDER: Final = N_("Ask the provider why.")
TO_DO: Final[Mapping[str, str]] = {
    "bad_address": _ADDRESS,
    "bounced": _ADDRESS,
    "mailbox_full": _ADDRESS,
    "no_mailbox": _ADDRESS,
    "not_reached": _ADDRESS,
    "day_is_full": N_("Ask the provider for more a day, or spread messages more in the rules for asking."),
    "no_answer": _WAIT,
    "no_connection": _WAIT,
    "provider_down": _WAIT,
    "provider_fault": _WAIT,
    "refused_for_now": _WAIT,
    "too_many": _WAIT,
    "no_key": _KEY,
    "sign_in_refused": _KEY,
    "no_template": _TEMPLATE,
    "template_refused": _TEMPLATE,
    "nobody_sends": N_("Say on the page Messages who sends, or leave this out in the rules for asking."),
    "trial_account": N_("Ask NotifyNL to make your account live."),
    "key_is_gone": _SERVER,
    "no_secure_connection": _SERVER,
    "not_sent": _SERVER,
    "poisoned": _SERVER,
    "sender_refused": _SERVER,
    "refused": _PROVIDER,
    "strange_answer": _PROVIDER,
}
"""What to do, by our code of the fault."""
