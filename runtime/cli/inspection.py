"""``panchayat settings`` and ``panchayat doctor``: what an installation was told, and whether it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from runtime import valkey
from runtime.cli import options
from runtime.problem import Problem
from runtime.settings import SealInFile, SealOnToken, Settings, load

if TYPE_CHECKING:
    from panchayat.front_office import FrontOffice

_LEAST_FREE = 500 * 1024 * 1024


@click.command("settings")
@options.host
@options.port
@options.data
def show_settings(host: str | None, port: int | None, data: Path | None) -> None:
    """Show the settings, but for what is secret."""
    settings = load(host=host, port=port, data=data)
    for name, value in _shown(settings).items():
        click.echo(f"{name:<22}{value}")


@click.command()
@options.port
@options.data
def doctor(port: int | None, data: Path | None) -> None:
    """Say what works and what does not; exit with 1 if something does not."""
    settings = load(port=port, data=data)
    ill = False
    for name, check in _checks().items():
        try:
            click.echo(f"ok      {name}: {check(settings)}")
        except Problem as problem:
            ill = True
            click.echo(f"NOT OK  {name}: {problem}")
    sys.exit(ill)


def _shown(settings: Settings) -> dict[str, object]:
    twilio = settings.twilio
    return {
        "HOST": settings.host,
        "PORT": settings.port,
        "DATA": settings.data,
        "PUBLIC_URL": settings.public_url,
        "DATABASE_URL": _without_password(settings.database_url),
        "REDIS_URL": _without_password(settings.redis_url) if settings.redis_url else "(embedded)",
        "SECRET_KEY": f"({len(settings.secret_keys)} set, hidden)",
        "TWILIO_ACCOUNT_SID": "(none: the phone is simulated)" if settings.simulated else twilio.account_sid,
        "TWILIO_AUTH_TOKEN": "(hidden)",
        "TWILIO_WHATSAPP_FROM": twilio.whatsapp_from,
        "TWILIO_SMS_FROM": twilio.sms_from or "(none: no SMS is sent)",
        "TWILIO_MESSAGES_PER_SECOND": twilio.per_second,
        "TWILIO_API_URL": twilio.api_url or "(Twilio's own)",
        "SEAL": _seal_shown(settings),
        "SEAL_TSA_URL": settings.time_authority or "(none: the clock of this machine)",
        "NOW_FILE": settings.now_file or "(none)",
    }


def _seal_shown(settings: Settings) -> str:
    match settings.seal:
        case SealInFile(path):
            return f"SEAL_PKCS12 {path}"
        case SealOnToken(module, token, key):
            return f"SEAL_PKCS11 key {key} on {token}, by {module}"
        case None:
            return f"(self-made: {settings.own_seal})"


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.hostname is None:
        return f"{parts.scheme}://{parts.path}"
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _data(settings: Settings) -> str:
    if not settings.data.is_dir():
        raise Problem(f"{settings.data} does not exist yet: `panchayat run` makes it")
    free = disk_usage(settings.data).free
    if free < _LEAST_FREE:
        raise Problem(f"only {free // 1024**2} MB are free in {settings.data}")
    return f"{settings.data}, {free // 1024**3} GB free"


@contextmanager
def _office(settings: Settings) -> Iterator[FrontOffice]:
    """The office, where there is a database that this release can read."""
    from panchayat.migrations import pending
    from runtime.records import database_of, reachable

    if settings.embedded_database and not Path(settings.database_url.removeprefix("sqlite:///")).exists():
        raise Problem("it does not exist yet: `panchayat migrate` makes it")
    with reachable():
        missing = pending(settings.database_url)
    if missing:
        raise Problem(f"{len(missing)} migrations are missing: `panchayat migrate` applies them")
    with reachable(), database_of(settings).open_office() as office:
        yield office


def _database(settings: Settings) -> str:
    with _office(settings) as office:
        said, calls = f"up to date, {office.offices.count()} offices", office.call_backs.without_staff()
    if calls:
        said += f"; calls to be made where no staff work: {calls}, which `panchayat call-back list` shows"
    return said


def _signing(settings: Settings) -> str:
    from panchayat.offices.signing import nobody_signs

    with _office(settings) as office:
        if unsigned := office.offices.without_signatory():
            raise Problem(nobody_signs(unsigned))
        return f"somebody signs for each of {office.offices.count()} offices"


def _staff(settings: Settings) -> str:
    from panchayat.offices.signing import nobody_works

    with _office(settings) as office:
        if unmanned := office.offices.without_staff():
            raise Problem(nobody_works(unmanned))
        return f"somebody works on requests in each of {office.offices.count()} offices"


def _queue(settings: Settings) -> str:
    from runtime.wiring import Installation

    if Installation(settings).doorbell.answers():
        return "it answers"
    if settings.redis_url is None:
        return f"embedded, not running now ({valkey.program()})"
    raise Problem("the server at REDIS_URL does not answer")


def _seal(settings: Settings) -> str:
    from documents.seal import is_self_made
    from runtime.wiring import Installation

    installation = Installation(settings)
    certificate, now = installation.seal.certificate, installation.clock()
    if now > certificate.not_valid_after_utc:
        raise Problem(f"its certificate ended on {certificate.not_valid_after_utc:%d-%m-%Y}")
    kind = "self-made: readers cannot know whose it is" if is_self_made(certificate) else "vouched for by its issuer"
    return f"{certificate.subject.rfc4514_string()}, until {certificate.not_valid_after_utc:%d-%m-%Y}, {kind}"


def _checks() -> dict[str, Callable[[Settings], str]]:
    from runtime.extension_points import EXTENSION_POINTS

    def named(there: Callable[[], Collection[str]]) -> Callable[[Settings], str]:
        return lambda _settings: ", ".join(there())

    return {
        "data": _data,
        "database": _database,
        "signing": _signing,
        "staff": _staff,
        "queue": _queue,
        **{what: named(there) for what, there in EXTENSION_POINTS.items()},
        "seal": _seal,
    }
