"""What is said about a paper that somebody checks, in the conversation and on the page."""

from __future__ import annotations

from typing import Final

from chatbot.language.wording import Reference, Text, Words, _, short_date
from flows.shared.paper_kinds import paper_kinds
from panchayat.papers.verification import Finding, Standing

VERDICTS: Final = {
    Standing.VALID: _("We issued the paper with this code. It is valid."),
    Standing.NOT_YET: _("We issued the paper with this code, but it does not hold yet: its validity begins later."),
    Standing.EXPIRED: _("We issued the paper with this code, but its validity is over."),
    Standing.REVOKED: _("The paper with this code has been revoked. It is not valid."),
}
UNKNOWN: Final = _("We have issued no paper with this code.")
LOOK_AGAIN: Final = _(
    "Please compare the code with the paper once more: ten letters and digits. If it is the same, the paper is not"
    " from us. Tell the office."
)
COMPARE: Final = _(
    "Compare this with the paper in your hand. If anything differs, that paper is not genuine, whatever its code."
)


def facts(found: Finding, language: str) -> list[tuple[Text, Words]]:
    """Labels and values, written as they stand on the paper, so that they can be compared at a glance."""
    kind = paper_kinds().get(found.kind)  # what was issued stays checkable when its kind is gone
    told: list[tuple[Text, Words]] = [
        (_("Paper"), kind.title if kind else _("Paper")),
        (_("Office"), found.office),
        (_("Number"), Reference(found.number)),
        (_("Date"), short_date(found.issued_on, language)),
    ]
    if found.valid_from and found.standing is Standing.NOT_YET:
        told.append((_("Valid from"), short_date(found.valid_from, language)))
    if found.valid_upto:
        told.append((_("Valid until"), short_date(found.valid_upto, language)))
    if found.revoked_on:
        told.append((_("Revoked on"), short_date(found.revoked_on, language)))
    return told
