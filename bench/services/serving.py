"""Serves an application as the service itself is served: the same server, the same front, the same threads."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any
from wsgiref.types import WSGIApplication

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from runtime.lifeline import die_with_parent
from webhooks.front.application import Front
from webhooks.front.arrivals import Arrivals
from webhooks.front.bodies import Bodies
from webhooks.front.lanes import Lane
from webhooks.front.limits import Limits
from webhooks.twilio.signature import HEADER
from webhooks.twilio.signed import LARGEST_BODY

#: Told of every connection to the database that a driver has opened.
Connected = Callable[[Any], None]


def unnoticed(_connection: object) -> None:
    """Nobody looks at what passes over a connection."""


def serve(make: Callable[[str, str, Connected], WSGIApplication]) -> None:
    """Serve until this process is asked to stop; the command line is PORT, DATABASE and how many PROCESSES.

    Args:
        make: makes the application in each of the processes, of the database's address, the one where the provider
            calls, and who wants to know of connections.
    """
    port, database, processes = sys.argv[1:]
    server = Server(
        "bench",
        port=int(port),
        interface=Interfaces.RSGI,
        workers=int(processes),
        http=HTTPModes.http1,
        log_level=LogLevels.error,
        websockets=False,
    )
    url = f"http://127.0.0.1:{port}/webhooks/twilio/whatsapp"
    server.serve(target_loader=partial(_load, partial(make, database, url, unnoticed), os.getpid()), wrap_loader=False)


def _load(make: Callable[[], WSGIApplication], parent: int) -> Front:
    die_with_parent(parent)
    messages = Lane("messages", threads=8, waiting=1024)
    limits = (Limits("", messages, largest=LARGEST_BODY, credential=HEADER),)
    # As many on their way as come: it is measured what a message costs, not what a crowd is refused.
    bodies = Bodies(1 << 20, Arrivals(most=1024, most_of_one=1024))
    return Front(make(), limits, bodies, known={}, common={})
