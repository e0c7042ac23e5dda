"""How many of everything there are among so many people, in the proportions of a state."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

#: When it all stands so: a Wednesday morning in India, on every run.
NOW: Final = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)

#: A million people write to so many gram panchayats.
_OF_A_MILLION: Final = 3_339
#: So much is due of everything that the clock does, and so many messages wait to be sent, however many people there are:
#: what is compared is what it costs to find them among the rest.
DUE: Final = 5
WAITING: Final = 200


@dataclass(frozen=True, slots=True)
class Population:
    """``registered`` are permits, and as many NOCs; ``messages`` came in, and as many went out."""

    people: int
    offices: int
    messages: int
    grievances: int
    certificates: int
    applications: int
    registered: int
    houses: int
    bookings: int
    media: int
    papers: int

    @classmethod
    def of(cls, people: int, *, messages: int = 10) -> Population:
        """Among so many people, of whom each has written so many messages."""
        offices = max(1, round(people * _OF_A_MILLION / 1_000_000))
        grievances, certificates = people * 3 // 10, people // 10
        return cls(
            people=people,
            offices=offices,
            messages=people * messages,
            grievances=grievances,
            certificates=certificates,
            applications=people // 20,
            registered=people // 20,
            houses=max(1, offices // 10),
            bookings=people // 5,
            media=people // 5,
            papers=grievances + certificates,
        )

    def placeholders(self) -> dict[str, str]:
        """What the statements that fill the tables are given."""
        return {name: f"{value}::bigint" for name, value in asdict(self).items()} | {
            "due": f"{DUE}::bigint",
            "waiting": f"{WAITING}::bigint",
            "today": NOW.date().isoformat(),
            "now_ms": f"{round(NOW.timestamp() * 1000)}::bigint",
        }
