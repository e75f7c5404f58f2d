"""The citizen's side, and the shared record of what happened."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from survey import (
    bodies,
    commands,
    compression,
    database,
    errors,
    headers,
    health,
    locale,
    logs,
    metrics,
    public,
    tables,
)
from survey.answers import code_page
from survey.answers import views as answers
from survey.config import Config
from survey.intake import commands as intake
from survey.invitations import adding as adding  # adds a command to those of intake
from survey.invitations import address_commands, receipts
from survey.invitations import commands as invitations
from survey.invitations import import_command as import_command
from survey.invitations import views as opting_out
from survey.registers import commands as register_commands
from survey.registers import notices
from survey.registers import watching as watching  # adds a command to those of intake
from survey.voice import views as keypad

__all__ = ["register", "tables"]


def register(app: Flask, config: Config) -> None:
    """Give the application its settings, its database, and the citizen's side."""
    app.config.update(
        KLANKBORD=config,
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=32 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=bodies.LARGEST_FORM,
        SESSION_COOKIE_SECURE=config.mode == "production",
    )
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    database.register(app, config.database_url)
    rooms = (answers, code_page, opting_out, receipts, notices, keypad)
    for part in (logs, bodies, locale, headers, errors, compression, health, metrics, public, *rooms):
        part.register(app)
    own = (commands.db, commands.organisations, commands.teams, commands.rollup, commands.retention_group)
    for group in (*own, intake.contacts):
        app.cli.add_command(group)
    app.cli.add_command(invitations.invitations)
    app.cli.add_command(address_commands.addresses)
    app.cli.add_command(register_commands.registers)
