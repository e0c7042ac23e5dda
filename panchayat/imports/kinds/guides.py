"""Guides: what is needed for a paper or a scheme, where, what it costs and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Annotated, Literal

from panchayat.imports.cells import IN_SMALL, Code, Day, InThree, PassageInThree, YesNo
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Guide

#: The dialogues in which we do ourselves what a guide is about.
Service = Literal["permit", "trade_noc", "certificate", "guest_house", "bookings", "pay", "grievance"]


class GuideRow(Row):
    office: Code = column("the code of the office, or * for the whole state", "*")
    key: Code = column("what tells it from the others; a row of the same key replaces it", "ration_card")
    title: InThree = column("what it is about", ("রেশন কার্ড", "Ration card", "राशन कार्ड"))
    words: PassageInThree = column(
        "what else people call it, separated by commas; Latin letters may stand with English",
        ("রেশন কার্ড, র‍্যাশন কার্ড", "ration card, reshon card, rashon kard", "राशन कार्ड, राशनकार्ड"),
    )
    needed: PassageInThree = column(
        "which papers are needed, and who can get it",
        ("আধার কার্ড ও ঠিকানার প্রমাণ", "Aadhaar card and proof of address", "आधार कार्ड और पते का प्रमाण"),
    )
    place: InThree = column(
        "where, and who does it",
        (
            "ব্লকের খাদ্য অফিস (ফুড ইন্সপেক্টর)",
            "Office of the food inspector at the block",
            "ब्लॉक का खाद्य कार्यालय (फ़ूड इंस्पेक्टर)",
        ),
    )
    fee: InThree = column("what it costs", ("কোনও খরচ নেই", "No fee", "कोई शुल्क नहीं"))
    days: InThree = column("how long it takes", ("অফিসে জেনে নিন", "Ask the office", "कार्यालय में पूछ लें"))
    how: PassageInThree = column(
        "with which form, and how",
        ("ফর্ম পাবেন খাদ্য অফিসে।", "The form is at the food office.", "फ़ॉर्म खाद्य कार्यालय में मिलेगा।"),
    )
    reviewed_on: Day = column("when it was checked last", "01-11-2026")
    review_by: Day = column("until when it may be told; after that people are sent to the office", "31-10-2027")
    service: Annotated[Service, IN_SMALL] | None = column(
        "the dialogue in which it is done here: permit, trade_noc, certificate, guest_house, bookings, pay or grievance",
        "",
        default=None,
    )
    applied_here: YesNo = column(
        "whether one applies for it in that dialogue; no if it is only handed out there once it is granted",
        "no",
        default=False,
    )


def enter(desk: Desk, lines: Sequence[Line[GuideRow]]) -> None:
    guides = Ledger(desk, Guide, itemgetter("office_id", "key"), named="office and key", among=desk.named(lines))
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office, state=True)
        if row.review_by < row.reviewed_on:
            desk.faults.add(line.number, "review_by", "is before reviewed_on")
        if row.reviewed_on > desk.office.today:
            desk.faults.add(line.number, "reviewed_on", "has not come yet")
        if row.applied_here and row.service is None:
            desk.faults.add(line.number, "service", "is needed where one applies here")
        if office is not None:
            values = {
                "office_id": office.id,
                "key": row.key,
                "titles": row.title,
                "called": row.words,
                "needed": row.needed,
                "place": row.place,
                "fee": row.fee,
                "days": row.days,
                "how": row.how,
                "service": row.service,
                "applied_here": row.applied_here,
                "reviewed_on": row.reviewed_on,
                "review_by": row.review_by,
            }
            guides.put(line, values, keep=row.absent("service", "applied_here"))


KIND = Kind("guides: what is needed, where, what it costs", "guide", "guides", GuideRow, enter)
