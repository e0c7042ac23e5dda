"""The records of one installation: where its database is, brought up to date, and filled for a trial."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from documents.store import PaperStore
from panchayat.core.encryption import UnknownKey, use_keys
from panchayat.database import Database, Unavailable
from runtime.clock import clock_for
from runtime.problem import Problem
from runtime.settings import Settings


class NoDatabase(Problem):
    """The database cannot be used."""


class WrongKey(Problem):
    """The records were encrypted under a key that is not set."""


def database_of(settings: Settings) -> Database:
    """The installation's database; this process can read and write it from now on."""
    use_keys(settings.secret_keys)
    return Database(
        settings.database_url,
        clock_for(settings.now_file),
        public_url=settings.public_url,
        sends_sms=settings.twilio.sms_from is not None,
    )


def pictures_of(settings: Settings) -> PaperStore:
    """Where the photographs of guest houses are kept, which anybody may see."""
    return PaperStore(settings.data / "pictures")


def media_of(settings: Settings) -> PaperStore:
    """Where is kept what people send, and what the office shows of its work."""
    return PaperStore(settings.data / "media")


def prepare(settings: Settings, *, demo: bool) -> bool:
    """Make the database ready to be used; returns whether made-up people were loaded.

    Args:
        demo: load them if it has no office yet, and no message can reach a real person.

    Raises:
        NoDatabase: it cannot be reached, or a migration failed.
        Broken: a kind of register, which the made-up people come from too, cannot be loaded.
    """
    # What nobody needs once the records are ready.
    from panchayat.demo.loading import load_demo  # noqa: PLC0415
    from panchayat.migrations import migrate  # noqa: PLC0415
    from runtime.extension_points import registers  # noqa: PLC0415

    registers()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with reachable():
        migrate(settings.database_url)
        if not (demo and settings.on_trial):
            return False
        database = database_of(settings)
        try:
            with database.open_office() as office:
                return load_demo(office, lambda content: pictures_of(settings).keep(content)[0])
        finally:
            database.dispose()


@contextmanager
def reachable() -> Iterator[None]:
    """Say in one line what a driver says in many, without the address, which may hold a password.

    Raises:
        NoDatabase: instead of whatever the driver raised.
        WrongKey: what is kept cannot be read.
    """
    try:
        yield
    except UnknownKey as error:
        raise WrongKey(
            "these records were encrypted under another SECRET_KEY: set the one with which they were written, "
            "or add it after the new one and a comma"
        ) from error
    except (SQLAlchemyError, Unavailable) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise NoDatabase(f"the database cannot be used: {reason}") from error
