"""What follows a resolution: the citizen says whether it is fixed, how good it was, or that it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.core.lists import MOST_LISTED
from panchayat.grievances.grievances import Grievances
from panchayat.grievances.history import Actor, GrievanceHistory
from panchayat.messaging.outbox import Outbox
from panchayat.models import Grievance, GrievanceStep, GrievanceVerdict, InboundMessage
from panchayat.models import Outbox as OutboxRow
from panchayat.models.grievance_states import (
    ASK_AGAIN_AFTER,
    BEST_RATING,
    REMEMBERED_FOR,
    REOPEN_WITHIN,
    IllegalMove,
    ReopeningClosed,
    State,
    may_reopen,
)

#: For so long what somebody has said of a resolution can be taken back.
TAKEN_BACK_WITHIN: Final = timedelta(hours=1)
#: The notices that end with the question.
_ASKING: Final = frozenset({"grievance_moved", "grievance_fixed"})
#: So many that wait for a word are told apart; nobody has as many.
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody has just said of a resolution: ``fixed``, not (``noted``), or not so that it was ``opened`` again."""

    grievance: Grievance
    what: Literal["fixed", "noted", "opened"]
    rated: bool
    at: datetime


class NothingToTakeBack(Exception):
    """They have said nothing of it within the hour, or somebody has acted upon it since."""

    def __init__(self, number: str) -> None:
        super().__init__(f"nothing that was said of {number} can be taken back now")


class NoSuchRating(Exception):
    """A rating is a whole number from 1 to 5."""

    def __init__(self, rating: int) -> None:
        super().__init__(f"{rating} is not a rating from 1 to {BEST_RATING}")


class Feedback:
    """Only grievances are asked about, not suggestions; who does not answer has nothing to fear.

    Within ``REOPEN_WITHIN`` of the resolution "not fixed" opens the grievance again, as often as is allowed; also for
    somebody who has said before that it was fixed. Later it is only noted.
    """

    def __init__(
        self, session: Session, now: datetime, history: GrievanceHistory, grievances: Grievances, outbox: Outbox
    ) -> None:
        self._session = session
        self._now = now
        self._history = history
        self._grievances = grievances
        self._outbox = outbox

    def unanswered(self, contact_id: UUID) -> Grievance | None:
        """The one of this contact's grievances that was resolved last, and of which they have not said whether it is fixed."""
        return next(iter(self.all_unanswered(contact_id)), None)

    def all_unanswered(self, contact_id: UUID) -> list[Grievance]:
        """All of which they have not said it, whichever was resolved last first, five at most."""
        unanswered = (
            select(Grievance)
            .where(
                Grievance.contact_id == contact_id,
                Grievance.kind == "grievance",
                Grievance.state == State.RESOLVED,
                Grievance.resolved_at >= self._now - REOPEN_WITHIN,
                ~exists().where(
                    GrievanceVerdict.office_id == Grievance.office_id,
                    GrievanceVerdict.grievance_id == Grievance.id,
                    GrievanceVerdict.resolution == Grievance.reopened,
                ),
            )
            .order_by(Grievance.resolved_at.desc(), Grievance.id.desc())
            .limit(_MOST)
        )
        return list(self._session.scalars(unanswered))

    def said_fixed(self, contact_id: UUID) -> list[Grievance]:
        """Those of which they have said that they are fixed, and that can still be opened again, the newest first."""
        own = (
            select(Grievance)
            .join(
                GrievanceVerdict,
                (GrievanceVerdict.office_id == Grievance.office_id)
                & (GrievanceVerdict.grievance_id == Grievance.id)
                & (GrievanceVerdict.resolution == Grievance.reopened),
            )
            .where(
                Grievance.contact_id == contact_id,
                Grievance.kind == "grievance",
                Grievance.state == State.RESOLVED,
                Grievance.resolved_at >= self._now - REOPEN_WITHIN,
                GrievanceVerdict.fixed,
            )
            .order_by(Grievance.resolved_at.desc(), Grievance.id.desc())
            .limit(_MOST)
        )
        return [each for each in self._session.scalars(own) if self.can_reopen(each)]

    def asked_last(self, contact_id: UUID) -> Grievance | None:
        """The one of which they were asked by itself whether it is fixed, if nothing else was said since then."""
        told = self._session.scalars(
            select(OutboxRow)
            .where(OutboxRow.contact_id == contact_id, OutboxRow.offers, OutboxRow.sent_at >= self._now - REOPEN_WITHIN)
            .order_by(OutboxRow.sent_at.desc())
            .limit(1)
        ).one_or_none()
        params = {} if told is None else told.payload["params"]
        if told is None or params.get("notice") not in _ASKING:
            return None
        # Whatever they write is answered: but for the message in hand they have written nothing since.
        since = select(func.count()).where(
            InboundMessage.contact_id == contact_id, InboundMessage.received_at > told.sent_at
        )
        if (self._session.scalar(since) or 0) > 1:
            return None
        grievance = self._grievances.get(UUID(params["grievance_id"]))
        return grievance if self.awaits(grievance) else None

    def closed_for_good(self, contact_id: UUID) -> Grievance | None:
        """The one that was resolved last, if it cannot be opened again though that is not long ago."""
        newest = self._session.scalars(
            select(Grievance)
            .where(
                Grievance.contact_id == contact_id,
                Grievance.kind == "grievance",
                Grievance.state == State.RESOLVED,
                Grievance.resolved_at >= self._now - REMEMBERED_FOR,
            )
            .order_by(Grievance.resolved_at.desc(), Grievance.id.desc())
            .limit(1)
        ).one_or_none()
        return newest if newest is not None and not self.can_reopen(newest) else None

    def awaits(self, grievance: Grievance) -> bool:
        """Whether it is resolved, still fresh, and the citizen has not said yet whether it is fixed."""
        return self._is_fresh(grievance) and self._verdict(grievance) is None

    def can_reopen(self, grievance: Grievance) -> bool:
        """Whether "not fixed" would open it again."""
        return grievance.state == State.RESOLVED and may_reopen(
            reopened=grievance.reopened, resolved_at=grievance.resolved_at, now=self._now
        )

    def fixed(self, number: str, contact_id: UUID) -> None:
        """The citizen says that it is fixed; saying so again changes nothing.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: it is not resolved any more.
        """
        grievance = self._resolved(number, contact_id)
        grievance.ask_again_on = None
        if self._verdict(grievance) is None:
            self._give(grievance, fixed=True)
            self._history.remember("grievance.fixed", grievance, ("contact", contact_id))
        self._session.flush()

    def not_fixed(self, number: str, contact_id: UUID) -> GrievanceStep:
        """The citizen says that it is not fixed: it is opened again, for the office above.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: it is not resolved any more, or (``ReopeningClosed``) too long ago or too often.
        """
        grievance = self._resolved(number, contact_id)
        if not self.can_reopen(grievance):
            raise ReopeningClosed(State.RESOLVED, State.REOPENED)
        verdict = self._verdict(grievance) or self._give(grievance, fixed=False)
        verdict.fixed, verdict.at = False, self._now
        return self._grievances.reopen(number, contact_id)

    def still_not_fixed(self, number: str, contact_id: UUID, *, words: str | None = None) -> None:
        """The citizen says that it is not fixed, in more ``words`` or not, where it is not opened again: it is noted.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: it is not resolved any more.
        """
        grievance = self._resolved(number, contact_id)
        grievance.ask_again_on = None
        verdict = self._verdict(grievance) or self._give(grievance, fixed=False)
        verdict.fixed, verdict.at, verdict.words = False, self._now, words or verdict.words
        self._history.remember("grievance.not_fixed", grievance, ("contact", contact_id))
        self._session.flush()

    def rate(
        self,
        number: str,
        contact_id: UUID,
        *,
        rating: int | None = None,
        words: str | None = None,
        media_ids: Sequence[UUID] = (),
    ) -> None:
        """The citizen says how good it was, 1 to 5, or more in words and pictures; the last number holds, and all words.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: they have not said that it is fixed.
            NoSuchRating
        """
        if rating is not None and not 1 <= rating <= BEST_RATING:
            raise NoSuchRating(rating)
        grievance = self._resolved(number, contact_id)
        verdict = self._verdict(grievance)
        if verdict is None or not verdict.fixed:
            raise IllegalMove(State(grievance.state), State.RESOLVED)
        if rating is not None:
            verdict.rating = rating
        if words:
            verdict.words = "\n".join(filter(None, (verdict.words, words)))
        self._history.attach(grievance, media_ids)
        self._history.remember("grievance.rated", grievance, ("contact", contact_id))
        self._session.flush()

    def just_said(self, contact_id: UUID) -> list[Act]:
        """What this contact has said of resolutions within the hour and nobody has acted upon, the newest first.

        What was settled longer ago than it can be opened again rests.
        """
        own = select(Grievance).where(
            Grievance.contact_id == contact_id,
            or_(
                Grievance.state == State.REOPENED,
                (Grievance.state == State.RESOLVED) & (Grievance.resolved_at >= self._now - REOPEN_WITHIN),
            ),
        )
        found = {each.id: each for each in self._session.scalars(own.limit(MOST_LISTED))}
        said = select(GrievanceVerdict).where(
            tuple_(GrievanceVerdict.office_id, GrievanceVerdict.grievance_id).in_(
                [(each.office_id, each.id) for each in found.values()]
            ),
            GrievanceVerdict.at >= self._now - TAKEN_BACK_WITHIN,
        )
        newest = self._session.scalars(said.order_by(GrievanceVerdict.at.desc(), GrievanceVerdict.id.desc()))
        acts = [_act(found[each.grievance_id], each) for each in newest] if found else []
        return [act for act in acts if act is not None][:_MOST]

    def take_back(self, number: str, contact_id: UUID) -> Act:
        """What the citizen has just said of it was a mistake: it is undone, and they may be asked anew.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            NothingToTakeBack
        """
        grievance = self._history.own(number, contact_id)
        act = next((each for each in self.just_said(contact_id) if each.grievance.id == grievance.id), None)
        if act is None:
            raise NothingToTakeBack(number)
        if act.what == "opened":
            self._close_again(grievance)
        else:
            self._history.remember(f"grievance.{act.what}_taken_back", grievance, ("contact", contact_id))
        verdict = self._verdict(grievance)
        if verdict is not None:
            self._session.delete(verdict)
        if grievance.resolved_at is not None and self._is_fresh(grievance):
            grievance.ask_again_on = today(self._now + ASK_AGAIN_AFTER)
        self._session.flush()
        return act

    def ask_again(self, most: int) -> int:
        """Ask once more, for the last time, who has not answered for a while; returns how many were due.

        Several processes may do it at once: each takes what no other has.
        """
        due = list(
            self._session.scalars(
                select(Grievance)
                .where(Grievance.ask_again_on <= today(self._now))
                .order_by(Grievance.ask_again_on)
                .limit(most)
                .with_for_update(key_share=True, skip_locked=True)
                .execution_options(populate_existing=True)
            )
        )
        for grievance in due:
            grievance.ask_again_on = None
            if grievance.resolved_at is None or not self.awaits(grievance):
                continue
            self._outbox.add(
                grievance.contact_id,
                key=f"grievance:{grievance.id}:fixed:{grievance.reopened}",
                kind="notice",
                params={
                    "notice": "grievance_fixed",
                    "grievance_id": str(grievance.id),
                    "until": (grievance.resolved_at + REOPEN_WITHIN).isoformat(),
                },
            )
        self._session.flush()
        return len(due)

    def _close_again(self, grievance: Grievance) -> None:
        """It rests as it did before it was opened again, with whoever had it then."""
        steps = self._history.history(grievance)
        opened = max(each.position for each in steps if each.from_state == State.RESOLVED)
        earlier = [each for each in reversed(steps) if each.position < opened]

        def rest(it: Grievance) -> None:
            it.level = next((each.level for each in earlier if each.level is not None), 0)
            it.target_on = next(each.target_on for each in earlier if each.target_on is not None)
            it.resolved_at = next(each.at for each in earlier if each.to_state == State.RESOLVED)
            it.escalates_on = None
            it.reopened -= 1

        actor: Actor = ("contact", grievance.contact_id)
        what = "grievance.opened_taken_back"
        self._history.enter(grievance, State.RESOLVED, actor, what=what, advance=rest)

    def _is_fresh(self, grievance: Grievance) -> bool:
        resolved_at = grievance.resolved_at
        return (
            grievance.kind == "grievance"
            and grievance.state == State.RESOLVED
            and resolved_at is not None
            and self._now - resolved_at <= REOPEN_WITHIN
        )

    def _resolved(self, number: str, contact_id: UUID) -> Grievance:
        grievance = self._history.own(number, contact_id)
        if grievance.state != State.RESOLVED:
            raise IllegalMove(State(grievance.state), State.REOPENED)
        return grievance

    def _verdict(self, grievance: Grievance) -> GrievanceVerdict | None:
        """What they have said about the latest resolution."""
        return self._session.scalars(
            select(GrievanceVerdict).where(
                GrievanceVerdict.office_id == grievance.office_id,
                GrievanceVerdict.grievance_id == grievance.id,
                GrievanceVerdict.resolution == grievance.reopened,
            )
        ).one_or_none()

    def _give(self, grievance: Grievance, *, fixed: bool) -> GrievanceVerdict:
        verdict = GrievanceVerdict(
            office_id=grievance.office_id,
            grievance_id=grievance.id,
            resolution=grievance.reopened,
            fixed=fixed,
            at=self._now,
        )
        self._session.add(verdict)
        return verdict


def _act(grievance: Grievance, verdict: GrievanceVerdict) -> Act | None:
    """What a word has done, while it can be undone: nobody has taken it up since."""
    if grievance.state == State.RESOLVED and verdict.resolution == grievance.reopened:
        return Act(grievance, "fixed" if verdict.fixed else "noted", verdict.rating is not None, verdict.at)
    if grievance.state == State.REOPENED and verdict.resolution == grievance.reopened - 1 and not verdict.fixed:
        return Act(grievance, "opened", rated=False, at=verdict.at)
    return None
