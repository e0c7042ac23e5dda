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
        # What was chosen stands in the record under its own key.
        if name in replaced or (submitted and not is_told(answer)):
            continue
        for text in leaves(answer.get("v")):
            if text not in kept:
                yield f"gone: {name} = {text}"
            elif not submitted and text not in back:
                yield f"does not come back: {name} = {text}"


def _scattered(utterance: Utterance, heard: Heard, claims: list[str]) -> Iterator[str]:
    """Messages whose words are nowhere though they were not refused, or stand in the answer to another question."""
    wanted = []
    for claim in claims:
        ways = [each.strip() for each in claim.split(" or ")]
        other = [each for each in ways if not each.startswith(KEEPING)]
        if not any(holds(each, utterance, heard) for each in other):
            wanted += [each for each in ways if each.startswith(KEEPING)]
    if not wanted:
        return
    everywhere = tokens(" ".join([*leaves(heard.after), *leaves(heard.resumed), *row_texts(heard)]))
    quoted = tokens(" ".join(step.reply for step in heard.steps))
    earlier = heard.before
    name = wanted[0].partition(" ")[2].strip()
    others = [
        tokens(" ".join(leaves(answer.get("v"))))
        for other, answer in known_answers(heard.after)
        if not belongs(other, name)
    ]
    before = [tokens(" ".join(leaves(answer.get("v")))) for _other, answer in known_answers(heard.before)]
    for step in heard.steps:
        said = tokens(bare(step.text))
        refused = same(earlier, step.state)
        earlier = step.state
        if not refused and not said <= everywhere | quoted:
            yield f"words are nowhere: {step.text}"
        if (
            name
            and said
            and not said <= in_answer(heard, name)
            and any(said <= words and words not in before for words in others)
        ):
            yield f"in the answer to another question: {step.text}"


def _nothing_happened(heard: Heard) -> bool:
    """Whether the same question stands and all is as it was, or the menu asks what is meant and repeats the words."""
    if heard.changes:
        return False
    before, after = heard.before, heard.after
    same = question(after) == question(before) and after.get("answers") == before.get("answers")
    at_menu = after.get("flow") in (None, "menu") and before.get("flow") in (None, "menu")
    only_menu = at_menu and set(heard.ran) <= {"menu"}
    # A question that repeats what was written, such as "does this belong to …?", leaves everything open.
    told = tokens(heard.reply)
    asks_back = (
        "asked" in after
        and after.get("flow") == before.get("flow")
        and all(tokens(bare(step.text)) <= told for step in heard.steps)
        and _answers_kept(before, after)
    )
    return same or only_menu or asks_back


def _answers_kept(before: dict[str, Any], after: dict[str, Any]) -> bool:
    now = dict(known_answers(after))
    return all(now.get(name) == answer for name, answer in known_answers(before))


def _short(row: dict[str, Any] | None) -> str:
    """What tells a row from others."""
    return (
        ""
        if row is None
        else " ".join(str(row[key]) for key in ("number", "state", "kind", "fixed", "rating") if key in row)
    )
