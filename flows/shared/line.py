"""The helpline as it is told: its number, its hours, and whether somebody answers now or when the line opens again."""

from __future__ import annotations

from datetime import datetime, timedelta

from chatbot.language.wording import LANGUAGES, Words, _, long_date
from chatbot.talk import Talk
from flows.shared.call_wishes import Span
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.offices.known import KnownOffice


def line_of(talk: Talk, office: FrontOffice) -> KnownOffice:
    """The office whose line this person calls: their own, or the state's department's."""
    return office.offices.chosen(talk.citizen) or office.offices.state()


def tell_line(talk: Talk, office: FrontOffice, at: KnownOffice) -> None:
    """Say whom to call, and whether somebody answers now."""
    told = _("To talk to a person, call: {phone}\n{office}, {hours}")
    now = line_now(office, at)
    if now is not None:
        told = _("To talk to a person, call: {phone}\n{office}, {hours}\n{now}").using(now=now)
    talk.say(told.using(phone=at.helpline_phone, office=at.names, hours=at.helpline_hours))


def line_now(office: FrontOffice, at: KnownOffice) -> Words | None:
    """Whether somebody answers now, and else from when on; None where the hours are known in words alone."""
    line = office.offices.line_hours(at.id)
    if line is None:
        return None
    if line.is_open(office.now):
        return _("The line is open now, until {time}.").using(time=line.closes(office.now).time())
    opens = line.answers(office.now)
    if opens is None:
        return _("The line is closed now.")
    return _("The line is closed now. It opens: {when}.").using(when=instant_words(opens, office.now))


def instant_words(instant: datetime, now: datetime) -> Words:
    """An instant as people say it: today's and tomorrow's day have no date."""
    local = instant.astimezone(IST)
    return _("{day}, {time}").using(day=_day(local, now), time=local.time())


def span_words(span: Span, now: datetime) -> Words:
    """When somebody wants to be called."""
    start, end = span.start.astimezone(IST), span.end and span.end.astimezone(IST)
    day = _day(start, now)
    if end is None:
        if start <= now:
            return _("at once")
        return _("{day}, from {start}").using(day=day, start=start.time())
    if end - start >= timedelta(days=1):
        return day
    return _("{day}, from {start} to {end}").using(day=day, start=start.time(), end=end.time())


def _day(local: datetime, now: datetime) -> Words:
    day, today = local.date(), now.astimezone(IST).date()
    if day == today:
        return _("today")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    return {language: long_date(day, language) for language in LANGUAGES}
