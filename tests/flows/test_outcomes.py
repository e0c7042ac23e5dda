"""That what became of an utterance is decided strictly: by what is told, kept and filed, and not by our wording."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.flows.utterances.outcomes import Outcome, decide
from tests.flows.utterances.reading import Message, Utterance, situations, subjects, utterances
from tests.flows.utterances.records import Change
from tests.flows.utterances.rehearsal import Heard, Step

STORY = ["what", {"v": {"text": "রাস্তা ভাঙা"}}]
SUBJECT = ["category", {"v": {"id": "roads", "label": "রাস্তাঘাট"}}]
PLACE = ["where", {"v": {"words": "বটতলা"}}]
SUMMARY = {"flow": "grievance", "answers": [SUBJECT, STORY, PLACE], "asked": {"name": "ok", "at": "10:00"}}
GONE: dict[str, Any] = {"ended_at": "10:01"}
FILED = Change("grievance", new=True, row={"kind": "grievance", "description": "রাস্তা ভাঙা", "place": "বটতলা"})


def said(*texts: str, meaning: str) -> Utterance:
    messages = tuple(Message(text, timedelta(seconds=3)) for text in texts)
    return Utterance("somewhere", 1, "a_summary", messages, meaning, "bn", neat=False)


def heard(
    *steps: Step,
    before: dict[str, Any] = SUMMARY,
    changes: tuple[Change, ...] = (),
    resumed: dict[str, Any] | None = None,
) -> Heard:
    return Heard(before, steps, changes, ("grievance",), steps[-1].state if resumed is None else resumed)


def test_a_draft_that_is_gone_is_destroyed() -> None:
    utterance = said("না থাক", meaning="submits nothing")
    assert decide(utterance, heard(Step("না থাক", "কিছু জমা পড়েনি", GONE))).outcome is Outcome.DESTROYED


def test_a_draft_that_comes_back_with_go_on_is_not() -> None:
    later = GONE | {"paused": SUMMARY}
    utterance = said("না থাক", meaning="submits nothing; keeps the draft")
    outcome = decide(utterance, heard(Step("না থাক", "কিছু জমা পড়েনি", later), resumed=SUMMARY)).outcome
    assert outcome is Outcome.UNDERSTOOD


def test_a_draft_that_is_kept_and_does_not_come_back_is_destroyed() -> None:
    later = GONE | {"paused": SUMMARY}
    utterance = said("না থাক", meaning="submits nothing")
    assert decide(utterance, heard(Step("না থাক", "কিছু জমা পড়েনি", later))).outcome is Outcome.DESTROYED


def test_what_was_filed_and_not_meant_is_destroyed() -> None:
    utterance = said("দাঁড়ান", meaning="waits")
    verdict = decide(utterance, heard(Step("দাঁড়ান", "জমা হয়েছে", GONE), changes=(FILED,)))
    assert verdict.outcome is Outcome.DESTROYED


def test_what_was_filed_and_meant_is_understood() -> None:
    utterance = said("হ্যাঁ", meaning="submits grievance")
    verdict = decide(utterance, heard(Step("হ্যাঁ", "জমা হয়েছে", GONE), changes=(FILED,)))
    assert verdict.outcome is Outcome.UNDERSTOOD


def test_a_part_of_a_story_that_became_the_place_is_destroyed() -> None:
    asked = {"flow": "grievance", "answers": [SUBJECT, STORY], "asked": {"name": "where", "at": "10:00"}}
    taken = asked | {
        "answers": [SUBJECT, STORY, ["where", {"v": {"words": "অনেক দিন"}}]],
        "asked": {"name": "ok", "at": "x"},
    }
    utterance = said("অনেক দিন", meaning="adds what")
    assert decide(utterance, heard(Step("অনেক দিন", "দেখে নিন", taken), before=asked)).outcome is Outcome.DESTROYED


def test_words_that_are_nowhere_are_destroyed_and_words_that_were_refused_are_not() -> None:
    moved_on = SUMMARY | {"asked": {"name": "again", "at": "10:01"}}
    missed = SUMMARY | {"asked": {"name": "ok", "at": "10:01", "misses": 1}}
    utterance = said("আলোও নেই", meaning="adds what")
    assert decide(utterance, heard(Step("আলোও নেই", "আচ্ছা", moved_on))).outcome is Outcome.DESTROYED
    assert decide(utterance, heard(Step("আলোও নেই", "বুঝতে পারিনি", missed))).outcome is Outcome.ASKED


def test_another_value_than_was_meant_is_misread() -> None:
    asked = {"flow": "guest_house", "answers": [], "asked": {"name": "guests", "at": "10:00"}}
    taken = asked | {"answers": [["guests", {"v": {"read": {"people": 1}}}]], "asked": {"name": "room", "at": "10:01"}}
    utterance = said("আমি আর ছেলে", meaning="answers guests.people = 2")
    assert decide(utterance, heard(Step("আমি আর ছেলে", "কোন ঘর", taken), before=asked)).outcome is Outcome.MISREAD


def test_a_question_that_repeats_the_words_is_asked() -> None:
    asked = {"flow": "menu", "asked": {"name": "as_grievance", "at": "10:01"}}
    utterance = said("আমার কেসের খবর কী", meaning="opens status")
    step = Step("আমার কেসের খবর কী", "এটা কি অভিযোগ?\n“আমার কেসের খবর কী”", asked)
    assert decide(utterance, heard(step, before={"flow": "menu"})).outcome is Outcome.ASKED


@pytest.mark.parametrize("subject", subjects(), ids=lambda path: path.stem)
def test_every_line_can_be_read_and_stands_there_once(subject: Any) -> None:
    written = [(each.situation, each.messages, each.meaning) for each in utterances(subject)]
    assert [each for each in written if written.count(each) > 1] == []


def test_every_situation_is_one_in_which_somebody_writes() -> None:
    used = {each.situation for subject in subjects() for each in utterances(subject)}
    used |= {each.after for each in situations().values() if each.after}
    assert sorted(situations().keys() - used) == []
