"""Staff's side: sign-in, contacts, audits, the comparison. Imports survey, never the other way."""

from __future__ import annotations

from typing import Final

from flask import Flask

from admin import frame, tables
from admin.accounts import commands as accounts_commands
from admin.accounts import permission, session
from admin.accounts import views as accounts
from admin.actions import views as actions
from admin.advice import views as advice
from admin.api import views as api
from admin.asking import views as asking
from admin.audits import commands as audits_commands
from admin.audits import views as audits
from admin.benchmark import commands as benchmark_commands
from admin.benchmark import views as benchmark
from admin.cards import views as cards
from admin.certainty import views as certainty
from admin.codes import views as codes
from admin.comments import views as comments
from admin.contacts import api as contacts_api
from admin.contacts import views as contacts
from admin.criteria import commands as criteria_commands
from admin.criteria import views as criteria
from admin.delivery import views as delivery
from admin.demo import commands as demo_commands
from admin.earlier import commands as earlier_commands
from admin.earlier import views as earlier
from admin.groups import views as groups
from admin.insight import commands as insight_commands
from admin.insight import views as insight
from admin.messages import views as messages
from admin.phone import views as phone
from admin.publication import views as publication
from admin.registers import views as sources
from admin.reliability import views as reliability
from admin.reports import commands as reports_commands
from admin.reports import views as reports
from admin.sampling import commands as sampling_commands
from admin.sampling import views as sampling
from admin.settings import views as settings
from admin.trend import views as trend
from admin.voice import views as voice

__all__ = ["register", "tables"]

ROOMS: Final = (
    accounts,
    insight,
    advice,
    groups,
    comments,
    trend,
    phone,
    actions,
    settings,
    sources,
    messages,
    delivery,
    earlier,
    asking,
    publication,
    benchmark,
    reports,
    audits,
    certainty,
    reliability,
    sampling,
    criteria,
    contacts,
    voice,
    codes,
    cards,
    api,
    contacts_api,
)
"""Each has `register(app)`; every view in them declares who may use it."""
COMMANDS: Final = (
    accounts_commands.users,
    accounts_commands.keys,
    audits_commands.audits,
    benchmark_commands.benchmark,
    criteria_commands.criteria,
    demo_commands.demo,
    earlier_commands.earlier,
    insight_commands.comparison,
    reports_commands.reports,
)


def register(app: Flask) -> None:
    """Add staff's side. Raises UndeclaredPermissionError where a view doesn't say who may use it."""
    before = set(app.view_functions)
    session.register(app)
    frame.register(app)
    for room in ROOMS:
        room.register(app)
    audits_commands.audits.add_command(sampling_commands.sample)
    for group in COMMANDS:
        app.cli.add_command(group)
    permission.enforce(app, set(app.view_functions) - before)
