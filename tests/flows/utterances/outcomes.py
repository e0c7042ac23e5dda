"""What became of an utterance: understood, asked, misread or destroyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.flows.utterances.meanings import KEEPING, MAY_CHANGE, RECORDS, holds, in_answer, row_texts
from tests.flows.utterances.reading import Utterance
from tests.flows.utterances.rehearsal import Heard, question
from tests.flows.utterances.told import bare, belongs, is_told, known_answers, leaves, same, standing, tokens, valuable


class Outcome(StrEnum):
    """What became of it, the best first."""

    UNDERSTOOD = "understood"
    ASKED = "asked"
    MISREAD = "misread"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an utterance, and why."""

    utterance: Utterance
    outcome: Outcome
    why: str = ""
    reply: str = ""

    def __str__(self) -> str:
        return f"{self.outcome}: {self.utterance}\n    {self.why}"


def decide(utterance: Utterance, heard: Heard) -> Verdict:
    """What became of ``utterance``, by what was ``heard``."""
    claims = [part.strip() for part in utterance.meaning.split(";")]

    def verdict(outcome: Outcome, why: str = "") -> Verdict:
        return Verdict(utterance, outcome, why, heard.reply)

    lost = next(_lost(utterance, heard, claims), None)
    if lost is not None:
        return verdict(Outcome.DESTROYED, lost)
    missed = [
        claim for claim in claims if not any(holds(each.strip(), utterance, heard) for each in claim.split(" or "))
    ]
    now = f"asks {question(heard.after)}, ran {', '.join(heard.ran) or 'nothing'}"
    if not missed:
        return verdict(Outcome.UNDERSTOOD)
    why = f"not: {'; '.join(missed)} ({now})"
    return verdict(Outcome.ASKED if _nothing_happened(heard) else Outcome.MISREAD, why)


# Whether something is gone, or was done that nobody wanted


def _lost(utterance: Utterance, heard: Heard, claims: list[str]) -> Iterator[str]:
    yield from _unwanted(heard, claims)
    yield from _gone(heard, claims)
    yield from _scattered(utterance, heard, claims)


def _unwanted(heard: Heard, claims: list[str]) -> Iterator[str]:
    """What was filed or changed in the records and was not meant."""
    meant = [each.strip() for claim in claims for each in claim.split(" or ")]
    allowed = {
        table for each in meant for key, tables in MAY_CHANGE.items() if each.startswith(key) for table in tables
    }
    adding = any(each.startswith(KEEPING) or each.startswith("notes") for each in meant)
    for change in heard.changes:
        new_record = change.new and change.table in RECORDS | {"grievance_verdict"}
        if change.table in allowed or (adding and not new_record):
            continue
        yield f"{'filed' if change.new else 'changed'}: {change.table} {_short(change.row)}"


def _gone(heard: Heard, claims: list[str]) -> Iterator[str]:
    """Answers of what was begun that are nowhere now, and do not come back either."""
    replaced = {name for claim in claims for name in re.findall(r"(?:answers|asks|adds) (\w+)", claim)}
    if any(claim.startswith("changes") for claim in claims):
        replaced |= {"ok"}
    kept = " ".join([*leaves(heard.after), *row_texts(heard)])
    # Where it stands now, or where "go on" leads.
    back = " ".join(leaves([standing(heard.after), standing(heard.resumed)]))
    submitted = any(change.new and change.table in RECORDS for change in heard.changes)
    for name, answer in valuable(heard.before):
        if name in replaced:
            continue
        for text in leaves(answer.get("v")):
            if submitted:
                # What was chosen stands in the record under its own key, and of what was told what was read in it.
                if is_told(answer) and tokens(text).isdisjoint(tokens(kept)):
                    yield f"not handed in: {name} = {text}"
            elif text not in kept:
                yield f"gone: {name} = {text}"
            elif text not in back:
                yield f"does not come back: {name} = {text}"


def _scattered(utterance: Utterance, heard: Heard, claims: list[str]) -> Iterator[str]:
    """Words that are nowhere though their message was not refused, or that answer another question."""
    wanted = _words_that_count(utterance, heard, claims)
    if wanted is None:
        return
    name, _equals, words = (part.strip() for part in wanted.partition(" ")[2].partition("="))
    counting = tokens(words)
    everywhere = tokens(" ".join([*leaves(heard.after), *leaves(heard.resumed), *row_texts(heard), *_replies(heard)]))
    others = _answers_of_now(heard, name)
    earlier = heard.before
    for step in heard.steps:
        said = tokens(bare(step.text)) & counting if words else tokens(bare(step.text))
        refused = same(earlier, step.state)
        earlier = step.state
        if not refused and not said <= everywhere:
            yield f"words are nowhere: {step.text}"
        if name and said and not said <= in_answer(heard, name) and any(said <= other for other in others):
            yield f"in the answer to another question: {step.text}"


def _words_that_count(utterance: Utterance, heard: Heard, claims: list[str]) -> str | None:
    """The claim by which words have to be kept, unless something else that is meant as well is so."""
    for claim in claims:
        ways = [each.strip() for each in claim.split(" or ")]
        keeping = [each for each in ways if each.startswith(KEEPING)]
        if keeping and not any(holds(each, utterance, heard) for each in ways if each not in keeping):
            return keeping[0]
    return None


def _answers_of_now(heard: Heard, name: str) -> list[set[str]]:
    """The words of each answer that this utterance gave to questions other than ``name``."""
    before = dict(known_answers(heard.before))
    return [
        tokens(" ".join(leaves(answer.get("v"))))
        for other, answer in known_answers(heard.after)
        if not belongs(other, name) and before.get(other) != answer
    ]


def _replies(heard: Heard) -> list[str]:
    return [step.reply for step in heard.steps]


def _nothing_happened(heard: Heard) -> bool:
    """Whether all is as it was, or we ask what was meant and repeat the words; what was told stays either way."""
    if heard.changes:
        return False
    before, after = heard.before, heard.after
    unchanged = question(after) == question(before) and after.get("answers") == before.get("answers")
    at_menu = after.get("flow") in (None, "menu") and before.get("flow") in (None, "menu")
    only_menu = at_menu and set(heard.ran) <= {"menu"}
    # The last of them is only repeated, in a question; what came before it was taken for what it is.
    said = tokens(bare(heard.steps[-1].text))
    taken = any(said <= each for each in _answers_of_now(heard, ""))
    asks_back = "asked" in after and said <= tokens(heard.reply) and not taken
    return unchanged or only_menu or asks_back


def _short(row: dict[str, Any] | None) -> str:
    """What tells a row from others."""
    return (
        ""
        if row is None
        else " ".join(str(row[key]) for key in ("number", "state", "kind", "fixed", "rating") if key in row)
    )
