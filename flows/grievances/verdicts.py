"""Whether words say that something was fixed: all of it, none of it, a part of it, or nothing that tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from chatbot.commands import Command, command
from chatbot.language.spelling import plainly
from flows.grievances.clauses import Clause, answer_in, clauses_of, disowns, is_courtesy, says_yes


class Verdict(Enum):
    """What a citizen says of a resolution; ``UNCLEAR`` is no verdict, and is asked about."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    PARTLY = "partly"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Said:
    """What the words say of a resolution.

    ``bare``: it is nothing but a yes or a no, which belongs to whatever was asked last. ``named``: it speaks of mending, or
    of a trouble that is over or back, so that nobody need have asked. ``unknown``: how many words may be about anything.
    ``tells``: something in it speaks of the matter, though it be only a question or a request. ``doubtful``: a part of it
    asks, wishes, or only says what others say. ``count``: it is said of ``both`` or ``neither`` of several. ``again``: it
    says that a trouble is back.
    """

    verdict: Verdict
    bare: bool = False
    named: bool = False
    unknown: int = 0
    tells: bool = False
    doubtful: bool = False
    count: str = ""
    again: bool = False

    @property
    def plain(self) -> bool:
        """Whether every part of it is understood, and it is a verdict."""
        return self.verdict is not Verdict.UNCLEAR and not (self.unknown or self.doubtful)


#: A word in marks of quotation is not meant as it stands.
_QUOTED: Final = re.compile(r"[\"“”‘’][^\"“”‘’\s]+[\"“”‘’]")
#: What was done is denied by নি; a না behind it only asks.
_HAS_BEEN: Final = ("ছে", "ছেন", "che", "chhe", "chen", "গেল", "gelo")
#: So many words may be unknown where the rest says it plainly.
FEW: Final = 2
#: What a clause can be about.
_MATTERS: Final = frozenset({"wrong", "lie", "fix", "good", "work", "done", "undone", "under_way", "thing"})
#: What makes a clause no plain one.
_DOUBTS: Final = ("may_be", "asks", "whether", "wants", "hearsay", "mockery")
#: What one clause says: that it is well, that it is not, a part, or (``None``) nothing.
_WELL, _NOT_WELL, _PART = "well", "not well", "part"


def read_verdict(text: str) -> Said:
    """What ``text``, in any of the three languages, says of something that was called resolved."""
    plain = plainly(text)
    meant = command(text)
    answer, rest = answer_in(plain)
    clauses = list(clauses_of(rest))
    if (meant is not None and answer is None) or (answer is None and is_courtesy(clauses)):
        return Said(Verdict.UNCLEAR, tells=meant in (None, Command.THANKS))
    if answer and not any(set(each.senses) - {"beside"} for each in clauses):
        said = Verdict.FIXED if answer == "yes" else Verdict.NOT_FIXED
        verdict = Verdict.UNCLEAR if "?" in plain else said
        return Said(verdict, bare=True, tells=True)
    mocks = any(each.has("mockery") for each in clauses) or _QUOTED.search(plain) is not None
    said, named, over = _weigh(clauses, mocks=mocks)
    unknown = sum(each.senses.count("") for each in clauses)
    cues = any(set(each.senses) - {"", "beside", "thing", "being"} for each in clauses)
    verdict = _together(answer, said, clauses, over=over, unknown=unknown) if answer else said
    if any(map(disowns, clauses)):
        verdict, named = Verdict.UNCLEAR, False
    tells = bool(answer) or cues or verdict is not Verdict.UNCLEAR
    doubtful = any(each.asked or each.has(*_DOUBTS) for each in clauses)
    count = next((sense for each in clauses for sense in ("both", "neither") if each.has(sense)), "")
    again = verdict in (Verdict.NOT_FIXED, Verdict.PARTLY) and any(each.has("again") for each in clauses)
    return Said(verdict, named=named, unknown=unknown, tells=tells, doubtful=doubtful, count=count, again=again)


def _weigh(clauses: Sequence[Clause], *, mocks: bool) -> tuple[Verdict, bool, bool]:
    """What the clauses say together, whether they name the matter, and whether it is a trouble that is said to be over."""
    signs: list[tuple[str, Clause]] = []
    earlier: Clause | None = None
    for clause in clauses:
        sign = _sign(clause, earlier)
        if sign is not None and not clause.has("before"):
            signs.append((sign, clause))
        earlier = clause
    found = [sign for sign, _clause in signs]
    over = bool(signs) and all(
        sign == _WELL and not clause.has("fix", "good", "done", "work") for sign, clause in signs
    )
    named = over or any(_names(sign, clause) for sign, clause in signs)
    if not found or (mocks and set(found) != {_NOT_WELL}):
        return Verdict.UNCLEAR, named, over
    if _PART in found:
        return Verdict.PARTLY, named, over
    if len(set(found)) == 1:
        return Verdict.FIXED if found[0] == _WELL else Verdict.NOT_FIXED, named, over
    back = any(sign == _NOT_WELL and clause.has("again") for sign, clause in signs[found.index(_WELL) :])
    return Verdict.NOT_FIXED if back else Verdict.PARTLY, named, over


def _names(sign: str, clause: Clause) -> bool:
    """Whether a clause speaks of mending, and is not the beginning of another story."""
    few = clause.senses.count("") < FEW
    if clause.has("wrong") and not clause.has("fix"):
        return sign == _WELL or (clause.has("again") and few)
    # "Does not come properly" is a complaint like any other.
    if clause.has("fix"):
        return not (clause.has("work") and clause.denials)
    return few and (clause.has("done", "undone") or sign == _PART)


def _sign(clause: Clause, earlier: Clause | None) -> str | None:
    """What one clause says; ``earlier`` is the one before, of which a mere "not any more" speaks."""
    if clause.has("may_be", "asks", "whether", "wants") or (clause.asked and not clause.has("why")):
        return None
    sign = _whole_sign(clause) or _carried_sign(clause, earlier)
    # "Not all", and "all" that stands alone with a no.
    if clause.has("whole") and clause.denials and (sign == _NOT_WELL or not (sign or clause.has(""))):
        return _PART
    if clause.has("part"):
        # "Nothing left" is all.
        if sign is None and clause.denials:
            return _WELL
        return _PART if sign is not None or not clause.has("", "before") else None
    counted = any(
        sense == "one" and after in ("done", "fix", "undone")
        for sense, after in zip(clause.senses, clause.senses[1:], strict=False)
    )
    return _PART if counted and sign is not None else sign


def _whole_sign(clause: Clause) -> str | None:
    """What a clause says by its own words, without regard to how much of it; two denials say nothing for sure."""
    affirmed, denied = _signs(clause)
    return (affirmed, denied, None)[min(clause.denials, 2)]


def _signs(clause: Clause) -> tuple[str | None, str | None]:
    """What the matter of a clause says as it stands, and what it says where it is denied."""
    if clause.has("lie"):
        return _NOT_WELL, None
    if clause.has("wrong") and (clause.has("again") or not clause.has("fix", "good")):
        # "In the dark one cannot walk" denies the walking.
        return _NOT_WELL, None if clause.has("work") else _WELL
    if clause.has("fix", "good", "work"):
        return _WELL, _NOT_WELL
    if clause.has("done") and not clause.has("undone"):
        return None if clause.has("again") else _WELL, None if _only_asks(clause) else _NOT_WELL
    return None, _NOT_WELL if clause.has("undone", "under_way", "thing") else None


def _carried_sign(clause: Clause, earlier: Clause | None) -> str | None:
    """What a mere "not any more" says of that of which the clause before has spoken."""
    if clause.denials != 1 or earlier is None or set(clause.senses) & {"", *_MATTERS}:
        return None
    return _WELL if earlier.has("wrong") else _NOT_WELL if earlier.has("thing") else None


def _only_asks(clause: Clause) -> bool:
    """Whether it is "হয়েছে না", which asks more than it denies."""
    last = max(place for place, sense in enumerate(clause.senses) if sense == "done")
    denied = clause.words[last + 1 : last + 2]
    return denied in (["না"], ["na"]) and clause.words[last].endswith(_HAS_BEEN)


def _together(answer: str, said: Verdict, clauses: Sequence[Clause], *, over: bool, unknown: int) -> Verdict:
    """A yes or no with what else was said; where the two do not agree, it is not clear."""
    doubts = any(each.has("may_be", "mockery") for each in clauses)
    if said is Verdict.PARTLY:
        return said
    if said is Verdict.UNCLEAR:
        asks = any(each.has("asks", "whether", "wants") or each.asked for each in clauses)
        turns = any(each.denials if answer == "yes" else each.has("but") and says_yes(each) for each in clauses)
        if doubts or unknown or turns or (answer == "yes" and asks):
            return said
        return Verdict.FIXED if answer == "yes" else Verdict.NOT_FIXED
    if answer == "yes":
        # "Yes, but it leaks."
        if said is Verdict.NOT_FIXED and clauses[0].has("but"):
            return Verdict.PARTLY
        return said if said is Verdict.FIXED else Verdict.UNCLEAR
    return said if said is Verdict.NOT_FIXED or over else Verdict.UNCLEAR
