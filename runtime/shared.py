"""What the processes of the service share: loaded once, then copied for each of them, or for each of a server's."""

from __future__ import annotations

import sqlalchemy.dialects.sqlite  # noqa: F401  # loaded by name when a database is first opened
from sqlalchemy.orm import configure_mappers

import runtime.cli.processes
import runtime.server  # noqa: F401  # with all that it serves; the others use the most of it
from chatbot.language.wording import LANGUAGES, catalogue
from runtime import extension_points


def load() -> None:
    """Load what is put off until it is first used, too: records, wording, services. Opens nothing.

    Raises:
        Broken: a service cannot be used.
    """
    configure_mappers()
    for language in LANGUAGES:
        catalogue(language)
    extension_points.services()
