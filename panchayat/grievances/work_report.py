"""What the office says about its work on a grievance: when it looked, what it found, what it spent; all of it is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from panchayat.models import GrievanceStep
from panchayat.models.grievance_states import State

MOST_PHOTOS: Final = 4
#: The moves with which it is said.
_SAID_WITH: Final = (State.ACTION_TAKEN, State.RESOLVED)


class NotWork(Exception):
    """What was done is told with another move."""

    def __init__(self, to: State) -> None:
        super().__init__(
            f"inspection, findings, order, money and photos are told with {' or '.join(_SAID_WITH)}, not {to}"
        )


class InspectionToCome(Exception):
    """Nobody can have looked at it yet."""

    def __init__(self, day: date) -> None:
        super().__init__(f"the inspection cannot have been on {day:%d-%m-%Y}, which is still to come")


class TooManyPhotos(Exception):
    """A report has room for a row of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"a report has room for {MOST_PHOTOS} photos, not for {count}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """``order_no`` is that of the office's order; ``photos`` are known by the hashes under which they are kept."""

    inspected_on: date | None = None
    findings: str | None = None
    order_no: str | None = None
    spent_paise: int | None = None
    photos: tuple[str, ...] = ()

    def check(self, to: State, today: date) -> None:
        """Let what can be said with this move pass.

        Raises:
            NotWork, InspectionToCome, TooManyPhotos
        """
        if self == WorkDone():
            return
        if to not in _SAID_WITH:
            raise NotWork(to)
        if self.inspected_on is not None and self.inspected_on > today:
            raise InspectionToCome(self.inspected_on)
        if len(self.photos) > MOST_PHOTOS:
            raise TooManyPhotos(len(self.photos))

    def keep_with(self, step: GrievanceStep) -> None:
        """Let the step say it."""
        step.inspected_on, step.findings, step.order_no = self.inspected_on, self.findings, self.order_no
        step.spent_paise, step.photos = self.spent_paise, list(self.photos)


def work_done(steps: Sequence[GrievanceStep]) -> WorkDone:
    """What the steps say together, oldest first: of each thing what was said last."""
    said = WorkDone()
    for step in steps:
        told = WorkDone(
            inspected_on=step.inspected_on,
            findings=step.findings,
            order_no=step.order_no,
            spent_paise=step.spent_paise,
            photos=tuple(step.photos),
        )
        said = WorkDone(**asdict(said) | {key: value for key, value in asdict(told).items() if value not in (None, ())})
    return said
