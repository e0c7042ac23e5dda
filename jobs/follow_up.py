"""Asks the channel, round after round, what became of messages that it has reported nothing more of.

It has a thread of its own: a channel that hangs, or wants to be left alone, delays these questions and nothing else.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event
from time import monotonic
from typing import Final

from jobs.deliver import SenderTools
from jobs.outages import Outage
from jobs.remedies import failure_after
from jobs.traces import where
from panchayat.database import Unavailable
from panchayat.messaging import schedule as due_work
from panchayat.messaging.follow_up import Unreported

log = logging.getLogger(__name__)

_EVERY: Final = timedelta(seconds=30)
_AT_ONCE: Final = 50
#: Seconds that a round goes on for: with the last call's own time-out it is over before another process begins one.
_ROUND: Final = 10
_GLANCE: Final = 5.0


def run(stop: Event, tools: SenderTools) -> None:
    """Ask again and again until ``stop`` is set; several processes may, each round is one's alone."""
    outage = Outage(log, "asking the channel what became of messages")
    while not stop.wait(_GLANCE):
        try:
            if ask(tools):
                outage.is_over()
        except Unavailable:
            continue  # the sender beside this says so
        except ConnectionError as error:
            outage.goes_on(str(error))
        except Exception as error:  # what is due is due however this round went
            outage.goes_on(where(error))


def ask(tools: SenderTools) -> bool:
    """One round, unless another process has just made one; returns whether the channel answered anything.

    Raises:
        ConnectionError: the channel does not answer; the others are asked for later.
    """
    with tools.open_office() as office:
        if not due_work.claim(office.session, office.now, "follow_up", _EVERY):
            return False
        waiting = office.follow_up.due(_AT_ONCE)
    answered = False
    end = monotonic() + _ROUND
    while waiting and monotonic() < end:
        message = waiting.pop(0)
        try:
            _ask_for(tools, message)
        except ConnectionError:
            _put_off(tools, waiting)
            raise
        answered = True
    _put_off(tools, waiting)
    return answered


def _ask_for(tools: SenderTools, message: Unreported) -> None:
    standing = tools.messenger.look_up(message.provider_id)
    if standing is None:
        return
    with tools.open_office() as office:
        failure = failure_after(standing.remedy, standing.code, message.attempt)
        office.follow_up.told(message, standing.status, failure)
    if standing.code:
        log.warning("message %s, attempt %d: error %d", message.id, message.attempt, standing.code)


def _put_off(tools: SenderTools, waiting: list[Unreported]) -> None:
    if waiting:
        with tools.open_office() as office:
            office.follow_up.put_off(waiting)
