"""The one login of the server's UI and API where others can reach them: set by whoever serves, or made and kept here."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from ipaddress import ip_address

from flows.settings import Settings, server_login, set_server_login

USER = "desk"
OWNER_ONLY = 0o600


class LoginError(Exception):
    """There is no login that could be asked for; the message says what to do next."""


def open_to_others(host: str) -> bool:
    """Say whether more than this machine can reach a server that binds this address."""
    if host == "localhost":
        return False
    with suppress(ValueError):
        return not ip_address(host).is_loopback
    return True


def set_up_login(settings: Settings) -> str | None:
    """Let the server ask for a login where others can reach it, and say how to log in; None where it need not.

    What the environment sets stands; else the file in the data directory, which is made where there is none. LoginError
    where either is no login, or where others can read the file.
    """
    if not open_to_others(settings.server_host):
        return None
    if given := server_login(settings):
        set_server_login(_checked(given, "PREFECT_SERVER_API_AUTH_STRING"))
        return "Log in as PREFECT_SERVER_API_AUTH_STRING says (both words, with the colon)."
    made = _make(settings)
    login = made or _kept(settings)
    set_server_login(login)
    where = f"kept in {settings.login_file}, which only you can read"
    return f"Log in with {made}  (shown this once; {where})" if made else f"The login is {where}."


def _make(settings: Settings) -> str | None:
    """Make a login and keep it, unless one is kept."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(settings.login_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return None
    except OSError as error:
        raise LoginError(
            f"No login can be kept in {settings.login_file} ({error.strerror}): set PREFECT_SERVER_API_AUTH_STRING, or "
            "bind 127.0.0.1."
        ) from error
    login = f"{USER}:{secrets.token_urlsafe(18)}"
    with os.fdopen(file, "w", encoding="utf-8") as out:
        out.write(f"{login}\n")
    return login


def _kept(settings: Settings) -> str:
    name = str(settings.login_file)
    try:
        if stat.S_IMODE(settings.login_file.stat().st_mode) & 0o077:
            raise LoginError(f"Others can read the login in {name}: chmod 600 it, or delete it and a new one is made.")
        return _checked(settings.login_file.read_text(encoding="utf-8").strip(), name)
    except OSError as error:
        raise LoginError(
            f"The login in {name} cannot be read ({error.strerror}); delete it and a new one is made."
        ) from error


def _checked(login: str, where: str) -> str:
    user, colon, password = login.partition(":")
    if not (user and colon and password):
        raise LoginError(f"{where} holds no login: write user:password there, or bind 127.0.0.1.")
    return login
