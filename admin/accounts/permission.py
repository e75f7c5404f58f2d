"""Who may see a page: each view declares it, nothing opens without.

A view that declares no permission makes the start fail with its name, and is refused should it come later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final, Literal, TypeVar

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from admin.accounts.session import Staff, on_staff_side, staff_or_none
from admin.accounts.tables import ROLES
from survey import languages, locale

Level = Literal["anyone", "key", "viewer", "auditor", "admin"]
View = TypeVar("View", bound=Callable[..., Any])

LEVELS: Final = ("anyone", "key", *ROLES)
"""`anyone`: no sign-in. `key`: the view itself checks a bearer key; no session, so no CSRF token either."""
OPEN_BEFORE_CHANGE: Final = frozenset({"accounts.password", "accounts.sign_out"})
"""What a user with a one-time password can reach."""
EXTENSION: Final = "klankbord_staff_endpoints"
_MARK: Final = "_klankbord_level"

csrf: Final = CSRFProtect()


class UndeclaredPermissionError(RuntimeError):
    """A view on staff's side does not say who may see it."""


def permits(level: Level) -> Callable[[View], View]:
    """Declare who may use a view: `anyone`, holders of a `key`, or a role and all above it."""
    if level not in LEVELS:
        raise ValueError(f"{level!r} is no permission; expected one of {', '.join(LEVELS)}")

    def mark(view: View) -> View:
        setattr(view, _MARK, level)
        return view

    return mark


def level_of(app: Flask, endpoint: str) -> str | None:
    """The permission that the endpoint's view declares, or None."""
    return getattr(app.view_functions[endpoint], _MARK, None)


def allows(role: str, level: str) -> bool:
    """Whether a user of this role may use a view of this level."""
    return level == "anyone" or (level in ROLES and ROLES.index(role) >= ROLES.index(level))


def enforce(app: Flask, endpoints: Collection[str]) -> None:
    """Guard these endpoints, and all under /admin. Raises UndeclaredPermissionError where one declares nothing."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    # Our pages tell browsers to send no referrer, so its absence says nothing; the token decides.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf.init_app(app)
    app.extensions[EXTENSION] = frozenset(endpoints)
    app.before_request(_guard)
    verify(app)


def verify(app: Flask) -> None:
    """Raise UndeclaredPermissionError, naming them, where views of staff's side declare no permission."""
    undeclared = sorted(name for name in staff_endpoints(app) if level_of(app, name) is None)
    if undeclared:
        raise UndeclaredPermissionError(
            f"No permission declared by: {', '.join(undeclared)}. Mark each view with @permits(...)."
        )


def staff_endpoints(app: Flask) -> frozenset[str]:
    """Every endpoint of staff's side: what the rooms registered, and whatever else stands under /admin."""
    under_admin = {rule.endpoint for rule in app.url_map.iter_rules() if on_staff_side(rule.rule)}
    return frozenset(app.extensions[EXTENSION] | under_admin)


def _guard() -> ResponseReturnValue | None:
    """Let nobody past who may not be there. Runs before every view."""
    endpoint = request.endpoint
    if on_staff_side(request.path):
        _choose_language()
    if endpoint is None or not _is_guarded(endpoint):
        return None
    level = level_of(current_app, endpoint)
    if level is None:
        abort(403)
    return _check(level, endpoint)


def _is_guarded(endpoint: str) -> bool:
    return endpoint in current_app.extensions[EXTENSION] or on_staff_side(request.path)


def _check(level: str, endpoint: str) -> ResponseReturnValue | None:
    if level == "key":
        return None
    if level != "anyone":
        staff = staff_or_none()
        if staff is None:
            return to_sign_in()
        if (detour := _check_staff(staff, level, endpoint)) is not None:
            return detour
    if current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect()
    return None


def _check_staff(staff: Staff, level: str, endpoint: str) -> ResponseReturnValue | None:
    if staff.must_change_password and endpoint not in OPEN_BEFORE_CHANGE:
        return redirect(url_for("accounts.password"))
    if not allows(staff.role, level):
        abort(403)
    return None


def to_sign_in() -> ResponseReturnValue:
    """The way to the sign-in page, and back to this page after it where it can be fetched again."""
    if request.method != "GET":
        return redirect(url_for("accounts.sign_in"))
    back = request.full_path if request.query_string else request.path
    return redirect(url_for("accounts.sign_in", next=back))


def _choose_language() -> None:
    if (asked := languages.recognise(request.args.get("lang"))) is not None:
        session["lang"] = asked
    locale.use(session.get("lang"))
