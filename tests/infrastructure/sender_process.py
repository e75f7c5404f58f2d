"""Senders in processes of their own, forked from one that has loaded the program."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

from flask.cli import ScriptInfo

from survey.config import Config
from wsgi import create_app

_CONTEXT = get_context("forkserver")


def start(config: Config, *options: str) -> ForkServerProcess:
    """Start `invitations send`."""
    _CONTEXT.set_forkserver_preload([__name__])
    process = _CONTEXT.Process(target=_send, args=(config, *options), daemon=True)
    process.start()
    return process


def _send(config: Config, *options: str) -> None:
    app = create_app(config)
    app.cli.main(["invitations", "send", *options], obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)
