"""Why a register, or a record in it, gave nothing to use, in words. Pure."""

from __future__ import annotations

from typing import Final

from survey.languages import N_

TROUBLE: Final = {
    "sign_in_refused": N_("It does not accept our token. Fill in a new one."),
    "key_is_gone": N_("The token can't be opened: it was sealed with a key that is gone. Fill in the token again."),
    "internal_address": N_(
        "This address is in a closed network, where we call nobody. Ask who runs Klankbord to put its host in "
        "REGISTER_HOSTS."
    ),
    "no_connection": N_("It can't be reached, or broke off."),
    "too_slow": N_("It answers too slowly."),
    "too_large": N_("Its answer is too large."),
    "redirected": N_("It sends us on to another address. We only call the address that is filled in."),
    "register_fault": N_("It has a fault of its own at the moment."),
    "too_many": N_("It asks us to wait: we called too often."),
    "no_register": N_("What answers there is no klantinteracties API. Look at the address again."),
    "gone": N_("There is no klantinteracties API at this address."),
}
"""By code, about the register as a whole."""
FAULTS: Final = {
    "unknown_channel": N_("The channel is none of ours: phone, counter, e-mail, chat, web or letter."),
    "no_moment": N_("It has no moment, or one in the future."),
    "unreadable": N_("It is not in the form of a klantcontact."),
}
"""By code, about one contact."""


def words_of(code: str) -> str:
    """The message id for a code."""
    return TROUBLE.get(code) or FAULTS.get(code) or TROUBLE["register_fault"]
