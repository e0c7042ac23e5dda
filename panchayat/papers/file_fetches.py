"""Who fetched which paper: a link hands its paper out five times, and every time is noted."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panchayat.models import FileFetch, Paper

MOST_FETCHES: Final = 5


class FileFetches:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def fetch(self, paper_id: UUID, *, link: str, method: str) -> Paper | None:
        """The paper, if it may be handed out on this link now; either way the request is noted.

        Args:
            link: a digest of the link's token.
            method: ``GET`` or ``HEAD``; both count.
        """
        # The lock makes two requests at the same time count one after the other.
        paper = self._session.scalars(
            select(Paper).where(Paper.id == paper_id).with_for_update(key_share=True)
        ).one_or_none()
        if paper is None:
            return None
        noted = self._session.scalars(select(func.count()).where(FileFetch.link == link)).one()
        allowed = noted < MOST_FETCHES and paper.state == "ready" and paper.revoked_at is None
        if noted <= MOST_FETCHES:  # the first refusal is noted; more of them would only fill the table
            self._session.add(
                FileFetch(
                    office_id=paper.office_id,
                    paper_id=paper.id,
                    link=link,
                    method=method,
                    allowed=allowed,
                    at=self._now,
                )
            )
            self._session.flush()
        return paper if allowed else None
