"""What an utterance must mean, and whether it is so: decided from the conversation and the records, not from our wording.

It is said in few words, parted by ``;`` (and all of them must be so), each of which may be several that are
parted by `` or `` (one of which must be so):

    answers QUESTION            the question has an answer now, made of these words
    answers QUESTION = VALUE    … and it is this one: a figure, a key, a word; ``#2`` is the second message
    asks QUESTION               this question stands now, or ``nothing``
    changes                     what can be changed is listed now
    stays                       the same question stands, everything is as it was, and nothing was filed
    waits                       the same
    adds [QUESTION] [= WORDS]   every word (or these) is in the draft or in a record (in the answer to this question)
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
    withdraws                   something that was filed, or a call that was asked for, was taken back
    moves the call              the call that was asked for comes at another time
    pays                        the number of a payment was noted
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from tests.flows.utterances.reading import Utterance
from tests.flows.utterances.rehearsal import Heard, question
from tests.flows.utterances.told import (
    Texts,
    bare,
    belongs,
    digits,
    known_answers,
    leaves,
    missing_from,
    plain,
    stored_under,
    tokens,
    told_beside_menu,
)

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
#: Meanings by which every word counts.
KEEPING: Final = ("adds", "hears")
#: Meanings that hold where nothing happens.
_HARMLESS: Final = ("submits nothing", "keeps", "stays", "waits", "asks service", "asks nothing")
#: Records of their own.
RECORDS: Final = frozenset({"grievance", "certificate", "booking", "cancellation", "call_back"})
_OF_GRIEVANCE: Final = frozenset({"grievance", "grievance_step", "grievance_evidence"})
_OF_VERDICT: Final = _OF_GRIEVANCE | {"grievance_verdict"}
_OF_BOOKING: Final = frozenset({"booking", "booked_room", "room_night", "booking_step"})
#: What a meaning may change in the records.
MAY_CHANGE: Final[dict[str, frozenset[str]]] = {
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
    "withdraws": _OF_GRIEVANCE | {"certificate", "certificate_step", "call_back"},
    "moves the call": frozenset({"call_back"}),
    "pays": _OF_BOOKING,
}


def is_harmless(utterance: Utterance) -> bool:
    """Whether it must only do no harm."""
    claims = [each.strip() for claim in utterance.meaning.split(";") for each in claim.split(" or ")]
    return all(claim.startswith(_HARMLESS) for claim in claims)


def holds(claim: str, utterance: Utterance, heard: Heard) -> bool:
    """Whether one claim is so.

    Raises:
        ValueError: there is no such meaning.
    """
    verb, _blank, rest = claim.partition(" ")
    check = _CLAIMS.get(claim) or _CLAIMS.get(verb)
    if check is None:
        raise ValueError(f"{utterance.file}:{utterance.line}: unknown meaning {claim!r}")
    return check(rest, utterance, heard)


def _answered(rest: str, utterance: Utterance, heard: Heard) -> bool:
    name, _equals, wanted = (part.strip() for part in rest.partition("="))
    stored, found = stored_under(heard.after, name)
    earlier, _found = stored_under(heard.before, name)
    if not found:
        return False
    if wanted.startswith("#"):
        wanted = utterance.messages[int(wanted[1:]) - 1].text
    if wanted:
        return any(plain(each) == plain(wanted) for each in leaves(stored))
    if stored == earlier:
        return False
    if not isinstance(stored, dict) or "at" in stored or {"text", "words"}.isdisjoint(stored):
        return True
    said = tokens(" ".join(bare(each.text) for each in utterance.messages))
    return tokens(" ".join(leaves(stored))) <= said | tokens(" ".join(leaves(earlier)))


def _added(rest: str, utterance: Utterance, heard: Heard) -> bool:
    name, _equals, wanted = (part.strip() for part in rest.partition("="))
    said = tokens(wanted or " ".join(bare(each.text) for each in utterance.messages))
    if not name:
        return said <= tokens(" ".join([*told_beside_menu(heard.after), *row_texts(heard)]))
    return said <= in_answer(heard, name) | tokens(" ".join(row_texts(heard)))


def _heard(_rest: str, utterance: Utterance, heard: Heard) -> bool:
    said = tokens(" ".join(bare(each.text) for each in utterance.messages))
    return said <= tokens(" ".join([*leaves(heard.after), *row_texts(heard)]))


def _noted(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return tokens(rest) <= tokens(" ".join([*told_beside_menu(heard.after), *row_texts(heard)]))


def _submitted(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    filed = [change for change in heard.changes if change.new and change.table in RECORDS]
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
    return not missing_from(heard.resumed, heard.before)


def _opened(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return rest in heard.ran and heard.before.get("flow") != rest


def _guided(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    told = plain(heard.reply)
    return not {"guide", "advice"}.isdisjoint(heard.ran) and any(plain(word) in told for word in _GUIDES[rest].split())


def _in_danger(_rest: str, utterance: Utterance, heard: Heard) -> bool:
    first_lines = [digits(step.reply).split("\n", 1)[0] for step in heard.steps]
    said = tokens(" ".join(bare(each.text) for each in utterance.messages))
    kept = tokens(" ".join([*leaves(heard.after), *row_texts(heard), *(step.reply for step in heard.steps)]))
    return any(_EMERGENCY.search(line) for line in first_lines) and said <= kept


def _said(rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(plain(rest) in plain(step.reply) for step in heard.steps)


def _led_to_a_person(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(_HELPLINE in digits(step.reply) for step in heard.steps)


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
    tables = ("grievance", "certificate", "call_back")
    return any(row["state"].upper() == "WITHDRAWN" for table in tables for row in _changed(heard, table))


def _moved(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(row["state"] == "open" for row in _changed(heard, "call_back"))


def _paid(_rest: str, _utterance: Utterance, heard: Heard) -> bool:
    return any(row["payment_reference"] for row in _changed(heard, "booking"))


def in_answer(heard: Heard, name: str) -> set[str]:
    """The words of the answer to a question, and to those that are asked one by one under its name."""
    given = [answer.get("v") for known, answer in known_answers(heard.after) if belongs(known, name)]
    return tokens(" ".join(leaves(given)))


def _changed(heard: Heard, table: str) -> list[dict[str, Any]]:
    return [change.row for change in heard.changes if change.table == table and change.row is not None]


def row_texts(heard: Heard) -> Texts:
    """Every text and figure of the records that were changed."""
    return [text for change in heard.changes for text in leaves(change.row)]


_CLAIMS: Final[dict[str, Callable[[str, Utterance, Heard], bool]]] = {
    "answers": _answered,
    "asks": lambda rest, _utterance, heard: belongs(
        question(heard.after).rpartition(f"{heard.after.get('flow')}.")[2], rest
    ),
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
    "moves": _moved,
}
