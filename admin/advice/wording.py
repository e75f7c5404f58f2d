"""The conditions of the library in words, as English message ids: when a piece of advice is given. Pure."""

from __future__ import annotations

from typing import Final

from survey.languages import N_

WHEN: Final = {
    "perceived_below_norm": N_("Citizens score under the norm."),
    "perceived_at_norm": N_("Citizens reach the norm."),
    "measured_below_norm": N_("The audits stay under the norm."),
    "measured_at_norm": N_("The audits reach the norm."),
    "cannot_tell": N_("We cannot tell yet whether citizens and audits differ."),
    "within_auditor_disagreement": N_("The difference is smaller than the one between two auditors of the same call."),
    "answers_hidden": N_("There are too few answers to show."),
    "not_audited": N_("There is no audit that we can show."),
    "auditors_apart_at_least": N_("Two auditors of the same call lie %(number)s points apart or more."),
    "criterion_below_norm": N_("The audits stay under the norm on this requirement."),
    "criterion_not_below_norm": N_("The audits see no problem on this requirement, or did not look."),
    "calls_at_least": N_("At least %(number)s calls were audited on it."),
    "reason_share_at_least": N_("At least %(number)s percent of citizens with a low score named it."),
    "reasons_at_least": N_("At least %(number)s citizens named it."),
    "contacts_at_least": N_("There were at least %(number)s contacts."),
    "response_rate_below": N_("Surely fewer than %(number)s percent of the invited citizens answered."),
    "resolved_below": N_("Fewer than %(number)s percent of citizens say that their question is answered."),
    "phone_calls_at_least": N_("The phone log has at least %(number)s calls."),
    "phone_unanswered_at_least": N_("In the phone log %(number)s percent of the calls or more is not answered."),
    "phone_unanswered_below": N_("In the phone log fewer than %(number)s percent of the calls is not answered."),
    "phone_wait_below_norm": N_("The score for waiting time in the phone log stays under the norm."),
    "phone_wait_at_norm": N_("The score for waiting time in the phone log reaches the norm."),
    "hours_unanswered_at_least": N_(
        "In some hours of the week %(number)s percent of the calls or more is missed, surely more than usual."
    ),
}
"""By the names of the conditions; `number` is what the condition asks for."""
