"""Trying out one utterance: what it led to, and for a neat one, that it was taken without another word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from tests.flows.utterances.outcomes import Outcome, Verdict, decide
from tests.flows.utterances.reading import Utterance
from tests.flows.utterances.rehearsal import Rehearsal, without_numbers

#: So much later nobody is in a hurry.
_LATER: Final = timedelta(minutes=10)


def try_out(utterance: Utterance, rehearsal: Rehearsal) -> Verdict:
    """Say it where it belongs, and decide what became of it."""
    heard = rehearsal.hear(utterance.situation, utterance.messages)
    verdict = decide(utterance, heard)
    if not utterance.neat or verdict.outcome is not Outcome.UNDERSTOOD:
        return verdict
    slowly = rehearsal.hear(utterance.situation, utterance.messages, slower=_LATER)
    if [without_numbers(each.reply) for each in heard.steps] == [without_numbers(each.reply) for each in slowly.steps]:
        return verdict
    return replace(
        verdict, outcome=Outcome.ASKED, why="understood, but not at once: more is said than to a slow writer"
    )
