"""Several messages where one was expected: whether words answer the question on the screen, or go on with the answer before.

Nobody says when a story is at its end, and its second line often leaves the phone before our question has reached it. What
the words speak of decides where that is plain; otherwise whether they could have been typed since the question was there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from chatbot.language.gists import Gist, bears, goes_on
from chatbot.language.intentions import Intention, is_correction, is_one_more, is_taken_back, read_intentions
from chatbot.language.matching import letters_in, normalise, numeral, spoken
from chatbot.messages import Incoming
from chatbot.state import Told

#: Longer ones tell something.
_SHORT: Final = 9
#: How soon after one another messages belong together.
BURST: Final = timedelta(seconds=15)
#: Nobody sees a question and sends another message within this time: it is a machine that has waited for the question.
AT_ONCE: Final = timedelta(seconds=0.7)
#: The least time in which a question is seen and read, and in which a code point of the answer is typed.
TO_READ: Final = timedelta(seconds=2.5)
TO_TYPE: Final = timedelta(seconds=0.1)


class Belongs(Enum):
    """To what words belong."""

    HERE = auto()
    BEFORE = auto()
    UNSURE = auto()


def where_belongs(heard: Incoming, told: Told | None, so_far: str, gist: Gist | None, asked_at: datetime) -> Belongs:
    """To what the words of ``heard`` belong: to the question that was put at ``asked_at``, or to what was ``told`` before,
    of which ``so_far`` stands there.

    ``gist`` is what the question wants to hear, none where its answer is no free text: then it is to say first whether it
    understands them.
    """
    if told is None or not is_words(heard) or not read_intentions(heard.text).rest:
        return Belongs.HERE
    before = goes_on(told.gist, so_far, heard.text)
    quick = heard.received_at - told.at <= BURST
    if quick and says_again(so_far, heard.text) and not _typed_since(heard, max(asked_at, told.at)):
        return Belongs.BEFORE
    if gist is None:
        more = before or (before is None and not _typed_since(heard, max(asked_at, told.at)))
        return Belongs.BEFORE if quick and more else Belongs.HERE
    here = bears(gist, heard.text)
    if not quick:
        return Belongs.UNSURE if before and here is False else Belongs.HERE
    return _in_a_burst(heard, asked_at, told, (before, here), knows=gist is not Gist.ANY)


def _in_a_burst(
    heard: Incoming, asked_at: datetime, told: Told, bears_on: tuple[bool | None, bool | None], *, knows: bool
) -> Belongs:
    before, here = bears_on
    if before is False and here is None:
        return Belongs.HERE
    if here and (before is False or (before is None and heard.received_at > asked_at)):
        return Belongs.HERE
    if heard.received_at <= asked_at or (before and here is False):
        return Belongs.BEFORE
    return _by_time(heard, max(asked_at, told.at), more=bool(before) and here is None, knows=knows)


def _by_time(heard: Incoming, since: datetime, *, more: bool, knows: bool) -> Belongs:
    """What the time tells where the words alone do not; ``since`` then somebody may have read the question and typed."""
    waited = heard.received_at - since < AT_ONCE
    typed = _typed_since(heard, since)
    if more and not waited:
        # A question that knows what it wants to hear, and does not hear it, has hardly been answered.
        answered = typed and (heard.seen_at is not None or not knows)
        return Belongs.HERE if answered else Belongs.BEFORE
    return Belongs.HERE if waited or typed else Belongs.UNSURE


def _typed_since(heard: Incoming, asked_at: datetime) -> bool:
    """Whether there was time to read the question and to type this."""
    begun = max(asked_at, heard.seen_at) if heard.seen_at is not None else asked_at
    return heard.received_at - begun >= TO_READ + len(heard.text) * TO_TYPE


def says_again(so_far: str, text: str) -> bool:
    """Whether words stand there already: many a message is sent twice."""
    return normalise(text) in {normalise(so_far), *map(normalise, so_far.splitlines())}


def corrects(gist: Gist, heard: Incoming) -> bool:
    """Whether words, at an open question, seem to put the answer before it right rather than to answer: "no, 84,000"."""
    said = spoken(heard.text)
    if not is_words(heard) or not 1 < len(said) <= _SHORT or gist is Gist.ANY:
        return False
    if gist is Gist.STORY:
        return is_taken_back(said)
    told = read_intentions(heard.text)
    return bool(told.rest) and (
        Intention.CHANGE in told.intentions
        or is_correction(heard.text)
        or is_taken_back(said)
        or is_one_more(heard.text)
    )


def is_words(heard: Incoming) -> bool:
    """Whether it is words, perhaps with a file: a number, a tap or a place is never a part of what was told."""
    plain = heard.tap is None and heard.pin is None and numeral(heard.text) is None
    return plain and letters_in(heard.text) > 0
