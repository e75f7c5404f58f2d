"""Words for messages, and for what can go wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from survey.languages import N_

MEANS: Final[Mapping[str, str]] = {"email": N_("E-mail"), "sms": N_("SMS"), "letter": N_("Letter")}
KINDS: Final[Mapping[str, str]] = {"invitation": N_("Invitation"), "reminder": N_("Reminder")}
SENDERS: Final[Mapping[str, str]] = {
    "": N_("Nobody"),
    "smtp": N_("The mail server of this Klankbord"),
    "notify": N_("NotifyNL"),
}
"""By whom messages go."""
FAULTS: Final[Mapping[str, str]] = {
    "bad_address": N_("This address or number does not exist."),
    "bounced": N_("It came back."),
    "day_is_full": N_("You sent as many today as the provider allows."),
    "key_is_gone": N_("The key that opens what is sealed is gone from this server."),
    "mailbox_full": N_("The mailbox is full."),
    "no_answer": N_("The provider did not answer."),
    "no_connection": N_("We can't reach the provider."),
    "no_key": N_("The key of NotifyNL is missing."),
    "no_mailbox": N_("This address or number does not exist."),
    "no_secure_connection": N_("The mail server offers no secure connection."),
    "no_template": N_("The template of NotifyNL is missing."),
    "nobody_sends": N_("Nobody is set to send these."),
    "not_reached": N_("The phone was off, or the mailbox took nothing."),
    "poisoned": N_("Something is wrong on our side. We have taken note of it."),
    "provider_down": N_("The provider is closed for a moment."),
    "provider_fault": N_("Something is wrong at the provider."),
    "refused": N_("The provider refused it."),
    "refused_for_now": N_("The provider refused it for now."),
    "sender_refused": N_("The mail server does not send for this sender."),
    "sign_in_refused": N_("The provider does not accept the key or password."),
    "strange_answer": N_("The provider gave an answer that we do not understand."),
    "template_refused": N_("NotifyNL does not know this template, or it asks for words that we do not send."),
    "too_many": N_("The provider takes no more for a moment."),
    "trial_account": N_("Your account at NotifyNL is a trial: it only sends to your own people."),
}
"""What each of our codes means."""
UNKNOWN_FAULT: Final = N_("It was not sent.")
