"""What became of an utterance, decided from the conversation and the records before it and after it.

What it must mean is said in few words, parted by ``;`` (and all of them must be so), each of which may be several that are
parted by `` or `` (one of which must be so):

    answers QUESTION            the question has an answer now, made of these words
    answers QUESTION = VALUE    … and it is this one: a figure, a key, a word; ``#2`` is the second message
    asks QUESTION               this question stands now
    changes                     what can be changed is listed now
    stays                       the same question stands, everything is as it was, and nothing was filed
    waits                       the same
    adds [QUESTION]             every word is in the draft or in a record (in the answer to this question)
    hears                       every word is kept, at the menu too, where it is asked what they are
    notes WORDS                 these words are in a record now, or in what is being told for it
    submits KIND                a grievance, suggestion, certificate, booking or call_back was filed
    submits nothing             nothing was filed
    keeps the draft             what was begun is there, or comes back with "go on"
    opens FLOW                  this dialogue has begun
    guide KEY                   the office's guide to this was told
    emergency                   the first line names an emergency number, and the words are kept
    says WORDS                  a reply has these words or figures in it
    person                      the telephone of the office was told, or a call back noted
    fixed, not fixed, partly    this is the verdict on what was settled
    rates N                     and this the rating
    cancels                     something that was booked was given up
    withdraws                   something that was filed was taken back
    pays                        the number of a payment was noted
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tests.flows.utterances.reading import Utterance
from tests.flows.utterances.rehearsal import Heard, question

#: The numbers that help in danger.
_EMERGENCY: Final = re.compile(r"(?<!\d)(?:112|100|101|102|108|1098|1091|181|1070|1077)(?!\d)")
_HELPLINE: Final = "00000 00300"
#: What a title of each guide has in it, in the three languages.
_GUIDES: Final = {
    "building_permit": "বাড়ি building मकान भवन",
    "trade_noc": "ট্রেড ব্যবসা trade व्यापार ट्रेड",
    "residential": "বাসিন্দা residential निवास",
    "income": "আয় income आय",
    "birth": "জন্ম birth जन्म",
    "death": "মৃত্যু death मृत्यु",
    "ration_card": "রেশন ration राशन",
    "lakshmir_bhandar": "লক্ষ্মীর lakshmir लक्ष्मी",
    "swasthya_sathi": "স্বাস্থ্যসাথী সাথী swasthya स्वास्थ्य",
    "kanyashree": "কন্যাশ্রী kanyashree कन्याश्री",
    "old_age_pension": "বার্ধক্য old-age old वृद्धा",
    "widow_pension": "বিধবা widow विधवा",
    "krishak_bandhu": "কৃষক krishak कृषक",
    "awas": "আবাস awas housing आवास",
    "job_card": "জব job जॉब",
    "caste": "জাতি caste जाति",
    "voter_card": "ভোটার voter वोटर मतदाता",
    "aadhaar_update": "আধার aadhaar आधार",
    "water_connection": "জলের water पानी",
    "electricity_connection": "বিদ্যুৎ electricity बिजली",
    "land_record": "জমির পরচা land ज़मीन",
}
#: Dialogues that take something down which is handed in at the end.
_FILING: Final = frozenset({"grievance", "certificate", "guest_house"})
#: Meanings by which every word counts.
_KEEPING: Final = ("adds", "hears")
#: Meanings that hold where nothing happens.
_HARMLESS: Final = ("submits nothing", "keeps", "stays", "waits", "asks service", "asks nothing")
#: Records of their own.
_RECORDS: Final = frozenset({"grievance", "certificate", "booking", "cancellation", "call_back"})
_OF_GRIEVANCE: Final = frozenset({"grievance", "grievance_step", "grievance_evidence"})
_OF_VERDICT: Final = _OF_GRIEVANCE | {"grievance_verdict"}
_OF_BOOKING: Final = frozenset({"booking", "booked_room", "room_night", "booking_step"})
#: What a meaning may change in the records.
_MAY_CHANGE: Final[dict[str, frozenset[str]]] = {
    "submits grievance": _OF_GRIEVANCE,
    "submits suggestion": _OF_GRIEVANCE,
    "submits certificate": frozenset({"certificate", "certificate_step", "certificate_evidence"}),
    "submits booking": _OF_BOOKING,
    "submits call_back": frozenset({"call_back"}),
    "person": frozenset({"call_back"}),
    "fixed": _OF_VERDICT,
    "not fixed": _OF_VERDICT,
    "partly": _OF_VERDICT,
    "rates": frozenset({"grievance_verdict"}),
    "cancels": _OF_BOOKING | {"cancellation"},
    "withdraws": _OF_GRIEVANCE | {"certificate", "certificate_step"},
    "pays": _OF_BOOKING,
}

Texts = list[str]


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


def is_harmless(utterance: Utterance) -> bool:
    """Whether it must only do no harm."""
    claims = [each.strip() for claim in utterance.meaning.split(";") for each in claim.split(" or ")]
    return all(claim.startswith(_HARMLESS) for claim in claims)


def decide(utterance: Utterance, heard: Heard) -> Verdict:
    """What became of ``utterance``, by what was ``heard``."""
    claims = [part.strip() for part in utterance.meaning.split(";")]

    def verdict(outcome: Outcome, why: str = "") -> Verdict:
        return Verdict(utterance, outcome, why, heard.reply)

    lost = next(_lost(utterance, heard, claims), None)
    if lost is not None:
        return verdict(Outcome.DESTROYED, lost)
    missed = [
        claim for claim in claims if not any(_holds(each.strip(), utterance, heard) for each in claim.split(" or "))
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
        table for each in meant for key, tables in _MAY_CHANGE.items() if each.startswith(key) for table in tables
    }
    adding = any(each.startswith(_KEEPING) or each.startswith("notes") for each in meant)
    for change in heard.changes:
        new_record = change.new and change.table in _RECORDS | {"grievance_verdict"}
        if change.table in allowed or (adding and not new_record):
            continue
        yield f"{'filed' if change.new else 'changed'}: {change.table} {_short(change.row)}"


def _gone(heard: Heard, claims: list[str]) -> Iterator[str]:
    """Answers of what was begun that are nowhere now, and do not come back either."""
    replaced = {name for claim in claims for name in re.findall(r"(?:answers|asks|adds) (\w+)", claim)}
    if any(claim.startswith("changes") for claim in claims):
        replaced |= {"ok"}
    kept = " ".join([*_leaves(heard.after), *_row_texts(heard)])
    # Where it stands now, or where "go on" leads.
    back = " ".join(_leaves([_standing(heard.after), _standing(heard.resumed)]))
    submitted = any(change.new and change.table in _RECORDS for change in heard.changes)
    for name, answer in _valuable(heard.before):
        # What was chosen stands in the record under its own key.
        if name in replaced or (submitted and not _is_told(answer)):
            continue
        for text in _leaves(answer.get("v")):
            if text not in kept:
                yield f"gone: {name} = {text}"
            elif not submitted and text not in back:
                yield f"does not come back: {name} = {text}"


def _scattered(utterance: Utterance, heard: Heard, claims: list[str]) -> Iterator[str]:
    """Messages whose words are nowhere though they were not refused, or stand in the answer to another question."""
    wanted = []
    for claim in claims:
        ways = [each.strip() for each in claim.split(" or ")]
        other = [each for each in ways if not each.startswith(_KEEPING)]
        if not any(_holds(each, utterance, heard) for each in other):
            wanted += [each for each in ways if each.startswith(_KEEPING)]
    if not wanted:
        return
    everywhere = _tokens(" ".join([*_leaves(heard.after), *_leaves(heard.resumed), *_row_texts(heard)]))
    quoted = _tokens(" ".join(step.reply for step in heard.steps))
    earlier = heard.before
    name = wanted[0].partition(" ")[2].strip()
    others = [_tokens(" ".join(_leaves(answer.get("v")))) for other, answer in _answers(heard.after) if other != name]
    before = [_tokens(" ".join(_leaves(answer.get("v")))) for _other, answer in _answers(heard.before)]
    for step in heard.steps:
        said = _tokens(_bare(step.text))
        refused = _same(earlier, step.state)
        earlier = step.state
        if not refused and not said <= everywhere | quoted:
            yield f"words are nowhere: {step.text}"
        if (
            name
            and said
            and not said <= _in_answer(heard, name)
            and any(said <= words and words not in before for words in others)
        ):
            yield f"in the answer to another question: {step.text}"


# What it must mean


def _holds(claim: str, utterance: Utterance, heard: Heard) -> bool:
    verb, _blank, rest = claim.partition(" ")
    check = _CLAIMS.get(claim) or _CLAIMS.get(verb)
    if check is None:
        raise ValueError(f"{utterance.file}:{utterance.line}: unknown meaning {claim!r}")
    return check(rest, utterance, heard)


def _answered(rest: str, utterance: Utterance, heard: Heard) -> bool:
    name, _equals, wanted = (part.strip() for part in rest.partition("="))
    stored, found = _stored(heard.after, name)
    earlier, _found = _stored(heard.before, name)
    if not found:
        return False
    if wanted.startswith("#"):
        wanted = utterance.messages[int(wanted[1:]) - 1].text
    if wanted:
        return any(_plain(each) == _plain(wanted) for each in _leaves(stored))
    if stored == earlier:
        return False
    if not isinstance(stored, dict) or "at" in stored or {"text", "words"}.isdisjoint(stored):
        return True
    said = _tokens(" ".join(_bare(each.text) for each in utterance.messages))
    return _tokens(" ".join(_leaves(stored))) <= said | _tokens(" ".join(_leaves(earlier)))


def _added(rest: str, utterance: Utterance, heard: Heard) -> bool:
    said = _tokens(" ".join(_bare(each.text) for each in utterance.messages))
    if not rest:
        return said <= _tokens(" ".join([*_told_beside_menu(heard.after), *_row_texts(heard)]))
    return said <= _in_answer(heard, rest) | _tokens(" ".join(_row_texts(heard)))


def _heard(_rest: str, utterance: Utterance, heard: Heard) -> bool:
    said = _tokens(" ".join(_bare(each.text) for each in utterance.messages))
    return said <= _tokens(" ".join([*_leaves(heard.after), *_row_texts(heard)]))


def _noted(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return _tokens(rest) <= _tokens(" ".join([*_told_beside_menu(heard.after), *_row_texts(heard)]))


def _submitted(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    filed = [change for change in heard.changes if change.new and change.table in _RECORDS]
    if rest == "nothing":
        return not filed
    table = "grievance" if rest == "suggestion" else rest
    of_kind = [
        change
        for change in filed
        if change.table == table and (table != "grievance" or (change.row or {}).get("kind") == rest)
    ]
    return len(of_kind) == 1 == len(filed)


def _stayed(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return (
        question(heard.after) == question(heard.before)
        and heard.after.get("answers") == heard.before.get("answers")
        and not heard.changes
    )


def _kept_draft(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    back = " ".join(_leaves(_standing(heard.resumed)))
    return all(text in back for _name, answer in _valuable(heard.before) for text in _leaves(answer.get("v")))


def _opened(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return rest in heard.ran and heard.before.get("flow") != rest


def _guided(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    told = _plain(heard.reply)
    return any("guide" in name or "information" in name for name in heard.ran) and any(
        _plain(word) in told for word in _GUIDES[rest].split()
    )


def _in_danger(_rest: str, utterance: Utterance, heard: Heard) -> bool:
    first_lines = [_digits(step.reply).split("\n", 1)[0] for step in heard.steps]
    said = _tokens(" ".join(_bare(each.text) for each in utterance.messages))
    kept = _tokens(" ".join([*_leaves(heard.after), *_row_texts(heard), *(step.reply for step in heard.steps)]))
    return any(_EMERGENCY.search(line) for line in first_lines) and said <= kept


def _said(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(_plain(rest) in _plain(step.reply) for step in heard.steps)


def _led_to_a_person(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(_HELPLINE in _digits(step.reply) for step in heard.steps)


def _fixed(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(row["fixed"] for row in _changed(heard, "grievance_verdict"))


def _not_fixed(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    opened = any(row["reopened"] for row in _changed(heard, "grievance"))
    told = any(not row["fixed"] for row in _changed(heard, "grievance_verdict"))
    # Before something is opened again, that may be asked.
    return opened or told or question(heard.after).endswith(".again")


def _rated(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(row["rating"] == int(rest) for row in _changed(heard, "grievance_verdict"))


def _gave_up(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return bool(_changed(heard, "cancellation"))


def _withdrew(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(row["state"] == "WITHDRAWN" for table in ("grievance", "certificate") for row in _changed(heard, table))


def _paid(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(row["payment_reference"] for row in _changed(heard, "booking"))


_CLAIMS: Final[dict[str, Callable[[str, Utterance, Heard], bool]]] = {
    "answers": _answered,
    "asks": lambda rest, _utterance, heard: question(heard.after).partition(".")[2] == rest,
    "changes": lambda _rest, _utterance, heard: question(heard.after).endswith(" changing"),
    "stays": _stayed,
    "waits": _stayed,
    "adds": _added,
    "hears": _heard,
    "notes": _noted,
    "submits": _submitted,
    "keeps": _kept_draft,
    "opens": _opened,
    "guide": _guided,
    "emergency": _in_danger,
    "says": _said,
    "person": _led_to_a_person,
    "fixed": _fixed,
    "not fixed": _not_fixed,
    "partly": _not_fixed,
    "rates": _rated,
    "cancels": _gave_up,
    "withdraws": _withdrew,
    "pays": _paid,
}


# Reading what there is


def _nothing_happened(heard: Heard) -> bool:
    """Whether the same question stands and all is as it was, or the menu asks what is meant and repeats the words."""
    if heard.changes:
        return False
    before, after = heard.before, heard.after
    same = question(after) == question(before) and after.get("answers") == before.get("answers")
    at_menu = after.get("flow") in (None, "menu") and before.get("flow") in (None, "menu")
    only_menu = at_menu and set(heard.ran) <= {"menu"}
    # A question that repeats what was written, such as "does this belong to …?", leaves everything open.
    told = _tokens(heard.reply)
    asks_back = (
        "asked" in after
        and after.get("flow") == before.get("flow")
        and all(_tokens(_bare(step.text)) <= told for step in heard.steps)
        and _answers_kept(before, after)
    )
    return same or only_menu or asks_back


def _answers_kept(before: dict[str, Any], after: dict[str, Any]) -> bool:
    now = dict(_answers(after))
    return all(now.get(name) == answer for name, answer in _answers(before))


def _same(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    """Whether a message changed nothing but the count of what was not understood."""
    return _lasting(earlier) == _lasting(later)


def _lasting(state: dict[str, Any]) -> dict[str, Any]:
    asked = {key: value for key, value in state.get("asked", {}).items() if key not in ("misses", "at")}
    return state | {"asked": asked}


def _valuable(state: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What somebody has told for something that was not handed in yet."""
    flow, answers = state.get("flow"), list(_answers(state))
    worth = sum(not answer.get("auto") for _name, answer in answers) > 1
    done = max((place for place, (_name, answer) in enumerate(answers) if answer.get("done")), default=-1)
    for name, answer in answers[done + 1 :]:
        if not answer.get("auto") and ((flow in _FILING and worth) or _is_told(answer)):
            yield name, answer
    if "paused" in state:
        yield from _valuable(state["paused"])


def _told_beside_menu(state: dict[str, Any]) -> Texts:
    """Every text of the conversation, unless it is the menu, which has yet to find out what it was told."""
    told = [] if state.get("flow") == "menu" else _leaves(state)
    return told if "paused" not in state else [*told, *_told_beside_menu(state["paused"])]


def _standing(state: dict[str, Any]) -> list[Any]:
    """What the conversation itself has heard, without the one that waits behind it."""
    return [state.get("answers", []), state.get("given", {})]


def _is_told(answer: dict[str, Any]) -> bool:
    """Whether it was answered in free words."""
    value = answer.get("v")
    return isinstance(value, dict) and not {"text", "words", "said"}.isdisjoint(value)


def _answers(state: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from state.get("answers", [])


def _stored(state: dict[str, Any], name: str) -> tuple[Any, bool]:
    """The value under a name, or under a part of it that a dot follows; and whether there is one."""
    known = {key: answer.get("v") for key, answer in _answers(state)}
    if name in known:
        return known[name], True
    whole, _dot, part = name.rpartition(".")
    for value in _mappings(known.get(whole)):
        if part in value:
            return value[part], True
    return None, False


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from _mappings(each)


def _in_answer(heard: Heard, name: str) -> set[str]:
    return _tokens(" ".join(_leaves(_stored(heard.after, name)[0])))


def _leaves(value: Any) -> Texts:
    """Every text and figure somewhere in a JSON value."""
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _leaves(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _leaves(each)]
    return [] if value is None else [str(value)]


def _changed(heard: Heard, table: str) -> list[dict[str, Any]]:
    return [change.row for change in heard.changes if change.table == table and change.row is not None]


def _row_texts(heard: Heard) -> Texts:
    return [text for change in heard.changes for text in _leaves(change.row)]


def _short(row: dict[str, Any] | None) -> str:
    """What tells a row from others."""
    return (
        ""
        if row is None
        else " ".join(str(row[key]) for key in ("number", "state", "kind", "fixed", "rating") if key in row)
    )


def _bare(text: str) -> str:
    """The words of a message, and the name of a place that came with it."""
    return re.sub(r"\[(?:pin [\d.,]+ ?([^\]]*)|[^\]]*)\]", r"\1", text)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def _plain(text: str) -> str:
    return _digits(unicodedata.normalize("NFC", str(text))).casefold().strip()


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[\w\u0981-\u09fe\u0901-\u097f]+", _plain(text)))
