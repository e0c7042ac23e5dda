"""What people really write, from the files in ``utterances/``: whatever is not understood, nothing of it is destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.utterances.known import in_short, known_misreadings
from tests.flows.utterances.outcomes import Outcome, Verdict
from tests.flows.utterances.reading import subjects, utterances
from tests.flows.utterances.rehearsal import Rehearsal
from tests.flows.utterances.trial import try_out


@pytest.fixture(scope="module")
def rehearsal(sqlite_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    rehearsal = Rehearsal(sqlite_samples, tmp_path_factory.mktemp("utterances"))
    yield rehearsal
    rehearsal.close()


@pytest.mark.parametrize("subject", subjects(), ids=lambda path: path.stem)
def test_nothing_that_people_write_is_destroyed_or_filed_elsewhere(subject: Path, rehearsal: Rehearsal) -> None:
    verdicts = [try_out(each, rehearsal) for each in utterances(subject)]
    offenders = [str(each) for each in verdicts if _is_offence(each)]
    assert not offenders, "\n".join([f"{len(offenders)} of {len(verdicts)}:", *offenders])


def _is_offence(verdict: Verdict) -> bool:
    neat = verdict.utterance.neat and verdict.outcome is not Outcome.UNDERSTOOD
    misread = verdict.outcome is Outcome.MISREAD and in_short(verdict.utterance) not in known_misreadings()
    return verdict.outcome is Outcome.DESTROYED or misread or neat
