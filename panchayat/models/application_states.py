"""The life of an application for a paper: its stages, and which may follow which."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from panchayat.models.following import what_follows


class Kind(StrEnum):
    """What is applied for."""

    PERMIT = "permit"
    NOC = "noc"
    NOC_RENEWAL = "noc_renewal"


class Stage(StrEnum):
    """How far an application has got."""

    RECEIVED = "RECEIVED"
    SCRUTINY = "SCRUTINY"
    NEEDS_INFO = "NEEDS_INFO"
    INSPECTION = "INSPECTION"
    FEE_DUE = "FEE_DUE"
    GRANTED = "GRANTED"
    REJECTED = "REJECTED"


_OPEN: Final = frozenset(Stage) - {Stage.GRANTED, Stage.REJECTED}


class ApplicationClosed(Exception):
    """It was granted or rejected, and does not move any more."""

    def __init__(self, number: str, stage: str) -> None:
        super().__init__(f"application {number} is {stage} and does not move any more")


class StageUnchanged(Exception):
    """It stands so already, and the applicant has been told."""

    def __init__(self, number: str, stage: Stage) -> None:
        legal = [each for each in Stage if each not in (stage, Stage.RECEIVED, Stage.GRANTED)]
        super().__init__(f"application {number} is {stage} already; {what_follows(legal)}")


class NoteMissing(Exception):
    """The applicant must be told why, or what is missing."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(f"{stage} needs a note: the applicant is told it")


def check_words(to: Stage, *, note: str | None, missing: object) -> None:
    """Let a move pass that means something to the applicant: a rejection says why, a question what is missing.

    Raises:
        NoteMissing
    """
    said = bool(note and note.strip())
    if (to is Stage.REJECTED and not said) or (to is Stage.NEEDS_INFO and not (said or missing)):
        raise NoteMissing(to)


def is_open(stage: Stage) -> bool:
    """Whether the applicant still waits for a decision. An open application may move to any other stage."""
    return stage in _OPEN
